"""A delivered file as text with addresses: every cell a string, nothing typed, nothing dropped.

fastexcel (calamine) reads values 12.7 times faster than openpyxl, but starts at the first used cell and turns
error cells and formulas without a cached value into nothing. `sheet_xml.scan` supplies the offset and those
cells; where the two disagree about the shape of a sheet, openpyxl reads it cell by cell.
"""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass, field
from datetime import datetime

import fastexcel
import openpyxl
import polars as pl

from etl.errors import FileRefused
from etl.screen import column_letters
from etl.sheet_xml import Scan, percent_styles, scan, sheet_parts

FLAG_TEXT = {"error": "#错误值", "uncached": "#公式未计算"}
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass
class SheetText:
    """One sheet: ``frame`` has ``row`` (1-based) and one text column per letter A, B, …

    flags: address → error | uncached | precision | percent.
    """

    name: str
    is_hidden: bool
    frame: pl.DataFrame
    flags: dict[str, str] = field(default_factory=dict)
    n_hidden_rows: int = 0


def read_xlsx(payload: bytes) -> list[SheetText]:
    """Every sheet of a screened workbook in its order.

    Raises FileRefused where a part is missing or broken.
    """
    try:
        book = fastexcel.read_excel(payload)
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            percent = percent_styles(archive)
            scans = {name: scan(archive.read(part), percent) for name, part in sheet_parts(archive).items()}
        return [_sheet(payload, book, name, scans.get(name, Scan())) for name in book.sheet_names]
    except Exception as error:
        # Damaged files raise eight different exception types in the readers; to a planner they mean one thing.
        raise FileRefused(
            "damaged", "工作簿已损坏，内容无法读取", "请在 Excel 中打开修复、另存后重新提交"
        ) from error


def _sheet(payload: bytes, book: fastexcel.ExcelReader, name: str, found: Scan) -> SheetText:
    loaded = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    is_hidden = loaded.visible != "visible"
    values = loaded.to_polars() if found.is_addressed else pl.DataFrame()
    width = found.last_column - found.first_column + 1
    height = found.last_row - found.first_row + 1
    first_row = found.first_row
    if values.height == found.last_row and found.last_row:
        first_row, height = 1, found.last_row  # skip_rows=0 keeps the empty rows above the first used one
    if not found.is_addressed or (found.last_row and values.shape != (height, width)):
        return _sheet_cell_by_cell(payload, name, is_hidden)
    if not found.last_row:
        return SheetText(name, is_hidden, pl.DataFrame({"row": pl.Series([], dtype=pl.Int32)}))
    letters = [column_letters(found.first_column + i) for i in range(width)]
    values.columns = letters
    rows = pl.int_range(first_row, first_row + values.height, dtype=pl.Int32, eager=True).alias("row")
    frame = pl.DataFrame([rows, *values.get_columns()])
    frame = _with_flagged_text(frame, found.flags, first_row)
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


def _sheet_cell_by_cell(payload: bytes, name: str, is_hidden: bool) -> SheetText:
    """The slow, sure way for sheets whose cells carry no addresses or whose shape is in doubt."""
    values = openpyxl.load_workbook(io.BytesIO(payload), data_only=True)[name]
    formulas = openpyxl.load_workbook(io.BytesIO(payload))[name]
    flags: dict[str, str] = {}
    rows: list[list[str | None]] = []
    for cells in values.iter_rows():
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
    return SheetText(name, is_hidden, _frame(rows), flags)


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


def _frame(rows: list[list[str | None]]) -> pl.DataFrame:
    width = max((len(row) for row in rows), default=0)
    data: dict[str, pl.Series] = {
        "row": pl.int_range(1, len(rows) + 1, dtype=pl.Int32, eager=True).alias("row")
    }
    for index in range(width):
        letters = column_letters(index + 1)
        column = [(row[index] or None) if index < len(row) else None for row in rows]
        data[letters] = pl.Series(letters, column, dtype=pl.String)
    return pl.DataFrame(data)


def read_csv(payload: bytes) -> list[SheetText]:
    """The one sheet of a text table (name ''), row = record number counting blank records.

    UTF-8 with or without BOM, UTF-16 with BOM, else GB18030; comma, tab or semicolon. No sniffer: DuckDB's
    dropped rows of ragged files. Raises FileRefused with the line number.
    """
    text = _decoded(payload)
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[list[str | None]] = []
    try:
        rows.extend([*record] for record in reader)
    except csv.Error as error:
        raise FileRefused(
            "bad_csv", f"第 {reader.line_num} 行附近引号不配对或内容异常", "请检查该行的引号后重新导出"
        ) from error
    return [SheetText("", False, _frame(rows))]


def _decoded(payload: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if payload.startswith(mark):
            return _strictly(payload, encoding)
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(payload, "gb18030")


def _strictly(payload: bytes, encoding: str) -> str:
    try:
        return payload.decode(encoding)
    except UnicodeDecodeError as error:
        line = payload[: error.start].count(b"\n") + 1
        raise FileRefused(
            "bad_encoding", f"第 {line} 行的文字编码无法识别", "请另存为 UTF-8 编码的 CSV 后重新提交"
        ) from error


def _delimiter(text: str) -> str:
    """The separator most used in the first fifteen lines; comma where there is none."""
    head = "\n".join(text.splitlines()[:15])
    return max([",", "\t", ";"], key=head.count)
