"""The sheets in LibreOffice: printed whole, and after it has saved them still the sheets that were exported."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dashboard.exports.stamp import stamp_lines
from dashboard.journal.book import Listing
from dashboard.journal.contacts import Contact
from dashboard.journal.store import Journal
from dashboard.list_sheet import DRAFT_MARK, list_sheet, list_sheets
from dashboard.returned_sheet import ALTERED, UNCHANGED, checked
from tests.dashboard import decided, returned
from tests.dashboard.office import page_sizes, page_texts, saved_by_libreoffice

LONG = "很长的名字" * 60
HEADS = {"scene": "申报企业名称", "factory": "揭榜单位名称"}


@dataclass(frozen=True)
class Case:
    """One list, its two files, and the journal behind it."""

    name: str
    track: str
    listing: Listing
    journal: Journal
    contacts: dict[str, Contact] | None
    files: dict[str, Path]


def case(folder: Path, home: Path, name: str) -> Case:
    """The named case: a real choice, one row, or rows of extreme length."""
    track = "factory" if "factory" in name else "scene"
    desk = decided.desk(folder / name, track)
    if name.startswith("chosen"):
        desk, listing = decided.chosen(home, folder / name, track)
    elif name.startswith("long"):
        rows = decided.rows(4)
        rows[0] = replace(rows[0], enterprise=f"甲{LONG}"[:300], factory=f"乙{LONG}"[:300])
        rows[1] = replace(rows[1], instances=tuple(f"生产作业—人机协同制造—第{i}个{LONG[:40]}" for i in range(30)))
        listing = decided.worked(desk, rows)
    else:
        listing = decided.drafted(desk, decided.rows(1))
    contacts = None
    if "contacts" in name:
        contacts = {row.credit_code: Contact("虚构复姓", f"138{i:08d}") for i, row in enumerate(listing.rows)}
    files = {}
    for suffix, data in list_sheets(listing, decided.CALL, track, contacts).items():
        files[suffix] = folder / f"{name}-{suffix[1:]}{suffix}"
        files[suffix].write_bytes(data)
    return Case(name, track, listing, desk.journal, contacts, files)


@pytest.fixture(scope="module")
def cases(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    folder = tmp_path_factory.mktemp("sheets")
    names = ("chosen-scene-contacts", "chosen-factory", "long-scene", "long-factory", "one-scene")
    return [case(folder, sample_home, name) for name in names]


@pytest.fixture(scope="module")
def printed(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """File → PDF, all made by one LibreOffice."""
    files = [path for each in cases for path in each.files.values()]
    return dict(zip(files, saved_by_libreoffice(files, "pdf", tmp_path_factory.mktemp("pdf")), strict=True))


def flat(text: str) -> str:
    """Text without white space and hyphens: pdftotext takes a hyphen at the end of a line for a broken word."""
    return "".join(text.replace("-", "").split())


def test_every_page_is_a4_has_the_heads_and_nothing_is_lost(cases: list[Case], printed: dict[Path, Path]) -> None:
    for each in cases:
        sheet = list_sheet(each.listing, decided.CALL, each.track, each.contacts)
        for path in each.files.values():
            pages = page_texts(printed[path])
            sizes = page_sizes(printed[path])
            assert sizes <= {(297, 210), (210, 297)}, path
            assert (297, 210) in sizes, path
            at = next(i for i, page in enumerate(pages) if "制表说明" in page)
            form = pages[:at]
            assert all(HEADS[each.track] in page for page in form), path
            assert all((DRAFT_MARK in page) == (each.listing.review is None) for page in form), path
            rows = [
                cell for left, listed, right in map(sheet.cells, sheet.rows) for cell in (*left, *listed, *right)
            ]
            assert not lost("".join(rows) + "".join(HEADS[each.track] for _ in form), form), path
            assert not lost("".join(label + text for label, text in stamp_lines(sheet.stamp)), pages[at:]), path


def lost(words: str, pages: list[str]) -> Counter[str]:
    """The characters that pages print fewer times than they must; PDF readers mix the lines of neighbouring columns."""
    return Counter(flat(words)) - Counter("".join(pages))


def test_a_missing_line_would_be_noticed() -> None:
    assert lost("甲乙\n乙", ["甲", "乙"]) == Counter("乙")


def test_after_libreoffice_has_saved_it_a_sheet_is_unchanged_and_still_guarded(
    cases: list[Case], tmp_path: Path
) -> None:
    for suffix, by_way_of in ((".xlsx", "xlsx"), (".docx", "docx"), (".docx", "odt")):
        files = [each.files[suffix] for each in cases if each.contacts is None]
        saved = saved_by_libreoffice(files, by_way_of, tmp_path / by_way_of)
        if by_way_of == "odt":
            saved = saved_by_libreoffice(saved, "docx", tmp_path / "again")
        for each, path in zip([each for each in cases if each.contacts is None], saved, strict=True):
            verdict = checked(path.name, path.read_bytes(), each.journal)
            assert verdict.result == UNCHANGED, (path, verdict.sentences)
            for what, data, words in returned.altered_cells(suffix, path.read_bytes(), step=29):
                found = checked(path.name, data, each.journal)
                assert found.result == ALTERED, what
                assert all(word in "\n".join(found.sentences) for word in words), (what, found.sentences)
