"""The lists of one call and track as they follow from the journal: versions, states, who did what. Pure replay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from dashboard.journal.entry import Entry
from dashboard.language import say

DRAFT, REVIEWED, SUBMITTED, CLOSED = "草稿", "已复核", "已提交", "已撤销"


@dataclass(frozen=True)
class Row:
    """One place on a list, with all that the official sheet prints: a list can be made again without its build.

    ``points`` are hundredths of the score; ``n_places`` what the row takes of the quota in its counting unit;
    ``instances`` are written 环节—场景—实例名.
    """

    project_id: str
    credit_code: str
    enterprise: str
    factory: str = ""
    instances: tuple[str, ...] = ()
    points: int = 0
    n_places: int = 1
    is_eligible: bool = True


@dataclass(frozen=True)
class Basis:
    """What a version rests on. ``limit`` is the quota in its ``counting_unit``; ``packs`` are cited as people do.

    ``rules`` are the sentences of the selection rules, ``seal`` the sha256 of its certificate.
    """

    build: str
    content_hash: str
    as_of: str
    limit: int
    counting_unit: str = "applicant"
    district: str = ""
    recommending_unit: str = ""
    packs: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    seal: str = ""


@dataclass(frozen=True)
class Mark:
    """The entry a list stands at: its number and hash in the journal, when and by whom it was written."""

    seq: int
    hash: str
    at: str
    actor: str


@dataclass(frozen=True)
class Version:
    """A list as it stood after one entry. ``what`` says in words what was done, ``reason`` why."""

    number: int
    mark: Mark
    what: str
    reason: str
    rows: tuple[Row, ...]
    basis: Basis

    @property
    def actor(self) -> str:
        """Who made it."""
        return self.mark.actor

    @property
    def at(self) -> str:
        """When, UTC in ISO 8601."""
        return self.mark.at


@dataclass(frozen=True)
class Listing:
    """A recommendation list.

    ``stands_at`` is the entry that gave it its content and state, submission apart: what a sheet of it is stamped with,
    so that the sheet's hash can be part of the submission. ``events`` are (entry, what, reason) of everything done.
    ``exceptions`` say why those who are not eligible were put in nonetheless.
    """

    id: str
    state: str
    drafter: str
    versions: tuple[Version, ...]
    editors: frozenset[str]
    stands_at: Mark
    events: tuple[tuple[Mark, str, str], ...] = ()
    forced_in: Mapping[str, str] = field(default_factory=dict)
    forced_out: Mapping[str, str] = field(default_factory=dict)
    review: Mark | None = None
    submission: Mark | None = None
    sheets: Mapping[str, str] = field(default_factory=dict)
    exceptions: Mapping[str, str] = field(default_factory=dict)

    @property
    def last(self) -> Version:
        """The version in force."""
        return self.versions[-1]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The places in order."""
        return self.last.rows

    @property
    def basis(self) -> Basis:
        """What the version in force rests on."""
        return self.last.basis

    @property
    def n_places(self) -> int:
        """What the list takes of the quota, in its counting unit."""
        return places(self.rows)


@dataclass(frozen=True)
class Book:
    """All lists of one call and track, and who stands back from which enterprise (person, credit code) → reason."""

    lists: Mapping[str, Listing] = field(default_factory=dict)
    recusals: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def submitted(self) -> Listing | None:
        """The one list that is with the city; None while nothing is."""
        return next((found for found in self.lists.values() if found.state == SUBMITTED), None)

    @property
    def current(self) -> Listing | None:
        """The list that counts: the submitted one, else the one that was worked on last; None without any."""
        open_ = [found for found in self.lists.values() if found.state != CLOSED]
        return self.submitted or max(open_, key=lambda found: found.events[-1][0].seq, default=None)


def places(rows: Iterable[Row]) -> int:
    """What rows take of the quota."""
    return sum(row.n_places for row in rows)


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
        mark, version = _mark(entry), _version(1, entry, say("拟定名单"), body["basis"])
        made = Listing(
            id=body["list"], state=DRAFT, drafter=entry.actor, versions=(version,), editors=frozenset({entry.actor}),
            stands_at=mark, events=((mark, version.what, version.reason),),
            forced_in=dict(body.get("forced_in", {})), forced_out=dict(body.get("forced_out", {})),
        )
        return _with(book, made)
    listing = book.lists.get(body.get("list", ""))
    return book if listing is None else _with(book, _listing_after(listing, entry))


