"""The rules a finding may name: the sentences they say (data/reference/rules.toml), what they guard (quality.toml)."""

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


class Look(BaseModel):
    """What a rule guards and looks at. ``sheets``, ``counted``, ``nothing``: of rules on rows together (etl/doubts)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    guards: str
    source: str = ""
    looks_at: tuple[str, ...] = ("rows",)
    sheets: tuple[str, ...] = ()
    counted: str = "行"
    nothing: str = "没有可以比较的行"


def rules() -> dict[str, Rule]:
    """Every rule by id."""
    return _read(data_root() / "reference" / "rules.toml")


@cache
def _read(path: Path) -> dict[str, Rule]:
    return {name: Rule(**body) for name, body in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def looks() -> dict[str, Look]:
    """What every rule guards and looks at, by id."""
    return _read_looks(data_root() / "reference" / "quality.toml")


@cache
def _read_looks(path: Path) -> dict[str, Look]:
    return {name: Look(**body) for name, body in tomllib.loads(path.read_text(encoding="utf-8")).items()}
