"""The named assumption 计价口径: everything priced at the 2022 amounts, nothing assumed equal to today's figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries import Warehouse, warehouse
from queries.warehouse import SAFE

# Article 5 (二) of the 2022 rules, by rank.
AMOUNTS = {1: 100_000, 2: 200_000, 3: 500_000, 4: 1_000_000, 5: 2_000_000, 6: 5_000_000}


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Warehouse:
    return warehouse(sample_home)


def test_with_everything_priced_an_enterprise_gets_the_amount_of_its_highest_rank(sample: Warehouse) -> None:
    steps = sample.ask("entitlement_list", assume="qingpu-2022").filter(pl.col("rank").is_not_null())
    early = set(steps.filter(pl.col("award_date") < date(2022, 3, 2))["credit_code"])
    assert len(early) > 10
    late = steps.filter(~pl.col("credit_code").is_in(list(early)))
    assert late["credit_code"].n_unique() > 50
    for (code,), rows in late.group_by("credit_code"):
        assert set(rows["status"]) <= {"priced", "no_step"}
        assert rows["amount_yuan"].sum() == Decimal(AMOUNTS[max(rows["rank"])]), code


def test_the_assumption_is_said_on_every_row_it_touches(sample: Warehouse) -> None:
    today = {(r["credit_code"], r["step_no"]): r for r in sample.ask("entitlement_list").iter_rows(named=True)}
    assert not any(row["is_assumed"] for row in today.values())
    n_changed = 0
    for row in sample.ask("entitlement_list", assume="qingpu-2022").iter_rows(named=True):
        if row["amount_yuan"] != today[row["credit_code"], row["step_no"]]["amount_yuan"]:
            assert row["is_assumed"]
            assert "推定" in row["reason"]
            n_changed += 1
    assert n_changed > 100


def test_the_list_of_dues_adds_up_to_the_summary(sample: Warehouse) -> None:
    for assume in ("", "qingpu-2022"):
        total = sample.ask("project_summary", assume=assume).row(0, named=True)
        dues = sample.ask("enterprise_due", assume=assume)
        assert dues["due_yuan"].sum() == total["due_yuan"]
        assert dues["entitled_yuan"].sum() == total["entitled_yuan"]
        assert sample.ask("tier_summary", assume=assume)["entitled_yuan"].sum() == total["entitled_yuan"]


def test_a_pack_without_amounts_assumes_nothing(sample: Warehouse) -> None:
    assert sample.ask("project_summary", assume="qingpu-2024").equals(sample.ask("project_summary"))


@pytest.mark.parametrize("assume", ["", "qingpu-2022", "qingpu-2024", "no such document"])
def test_what_is_read_is_what_would_be_worked_out_on_any_day(sample_home: Path, assume: str) -> None:
    """What comes later changes nothing before it: the stored lives, cut at a day, are the amounts of that day."""
    compared = {"entitlement": 0, "diagnosis": 0}
    pairs = (
        ("entitlement", "entitlement_steps", "entitlements_on", "credit_code, step_no"),
        ("diagnosis", "diagnosis_rewards", "diagnosis_rewards_on", 'sheet_id, "row", basis'),
    )
    with duckdb.connect(str(warehouse(sample_home).path), config=SAFE) as connection:
        for day in ("2020-12-31", "2022-03-02", "2022-12-31", "2023-07-01", "2025-01-15", "2026-11-20"):
            for what, worked_out, read, order in pairs:
                both = [
                    connection.execute(
                        f"SELECT * FROM {macro}(CAST($day AS DATE), $assume) ORDER BY {order}",
                        {"day": day, "assume": assume},
                    ).fetchall()
                    for macro in (worked_out, read)
                ]
                assert both[0] == both[1], (day, what)
                compared[what] += len(both[0])
    assert min(compared.values()) > 300
