"""Files harmed at random at four levels: bytes, entries of the zip, XML, cells. The same number is the same file."""

from __future__ import annotations

import csv
import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.etl.books import book
from tests.etl.forms.filling import filled_form

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
ODD_BYTES = [
    b'"', b"<", b"\n", b",", b"\x00", b"&", b"1048576", b"XFD", b"9999999999999999999999", b"\xff", b"\r",
    b"\xef\xbb\xbf",
]
ODD_VALUES = [
    b"", b"-1", b"0", b"1048577", b"99999999999999999999", b"XFD1048576", b"A1:XFD1048576", b"NaN", b"&#0;", b"&x;",
    b"\xe4\xb8\xad" * 400, b"../../x", b"true", b"s", b"e", b"inlineStr", b"1e999", b"A0", b"a1", b"AAAA1",
]
ODD_CELLS: list[Any] = [
    None, "", " ", "无", "/", "合计", "小计：", "填表人：甲", "约100", "100-200", "百分之三十", "1,234.5", "１２３４",
    "30%", 0.3, -1, 0.5, 1e300, -0.0, 9.1e17, 45413, 2024.5, "2024.5", "2024年2月30日", "二〇二四年五月", "24/5/1",
    True, False, "#N/A", "#DIV/0!", "=1+1", "\u200b", "\u202e甲", "a\tb", "行\n行", "'", '"', "，", "；；",
    "{heading}", "%s", "😀𠮷", "长" * 9_000, "9" * 40, "NaN", "Infinity", "1e999", "-", "—", "企业名称", "年度",
    "项目编号", "统一社会信用代码", "91310118XX00000196", '=DISPIMG("ID",1)', "13800000123", "<script>", "\x07",
    "null", "虚构甲公司（已注销）",
]


@dataclass(frozen=True)
class Harmed:
    """One file: its name, its bytes, the level it was harmed at, and its last used row where that is known."""

    name: str
    payload: bytes
    level: str
    last_row: int | None = None


@cache
def sources() -> tuple[tuple[str, bytes], ...]:
    """Sound files: the small ones of the sample, and both application forms."""
    small = sorted(p for p in SAMPLE.iterdir() if p.suffix in {".csv", ".xlsx"} and p.stat().st_size < 30_000)
    forms = [(f"{kind}-{seed}.docx", filled_form(kind, seed)) for kind in ("form_3_1", "form_3_2") for seed in (0, 1)]
    return (*((path.name, path.read_bytes()) for path in small), *forms)


@cache
def grids() -> tuple[list[list[str]], ...]:
    """The text tables of the sample as lines of cells, forty lines each."""
    texts = [payload for name, payload in sources() if name.endswith(".csv")]
    found = []
    for payload in texts:
        try:
            text = payload.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = payload.decode("gb18030")
        mark = max(",\t;", key=text[:2_000].count)
        found.append(list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))[:40])
    return tuple(found)


def harmed(seed: int, number: int) -> Harmed:
    """The number-th file of a seed."""
    moves = random.Random(f"{seed}:{number}")
    level = moves.choice(["byte", "entry", "xml", "xml", "cell", "cell"])
    if level == "cell":
        return cell_level(number, moves)
    name, payload = moves.choice(sources())
    if not payload.startswith(b"PK"):
        level = "byte"
    change: Callable[[bytes, random.Random], bytes] = {
        "byte": byte_level, "entry": entry_level, "xml": xml_level}[level]
    return Harmed(f"{number:06d}-{level}-{name}", change(payload, moves), level)


def byte_level(payload: bytes, moves: random.Random) -> bytes:
    """One to five changes: another byte, a piece cut, doubled or put in; rarely the end cut off."""
    content = bytearray(payload)
    if moves.random() < 0.05:
        del content[moves.randrange(len(content)) :]
    for _ in range(moves.randrange(1, 6)):
        at, kind = moves.randrange(len(content) + 1), moves.randrange(4)
        if kind == 0 and at < len(content):
            content[at] = moves.randrange(256)
        elif kind == 1:
            del content[at : at + moves.randrange(1, 40)]
        elif kind == 2:
            content[at:at] = content[at : at + moves.randrange(1, 60)]
        else:
            content[at:at] = moves.choice(ODD_BYTES)
    return bytes(content)


