"""Small senders with one fault of each sort, and a reply workbook corrected by code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from etl.cards import Field, cards, choices
from etl.reply_map import LIST_SHEET, MAP_SHEET
from tests.etl.books import book

CODES = ("91310118XX00000196", "91310118XX0000027X", "91310118XX00000356")
HEADS = ["企业名称", "统一社会信用代码", "所属街镇", "所属行业", "成立时间", "联系人", "手机号", "从业人员"]
FIRST_ROW = 7  # of the list, below its headings
# Rules whose cell a valid value of its column cures; the rest needs other cells, other files or a decision.
CELL_RULES = {
    "required_empty", "error_cell", "uncached_formula", "lost_precision", "bad_credit_code", "bad_number",
    "negative_amount", "out_of_range", "bad_date", "bad_boolean", "bad_choice", "unknown_town", "duplicate_key",
    "orphan_project", "check_digit", "fraction_percent", "unknown_unit",
}


def town_book(made: Any) -> None:
    """A town's workbook: titles, a merged line, contacts, number formats, faults, a hidden sheet, live text."""
    wide, day = made.add_format({"num_format": "0%"}), made.add_format({"num_format": "yyyy-mm-dd"})
    page = made.add_worksheet("企业")
    page.merge_range(0, 0, 0, 5, "虚构示例数据：企业情况")
    page.write_row(1, 0, ["填报联系人：示例王 13800000111"])
    page.write_row(2, 0, HEADS)
    page.write_row(3, 0, ["虚构甲公司", CODES[0], "夏阳街道", "装备制造", "", "示例赵", "13800000123", 12])
    page.write_datetime(3, 4, datetime(2019, 5, 1), day)
    page.write_row(4, 0, ["虚构乙公司", CODES[1], "不存在镇", "=1+1", "二月三十", "示例钱", "13800000124", "约20"])
    page.write_row(5, 0, ['=HYPERLINK("http://x")', CODES[2], "夏阳街道", "电子信息", "http://x.org/a", "", "", 3])
    page.write_row(7, 0, ["填表人：示例孙", "电话：13800000125"])
    page.set_column(0, 0, 33.5)
    finance = made.add_worksheet("经营")
    finance.write_row(0, 0, ["企业名称", "统一社会信用代码", "年度", "资产负债率(%)", "利润率(%)"])
    finance.write_row(1, 0, ["虚构甲公司", CODES[0], 2024])
    finance.write_number(1, 3, 0.45, wide)
    finance.write_number(1, 4, 7.25)
    finance.write_row(2, 0, ["虚构甲公司", CODES[0], "去年", 40, 3])
    finance.write_row(3, 0, ["虚构乙公司", 913101180000000000, 2023, 41, 3.5])
    finance.write_formula(4, 4, "=1/0", None, "#DIV/0!")
    finance.write_row(4, 0, ["虚构丙公司", CODES[2], 2023, 30])
    old = made.add_worksheet("旧表")
    old.write_row(0, 0, ["手机号", "13800000126"])
    old.hide()


PROJECTS = (
    "项目编号,企业名称,统一社会信用代码,项目名称,申报批次,申报类别,所在街镇,推荐单位,总投资(万元),备注\n"
    f"P1,虚构甲公司,{CODES[0]},项,qingpu-2025,区级智能车间,夏阳街道,夏阳街道,100,\"一,二\n三\"\n"
    f"P2,虚构甲公司,{CODES[0]},=cmd|'/c calc'!A1,qingpu-2025,没有这一档,夏阳街道,夏阳街道,-5,\n"
)
INVOICES = (
    "项目编号,类别,软硬件名称,开票日期,发票号,金额(万元)\n"
    "P1,硬件,机床,2024-05-01,24312000000000000001,1.5\n"
    "P9,硬件,机床,2024-05-01,24312000000000000002,2\n"
    "P1,硬件,机床,,24312000000000000003,+3\n"
)


def small_town(folder: Path) -> Path:
    """A folder with the deliveries of one town: a workbook, a UTF-8 and a GB18030 text table."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "夏阳街道.xlsx").write_bytes(book(town_book, strings_to_formulas=False, strings_to_urls=False))
    (folder / "夏阳街道_项目.csv").write_text(PROJECTS, encoding="utf-8")
    (folder / "夏阳街道_发票.csv").write_bytes(INVOICES.encode("gb18030"))
    return folder


def opened(payload: Any) -> Any:
    """A reply as openpyxl reads it, from its bytes or already read."""
    return openpyxl.load_workbook(BytesIO(payload)) if isinstance(payload, bytes) else payload


def listed(payload: Any) -> list[dict[str, str]]:
    """The lines of the list of a reply: column heading → text, with ``link`` the cell that the address leads to."""
    page = opened(payload)[LIST_SHEET]
    heads = [cell.value for cell in page[FIRST_ROW - 1]]
    found = []
    for row in page.iter_rows(min_row=FIRST_ROW):
        if not row[len(heads) - 1].value:
            break
        line = {head: str(cell.value or "") for head, cell in zip(heads, row, strict=False)}
        link = row[3].hyperlink
        found.append(line | {"link": str(link.location) if link else ""})
    return found


def sheet_names(payload: Any) -> dict[tuple[str, str], str]:
    """(delivered file, its sheet) → the sheet of the reply."""
    page = opened(payload)[MAP_SHEET]
    return {(str(row[1]), str(row[2] or "")): str(row[0]) for row in page.iter_rows(min_row=4, values_only=True)}


def corrected(payload: bytes, value: Callable[[dict[str, str]], object]) -> bytes:
    """The reply with every listed cell set to ``value`` of its line; a line that gives None is left alone."""
    made = opened(payload)
    names = sheet_names(made)
    for line in listed(made):
        found = value(line)
        if line["单元格"] and found is not None:
            made[names[line["原文件"], line["工作表"]]][line["单元格"]] = found
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def valid_values(findings: list[tuple[Any, ...]], *project_ids: str) -> dict[str, object]:
    """Finding → a valid value for its cell, from (finding, rule, kind, field, …) rows; none where a cell is not enough.

    ``project_ids`` are applications that are there; each may have outcomes once.
    """
    fields = {(card.kind.removesuffix("_line"), field.name): field for card in cards() for field in card.field}
    numbers = fresh_numbers()
    values: dict[str, object] = {}
    for finding, rule, kind, name, *_ in findings:
        field = fields.get((kind, name)) or Field(name=name or "", heading="", type="percent")
        if rule in CELL_RULES:
            is_child = name == "project_id" and kind != "project"
            number = next(numbers)
            values[finding] = project_ids[number % len(project_ids)] if is_child else _valid(field, number)
    return values


def fresh_numbers() -> Iterator[int]:
    """1, 2, 3 …: no two corrected keys may be equal."""
    number = 0
    while True:
        number += 1
        yield number


def _valid(field: Field, number: int) -> object:
    if field.type == "choice":
        return next(iter(choices()[field.choices or ""].values()))
    return {
        "credit_code": _code(number), "date": "2024-05-01", "year": 1950 + number, "boolean": "是", "town": "夏阳街道",
        "unit": "夏阳街道", "tier": "区级智能车间", "payment_item": "区级智能车间", "level": 3, "percent": 12,
        "money": 12, "number": 12, "integer": 12, "metric": "生产效率提升",
    }.get(field.type, f"更正{number}")


def _code(number: int) -> str:
    """A credit code with the check digit of GB 32100-2015."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = f"91310118YY{number:07d}"
    total = sum(signs.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return body + signs[(31 - total % 31) % 31]
