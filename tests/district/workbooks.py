"""Write laid-out sheets as .xlsx, the same bytes every time."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from .rows import Formula, Percent
from .sheets import Line, Sheet

CREATED = datetime(2025, 9, 5, 9, 0, 0)  # a fixed moment: workbook properties are part of the bytes


def write_workbook(path: Path, sheets: list[tuple[Sheet, list[Line]]]) -> None:
    """One worksheet per sheet; text is written as text, never as a formula or a link."""
    book = xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": "虚构示例数据", "author": "示例", "created": CREATED})
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14, "align": "center"}),
        "heading": book.add_format({"bold": True, "text_wrap": True, "align": "center", "border": 1}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "percent": book.add_format({"num_format": "0%"}),
        "tenth": book.add_format({"num_format": "0.0%"}),
    }
    for sheet, lines in sheets:
        page = book.add_worksheet(sheet.name)
        width = max(len(line.cells) for line in lines)
        page.set_column(0, max(0, width - 1), 15)
        for number, line in enumerate(lines):
            if number == 0 and sheet.style.is_merged and width > 1:
                page.merge_range(0, 0, 0, width - 1, line.cells[0], formats["title"])
                continue
            look = formats["heading"] if line.what == "heading" else None
            for column, value in enumerate(line.cells):
                if value is not None:
                    _write(page, number, column, value, look, formats)
        first = next((n for n, line in enumerate(lines) if line.what == "data"), 0)
        for offset in sheet.style.hidden_rows:
            page.set_row(first + offset, None, None, {"hidden": True})
        if sheet.is_hidden:
            page.hide()
        else:
            page.freeze_panes(first, 0)
    book.close()


def _write(page: Any, row: int, column: int, value: Any, look: Any, formats: dict[str, Any]) -> None:
    if isinstance(value, str):
        page.write_string(row, column, value, look)
    elif isinstance(value, Formula):
        page.write_formula(row, column, value.text, None, value.value)
    elif isinstance(value, Percent):
        whole = float(round(value.value * 100)) == round(value.value * 100, 6)
        page.write_number(row, column, value.value, formats["percent" if whole else "tenth"])
    elif isinstance(value, date):
        page.write_datetime(row, column, value, formats["date"])
    elif isinstance(value, Decimal):
        page.write_number(row, column, float(value))
    else:
        page.write_number(row, column, value)
