"""Numbers and money, exact: decimals from the plain form of the cell, never through binary floats."""

from __future__ import annotations

import polars as pl

from etl.cards import MONEY_UNITS
from etl.clean.reading import NOTHING, Column, Reading, narrow, present, rule

NUMBER = r"^([+-]?[\d, ]+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s?(亿元|万元|元|%|家|个|人|条|级)?$"
EXACT = pl.Decimal(38, 16)
MONEY = pl.Decimal(18, 2)
# A trillion: what is more is an invoice number in the wrong column, and ten thousand such still sum to DECIMAL(18,2).
MOST = 10**12
LEVELS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}


def parts(column: Column) -> tuple[pl.Expr, pl.Expr]:
    """(exact number, unit written in the cell) of the plain form; null where there is none."""
    # Cut, because the cast rounds half-even: 0.00499999999999999999 yuan would become half a fen and then one.
    digits = (
        column.plain.str.extract(NUMBER, 1).str.replace_all("[, ]", "")
        .str.replace(r"^([+-]?\d+\.\d{16})\d+$", "$1")
    )
    return digits.cast(EXACT, strict=False), column.plain.str.extract(NUMBER, 2)


def first_fault(column: Column, *faults: tuple[pl.Expr, str]) -> pl.Expr:
    """What the reader of phrases found, else the first of the named conditions that holds."""
    return pl.coalesce(column.said("fault"), *(rule(condition.fill_null(False), name) for condition, name in faults))


def scientific(column: Column) -> pl.Expr:
    """Whether the cell reads 1.38E+10: Excel writes so when it saves what it shows, and drops the other digits."""
    return column.plain.str.contains(r"\d[eE]\+\d")


def below(exact: pl.Expr, limit: int | pl.Expr) -> pl.Expr:
    """The number where its size is below the limit, else null: an overflowing product would stop the whole load."""
    return pl.when(exact.abs() < limit).then(exact).otherwise(pl.lit(None, dtype=EXACT))


def is_outside(value: pl.Expr, column: Column) -> pl.Expr:
    """Whether a number is outside the card's limits or a trillion and more."""
    low, high = column.field.min, column.field.max
    is_out = value.abs() >= MOST
    if low is not None:
        is_out = is_out | (value < low)
    if high is not None:
        is_out = is_out | (value > high)
    return is_out.fill_null(False)


def number(column: Column) -> Reading:
    """A plain number as DOUBLE; units other than 家/个/人 are not expected here."""
    exact, suffix = parts(column)
    is_bad = column.plain.is_not_null() & (exact.is_null() | suffix.is_in(["亿元", "万元", "元", "%"]).fill_null(False))
    fault = first_fault(column, (is_bad, "bad_number"), (is_outside(exact, column), "out_of_range"))
    return Reading(exact.cast(pl.Float64), fault, rule(scientific(column), "scientific"))


def integer(column: Column) -> Reading:
    """A whole number: half an employee is a slip."""
    exact, suffix = parts(column)
    value = exact.cast(pl.Int64, strict=False)
    is_whole = (value.cast(EXACT, strict=False) == exact).fill_null(False)
    is_foreign = suffix.is_in(["亿元", "万元", "元", "%"]).fill_null(False)
    fault = first_fault(
        column, (column.plain.is_not_null() & (~is_whole | is_foreign), "bad_number"),
        (is_outside(exact, column), "out_of_range"),
    )
    return Reading(value, fault, pl.coalesce(column.said("note"), rule(scientific(column), "scientific")))


def level(column: Column) -> Reading:
    """A maturity level 1–5, written 2, 2级 or 二级."""
    given = present(pl.col(column.letter))
    plain = narrow(given).str.replace_all(r"级$", "").replace(LEVELS_AS_TEXT)
    value = plain.str.extract(r"^(\d+)(?:\.0+)?$", 1).cast(pl.Int64, strict=False)
    is_out = is_outside(value, column)
    fault = (
        pl.when(given.is_not_null() & value.is_null()).then(pl.lit("bad_number"))
        .when(is_out).then(pl.lit("out_of_range")).otherwise(NOTHING)
    )
    return Reading(value, fault, NOTHING)


LEVELS_AS_TEXT = {word: str(number) for word, number in LEVELS.items()}


def money(column: Column) -> Reading:
    """Yuan, exact, rounded half-up to the fen. The cell's own unit wins over the heading's and the caption's.

    Nothing approximate is an amount: a hedge, a range or a foreign currency waits. Amounts of another magnitude than
    their neighbours' are looked at when all sheets are read (etl/magnitudes.py).
    """
    exact, suffix = parts(column)
    is_no_money = suffix.is_in(["%", "家", "个", "人", "条", "级"]).fill_null(False)
    factor = suffix.replace_strict(
        MONEY_UNITS, default=MONEY_UNITS[column.unit or "万元"], return_dtype=pl.Int64
    )
    inside = below(exact, pl.lit(MOST) // factor)
    yuan = (inside * factor).round(2, mode="half_away_from_zero").cast(MONEY)
    is_negative = pl.lit(False) if column.field.is_signed else exact < 0
    fault = first_fault(
        column, (column.plain.is_not_null() & (exact.is_null() | is_no_money), "bad_number"),
        (exact.is_not_null() & inside.is_null(), "out_of_range"), (is_negative, "negative_amount"),
    )
    is_assumed = column.plain.is_not_null() & suffix.is_null() if column.unit is None else pl.lit(False)
    return Reading(yuan, fault, pl.coalesce(
        column.said("note"), rule(scientific(column), "scientific"), rule(is_assumed, "unit_assumed")
    ))
