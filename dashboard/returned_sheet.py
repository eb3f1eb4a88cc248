"""A 推荐汇总表 that comes back by mail, against the list it was exported from: journal replayed, sheet made again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.exports.file_guard import Unreadable, parts_of
from dashboard.exports.official_form import official_document, official_workbook
from dashboard.exports.official_sheet import CONTACTS_WRITTEN
from dashboard.exports.reading import Reading, shortened
from dashboard.exports.reading_docx import document_reading
from dashboard.exports.reading_xlsx import workbook_reading
from dashboard.exports.sheet_difference import Change, difference
from dashboard.journal.book import CLOSED
from dashboard.journal.store import Journal
from dashboard.list_sheet import list_sheet
from dashboard.returned_contacts import judged_contacts
from dashboard.sheet_record import Stand, stand_of

UNCHANGED, ALTERED, UNREADABLE = "与导出时一致", "有改动", "无法核对"


@dataclass(frozen=True)
class Verdict:
    """What the check found. ``about`` says against what it was checked, ``filled`` which contacts were written in."""

    result: str
    about: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    filled: tuple[str, ...] = ()

    @property
    def is_unchanged(self) -> bool:
        """Whether the file says what was exported, contacts written in by hand apart."""
        return self.result == UNCHANGED

    @property
    def sentences(self) -> list[str]:
        """Everything in words, the result first."""
        n = f"（{len(self.changes)} 处）" if self.changes else ""
        return [f"{self.result}{n}", *self.about, *(change.sentence for change in self.changes), *self.filled]


def checked(file_name: str, data: bytes, journal: Journal, list_id: str = "") -> Verdict:
    """Every alteration of a sheet since it was exported. Never raises for what a file holds.

    ``list_id`` is what to compare with where the stamp doesn't say. Contacts written in by hand are no alteration; they
    come back masked, like every phone number in the verdict.
    """
    name = shortened(Path(file_name).name, 80)
    try:
        returned, suffix = _reading(data)
    except Unreadable as error:
        return Verdict(UNREADABLE, (f"{name}：{error}",))
    stand, found_how = stand_of(returned, journal, list_id)
    if stand is None:
        return Verdict(UNREADABLE, (f"{name}：{found_how}",))
    about = [f"{name}：{found_how}", *_since(stand)]
    reveals = [entry for entry in stand.entries if entry.action == "reveal" and entry.body["list"] == stand.then.id]
    call, _, track = stand.book.partition("/")
    is_with_contacts = any(cell.text == CONTACTS_WRITTEN for line in returned.stamp for cell in line)
    sheet = list_sheet(stand.then, call, track, {} if is_with_contacts else None)
    exported, _ = _reading(official_document(sheet) if suffix == ".docx" else official_workbook(sheet))
    found = difference(exported, returned)
    altered, filled = judged_contacts(found, stand, journal, is_with_contacts)
    if is_with_contacts and not reveals:
        altered.append(Change("制表说明", "表上说联系人由本系统写入，但决策记录里没有这份名单的联系人导出"))
    changes = (*found.changes, *altered)
    return Verdict(ALTERED if changes else UNCHANGED, tuple(about), changes, tuple(filled))


def _reading(data: bytes) -> tuple[Reading, str]:
    suffix, parts = parts_of(data)
    return (document_reading(parts) if suffix == ".docx" else workbook_reading(data, parts)), suffix


def _since(stand: Stand) -> Iterator[str]:
    """What became of the list after the sheet was exported."""
    then, now = stand.then, stand.now
    if now.last.number != then.last.number:
        yield f"名单现在已是第 {now.last.number} 版（{now.last.what}），这份表是旧版"
    elif now.stands_at.seq != then.stands_at.seq:
        yield f"这份表导出后名单状态变过，现在是「{now.state}」"
    if now.state == CLOSED:
        yield "名单已撤销"
