"""A delivered file as text with addresses: every cell a string, nothing typed, nothing dropped.

fastexcel (calamine) reads values 12.7 times faster than openpyxl, but starts at the first used cell and turns
error cells and formulas without a cached value into nothing. `sheet_xml.scan` supplies the offset and those
cells; where the two disagree about the shape of a sheet, openpyxl reads it cell by cell.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from functools import cached_property
from typing import Any

import fastexcel
import polars as pl

from etl import sheet_marks
from etl.errors import FileRefused
from etl.limits import limits
from etl.screen import column_letters
from etl.sheet_text import SheetText, text_frame
from etl.sheet_xml import Scan, is_1904, scan, sheet_parts, styles

FLAG_TEXT = {"error": "#错误值", "uncached": "#公式未计算"}


class CellByCell:
    """The slow, sure way for sheets whose cells carry no addresses or whose shape is in doubt. Opened once a file."""

    def __init__(self, payload: bytes) -> None:
        self._payload = payload

    @cached_property
    def values(self) -> Any:  # openpyxl's stubs type sheets as a union without cells
        return _openpyxl(self._payload, data_only=True)

    @cached_property
    def formulas(self) -> Any:
        return _openpyxl(self._payload, data_only=False)


def _openpyxl(payload: bytes, *, data_only: bool) -> Any:
    import openpyxl  # here, because it costs every load 0.2 s and one sheet in a thousand needs it

    return openpyxl.load_workbook(io.BytesIO(payload), data_only=data_only)


def read_xlsx(payload: bytes) -> list[SheetText]:
    """Every sheet of a screened workbook in its order.

    Raises FileRefused where a part is missing or broken.
    """
    try:
        book = fastexcel.read_excel(payload)
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            shown, counts_from_1904 = styles(archive), is_1904(archive)
            parts = {name: (part, archive.read(part)) for name, part in sheet_parts(archive).items()}
            scans = {name: scan(xml, shown) for name, (_, xml) in parts.items()}
            slow = CellByCell(payload)
            sheets = [_sheet(slow, book, name, scans.get(name)) for name in book.sheet_names]
            for sheet in sheets:
                sheet.is_1904 = counts_from_1904
                if sheet.name in parts:
                    _mark(sheet, archive, *parts[sheet.name], scans[sheet.name])
            if sheets:
                sheets[0].marks += sheet_marks.workbook_marks(archive)
        return sheets
    except Exception as error:
        # Damaged files raise eight different exception types in the readers; to a planner they mean one thing.
        raise FileRefused(
            "damaged", "工作簿已损坏，内容无法读取", "请在 Excel 中打开修复、另存后重新提交"
        ) from error


def _mark(sheet: SheetText, archive: zipfile.ZipFile, part: str, xml: bytes, found: Scan) -> None:
    """Note what the sheet holds beside its cells, and which of its cells nobody sees."""
    sheet.merged = sheet_marks.merged_ranges(xml)
    sheet.marks += sheet_marks.marks(archive, part)
    sheet.formulas = found.formulas
    hidden = [letters for letters in sheet_marks.hidden_columns(xml)
              if letters in sheet.frame.columns and sheet.frame[letters].null_count() < sheet.frame.height]
    if hidden:
        sheet.marks.append(sheet_marks.Mark("hidden_columns", hidden[0], None, "、".join(hidden)))
    if sheet.n_hidden_rows:
        rule = "filtered_rows" if sheet_marks.is_filtered(xml) else "hidden_rows"
        sheet.marks.append(sheet_marks.Mark(rule, None, None, str(sheet.n_hidden_rows)))


def _sheet(slow: CellByCell, book: fastexcel.ExcelReader, name: str, found: Scan | None) -> SheetText:
    loaded = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    is_hidden = loaded.visible != "visible"
    if found is None:
        # A part we did not find by name (its case or path differs) must not pass for an empty sheet.
        return _sheet_cell_by_cell(slow, name, is_hidden, Scan())
    values = loaded.to_polars() if found.is_addressed else pl.DataFrame()
    width = found.last_column - found.first_column + 1
    height = found.last_row - found.first_row + 1
    first_row = found.first_row
    if values.height == found.last_row and found.last_row:
        first_row, height = 1, found.last_row  # skip_rows=0 keeps the empty rows above the first used one
    if not found.is_addressed or values.shape != ((height, width) if found.last_row else (0, 0)):
        return _sheet_cell_by_cell(slow, name, is_hidden, found)
    if not found.last_row:
        return SheetText(name, is_hidden, pl.DataFrame({"row": pl.Series([], dtype=pl.Int32)}))
    letters = [column_letters(found.first_column + i) for i in range(width)]
    values.columns = letters
    rows = pl.int_range(first_row, first_row + values.height, dtype=pl.Int32, eager=True).alias("row")
    frame = pl.DataFrame([rows, *values.get_columns()])
    frame = _with_flagged_text(frame, found.flags, first_row)
    frame = _with_zeros(frame, found.padded, first_row)
    return SheetText(name, is_hidden, frame, found.flags, found.n_hidden_rows)


def _with_flagged_text(frame: pl.DataFrame, flags: dict[str, str], first_row: int) -> pl.DataFrame:
    by_column: dict[str, list[tuple[int, str]]] = {}
    for address, flag in flags.items():
        if flag in FLAG_TEXT:
            letters = address.rstrip("0123456789")
            row = int(address[len(letters) :])
            by_column.setdefault(letters, []).append((row - first_row, FLAG_TEXT[flag]))
    for letters, marks in by_column.items():
        column = frame[letters].to_list()
        for index, word in marks:
            column[index] = word
        frame = frame.with_columns(pl.Series(letters, column, dtype=pl.String))
    return frame


def _with_zeros(frame: pl.DataFrame, padded: dict[str, int], first_row: int) -> pl.DataFrame:
    """Whole numbers with the leading zeros that their format shows: 7 shown as 007 is the code 007."""
    by_column: dict[str, dict[int, int]] = {}
    for address, width in padded.items():
        letters = address.rstrip("0123456789")
        by_column.setdefault(letters, {})[int(address[len(letters) :]) - first_row] = width
    for letters, widths in by_column.items():
        texts = [
            text.zfill(widths[index]) if index in widths and text and text.isdecimal() else text
            for index, text in enumerate(frame[letters].to_list())
        ]
        frame = frame.with_columns(pl.Series(letters, texts, dtype=pl.String))
    return frame


def _sheet_cell_by_cell(slow: CellByCell, name: str, is_hidden: bool, found: Scan) -> SheetText:
    if name in {sheet.title for sheet in slow.values.chartsheets}:
        return SheetText(name, is_hidden, text_frame([]))
    values, formulas = slow.values[name], slow.formulas[name]
    flags: dict[str, str] = {}
    rows: list[list[str | None]] = []
    box = {"max_row": min(found.last_row or values.max_row, limits().max_row),
           "max_col": min(found.last_column or values.max_column, limits().max_column)}
    for cells in values.iter_rows(**box):
        texts: list[str | None] = []
        for cell in cells:
            text = _text(cell.value)
            source = formulas[cell.coordinate]
            if cell.data_type == "e":
                flags[cell.coordinate], text = "error", FLAG_TEXT["error"]
            elif source.data_type == "f" and cell.value is None:
                flags[cell.coordinate], text = "uncached", FLAG_TEXT["uncached"]
            elif isinstance(cell.value, int | float) and "%" in (cell.number_format or ""):
                flags[cell.coordinate] = "percent"
            elif isinstance(cell.value, int | float) and abs(cell.value) >= 1e15:
                flags[cell.coordinate] = "precision"
            texts.append(text)
        rows.append(texts)
    return SheetText(name, is_hidden, text_frame(rows), flags, found.n_hidden_rows)


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
