"""What the XML of a workbook says that the value reader hides: where a sheet starts, and its odd cells."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

from etl.screen import column_number

CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
ATTRIBUTE = re.compile(rb'\b([a-z]+)="([^"]*)"')
ADDRESS = re.compile(r"([A-Z]+)(\d+)")
LONG_NUMBER = re.compile(rb"<(?:\w+:)?v>-?(?:\d{16,}|[\d.]+[eE]\+?(?:1[5-9]|[2-9]\d|\d{3}))</")
HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\bhidden="(?:1|true)"')
BUILTIN_PERCENT = {"9", "10"}


@dataclass
class Scan:
    """``first_row``/``first_column`` .. ``last_*``: the box of cells with content (0 when there is none)."""

    first_row: int = 0
    first_column: int = 0
    last_row: int = 0
    last_column: int = 0
    flags: dict[str, str] = field(default_factory=dict)
    n_hidden_rows: int = 0
    is_addressed: bool = True


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → part name inside the workbook. The screen has already refused documents with a DTD."""
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    parts = {}
    for node in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if _local(node.tag) != "sheet":
            continue
        link = next((value for key, value in node.attrib.items() if _local(key) == "id"), "")
        target = targets.get(link, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in archive.namelist():
            parts[node.get("name", "")] = part
    return parts


def is_1904(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook counts its date serials from 1904, as Excel on a Mac used to."""
    found = next(
        (node for node in ElementTree.fromstring(archive.read("xl/workbook.xml")) if _local(node.tag) == "workbookPr"),
        None,
    )
    return found is not None and found.get("date1904", "0") in {"1", "true"}


def percent_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """Style indexes whose number format shows per cent: 0.3 in such a cell reads 30 % on the sender's screen."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    root = ElementTree.fromstring(archive.read("xl/styles.xml"))
    percent = set(BUILTIN_PERCENT)
    styles: set[bytes] = set()
    for node in root.iter():
        if _local(node.tag) == "numFmt" and "%" in node.get("formatCode", ""):
            percent.add(node.get("numFmtId", ""))
    for node in root:
        if _local(node.tag) == "cellXfs":
            styles = {str(i).encode() for i, xf in enumerate(node) if xf.get("numFmtId") in percent}
    return frozenset(styles)


def scan(part: bytes, percent: frozenset[bytes]) -> Scan:
    """One pass over a sheet's XML.

    flags: address → ``error`` (#DIV/0! and the like), ``uncached`` (a formula whose result was not saved),
    ``precision`` (a number of 16 digits or more: the last ones are already lost in the file), ``percent``.
    """
    found = Scan(n_hidden_rows=len(HIDDEN_ROW.findall(part)))
    rows: set[int] = set()
    columns: set[str] = set()
    for match in CELL.finditer(part):
        body = match.group(2)
        if not body:
            continue
        attributes = dict(ATTRIBUTE.findall(match.group(1)))
        address = ADDRESS.fullmatch(attributes.get(b"r", b"").decode("ascii", "replace"))
        if address is None:
            found.is_addressed = False
            return found
        columns.add(address.group(1))
        rows.add(int(address.group(2)))
        kind = attributes.get(b"t", b"n")
        if kind == b"e":
            found.flags[address.group()] = "error"
        elif b"<f" in body and not _has_value(body, kind):
            found.flags[address.group()] = "uncached"
        elif kind == b"n" and LONG_NUMBER.search(body):
            found.flags[address.group()] = "precision"
        elif kind == b"n" and attributes.get(b"s", b"") in percent:
            found.flags[address.group()] = "percent"
    if rows:
        numbers = [column_number(letters) for letters in columns]
        found.first_row, found.last_row = min(rows), max(rows)
        found.first_column, found.last_column = min(numbers), max(numbers)
    return found


def _has_value(body: bytes, kind: bytes) -> bool:
    """Whether a formula cell carries its cached result; an empty string result is a value, an empty number is not."""
    if b"<v>" in body or b":v>" in body:
        return kind == b"str" or re.search(rb"v>[^<]", body) is not None
    return False
