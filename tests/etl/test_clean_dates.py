"""Dates in every form people write, and the forms that could mean two things."""

from __future__ import annotations

from datetime import date

import pytest

from tests.etl.readings import reading

MAY_1 = date(2024, 5, 1)


@pytest.mark.parametrize("raw", [
    "2024-05-01", "2024/5/1", "2024.5.1", "2024年5月1日", "2024年05月01日", "２０２４年５月１日", "2024 年 5 月 1 日",
    "2024-05-01 00:00:00", "2024-05-01T00:00:00", "2024-05-01T00:00:00.000", "2024-5-1 10:30", "2024/5/1 9:05",
    "2024年5月1日 10:30:15", "\u200b2024-05-01\u3000", "20240501",
    "二〇二四年五月一日", "2024年5月1日 星期三", "2024-05-01（周三）",
])
def test_a_day_is_the_same_day_however_it_is_written(raw: str) -> None:
    assert reading("date", raw) == (MAY_1, None, None)


@pytest.mark.parametrize(("raw", "value"), [
    ("2024年5月", date(2024, 5, 31)), ("2024-02", date(2024, 2, 29)), ("2023/2", date(2023, 2, 28)),
    ("2024-12", date(2024, 12, 31)), ("２０２４年６月", date(2024, 6, 30)),
    ("二〇二四年五月", date(2024, 5, 31)),
])
def test_a_month_is_its_last_day_and_says_so(raw: str, value: date) -> None:
    assert reading("date", raw) == (value, None, "month_only")


@pytest.mark.parametrize(("raw", "is_1904", "value"), [
    ("45413", False, MAY_1), ("45413.0", False, MAY_1), ("30000", False, date(1982, 2, 18)),
    ("60000", False, date(2064, 4, 8)), ("43951", True, MAY_1),
])
def test_a_serial_counts_from_the_workbooks_own_day_zero(raw: str, is_1904: bool, value: date) -> None:
    assert reading("date", raw, is_1904=is_1904) == (value, None, "excel_serial")


@pytest.mark.parametrize("raw", [
    "2024.5", "2024.10", "24/5/1", "24-05-01", "2024年2月30日", "2023-02-29", "2024-13-01", "2024-13", "2024-00-10",
    "2024-04-31", "1948-12-31", "2101-01-01", "29999", "60001", "2024", "二〇二四年", "5月1日",
    "2024-05-01至2024-06-01",
    "2024Q2", "长期", "0000-00-00", "20241301", "2024 0501", "2024年5月1日星期四", "45413.5", "2024-5-110:30",
])
def test_no_date_is_guessed(raw: str) -> None:
    assert reading("date", raw) == (None, "bad_date", None)


@pytest.mark.parametrize("raw", [None, "无", "/", "暂无"])
def test_no_date_is_no_date(raw: str | None) -> None:
    assert reading("date", raw) == (None, None, None)
