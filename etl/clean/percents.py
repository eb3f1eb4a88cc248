"""Per cent and measured figures. Whether a bare 0.8 is 0.8 % or 80 % is asked of its column, never guessed."""

from __future__ import annotations

import polars as pl

from etl.clean import numbers
from etl.clean.numbers import MOST, below, first_fault, parts
from etl.clean.reading import Column, Reading, rule

N_TO_JUDGE = 3  # bare figures a column needs before it shows a habit
N_ON_SCALE = 4  # figures on the scale of 100 a column needs before one can stand apart from them
APART = 5  # how many times smaller than the smallest of them stands apart
LARGE = 1000  # a formatted cell shows 1000 % or more: somebody typed 30 and then chose the format


def percent(column: Column) -> Reading:
    """Per cent as printed: 30 for 30, 30%, 百分之三十 and a cell formatted as per cent that holds 0.3.

    The column decides what bare figures are, in this order:

    * at least three bare figures, all of them in (0, 1], and no other sign of per cent in the column: nobody can say
      whether 0.3 is 0.3 % or 30 %, all of them wait (``ambiguous_percent``);
    * 0.5 to 1.5 where at least four others are on the scale of 100, the smallest of them more than five times larger,
      and a hundred times the figure is among them: both readings are plausible, it waits;
    * any other bare figure in (0, 1) counts as it stands, the reading that favours nobody, with a warning.

    A formatted cell that shows 1000 % or more counts with a warning, as its sender sees it so.
    """
    reading = _shares(column, pl.lit(True))
    is_foreign = parts(column)[1].is_in(["亿元", "万元", "元", "家", "个", "人", "条", "级"])
    return Reading(
        reading.value, pl.coalesce(reading.fault, rule(is_foreign.fill_null(False), "bad_number")), reading.note
    )


def measure(column: Column) -> Reading:
    """A measured figure of an indicator, per cent or in the row's unit; hedges and phrases count with a note.

    A hedged improvement counts because it is a statement about a measurement and says so; a hedged invoice does not,
    because money is added up. ``before`` and ``after`` are given where the cell says both.
    """
    is_share = pl.col(f"{column.letter}:unit") == "%"
    reading = _shares(column, is_share)
    is_foreign = (pl.col(f"{column.letter}:unit") != pl.col(f"{column.letter}:asked")) & pl.col(
        f"{column.letter}:before"
    ).is_null()
    is_misplaced = ~is_share & column.plain.str.ends_with("%") & pl.col(f"{column.letter}:before").is_null()
    is_mismatch = (column.plain.is_not_null() & (is_foreign | is_misplaced)).fill_null(False)
    fault = pl.coalesce(reading.fault, rule(is_mismatch, "unit_mismatch"))
    value, note = reading.value, reading.note
    if column.field.type == "integer":
        whole = numbers.integer(column)
        value, fault, note = whole.value, pl.coalesce(fault, whole.fault), pl.coalesce(note, whole.note)
    return Reading(
        value, fault, note, pl.col(f"{column.letter}:before"), pl.col(f"{column.letter}:after")
    )


def _shares(column: Column, is_share: pl.Expr) -> Reading:
    """The figures of a column; those that are per cent by the habit of the column."""
    exact, suffix = parts(column)
    inside = below(exact, MOST)
    is_formatted = column.is_percent & suffix.is_null() & is_share
    value = pl.when(is_formatted).then(inside * 100).otherwise(inside)
    is_bare = suffix.is_null() & ~is_formatted & is_share
    is_small = is_bare & (value > 0) & (value <= 1)
    on_scale = pl.when((value > 1.5) & is_share).then(value)
    n_bare = (is_bare & (value != 0)).sum()
    n_certain = ((is_formatted | (suffix == "%").fill_null(False)) & is_share & value.is_not_null()).sum()
    is_habit = (n_bare >= N_TO_JUDGE) & (is_small.sum() == n_bare) & (n_certain == 0)
    stands_apart = (
        is_bare & (value >= 0.5) & (value <= 1.5) & (on_scale.count() >= N_ON_SCALE) & (value * APART < on_scale.min())
        & (value * 100 >= on_scale.min() / 3) & (value * 100 <= on_scale.max() * 3)
    )
    fault = first_fault(
        column, (column.plain.is_not_null() & exact.is_null(), "bad_number"),
        (exact.is_not_null() & inside.is_null(), "out_of_range"),
        ((is_small & is_habit) | stands_apart, "ambiguous_percent"),
    )
    note = pl.coalesce(
        column.said("note"), rule((is_small & (value < 1)).fill_null(False), "fraction_percent"),
        rule((is_formatted & (value.abs() >= LARGE)).fill_null(False), "large_percent"),
        rule(numbers.scientific(column), "scientific"),
    )
    return Reading(value.cast(pl.Float64), fault, note)
