"""Every row is exactly one thing, and no sheet, however messy, loses one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.cards import cards
from etl.clean.sheet import clean
from etl.recognition import recognise
from etl.rows import SKIPPED, sort_rows
from etl.sheet_notes import wrong_totals
from tests.etl.readings import Lines, faults, read_sheet, sheet, taken, words

HEAD: list[str | None] = ["年度", "资金科目", "预算(万元)"]
GOOD: list[str | None] = ["2024", "甲", "1"]


@pytest.mark.parametrize(("line", "reason"), [
    ([None, None, None], "blank"),
    (["\u200b", " \u3000", None], "blank"),
    (HEAD, "heading"),
    (["小计", None, "100"], "subtotal"),
    ([None, "合计（万元）", "100"], "subtotal"),
    (["总计", "—", "100"], "subtotal"),
    (["填表人：某某", None, None], "footer"),
    (["注：以上均为虚构", None, None], "footer"),
    (["审核人", None, "2024年"], "footer"),
    (["2024", "合计示范专项", "1"], "data"),
    (["2024", "注：专项", "1"], "data"),
    (["2024", None, "1"], "data"),
    (["说明文字", None, None], "data"),
])
def test_a_row_is_one_thing(line: list[str | None], reason: str) -> None:
    _, rows, _ = read_sheet([HEAD, GOOD, line, GOOD])
    expected = dict.fromkeys(SKIPPED, 0) | {"heading": 1}
    if reason != "data":
        expected[reason] += 1
    assert rows.n_skipped == expected
    assert rows.data["row"].to_list() == ([2, 3, 4] if reason == "data" else [2, 4])


def test_rows_are_counted_to_the_last_used_one_only() -> None:
    _, rows, _ = read_sheet([["标题"], [None], HEAD, GOOD, [None, None, None], GOOD, [None], ["\u200b"]])
    assert rows.n_read == 6
    assert rows.n_skipped == {"title": 2, "heading": 1, "blank": 1, "subtotal": 0, "footer": 0}


def test_headings_and_nothing_else_is_a_sheet_without_data() -> None:
    _, rows, cleaned = read_sheet([HEAD])
    assert (rows.n_read, rows.data.height, cleaned.rows.height) == (1, 0, 0)


def test_a_required_cell_that_is_empty_and_one_that_is_wrong() -> None:
    _, _, cleaned = read_sheet([HEAD, ["2024", "无", "1"], ["24", "甲", "约1"], GOOD])
    assert taken(cleaned) == [4]
    assert faults(cleaned) == {("B2", "required_empty"), ("A3", "bad_date"), ("C3", "bad_number")}


def test_error_cells_and_formulas_without_result_are_no_empty_cells() -> None:
    lines: Lines = [HEAD, ["2024", "甲", "#公式未计算"], ["2024", "乙", "#错误值"], ["2024", "#N/A", "1"],
                    ["2024", "丁", "#DIV/0!"]]
    _, _, cleaned = read_sheet(lines)
    assert taken(cleaned) == []
    assert faults(cleaned) == {
        ("C2", "uncached_formula"), ("C3", "error_cell"), ("B4", "error_cell"), ("C5", "error_cell")
    }


def test_a_column_that_is_called_as_our_own_marks_does_not_mix_with_them() -> None:
    # The card of 流程 has a field `note`, that of 诊断 a field `is_accepted`.
    lines: Lines = [["项目编号", "环节", "开始日期", "说明", "评审得分"],
                    ["P1", "申报", "2024-05", "备注甲", "88"], ["P1", "评审", "2024-05-02", "note", "101"]]
    cleaned = read_sheet(lines)[2]
    assert taken(cleaned) == [2]
    assert cleaned.rows["note"].to_list() == ["备注甲", "note"]
    lines = [["服务商名称", "企业名称", "统一社会信用代码", "报告日期", "是否符合要求"],
             ["甲", "乙", "91350100M000100Y43", "2024-05-01", "无"],
             ["甲", "乙", "91350100M000100Y43", "2024-05-01", None]]
    cleaned = read_sheet(lines)[2]
    assert taken(cleaned) == [2]
    assert cleaned.rows["is_accepted"].to_list()[0] is False
    assert faults(cleaned) == {("E3", "required_empty")}


def test_in_a_text_table_content_beyond_the_headings_is_a_broken_separator() -> None:
    lines: Lines = [HEAD, ["2024", "甲", "1", "200"], ["2024", "乙", "1", None]]
    assert faults(read_sheet(lines, name="")[2]) == {("D2", "ragged_row")}
    assert faults(read_sheet(lines, name="预算")[2]) == set()


texts = st.sampled_from(
    [None, "", " ", "无", "合计", "小计：", "注：说明", "填表人：甲", "2024", "2024年", "甲", "1", "约1", "#N/A",
     "年度", "资金科目", "预算(万元)", "\u200b", "单位：元", "1e999", "-3"]
)
lines = st.lists(
    st.lists(texts, min_size=3, max_size=5) | st.just([*HEAD, None, None]) | st.just([*GOOD, None, None]), max_size=14
)


@settings(max_examples=150, deadline=None)
@given(above=lines, below=lines, is_text_table=st.booleans())
def test_rows_read_are_rows_accepted_quarantined_and_skipped(above: Lines, below: Lines, is_text_table: bool) -> None:
    messy = [*above, [*HEAD, None, None], *below]
    found = recognise(sheet(messy, name="" if is_text_table else "表"), cards())
    assert found is not None
    rows = sort_rows(found)
    cleaned = clean(found, rows.data, words())
    assert rows.n_read == rows.data.height + sum(rows.n_skipped.values())
    assert rows.n_read == max(i for i, line in enumerate(messy, 1) if any((t or "").strip(" \u200b") for t in line))
    assert min(rows.n_skipped.values()) >= 0
    assert cleaned.rows["row"].to_list() == sorted(set(rows.data["row"].to_list()))
    held = {int(cell.lstrip("ABCDE")) for cell, _ in faults(cleaned)}
    assert held == set(cleaned.rows["row"].to_list()) - set(taken(cleaned))


def test_a_subtotal_is_held_against_the_rows_since_the_last_one_and_against_all() -> None:
    lines: Lines = [["年度", "资金科目", "预算(万元)"], ["2021", "甲", "1"], ["2022", "甲", "2"], ["小计", None, "3"],
                    ["2023", "甲", "4"], ["小计", None, "5"], ["2024", "甲", "1.5"], ["小计", None, "8.5"],
                    ["2025", "甲", "0"], ["小计", None, "0"], ["合计", None, "8.52"]]
    found, sorted_rows, _ = read_sheet(lines)
    assert wrong_totals(found, sorted_rows) == [("C", 6, "5.00", "7.00"), ("C", 11, "8.52", "8.50")]
