"""A sheet read from .xlsx, however it was saved since; hidden, live and added content is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from dashboard.exports.file_guard import Unreadable
from dashboard.exports.official_sheet import ATTACHMENT, HEADS, TITLE
from dashboard.exports.reading import Cell, Line, Reading, shortened, tidy
from dashboard.exports.stamp import NOTES_HEADING

MAX_ROWS, MAX_COLUMNS = 5_000, 100
_KNOWN = {ATTACHMENT, TITLE, *HEADS["scene"], *HEADS["factory"]}
_ADDED = {
    "vbaproject": "宏", "/media/": "图片", "/charts/": "图表", "/embeddings/": "嵌入的文件",
    "/externallinks/": "外部链接", "/activex/": "控件", "/ctrlprops/": "控件", "/pivottables/": "数据透视表",
    "/querytables/": "外部查询", "/threadedcomments/": "批注会话", "connections.xml": "外部数据连接",
}
_DRAWN_TEXT = re.compile(rb"<a:t(?:\s[^>]*)?>([^<]*)</a:t>")
_PLAIN_FORMATS = {"General", "@", "GENERAL", "0"}


def workbook_reading(data: bytes, parts: Mapping[str, bytes]) -> Reading:
    """The form and 制表说明 of a workbook. Raises Unreadable."""
    try:
        book = openpyxl.load_workbook(BytesIO(data))
    except Exception as error:  # openpyxl raises whatever a broken part trips over
        raise Unreadable("工作簿内部已损坏，读不出来，请对方重新保存后再送来") from error
    if not book.worksheets:
        raise Unreadable("工作簿里没有工作表")
    for sheet in book.worksheets:
        if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
            raise Unreadable(
                f"工作表「{sheet.title}」一直用到 {get_column_letter(sheet.max_column)}{sheet.max_row}，"
                f"推荐汇总表不超过 {MAX_ROWS} 行 {MAX_COLUMNS} 列，没有读"
            )
    form = max(book.worksheets, key=lambda sheet: sum(text in _KNOWN for line in _lines(sheet) for _, text in line))
    others = [sheet for sheet in book.worksheets if sheet is not form]
    stamp = next((sheet for sheet in others if sheet.title == NOTES_HEADING), others[0] if others else None)
    known = [sheet for sheet in (form, stamp) if sheet is not None]
    found = [*_added_parts(parts), *_extra_sheets(book, known)]
    for sheet in known:
        found += _oddities(sheet)
    page = {"表一的工作表名": form.title, "表一的页眉": _head(form, "Header"), "表一的页脚": _head(form, "Footer")}
    if stamp is not None:
        page |= {"表二的工作表名": stamp.title, "表二的页眉": _head(stamp, "Header")}
        page |= {"表二的页脚": _head(stamp, "Footer")}
    return Reading(_lines(form), _lines(stamp) if stamp is not None else (), page, tuple(found))


def _lines(sheet: Any) -> tuple[Line, ...]:
    lines = (
        tuple(Cell(f"{cell.coordinate}", _text(cell.value)) for cell in row)
        for row in sheet.iter_rows()
    )
    return tuple(line for line in lines if any(cell.text for cell in line))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return tidy(str(getattr(value, "text", value) or ""))  # ArrayFormula keeps its formula in .text


def _head(sheet: Any, which: str) -> str:
    texts = []
    for page in ("odd", "even", "first"):
        found = getattr(sheet, f"{page}{which}")
        texts += [part.text for part in (found.left, found.center, found.right) if part is not None and part.text]
    return "".join("".join(texts).split())


def _added_parts(parts: Mapping[str, bytes]) -> Iterator[str]:
    for word, what in _ADDED.items():
        if n := sum(word in name.lower() for name in parts):
            yield f"文件里另有{what}（{n} 处）"
    for name, content in parts.items():
        if name.lower().startswith("xl/drawings/drawing"):
            words = "".join(text.decode("utf-8", "replace") for text in _DRAWN_TEXT.findall(content))
            yield "表上另有图形或文本框" + (f"，写有「{shortened(words)}」" if words else "")


def _extra_sheets(book: Any, known: list[Any]) -> Iterator[str]:
    for sheet in book.worksheets:
        hidden = "隐藏的" if sheet.sheet_state != "visible" else ""
        if sheet not in known:
            n = sum(bool(text) for line in _lines(sheet) for _, text in line)
            yield f"多出{hidden}工作表「{sheet.title}」，有内容 {n} 格"
        elif hidden:
            yield f"工作表「{sheet.title}」被隐藏"
    yield from (f"多出图表工作表「{sheet.title}」" for sheet in book.chartsheets)


def _oddities(sheet: Any) -> Iterator[str]:
    """What a plain sheet of texts doesn't have."""
    name = sheet.title
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                yield f"「{name}」{cell.coordinate} 是公式「{shortened(_text(cell.value))}」"
            if cell.comment is not None:
                yield f"「{name}」{cell.coordinate} 有批注「{shortened(cell.comment.text or '')}」"
            if cell.hyperlink is not None:
                yield f"「{name}」{cell.coordinate} 有链接"
            if cell.value is not None and cell.number_format not in _PLAIN_FORMATS:
                yield f"「{name}」{cell.coordinate} 设了显示格式「{cell.number_format}」，看到的可能不是单元格的值"
    for number, row in sheet.row_dimensions.items():
        if number <= sheet.max_row and (row.hidden or row.height == 0):
            yield f"「{name}」第 {number} 行被隐藏"
    for letter, column in sheet.column_dimensions.items():
        if column.min and column.min <= sheet.max_column and (column.hidden or column.width == 0):
            yield f"「{name}」{letter} 列被隐藏"
    for merged in sheet.merged_cells.ranges:
        if merged.min_row != merged.max_row or merged.min_col != 1:
            yield f"「{name}」{merged.coord} 被合并，其中只有左上一格的内容还在"
