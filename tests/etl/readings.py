"""One cell read as one type, the way a sheet's column is read."""

from __future__ import annotations

from functools import cache
from typing import Any

from etl.cards import Card, Field, cards
from etl.clean.sheet import CleanSheet, clean
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
    flags = {"percent": is_percent, "precision": is_imprecise}
    asked = Field(name="x", heading="x", type=kind, **field)
    page = sheet([[raw] for raw in raws], flags={
        f"A{row}": flag for flag, is_set in flags.items() if is_set for row in range(1, len(raws) + 1)
    })
    page.is_1904 = is_1904
    found = Recognised(page, Card(kind="x", title="x", key=(), field=(asked,)), 0, {"A": asked}, {"A": "x"},
                       {"x": unit} if unit else {})
    cleaned = clean(found, clean_texts(page.frame), words())
    said = {(cell["row"], cell["is_fault"]): cell["rule"] for cell in cleaned.cells.iter_rows(named=True)}
    return [
        (None if (row, True) in said else value, said.get((row, True)), said.get((row, False)))
        for row, value in cleaned.rows.select("row", "x").iter_rows()
    ]


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
