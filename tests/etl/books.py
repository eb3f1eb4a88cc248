"""Small workbooks and text tables made for one fault each, and their XML changed by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import xlsxwriter

from etl.screen import container
from etl.sheet_text import SheetText
from etl.workbook import read_xlsx
from tests.district.workbooks import CREATED

SHEET = "xl/worksheets/sheet1.xml"
Fill = Callable[[Any], None]


def book(fill: Fill, **options: Any) -> bytes:
    """A workbook filled through xlsxwriter."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **options}) as made:
        made.set_properties({"created": CREATED})
        fill(made)
    return target.getvalue()


def table(*lines: list[Any], name: str = "S") -> bytes:
    """A workbook with one sheet that holds the lines."""

    def fill(made: Any) -> None:
        page = made.add_worksheet(name)
        for row, line in enumerate(lines):
            page.write_row(row, 0, line)

    return book(fill, strings_to_formulas=False, strings_to_urls=False)


def edited(payload: bytes, change: Callable[[bytes], bytes], part: str = SHEET, drop: str = "") -> bytes:
    """The workbook with one part changed, and one left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != drop:
                data = old.read(name)
                new.writestr(name, change(data) if name == part else data)
    changed = target.getvalue()
    assert drop or changed != payload, "the edit changed nothing"
    return changed


def swapped(payload: bytes, old: bytes, new: bytes, part: str = SHEET) -> bytes:
    """The workbook with ``old`` replaced in a part; fails the test where it is not there."""

    def change(data: bytes) -> bytes:
        assert old in data, old
        return data.replace(old, new)

    return edited(payload, change, part)


def sheets(payload: bytes) -> list[SheetText]:
    """The sheets as the parsing child reads them, screen included."""
    assert container(payload) == "xlsx"
    return read_xlsx(payload)


def cells(found: SheetText) -> dict[str, str]:
    """Address → text of every cell with content."""
    return {
        f"{letter}{row['row']}": row[letter]
        for row in found.frame.iter_rows(named=True)
        for letter in found.frame.columns
        if letter != "row" and row[letter] is not None
    }
