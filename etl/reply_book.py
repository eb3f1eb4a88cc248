"""The reply as a workbook: the list of what to correct, the sender's sheets with the cells marked, the map.

Every text is written as text: no formula, no link and no number is ever made of what a sender wrote. The only links
lead from the list to the cells of this workbook.
"""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import suppress
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from etl.reply import LEVEL_WORDS, MAX_CHARACTERS, Reply, ReplySheet
from etl.reply_map import HEADINGS, LIST_SHEET, MAP_SHEET, MARK, NUMBER
from etl.screen import column_letters, column_number
from etl.sheet_marks import OURS

OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_format_properties": {"font_name": "宋体", "font_size": 11},
}
# Orange, yellow and blue of one lightness step each; the word stands beside the colour wherever it is explained.
FILLS = {"error": "#F8B98C", "warning": "#FFE699", "info": "#DDEBF7"}
LIST_COLUMNS = (("级别", 8), ("原文件", 24), ("工作表", 16), ("单元格", 9), ("栏目", 18), ("现在是", 24),
                ("问题", 46), ("怎么改", 40), ("编号", 10))
LEGEND_COLUMNS = (1, 2, 4)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")
SHOWN = 300

# xlsxwriter carries no types.
Book = Any
Sheet = Any
Marks = dict[tuple[int, str], list[dict[str, Any]]]


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def reply_book(reply: Reply) -> bytes:
    """The bytes of the workbook; the same reply gives the same bytes."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, deepcopy(OPTIONS)) as book:
        book.set_properties({
            "title": f"更正回执 {reply.whom.name}", "author": OURS,
            "created": datetime.fromisoformat(reply.build.as_of),
        })
        styles = Styles(book)
        listing = book.add_worksheet(LIST_SHEET)
        pages = [(sheet, book.add_worksheet(sheet.line.reply_sheet)) for sheet in reply.sheets]
        _write_list(listing, styles, reply)
        for sheet, page in pages:
            _write_sheet(page, styles, sheet, _marks(reply, sheet))
        _write_map(book.add_worksheet(MAP_SHEET), styles, reply)
        listing.activate()
    return buffer.getvalue()


def plain(text: object) -> str:
    """A text without what XML can't carry."""
    return CONTROL.sub("", str(text if text is not None else "").replace("\r\n", "\n"))


def _marks(reply: Reply, sheet: ReplySheet) -> Marks:
    """(row, letter) → the findings there; one that names a row only stands at its first cell."""
    marks: Marks = defaultdict(list)
    for item in reply.findings.iter_rows(named=True):
        if (item["file"], item["sheet"]) == (sheet.line.file, sheet.line.sheet) and item["row"]:
            found = ADDRESS.fullmatch(item["cell"] or "")
            marks[int(item["row"]), found.group(1) if found else "A"].append(item)
    return marks


