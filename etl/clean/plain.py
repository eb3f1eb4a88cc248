"""Columns of figures and dates in plain form: what is plain stays in polars, the rest is read once per text."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from etl.cards import Field
from etl.clean.days import day_said
from etl.clean.grammar import Grammar, grammar
from etl.clean.phrases import Said, measure_said, money_said, number_said, percent_said
from etl.clean.reading import narrow, present
from etl.readings import readings
from etl.vocabulary import Vocabulary

GROUPED = r"[+-]?(?:\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d+)?"
# How plain a cell must be to skip the reader of phrases, by the way its column is read.
PLAIN = {
    "number": rf"^{GROUPED}\s?(?:家|个|人|条|级)?$", "money": rf"^{GROUPED}\s?(?:亿元|万元|元)?$",
    "percent": rf"^{GROUPED}\s?%?$", "measure": rf"^{GROUPED}\s?%?$",
    "date": r"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$",
}
SAID = {"plain": pl.String, "note": pl.String, "fault": pl.String, "before": pl.Float64, "after": pl.Float64}


def way(field: Field) -> str | None:
    """How a column of figures or dates is read: number, money, percent, measure, date; None for words."""
    if field.measure:
        return "measure"
    return {"number": "number", "integer": "number", "money": "money", "percent": "percent", "date": "date"}.get(
        field.type
    )


def with_plain(data: pl.DataFrame, columns: dict[str, Field], vocabulary: Vocabulary) -> pl.DataFrame:
    """The rows with ``X:plain`` per column X of figures or dates, and what was said where a cell was no plain figure.

    ``X:note``, ``X:fault``, ``X:before``, ``X:after`` are null for plain cells; ``X:change``, ``X:unit``, ``X:asked``
    (measured figures) are kind and unit of the row's indicator and the unit it should have. Only distinct odd texts
    are read one by one: a column of plain figures never leaves polars.
    """
    for letter, field in columns.items():
        how = way(field)
        if how is None:
            continue
        data = data.with_columns(
            present(pl.col(letter)).str.normalize("NFKC").str.strip_chars().alias(f"{letter}:plain"),
            *(_indicator(letter, field, columns, vocabulary) if how == "measure" else ()),
        )
        data = _read_odd(data, letter, how)
    return data


def _indicator(letter: str, field: Field, columns: dict[str, Field], vocabulary: Vocabulary) -> list[pl.Expr]:
    """Kind and unit of the indicator: the column's own, or in the long layout those of the row.

    ``X:unit`` is the sender's unit where the row states one, ``X:asked`` the indicator's.
    """
    if field.measure != "row":
        unit = pl.lit("家" if field.measure == "count" else "%")
        return [pl.lit(field.measure).alias(f"{letter}:change"), unit.alias(f"{letter}:unit"),
                unit.alias(f"{letter}:asked")]
    letters = {one.name: at for at, one in columns.items()}
    metric = metric_name(letters["metric"], vocabulary)
    asked = metric.replace_strict(vocabulary.metric_units, default="%", return_dtype=pl.String)
    stated = narrow(present(pl.col(letters["unit"]))) if "unit" in letters else pl.lit(None, dtype=pl.String)
    same = {other: name for name, others in readings().unit.same.items() for other in others}
    return [
        metric.replace_strict(vocabulary.metric_changes, default=None, return_dtype=pl.String)
        .alias(f"{letter}:change"),
        pl.coalesce(stated.replace(same), asked).alias(f"{letter}:unit"), asked.alias(f"{letter}:asked"),
    ]


def metric_name(letter: str, vocabulary: Vocabulary) -> pl.Expr:
    """The indicator a cell names, with or without the star and unit of the printed form; null where it is unknown."""
    name = narrow(present(pl.col(letter))).str.replace_all(r"\*", "").str.replace(r"\((?:%|家)\)$", "")
    return name.replace_strict(vocabulary.metric, default=None, return_dtype=pl.String)


def _read_odd(data: pl.DataFrame, letter: str, how: str) -> pl.DataFrame:
    plain = pl.col(f"{letter}:plain")
    odd = data.filter(plain.is_not_null() & ~plain.str.contains(PLAIN[how]))
    if odd.is_empty():
        return data.with_columns(
            pl.lit(None, dtype=kind).alias(f"{letter}:{name}") for name, kind in SAID.items() if name != "plain"
        )
    keys = [f"{letter}:plain"] + ([f"{letter}:change", f"{letter}:unit", f"{letter}:asked"] if how == "measure" else [])
    texts = odd.select(keys).unique(maintain_order=True)
    read = _reader(how, grammar())
    said = [read(*row) for row in texts.iter_rows()]
    answers = texts.with_columns(
        pl.Series("is_odd", [True] * len(said)), pl.Series("plain", [one.text for one in said], dtype=pl.String),
        *(pl.Series(f"{letter}:{name}", [getattr(one, name) for one in said], dtype=kind)
          for name, kind in SAID.items() if name != "plain"),
    )
    joined = data.join(answers, on=keys, how="left", maintain_order="left", nulls_equal=True)
    return joined.with_columns(
        pl.when("is_odd").then("plain").otherwise(plain).alias(f"{letter}:plain")
    ).drop("is_odd", "plain")


def _reader(how: str, words: Grammar) -> Callable[..., Said]:
    def measured(text: str, change: str | None, unit: str, asked: str) -> Said:
        said = measure_said(text, change, unit, words)
        # A change in per cent is what a per cent indicator asks for, whatever 单位 the two ends have.
        if said.fault is None and said.before is None and words.name(unit) != words.name(asked):
            return Said(fault="unit_mismatch")
        return said

    readers: dict[str, Callable[..., Said]] = {
        "number": lambda text: number_said(text, words), "money": lambda text: money_said(text, words),
        "percent": lambda text: percent_said(text, words), "measure": measured, "date": day_said,
    }
    return readers[how]

