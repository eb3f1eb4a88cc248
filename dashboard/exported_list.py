"""Which decided list a command exports; contacts leave the store only with an entry in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from dashboard.decisions import has_journal, journal
from dashboard.journal.book import CLOSED, Listing, replay
from dashboard.journal.contacts import contacts_of, note_reveal
from dashboard.journal.store import Journal
from dashboard.list_sheet import list_sheets


class NoList(LookupError):
    """There is no such list; the message says which there are."""


def decided_list(
    home: Path | None, call: str, track: str, list_id: str = "", at: int | None = None
) -> tuple[Journal, Listing] | None:
    """The named list, else the one that counts; None where nothing has been decided yet.

    ``at`` shows it as it stood after that entry of the journal. Raises NoList for a name or an entry that isn't there.
    """
    if not has_journal(home):
        if list_id or at is not None:
            raise NoList("这个数据目录里还没有决策记录")
        return None
    store = journal(home)
    entries = store.entries(f"{call}/{track}")
    if at is not None and all(entry.seq != at for entry in entries):
        raise NoList(f"{call} {track} 的决策记录里没有第 {at} 条")
    book = replay(entry for entry in entries if at is None or entry.seq <= at)
    found = book.lists.get(list_id) if list_id else book.current
    if found is None:
        if not list_id and at is None and not book.lists:
            return None
        listed = "、".join(book.lists) or "没有名单"
        raise NoList(f"没有可导出的名单{f' {list_id}' if list_id else ''}；{call} {track} 已有：{listed}")
    if found.state == CLOSED:
        raise NoList(f"名单 {found.id} 已撤销，不再导出")
    if not found.rows:
        raise NoList(f"名单 {found.id} 是空的，没有可导出的项目")
    return store, found


def list_words(listing: Listing) -> str:
    """「名单 national-2023-scene-1 第 4 版（已复核，25 项）」."""
    return f"名单 {listing.id} 第 {listing.last.number} 版（{listing.state}，{len(listing.rows)} 项）"


def submission_words(listing: Listing, suffix: str, payload: bytes) -> str:
    """Whether a file is byte for byte the one that was submitted; empty for a list that isn't with the city."""
    if listing.submission is None or suffix not in listing.sheets:
        return ""
    is_same = listing.sheets[suffix] == sha256(payload).hexdigest()
    return "与提交时登记的文件逐字节相同" if is_same else "注意：与提交时登记的文件校验值不同，请先查明原因"


@dataclass(frozen=True)
class Revealed:
    """A file with contacts: its bytes, the journal entry that says so, and who has no contact."""

    payload: bytes
    seq: int
    without: Sequence[str]


def revealed(
    store: Journal, listing: Listing, call: str, track: str, suffix: str, *, purpose: str, actor: str
) -> Revealed:
    """The sheet with contacts; that they leave is in the journal before anybody gets the bytes.

    Raises NoList where nobody on the list has a contact.
    """
    contacts = contacts_of(store, [row.credit_code for row in listing.rows])
    if not contacts:
        raise NoList("名单上没有一家登记了联系人，未写出；请先登记，或不带 --with-contacts 导出")
    payload = list_sheets(listing, call, track, contacts)[suffix]
    entry = note_reveal(
        store, actor, f"reveal-{uuid4()}", book=f"{call}/{track}", list_id=listing.id, version=listing.last.number,
        purpose=purpose, credit_codes=sorted(contacts),
    )
    without = [row.enterprise for row in listing.rows if row.credit_code not in contacts]
    return Revealed(payload, entry.seq, without)