def _write_list(page: Sheet, styles: Styles, reply: Reply) -> None:
    counts = {level: reply.findings.filter(severity=level).height for level in LEVEL_WORDS}
    wrapped = {"text_wrap": True, "valign": "top"}
    page.write_string(0, 0, f"{LIST_SHEET}：{plain(reply.whom.name)}", styles.of(bold=True, font_size=16))
    page.write_string(1, 0, (
        f"数据日期 {reply.build.as_of}，版本 {reply.build.build}。"
        f"须更正 {counts['error']} 处（该行没有计入任何数字），"
        f"请核实 {counts['warning']} 处，供参考 {counts['info']} 条。"
    ))
    page.write_string(2, 0, _how_to(reply))
    for column, (level, word) in zip(LEGEND_COLUMNS, LEVEL_WORDS.items(), strict=True):
        page.write_string(3, column, f"{word}：这种颜色", styles.of(bg_color=FILLS[level]))
    for column, (heading, width) in enumerate(LIST_COLUMNS):
        page.set_column(column, column, width)
        page.write_string(5, column, heading, styles.of(bold=True, bg_color="#D9D9D9", border=1))
    order = list(LEVEL_WORDS)
    items = sorted(
        reply.findings.iter_rows(named=True), key=lambda item: (order.index(item["severity"]), item["finding"])
    )
    for row, item in enumerate(items, 6):
        sheet = reply.sheet_of(item["file"], item["sheet"])
        cell = item["cell"] or (f"A{item['row']}" if item["row"] else "")
        texts = [
            LEVEL_WORDS[item["severity"]], item["file"], item["sheet"], cell, item["heading"] or "",
            (item["raw"] or "")[:SHOWN], item["message"], item["action"], item["finding"],
        ]
        page.set_row(row, 15 * max(
            -(-_width(text) // (width - 1)) for text, (_, width) in zip(texts, LIST_COLUMNS, strict=True)
        ))
        for column, text in enumerate(texts):
            fill = {"bg_color": FILLS[item["severity"]]} if column == 0 else {}
            page.write_string(row, column, plain(text), styles.of(border=1, **wrapped, **fill))
        if sheet is not None and cell:
            target = f"internal:'{sheet.line.reply_sheet.replace(chr(39), chr(39) * 2)}'!{cell}"
            page.write_url(row, 3, target, styles.of(
                border=1, font_color="#0563C1", underline=1, **wrapped
            ), cell)
    last = 6 + len(items)
    page.autofilter(5, 0, max(last - 1, 5), len(LIST_COLUMNS) - 1)
    page.freeze_panes(6, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(5)
    for row, (file, why) in enumerate(sorted(reply.left_out.items()), last + 1):
        page.write_string(row, 0, f"没有放进回执的文件「{plain(file)}」：{plain(why)}")


def _how_to(reply: Reply) -> str:
    if not reply.whom.is_sender:
        return "这些行在别的单位报送的文件里，本文件只供核对：请把要改的内容告诉报送原文件的单位，交回本文件不会入库。"
    return (
        "请在后面各表里直接改有颜色的单元格（鼠标停在上面有说明），改好后把整个文件交回：不要删表、改表名，"
        f"本清单和「{MAP_SHEET}」留着。联系人、电话没有放进来，不必补填，库里也不从表格取用。"
    )


def _write_sheet(page: Sheet, styles: Styles, sheet: ReplySheet, marks: Marks) -> None:
    layout, cells = sheet.layout, sheet.body.cells
    for column, width in (layout.widths or _widths(sheet)).items():
        page.set_column(column, column, width)
    for first_row, first, last_row, last in layout.merges:
        if (first_row, first) != (last_row, last):
            with suppress(OverlappingRange):
                page.merge_range(first_row, first, last_row, last, "", styles.of(align="center", valign="vcenter"))
    merged = {(first_row, first) for first_row, first, _, _ in layout.merges}
    for place in sorted({*cells, *marks}, key=lambda place: (place[0], column_number(place[1]))):
        row, letter = place
        column = column_number(letter) - 1
        found = marks.get(place, [])
        look: dict[str, Any] = {}
        if found:
            look = {"bg_color": FILLS[_worst(found)], "border": 1}
        elif row == sheet.heading_row:
            look = {"bold": True, "bg_color": "#EDEDED", "text_wrap": True, "valign": "vcenter"}
        if (row - 1, column) in merged:
            look |= {"align": "center", "valign": "vcenter"}
        _write_cell(page, styles, sheet, place, look)
        if found:
            _comment(page, row - 1, column, found)
    page.freeze_panes(sheet.heading_row, 0)
    if cells:
        width = max(column_number(letter) for _, letter in cells)
        height = max(row for row, _ in cells)
        page.ignore_errors({"number_stored_as_text": f"A1:{column_letters(width)}{height}"})


def _write_cell(page: Sheet, styles: Styles, sheet: ReplySheet, place: tuple[int, str], look: dict[str, Any]) -> None:
    """A number stays a number, with its format, where that reads back as the same text; all else is text."""
    row, letter = place
    column = column_number(letter) - 1
    text = sheet.body.cells.get(place, "")
    number, shown_as = sheet.layout.numbers.get(f"{letter}{row}", (None, "General"))
    if number is not None and place not in sheet.body.altered and _is_number(text, number):
        page.write_number(row - 1, column, number, styles.of(num_format=shown_as, **look))
    elif text:
        page.write_string(row - 1, column, plain(text), styles.of(**look) if look else None)
    else:
        page.write_blank(row - 1, column, None, styles.of(**look))


def _is_number(text: str, number: float) -> bool:
    try:
        return float(text) == number
    except ValueError:
        return False


def _worst(found: list[dict[str, Any]]) -> str:
    return min((str(item["severity"]) for item in found), key=list(LEVEL_WORDS).index)


def _comment(page: Sheet, row: int, column: int, found: list[dict[str, Any]]) -> None:
    parts = [
        f"【{LEVEL_WORDS[item['severity']]}】{item['title']}\n{item['message']}\n"
        + (f"现在是：{(item['raw'] or '')[:SHOWN]}\n" if item["raw"] else "现在是：（空）\n")
        + f"怎么改：{item['action']}（{item['finding']}）"
        for item in found
    ]
    text = plain("\n\n".join(parts))[: MAX_CHARACTERS // 2]
    n_lines = sum(1 + len(line) // 22 for line in text.split("\n"))
    page.write_comment(row, column, text, {
        "author": OURS, "width": 300, "height": min(24 + 18 * n_lines, 500), "font_size": 9,
    })


def _widths(sheet: ReplySheet) -> dict[int, float]:
    """Widths for a text table, which has none: those of its longest texts, between 8 and 40."""
    longest: dict[int, float] = {}
    for (row, letter), text in sheet.body.cells.items():
        if row >= sheet.heading_row:
            width = _width(text[:40]) + 2
            column = column_number(letter) - 1
            longest[column] = min(max(longest.get(column, 8), width), 40)
    return longest


def _width(text: str) -> int:
    """Columns a text takes: a Chinese character two."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)


def _write_map(page: Sheet, styles: Styles, reply: Reply) -> None:
    page.write_string(0, 0, MARK, styles.of(bold=True))
    page.write_string(1, 0, NUMBER)
    page.write_string(1, 1, reply.number)
    for column, heading in enumerate(HEADINGS):
        page.set_column(column, column, (18, 28, 18, 10, 10, 66)[column])
        page.write_string(2, column, heading, styles.of(bold=True, bg_color="#EDEDED"))
    if reply.whom.is_sender:
        for row, sheet in enumerate(reply.sheets, 3):
            for column, text in enumerate(sheet.line.cells):
                page.write_string(row, column, text)
    page.set_tab_color("#A6A6A6")
