"""Working days: hand-checked periods, published notices, and every day the calendar knows against a naive count."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import chinese_calendar
import duckdb
import pytest

from tests.policy.cases import read_cases
from tests.policy.memory import run_rules, with_policy

REAL = Path(__file__).parents[3] / "shared" / "real"
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Our reference data and the macros; no applications."""
    found = with_policy()
    run_rules(found, "clock.sql")
    yield found
    found.close()


def value(connection: duckdb.DuckDBPyConnection, expression: str, *params: object) -> object:
    ((found,),) = connection.execute(f"SELECT {expression}", list(params)).fetchall()
    return found


def naive_end(start: date, n: int) -> date | None:
    """Day by day: the n-th working day from the start on; None where the library refuses a day."""
    day, counted = start, 0
    try:
        while True:
            counted += is_workday(day)
            if counted == n:
                return day
            day += DAY
    except NotImplementedError:
        return None


@cache
def is_workday(day: date) -> bool:
    """The library's own word, asked once per day: every call searches its whole table."""
    return bool(chinese_calendar.is_workday(day))


@pytest.mark.parametrize("case", read_cases("publicity"), ids=lambda case: f"{case['start']}+{case['workdays']}")
def test_hand_checked_periods(connection: duckdb.DuckDBPyConnection, case: dict[str, str]) -> None:
    start, n = date.fromisoformat(case["start"]), int(case["workdays"])
    found = value(connection, "last_workday(CAST(? AS DATE), CAST(? AS INTEGER))", start, n)
    assert found == (date.fromisoformat(case["end"]) if case["end"] else None), case["why"]
    if found:
        assert value(connection, "workdays_between(CAST(? AS DATE), CAST(? AS DATE))", start, found) == n


def test_a_period_of_no_days_has_no_end(connection: duckdb.DuckDBPyConnection) -> None:
    assert value(connection, "last_workday(DATE '2025-11-24', 0)") is None
    assert value(connection, "last_workday(DATE '2025-11-24', NULL)") is None


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        ("2026-12-28", "2027 年的工作日安排尚未公布（或日历未更新），不能推算"),
        ("2029-03-01", "2029 年的工作日安排尚未公布（或日历未更新），不能推算"),
        ("2003-06-01", "2003 年的工作日安排尚未公布（或日历未更新），不能推算"),
    ],
)
def test_an_unknown_year_is_named(connection: duckdb.DuckDBPyConnection, start: str, sentence: str) -> None:
    assert value(connection, "calendar_gap(CAST(? AS DATE))", date.fromisoformat(start)) == sentence


def test_an_older_calendar_knows_less_and_says_which_year() -> None:
    """What a library without 2026 would leave: nothing is extrapolated."""
    old = with_policy()
    try:
        old.execute("DELETE FROM workday WHERE year(day) > 2025").fetchall()
        run_rules(old, "clock.sql")
        assert value(old, "last_workday(DATE '2025-12-29', 3)") == date(2025, 12, 31)
        assert value(old, "last_workday(DATE '2025-12-29', 4)") is None
        assert str(value(old, "calendar_gap(DATE '2025-12-29')")).startswith("2026 年")
    finally:
        old.close()


def test_every_day_against_a_naive_loop(connection: duckdb.DuckDBPyConnection) -> None:
    """Every day from 2004 on, periods of 1 to 10 working days."""
    found = connection.execute(
        "SELECT asked.start, n.n, last_workday(asked.start, n.n) FROM (SELECT day AS start FROM workday) AS asked"
        " CROSS JOIN (SELECT CAST(range AS INTEGER) AS n FROM range(1, 11)) AS n"
    ).fetchall()
    first, last = date(2004, 1, 1), date(max(chinese_calendar.holidays).year, 12, 31)
    n_days = (last - first).days + 1
    assert len(found) == n_days * 10 >= 84_010
    assert {day for day, _, _ in found} == {first + DAY * number for number in range(n_days)}
    assert [row for row in found if row[2] != naive_end(row[0], row[1])] == []


def test_days_between_against_a_naive_count(connection: duckdb.DuckDBPyConnection) -> None:
    """Every start of three years with its next 40 days, both ends included; backwards is none."""
    found = connection.execute(
        "SELECT one.first, two.last, workdays_between(one.first, two.last)"
        " FROM (SELECT day AS first FROM workday) AS one"
        " JOIN (SELECT day AS last FROM workday) AS two ON two.last BETWEEN one.first - 3 AND one.first + 40"
        " WHERE year(one.first) IN (2006, 2023, 2025)"
    ).fetchall()
    assert len(found) == 44 * (365 * 3)
    wrong = [
        row for row in found
        if row[2] != sum(
            is_workday(row[0] + DAY * number) for number in range((row[1] - row[0]).days + 1)
        )
    ]
    assert wrong == []
    assert value(connection, "workdays_between(DATE '2026-12-31', DATE '2027-01-04')") is None


def test_the_notes_name_the_holiday(connection: duckdb.DuckDBPyConnection) -> None:
    notes = dict(connection.execute("SELECT day, note FROM workday").fetchall())
    assert notes[date(2025, 1, 29)] == "春节"
    assert notes[date(2025, 2, 4)] == "春节（调休）"
    assert notes[date(2025, 9, 28)] == "调休上班（国庆节）"
    assert notes[date(2025, 11, 22)] == "周末"
    assert notes[date(2025, 11, 24)] is None
    assert not [note for note in notes.values() if note and note.isascii()]


@pytest.mark.skipif(not REAL.is_dir(), reason="the published notices lie beside the repository, not in it")
def test_published_notices(connection: duckdb.DuckDBPyConnection) -> None:
    """The notices that state five working days end on that day; for all, the computed column is ours."""
    with (REAL / "public_notice_periods.csv").open(encoding="utf-8-sig", newline="") as lines:
        notices = list(csv.DictReader(lines))
    stated = 0
    for notice in notices:
        start, end = date.fromisoformat(notice["start"]), date.fromisoformat(notice["end"])
        days = value(connection, "workdays_between(CAST(? AS DATE), CAST(? AS DATE))", start, end)
        assert days == int(notice["workdays_computed"]), notice["notice"]
        if notice["stated_unit"] == "工作日":
            stated += 1
            n = int(notice["stated_length"])
            assert value(connection, "last_workday(CAST(? AS DATE), CAST(? AS INTEGER))", start, n) == end
    assert (len(notices), stated) == (12, 2)
