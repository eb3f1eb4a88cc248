"""One cell read as one type, the way a sheet's column is read."""

from __future__ import annotations

from functools import cache
from typing import Any

import polars as pl

from etl.cards import Field, cards
from etl.clean.reading import Column
from etl.clean.sheet import READINGS, CleanSheet, clean
from etl.load import policy_tables
from etl.recognition import Recognised, recognise, with_metrics
from etl.rows import SortedRows, sort_rows
from etl.sheet_text import SheetText, text_frame
from etl.texts import clean_texts
from etl.vocabulary import Vocabulary, vocabulary

Lines = list[list[str | None]]


@cache
def words() -> Vocabulary:
    """The vocabulary of data/."""
    return vocabulary(policy_tables())


def readings(
    kind: str, raws: list[str | None], *, unit: str | None = None, is_percent: bool = False,
    is_imprecise: bool = False, is_1904: bool = False, **field: Any,
) -> list[tuple[Any, str | None, str | None]]:
    """(value, fault, note) per cell; the value of a faulty cell is None, as nothing may use it."""
    column = Column(
        "A", Field(name="x", heading="x", type=kind, **field), unit, words(),
        pl.lit(is_percent), pl.lit(is_imprecise), is_1904,
    )
    found = READINGS[kind](column)
    frame = clean_texts(pl.DataFrame({"row": range(1, len(raws) + 1), "A": pl.Series(raws, dtype=pl.String)}))
    read = frame.select(found.value.alias("value"), found.fault.alias("fault"), found.note.alias("note"))
    return [(None if fault else value, fault, None if fault else note) for value, fault, note in read.rows()]


def reading(kind: str, raw: str | None, **options: Any) -> tuple[Any, str | None, str | None]:
    """(value, fault, note) of one cell."""
    return readings(kind, [raw], **options)[0]


def sheet(lines: Lines, name: str = "表", flags: dict[str, str] | None = None) -> SheetText:
    """Lines of cells as a sheet; name '' makes it a text table."""
    return SheetText(name, False, text_frame(lines), flags or {})


def recognised(lines: Lines, **options: Any) -> Recognised:
    """The sheet with its kind; fails the test where there is none."""
    found = recognise(sheet(lines, **options), with_metrics(cards(), words()))
    assert found is not None, "no kind recognised"
    return found


def read_sheet(lines: Lines, **options: Any) -> tuple[Recognised, SortedRows, CleanSheet]:
    """The sheet recognised, its rows sorted, its cells read."""
    found = recognised(lines, **options)
    rows = sort_rows(found)
    return found, rows, clean(found, rows.data, words())


def taken(cleaned: CleanSheet) -> list[int]:
    """The numbers of the rows without a fault."""
    return cleaned.rows.filter("is_taken")["row"].to_list()


def faults(cleaned: CleanSheet) -> set[tuple[str, str]]:
    """(cell, rule) of every fault."""
    return {(f"{c['letter']}{c['row']}", c["rule"]) for c in cleaned.cells.iter_rows(named=True) if c["is_fault"]}
