"""A sheet of plain rows laid out as a sender would: titles, headings, subtotals, blank rows, footers."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random
from typing import Any

from .cells import FACTORS, cell, heading
from .headings import KINDS, Field
from .rows import Formula, Row
from .styles import LABEL, TITLES, Style

SERIAL, REMARK = Field("", "序号", "number"), Field("", "备注", "text")
TOTALLED = {
    "investment": "amount_yuan",
    "project": "declared_yuan",
    "payment": "paid_yuan",
    "budget": "budget_yuan",
}


@dataclass
class Sheet:
    """A table of one kind and the habits of its sender; `text` instead of it is an explanatory sheet."""

    kind: str
    name: str
    rows: list[Row]
    style: Style
    place: str
    is_hidden: bool = False
    text: list[str] = field(default_factory=list)

    def fields(self) -> list[Field]:
        """The columns from left to right; key columns stay in front."""
        fields = list(KINDS[self.kind])
        if self.style.is_shuffled:
            tail = fields[4:]
            Random(f"{self.place}{self.kind}").shuffle(tail)
            fields = fields[:4] + tail
        if self.style.has_serial:
            fields.insert(0, SERIAL)
        if self.style.has_remarks and self.kind != "stage_event":
            fields.append(REMARK)
        return fields

    def part(self, start: int, stop: int) -> "Sheet":
        """The same sheet with some of its rows only, for a file of its own."""
        return replace(self, rows=self.rows[start:stop], name="")


@dataclass(slots=True)
class Line:
    """A physical row: what it is (title heading blank subtotal footer data other), its cells, its source."""

    what: str
    cells: list[Any]
    row: Row | None = None


def lines(sheet: Sheet) -> list[Line]:
    """The sheet from its first physical row to the last one with anything in it."""
    if sheet.text:
        return [Line("other", [text]) for text in sheet.text]
    style, fields = sheet.style, sheet.fields()
    width = len(fields)
    # The only required column of an outcome sheet is its first: a footer there would read as a project id.
    offset = 1 if sheet.kind == "outcome" and not style.has_serial else 0
    place = "" if sheet.place == "青浦区" else sheet.place
    out = [Line("title", [f"青浦区{place}{TITLES[sheet.kind]}{LABEL}"])]
    if style.second_line:
        out.append(Line("title", [style.second_line.format(place=sheet.place)]))
    if style.caption and any(one.type == "money" for one in fields):
        out.append(Line("title", [None] * (width - 2) + [style.caption]))
    names = [one.heading if one in (SERIAL, REMARK) else heading(one, style, sheet.kind) for one in fields]
    out.append(Line("heading", names))
    first = len(out) + 1
    for n, row in enumerate(sheet.rows):
        if style.blank_every and n and n % style.blank_every == 0:
            out.append(Line("blank", [None] * width))
        if style.repeat_heading and n and n % style.repeat_heading == 0:
            out.append(Line("heading", names))
        out.append(Line("data", _cells(row, fields, style, n), row))
        is_last = n + 1 == len(sheet.rows) or sheet.rows[n + 1].group != row.group
        if style.subtotals == "each" and sheet.kind == "investment" and is_last:
            own = [r for r in sheet.rows[max(0, n - 20) : n + 1] if r.group == row.group]
            out.append(_total("小计", own, fields, sheet))
    if style.subtotals and sheet.kind in TOTALLED:
        out.append(_total("合计", sheet.rows, fields, sheet, first, len(out)))
    if style.footer:
        out.append(Line("blank", [None] * width))
        out += [Line("footer", [None] * offset + [text]) for text in style.footer]
    return out


def _cells(row: Row, fields: list[Field], style: Style, place: int) -> list[Any]:
    cells = []
    for one in fields:
        if one is SERIAL:
            cells.append(place + 1)
        elif one is REMARK:
            cells.append("已电话核对" if place % 19 == 7 else None)
        else:
            cells.append(cell(row.cells.get(one.name), one, style, place))
    return cells


def _total(
    word: str, rows: list[Row], fields: list[Field], sheet: Sheet, first: int = 0, last: int = 0
) -> Line:
    """A 小计 or 合计 line; a formula with its value where the column holds nothing but numbers."""
    name = TOTALLED[sheet.kind]
    amounts = [row.cells[name] for row in rows if isinstance(row.cells[name], Decimal)]
    total: Any = (sum(amounts, Decimal(0)) / FACTORS[sheet.style.money]).normalize()
    column = next(place for place, one in enumerate(fields) if one.name == name)
    is_formula = first and sheet.style.numbers == "plain" and sheet.style.subtotals == "total"
    if is_formula and column < 26 and len(amounts) == len(rows):
        letter = chr(65 + column)
        total = Formula(f"=SUM({letter}{first}:{letter}{last})", float(total))
    cells: list[Any] = [None] * len(fields)
    cells[0], cells[column] = word, total
    return Line("subtotal", cells)
