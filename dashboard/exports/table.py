"""Any table of a page as CSV or workbook: what was shown, in its order, with the same numbers."""

import csv
import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import polars as pl

from dashboard.exports.plain_text import one_line, plain_text, without_controls
from dashboard.exports.stamp import NOTES_HEADING, Stamp
from dashboard.exports.text_size import line_count, row_height_pt
from dashboard.exports.workbook import (
    A4,
    FOOTER,
    SONG,
    Format,
    Sheet,
    add_notes_sheet,
    new_workbook,
    write_text,
)

NO_TITLE = "数据"
EXCEL_ROWS = 1_048_576
EXCEL_ROW_PT = 409.0
EXCEL_DIGITS = 15  # a longer number loses its last digits in Excel without a word, so it's written as text
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_LIVE = tuple("=+-@\t\r＝＋－＠")  # spreadsheets with a Chinese locale take the full-width signs too
_WIDEST = 60  # half-width characters; longer text wraps
_BASE: dict[str, Any] = {"font_name": SONG, "font_size": 11}
_FIRST_EXCEL_DATE = date(1900, 3, 1)  # Excel believes in 1900-02-29; earlier dates would shift by a day


def table_csv(frame: pl.DataFrame, headings: Mapping[str, str]) -> bytes:
    """All columns and rows of `frame` as CSV: UTF-8 with BOM, CRLF, first line the Chinese headings.

    Decimals exact, dates ISO, None empty, truth values 是/否. Text that a spreadsheet would run gets a
    leading apostrophe. Raises ValueError for a column without heading and for NaN.
    """
    names = _heading_row(frame, headings)
    text = StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow([_inert(name) for name in names])
    for number, row in enumerate(frame.iter_rows(), start=1):
        lines.writerow([_csv_cell(_value(value, number, names[i])) for i, value in enumerate(row)])
    return text.getvalue().encode("utf-8-sig")


