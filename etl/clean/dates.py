"""Dates and years. Month only means its last day, noted; two-digit years and 2024.5 are never guessed.

Other forms (二〇二四年五月一日, 20240501, with a weekday) come here in the plain form that etl/clean/days.py gives.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from etl.clean.reading import NOTHING, Column, Reading, narrow, present, rule

DAY = r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$"
MONTH = r"^(\d{4})(?:[-/年](\d{1,2})月?)$"
SERIAL = r"^([3-5]\d{4}|60000)(?:\.0+)?$"
# Day 0 of the two calendars a workbook may count its serials in; the 1904 one is a Mac's.
DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
FIRST_YEAR, LAST_YEAR = 1949, 2100


def _date(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """A date from text parts, null where the day does not exist."""
    joined = pl.concat_str(year, month.str.zfill(2), day.str.zfill(2), separator="-")
    return joined.str.to_date("%Y-%m-%d", strict=False)


def date_value(column: Column) -> Reading:
    """A date from 2024-05-01, 2024/5/1, 2024.5.1, 2024年5月1日, a month of these, or an Excel serial."""
    plain = column.plain
    of_day = _date(plain.str.extract(DAY, 1), plain.str.extract(DAY, 2), plain.str.extract(DAY, 3))
    of_month = _date(plain.str.extract(MONTH, 1), plain.str.extract(MONTH, 2), pl.lit("1")).dt.month_end()
    serial = plain.str.extract(SERIAL, 1).cast(pl.Int64, strict=False)
    of_serial = pl.lit(DAY_ZERO_1904 if column.is_1904 else DAY_ZERO) + pl.duration(days=serial)
    found = pl.coalesce(of_day, of_month, of_serial.cast(pl.Date))
    value = pl.when(found.dt.year().is_between(FIRST_YEAR, LAST_YEAR)).then(found).otherwise(
        pl.lit(None, dtype=pl.Date)
    )
    note = (
        pl.when(of_day.is_null() & of_month.is_not_null()).then(pl.lit("month_only"))
        .when(of_day.is_null() & serial.is_not_null()).then(pl.lit("excel_serial"))
        .otherwise(NOTHING)
    )
    is_bad = plain.is_not_null() & value.is_null()
    return Reading(value, pl.coalesce(column.said("fault"), rule(is_bad, "bad_date")), note)


def year(column: Column) -> Reading:
    """A calendar year, written 2024 or 2024年."""
    given = present(pl.col(column.letter))
    value = narrow(given).str.extract(r"^(\d{4})(?:\.0+)?年?度?$", 1).cast(pl.Int32, strict=False)
    value = pl.when(value.is_between(FIRST_YEAR, LAST_YEAR)).then(value).otherwise(pl.lit(None, dtype=pl.Int32))
    return Reading(value, rule(given.is_not_null() & value.is_null(), "bad_date"), NOTHING)
