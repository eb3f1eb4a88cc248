"""Another table further down on a sheet: its rows wait, for under these headings they would mean something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from etl.cards import Card, Field, heading_name
from etl.clean.sheet import CleanSheet
from etl.findings import Findings
from etl.recognition import Recognised, match


@dataclass(frozen=True)
class SecondTable:
    """Where another table begins: the row of its headings, their texts by letter, its kind in words and its columns."""

    row: int
    title: str
    headings: dict[str, str]
    columns: dict[str, Field]


def second_table(
    found: Recognised, data: pl.DataFrame, cleaned: CleanSheet, known: Sequence[Card]
) -> SecondTable | None:
    """The first data row that is the heading row of a kind, unless it says again what the sheet's own headings say.

    Headings under other headings are always faulty cells, so only faulty rows are looked at.
    """
    faulty = cleaned.rows.filter(~pl.col("is_taken"))["row"]
    if faulty.is_empty():
        return None
    words = sorted({heading_name(f.heading) for card in known for f in card.field if f.required})
    letters = [name for name in data.columns if name != "row"]
    joined = pl.concat_str([pl.col(letter).fill_null("") for letter in letters], separator="\n")
    likely = data.filter(pl.col("row").is_in(faulty.implode()) & joined.str.contains_any([*words, "名称", "编号"]))
    for values in likely.iter_rows():
        texts = {letter: text for letter, text in zip(letters, values[1:], strict=True) if text}
        names = {letter: heading_name(text) for letter, text in texts.items()}
        fitting = [(card, fits[0]) for card in known if (fits := match(names, card, card.headings()))]
        others = [(card, columns) for card, columns in fitting if columns != found.columns]
        if others:
            card, columns = max(others, key=lambda one: (not one[0].is_list, len(one[1])))
            return SecondTable(values[0], card.title, texts, columns)
    return None


def quarantine_from(
    second: SecondTable, cleaned: CleanSheet, found: Recognised, findings: Findings, *, file: str, sheet_id: int
) -> CleanSheet:
    """The sheet read down to the second table; each row from there on waits with a finding on its first cell."""
    is_below = pl.col("row") >= second.row
    letter = next(iter(found.columns))
    for row in cleaned.rows.filter(is_below)["row"]:
        findings.add(
            "second_table", file=file, sheet=found.sheet.name, sheet_id=sheet_id, row=row, letter=letter,
            expected=str(second.row), other=second.title,
        )
    return CleanSheet(
        cleaned.rows.with_columns(pl.col("is_taken") & ~is_below), cleaned.cells.filter(~is_below)
    )


def without_contacts(data: pl.DataFrame, second: SecondTable, personal: str) -> pl.DataFrame:
    """The raw rows, those of the second table without the cells under its headings of contacts (``personal``)."""
    hidden = [
        letter for letter, text in second.headings.items()
        if letter in data.columns and (
            re.search(personal, unicodedata.normalize("NFKC", text))
            or (letter in second.columns and second.columns[letter].type == "personal")
        )
    ]
    is_below = pl.col("row") >= second.row
    return data.with_columns(pl.when(~is_below).then(pl.col(letter)).alias(letter) for letter in hidden)
