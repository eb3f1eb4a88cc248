"""The year-end projection on small deliveries, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from queries import warehouse
from tests.district.codes import credit_code
from tests.etl.loads import load, written

A = credit_code(1)
BUDGET = "年度,资金科目,预算（万元）\n2022,技术改造专项,100\n2023,技术改造专项,90\n"
AWARD = f"企业名称,统一社会信用代码,认定档次,认定日期\n虚构甲公司,{A},区级智能生产线,2022-04-01\n"
PAYMENT = "拨付对象,统一社会信用代码,事项,拨付金额（万元）,拨付日期,年度\n"
# After 30 June: 2020 paid 10, 2021 paid 30; the payment of 30 June itself lies before.
EARLIER = [
    "2018-12-01,2018,99", "2020-03-01,2020,50", "2020-12-25,2020,10", "2021-06-30,2021,40", "2021-07-01,2021,30",
]  # fmt: skip


def payments(lines: list[str]) -> str:
    """The payments as a delivered table; those of an enterprise that nobody recognised settle nothing here."""
    found = [line.split(",") for line in lines]
    return PAYMENT + "".join(
        f"虚构乙公司,{credit_code(2)},区级智能仓储,{wan},{day},{year}\n" for day, year, wan in found
    )


def projected(folder: Path, as_of: str, **texts: str) -> dict[int, dict[str, Any]]:
    """Year -> its row, money in 万元."""
    load(folder / "home", written(folder / "in", **texts), as_of=as_of)
    rows = warehouse(folder / "home").ask("budget_projection_summary").to_dicts()
    return {
        row["year"]: {k: v / 10_000 if isinstance(v, Decimal) else v for k, v in row.items()} for row in rows
    }


def test_what_was_usual_where_it_is_more_than_what_is_due(tmp_path: Path) -> None:
    """Due 10; (10 + 30) / 2 = 20 came after 30 June in the two years with payments: 5 + 20, and never 5 + 10 + 20."""
    lines = [*EARLIER, "2022-05-20,2022,5", "2022-12-01,2022,70"]
    rows = projected(tmp_path, "2022-06-30", 预算=BUDGET, 认定=AWARD, 拨付=payments(lines))
    this = rows[2022]
    assert (this["paid_yuan"], this["due_yuan"], this["usual_yuan"], this["expected_yuan"]) == (5, 10, 20, 20)
    assert (this["projected_yuan"], this["left_yuan"]) == (25, 75)
    assert "前 2 年同期以后平均拨付" in this["projection_basis"]
    assert (rows[2021]["projected_yuan"], rows[2021]["projection_basis"]) == (70, "年度已结束，按实际拨付")
    assert rows[2021]["left_yuan"] is None  # nobody reported a budget
    assert (rows[2023]["projected_yuan"], rows[2023]["projection_basis"]) == (None, "年度尚未开始，不作预计")


def test_what_is_due_where_it_is_more_than_what_was_usual(tmp_path: Path) -> None:
    lines = ["2021-07-01,2021,30", "2021-07-02,2021,-26"]
    rows = projected(tmp_path, "2022-06-30", 预算=BUDGET, 认定=AWARD, 拨付=payments(lines))
    assert (rows[2022]["usual_yuan"], rows[2022]["expected_yuan"], rows[2022]["left_yuan"]) == (4, 10, 90)


def test_what_is_due_where_nothing_was_ever_paid(tmp_path: Path) -> None:
    this = projected(tmp_path, "2022-06-30", 预算=BUDGET, 认定=AWARD)[2022]
    assert (this["usual_yuan"], this["expected_yuan"], this["left_yuan"]) == (None, 10, 90)
    assert "没有往年拨付可参照" in this["projection_basis"]


@pytest.mark.parametrize(("award", "words"), [
    (AWARD.replace("2022-04-01", "2022-01-10"), "；另有 1 项标准未知且没有拨付记录，没有计入"), ("", ""),
])  # fmt: skip
def test_no_projection_without_any_ground(tmp_path: Path, award: str, words: str) -> None:
    texts = {"预算": BUDGET} | ({"认定": award} if award else {})
    this = projected(tmp_path, "2022-06-30", **texts)[2022]
    assert (this["expected_yuan"], this["projected_yuan"], this["left_yuan"]) == (None, None, None)
    assert this["projection_basis"] == "没有待拨付，也没有往年拨付可参照，不作预计" + words


def test_a_year_without_a_budget_has_no_remainder(tmp_path: Path) -> None:
    this = projected(tmp_path, "2022-06-30", 认定=AWARD)[2022]
    assert (this["line"], this["projected_yuan"], this["left_yuan"]) == ("区技术改造专项", 10, None)
    assert this["projection_basis"].endswith("；本年没有预算数，不算结余")


def test_more_than_the_budget_is_said_as_less_than_nothing(tmp_path: Path) -> None:
    this = projected(tmp_path, "2022-06-30", 预算=BUDGET.replace(",100", ",8"), 认定=AWARD)[2022]
    assert this["left_yuan"] == -2
