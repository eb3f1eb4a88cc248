"""A table that leaves the house holds what the page showed, and nothing in it is alive."""

import csv
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import polars as pl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exports.stamp import Stamp, stamp_lines
from dashboard.exports.table import table_csv, table_workbook
from tests.served import ROOT

STAMP = Stamp(
    district="青浦区",
    build="b7f3c2a91d04",
    content_hash="9f" * 32,
    as_of=date(2025, 8, 31),
    packs=("沪经信制〔2023〕643号", "青经发〔2024〕22号"),
    filters=(("年份", "2023"), ("街镇", "")),
    made_for="区经委例会",
)
HOSTILE = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1",
    "  =1+1",
    "＝1+1",
    "http://evil.example/x",
    "internal:Sheet1!A1",
    "[点我](http://evil.example)",
    '=HYPERLINK("http://evil.example")',
    "{=1+1}",
    "<script>alert(1)</script>&amp;",
    "铃\x07\x00铃",
    '引"号,逗号\n换行',
    "00700",
    "-5",
    "1e5",
]
HEADINGS = {
    "credit_code": "统一社会信用代码",
    "enterprise": "企业",
    "paid_yuan": "拨付（元）",
    "n_projects": "项目数",
    "score": "得分",
    "award_date": "认定日期",
    "is_due": "是否应奖",
}


