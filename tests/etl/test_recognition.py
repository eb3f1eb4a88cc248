"""A sheet's kind is known by its headings, wherever they stand and however they are printed."""

from __future__ import annotations

import pytest

from etl.cards import cards
from etl.recognition import nearest_kind, recognise, with_metrics
from tests.etl.readings import Lines, read_sheet, recognised, sheet, taken, words

BUDGET: Lines = [["年度", "资金科目", "预算(万元)"], ["2024", "甲", "1"]]


def fields(lines: Lines) -> dict[str, str]:
    return {letter: field.name for letter, field in recognised(lines).columns.items()}


@pytest.mark.parametrize("heading", [
    ["年度", "资金科目", "预算（万元）"],
    ["年\n度*", "资金 科目＊", "预算\n（万元）"],
    ["年度\u200b", "\ufeff资金科目", "预算/万元"],
    ["\u3000年度", "资金\u00a0科目", "预算(元)*"],
])
def test_line_breaks_brackets_stars_and_hidden_characters_do_not_hide_a_heading(heading: list[str | None]) -> None:
    assert fields([heading, ["2024", "甲", "1"]]) == {"A": "year", "B": "line", "C": "budget_yuan"}


def test_headings_may_stand_in_row_three_under_a_title_and_a_unit_line() -> None:
    found, rows, cleaned = read_sheet([["青浦预算表", None, None], [None, None, "单位：元"], *BUDGET])
    assert (found.heading_row, found.card.kind, found.units) == (3, "budget", {"budget_yuan": "万元"})
    assert (rows.n_read, rows.n_skipped["title"], taken(cleaned)) == (4, 2, [4])


def test_headings_below_the_fifteenth_row_are_not_looked_for() -> None:
    blank: Lines = [["说明", None, None]] * 15
    assert recognise(sheet([*blank, *BUDGET]), cards()) is None
    assert recognise(sheet([*blank[:14], *BUDGET]), cards()) is not None


def test_columns_may_be_renamed_reordered_and_more_than_asked() -> None:
    lines: Lines = [
        ["序号", "街镇", "申报单位", "审批意见", "信用代码", "行业"],
        ["1", "夏阳", "示例", "同意", "91350100M000100Y43", "装备"],
    ]
    assert fields(lines) == {"B": "town", "C": "enterprise", "E": "credit_code", "F": "industry"}
    assert taken(read_sheet(lines)[2]) == [2]


def test_of_two_equal_headings_the_left_one_counts_and_the_other_is_noted() -> None:
    found, _, cleaned = read_sheet([["年度", "资金科目", "预算(万元)", "预算（元）"], ["2024", "甲", "1", "约"]])
    assert [letter for letter, _ in found.repeated] == ["D"]
    assert taken(cleaned) == [2]


def test_the_kind_with_the_most_headings_wins() -> None:
    head: Lines = [["企业名称", "统一社会信用代码", "年度", "资产总额(万元)", "利润率(%)"]]
    assert recognised(head).card.kind == "finance"
    payment: Lines = [["拨付对象", "统一社会信用代码", "事项", "拨付金额(万元)", "拨付日期", "年度"]]
    assert recognised(payment).card.kind == "payment"


def test_the_two_outcome_layouts() -> None:
    assert recognised([["项目编号", "生产效率提升(%)", "复制推广企业数(家)"]]).card.kind == "outcome"
    assert recognised([["项目编号", "指标", "数值", "单位", "改造前", "改造后"]]).card.kind == "outcome_line"
    assert recognise(sheet([["项目编号", "备注"]]), with_metrics(cards(), words())) is None


def test_a_sheet_of_no_kind_names_the_nearest_and_what_it_lacks() -> None:
    nothing = sheet([["年度", "预算(万元)"], ["2024", "1"]])
    assert recognise(nothing, cards()) is None
    assert nearest_kind(nothing, cards()) == ("预算", ["资金科目"])


def test_a_heading_that_is_data_elsewhere_does_not_confuse() -> None:
    lines: Lines = [["年度", "资金科目", "预算(万元)"], ["2024", "年度 资金科目 预算(万元)", "1"]]
    assert taken(read_sheet(lines)[2]) == [2]