def parts(payload: bytes) -> dict[str, bytes]:
    """Part → bytes."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(entries: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts, repeated names and all."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", method) as archive:
        warnings.simplefilter("ignore", UserWarning)  # a name twice is what some of these are about
        for name, data in entries:
            archive.writestr(name, data)
    return target.getvalue()


def entry_level(payload: bytes, moves: random.Random) -> bytes:
    """A part left out, doubled, renamed, emptied, exchanged with another, cut, or one put in; or its head harmed."""
    entries = list(parts(payload).items())
    at, other = moves.randrange(len(entries)), moves.randrange(len(entries))
    name, data = entries[at]
    kind = moves.randrange(9)
    if kind == 0:
        del entries[at]
    elif kind == 1:
        entries.insert(other, (name, moves.choice([data, b"", b"<x/>"])))
    elif kind == 2:
        entries[at] = (moves.choice([name.upper(), name + "x", "xl/" + name, "../" + name, name[1:] or "x"]), data)
    elif kind == 3:
        entries[at] = (name, b"")
    elif kind == 4:
        entries[at], entries[other] = (name, entries[other][1]), (entries[other][0], data)
    elif kind == 5:
        entries[at] = (name, data[: moves.randrange(len(data) + 1)])
    elif kind == 6:
        entries.insert(other, (moves.choice(["xl/vbaProject.bin", "mimetype", "word/document.xml", "xl/media/a.png",
                                             "xl/externalLinks/externalLink1.xml", "x.xml"]), b"<x/>"))
    else:
        made = bytearray(zipped(entries, zipfile.ZIP_STORED))
        heads = [found.start() for found in re.finditer(rb"PK[\x01\x03\x05][\x02\x04\x06]", made)]
        for _ in range(moves.randrange(1, 4)):
            made[(moves.choice(heads) + moves.randrange(4, 40)) % len(made)] = moves.randrange(256)
        return bytes(made)
    return zipped(entries)


def xml_level(payload: bytes, moves: random.Random) -> bytes:
    """One part, still in a sound zip, with elements and attributes harmed."""
    entries = parts(payload)
    telling = [n for n in entries if re.search(r"sheet\d|hared|workbook\.xml|styles|document|\.rels|Content", n)]
    chosen = moves.choice(telling)
    data = entries[chosen]
    for _ in range(moves.randrange(1, 5)):
        data = xml_change(data, moves)
    return zipped(list((entries | {chosen: data}).items()))


def xml_change(data: bytes, moves: random.Random) -> bytes:
    """One change to a part's XML."""
    tags = [(found.start(), found.end()) for found in re.finditer(rb"<[^<>]+>", data)]
    values = [(found.start(1), found.end(1)) for found in re.finditer(rb'="([^"]*)"', data)]
    texts = [(found.start(1), found.end(1)) for found in re.finditer(rb">([^<>]+)<", data)]
    if not tags:
        return byte_level(data or b"x", moves)
    first, last = moves.choice(tags)
    kind = moves.randrange(9)
    if kind == 0:
        return data[:first] + data[last:]
    if kind == 1:
        return data[:last] + data[first:last] * moves.choice([1, 2, 500]) + data[last:]
    if kind in {2, 3} and values:
        first, last = moves.choice(values)
        return data[:first] + moves.choice(ODD_VALUES) + data[last:]
    if kind == 4 and texts:
        first, last = moves.choice(texts)
        return data[:first] + moves.choice([*ODD_VALUES, b"<![CDATA[<c r=\"A1\">]]>", b"<!-- x -->"]) + data[last:]
    if kind == 5:
        from_first, from_last = moves.choice(tags)
        return data[:first] + data[from_first:from_last] + data[last:]
    if kind == 6:
        depth = moves.choice([3, 50, 3_000])
        return data[:last] + b"<x>" * depth + b"</x>" * depth + data[last:]
    if kind == 7:
        return data.replace(b'"', b"'") if moves.random() < 0.5 else re.sub(rb"<(/?)c([ >])", rb"<\1x:c\2", data)
    return byte_level(data, moves)


def cell_level(number: int, moves: random.Random) -> Harmed:
    """A sound table with odd cells, lines and columns, written anew as a workbook or a text table."""
    lines: list[list[Any]] = [list(line) for line in moves.choice(grids())]
    for _ in range(moves.randrange(1, 12)):
        line = moves.choice(lines)
        if line:
            line[moves.randrange(len(line))] = moves.choice(ODD_CELLS)
    for _ in range(moves.randrange(3)):
        at = moves.randrange(len(lines) + 1)
        lines.insert(at, moves.choice([[], ["合计", 1], list(moves.choice(lines)), ["填表人：甲"], [None, None, "x"],
                                       list(moves.choice(moves.choice(grids())))]))
    if moves.random() < 0.2:
        at = moves.randrange(6)
        for line in lines:
            line.insert(min(at, len(line)), moves.choice(ODD_CELLS))
    if moves.random() < 0.3:
        text = io.StringIO(newline="")
        mark = moves.choice([",", ",", "\t", ";", "，"])
        writer = csv.writer(text, delimiter=mark, lineterminator=moves.choice(["\n", "\r\n"]))
        writer.writerows([["" if cell is None else str(cell) for cell in line] for line in lines])
        encoding = moves.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
        return Harmed(f"{number:06d}-cell.csv", text.getvalue().encode(encoding), "cell")

    def fill(made: Any) -> None:
        page = made.add_worksheet("表")
        shapes = [made.add_format({"num_format": shown}) for shown in ("0%", "0000", "yyyy-mm-dd", "General")]
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                shape = moves.choice(shapes) if moves.random() < 0.05 else None
                if moves.random() < 0.01 and cell is not None and str(cell).strip():
                    page.write_formula(row, column, "=1+1", shape, moves.choice([2, "", "x", "#N/A"]))
                elif isinstance(cell, float) and abs(cell) > 1e17:
                    page.write_string(row, column, str(cell), shape)
                elif cell is not None and cell != "":
                    page.write(row, column, cell, shape)
        if moves.random() < 0.1:
            page.set_row(moves.randrange(len(lines)), None, None, {"hidden": True})

    return Harmed(f"{number:06d}-cell.xlsx", book(fill, strings_to_formulas=False, strings_to_urls=False,
                                                  nan_inf_to_errors=True), "cell", last_used(lines))


def last_used(lines: list[list[Any]]) -> int:
    """The number of the last line with something that can be seen."""
    return max((
        number for number, line in enumerate(lines, 1)
        if any(cell is not None and str(cell).strip(" \u200b\u202e\x07\n\t") for cell in line)
    ), default=0)
