"""How a delivered sheet looks and which of its cells are numbers: what a reply repeats besides the texts.

Read from the XML of a screened workbook that has been loaded; formulas, links, pictures and macros are not looked at.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

from etl.sheet_xml import ADDRESS, ATTRIBUTE, CELL, sheet_parts

PADDING = 0.71  # a stored width counts the margins of a cell, a given one does not
COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*?)/?>")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
# Built-in number formats that show dates or per cent (ECMA-376 18.8.30); others have their code in the file.
BUILTIN = {9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "yyyy-mm-dd", 16: "mm-dd", 17: "yyyy-mm", 22: "yyyy-mm-dd hh:mm",
           27: "yyyy-mm-dd", 31: "yyyy-mm-dd", 57: "yyyy-mm"}
# A format code may hold any text in quotation marks; only plain ones go back.
PLAIN_FORMAT = re.compile(r"[0#.,%ymdhs/\-: ;@\[\]$\\\"年月日时分]{1,40}|General", re.IGNORECASE)


@dataclass
class SheetLayout:
    """``widths``: 0-based column → characters; ``merges``: (first row, column, last row, column), 0-based;
    ``numbers``: address → (value, number format)."""

    widths: dict[int, float] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    numbers: dict[str, tuple[float, str]] = field(default_factory=dict)


def layouts(payload: bytes) -> dict[str, SheetLayout]:
    """Sheet name → its layout, of a workbook."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        formats = _formats(archive)
        return {name: _layout(archive.read(part), formats) for name, part in sheet_parts(archive).items()}


def _layout(part: bytes, formats: list[str]) -> SheetLayout:
    found = SheetLayout()
    for match in COLUMN.finditer(part):
        attributes = dict(ATTRIBUTE.findall(match.group(1)))
        try:
            first, last, width = int(attributes[b"min"]), int(attributes[b"max"]), float(attributes[b"width"])
        except (KeyError, ValueError):
            continue
        for column in range(first - 1, min(last, 500)):
            found.widths[column] = min(max(width - PADDING, 0.5), 120)
    for match in MERGED.finditer(part):
        first_letters, first_row, last_letters, last_row = (piece.decode() for piece in match.groups())
        found.merges.append((int(first_row) - 1, _column(first_letters), int(last_row) - 1, _column(last_letters)))
    for match in CELL.finditer(part):
        attributes = dict(ATTRIBUTE.findall(match.group(1)))
        address = attributes.get(b"r", b"").decode("ascii", "replace")
        value = VALUE.search(match.group(2) or b"")
        if value is None or attributes.get(b"t", b"n") != b"n" or not ADDRESS.fullmatch(address):
            continue
        try:
            number = float(value.group(1))
            style = int(attributes.get(b"s", b"0"))
        except ValueError:
            continue
        found.numbers[address] = (number, formats[style] if style < len(formats) else "General")
    return found


def _formats(archive: zipfile.ZipFile) -> list[str]:
    """Style index → number format."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    root = ElementTree.fromstring(archive.read("xl/styles.xml"))
    codes: dict[int, str] = dict(BUILTIN)
    found: list[str] = []
    for node in root.iter():
        if node.tag.endswith("}numFmt") or node.tag == "numFmt":
            code = node.get("formatCode", "")
            plain = code if PLAIN_FORMAT.fullmatch(code) else "0%" if "%" in code else "General"
            codes[_number(node.get("numFmtId"))] = plain
    for group in root:
        if group.tag.rsplit("}", 1)[-1] == "cellXfs":
            found = [codes.get(_number(style.get("numFmtId")), "General") for style in group]
    return found


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
