"""The common shape of a coercion and what it may know about its column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from etl.cards import Field
from etl.readings import missing_words
from etl.vocabulary import Vocabulary


@dataclass(frozen=True)
class Column:
    """A mapped column: its field, the unit its heading or caption states, and its per-row marks.

    ``is_percent`` / ``is_imprecise``: boolean expressions from the sheet's XML (number formats, lost digits).
    ``is_1904``: the workbook counts its date serials from 1904.
    """

    letter: str
    field: Field
    unit: str | None
    words: Vocabulary
    is_percent: pl.Expr
    is_imprecise: pl.Expr
    is_1904: bool = False

    @property
    def plain(self) -> pl.Expr:
        """The plain form of a figure or date (etl/clean/plain.py), null where missing or unreadable."""
        return pl.col(f"{self.letter}:plain")

    def said(self, what: str) -> pl.Expr:
        """``note`` or ``fault`` of the reader of phrases, null for a cell that was plain."""
        return pl.col(f"{self.letter}:{what}")


NOTHING = pl.lit(None, dtype=pl.String)


@dataclass(frozen=True)
class Reading:
    """``value``: typed, null where missing or faulty; ``fault``/``note``: rule id or null.

    ``before``/``after``: the ends of a change that the cell says itself; ``hint``: what a faulty cell's text suggests.
    """

    value: pl.Expr
    fault: pl.Expr
    note: pl.Expr
    before: pl.Expr | None = None
    after: pl.Expr | None = None
    hint: Callable[[str], str] | None = None


def rule(condition: pl.Expr, name: str) -> pl.Expr:
    """The rule id where the condition holds, else null."""
    return pl.when(condition).then(pl.lit(name)).otherwise(NOTHING)


def present(text: pl.Expr) -> pl.Expr:
    """The text, null where it is one of the missing words of readings.toml."""
    return pl.when(text.is_in(missing_words())).then(NOTHING).otherwise(text)


def narrow(text: pl.Expr) -> pl.Expr:
    """NFKC without white space: full-width digits, letters and brackets become plain ones."""
    return text.str.normalize("NFKC").str.replace_all(r"\s", "")
