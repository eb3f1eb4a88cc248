"""The sheet that the district stamps reads as 附件4 prints it, is never cut and never above the limit."""

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from dashboard.exports.official_form import (
    OfficialRow,
    OfficialSheet,
    QuotaExceeded,
    Track,
    official_document,
    official_workbook,
)
from dashboard.exports.stamp import Stamp

STAMP = Stamp("青浦区", "b7f3", "9f" * 32, date(2025, 8, 31), ("沪经信制〔2023〕643号",), (), "报送市经信委")
# Typed from the printed form, not taken from the code.
HEADS = {
    "scene": ["序号", "申报企业名称", "申报智能制造典型场景实例（罗列）", "联系人", "联系方式（手机号）"],
    "factory": [
        "序号",
        "揭榜单位名称",
        "示范工厂名称",
        "涉及典型场景实例（罗列）",
        "联系人",
        "联系方式（手机号）",
    ],
}
TOPS = {"scene": "1.智能制造优秀场景", "factory": "2.智能制造示范工厂"}
NOTES = {
    "scene": "注：1.推荐智能制造优秀场景排名有先后；2.推荐数量不能超过规定的上限。",
    "factory": "注：1.推荐智能制造示范工厂排名有先后；2.推荐数量不能超过规定的上限。",
}
INSTANCE = "生产作业—人机协同制造—多机协同的发动机壳体柔性加工与检测"
TRACKS: list[Track] = ["scene", "factory"]


def sheet(track: Track, n: int, limit: int = 25, n_instances: int = 3) -> OfficialSheet:
    rows = tuple(
        OfficialRow(i, f"=上海第{i}<厂>\x07", f"@示范工厂{i}", (INSTANCE,) * n_instances)
        for i in range(1, n + 1)
    )
    return OfficialSheet(track, "青浦区经济委员会", limit, rows, STAMP)


def expected_cells(track: Track, i: int) -> list[str]:
    instances = "\n".join(f"{k}. {INSTANCE}" for k in (1, 2, 3))
    factory = [f"@示范工厂{i}"] if track == "factory" else []
    return [str(i), f"=上海第{i}<厂>", *factory, instances, "", ""]


@pytest.mark.parametrize("track", TRACKS)
def test_workbook_reads_as_printed(track: Track):
    book = openpyxl.load_workbook(io.BytesIO(official_workbook(sheet(track, 20))))
    form = book.worksheets[0]
    tops = ["附件4", "智能制造试点示范项目推荐汇总表", "推荐单位（盖章）：青浦区经济委员会", TOPS[track]]
    assert [form.cell(row, 1).value for row in range(1, 5)] == tops
    assert [cell.value for cell in form[5]] == HEADS[track]
    for i in range(1, 21):
        number, *texts = [cell.value or "" for cell in form[5 + i]]
        assert number == i
        assert texts == expected_cells(track, i)[1:]
    assert form.cell(26, 1).value == NOTES[track]
    assert form.page_setup.orientation == "landscape"
    assert form.page_setup.paperSize == 9
    assert form.print_title_rows == "$5:$5"
    assert form.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert {cell.font.name for row in form for cell in row if cell.value} == {"仿宋", "宋体"}
    assert book.sheetnames[1] == "制表说明"
    with zipfile.ZipFile(io.BytesIO(official_workbook(sheet(track, 20)))) as parts:
        assert not any("<f>" in parts.read(name).decode() for name in parts.namelist())


@pytest.mark.parametrize("track", TRACKS)
def test_document_reads_as_printed(track: Track):
    document = docx.Document(io.BytesIO(official_document(sheet(track, 20))))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[1:4] == [
        "智能制造试点示范项目推荐汇总表",
        "推荐单位（盖章）：青浦区经济委员会",
        TOPS[track],
    ]
    assert NOTES[track] in texts
    head, *rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert head == HEADS[track]
    assert rows == [expected_cells(track, i) for i in range(1, 21)]
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in document.tables[0].rows]
    assert repeated == [True] + [False] * 20
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    fonts = document.element.body.iter(qn("w:rFonts"))
    assert {font.get(qn("w:eastAsia")) for font in fonts} == {"仿宋", "宋体"}
    assert "PAGE" in section.footer._element.xml


def test_last_page_explains_ranking_and_empty_contacts():
    one = sheet("scene", 2)
    one = replace(one, rows=(one.rows[0], replace(one.rows[1], instances=())))
    notes = openpyxl.load_workbook(io.BytesIO(official_workbook(one))).worksheets[1]
    in_book = [str(cell.value) for row in notes for cell in row if cell.value]
    document = docx.Document(io.BytesIO(official_document(one)))
    in_document = [cell.text for row in document.tables[1].rows for cell in row.cells]
    in_document += [paragraph.text for paragraph in document.paragraphs]
    for texts in (in_book, in_document):
        assert "2025-08-31" in texts
        assert any("沪经信制〔2023〕643号" in text and "评分由高到低" in text for text in texts)
        assert any("特意留空" in text for text in texts)
        assert any("序号 2 没有填报场景实例" in text for text in texts)


def test_what_the_form_forbids_cannot_be_made():
    with pytest.raises(QuotaExceeded, match="上限为 20 个，名单有 21 个"):
        sheet("scene", 21, limit=20)
    with pytest.raises(ValueError, match="没有可推荐的智能制造示范工厂项目"):
        sheet("factory", 0)
    rows = sheet("scene", 3).rows
    for wrong in (rows[::-1], rows[1:], (rows[0], rows[0])):
        with pytest.raises(ValueError, match="连续排名"):
            replace(sheet("scene", 3), rows=wrong)
    with pytest.raises(ValueError, match="第 1 行没有企业名称"):
        replace(sheet("scene", 1), rows=(OfficialRow(1, " ", None, ()),))


def test_no_row_is_higher_than_a_page_and_nothing_is_lost():
    """60 instances of one applicant go on in rows numbered 续, in both formats."""
    short = sheet("scene", 2)
    long = replace(short, rows=(OfficialRow(1, "甲", None, (INSTANCE * 2,) * 60), short.rows[1]))
    form = openpyxl.load_workbook(io.BytesIO(official_workbook(long))).worksheets[0]
    assert all((form.row_dimensions[row].height or 0) <= 330 for row in range(1, form.max_row + 1))
    table = docx.Document(io.BytesIO(official_document(long))).tables[0]
    for rows in (
        [[str(cell.value) for cell in row] for row in form.iter_rows(min_row=6, max_row=form.max_row - 1)],
        [[cell.text for cell in row.cells] for row in table.rows][1:],
    ):
        assert [row[0] for row in rows if row[0] != "续"] == ["1", "2"]
        lines = "\n".join(row[2] for row in rows if row[1] == "甲").split("\n")
        assert lines == [f"{i}. {INSTANCE * 2}" for i in range(1, 61)]


MAKE = """
import hashlib, tests.dashboard.test_official_form as t
for make in (t.official_workbook, t.official_document):
    print(hashlib.sha256(make(t.sheet("factory", 15))).hexdigest())
"""


def test_same_sheet_gives_same_bytes_in_any_process():
    seeds = ("1", "2")
    runs = [
        subprocess.run(
            [sys.executable, "-c", MAKE],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in seeds
    ]
    assert runs[0] == runs[1]
    assert len(runs[0].split()) == 2
