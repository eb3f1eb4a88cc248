"""The rules a finding may name and the sentences they say, from data/reference/rules.toml."""

from __future__ import annotations

import tomllib
from functools import cache

from pydantic import BaseModel, ConfigDict

from etl.paths import DATA


class Rule(BaseModel):
    """One rule: severity error | warning | info, a Chinese title, and sentence templates."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    severity: str
    title: str
    message: str = "{raw}"
    action: str = "请核对"


@cache
def rules() -> dict[str, Rule]:
    """Every rule by id."""
    path = DATA / "reference" / "rules.toml"
    return {name: Rule(**body) for name, body in tomllib.loads(path.read_text(encoding="utf-8")).items()}
