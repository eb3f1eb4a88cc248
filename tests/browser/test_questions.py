"""Ten questions of a leader: the clicks to each answer, and the answer against ``ask()``."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import Browser

from dashboard import text
from queries import Warehouse, earlier, warehouse
from tests.browser.leader import (
    DOCUMENT,
    FIRM,
    HEAD,
    MOST_CLICKS,
    PACK,
    QUESTIONS,
    TIER,
    asked,
    row_of,
    with_an_earlier_build,
)
from tests.served import serving


@pytest.fixture(scope="module")
def home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    shutil.copytree(sample_home, folder / "home", ignore=shutil.ignore_patterns("decisions"))
    return with_an_earlier_build(folder / "home", folder / "in")


@pytest.fixture(scope="module")
def url(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(home, tmp_path_factory.mktemp("questions-log") / "serve.log") as address:
        yield address


def named(towns: pl.DataFrame, value: str, wanted: object) -> str:
    return "、".join(row["town"] for row in towns.iter_rows(named=True) if row[value] == wanted)


def real_towns(build: Warehouse, **filters: str) -> pl.DataFrame:
    return build.ask("town_summary", **filters).filter(pl.col("town") != "未填报")


def last_in_workshops(build: Warehouse) -> list[str]:
    towns = real_towns(build, tier=TIER)
    least = min(towns["n_awards"])
    assert least > 0
    return [f"认定最少：{named(towns, 'n_awards', least)}（{least}）"]


def cost_of_stepping_up(build: Warehouse) -> list[str]:
    (row,) = build.ask("path_status", least="1", within="1", assume=PACK).iter_rows(named=True)
    steps = build.ask("path_list", least="1", within="1", assume=PACK)
    assert steps["credit_code"].n_unique() >= row["n_at_hand"] > 0
    wan = f"{row['next_yuan'] / 10_000:,.0f} 万元"
    return [f"「只差一项」的 {row['n_at_hand']} 家各晋到其中最高的一档，晋档后应付（含推定）：{wan}。"]


def nobodys_scenarios(build: Warehouse) -> list[str]:
    rows = build.ask("scenario_coverage", catalogue="2023").filter(n_projects=0)
    return [f"2023 年版还没有人做的场景：{'、'.join(rows['scenario'])}"]


def most_due(build: Warehouse) -> list[str]:
    due: dict[str, Decimal] = {}
    for row in build.ask("enterprise_due").iter_rows(named=True):
        due[row["town"]] = due.get(row["town"], Decimal(0)) + row["due_yuan"]
    assert due == {row["town"]: row["due_yuan"] for row in build.ask("town_summary").iter_rows(named=True)
                   if row["town"] in due}  # fmt: skip
    most = max(due.values())
    return [f"待拨付最多：{'、'.join(town for town in due if due[town] == most)}（{most / 10_000:,.0f} 万元）"]


def budget_left(build: Warehouse) -> list[str]:
    lines = build.ask("budget_summary", year="2026").drop_nulls("budget_yuan")
    left, whole = (lines[column].sum() / 10_000 for column in ("remaining_yuan", "budget_yuan"))
    return [f"2026 年预算结余 {left:,.0f} 万元；预算 {whole:,.0f} 万元"]


def places_left(build: Warehouse) -> list[str]:
    said = []
    for row in build.ask("quota_status").filter(is_own_kind=True).iter_rows(named=True):
        day, gone = row["deadline_authority"], -row["n_days_authority"]
        assert row["n_used"] + row["n_remaining"] == row["limit"]
        said.append(
            f"{text.track(row['track'])}名额 {row['n_used']}/{row['limit']}；剩 {row['n_remaining']}；"
            f"{day.year}年{day.month}月{day.day}日截止，已过 {gone:,} 天"
        )
    return said


def last_of_a_firm(build: Warehouse) -> list[str]:
    (code,) = build.ask("enterprise_list").filter(enterprise=FIRM)["credit_code"]
    award = max(build.ask("enterprise_award_list", credit_code=code).to_dicts(), key=lambda row: row["award_date"])
    paid = max(build.ask("enterprise_payment_list", credit_code=code).to_dicts(), key=lambda row: row["paid_date"])

    def day(one: dict[str, object], column: str) -> str:
        return "{0.year}年{0.month}月{0.day}日".format(one[column])

    wan = f"{paid['paid_yuan'] / 10_000:,.0f} 万元"
    return [
        f"最近一次认定：{day(award, 'award_date')}，{award['tier']}。",
        f"最近一次拨付：{day(paid, 'paid_date')}，{paid['item']} {wan}。",
    ]


def energy(build: Warehouse) -> list[str]:
    (row,) = build.ask("outcome_distribution").filter(metric="单位产品综合能耗降低").iter_rows(named=True)
    n = row["n_reported"] + row["n_missing"]
    return [f"单位产品综合能耗降低：中位数 {row['median']:.1f}%；"
            f"{row['n_reported']}/{n} 项填报，其中 {row['n_evidenced']} 项有佐证"]  # fmt: skip


def since_the_last_build(build: Warehouse) -> list[str]:
    before = earlier(build)
    assert before
    then, now = (one.ask("project_summary").row(0, named=True) for one in (before, build))
    same = ("n_enterprises", "n_awards", "entitled_yuan", "paid_yuan")
    assert all(then[column] == now[column] for column in same)
    more = (now["invested_yuan"] - then["invested_yuan"]) / 10_000
    return [f"自上一版以来：项目数 +{now['n_projects'] - then['n_projects']}；已投入资金 +{more:,.2f} 万元"]


def overdue(build: Warehouse) -> list[str]:
    late = build.ask("todo_list").filter(pl.col("due_date") < pl.lit(build.as_of).str.to_date())
    assert late.height == build.ask("todo_status")["n_overdue"][0] > 0
    duty = {"assessment": "成熟度自评估"}
    return [f"{row['holder']}，{duty[row['duty']]}，{row['enterprise']}，{row['due_date']}"
            for row in late.iter_rows(named=True)]  # fmt: skip


EXPECTED: dict[str, Callable[[Warehouse], list[str]]] = {
    answered.__name__: answered for answered in (
        last_in_workshops, cost_of_stepping_up, nobodys_scenarios, most_due, budget_left, places_left, last_of_a_firm,
        energy, since_the_last_build, overdue,
    )
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_at_most_three_clicks_away(question: str, browser: Browser, url: str, home: Path) -> None:
    clicks, said = asked(browser, url, question)
    assert said == EXPECTED[QUESTIONS[question].__name__](warehouse(home))
    assert len(clicks) <= MOST_CLICKS
    assert row_of(question, clicks, said) in DOCUMENT.read_text(encoding="utf-8")


def test_the_document_holds_these_questions_and_no_others() -> None:
    written = DOCUMENT.read_text(encoding="utf-8")
    assert written.startswith(HEAD)
    rows = written.removeprefix(HEAD).splitlines()
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows] == list(QUESTIONS)
