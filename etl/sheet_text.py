"""A delivered sheet as text with addresses: what the readers give and everything after them takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import polars as pl

from etl.screen import column_letters
from etl.sheet_marks import Mark


@dataclass
class SheetText:
    """One sheet: ``frame`` has ``row`` (1-based) and one text column per letter A, B, …

    flags: address → error | uncached | precision | percent. merged: ranges such as A5:A9.
    formulas: addresses of the cells that are formulas.
    marks: what stands beside the data and is not read.
    Of an application form: ``places``: address → where the cell stands in the document (表1 R2C3); ``notes``: what is
    to be said about it, as arguments of Findings.add; ``left``: why the sheet is counted and not read.
    """

    name: str
    is_hidden: bool
    frame: pl.DataFrame
    flags: dict[str, str] = field(default_factory=dict)
    n_hidden_rows: int = 0
    is_1904: bool = False
    merged: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    notes: list[dict[str, Any]] = field(default_factory=list)
    left: str = ""


def text_frame(rows: list[list[str | None]]) -> pl.DataFrame:
    """Lists of texts as a frame with ``row`` from 1 and one column per letter; the empty text is null."""
    width = max((len(row) for row in rows), default=0)
    data: dict[str, pl.Series] = {
        "row": pl.int_range(1, len(rows) + 1, dtype=pl.Int32, eager=True).alias("row")
    }
    for index in range(width):
        letters = column_letters(index + 1)
        column = [(row[index] or None) if index < len(row) else None for row in rows]
        data[letters] = pl.Series(letters, column, dtype=pl.String)
    return pl.DataFrame(data)
