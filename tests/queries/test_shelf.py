"""The what-ifs in use: built once, kept a while, never closed under somebody who asks."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from queries import Change, Warehouse, warehouse
from queries.whatif import Shelf, changed_warehouse

AMOUNTS = [510_000 + 10_000 * n for n in range(4)]
SQL = "SELECT CAST(sum(amount_yuan) AS BIGINT) FROM entitlement"


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Warehouse:
    return warehouse(sample_home)


def changes(sample: Warehouse, yuan: int) -> tuple[Change, ...]:
    return sample.changes(f"tier/qingpu-2022/区级智能工厂/amount_yuan={yuan}")


class Counted:
    """The real builder, and how often it built what."""

    def __init__(self) -> None:
        self.built: list[tuple[Change, ...]] = []

    def __call__(self, path: str, wanted: tuple[Change, ...]) -> duckdb.DuckDBPyConnection:
        self.built.append(wanted)
        return changed_warehouse(path, wanted)


def test_eight_threads_at_once_build_each_what_if_once(sample: Warehouse) -> None:
    counted = Counted()
    shelf = Shelf(counted, size=4)
    gate = threading.Barrier(8)

    def ask(number: int) -> list[tuple[int, int]]:
        gate.wait()
        found = []
        for turn in range(12):
            yuan = AMOUNTS[(number + turn) % 4]
            with shelf.cursor(str(sample.path), changes(sample, yuan)) as cursor:
                found.append((yuan, cursor.sql(SQL).fetchall()[0][0]))
        return found

    with ThreadPoolExecutor(8) as pool:
        answers = [pair for found in pool.map(ask, range(8)) for pair in found]
    assert len(answers) == 96
    assert len(counted.built) == 4
    totals = dict(answers)
    assert all(totals[yuan] == total for yuan, total in answers), "the same what-if gave two answers"
    (step,) = {totals[high] - totals[low] for low, high in pairwise(AMOUNTS)}
    assert step >= 30_000


def test_eight_threads_through_the_door_get_their_own_answers(sample: Warehouse) -> None:
    def entitled(yuan: int) -> Decimal:
        text = f"tier/qingpu-2022/区级智能工厂/amount_yuan={yuan}"
        total: Decimal = sample.ask("project_summary", overrides=text)["entitled_yuan"][0]
        return total

    asked = [500_000, 500_000, *AMOUNTS, *AMOUNTS[:2]]  # 500,000 is today's
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(entitled, asked))
    assert found == [entitled(yuan) for yuan in asked]
    assert len(set(found)) == 5


def test_one_in_use_is_closed_only_when_it_is_given_back(sample: Warehouse) -> None:
    counted = Counted()
    shelf = Shelf(counted, size=1)
    path, first, second = str(sample.path), changes(sample, AMOUNTS[0]), changes(sample, AMOUNTS[1])
    with shelf.cursor(path, first) as cursor:
        with shelf.cursor(path, second) as other:
            assert other.sql(SQL).fetchall() != cursor.sql(SQL).fetchall()
        assert cursor.sql(SQL).fetchall()
        kept = cursor
    with pytest.raises(duckdb.Error):
        kept.sql(SQL).fetchall()
    with shelf.cursor(path, first):
        pass
    assert counted.built == [first, second, first], "what made room is built again when it is asked again"


def test_a_build_that_fails_says_so_each_time_and_blocks_nobody(sample: Warehouse) -> None:
    shelf = Shelf(changed_warehouse)
    for _ in range(2):
        with pytest.raises(duckdb.Error), shelf.cursor("/no/such/file.duckdb", ()):
            pass
    with shelf.cursor(str(sample.path), ()) as cursor:
        assert cursor.sql("SELECT count(*) FROM pack").fetchall() == [(5,)]
