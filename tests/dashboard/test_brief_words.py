"""The sentences of a brief follow from their figures: none, one, ties, nobody knows, less than before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dashboard.exports import brief_duties as duties
from dashboard.exports import brief_words as words


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (40, 35, "▲ 5（同比 +14.3%）"), (38, 40, "▼ 2（同比 -5.0%）"), (3, 3, "持平"), (0, 0, "持平"),
        (3, 0, "▲ 3（上年为 0）"), (0, 3, "▼ 3（同比 -100.0%）"), (None, 3, "—"), (3, None, "—"),
    ],
)  # fmt: skip
def test_a_year_beside_the_year_before(now: int | None, before: int | None, said: str) -> None:
    assert words.year_on_year("n_awards", now, before) == said


def test_money_beside_the_year_before_keeps_its_unit() -> None:
    assert words.year_on_year("paid_yuan", Decimal("8840000"), Decimal("6460000")) == "▲ 238 万元（同比 +36.8%）"
    assert words.year_on_year("paid_yuan", Decimal(-50_000), Decimal(-30_000)) == "▼ 2 万元（上年为负）"


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [(5, 2, "自上一版 +3"), (2, 5, "自上一版 -3"), (5, 5, "自上一版不变"), (5, None, ""), (None, 5, "")],
)
def test_a_build_beside_the_build_before(now: int | None, then: int | None, said: str) -> None:
    assert words.since_build("n_awards", now, then) == said


def test_rewards_stay_in_ten_thousands_and_small_change_is_not_nothing() -> None:
    assert words.wan(Decimal("123456789")) == "12,345.68 万元"
    assert words.wan(Decimal(0)) == "0 万元"
    assert words.wan(Decimal("49.99")) == "49.99 元"
    assert words.wan(None) == "未填报"


@pytest.mark.parametrize(
    ("amounts", "unit", "cells"),
    [
        (["924591112", "36331437", "0", None], "亿元", ["9.25", "0.36", "0.00", "未填报"]),
        (["924591112", "300000"], "万元", ["92,459.11", "30.00"]),
        (["9000000", "12400000", "0"], "万元", ["900", "1,240", "0"]), (["30", "500000"], "元", ["30", "500,000"]),
        (["-50000"], "万元", ["-5"]), ([None], "万元", ["未填报"]), ([], "万元", []),
    ],
)  # fmt: skip
def test_a_column_has_one_unit_in_which_every_amount_shows(
    amounts: list[str | None], unit: str, cells: list[str]
) -> None:
    assert words.money_column([None if amount is None else Decimal(amount) for amount in amounts]) == (unit, cells)


@pytest.mark.parametrize(
    ("n", "tiers", "said"),
    [
        (0, [("甲", 0)], "所选范围内没有认定。"), (1, [("甲", 1), ("乙", 0)], "认定 1 项，涉及企业 1 家，都是甲。"),
        (171, [("甲", 55), ("乙", 116)], "认定 171 项，涉及企业 1 家；乙最多，116 项，占 67.8%。"),
        (5, [("甲", 2), ("乙", 2), ("丙", 1)], "认定 5 项，涉及企业 1 家；甲、乙并列最多，各 2 项，各占 40.0%。"),
        (4, [("甲", 2), ("乙", 2)], "认定 4 项，涉及企业 1 家；甲、乙各 2 项。"),
    ],
)  # fmt: skip
def test_recognitions(n: int, tiers: list[tuple[str, int]], said: str) -> None:
    assert words.recognised(n, 1, tiers) == said


def test_the_highest_step() -> None:
    assert words.highest([("甲", 1, 5), ("乙", 3, 0)]) == "最高到第 1 档：甲 5 项。"
    assert words.highest([("甲", 1, 5), ("乙", 1, 2)]) == "最高到第 1 档：甲 5 项、乙 2 项。"
    assert words.highest([("甲", 1, 0)]) == words.highest([]) == ""


@pytest.mark.parametrize(
    ("now", "before", "is_open", "said"),
    [
        (40, 35, False, "2025 年认定 40 项，比 2024 年多 5 项（+14.3%）。"),
        (2, 3, True, "2025 年至数据日期认定 2 项，比 2024 年全年少 1 项（-33.3%）。"),
        (3, 3, False, "2025 年认定 3 项，与 2024 年相同。"), (0, 0, False, "2025 年和 2024 年都没有认定。"),
        (3, 0, False, "2025 年认定 3 项，2024 年没有认定。"),
    ],
)  # fmt: skip
def test_a_year_of_recognitions(now: int, before: int, is_open: bool, said: str) -> None:
    assert words.moved(2025, now, before, is_open) == said


def test_the_best_year() -> None:
    assert words.best_year([("2024", 3), ("2025", 5)]) == "历年最多的是 2025 年，5 项。"
    assert words.best_year([("2023", 5), ("2024", 3), ("2025", 5)]) == "历年最多的是 2023、2025 年，各 5 项。"
    assert words.best_year([("2024", 3), ("2025", 3)]) == "历年都是 3 项。"
    assert words.best_year([("2024", 3)]) == words.best_year([]) == ""


@pytest.mark.parametrize(
    ("k", "n", "said"),
    [
        (41, 45, "2023 年版目录覆盖 41/45（91.1%），空白 4 个。"),
        (45, 45, "2023 年版目录覆盖 45/45（100.0%），没有空白。"),
        (0, 45, "2023 年版目录覆盖 0/45（0.0%），全部 45 个场景都没有项目。"),
        (0, 0, "2023 年版目录里没有场景。"),
    ],
)  # fmt: skip
def test_coverage(k: int, n: int, said: str) -> None:
    assert words.covered("2023", k, n) == said


def test_the_busiest_scenario() -> None:
    assert words.busiest("2025", [("甲", 3), ("乙", 1)]) == "2025 年版项目最多的场景是甲（3 项）。"
    assert words.busiest("2025", [("甲", 3), ("乙", 3)]) == "2025 年版并列项目最多的场景是甲、乙（各 3 项）。"
    assert words.busiest("2025", [(name, 1) for name in "甲乙丙丁"]).count("甲、乙、丙 等 4 个") == 1
    assert words.busiest("2025", [("甲", 0)]) == ""


def test_rewards() -> None:
    amount = Decimal(10_000)
    assert words.rewards(3 * amount, 2 * amount, amount, 0) == "应奖 3 万元，已拨付 2 万元，待拨付 1 万元。"
    assert words.rewards(3 * amount, 2 * amount, amount, 0, "（含推定）").startswith("应奖（含推定）3 万元")
    assert words.rewards(0, 2 * amount, 0, 5) == "应奖 标准未知，已拨付 2 万元，没有可核定的待拨付。"
    assert words.rewards(amount, 0, 0, 0) == "应奖 1 万元，没有拨付，没有待拨付。"
    assert words.rewards(0, 0, 0, 0) == "所选范围内没有应奖，也没有拨付。"


def test_what_nobody_can_price_is_said_beside_the_sums() -> None:
    assert words.unpriced(0, 5, 0, 1) == ""
    assert words.unpriced(2, 8, 1, 1) == "8 项认定中有 2 项标准未知（25.0%），没有计入应奖和待拨付。"
    assert words.unpriced(2, 8, 1, 2).endswith("没有计入应奖和待拨付；已拨付大于应奖，两者不能直接相减。")


def test_who_waits_for_money() -> None:
    half = Decimal(500_000)
    assert words.owed_to([]) == ""
    assert words.owed_to([("虚构甲公司", half)]) == "待拨付的只有虚构甲公司一家，50 万元。"
    two = [("虚构甲公司", half), ("虚构乙公司", half / 5)]
    assert words.owed_to(two) == "待拨付涉及 2 家企业，最多的是虚构甲公司（50 万元）。"
    tied = [*two, ("虚构丙公司", half)]
    assert words.owed_to(tied) == "待拨付涉及 3 家企业，最多的是虚构甲公司、虚构丙公司（各 50 万元）。"


@pytest.mark.parametrize(
    ("budget", "paid", "said"),
    [
        (900, 726, "2025 年预算 900 万元，已拨付 726 万元（80.7%），结余 174 万元。"),
        (900, 950, "2025 年预算 900 万元，已拨付 950 万元，超出预算 50 万元。"),
        (None, 5, "2025 年没有预算数据，已拨付 5 万元。"), (0, 0, "2025 年预算 0 万元，已拨付 0 万元。"),
    ],
)  # fmt: skip
def test_the_budget_of_a_year(budget: int | None, paid: int, said: str) -> None:
    yuan = Decimal(10_000)
    assert words.executed(2025, None if budget is None else budget * yuan, paid * yuan, is_open=False) == said
    assert "，至数据日期已拨付" in words.executed(2025, None if budget is None else budget * yuan, paid * yuan, True)


def test_what_the_year_is_expected_to_end_with() -> None:
    assert words.projected(2026, 1_370_000, 7_630_000) == "2026 年内预计还要拨付 137 万元，年末预计结余 763 万元。"
    assert words.projected(2026, 1_370_000, -50_000) == "2026 年内预计还要拨付 137 万元，年末预计超支 5 万元。"
    assert words.projected(2026, None, 0) == words.projected(2026, 0, None) == ""


def test_places() -> None:
    assert duties.places("优秀场景", 25, 20, 47) == "优秀场景名额 25，排入推荐 20，还剩 5（符合条件 47）"
    assert duties.places("优秀场景", 25, 25, 47) == "优秀场景名额 25，排入推荐 25，已用满（符合条件 47）"
    assert duties.places("优秀场景", 20, 25, 47) == "优秀场景名额 20，排入推荐 25，超出 5（符合条件 47）"
    assert duties.places("优秀场景", None, 0, 0) == "优秀场景：名额上限未知，排入推荐 0（符合条件 0）"
    assert duties.lift(171, 50, True, 0) == "累计认定 171 项，超过 50 项，名额已增加。"
    assert duties.lift(48, 50, False, 3) == "累计认定 48 项，再认定 3 项名额增加。"
    assert duties.lift(48, None, False, None) == ""


@pytest.mark.parametrize(
    ("n_days", "said"),
    [
        (-1, "推荐已于 2023年8月21日截止，已过 1 天。"), (0, "推荐今天截止。"),
        (12, "推荐2023年8月21日截止，还有 12 天。"),
        (None, "文件未写明推荐截止日期。"),
    ],
)  # fmt: skip
def test_the_deadline(n_days: int | None, said: str) -> None:
    assert duties.closing(date(2023, 8, 21), n_days) == said


def test_towns_ranked() -> None:
    towns = [("甲镇", 48), ("乙镇", 24), ("丙镇", 17), ("丁镇", 14), ("戊镇", 0)]
    assert duties.ranked(towns, 103) == "认定最多的是甲镇，48 项，占 46.6%。"
    assert duties.first_three(towns, 103) == "前三位（甲镇、乙镇、丙镇）合计占 86.4%。"
    assert duties.last(towns) == "没有认定的有戊镇。"
    assert duties.standing("丙镇", towns) == "丙镇认定 17 项，在 5 个街镇中居第 3 位。"
    assert duties.standing("戊镇", towns) == "戊镇没有认定，不排名次。"
    assert duties.standing("未填报", towns) == "街镇未填报的不参加排名。"


def test_towns_that_tie_or_have_nothing() -> None:
    tied = [("甲镇", 2), ("乙镇", 2), ("丙镇", 1), ("丁镇", 1)]
    assert duties.ranked(tied, 6) == "认定最多的是甲镇、乙镇，并列，各 2 项，各占 33.3%。"
    assert duties.first_three(tied, 6) == ""  # the third is as good as the fourth
    assert duties.last(tied) == "最少的是丙镇、丁镇，各 1 项。"
    assert duties.standing("丁镇", tied) == "丁镇认定 1 项，在 4 个街镇中居第 3 位，与丙镇并列。"
    none = [("甲镇", 0), ("乙镇", 0)]
    assert duties.ranked(none, 0) == "各街镇都没有认定。"
    assert duties.last(none) == duties.last([]) == duties.last([("甲镇", 3), ("乙镇", 3)]) == ""
    assert duties.ranked([("甲镇", 3), ("乙镇", 0)], 3) == "只有甲镇有认定，3 项。"
    assert duties.without_town(1) == "另有 1 项认定的企业街镇未填报，不参加排名。"
    assert duties.without_town(0) == ""


def test_doubts_about_money_come_first_and_notes_ask_nothing() -> None:
    rows = [
        ("error", "bad_date", "日期", 3), ("warning", "paid_twice", "重复拨付", 2),
        ("warning", "check_digit", "校验", 9), ("info", "month_only", "只有年月", 17),
        ("error", "bad_number", "数字", 5), ("warning", "unknown_unit", "单位", 1),
        ("error", "orphan", "无项目", 1), ("error", "dup", "重复", 1),
    ]  # fmt: skip
    assert duties.doubts(rows) == [
        ("资金", 2, "重复拨付 2"), ("没有计入", 10, "数字 5、日期 3、无项目 1"), ("报送材料", 10, "校验 9、单位 1"),
    ]  # fmt: skip
    assert duties.doubts([("info", "month_only", "只有年月", 17)]) == []
    assert duties.doubted(0, 0) == "报送数据没有隔离的行，也没有待核实的问题。"
    assert duties.doubted(33, 0) == "33 行数据被隔离、不计入任何数字，没有待核实的问题。"
    assert duties.doubted(0, 4) == "没有隔离的行，4 条请核实。"


def test_what_is_overdue() -> None:
    assert duties.overdue(6, 0, 9, [("甲镇", 2), ("乙镇", 2), ("丙镇", 1), ("丁镇", 1)]) == (
        "逾期 6 件，甲镇、乙镇各 2 件；7 日内没有到期。"
    )
    assert duties.overdue(3, 4, 0, [("甲镇", 2), ("乙镇", 1)]) == "逾期 3 件，最多的是甲镇（2 件）；7 日内到期 4 件。"
    assert duties.overdue(1, 0, 0, [("甲镇", 1), ("乙镇", 0)]) == "逾期 1 件，都在甲镇；7 日内没有到期。"
    assert duties.overdue(0, 0, 5, []) == "没有逾期事项，7 日内没有到期，另有 5 件没有规定期限。"
    assert duties.overdue(0, 2, 0, []) == "没有逾期事项，7 日内到期 2 件。"


def test_long_enumerations_say_how_many_there_are() -> None:
    assert words.named(list("甲乙丙丁")) == "甲、乙、丙、丁"
    assert words.named(list("甲乙丙丁戊")) == "甲、乙、丙、丁 等 5 个"
