"""The lists of one call and track as they follow from the journal: versions, states, who did what. Pure replay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from dashboard.journal.entry import Entry

DRAFT, REVIEWED, SUBMITTED, CLOSED = "草稿", "已复核", "已提交", "已撤销"


@dataclass(frozen=True)
class Row:
    """One place on a list."""

    project_id: str
    credit_code: str
    enterprise: str


@dataclass(frozen=True)
class Version:
    """A list as it stood after one entry. ``what`` says in words what was done, ``reason`` why."""

    number: int
    seq: int
    at: str
    actor: str
    what: str
    reason: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Listing:
    """A recommendation list. ``limit`` is the quota in applicants on the build it is pinned to."""

    id: str
    build: str
    content_hash: str
    as_of: str
    limit: int
    state: str
    drafter: str
    versions: tuple[Version, ...]
    editors: frozenset[str]
    forced_in: dict[str, str] = field(default_factory=dict)
    forced_out: dict[str, str] = field(default_factory=dict)
    reviewer: str = ""
    submitter: str = ""
    sheet_sha256: str = ""

    @property
    def last(self) -> Version:
        """The version in force."""
        return self.versions[-1]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The places in order."""
        return self.last.rows


@dataclass(frozen=True)
class Book:
    """All lists of one call and track, and who stands back from which enterprise (person, credit code) → reason."""

    lists: dict[str, Listing] = field(default_factory=dict)
    recusals: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def submitted(self) -> Listing | None:
        """The one list that is with the city; None while nothing is."""
        return next((found for found in self.lists.values() if found.state == SUBMITTED), None)


def replay(entries: Iterable[Entry]) -> Book:
    """The book that the entries of one call and track make."""
    book = Book()
    for entry in entries:
        book = after(book, entry)
    return book


def after(book: Book, entry: Entry) -> Book:
    """The book after one more entry; entries about files and contacts change no list."""
    body = entry.body
    if entry.action == "recuse":
        return replace(book, recusals={**book.recusals, (entry.actor, body["credit_code"]): body["reason"]})
    if entry.action == "draft":
        made = Listing(
            id=body["list"], build=body["build"], content_hash=body["content_hash"], as_of=body["as_of"],
            limit=body["limit"], state=DRAFT, drafter=entry.actor, versions=(_version(1, entry, "拟定名单"),),
            editors=frozenset({entry.actor}), forced_in=dict(body.get("forced_in", {})),
            forced_out=dict(body.get("forced_out", {})),
        )
        return _with(book, made)
    listing = book.lists.get(body.get("list", ""))
    return book if listing is None else _with(book, _listing_after(listing, entry))


def _listing_after(listing: Listing, entry: Entry) -> Listing:
    body = entry.body
    if entry.action == "revise":
        versions = (*listing.versions, _version(listing.last.number + 1, entry, body["what"]))
        forced_in, forced_out = dict(listing.forced_in), dict(listing.forced_out)
        project = body.get("project_id", "")
        if body["change"] in ("force_in", "force_out", "release"):
            forced_in.pop(project, None)
            forced_out.pop(project, None)
        if body["change"] == "force_in":
            forced_in[project] = body["reason"]
        if body["change"] in ("force_out", "withdraw"):
            forced_in.pop(project, None)
            forced_out[project] = body["reason"]
        return replace(
            listing, versions=versions, state=DRAFT, reviewer="", editors=listing.editors | {entry.actor},
            forced_in=forced_in, forced_out=forced_out,
        )
    if entry.action == "review":
        return replace(listing, state=REVIEWED, reviewer=entry.actor)
    if entry.action == "return":
        return replace(listing, state=DRAFT, reviewer="")
    if entry.action == "submit":
        return replace(listing, state=SUBMITTED, submitter=entry.actor, sheet_sha256=body["sheet_sha256"])
    if entry.action == "retract":
        return replace(listing, state=DRAFT, reviewer="", submitter="", sheet_sha256="")
    if entry.action == "close":
        return replace(listing, state=CLOSED)
    return listing


def _version(number: int, entry: Entry, what: str) -> Version:
    rows = tuple(Row(**row) for row in entry.body["rows"])
    return Version(number, entry.seq, entry.at, entry.actor, what, entry.body.get("reason", ""), rows)


def _with(book: Book, listing: Listing) -> Book:
    return replace(book, lists={**book.lists, listing.id: listing})


def difference(old: Version, new: Version) -> list[str]:
    """What changed from one version to another, in words, in the order of the new list, then what left."""
    was = {row.project_id: place for place, row in enumerate(old.rows, 1)}
    words = []
    for place, row in enumerate(new.rows, 1):
        name = f"{row.enterprise}（{row.project_id}）"
        if row.project_id not in was:
            words.append(f"{name} 增列第 {place} 位")
        elif was[row.project_id] != place:
            words.append(f"{name} 由第 {was[row.project_id]} 位改为第 {place} 位")
    left = {row.project_id for row in new.rows}
    return words + [
        f"{row.enterprise}（{row.project_id}）移出，原第 {place} 位"
        for place, row in enumerate(old.rows, 1)
        if row.project_id not in left
    ]


def rows_body(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows as the journal keeps them."""
    return [asdict(row) for row in rows]
