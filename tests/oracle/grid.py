"""Delivered files as plain grids of cells."""

import csv
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import openpyxl

ERRORS = {
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
}
MAX_ROW = 200_000
MAX_COLUMN = 500


class RefusedFileError(Exception):
    """The file as a whole can't be read; the text is the rule."""


@dataclass(frozen=True)
class Cell:
    """One cell: what Excel stored, and what a plain reader can't see from the value alone."""

    value: object = None
    is_uncached: bool = False
    is_error: bool = False
    is_percent: bool = False

    @property
    def text(self) -> str:
        """The cell as clean text; '' when there is nothing in it. An uncached formula is not nothing."""
        if self.is_uncached:
            return "=?"
        return clean(words(self.value))


@dataclass(frozen=True)
class Grid:
    """One sheet; rows[0] is Excel's row 1."""

    sheet: str
    is_hidden: bool
    rows: list[list[Cell]]


def words(value: object) -> str:
    """A stored value as text: whole numbers without '.0', dates as 2024-05-01."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def clean(text: str) -> str:
    """Without zero-width, bidi and control characters, and without white space at either end."""
    kept = [
        " " if c in "\t\r\n" else c
        for c in text
        if c in "\t\r\n" or unicodedata.category(c) not in ("Cc", "Cf")
    ]
    return "".join(kept).strip()


def squeeze(text: str) -> str:
    """NFKC and no white space at all: how headings, towns, scenarios and choices are compared."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", clean(text)))


def read_grids(path: Path) -> list[Grid]:
    """The sheets of one .xlsx, or the single unnamed sheet of one .csv. Raises RefusedFileError."""
    data = path.read_bytes()
    if not data:
        raise RefusedFileError("empty_file")
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise RefusedFileError("encrypted_or_old_excel")
    if data[:400].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<html", b"<!doctype html")):
        raise RefusedFileError("html_file")
    if path.suffix.lower() == ".csv":
        return [read_csv(data)]
    if data[:2] != b"PK":
        raise RefusedFileError("not_a_workbook")
    return read_xlsx(data)


def read_csv(data: bytes) -> Grid:
    """One grid from UTF-8 (BOM or not) or GB18030; the delimiter is the commonest of , tab ; in the head."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise RefusedFileError("unknown_encoding")
    if "\0" in text:
        raise RefusedFileError("nul_byte")
    head = "\n".join(text.splitlines()[:15])
    delimiter = max(",\t;", key=head.count)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise RefusedFileError("broken_csv") from error
    return Grid(
        "", False, [[Cell(value, is_error=value.strip() in ERRORS) for value in row] for row in records]
    )


def read_xlsx(data: bytes) -> list[Grid]:
    """Every worksheet, read twice: once for cached values, once for the formulas behind them."""
    try:
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data), data_only=False)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        raise RefusedFileError("broken_workbook") from error
    grids = []
    for sheet, formula_sheet in zip(values.worksheets, formulas.worksheets, strict=True):
        if sheet.max_row > MAX_ROW or sheet.max_column > MAX_COLUMN:
            raise RefusedFileError("too_large")
        rows = [
            [read_cell(cell, formula_sheet) for cell in row]
            for row in sheet.iter_rows(min_row=1, min_col=1, max_row=sheet.max_row, max_col=sheet.max_column)
        ]
        grids.append(Grid(sheet.title, sheet.sheet_state != "visible", rows))
    return grids


def read_cell(cell, formula_sheet) -> Cell:
    """One openpyxl cell with its twin from the formula load (asked only where the value is missing)."""
    if cell.value is None:
        twin = formula_sheet.cell(cell.row, cell.column)
        return Cell(is_uncached=True) if twin.data_type == "f" else Cell()
    is_error = cell.data_type == "e" or (isinstance(cell.value, str) and cell.value.strip() in ERRORS)
    return Cell(cell.value, is_error=is_error, is_percent="%" in str(cell.number_format))
