"""The sentences that every build must keep are broken one by one: the check of that name says so, and only then."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.policy.memory import ETL, insert, run_rules, with_policy
from tests.policy.replay import delivered_rows
from tests.policy.rewards import FIRST, write_packs

CHECKS = ("every_scenario_stands_in_the_crosswalk", "the_crosswalk_loses_no_instance",
          "steps_add_up_to_the_highest_priced_rank")  # fmt: skip


def offending(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    return len(connection.execute((ETL / "checks" / f"{name}.sql").read_text("utf-8")).fetchall())


def built(policy: Path | None = None, before: str = "SELECT 1") -> duckdb.DuckDBPyConnection:
    """The boundary cases as a snapshot in memory, something broken before the rules run."""
    connection = with_policy(policy, delivered_rows()) if policy else with_policy(rows=delivered_rows())
    connection.execute(before)
    run_rules(connection, "policy.sql")
    return connection


@pytest.fixture(scope="module")
def whole() -> duckdb.DuckDBPyConnection:
    return built()


@pytest.mark.parametrize("name", CHECKS)
def test_nothing_offends_as_it_is(name: str, whole: duckdb.DuckDBPyConnection) -> None:
    assert offending(whole, name) == 0


@pytest.mark.parametrize("gone", ["no_2023 = 1", "no_2023 = 16", "no_2025 = 10", "no_2025 = 8"])
def test_a_line_missing_from_the_crosswalk_is_said(gone: str) -> None:
    connection = built(before=f"DELETE FROM crosswalk WHERE {gone}")
    assert offending(connection, CHECKS[0]) > 0
    assert offending(connection, CHECKS[1]) > 0


@pytest.mark.parametrize("rule", ["top_up", "highest enterprise", "highest project", "each"])
def test_a_step_paid_a_fen_too_much_is_said(rule: str, tmp_path: Path) -> None:
    """Two recognitions of one project, so that every rule has something to add up."""
    connection = with_policy(write_packs(tmp_path, (rule, rule)))
    insert(connection, "award", pl.DataFrame({
        "enterprise": ["虚构公司"] * 2, "credit_code": ["1"] * 2, "project_id": ["甲"] * 2,
        "tier": ["星火产线", "星火车间"], "award_date": [FIRST] * 2, "sheet_id": [1, 1], "row": [1, 2],
    }))
    connection.execute("CREATE TABLE entitlement AS SELECT * FROM entitlement_steps(DATE '2099-01-01')")
    assert offending(connection, CHECKS[2]) == 0
    connection.execute("UPDATE entitlement SET amount_yuan = amount_yuan + 0.01 WHERE tier = '星火车间'")
    connection.execute("UPDATE entitlement SET status = 'priced' WHERE tier = '星火车间'")
    assert offending(connection, CHECKS[2]) == 1
