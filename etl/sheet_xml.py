"""What the XML of a workbook says that the value reader hides: where a sheet starts, and its odd cells."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

from etl.screen import column_number

CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
ATTRIBUTE = re.compile(rb'\b([a-z]+)="([^"]*)"')
ADDRESS = re.compile(r"([A-Z]+)(\d+)")
LONG_NUMBER = re.compile(rb"<(?:\w+:)?v>-?(?:\d{16,}|[\d.]+[eE]\+?(?:1[5-9]|[2-9]\d|\d{3}))</")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\bhidden="(?:1|true)"')
BUILTIN_PERCENT = {"9", "10"}


@dataclass
class Scan:
    """``first_row``/``first_column`` .. ``last_*``: the box of cells with content (0 when there is none).

    ``padded``: address → digits shown, for numbers that a format like 000000 shows with leading zeros.
    """

    first_row: int = 0
    first_column: int = 0
    last_row: int = 0
    last_column: int = 0
    flags: dict[str, str] = field(default_factory=dict)
    n_hidden_rows: int = 0
    is_addressed: bool = True
    formulas: list[str] = field(default_factory=list)
    padded: dict[str, int] = field(default_factory=dict)


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


@dataclass(frozen=True)
class Styles:
    """Style indexes by what their number format shows: 0.3 as 30 %; 7 as 007 (with the number of digits)."""

    percent: frozenset[bytes] = frozenset()
    zeros: dict[bytes, int] = field(default_factory=dict)


def styles(archive: zipfile.ZipFile) -> Styles:
    """The styles of a workbook that change what a number looks like on the sender's screen."""
    if "xl/styles.xml" not in archive.namelist():
        return Styles()
    root = ElementTree.fromstring(archive.read("xl/styles.xml"))
    percent, zeros = set(BUILTIN_PERCENT), {}
    for node in root.iter():
        if _local(node.tag) == "numFmt":
            code, number = node.get("formatCode", ""), node.get("numFmtId", "")
            if "%" in code:
                percent.add(number)
            elif re.fullmatch("0{2,18}", code):
                zeros[number] = len(code)
    formats = [xf.get("numFmtId") for node in root if _local(node.tag) == "cellXfs" for xf in node]
    return Styles(
        frozenset(str(i).encode() for i, number in enumerate(formats) if number in percent),
        {str(i).encode(): zeros[number] for i, number in enumerate(formats) if number in zeros},
    )


def _plain(shown: Styles) -> re.Pattern[bytes]:
    """What nearly all cells look like: text, or a number of 15 digits at most, in no style of ``shown``."""
    styles = b"|".join(sorted([*shown.percent, *shown.zeros])) or b"-"
    return re.compile(
        rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: s="(?!(?:%b)")\d+")?(?: t="(?:s|n|inlineStr)")?>'
        rb"(?:<v>-?\d{1,15}(?:\.\d{1,20})?</v>|<is><t(?: [^<>]*)?>[^<]*</t></is>)</c>" % styles
    )


def scan(part: bytes, shown: Styles) -> Scan:
    """One pass over a sheet's XML; plain cells only widen the box, and all together: one by one they took 5 of 6 s.

    flags: address → ``error`` (#DIV/0! and the like), ``uncached`` (a formula whose result was not saved),
    ``precision`` (a number of 16 digits or more: the last ones are already lost in the file), ``percent``.
    """
    found = Scan(n_hidden_rows=len(HIDDEN_ROW.findall(part)))
    plain = _plain(shown)
    cells = plain.findall(part)
    rows = {int(digits) for digits in {digits for _, digits in cells}}
    columns = {letters.decode() for letters in {letters for letters, _ in cells}}
    for match in CELL.finditer(plain.sub(b"", part)):
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
        at, kind, style = address.group(), attributes.get(b"t", b"n"), attributes.get(b"s", b"")
        is_formula = FORMULA.search(body) is not None
        if kind == b"e":
            found.flags[at] = "error"
        elif is_formula and not _has_value(body, kind):
            found.flags[at] = "uncached"
        elif kind == b"n" and LONG_NUMBER.search(body):
            found.flags[at] = "precision"
        elif kind == b"n" and style in shown.percent:
            found.flags[at] = "percent"
        elif kind == b"n" and style in shown.zeros:
            found.padded[at] = shown.zeros[style]
        if is_formula:
            found.formulas.append(at)
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
