"""Rows of a file of contacts against the enterprises of the build: what can be put down, and what is wrong per cell.

A message never carries a whole number or name: it may end in a log.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.contact_file import Cell, Line
from dashboard.journal.contacts import Contact
from dashboard.journal.typed import visible

MOBILE = re.compile(r"1[3-9]\d{9}")
LONGEST_NAME = 30


@dataclass(frozen=True)
class Enterprise:
    """An enterprise of the build; ``former_names`` as the ledger keeps them, separated by ; or 、."""

    credit_code: str
    name: str
    former_names: str = ""


@dataclass(frozen=True)
class Fault:
    """A row that is not put down: which cell, what was found there, what was expected."""

    row: int
    cell: str
    found: str
    expected: str


@dataclass(frozen=True)
class Matched:
    """Credit code → contact of the good rows, and the faults of the others in order of rows."""

    contacts: dict[str, Contact] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def matched(lines: Iterable[Line], enterprises: Iterable[Enterprise]) -> Matched:
    """Which contact belongs to which enterprise. Two rows for one enterprise that differ are both refused."""
    known = _Known(enterprises)
    rows: dict[str, list[tuple[Line, Contact]]] = defaultdict(list)
    faults = []
    for line in lines:
        read = _read(line, known)
        if isinstance(read, Fault):
            faults.append(read)
        else:
            rows[read[0]].append((line, read[1]))
    contacts = {}
    for code, found in rows.items():
        if len({(contact.name, contact.phone) for _, contact in found}) == 1:
            contacts[code] = found[0][1]
            continue
        numbers = "、".join(str(line.number) for line, _ in found)
        faults += [
            Fault(line.number, _first(line).address, f"同一企业在第 {numbers} 行各不相同", "一家企业一行，或几行一致")
            for line, _ in found
        ]
    return Matched(contacts, sorted(faults, key=lambda fault: fault.row))


class _Known:
    """Enterprises by code and by every name they have or had."""

    def __init__(self, enterprises: Iterable[Enterprise]) -> None:
        self.names: dict[str, set[str]] = {}
        self.codes: dict[str, set[str]] = defaultdict(set)
        for one in enterprises:
            names = {_plain(name) for name in (one.name, *re.split("[;；、]", one.former_names or ""))} - {""}
            self.names[one.credit_code] = names
            for name in names:
                self.codes[name].add(one.credit_code)


def _read(line: Line, known: _Known) -> tuple[str, Contact] | Fault:
    blank = Cell(f"第 {line.number} 行")
    cells = {name: line.cells.get(name, blank) for name in ("credit_code", "enterprise", "name", "phone")}
    for cell in cells.values():
        if cell.flaw:
            return Fault(line.number, cell.address, cell.flaw, "文本")
    code = _code(line.number, cells["credit_code"], cells["enterprise"], known)
    if isinstance(code, Fault):
        return code
    name, phone = visible(cells["name"].text), mobile(cells["phone"].text)
    if not name or len(name) > LONGEST_NAME or not name[0].isalpha() or any(c.isdigit() for c in name):
        found = f"{len(name)} 个字，或含数字、不以文字开头" if name else "空"
        return Fault(line.number, cells["name"].address, found, f"联系人姓名，不超过 {LONGEST_NAME} 个字，不含数字")
    if not phone:
        return Fault(
            line.number, cells["phone"].address, shape(cells["phone"].text),
            "手机号：1 开头的 11 位数字，可带空格、短横线和 +86",
        )
    return code, Contact(name, phone)


def _code(row: int, code: Cell, name: Cell, known: _Known) -> str | Fault:
    if code.text:
        found = unicodedata.normalize("NFKC", code.text).upper().replace(" ", "")
        if found not in known.names:
            return Fault(row, code.address, code.text[:30], "在册企业的统一社会信用代码")
        if name.text and _plain(name.text) not in known.names[found]:
            return Fault(row, name.address, name.text[:40], f"统一社会信用代码 {found} 对应的企业名称或曾用名")
        return found
    if not name.text:
        return Fault(row, code.address, "空", "统一社会信用代码或企业名称")
    codes = known.codes.get(_plain(name.text), set())
    if not codes:
        return Fault(row, name.address, name.text[:40], "在册企业的名称")
    if len(codes) > 1:
        return Fault(row, name.address, f"{name.text[:40]}，有 {len(codes)} 家同名企业", "改填统一社会信用代码")
    return next(iter(codes))


def mobile(written: str) -> str:
    """The 11 digits of a mobile number written in any usual way; '' for anything else."""
    plain = unicodedata.normalize("NFKC", written)
    plain = "".join(c for c in plain if unicodedata.category(c) not in ("Zs", "Cf", "Pd", "Cc") and c != "−")
    plain = re.sub(r"^(\+|00)?86(?=1\d{10}$)", "", plain)
    return plain if MOBILE.fullmatch(plain) and plain.isascii() else ""


def shape(written: str) -> str:
    """What a refused number looks like, without saying it: 138…（10 位数字）."""
    if not written:
        return "空"
    digits = sum(character.isdigit() for character in written)
    others = sum(not character.isdigit() for character in written)
    return f"{written[:3]}…（{digits} 位数字" + (f"，另有 {others} 个其他字符）" if others else "）")


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", visible(name)).split())


def _first(line: Line) -> Cell:
    return next(line.cells[name] for name in ("credit_code", "enterprise") if name in line.cells)
