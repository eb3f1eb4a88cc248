"""Blank workbooks: loaded as they are they say nothing, filled in they read back equal, and they guide the hand."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.cards import cards
from etl.load import policy_tables
from etl.template.blank_workbook import blank_workbook
from etl.template_command import ORDER, blanks
from etl.vocabulary import vocabulary
from tests.district.codes import credit_code
from tests.etl.loads import command, load, rows

CODE = credit_code(710_000)
# A row per kind as somebody types it into the blank sheet: heading without unit and star → value.
FILLED: dict[str, dict[str, Any]] = {
    "企业": {
        "企业名称": "虚构甲公司",
        "统一社会信用代码": CODE,
        "所属街镇": "夏阳街道",
        "所属行业": "装备制造",
        "从业人员": 320,
        "成立时间": date(2001, 2, 3),
        "是否流程行业": "否",
        "智能制造能力成熟度等级": 3,
        "行业代码": "0381",
    },
    "经营情况": {
        "企业名称": "虚构甲公司",
        "统一社会信用代码": CODE,
        "年度": 2024,
        "资产总额": 1234.56,
        "资产负债率": 45.5,
    },
    "申报项目": {
        "项目编号": "007",
        "企业名称": "虚构甲公司",
        "统一社会信用代码": CODE,
        "项目名称": "虚构产线",
        "申报批次": "national-2023",
        "申报类别": "优秀场景",
        "所在街镇": "夏阳街道",
        "总投资": 800,
        "申报日期": date(2023, 8, 1),
    },
    "场景实例": {
        "项目编号": "007",
        "目录版本": "2023",
        "环节": "生产作业",
        "场景": "人机协同制造",
        "场景实例名称": "虚构实例",
        "投资": 300,
    },
    "已投入资金": {
        "项目编号": "007",
        "类别": "硬件",
        "软硬件名称": "机床",
        "开票日期": date(2023, 5, 6),
        "发票号": "00012345",
        "金额": 88.88,
    },
    "成效": {"项目编号": "007", "佐证级别": "自报", "生产效率提升": 20, "复制推广企业数": 3},
    "认定": {"企业名称": "虚构甲公司", "统一社会信用代码": CODE, "认定档次": "优秀场景", "认定日期": date(2024, 1, 2)},
    "资金拨付": {
        "拨付对象": "虚构甲公司",
        "统一社会信用代码": CODE,
        "事项": "区级智能工厂",
        "拨付金额": 20,
        "拨付日期": date(2024, 3, 4),
        "年度": 2024,
    },
    "预算": {"年度": 2024, "资金科目": "虚构科目", "预算": 500},
    "诊断": {
        "服务商名称": "虚构服务商",
        "企业名称": "虚构甲公司",
        "统一社会信用代码": CODE,
        "报告日期": date(2024, 5, 6),
        "是否符合要求": "是",
    },
    "流程": {"项目编号": "007", "环节": "申报", "开始日期": date(2023, 8, 1)},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All blanks, written by the command."""
    made = tmp_path_factory.mktemp("template") / "blank"
    done = command("template", "--out", made)
    assert done.code == 0
    assert len(done.out.splitlines()) == len(list(made.iterdir()))
    return made


def test_there_is_a_blank_for_every_kind_and_form(folder: Path) -> None:
    words = vocabulary(policy_tables())
    assert {file for file, _ in blanks(words).values()} == {path.name for path in folder.iterdir()}
    titles = {card.kind: card.title for card in cards()}
    assert {f"空白表_{titles[kind]}.xlsx" for kind in ORDER} <= {path.name for path in folder.iterdir()}
    assert len([path for path in folder.iterdir() if path.suffix == ".docx"]) == 2


def test_blanks_loaded_as_they_are_say_that_they_are_empty(folder: Path, tmp_path: Path) -> None:
    found = load(tmp_path, folder)
    assert found.report["totals"]["n_accepted"] == found.report["totals"]["n_quarantined"] == 0
    assert {outcome for outcome, _ in found.outcomes().values()} == {"loaded"}
    # Handed in empty: said once per sheet, and nothing else, not even the notes that we wrote on the headings.
    assert rows(tmp_path, "SELECT DISTINCT rule, severity FROM finding") == [("no_data", "info")]
    assert rows(tmp_path, "SELECT count(*) FROM source_sheet WHERE kind = 'unknown'") == [(0,)]
    n_guides = rows(tmp_path, "SELECT count(*) FROM source_sheet WHERE kind = 'guide' AND n_skipped = n_read")
    assert n_guides == [(len(list(folder.glob("*.xlsx"))),)]