def table_workbook(frame: pl.DataFrame, headings: Mapping[str, str], stamp: Stamp, title: str) -> bytes:
    """All columns and rows of `frame` as xlsx: headings in row 1 (frozen, repeated in print), then 制表说明.

    Numbers are numbers (money with 2 digits shown), everything else is text that nothing can make live.
    Raises ValueError as `table_csv` does, and for what Excel can't hold (rows, 32,767 characters).
    """
    names = _heading_row(frame, headings)
    if frame.height >= EXCEL_ROWS:
        raise ValueError(
            f"共 {frame.height:,} 行，超过 Excel 一张表 {EXCEL_ROWS - 1:,} 行的上限；"
            "请先筛选，或改为下载 CSV。"
        )
    buffer = BytesIO()
    workbook = new_workbook(buffer, stamp, title)
    sheet = workbook.add_worksheet(_sheet_name(title))
    head = workbook.add_format(
        _BASE | {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#E8EEF4"}
    )
    lines = [1] * (frame.height + 1)
    for i, name in enumerate(names):
        column = frame.to_series(i)
        style = workbook.add_format(_column_style(frame.columns[i], column.dtype))
        widest = 0
        write_text(sheet, 0, i, name, head)
        for number, raw in enumerate(column, start=1):
            value = _value(raw, number, name)
            width = _width(value)
            widest = max(widest, width)
            if isinstance(value, str) and (width > _WIDEST - 3 or len(value.splitlines()) > 1):
                lines[number] = max(lines[number], line_count(plain_text(value), (_WIDEST - 3) / 2))
            _write(sheet, number, i, value, style, f"第 {number} 行「{name}」")
        sheet.set_column(i, i, min(max(widest, _width(name)) + 3, _WIDEST), style)
    for number, count in enumerate(lines):
        if count > 1:  # LibreOffice leaves such a row one line high
            sheet.set_row(number, min(row_height_pt(count, _BASE["font_size"]), EXCEL_ROW_PT))
    if frame.height:  # no green corners on codes that are text on purpose
        sheet.ignore_errors({"number_stored_as_text": f"A2:XFD{frame.height + 1}"})
    _print_setup(sheet, title)
    add_notes_sheet(
        workbook, stamp, [f"{one_line(title) or NO_TITLE}：共 {frame.height:,} 行，与页面所示一致。"]
    )
    workbook.close()
    return buffer.getvalue()


def _heading_row(frame: pl.DataFrame, headings: Mapping[str, str]) -> list[str]:
    missing = [column for column in frame.columns if not headings.get(column)]
    if missing:
        raise ValueError(f"导出列没有中文列名：{'、'.join(missing)}；请补上列名，或先从表中去掉这些列。")
    return [one_line(headings[column]) for column in frame.columns]


def _value(value: Any, row: int, name: str) -> Any:
    """`value` as None, text, int, float, Decimal, date or datetime; ValueError for anything else."""
    if value is None or isinstance(value, str | Decimal | date) or type(value) is int:
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        raise ValueError(f"第 {row} 行「{name}」不是有效数字（{value}），没有导出；请先查明来源。")
    if isinstance(value, pl.Series | list):
        return "；".join("" if item is None else str(item) for item in value)
    raise ValueError(f"第 {row} 行「{name}」的内容（{type(value).__name__}）不能写进表格，没有导出。")


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _inert(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat(sep=" ") if isinstance(value, datetime) else str(value)


def _inert(text: str) -> str:
    clean = without_controls(text)
    # some readers trim before they look for a formula, so leading white space doesn't make `=` harmless
    is_live = clean.startswith(_LIVE) or clean.lstrip().startswith(_LIVE)
    return f"'{clean}" if is_live and not _PLAIN_NUMBER.fullmatch(clean) else clean


def _write(sheet: Sheet, row: int, column: int, value: Any, style: Format, where: str) -> None:
    if value is None or value == "":
        return
    if isinstance(value, int | float | Decimal) and _fits_excel(value):
        sheet.write_number(row, column, value, style)
    elif isinstance(value, date) and _is_excel_date(value):
        sheet.write_datetime(row, column, value, style)
    else:
        write_text(sheet, row, column, value if isinstance(value, str) else _csv_cell(value), style, where)


def _fits_excel(value: int | float | Decimal) -> bool:
    return isinstance(value, float) or len(Decimal(value).normalize().as_tuple().digits) <= EXCEL_DIGITS


def _is_excel_date(value: date) -> bool:
    if isinstance(value, datetime):
        return value.tzinfo is None and value.date() >= _FIRST_EXCEL_DATE
    return value >= _FIRST_EXCEL_DATE


def _column_style(column: str, dtype: pl.DataType) -> dict[str, Any]:
    style = _BASE | {"valign": "top"}
    if isinstance(dtype, pl.Decimal) or (column.endswith("_yuan") and dtype.is_numeric()):
        digits = 2 if column.endswith("_yuan") else max(getattr(dtype, "scale", 2), 2)
        return style | {"num_format": "#,##0." + "0" * digits}
    if dtype.is_numeric():
        return style
    if dtype == pl.Date:
        return style | {"num_format": "yyyy-mm-dd", "align": "left"}
    if isinstance(dtype, pl.Datetime):
        return style | {"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"}
    return style | {"num_format": "@", "text_wrap": True}


def _width(value: Any) -> int:
    """Half-width characters of the longest line; GB 18030 spends one byte on ASCII and two on a Hanzi."""
    if isinstance(value, int | float | Decimal):
        return len(f"{value:,.2f}")
    return max((len(line.encode("gb18030", "replace")) for line in str(value).splitlines()), default=0)


def _sheet_name(title: str) -> str:
    name = re.sub(r"[\[\]:*?/\\]+", "-", one_line(title)).strip("'- ")[:31].rstrip("'- ")
    return name if name and name.lower() not in {"history", NOTES_HEADING} else NO_TITLE


def _print_setup(sheet: Sheet, title: str) -> None:
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    if one_line(title):
        sheet.set_header("&C" + one_line(title)[:100].replace("&", "&&"))
    sheet.set_footer(FOOTER)