CHANGES = {
    "reorder": "调整顺序", "force_in": "列入", "force_out": "排除", "release": "取消干预", "withdraw": "撤回申报",
    "reselect": "重新选择",
}
STEPS = {"review": "复核通过", "return": "退回修改", "submit": "提交", "retract": "撤回提交", "close": "撤销名单"}


def _listing_after(listing: Listing, entry: Entry) -> Listing:
    body, mark = entry.body, _mark(entry)
    if entry.action not in STEPS and entry.action != "revise":
        return listing
    what = STEPS.get(entry.action) or _change_words(listing, body)
    listing = replace(listing, events=(*listing.events, (mark, what, body.get("reason", ""))))
    if entry.action == "submit":
        return replace(listing, state=SUBMITTED, submission=mark, sheets=dict(body["sheets"]))
    if entry.action == "close":
        return replace(listing, state=CLOSED)
    listing = replace(listing, stands_at=mark, review=None, submission=None, sheets={})
    if entry.action == "review":
        return replace(listing, state=REVIEWED, review=mark)
    if entry.action == "revise":
        basis = body.get("basis") or asdict(listing.basis)
        versions = (*listing.versions, _version(listing.last.number + 1, entry, what, basis))
        forced_in, forced_out = _forces_after(listing, body)
        exceptions = dict(listing.exceptions)
        if body["change"] == "force_in":
            exceptions[body["project_id"]] = body.get("ineligible_reason", "")
        return replace(
            listing, versions=versions, state=DRAFT, editors=listing.editors | {entry.actor}, forced_in=forced_in,
            forced_out=forced_out, exceptions={one: why for one, why in exceptions.items() if why and one in forced_in},
        )
    return replace(listing, state=DRAFT)


def _forces_after(listing: Listing, body: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    forced_in, forced_out = dict(listing.forced_in), dict(listing.forced_out)
    project, change = body.get("project_id", ""), body["change"]
    if change in ("force_in", "force_out", "release", "withdraw"):
        forced_in.pop(project, None)
        forced_out.pop(project, None)
    if change == "force_in":
        forced_in[project] = body["reason"]
    if change in ("force_out", "withdraw"):
        forced_out[project] = body["reason"]
    return forced_in, forced_out


def _change_words(listing: Listing, body: Mapping[str, Any]) -> str:
    number = body["project_id"]
    names = {row["project_id"]: row["enterprise"] for row in body["rows"]}
    names |= {row.project_id: row.enterprise for version in listing.versions for row in version.rows}
    return CHANGES[body["change"]] + (f" {names.get(number, number)}" if number else "")


def _mark(entry: Entry) -> Mark:
    return Mark(entry.seq, entry.hash, entry.at, entry.actor)


def _version(number: int, entry: Entry, what: str, basis: Mapping[str, Any]) -> Version:
    rows = tuple(Row(**{**row, "instances": tuple(row["instances"])}) for row in entry.body["rows"])
    rests_on = Basis(**{**basis, "packs": tuple(basis["packs"]), "rules": tuple(basis["rules"])})
    return Version(number, _mark(entry), what, entry.body.get("reason", ""), rows, rests_on)


def _with(book: Book, listing: Listing) -> Book:
    return replace(book, lists={**book.lists, listing.id: listing})


def difference(old: Version, new: Version) -> list[str]:
    """What changed from one version to another, in words, in the order of the new list, then what left."""
    was = {row.project_id: place for place, row in enumerate(old.rows, 1)}
    words = []
    for place, row in enumerate(new.rows, 1):
        name = say("{enterprise}（{project_id}）", enterprise=row.enterprise, project_id=row.project_id)
        if row.project_id not in was:
            words.append(say("{name} 增列第 {place} 位", name=name, place=place))
        elif was[row.project_id] != place:
            words.append(say(
                "{name} 由第 {words} 位改为第 {place} 位",
                name=name, words=was[row.project_id], place=place,
            ))
    left = {row.project_id for row in new.rows}
    return words + [
        say(
            "{enterprise}（{project_id}）移出，原第 {place} 位",
            enterprise=row.enterprise, project_id=row.project_id, place=place,
        )
        for place, row in enumerate(old.rows, 1)
        if row.project_id not in left
    ]


def rows_body(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows as the journal keeps them."""
    return [asdict(row) for row in rows]
