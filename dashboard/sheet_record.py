"""Which list, at which entry of the journal, a returned sheet was exported from.

Its stamp says so; where that is damaged, the list with most of its enterprises takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.exports.reading import Reading
from dashboard.journal.book import Listing, replay
from dashboard.journal.entry import Entry
from dashboard.journal.store import Journal
from dashboard.list_sheet import DRAFT_MARK, RECORD, list_sheet
from dashboard.official import RANKING_MARK, has_official_form

_RECORD = re.compile(r"第\s*(\d+)\s*条.*?([0-9a-f]{64})")


@dataclass(frozen=True)
class Stand:
    """A list as it stood at one entry, and as it is now; ``entries`` are those of its call and track."""

    then: Listing
    now: Listing
    book: str
    entries: Sequence[Entry] = field(repr=False)


def stand_of(returned: Reading, journal: Journal, list_id: str) -> tuple[Stand | None, str]:
    """The list to compare with, and in words how it was found or why there is none."""
    entries = journal.entries()
    said = next((line[1].text for line in returned.stamp if len(line) > 1 and line[0].text == RECORD), "")
    said = said or next((cell.text for line in returned.stamp for cell in line if _RECORD.search(cell.text)), "")
    if match := _RECORD.search(said):
        by_hash = [entry for entry in entries if entry.hash == match[2]]
        by_number = [entry for entry in entries if entry.seq == int(match[1])]
        for entry in (*by_hash, *by_number):
            if (stand := _at(entry, entries)) is not None:
                return stand, f"按制表说明对照{_words(stand)}"
    marks = [text for text in returned.page.values() if text] + [cell.text for line in returned.stamp for cell in line]
    if RANKING_MARK in marks and not list_id:
        return None, f"这是「{RANKING_MARK}」的排序表，不是审定的名单，没有决策记录可对照"
    why = "制表说明里没有完好的决策记录"
    if list_id:
        stand = _most_similar(returned, [entry for entry in entries if entry.body.get("list") == list_id], entries)
        found = f"{why}，改用指定的名单中最接近的一版"
        missing = f"决策记录里没有名单 {list_id}"
    else:
        stand = _most_similar(returned, entries, entries)
        found, missing = f"{why}，改用企业最接近的名单", f"{why}，也没有一份名单与它相近；请用 --list 写明名单编号"
    if stand is None:
        return None, missing
    return stand, f"{found}：{_words(stand)}"


def _words(stand: Stand) -> str:
    then = stand.then
    return f"名单 {then.id} 第 {then.last.number} 版（决策记录第 {then.stands_at.seq} 条）"


def _at(entry: Entry, entries: Sequence[Entry]) -> Stand | None:
    """The list of an entry as it stood right after it; None where the entry gave no list its content or state."""
    own = [each for each in entries if each.book == entry.book]
    then = replay(each for each in own if each.seq <= entry.seq).lists.get(str(entry.body.get("list", "")))
    if then is None or then.stands_at.seq != entry.seq or not then.rows:
        return None
    return Stand(then, replay(own).lists[then.id], entry.book, own)


def _most_similar(returned: Reading, among: Sequence[Entry], entries: Sequence[Entry]) -> Stand | None:
    """The stand with most of the file's enterprises, the latest of equals; None where none is on it."""
    texts = {cell.text for line in returned.form for cell in line}
    scored = []
    for entry in among:
        rows = entry.body.get("rows")
        if rows and has_official_form(entry.book.partition("/")[2]):
            names = [" ".join(row["enterprise"].split()) for row in rows]
            hits = sum(name in texts for name in names)
            scored.append((2 * hits - len(names), hits, entry.seq, entry))
    best = max((one for one in scored if one[1]), key=lambda one: one[:3], default=None)
    if best is None:
        return None
    entry = best[3]
    # a review or a return of the same version gives the same rows another state: the stamp's words decide
    states = [each for each in entries if each.book == entry.book and each.body.get("list") == entry.body["list"]]
    stamp = {cell.text for line in returned.stamp for cell in line} | set(returned.page.values())
    later = [e for e in states if e.seq >= entry.seq and (e is entry or "rows" not in e.body)]
    until = next((e.seq for e in states if e.seq > entry.seq and "rows" in e.body), entry.seq + 10**12)
    stands = [stand for e in later if e.seq < until and (stand := _at(e, entries)) is not None]
    return max(stands, key=lambda stand: _agreement(stand, stamp), default=None)


def _agreement(stand: Stand, stamp: set[str]) -> int:
    call, _, track = stand.book.partition("/")
    sheet = list_sheet(stand.then, call, track)
    said = sum(text in stamp for _, text in sheet.stamp.decision)
    return said + (sheet.mark in stamp if sheet.mark else DRAFT_MARK not in stamp)
