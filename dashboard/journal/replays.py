"""The book of a call and track, replayed once and then only continued.

Desk.read is called several times a rerun. Replaying 20,000 entries each time takes seconds; what was replayed is kept
with the number and hash of its last entry and continued from there. As long as that entry has that hash, everything
before it is what was replayed (the hash covers the chain); otherwise the replay starts anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from dashboard.journal.book import Book, after
from dashboard.journal.store import Entries, Journal


@dataclass(frozen=True)
class _Kept:
    seq: int = 0
    hash: str = ""
    book: Book = field(default_factory=Book)


_kept: WeakKeyDictionary[Journal, dict[str, _Kept]] = WeakKeyDictionary()


def book_now(journal: Journal, name: str, entries: Entries) -> Book:
    """The book as the entries of this moment make it; to be called inside ``journal.reading`` or a rule."""
    books = _kept.setdefault(journal, {})
    kept = books.get(name, _Kept())
    if kept.seq and not entries.has(kept.seq, kept.hash):
        kept = _Kept()
    book, last = kept.book, (kept.seq, kept.hash)
    for entry in entries.after(kept.seq):
        book, last = after(book, entry), (entry.seq, entry.hash)
    books[name] = _Kept(*last, book)
    return book
