"""Ways to tamper with an exported sheet through the libraries that people's office programs stand for."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterator
from typing import Any

import docx
import openpyxl

Edit = tuple[str, bytes, tuple[str, ...]]  # what was done, the file after it, words that the verdict must say
MARK = "改"


def edited_workbook(data: bytes, edit: Callable[[Any], object]) -> bytes:
    """The workbook after ``edit``; strings stay strings, whatever they begin with."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book)
    for cell in (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row):
        if cell.data_type == "f":
            cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def edited_document(data: bytes, edit: Callable[[Any], object]) -> bytes:
    """The document after ``edit``."""
    document = docx.Document(io.BytesIO(data))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def altered_cells(suffix: str, data: bytes, step: int = 1) -> Iterator[Edit]:
    """Every ``step``-th text of the file with a character more: all cells of both sheets, all paragraphs."""
    return _xlsx_cells(data, step) if suffix == ".xlsx" else _docx_cells(data, step)


def _xlsx_cells(data: bytes, step: int) -> Iterator[Edit]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    places = [
        (number, cell.coordinate, str(cell.value)) for number, sheet in enumerate(book.worksheets)
        for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    for number, place, text in places[::step]:
        def edit(book: Any, number: int = number, place: str = place, text: str = text) -> None:
            book.worksheets[number][place].value = text + MARK

        yield f"表 {number + 1} {place}", edited_workbook(data, edit), (place, MARK)


def _texts(document: Any) -> list[Any]:
    """Every paragraph with text, in tables and outside, in document order of each kind."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [p for p in (*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)) if p.text]


def _docx_cells(data: bytes, step: int) -> Iterator[Edit]:
    n = len(_texts(docx.Document(io.BytesIO(data))))
    for number in range(0, n, step):
        def edit(document: Any, number: int = number) -> None:
            _texts(document)[number].runs[-1].text += MARK

        yield f"第 {number + 1} 处文字", edited_document(data, edit), (MARK,)


def swapped_rows(suffix: str, data: bytes, n: int, is_renumbered: bool) -> Iterator[Edit]:
    """Every pair of neighbours swapped, with or without their numbers."""
    for i in range(n - 1):
        def edit_book(book: Any, i: int = i) -> None:
            sheet = book.worksheets[0]
            for column in range(2 if is_renumbered else 1, sheet.max_column + 1):
                a, b = sheet.cell(6 + i, column), sheet.cell(7 + i, column)
                a.value, b.value = b.value, a.value

        def edit_document(document: Any, i: int = i) -> None:
            one, two = document.tables[0].rows[i + 1], document.tables[0].rows[i + 2]
            if is_renumbered:
                a, b = one.cells[0].paragraphs[0].runs[0], two.cells[0].paragraphs[0].runs[0]
                a.text, b.text = b.text, a.text
            two._tr.addnext(one._tr)

        file = edited_workbook(data, edit_book) if suffix == ".xlsx" else edited_document(data, edit_document)
        yield f"对调第 {i + 1}、{i + 2} 行", file, ("顺序改了", str(i + 1), str(i + 2))


def removed_rows(suffix: str, data: bytes, names: list[str], is_renumbered: bool) -> Iterator[Edit]:
    """Every row taken out, the others numbered again or not."""
    for i, name in enumerate(names):
        def edit_book(book: Any, i: int = i) -> None:
            sheet = book.worksheets[0]
            sheet.delete_rows(6 + i)
            for k in range(i, len(names) - 1) if is_renumbered else ():
                sheet.cell(6 + k, 1).value = k + 1

        def edit_document(document: Any, i: int = i) -> None:
            rows = document.tables[0].rows
            gone = rows[i + 1]._tr
            gone.getparent().remove(gone)
            for k, row in enumerate(document.tables[0].rows[1:], 1):
                if is_renumbered:
                    row.cells[0].paragraphs[0].runs[0].text = str(k)

        file = edited_workbook(data, edit_book) if suffix == ".xlsx" else edited_document(data, edit_document)
        yield f"删去第 {i + 1} 行", file, ("少了", name)


def added_row(suffix: str, data: bytes, n: int) -> Edit:
    """One row more at the end of the form."""
    def edit_book(book: Any) -> None:
        sheet = book.worksheets[0]
        for merged in [merged for merged in sheet.merged_cells.ranges if merged.min_row == 6 + n]:
            sheet.unmerge_cells(merged.coord)  # openpyxl leaves merged cells where they were
        sheet.insert_rows(6 + n)
        for column, value in enumerate((n + 1, "硬塞进来的公司", "1. 某场景"), 1):
            sheet.cell(6 + n, column).value = value

    def edit_document(document: Any) -> None:
        rows = document.tables[0].rows
        new = copy.deepcopy(rows[len(rows) - 1]._tr)
        rows[len(rows) - 1]._tr.addnext(new)
        cells = document.tables[0].rows[-1].cells
        cells[0].paragraphs[0].runs[0].text, cells[1].paragraphs[0].runs[0].text = str(n + 1), "硬塞进来的公司"

    file = edited_workbook(data, edit_book) if suffix == ".xlsx" else edited_document(data, edit_document)
    return "添一行", file, ("多出一行", "硬塞进来的公司")
