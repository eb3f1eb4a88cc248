"""Blank workbooks for the kinds of data/sources: headings with units, drop-downs, notes, locked headings.

Everything in them comes from the cards, the closed lists and the reference data, so that another district gets its own.
A blank one loaded as it is has headings and no data; its 填写说明 sheet is counted and left aside by name.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from etl.cards import Card, Field
from etl.sheet_marks import OURS
from etl.template.field_notes import field_note
from etl.vocabulary import Vocabulary

LAST_ROW = 2000
GUIDE = "填写说明"
GUIDE_LINES = (
    "填写说明（本工作表不入库）",
    "一张表一类数据，一行一条；标题行不要改动、不要增删列。标 * 的栏必填，其他栏没有就空着，不填 0，也不写「无」。",
    "金额单位见标题；百分数填数字，30 表示 30%；日期填 2024-05-01；编号、信用代码、发票号按文本填写。",
    "有下拉的栏请从下拉中选。把鼠标停在标题上可看到每一栏的说明。",
)
# Where the drop-downs' words stand on the instructions' sheet; below the rows in which headings are looked for.
LISTS_ROW = 40
CREATED = datetime(2000, 1, 1)
TEXT_TYPES = {"text", "identifier", "text_list", "personal", "credit_code", "town", "unit", "choice", "tier",
              "payment_item", "metric", "boolean"}
FORMATS = {"date": "yyyy-mm-dd", "year": "0", "integer": "0", "level": "0", "money": "#,##0.00##"}
WIDE = {"text": 24, "credit_code": 22, "text_list": 24, "identifier": 18, "unit": 20, "date": 13, "boolean": 10}


def blank_workbook(cards: Sequence[Card], words: Vocabulary) -> bytes:
    """A workbook with a sheet per card and the instructions, as bytes that don't depend on the clock."""
    target = io.BytesIO()
    plainly = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, plainly) as book:
        book.set_properties({"created": CREATED})
        listed = {_list_name(field): _words(field, words) for card in cards for field in card.field}
        lists = {name: choices for name, choices in listed.items() if name and choices}
        sheets = [(card, book.add_worksheet(card.title)) for card in cards]
        ranges = _guide(book, cards, lists)
        for card, sheet in sheets:
            _sheet(book, sheet, card, ranges)
    return target.getvalue()


def heading_of(field: Field) -> str:
    """The canonical heading with its unit and a star where it must be filled in."""
    unit = {"money": "（万元）", "percent": "（%）"}.get(field.type, "")
    return f"{field.heading}{unit}{'*' if field.required else ''}"


def _list_name(field: Field) -> str:
    """Which drop-down a field has: 街镇 for every town; '' for none."""
    if field.type == "choice":
        return field.heading
    return {"town": "街镇", "unit": "推荐单位", "tier": "档次与称号", "payment_item": "拨付事项", "metric": "成效指标",
            "boolean": "是否"}.get(field.type, "")


def _words(field: Field, words: Vocabulary) -> list[str]:
    known = {"town": words.town, "unit": words.unit, "tier": words.tier, "payment_item": words.payment_item,
             "metric": words.metric, "boolean": {"是": "是", "否": "否"}}
    table = words.lists.get(field.choices or "", {}) if field.type == "choice" else known.get(field.type, {})
    return list(dict.fromkeys(table.values()))


def _guide(book: Any, cards: Sequence[Card], lists: dict[str, list[str]]) -> dict[str, str]:
    """The sheet of instructions; returns where each drop-down's words stand on it."""
    sheet = book.add_worksheet(GUIDE)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 110)
    for row, text in enumerate(GUIDE_LINES):
        sheet.write_string(row, 0, text, wrap if row else bold)
    for row, card in enumerate(cards, len(GUIDE_LINES) + 1):
        needed = "、".join(field.heading for field in card.field if field.required)
        sheet.write_string(row, 0, f"「{card.title}」表必填：{needed}", wrap)
    ranges = {}
    for column, (name, words) in enumerate(lists.items(), 1):
        sheet.write_string(LISTS_ROW, column, f"可选：{name}", bold)
        for row, word in enumerate(words, LISTS_ROW + 1):
            sheet.write_string(row, column, word)
        letters = xl_col_to_name(column)
        ranges[name] = f"='{GUIDE}'!${letters}${LISTS_ROW + 2}:${letters}${LISTS_ROW + 1 + len(words)}"
        sheet.set_column(column, column, 16)
    sheet.protect()
    return ranges


def _sheet(book: Any, sheet: Any, card: Card, ranges: dict[str, str]) -> None:
    look = {"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter", "align": "center", "locked": True}
    head = book.add_format({**look, "bg_color": "#EAF0F6"})
    needed = book.add_format({**look, "bg_color": "#D5E3F0"})
    sheet.set_row(0, 36)
    for column, field in enumerate(card.field):
        sheet.write_string(0, column, heading_of(field), needed if field.required else head)
        sheet.write_comment(0, column, field_note(field), {"x_scale": 1.6, "y_scale": 1.2, "author": OURS})
        number_format = FORMATS.get(field.type, "@" if field.type in TEXT_TYPES else "General")
        sheet.set_column(column, column, max(WIDE.get(field.type, 14), 2 * len(field.heading) + 4),
                         book.add_format({"locked": False, "num_format": number_format}))
        if rule := _validation(field, ranges):
            sheet.data_validation(1, column, LAST_ROW, column, rule)
    sheet.freeze_panes(1, 0)
    # No password: the lock is against slips. Rows may be added, sorted and deleted.
    sheet.protect("", dict.fromkeys(
        ("insert_rows", "delete_rows", "sort", "autofilter", "format_columns", "format_rows"), True))


def _validation(field: Field, ranges: dict[str, str]) -> dict[str, Any] | None:
    """The drop-down or limit of a field; one that only advises where other words are taken, too."""
    if source := ranges.get(_list_name(field)):
        kind = "warning" if field.type == "unit" else "stop"
        return {"validate": "list", "source": source, "error_type": kind, "error_title": field.heading,
                "error_message": "请从下拉中选择"}
    if field.max_chars:
        return {"validate": "length", "criteria": "<=", "value": field.max_chars, "error_type": "warning",
                "error_title": field.heading, "error_message": f"请控制在 {field.max_chars} 字以内"}
    if field.type == "credit_code":
        return {"validate": "length", "criteria": "==", "value": 18, "error_type": "warning",
                "error_title": field.heading, "error_message": "统一社会信用代码是 18 位"}
    if field.type in {"integer", "level", "number"} and (field.min is not None or field.max is not None):
        low, high = field.min if field.min is not None else -1e12, field.max if field.max is not None else 1e12
        return {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high,
                "error_title": field.heading, "error_message": f"应在 {low:g} 至 {high:g} 之间"}
    if field.type == "money" and not field.is_signed:
        return {"validate": "decimal", "criteria": ">=", "value": 0, "error_title": field.heading,
                "error_message": "请填不小于 0 的数字，单位万元"}
    return None
