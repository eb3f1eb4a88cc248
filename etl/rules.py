"""The rules a finding may name and the sentences they say, from data/reference/rules.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from etl.paths import data_root


class Rule(BaseModel):
    """One rule: severity error | warning | info, a Chinese title, and sentence templates."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    severity: str
    title: str
    message: str = "{raw}"
    action: str = "请核对"


def rules() -> dict[str, Rule]:
    """Every rule by id."""
    return _read(data_root() / "reference" / "rules.toml")


@cache
def _read(path: Path) -> dict[str, Rule]:
    return {name: Rule(**body) for name, body in tomllib.loads(path.read_text(encoding="utf-8")).items()}
