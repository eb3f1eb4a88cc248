"""Every path up the ladder: the sum is the amount of the highest priced step, never negative, as ten lines say."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.ladder import FIRST, LAST, TIERS, Award, climb, highest_priced, sql_steps

# One day in every zone; an award's day lies `place` days later, so that the path's order is the order of time.
ZONES = {
    "before": date(2021, 6, 1), "in force": date(2022, 6, 1), "no document": date(2023, 6, 1),
    "amounts unknown": date(2025, 6, 1),
}  # fmt: skip
EDGES = [FIRST - timedelta(1), FIRST, LAST, LAST + timedelta(1), date(2023, 12, 31), date(2024, 1, 1)]


def dated(tiers: tuple[str, ...], zones: tuple[str, ...]) -> list[Award]:
    return [(ZONES[zone] + timedelta(place), tier) for place, (tier, zone) in enumerate(zip(tiers, zones, strict=True))]


def paths(length: int, zones: list[str]) -> list[list[Award]]:
    """All tier paths of a length, under every pattern of zones that goes forward in time, and all on one day."""
    found = []
    for tiers in product(TIERS, repeat=length):
        found += [dated(tiers, pattern) for pattern in combinations_with_replacement(zones, length)]
        found += [[(ZONES[zone], tier) for tier in tiers] for zone in zones if length > 1]
    return found


def prove(every: list[list[Award]], until: date = date(2099, 1, 1)) -> None:
    found = sql_steps(every, until)
    for path, steps in zip(every, found, strict=True):
        path = [award for award in path if award[0] <= until]
        assert steps == climb(path), path
        amounts = [amount for _, _, amount in steps if amount is not None]
        assert all(amount >= 0 for amount in amounts), path
        assert sum(amounts, Decimal(0)) == highest_priced(path), path


def test_every_path_up_to_length_3_in_every_zone() -> None:
    every = [path for length in (1, 2, 3) for path in paths(length, list(ZONES))]
    assert len(every) == 7 * 4 + 49 * (10 + 4) + 343 * (20 + 4)
    prove(every)


def test_every_path_of_length_4_in_every_zone() -> None:
    every = paths(4, list(ZONES))
    assert len(every) == 2401 * (35 + 4)
    prove(every)


DAYS = st.one_of(
    st.sampled_from(EDGES), st.dates(date(2021, 1, 1), date(2026, 11, 20)), st.dates(date(2022, 3, 1), date(2022, 3, 4))
)
LIVES = st.lists(st.lists(st.tuples(DAYS, st.sampled_from(list(TIERS))), max_size=9), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(lives=LIVES, until=DAYS)
def test_any_dates_several_a_day_as_of_any_date(lives: list[list[Award]], until: date) -> None:
    prove(lives, until)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, derandomize=True)
@given(lives=LIVES, until=DAYS)
def test_any_dates_many_times(lives: list[list[Award]], until: date) -> None:
    prove(lives, until)


def test_the_days_on_the_edge_of_validity() -> None:
    status = {day: sql_steps([[(day, "区级智能工厂")]])[0][0][1] for day in EDGES}
    assert status == dict.fromkeys(EDGES, "unpriced") | {FIRST: "priced", LAST: "priced"}


def test_a_path_worked_out_by_hand() -> None:
    """生产线 10, 仓储 no step, 工厂 the difference 40, 市级 in 2023 nobody can price, 标杆 still counts from 50."""
    path = [
        (date(2022, 4, 1), "区级智能生产线"), (date(2022, 5, 1), "区级智能仓储"), (date(2022, 6, 1), "区级智能工厂"),
        (date(2022, 7, 1), "国家级标杆工厂"), (date(2023, 7, 1), "灯塔工厂"), (date(2023, 8, 1), "市级智能工厂"),
    ]  # fmt: skip
    assert [(status, amount) for _, status, amount in sql_steps([path])[0]] == [
        ("priced", 100_000), ("no_step", 0), ("priced", 400_000), ("priced", 1_500_000), ("unpriced", None),
        ("no_step", 0),
    ]  # fmt: skip


def test_under_the_assumption_a_life_is_worth_its_highest_rank() -> None:
    """2023 and later priced at the 2022 amounts: then every step has a price and the sum is the highest rank's."""
    zones = [zone for zone in ZONES if zone != "before"]
    every = [path for length in (1, 2, 3) for path in paths(length, zones)]
    for path, steps in zip(every, sql_steps(every, assume="qingpu-2022"), strict=True):
        amounts = [amount for _, _, amount in steps]
        assert all(amount is not None and amount >= 0 for amount in amounts), path
        assert sum(amounts, Decimal(0)) == max(TIERS[tier][1] for _, tier in path) * 10_000, path
