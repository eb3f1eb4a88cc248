"""The questions behind the charts, each against other answers or the rows themselves, summed in plain Python."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from queries import Warehouse, warehouse
from tests.etl.loads import load, written

AWARDS = """企业名称,统一社会信用代码,认定档次,认定日期
虚构甲公司,91310118XX00000196,区级智能车间,2025-03-01
虚构甲公司,91310118XX00000196,区级智能工厂,2025-12-24
虚构乙公司,91310118XX00000277,区级智能车间,2026-02-28
"""
BUDGET = "年度,资金科目,预算（万元）\n2022,技术改造专项,15\n"
AWARD = "企业名称,统一社会信用代码,认定档次,认定日期\n虚构甲公司,91310118XX00000196,区级智能车间,2022-06-01\n"
PAID = (
    "拨付对象,统一社会信用代码,事项,拨付金额（元）,拨付日期,年度\n"
    "虚构乙公司,91310118XX00000277,区级智能生产线,100000,2022-05-01,2022\n"
)


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Warehouse:
    return warehouse(sample_home)


def test_years_are_those_of_the_rows_whole_and_up_to_the_day(sample: Warehouse) -> None:
    as_of = date.fromisoformat(sample.as_of)
    whole: dict[str, Counter[int]] = defaultdict(Counter)
    so_far: dict[str, Counter[int]] = defaultdict(Counter)

    def add(what: str, year: int, day: date, amount: Any) -> None:
        whole[what][year] += amount
        if day <= as_of.replace(year=year):
            so_far[what][year] += amount

    for row in sample.ask("award_list").to_dicts():
        add("n_awards", row["award_date"].year, row["award_date"], 1)
    for row in sample.ask("project_list").drop_nulls("applied_date").to_dicts():
        add("n_projects", row["applied_date"].year, row["applied_date"], 1)
    for row in sample.ask("payment_list").to_dicts():
        add("paid_yuan", row["year"], row["paid_date"], row["paid_yuan"])
    years = sample.ask("year_trend").to_dicts()
    assert [row["year"] for row in years] == list(range(2020, 2027))
    assert [row["year"] for row in years if row["is_running"]] == [2026]
    for row in years:
        for what in ("n_awards", "n_projects", "paid_yuan"):
            by_day = "paid_by_day_yuan" if what == "paid_yuan" else f"{what}_by_day"
            assert row[what] == whole[what][row["year"]], (what, row["year"])
            assert row[by_day] == so_far[what][row["year"]], (what, row["year"])
    assert sum(row["n_awards"] for row in years) == sample.ask("project_summary")["n_awards"][0]


def test_the_unfinished_year_ends_on_the_data_date_also_after_a_leap_day(tmp_path: Path) -> None:
    load(tmp_path / "home", written(tmp_path / "in", 认定=AWARDS), as_of="2026-03-01")
    years = warehouse(tmp_path / "home").ask("year_trend").select("year", "is_running", "n_awards", "n_awards_by_day")
    assert years.rows() == [(2025, False, 2, 1), (2026, True, 1, 1)]
    load(
        tmp_path / "leap",
        written(tmp_path / "in2", 认定=AWARDS.replace("2025-03-01", "2023-02-28")),
        as_of="2024-02-29",
    )
    found = warehouse(tmp_path / "leap").ask("year_trend").filter(year=2023)
    assert found["n_awards_by_day"].to_list() == [1]


def test_a_bridge_adds_up_to_what_is_left(sample: Warehouse) -> None:
    steps = sample.ask("budget_bridge_list").to_dicts()
    lines = {(row["year"], row["line"]): [] for row in steps}
    for row in steps:
        lines[row["year"], row["line"]].append(row)
    paid = Counter[tuple[int, str]]()
    for row in sample.ask("budget_summary").to_dicts():
        paid[row["year"], row["line"]] = row["paid_yuan"]
    due = {(row["year"], row["line"]): row["due_yuan"] for row in sample.ask("budget_projection_summary").to_dicts()}
    for key, rows in lines.items():
        assert rows[0]["bridge_step"] == "预算"
        assert rows[-1]["bridge_step"] == "付清后结余"
        assert sum(row["amount_yuan"] for row in rows[:-1]) == rows[-1]["amount_yuan"]
        of = {
            name: -sum(row["amount_yuan"] for row in rows if row["bridge_step"] == name)
            for name in ("已拨付", "待拨付")
        }
        assert of["已拨付"] == paid[key]
        assert of["待拨付"] == (due[key] or 0)


def test_a_budget_that_does_not_suffice_ends_below_zero(tmp_path: Path) -> None:
    """15 万 minus 10 paid minus 20 due (a workshop, 2022) = −15."""
    load(tmp_path / "home", written(tmp_path / "in", 预算=BUDGET, 认定=AWARD, 拨付=PAID), as_of="2022-12-01")
    steps = warehouse(tmp_path / "home").ask("budget_bridge_list")
    assert steps.select("bridge_step", "item", "amount_yuan").rows() == [
        ("预算", None, Decimal(150_000)),
        ("已拨付", "区级智能生产线", Decimal(-100_000)),
        ("待拨付", "区级智能车间", Decimal(-200_000)),
        ("付清后结余", None, Decimal(-150_000)),
    ]


def test_findings_rank_by_severity_then_money_then_number(sample: Warehouse) -> None:
    amounts: dict[tuple[str, str | None, int], Decimal] = {}
    for row in sample.ask("payment_list").to_dicts():
        amounts[row["file"], row["sheet"], row["row"]] = abs(row["paid_yuan"])
    for code in sample.ask("enterprise_list")["credit_code"]:
        for row in sample.ask("enterprise_investment_list", credit_code=code).to_dicts():
            amounts[row["file"], row["sheet"], row["row"]] = row["amount_yuan"]
    listed = sample.ask("finding_list").to_dicts()
    keys: dict[str, Any] = {}
    order = {"error": 1, "warning": 2, "info": 3}
    for rule in {row["rule"] for row in listed}:
        own = [row for row in listed if row["rule"] == rule]
        places = {(row["file"], row["sheet"], row["row"]) for row in own}
        money = sum((amounts[at] for at in places if at in amounts), Decimal(0))
        keys[rule] = (order[own[0]["severity"]], -money, -len(own), rule)
    ranking = sample.ask("finding_ranking")
    assert ranking["rule"].to_list() == sorted(keys, key=keys.__getitem__)
    assert ranking["matter_no"].to_list() == list(range(1, ranking.height + 1))
    assert ranking["n_findings"].sum() == len(listed)
    twice = ranking.filter(rule="paid_twice").row(0, named=True)
    assert twice["amount_yuan"] == -keys["paid_twice"][1] > 0


@pytest.mark.parametrize("catalogue", ["2023", "2025"])
def test_uncovered_scenarios_are_those_without_a_project_with_three_that_are_near(
    sample: Warehouse, catalogue: str
) -> None:
    blank = sample.ask("scenario_coverage", catalogue=catalogue).filter(n_instances=0)["scenario_no"].to_list()
    found = sample.ask("scenario_uncovered_list", catalogue=catalogue)
    assert found["scenario_no"].unique().sort().to_list() == blank
    near = sample.ask("scenario_blank_list", catalogue=catalogue)
    for number in blank:
        own = found.filter(scenario_no=number)
        assert own["rank_no"].to_list() == [1, 2, 3]
        by_town = near.filter(pl.col("scenario_no") == number, pl.col("rank_no") == 1)["credit_code"].to_list()
        assert own["credit_code"][0] in by_town  # the nearest of all is the nearest of its town
        assert set(own["credit_code"]) <= set(near.filter(scenario_no=number)["credit_code"])


def test_published_averages_are_as_published(sample: Warehouse) -> None:
    found = {(row["metric"], row["year"]): row for row in sample.ask("cohort_band_list").to_dicts()}
    values = {key: row["published_value"] for key, row in found.items()}
    assert values == {
        ("生产效率提升", 2018): 37.6,
        ("运营成本下降", 2018): 21.2,
        ("研制周期缩短", 2018): 30.8,
        ("产品不良率下降", 2018): 25.6,
        ("研制周期缩短", 2025): 28.4,
        ("生产效率提升", 2025): 22.3,
        ("产品不良率下降", 2025): 50.2,
        ("单位产品二氧化碳排放量降低", 2025): 20.4,
        ("生产效率提升", 2024): 50.0,
        ("运营成本下降", 2024): 30.0,
    }
    assert {key[1] for key, row in found.items() if not row["is_read"]} == {2018}


def test_families_divide_the_outcomes(sample: Warehouse) -> None:
    for question in ("outcome_distribution", "outcome_evidence_distribution"):
        whole = sample.ask(question)
        families = sample.ask("outcome_distribution")["family"].unique(maintain_order=True).to_list()
        parts = [sample.ask(question, family=family) for family in families]
        assert pl.concat(parts).sort(pl.all()).equals(whole.sort(pl.all()))


def test_every_spelling_of_a_town_leads_to_it(sample: Warehouse) -> None:
    names = dict(sample.ask("town_name_options").rows())
    assert names["夏阳"] == names["夏阳街道"] == "夏阳街道"
    assert set(names.values()) == set(sample.ask("town_summary")["town"]) - {"未填报"}


@pytest.mark.parametrize(
    "filters", [{}, {"town": "白鹤镇"}, {"industry": "装备制造"}, {"tier": "市级智能工厂"}, {"year": "2025"},
                {"assume": "qingpu-2022"}]
)  # fmt: skip
def test_what_is_due_by_town_adds_up_to_what_is_due(filters: dict[str, str], sample: Warehouse) -> None:
    towns, total = sample.ask("town_summary", **filters), sample.ask("project_summary", **filters)
    assert towns["due_yuan"].sum() == total["due_yuan"][0] > 0
    if "tier" not in filters:
        kept = {name: value for name, value in filters.items() if name != "year"}
        listed = sample.ask("enterprise_due", **kept)
        for row in towns.iter_rows(named=True):
            assert row["due_yuan"] == listed.filter(town=row["town"])["due_yuan"].sum(), row["town"]
