"""What the next step would cost is what entitlement_steps says once it is taken; the sums follow from the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from queries import Warehouse, warehouse
from queries.warehouse import _connection
from tests.policy.memory import with_policy

AS_OF = date(2026, 11, 20)
EVERYTHING = "99"
ASSUMPTIONS = ("", "qingpu-2022")
RANKED = {"区级智能生产线": 1, "区级智能仓储": 1, "区级智能车间": 2, "区级智能工厂": 3}
# Article 5 (二) of the 2022 rules, in yuan.
AMOUNTS = {"区级智能生产线": 100_000, "区级智能仓储": 100_000, "区级智能车间": 200_000, "区级智能工厂": 500_000}


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Warehouse:
    return warehouse(sample_home)


@pytest.fixture(scope="module")
def awards(sample: Warehouse) -> pl.DataFrame:
    return _connection(str(sample.path)).cursor().sql("FROM award").pl()


def taken(awards: pl.DataFrame, tier: str, codes: list[str], assume: str) -> Iterator[tuple[str, dict]]:
    """The step of every enterprise that is recognised as `tier` on the data date, after all it has."""
    new = pl.DataFrame({"credit_code": codes}).with_columns(
        pl.lit("虚构公司").alias("enterprise"), pl.lit(tier).alias("tier"), pl.lit(AS_OF).alias("award_date"),
        pl.lit(9999, dtype=pl.Int32).alias("sheet_id"), pl.int_range(1, pl.len() + 1, dtype=pl.Int32).alias("row"),
    )
    connection = with_policy(rows={"award": pl.concat([awards, new], how="diagonal")})
    try:
        found = connection.execute(
            "SELECT credit_code, amount_yuan, status, is_assumed FROM entitlement_steps($until, assume := $assume)"
            " WHERE sheet_id = 9999 ORDER BY credit_code", {"until": AS_OF, "assume": assume},
        ).fetchall()
    finally:
        connection.close()
    for code, amount, status, is_assumed in found:
        yield code, {"next_yuan": amount, "cost_status": status, "is_assumed": is_assumed}


@pytest.mark.parametrize("assume", ASSUMPTIONS)
def test_the_forecast_is_what_the_step_brings_when_it_is_taken(
    sample: Warehouse, awards: pl.DataFrame, assume: str
) -> None:
    n_compared, n_less = 0, 0
    for tier in RANKED:
        listed = sample.ask("path_list", within=EVERYTHING, tier=tier, assume=assume)
        wanted = dict(taken(awards, tier, listed["credit_code"].to_list(), assume))
        for row in listed.iter_rows(named=True):
            assert {name: row[name] for name in wanted[row["credit_code"]]} == wanted[row["credit_code"]], row
            n_compared += 1
            n_less += row["next_yuan"] is not None and row["next_yuan"] < AMOUNTS[tier]
    print(n_compared, "steps,", n_less, "of them less what was priced before")
    assert n_compared > 1000
    assert (n_less > 30) == bool(assume)


def test_nothing_is_priced_that_no_document_prices(sample: Warehouse) -> None:
    """The amounts of qingpu-2024 are unknown: counted, not zero. Titles carry no reward at all."""
    listed = sample.ask("path_list", within=EVERYTHING)
    assert listed["next_yuan"].null_count() == listed.height
    assert set(listed.filter(pl.col("tier").is_in(list(RANKED)))["cost_status"]) == {"unpriced"}
    assert set(listed.filter(~pl.col("tier").is_in(list(RANKED)))["cost_status"]) == {"no_reward"}
    status = sample.ask("path_status").row(0, named=True)
    assert (status["next_yuan"], status["n_unpriced"]) == (None, status["n_at_hand"])


@pytest.mark.parametrize("assume", ASSUMPTIONS)
@pytest.mark.parametrize(("least", "within"), [("0", "0"), ("0", "1"), ("1", "1"), ("2", "2"), ("0", "2")])
def test_summary_and_status_follow_from_the_list(sample: Warehouse, assume: str, least: str, within: str) -> None:
    for town in ("", "华新镇"):
        given = {"least": least, "within": within, "assume": assume, "town": town}
        listed = sample.ask("path_list", **given).to_dicts()
        assert {each["n_unmet"] for each in listed} == set(range(int(least), int(within) + 1))
        for row in sample.ask("path_summary", **given).iter_rows(named=True):
            own = [each for each in listed if each["tier"] == row["tier"]]
            priced = [each["next_yuan"] for each in own if each["next_yuan"] is not None]
            assert row["n_at_hand"] == len(own)
            assert row["next_yuan"] == (sum(priced) if priced else None)
            assert row["n_unpriced"] == sum(each["cost_status"] == "unpriced" for each in own)
            columns = ("n_held", "n_ready", "n_one", "n_two", "n_further", "n_closed")
            assert sum(row[name] for name in columns) == row["n_enterprises"]
        best: dict[str, dict] = {}
        for each in listed:
            if each["tier"] in RANKED:
                held = best.setdefault(each["credit_code"], each)
                if RANKED[each["tier"]] > RANKED[held["tier"]]:
                    best[each["credit_code"]] = each
        status = sample.ask("path_status", **given).row(0, named=True)
        assert status["n_at_hand"] == len(best) > 0
        assert status["n_at_hand"] + status["n_elsewhere"] == status["n_enterprises"]
        assert status["n_enterprises"] == sample.ask("enterprise_list", town=town).height
        total = sum((each["next_yuan"] for each in best.values() if each["next_yuan"] is not None), Decimal(0))
        assert (status["next_yuan"] or 0) == total
        for name, distance in (("n_ready", 0), ("n_one", 1), ("n_two", 2)):
            codes = {each["credit_code"] for each in listed if each["tier"] in RANKED and each["n_unmet"] == distance}
            assert not int(least) <= distance <= int(within) or status[name] == len(codes)


def test_applications_not_yet_recognised_are_in_the_forecast(sample: Warehouse) -> None:
    """Every eligible application to the district call whose enterprise doesn't hold that rank stands at distance 0."""
    applied = sample.ask("project_list", call="qingpu-2025").filter(eligibility="pass")
    ready = sample.ask("path_list", within="0", call="qingpu-2025").filter(is_applied=True)
    keys = set(zip(ready["credit_code"], ready["tier"], strict=True))
    held = _connection(str(sample.path)).cursor().sql(
        "SELECT credit_code, item FROM path WHERE state = 'held'"
    ).fetchall()
    expected = set(zip(applied["credit_code"], applied["applied_tier"], strict=True)) - set(held)
    assert len(expected) > 100
    assert expected <= keys