def ledger(names: list[str]) -> pl.DataFrame:
    """One row per name, with money that binary fractions can't hold, codes with zeros, and a gap."""
    n = len(names)
    return pl.DataFrame(
        {
            "credit_code": [f"0031011800000000{i:02}" for i in range(n)],
            "enterprise": names,
            "paid_yuan": pl.Series([Decimal("1234567890.01") + i for i in range(n)], dtype=pl.Decimal(18, 2)),
            "n_projects": pl.Series([None, *range(1, n)], dtype=pl.Int64),
            "score": [0.1 + 0.2 + i for i in range(n)],
            "award_date": [date(2025, 1, 31)] * n,
            "is_due": [i % 2 == 0 for i in range(n)],
        }
    )


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def first_sheet(content: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def test_csv_holds_every_value_exactly():
    frame = ledger(["上海甲", "上海乙", "上海丙"])
    content = table_csv(frame, HEADINGS)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == 4
    head, *rows = csv_rows(content)
    assert head == list(HEADINGS.values())
    assert rows[0][:4] == ["003101180000000000", "上海甲", "1234567890.01", ""]
    assert rows[2] == ["003101180000000002", "上海丙", "1234567892.01", "2", "2.3", "2025-01-31", "是"]
    assert [float(row[4]) for row in rows] == frame["score"].to_list()


def test_csv_quotes_what_a_spreadsheet_would_run():
    cells = [row[1] for row in csv_rows(table_csv(ledger(HOSTILE), HEADINGS))[1:]]
    live = [cell for cell in cells if cell.lstrip().startswith(tuple("=+-@＝")) or cell[0] in "\t\r"]
    assert live == ["-5"]  # a plain number stays one
    assert cells[0] == "'=1+1"
    assert cells[14] == "铃铃"
    assert cells[15] == HOSTILE[15]
    assert cells[16] == "00700"


def test_workbook_holds_every_value_to_the_fen():
    frame = ledger(["上海甲", "上海乙", "上海丙"])
    book = openpyxl.load_workbook(io.BytesIO(table_workbook(frame, HEADINGS, STAMP, "资金/拨付：明细")))
    sheet = book.worksheets[0]
    assert book.sheetnames == ["资金-拨付：明细", "制表说明"]
    assert [cell.value for cell in sheet[1]] == list(HEADINGS.values())
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    for row, values in zip(sheet.iter_rows(min_row=2), frame.iter_rows(), strict=True):
        code, name, paid, count, score, day, due = row
        assert [code.value, name.value, count.value] == [*values[:2], values[3]]
        assert score.value == pytest.approx(values[4], rel=1e-15)  # xlsxwriter writes 16 digits
        assert Decimal(str(paid.value)) == values[2]
        assert paid.number_format == "#,##0.00"
        assert code.data_type == "s"
        assert code.number_format == "@"
        assert day.value == datetime.combine(values[5], datetime.min.time())
        assert due.value == ("是" if values[6] else "否")


def test_nothing_in_a_workbook_is_live():
    content = table_workbook(ledger(HOSTILE), HEADINGS | {"enterprise": "=企业"}, STAMP, "=1+1 & http://x")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            text = parts.read(name).decode()
            assert "<f>" not in text
            assert "<hyperlink " not in text
            assert "relationships/hyperlink" not in text
            assert 'TargetMode="External"' not in text
    sheet = first_sheet(content)
    cells = [sheet.cell(row, 2) for row in range(2, len(HOSTILE) + 2)]
    assert {cell.data_type for cell in cells} <= {"s", "f"}  # openpyxl calls any text with = a formula
    expected = [text.replace("\x07", "").replace("\x00", "").replace("\r", "\n") for text in HOSTILE]
    assert [cell.value for cell in cells] == expected


def test_same_table_gives_same_bytes():
    frame = ledger(HOSTILE)
    assert table_csv(frame, HEADINGS) == table_csv(frame.clone(), dict(HEADINGS))
    first = table_workbook(frame, HEADINGS, STAMP, "明细")
    assert first == table_workbook(frame.clone(), HEADINGS, STAMP, "明细")
    assert first != table_workbook(frame, HEADINGS, replace(STAMP, build="c"), "明细")


def test_a_workbook_is_the_same_whether_or_not_another_was_made_before():
    """xlsxwriter changes the options it is given: the first workbook of a process had another style sheet."""
    code = (
        "import datetime, hashlib, polars as pl\n"
        "from dashboard.exports.stamp import Stamp\nfrom dashboard.exports.table import table_workbook\n"
        "stamp = Stamp('a', 'b', 'c', datetime.date(2025, 8, 31), (), (), 'x')\n"
        "made = [table_workbook(pl.DataFrame({'t': ['1']}), {'t': '街镇'}, stamp, 'x') for _ in range(3)]\n"
        "print(len(set(made)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


def test_numbers_and_dates_beyond_excel_become_text():
    frame = pl.DataFrame({"id": [310118199901011234], "day": [date(1899, 12, 31)]})
    sheet = first_sheet(table_workbook(frame, {"id": "编号", "day": "日期"}, STAMP, "x"))
    assert [cell.value for cell in sheet[2]] == ["310118199901011234", "1899-12-31"]


@pytest.mark.parametrize("empty", [ledger(["甲"]).clear(), pl.DataFrame()])
def test_empty_table_keeps_its_headings(empty: pl.DataFrame):
    headings = [HEADINGS[column] for column in empty.columns]
    assert csv_rows(table_csv(empty, HEADINGS))[0] == headings
    sheet = first_sheet(table_workbook(empty, HEADINGS, STAMP, ""))
    assert sheet.title == "数据"
    assert [cell.value for cell in sheet[1] if cell.value] == headings


def test_wrapped_rows_are_high_enough():
    frame = pl.DataFrame({"note": ["短", "两\n行", "长" * 100]})
    heights = first_sheet(table_workbook(frame, {"note": "说明"}, STAMP, "x")).row_dimensions
    assert heights[2].height is None
    assert heights[3].height >= 2 * 14.3
    assert heights[4].height >= 4 * 14.3


def test_refusals_say_where_and_what_to_do():
    with pytest.raises(ValueError, match=r"第 1 行「说明」有 32,768 个字符.*请缩短原文"):
        table_workbook(pl.DataFrame({"note": ["长" * 32_768]}), {"note": "说明"}, STAMP, "x")
    with pytest.raises(ValueError, match="导出列没有中文列名：town"):
        table_csv(pl.DataFrame({"town": ["徐泾"]}), {})
    with pytest.raises(ValueError, match="第 2 行「得分」不是有效数字"):
        table_csv(pl.DataFrame({"score": [1.0, float("nan")]}), {"score": "得分"})


def test_stamp_names_everything_and_says_all_for_no_filter():
    lines = dict(stamp_lines(STAMP))
    assert lines["数据日期"] == "2025-08-31"
    assert lines["数据版本"] == STAMP.build
    assert lines["内容校验"] == STAMP.content_hash
    assert lines["生效政策"] == "沪经信制〔2023〕643号、青经发〔2024〕22号"
    assert lines["筛选条件"] == "年份：2023；街镇：全部"
    assert dict(stamp_lines(replace(STAMP, filters=())))["筛选条件"] == "全部"
    assert all(text for _, text in stamp_lines(replace(STAMP, build="", packs=(), made_for="")))
