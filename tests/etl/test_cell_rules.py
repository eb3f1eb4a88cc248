"""Every rule on cells, sheets and files catches its seeded violation and leaves a clean delivery alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.paths import data_root
from etl.quality import doubts
from etl.rules import rules
from tests.district.codes import credit_code
from tests.etl.books import book
from tests.etl.loads import load, rows, written

READINGS = "test_readings.py::test_an_example_is_read_as_it_says"
STRUCTURE = "bad_inputs/test_loaded.py::test_a_bad_input_ends_as_it_must"
LISTS = "test_lists.py::test_nothing_is_lost_and_what_waits_is_quarantined_with_its_cell"
# Rules whose violation needs a form, a list or a workbook of its own: the test that seeds it.
ELSEWHERE = {
    **dict.fromkeys(
        ("ambiguous_multiple", "ambiguous_percent", "bad_grouping", "before_after", "hedged_figure", "large_percent",
         "level_or_change", "no_base", "points_or_percent", "read_phrase", "scientific", "unit_mismatch",
         "wrong_direction"), READINGS,
    ),
    **dict.fromkeys(
        ("cell_comments", "content_without_heading", "embedded_objects", "external_links", "filtered_rows",
         "fullwidth_comma", "hidden_columns", "invisible_characters", "merged_cells", "no_data", "picture_cell",
         "pictures", "second_table", "subtotal_differs"), STRUCTURE,
    ),
    "magnitude_slip": "test_magnitudes.py::test_the_sentence_says_what_was_compared",
    "magnitude_doubt": "test_magnitudes.py::test_the_sentence_says_what_was_compared",
    "unmatched_name": LISTS,
    "list_beside": "test_lists.py::test_only_decided_dated_known_and_attached_rows_count",
    "matched_name": "test_lists.py::test_only_decided_dated_known_and_attached_rows_count",
    "form_embedded": "forms/test_hostile.py::test_an_embedded_object_and_a_picture_are_left_out_and_noted",
    "form_pictures": "forms/test_hostile.py::test_an_embedded_object_and_a_picture_are_left_out_and_noted",
    "form_hidden_text": "forms/test_hostile.py::test_deleted_rows_hidden_text_and_placeholders_are_no_content",
    "form_rest": "forms/test_hostile.py::test_content_without_a_label_is_named_by_its_place",
    "form_conflict": "forms/test_hostile.py::test_contradicting_values_keep_the_first_and_are_noted",
    "form_year": "forms/test_hostile.py::test_a_form_dated_in_another_year_is_asked_about",
    "instance_unmatched": "forms/test_hostile.py::test_an_instance_under_two_names_is_asked_about",
    "form_same_project": "forms/test_same_project.py::test_a_workbook_and_forms_of_one_project_count_once",
    **dict.fromkeys(
        ("form_changes", "form_text_boxes", "joint_applicants", "over_long"),
        "forms/test_read_back.py::test_the_habits_are_noted",
    ),
}  # fmt: skip
OF_CELLS = sorted(set(rules()) - set(doubts()))
GOOD = [credit_code(n) for n in range(1, 9)]
FIRM = "企业名称,统一社会信用代码,所属街镇,所属行业,推荐单位,成熟度等级,信用异常,从业人员"
PROJECT = "项目编号,企业名称,统一社会信用代码,项目名称,申报批次,申报类别,所在街镇,建成投产日期,总投资（万元）"
INVOICE = "项目编号,类别,软硬件名称,开票日期,发票号,{money}"
OUTCOME = "项目编号,统计期,佐证级别,生产效率提升（%）"


def firm(
    n: int, code: str = "", town: str = "夏阳街道", industry: str = "装备制造", unit: str = "夏阳街道",
    level: str = "2", credit: str = "否", staff: str = "80",
) -> str:  # fmt: skip
    return f"虚构第{n}公司,{code or GOOD[n]},{town},{industry},{unit},{level},{credit},{staff}"


def project(n: int, day: str = "2024-10-20") -> str:
    return f"Q{n},虚构第{n}公司,{GOOD[n]},虚构第{n}项目,qingpu-2025,区级智能车间,夏阳街道,{day},500"


def invoice(project_id: str, number: int, yuan: str = "120") -> str:
    return f"{project_id},硬件,机器人,2024-06-01,2499200000000000{number:04d},{yuan}"


TEXTS = {  # name → (seeded, clean)
    "企业": (
        [FIRM, firm(0), firm(1, industry=""), firm(2, code="91310118XX0000019"), firm(3, town="虚构镇"),
         firm(4, industry="虚构行业"), firm(5, level="7"), firm(6, credit="还行"), firm(7, staff="很多"),
         firm(0), firm(1, code="91310118XX0000019A", unit="虚构单位"),
         firm(1, code=GOOD[0]), firm(0, town="徐泾镇")],
        [FIRM, *(firm(n) for n in range(4))],
    ),
    "项目": ([PROJECT, project(0, "2024年5月"), project(1, "2024-02-30")], [PROJECT, project(0), project(1)]),
    "发票": (
        [INVOICE.format(money="金额"), invoice("Q0", 1, "-3"), invoice("Q9", 2), invoice("Q0", 3) + ",多出一栏"],
        [INVOICE.format(money="金额（万元）"), invoice("Q0", 1), invoice("Q1", 2)],
    ),
    "成效": ([OUTCOME, "Q0,2024年度,自报,0.3"], [OUTCOME, "Q0,2024年度,自报,30"]),
    "预算": (
        ["年度,资金科目,预算（万元）,预算（万元）", "2024,示例科目,100,100"],
        ["年度,资金科目,预算（万元）", "2024,示例科目,100"],
    ),
}  # fmt: skip


def seeded_book(made: Any) -> None:
    """Finance with an error, an uncached formula, a code typed as a number; an invoice with a date kept as a number;
    a hidden row, a hidden sheet, a sheet that is no table."""
    page = made.add_worksheet("经营情况")
    page.write_row(0, 0, ["企业名称", "统一社会信用代码", "年度", "资产总额（万元）", "利润率（%）"])
    page.write_row(1, 0, ["虚构第0公司", GOOD[0], 2022, 100, 5])
    page.write_formula(1, 4, "=1/0", None, "#DIV/0!")
    page.write_row(2, 0, ["虚构第0公司", GOOD[0], 2023])
    page.write_formula(2, 3, "=50+50", None, "")
    page.write_row(3, 0, ["虚构第0公司", 913101180000001963, 2024, 100, 5])
    page.set_row(1, None, None, {"hidden": True})
    page = made.add_worksheet("发票")
    page.write_row(0, 0, ["项目编号", "类别", "软硬件名称", "开票日期", "发票号", "金额（万元）"])
    page.write_row(1, 0, ["Q0", "硬件", "机器人", 45413, "24992000000000009999", 120])
    made.add_worksheet("说明").write(0, 0, "请按栏目填写")
    page = made.add_worksheet("旧表")
    page.write_row(0, 0, ["年度", "资金科目", "预算（万元）"])
    page.hide()


def clean_book(made: Any) -> None:
    page = made.add_worksheet("经营情况")
    page.write_row(0, 0, ["企业名称", "统一社会信用代码", "年度", "资产总额（万元）", "利润率（%）"])
    page.write_row(1, 0, ["虚构第0公司", GOOD[0], 2024, 100, 5])


def delivered(folder: Path, side: int, filled: Callable[[Any], None]) -> None:
    written(folder, **{name: "\n".join(texts[side]) + "\n" for name, texts in TEXTS.items()})
    (folder / "补充.xlsx").write_bytes(book(filled))


Checks = dict[str, tuple[str, str | None, int, int]]


def checks(home: Path) -> Checks:
    """Rule → status, reason, how many looked at and found."""
    found = rows(home, "SELECT rule, status, reason, n_checked, n_found FROM quality_check")
    return {rule: tuple(rest) for rule, *rest in found}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checks, Checks]:
    """The clean delivery, then under the same names the one with every violation, and a file that is no workbook."""
    folder = tmp_path_factory.mktemp("rules")
    delivered(folder / "clean", 1, clean_book)
    load(folder / "home", folder / "clean")
    clean = checks(folder / "home")
    delivered(folder / "seeded", 0, seeded_book)
    (folder / "seeded" / "坏.xlsx").write_bytes(b"no workbook")
    load(folder / "home", folder / "seeded")
    return clean, checks(folder / "home")


@pytest.mark.parametrize("rule", sorted(ELSEWHERE))
def test_a_rule_seeded_elsewhere_has_its_test(rule: str) -> None:
    """The test is there and names the rule, itself or in the data it reads."""
    file, _, name = ELSEWHERE[rule].partition("::")
    here = Path(__file__).resolve().parent
    assert f"def {name}(" in (here / file).read_text(encoding="utf-8")
    folder = (here / file).parent
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("*.py") if path != Path(__file__).resolve()]
    texts.append((data_root() / "reference" / "readings.toml").read_text(encoding="utf-8"))
    assert any(re.search(rf"\b{rule}\b", text) for text in texts)


@pytest.mark.parametrize("rule", sorted(set(OF_CELLS) - set(ELSEWHERE)))
def test_a_rule_on_cells_catches_its_violation(both: tuple[Checks, Checks], rule: str) -> None:
    status, _, n_checked, n_found = both[1][rule]
    assert status == "fail", f"seed a violation of {rule} in TEXTS or seeded_book"
    assert n_checked >= n_found > 0


@pytest.mark.parametrize("rule", OF_CELLS)
def test_a_rule_on_cells_leaves_a_clean_delivery_alone(both: tuple[Checks, Checks], rule: str) -> None:
    status, _, n_checked, n_found = both[0][rule]
    assert (status, n_found) == ("pass", 0)
    assert n_checked > 0


def test_every_rule_has_one_outcome_and_a_reason_where_it_does_not_apply(
    both: tuple[Checks, Checks], bare_home: Path
) -> None:
    bare = checks(bare_home)
    for found in (*both, bare):
        assert set(found) == set(rules())
        for rule, (status, reason, n_checked, n_found) in found.items():
            assert (status == "not_applicable") == (n_checked == 0) == (reason is not None), rule
            assert (status == "fail") == (n_found > 0), rule
    assert bare["debt_ratio_range"][1] == "没有任何文件报送「经营情况」"
    assert bare["production_before_start"][1] == "没有任何文件报送「申报项目」"
    assert bare["accident_without_date"][1] == "没有企业填了有重大事故"


def test_the_counts_are_those_of_the_findings(sample_home: Path) -> None:
    assert rows(sample_home, """
        SELECT rule FROM quality_check
        FULL JOIN (SELECT rule, count(*) AS n FROM finding GROUP BY rule) AS f USING (rule)
        WHERE coalesce(n, 0) <> n_found
    """) == []
    assert rows(sample_home, "SELECT rule FROM quality_check WHERE n_found > n_checked") == []
