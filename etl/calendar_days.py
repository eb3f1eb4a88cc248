"""The State Council's calendar day by day: what is a working day, as far as the arrangements are published.

The last three days of December may still move when the next year's notice comes out (2007, 2011 and 2018 did).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import chinese_calendar

WEEKEND = "周末"
IN_LIEU = "{holiday}（调休）"
MADE_UP = "调休上班（{holiday}）"


def known_years() -> tuple[int, int]:
    """The first and the last year whose arrangement the library knows."""
    days = chinese_calendar.holidays.keys()
    return min(days).year, max(days).year


@cache
def workday_rows() -> list[dict[str, Any]]:
    """One row per day of the known years: day, is_workday, note, workday_no (working days so far, this one included).

    note: the holiday's name, 调休上班（…）, 周末, or None on a plain working day. A year that the library does not know
    has no row, so that whatever asks for it finds nothing instead of a guess.
    """
    first, last = known_years()
    day, number = date(first, 1, 1), 0
    rows: list[dict[str, Any]] = []
    while day.year <= last:
        is_workday = chinese_calendar.is_workday(day)
        number += is_workday
        rows.append({"day": day, "is_workday": is_workday, "note": _note(day, is_workday), "workday_no": number})
        day += timedelta(days=1)
    return rows


def _note(day: date, is_workday: bool) -> str | None:
    name = chinese_calendar.get_holiday_detail(day)[1]
    if name is None:
        return None if is_workday else WEEKEND
    holiday: str = chinese_calendar.Holiday(name).chinese
    if is_workday:
        return MADE_UP.format(holiday=holiday)
    return IN_LIEU.format(holiday=holiday) if chinese_calendar.is_in_lieu(day) else holiday
