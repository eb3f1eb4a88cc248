"""The common shape of a coercion and what it may know about its column."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from etl.cards import Field
from etl.vocabulary import Vocabulary

# What senders write where they have nothing to say (contract: empty is 未填报, never 0).
MISSING = ["无", "/", "—", "－", "-", "--", "——", "暂无", "未填报", "N/A", "NA", "n/a", "null"]


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


@dataclass(frozen=True)
class Reading:
    """``value``: typed, null where missing or faulty; ``fault``/``note``: rule id or null."""

    value: pl.Expr
    fault: pl.Expr
    note: pl.Expr


NOTHING = pl.lit(None, dtype=pl.String)


def rule(condition: pl.Expr, name: str) -> pl.Expr:
    """The rule id where the condition holds, else null."""
    return pl.when(condition).then(pl.lit(name)).otherwise(NOTHING)


def present(text: pl.Expr) -> pl.Expr:
    """The text, null where it is one of the missing words."""
    return pl.when(text.is_in(MISSING)).then(NOTHING).otherwise(text)


def narrow(text: pl.Expr) -> pl.Expr:
    """NFKC without white space: full-width digits, letters and brackets become plain ones."""
    return text.str.normalize("NFKC").str.replace_all(r"\s", "")
