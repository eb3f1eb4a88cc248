"""The map of a reply workbook: which of its sheets is which sheet of which delivered file.

A reply (etl/reply.py) holds the sheets of all files a sender has to correct. When it comes back, this map says what
each sheet replaces; the list of what to correct and the map itself are no data.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from etl.errors import FileRefused
from etl.sheet_text import SheetText

LIST_SHEET = "须更正清单"
MAP_SHEET = "回执对照"
MARK = "智造回执对照表（请勿改动、删除或改名：交回入库时据此认出每张表的原文件）"
HEADINGS = ("工作表", "原文件", "原工作表", "原表序号", "日期起算", "原文件指纹")
NUMBER = "回执编号"
EXCERPT = "摘录"
SERVICE_SHEETS = (LIST_SHEET, MAP_SHEET)
FROM_1904, FROM_1900 = "1904", "1900"
SHA256 = re.compile(r"[0-9a-f]{64}")
NAMES_BYTES = 2_000_000


@dataclass(frozen=True)
class MapLine:
    """One sheet of a reply: its name there, and the file, sheet and place it was taken from."""

    reply_sheet: str
    file: str
    sheet: str
    sheet_order: int
    is_1904: bool
    base_sha256: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as it is written, in the order of HEADINGS."""
        system = FROM_1904 if self.is_1904 else FROM_1900
        return (self.reply_sheet, self.file, self.sheet, str(self.sheet_order), system, self.base_sha256)


@dataclass(frozen=True)
class ReplyMap:
    """The number of a reply and its lines."""

    number: str
    lines: tuple[MapLine, ...]

    def files(self) -> dict[str, tuple[MapLine, ...]]:
        """Delivered file → its lines, in the order of the map."""
        found: dict[str, list[MapLine]] = {}
        for line in self.lines:
            found.setdefault(line.file, []).append(line)
        return {file: tuple(lines) for file, lines in found.items()}


def may_be_reply(path: Path) -> bool:
    """Whether a workbook names a sheet 回执对照: a look at its list of sheets, before anything is parsed."""
    try:
        with path.open("rb") as stored:
            if stored.read(4) != b"PK\x03\x04":
                return False
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo("xl/workbook.xml").file_size > NAMES_BYTES:
                return False
            names = archive.read("xl/workbook.xml")
    except Exception:  # whatever a damaged file trips over: the screen says it in its own words
        return False
    escaped = "".join(f"&#{ord(letter)};" for letter in MAP_SHEET)
    return MAP_SHEET.encode() in names or escaped.encode() in names


def reply_map(sheets: Iterable[SheetText]) -> ReplyMap | None:
    """The map of a parsed workbook; None where it is no reply of ours.

    Raises FileRefused where the map was changed so that a sheet can't be told any more.
    """
    found = next((sheet for sheet in sheets if sheet.name == MAP_SHEET), None)
    if found is None:
        return None
    rows = [[text or "" for text in row[1:]] for row in found.frame.iter_rows()]
    if not rows or not rows[0] or rows[0][0] != MARK:
        return None
    start = next((i for i, row in enumerate(rows) if tuple(row[: len(HEADINGS)]) == HEADINGS), None)
    number = next((row[1] for row in rows if row[0] == NUMBER and len(row) > 1), "")
    if number.startswith(EXCERPT):
        raise FileRefused(
            "reply_excerpt", "这是更正清单的摘录，只有一个单位的行，不能代替原文件",
            "请把要更正的内容告诉报送原文件的单位，由它在自己的回执或原文件上更正",
        )
    if start is None or not number:
        raise _changed()
    lines = tuple(_line(row) for row in rows[start + 1 :] if any(row))
    names = [line.reply_sheet for line in lines]
    bases = {(line.file, line.base_sha256) for line in lines}
    if len(set(names)) != len(names) or len(bases) != len({line.file for line in lines}):
        raise _changed()
    return ReplyMap(number, lines)


def _line(row: Sequence[str]) -> MapLine:
    reply_sheet, file, sheet, order, system, base = row[: len(HEADINGS)]
    if not reply_sheet or not file or not order.isdecimal() or len(order) > 4 or not SHA256.fullmatch(base):
        raise _changed()
    return MapLine(reply_sheet, file, sheet, int(order), system == FROM_1904, base)


def _changed() -> FileRefused:
    return FileRefused(
        "reply_changed", f"这是更正回执，但其中「{MAP_SHEET}」表被改动，认不出各表的原文件",
        "请在未改动该表的回执上重新更正后提交，或在原文件上更正后以原文件名提交",
    )


def returned_sheets(sheets: Sequence[SheetText], lines: Sequence[MapLine]) -> list[tuple[int, SheetText]]:
    """The sheets of one file out of a returned reply, each with its place in that file and under its own name.

    Raises FileRefused where one of them is missing: its rows would be lost without a word.
    """
    by_name = {sheet.name: sheet for sheet in sheets}
    lacking = [line.reply_sheet for line in lines if line.reply_sheet not in by_name]
    if lacking:
        raise FileRefused(
            "reply_lacks_sheet", f"回执里缺少工作表「{'」「'.join(lacking)}」，可能被删除或改了名",
            "请恢复这些工作表（名称不变）后重新提交；不需要更正的表也要留在回执里",
        )
    return [
        (line.sheet_order, replace(by_name[line.reply_sheet], name=line.sheet, is_1904=line.is_1904))
        for line in lines
    ]
