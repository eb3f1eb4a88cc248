"""Numbers, money and per cent, exact: decimals from the text, never through binary floats."""

from __future__ import annotations

import polars as pl

from etl.cards import MONEY_UNITS
from etl.clean.reading import NOTHING, Column, Reading, narrow, present, rule

NUMBER = r"^([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(亿元|万元|元|%|家|个|人|条|级)?$"
EXACT = pl.Decimal(38, 16)
MONEY = pl.Decimal(18, 2)
# A trillion: what is more is an invoice number in the wrong column, and ten thousand such still sum to DECIMAL(18,2).
MOST = 10**12
LEVELS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}


def _parts(column: Column) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    given = present(pl.col(column.letter))
    plain = narrow(given).str.replace_all(r"[,，]", "")
    # Cut, because the cast rounds half-even: 0.00499999999999999999 yuan would become half a fen and then one.
    digits = plain.str.extract(NUMBER, 1).str.replace(r"^([+-]?\d+\.\d{16})\d+$", "$1")
    return given, digits.cast(EXACT, strict=False), plain.str.extract(NUMBER, 2)


def _below(exact: pl.Expr, limit: int | pl.Expr) -> pl.Expr:
    """The number where its size is below the limit, else null: an overflowing product would stop the whole load."""
    return pl.when(exact.abs() < limit).then(exact).otherwise(pl.lit(None, dtype=EXACT))


def _range_fault(value: pl.Expr, column: Column) -> pl.Expr:
    low, high = column.field.min, column.field.max
    is_out = value.abs() >= MOST
    if low is not None:
        is_out = is_out | (value < low)
    if high is not None:
        is_out = is_out | (value > high)
    return is_out.fill_null(False)


def number(column: Column) -> Reading:
    """A plain number as DOUBLE; units other than 家/个/人 are not expected here."""
    given, exact, suffix = _parts(column)
    is_bad = given.is_not_null() & (exact.is_null() | suffix.is_in(["亿元", "万元", "元", "%"]).fill_null(False))
    is_out = _range_fault(exact, column)
    fault = pl.when(is_bad).then(pl.lit("bad_number")).when(is_out).then(pl.lit("out_of_range")).otherwise(NOTHING)
    return Reading(exact.cast(pl.Float64), fault, NOTHING)


def integer(column: Column) -> Reading:
    """A whole number."""
    given, exact, suffix = _parts(column)
    value = exact.cast(pl.Int64, strict=False)
    is_whole = (value.cast(EXACT, strict=False) == exact).fill_null(False)
    is_bad = given.is_not_null() & (~is_whole | suffix.is_in(["亿元", "万元", "元", "%"]).fill_null(False))
    is_out = _range_fault(exact, column)
    fault = pl.when(is_bad).then(pl.lit("bad_number")).when(is_out).then(pl.lit("out_of_range")).otherwise(NOTHING)
    return Reading(value, fault, NOTHING)


def level(column: Column) -> Reading:
    """A maturity level 1–5, written 2, 2级 or 二级."""
    given = present(pl.col(column.letter))
    plain = narrow(given).str.replace_all(r"级$", "").replace(LEVELS_AS_TEXT)
    value = plain.str.extract(r"^(\d+)(?:\.0+)?$", 1).cast(pl.Int64, strict=False)
    is_out = _range_fault(value, column)
    fault = (
        pl.when(given.is_not_null() & value.is_null()).then(pl.lit("bad_number"))
        .when(is_out).then(pl.lit("out_of_range")).otherwise(NOTHING)
    )
    return Reading(value, fault, NOTHING)


LEVELS_AS_TEXT = {word: str(number) for word, number in LEVELS.items()}


def percent(column: Column) -> Reading:
    """Per cent as printed: 30 for 30, 30 % and a cell formatted as per cent that holds 0.3.

    A bare value between 0 and 1 is taken as it stands and noted: 0.3 may mean 30 %.
    """
    given, exact, suffix = _parts(column)
    is_bad = given.is_not_null() & (exact.is_null() | suffix.is_in(["亿元", "万元", "元"]).fill_null(False))
    inside = _below(exact, MOST)
    value = pl.when(column.is_percent).then(inside * 100).otherwise(inside)
    is_fraction = (value > 0) & (value < 1) & ~column.is_percent & suffix.is_null()
    fault = (
        pl.when(is_bad).then(pl.lit("bad_number"))
        .when(exact.is_not_null() & inside.is_null()).then(pl.lit("out_of_range")).otherwise(NOTHING)
    )
    return Reading(value.cast(pl.Float64), fault, rule(is_fraction.fill_null(False), "fraction_percent"))


def money(column: Column) -> Reading:
    """Yuan, exact, rounded half-up to the fen. The cell's own unit wins over the heading's and the caption's."""
    given, exact, suffix = _parts(column)
    is_no_money = suffix.is_in(["%", "家", "个", "人", "条", "级"]).fill_null(False)
    is_bad = given.is_not_null() & (exact.is_null() | is_no_money)
    factor = suffix.replace_strict(
        MONEY_UNITS, default=MONEY_UNITS[column.unit or "万元"], return_dtype=pl.Int64
    )
    inside = _below(exact, pl.lit(MOST) // factor)
    yuan = (inside * factor).round(2, mode="half_away_from_zero").cast(MONEY)
    is_negative = pl.lit(False) if column.field.is_signed else (exact < 0).fill_null(False)
    fault = (
        pl.when(is_bad).then(pl.lit("bad_number"))
        .when(exact.is_not_null() & inside.is_null()).then(pl.lit("out_of_range"))
        .when(is_negative).then(pl.lit("negative_amount")).otherwise(NOTHING)
    )
    is_assumed = given.is_not_null() & suffix.is_null() if column.unit is None else pl.lit(False)
    return Reading(yuan, fault, rule(is_assumed, "unit_assumed"))
