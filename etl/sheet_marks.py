"""What a workbook holds beside the cells that are read: merged cells, hidden columns, comments, pictures, links.

None of it is loaded; each is named once per sheet, so that nobody believes it was.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

from etl.screen import column_letters, column_number

Box = tuple[int, int, int, int]  # first row, first column, last row, last column

MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')
COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
COMMENT = re.compile(rb'<(?:\w+:)?(?:comment|threadedComment)\s[^>]*?ref="([A-Z]+\d+)"[^>]*>')
AUTHOR = re.compile(rb"<(?:\w+:)?author(?:\s*/>|>([^<]*)<)")
AUTHOR_ID = re.compile(rb'authorId="(\d+)"')
OURS = "智造"  # wrote the notes of our own blank forms and replies: they say nothing to us
PICTURE = re.compile(rb"<(?:\w+:)?pic[\s>]")
ANCHOR = re.compile(
    rb"<(?:\w+:)?from>\s*<(?:\w+:)?col>(\d+)</.*?<(?:\w+:)?row>(\d+)</(?:\w+:)?row>(.*?)</(?:\w+:)?\w*Anchor>",
    re.DOTALL,
)
FILTERED = re.compile(rb"<(?:\w+:)?filterColumn[\s>]")


@dataclass(frozen=True)
class Mark:
    """One thing beside the data: rule of data/reference/rules.toml, the first cell it touches, how many in words."""

    rule: str
    letter: str | None
    row: int | None
    raw: str


def merged_ranges(part: bytes) -> list[str]:
    """The merged ranges of a sheet's XML, such as A5:A9."""
    return [ref.decode() for ref in MERGED.findall(part)] if b"mergeCell " in part else []


def hidden_columns(part: bytes) -> list[str]:
    """The letters of the hidden columns of a sheet's XML; what lies beyond column 500 holds nothing."""
    letters: list[str] = []
    for attributes in COLUMN.findall(part[: part.find(b"sheetData")]):
        found = dict(re.findall(rb'(\w+)="([^"]*)"', attributes))
        if found.get(b"hidden") in {b"1", b"true"}:
            first, last = int(found.get(b"min", b"1")), int(found.get(b"max", b"1"))
            letters += [column_letters(number) for number in range(first, min(last, 500) + 1)]
    return letters


def is_filtered(part: bytes) -> bool:
    """Whether a filter hides some of the sheet's rows."""
    return FILTERED.search(part) is not None


def marks(archive: zipfile.ZipFile, part: str) -> list[Mark]:
    """Comments, pictures and embedded objects of the sheet that lies in ``part``."""
    found: list[Mark] = []
    places: list[tuple[str, int | None]] = []
    n_pictures = 0
    linked = _linked(archive, part)
    comments = [ref for name in linked if "omment" in name for ref in _comments(archive.read(name))]
    if comments:
        found.append(_at("cell_comments", comments[0], f"{len(set(comments))} 处，首处 {comments[0]}"))
    for name in linked:
        if "drawing" in name and name.endswith(".xml"):
            drawing = archive.read(name)
            n_pictures += len(PICTURE.findall(drawing))
            places += [(column_letters(int(column) + 1), int(row) + 1)
                       for column, row, body in ANCHOR.findall(drawing) if PICTURE.search(body)]
    if n_pictures:
        letter, row = places[0] if places else (None, None)
        where = f"，首张在 {letter}{row}" if places else ""
        found.append(Mark("pictures", letter, row, f"{n_pictures} 张{where}"))
    n_objects = sum("embeddings/" in name or "oleObject" in name for name in linked)
    if n_objects:
        found.append(Mark("embedded_objects", None, None, str(n_objects)))
    return found


def _comments(part: bytes) -> list[str]:
    """The cells that somebody commented on."""
    ours = {number for number, name in enumerate(AUTHOR.findall(part)) if name.decode() == OURS}
    found = []
    for comment in COMMENT.finditer(part):
        author = AUTHOR_ID.search(comment[0])
        if author is None or int(author[1]) not in ours:
            found.append(comment[1].decode())
    return found


def workbook_marks(archive: zipfile.ZipFile) -> list[Mark]:
    """Links to other files."""
    n_links = sum(re.fullmatch(r"xl/externalLinks/[^/]+\.xml", name) is not None for name in archive.namelist())
    return [Mark("external_links", None, None, str(n_links))] if n_links else []


def box(reference: str) -> Box:
    """A5:B9 as (5, 1, 9, 2)."""
    found = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", reference)
    assert found is not None, reference
    return int(found[2]), column_number(found[1]), int(found[4]), column_number(found[3])


def _at(rule: str, address: str, raw: str) -> Mark:
    letters = address.rstrip("0123456789")
    return Mark(rule, letters, int(address[len(letters) :]), raw)


def _linked(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The parts that a sheet names in its relations and that are there."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return []
    names = set(archive.namelist())
    targets = [link.get("Target", "") for link in ElementTree.fromstring(archive.read(relations))]
    paths = [
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        for target in targets
    ]
    return [path for path in paths if path in names]