def test_a_filled_blank_reads_back_equal(folder: Path, tmp_path: Path) -> None:
    """One row of each kind typed into the book of all kinds; every value comes back in its type and unit."""
    book = openpyxl.load_workbook(folder / "空白表_全部.xlsx")
    for title, values in FILLED.items():
        sheet = book[title]
        heads = {str(cell.value).rstrip("*").partition("（")[0]: cell.column for cell in sheet[1]}
        for name, value in values.items():
            assert not sheet.cell(2, heads[name]).protection.locked or sheet.column_dimensions
            sheet.cell(2, heads[name], value)
    book.save(tmp_path / "已填.xlsx")
    done = load(tmp_path / "home", tmp_path / "已填.xlsx")
    assert done.report["totals"]["n_accepted"] == len(FILLED)
    home = tmp_path / "home"
    assert rows(
        home, "SELECT credit_code, industry_code, n_employees, founded_date, maturity_level FROM enterprise"
    ) == [(CODE, "0381", 320, date(2001, 2, 3), 3)]
    assert rows(home, "SELECT year, assets_yuan, debt_ratio_pct FROM finance") == [(2024, Decimal("12345600.00"), 45.5)]
    assert rows(home, "SELECT project_id, declared_yuan, applied_date FROM project") == [
        ("007", Decimal(8_000_000), date(2023, 8, 1))
    ]
    assert rows(home, "SELECT invoice_no, amount_yuan FROM investment") == [("00012345", Decimal("888800.00"))]
    assert rows(home, "SELECT metric, value_num FROM outcome ORDER BY metric") == [
        ("复制推广企业数", 3.0),
        ("生产效率提升", 20.0),
    ]
    assert rows(home, "SELECT spent_yuan FROM instance") == [(Decimal(3_000_000),)]
    assert rows(home, "SELECT paid_yuan, year FROM payment") == [(Decimal(200_000), 2024)]
    assert rows(home, "SELECT rule FROM finding WHERE severity = 'error'") == []


def test_headings_are_locked_and_cells_are_open_text_where_codes_stand(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "空白表_企业.xlsx")["企业"]
    assert sheet.protection.sheet
    head = {cell.value: cell for cell in sheet[1]}
    assert head["企业名称*"].protection.locked
    assert all(cell.comment and cell.comment.text for cell in sheet[1])
    assert "必填" in head["统一社会信用代码*"].comment.text
    letter = head["统一社会信用代码*"].column_letter
    assert sheet.column_dimensions[letter].number_format == "@"
    assert not sheet.column_dimensions[letter].protection.locked
    instance = openpyxl.load_workbook(folder / "空白表_场景实例.xlsx")["场景实例"]
    notes = {cell.value: cell.comment.text for cell in instance[1]}
    assert "300 字以内" in notes["场景实例描述"]
    assert "200 字以内" in notes["保障要素"]


def test_drop_downs_offer_the_districts_own_words(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "空白表_企业.xlsx")
    offered = {}
    for rule in book["企业"].data_validations.dataValidation:
        if rule.type == "list":
            first, last = str(rule.formula1).partition("!")[2].replace("$", "").split(":")
            heading = book["企业"][f"{str(rule.sqref).partition(':')[0].rstrip('0123456789')}1"].value
            offered[heading] = [cell.value for (cell,) in book["填写说明"][first:last]]
    towns = [row["town"] for row in policy_tables()["town"]]
    assert offered["所属街镇*"] == towns
    assert offered["所属行业*"] == ["原材料", "装备制造", "消费品", "电子信息"]
    assert offered["信用异常"] == ["是", "否"]


def test_the_same_data_give_the_same_bytes() -> None:
    words = vocabulary(policy_tables())
    card = [card for card in cards() if card.kind == "budget"]
    assert blank_workbook(card, words) == blank_workbook(card, words)
    assert openpyxl.load_workbook(io.BytesIO(blank_workbook(card, words))).sheetnames == ["预算", "填写说明"]


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        ("企业", "xlsx"),
        ("enterprise", "xlsx"),
        ("附件3-1", "docx"),
        ("3-2", "docx"),
        ("示范工厂", "docx"),
        ("全部", "xlsx"),
    ],
)
def test_one_blank_by_any_of_its_names(kind: str, suffix: str, tmp_path: Path) -> None:
    target = tmp_path / f"空白.{suffix}"
    assert command("template", kind, "--out", target).code == 0
    assert target.stat().st_size > 1000


def test_an_unknown_kind_names_the_known_ones(tmp_path: Path) -> None:
    done = command("template", "考勤", "--out", tmp_path / "x.xlsx")
    assert done.code == 2
    assert "没有「考勤」这种空白表" in done.err
    assert "附件3-1" in done.err


def test_a_wrong_suffix_is_said(tmp_path: Path) -> None:
    done = command("template", "附件3-1", "--out", tmp_path / "x.xlsx")
    assert done.code == 2
    assert ".docx" in done.err
