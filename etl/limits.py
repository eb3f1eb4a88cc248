"""The limits of data/sources/limits.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from etl.paths import DATA


@dataclass(frozen=True)
class Limits:
    """What a delivered file may be; units are in the names, rows and columns count from 1."""

    max_xlsx_bytes: int
    max_csv_bytes: int
    max_unpacked_bytes: int
    max_unpack_ratio: int
    max_row: int
    max_column: int
    heading_rows: int
    parse_seconds: int
    parse_bytes: int


@cache
def limits() -> Limits:
    """The limits in force."""
    return Limits(**tomllib.loads((DATA / "sources" / "limits.toml").read_text(encoding="utf-8")))
