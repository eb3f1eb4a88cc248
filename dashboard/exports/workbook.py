"""Workbooks whose text is only ever text: nothing in a cell is a formula, a link or a guessed number."""

from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from dashboard.exports.plain_text import plain_text
from dashboard.exports.stamp import NOTES_HEADING, Stamp, stamp_lines
from dashboard.exports.text_size import line_count, row_height_pt

SONG, FANG_SONG = "宋体", "仿宋"
A4 = 9
CELL_CHARACTERS = 32_767
# With xlsxwriter's defaults `=1+1` became a formula and `http://…` a link (5 live cells of 40 hostile ones).
OPTIONS = {
    "in_memory": True,  # also fixes the time of every zip member to 1980-01-01
    # Column widths are counted in digits of the default font. With Calibri, LibreOffice made every column
    # 20 % wider and so the print that much smaller (Arial: 6 %). A digit of Courier New 10 pt has exactly
    # 8 pixels, also in its stand-in. No cell is written in it: every format names its font.
    "default_format_properties": {"font_name": "Courier New", "font_size": 10},
    "default_column_width": 72,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
HEADER = '&R&"宋体,加粗"&12'  # what follows must not begin with a digit
FOOTER = '&C&"宋体,常规"&10第 &P 页，共 &N 页'

# xlsxwriter carries no types; these two names say which of its objects is meant.
Sheet = Any
Format = Any


class CellTooLong(ValueError):
    """A text that doesn't fit into one Excel cell; xlsxwriter itself would leave the cell empty."""


def new_workbook(buffer: BytesIO, stamp: Stamp, title: str) -> Workbook:
    """An empty workbook writing to `buffer`; its properties carry the data date instead of the clock."""
    # A copy: xlsxwriter writes into the nested dict, so that the second workbook of a process differed from the first.
    workbook = Workbook(buffer, deepcopy(OPTIONS))
    workbook.set_properties({"title": plain_text(title)[:255], "author": "智造", "created": stamp.moment})
    return workbook


def write_text(sheet: Sheet, row: int, column: int, text: str, style: Format, where: str = "") -> None:
    """Writes `text` as text. Raises `CellTooLong` above 32,767 characters (Excel counts UTF-16 units)."""
    clean = plain_text(text)
    if len(clean) * 2 > CELL_CHARACTERS and (length := len(clean.encode("utf-16-le")) // 2) > CELL_CHARACTERS:
        place = where or f"第 {row + 1} 行第 {column + 1} 列"
        raise CellTooLong(
            f"{place}有 {length:,} 个字符，超过 Excel 单元格 {CELL_CHARACTERS:,} 个字符的上限；"
            "请缩短原文，或改为下载 CSV。"
        )
    sheet.write_string(row, column, clean, style)


def add_notes_sheet(workbook: Workbook, stamp: Stamp, sentences: Sequence[str], mark: str = "") -> None:
    """Adds 「制表说明」: the stamp as label and text, then one sentence per row; `mark` in the page head."""
    sheet = workbook.add_worksheet(NOTES_HEADING)
    heading = workbook.add_format({"font_name": SONG, "font_size": 16, "bold": True, "valign": "vcenter"})
    base = {"font_name": FANG_SONG, "font_size": 12, "text_wrap": True, "valign": "top"}
    label = workbook.add_format(base | {"font_name": SONG, "bold": True, "border": 1})
    text = workbook.add_format(base | {"border": 1})
    sentence = workbook.add_format(base)

    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(FOOTER)
    if mark:
        sheet.set_header(HEADER + mark)
    sheet.set_column_pixels(0, 0, 110)
    sheet.set_column_pixels(1, 1, 520)
    sheet.set_row(0, 34)
    write_text(sheet, 0, 0, NOTES_HEADING, heading)
    for row, (name, value) in enumerate(stamp_lines(stamp), start=1):
        sheet.set_row(row, row_height_pt(line_count(value, 29), 12))
        write_text(sheet, row, 0, name, label)
        write_text(sheet, row, 1, value, text)
    first = len(stamp_lines(stamp)) + 2
    for row, words in enumerate(sentences, start=first):
        sheet.set_row(row, row_height_pt(line_count(words, 36), 12))
        sheet.merge_range(row, 0, row, 1, "", sentence)
        write_text(sheet, row, 0, words, sentence)
