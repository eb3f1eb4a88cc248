"""The limits of data/sources/limits.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.paths import data_root


@dataclass(frozen=True)
class Limits:
    """What a delivered file may be; units are in the names, rows and columns count from 1."""

    max_xlsx_bytes: int
    max_csv_bytes: int
    max_unpacked_bytes: int
    max_unpack_ratio: int
    max_row: int
    max_column: int
    max_sparse_cells: int
    heading_rows: int
    parse_seconds: int
    parse_bytes: int
    max_form_bytes: int = 50_000_000


def limits() -> Limits:
    """The limits in force."""
    return _read(data_root() / "sources" / "limits.toml")


@cache
def _read(path: Path) -> Limits:
    return Limits(**tomllib.loads(path.read_text(encoding="utf-8")))
