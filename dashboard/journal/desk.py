"""What people may do with a list, each step checked inside the journal's transaction: no race gets past it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from dashboard.journal.book import (
    CHANGES,
    CLOSED,
    DRAFT,
    REVIEWED,
    SUBMITTED,
    Basis,
    Book,
    Listing,
    Row,
    rows_body,
)
from dashboard.journal.changes import (
    Quota,
    check_basis,
    check_change,
    check_eligible,
    check_rows,
    reasons_for_ineligible,
)
from dashboard.journal.errors import Refused as Refused
from dashboard.journal.replays import book_now
from dashboard.journal.store import Decision, Entries, Journal
from dashboard.journal.typed import check_reason, identity, person, visible
from dashboard.language import say


class Conflict(Refused):
    """Somebody else changed the list meanwhile; ``listing`` is what it is now."""

    def __init__(self, listing: Listing, seen: int) -> None:
        last = listing.last
        super().__init__(
            say(
                "名单已被 {actor} 改为第 {number} 版（{what}{words}），你看到的是第 {seen} 版。你的修改没有写入，请"
                "在新版上重做",
                actor=last.actor, number=last.number, what=last.what,
                words=say("：{reason}", reason=last.reason) if last.reason else '', seen=seen,
            )
        )
        self.listing = listing


@dataclass(frozen=True)
class Desk:
    """The decisions of one call and track.

    ``needs_two``: nobody who drafted or changed a list may review it. ``quota`` is what the document gives now: no
    draft may claim more, and nothing above it is submitted, whatever the caller says.
    """

    journal: Journal
    book: str
    needs_two: bool = True
    quota: Quota | None = None

    def read(self) -> Book:
        """The lists as they are."""
        with self.journal.reading(self.book) as entries:
            return book_now(self.journal, self.book, entries)

    def draft(
        self, actor: str, key: str, *, list_id: str, basis: Basis, rows: Sequence[Row], reason: str = ""
    ) -> Listing:
        """A new draft of eligible applications, pinned to what it rests on."""
        body = {"list": list_id, "basis": asdict(basis), "rows": rows_body(rows), "reason": visible(reason)}

        def rule(book: Book, person: str) -> None:
            if not list_id or list_id != visible(list_id):
                raise Refused(say("名单编号「{list_id}」是空的，或含有看不见的字符", list_id=visible(list_id)))
            if list_id in book.lists:
                raise Refused(say("编号 {list_id} 的名单已经存在", list_id=list_id))
            check_basis(basis, self.quota)
            check_rows(rows, basis)
            check_eligible(rows, {})
            _check_recusal(book, person, rows)

        return self._do(actor, "draft", key, body, rule)

    def revise(
        self, actor: str, key: str, *, list_id: str, seen: int, change: str, rows: Sequence[Row], reason: str,
        project_id: str = "", ineligible_reason: str = "", basis: Basis | None = None,
    ) -> Listing:
        """A new version; back to draft. ``seen`` is the version the person looked at, ``change`` one of CHANGES.

        ``basis`` where the version rests on something new (a newer build). Whoever is not eligible enters only by
        ``force_in`` with a reason of its own.
        """
        body = {
            "list": list_id, "change": change, "project_id": project_id, "reason": visible(reason),
            "ineligible_reason": visible(ineligible_reason), "rows": rows_body(rows),
            "basis": asdict(basis) if basis else None,
        }

        def rule(book: Book, person: str) -> None:
            if change not in CHANGES:
                raise Refused(say(
                    "没有「{change}」这种修改，只能是 {changes}",
                    change=change, changes=say('、').join(CHANGES),
                ))
            listing = _open(book, list_id, seen)
            if listing.state == SUBMITTED:
                raise Refused(say("名单已提交，修改前须先撤回提交并写明原因"))
            check_reason(reason)
            if basis is not None:
                check_basis(basis, self.quota)
            check_rows(rows, basis or listing.basis)
            _check_recusal(book, person, (*listing.rows, *rows, *_ever(book, project_id)))
            check_change(listing, change, rows, project_id, basis)
            check_eligible(rows, reasons_for_ineligible(listing, change, project_id, ineligible_reason))

        return self._do(actor, "revise", key, body, rule)

    def review(self, actor: str, key: str, *, list_id: str, seen: int) -> Listing:
        """Approve a draft for submission."""

        def rule(book: Book, person: str) -> None:
            listing = _open(book, list_id, seen)
            if listing.state != DRAFT:
                raise Refused(say("名单现在是「{state}」，不在待复核状态", state=listing.state))
            if not listing.rows:
                raise Refused(say("名单是空的，不能复核"))
            if self.needs_two and identity(person) in {identity(editor) for editor in listing.editors}:
                raise Refused(say("{person} 拟定或修改过这份名单，须由另一人复核", person=person))
            _check_recusal(book, person, listing.rows)

        return self._do(actor, "review", key, {"list": list_id, "version": seen}, rule)

    def send_back(self, actor: str, key: str, *, list_id: str, seen: int, reason: str) -> Listing:
        """Return a list under review to its drafter."""

        def rule(book: Book, person: str) -> None:
            listing = _open(book, list_id, seen)
            if listing.state not in (DRAFT, REVIEWED):
                raise Refused(say("名单现在是「{state}」，不能退回", state=listing.state))
            check_reason(reason)
            _check_recusal(book, person, listing.rows)

        return self._do(actor, "return", key, {"list": list_id, "version": seen, "reason": visible(reason)}, rule)

    def submit(
        self, actor: str, key: str, *, list_id: str, seen: int, sheets: Mapping[str, str], limit: int,
        stands_at: int | None = None,
    ) -> Listing:
        """Hand the reviewed list to the city. ``limit`` is the quota now; the smaller of the two counts.

        ``sheets`` are suffix → sha256 of the sheets of this list, so that they can be made again byte for byte;
        ``stands_at`` is the entry they are stamped with: a list reviewed anew meanwhile has other sheets.
        """

        def rule(book: Book, person: str) -> None:
            listing = _open(book, list_id, seen)
            if listing.state != REVIEWED:
                raise Refused(say("名单现在是「{state}」，复核通过后才能提交", state=listing.state))
            if stands_at is not None and listing.stands_at.seq != stands_at:
                mark = listing.stands_at
                raise Refused(say(
                    "{actor} 又办理过这份名单（{words}），请看过最新状态再提交",
                    actor=mark.actor, words=listing.events[-1][1],
                ))
            if (other := book.submitted) is not None:
                raise Refused(say("本批次、本赛道已提交名单 {id}，须先撤回", id=other.id))
            limits = [limit, listing.basis.limit, *([self.quota.limit] if self.quota else [])]
            basis = replace(listing.basis, limit=min(limits))
            check_basis(basis, self.quota)  # the unit may have changed since the list was drawn up
            check_rows(listing.rows, basis)
            _check_recusal(book, person, listing.rows)

        body = {"list": list_id, "version": seen, "sheets": dict(sheets), "limit": limit}
        return self._do(actor, "submit", key, body, rule)

    def retract(self, actor: str, key: str, *, list_id: str, seen: int, reason: str) -> Listing:
        """Take a submitted list back to draft."""

        def rule(book: Book, person: str) -> None:
            listing = _open(book, list_id, seen)
            if listing.state != SUBMITTED:
                raise Refused(say("只有已提交的名单可以撤回"))
            check_reason(reason)
            _check_recusal(book, person, listing.rows)

        return self._do(actor, "retract", key, {"list": list_id, "version": seen, "reason": visible(reason)}, rule)

    def close(self, actor: str, key: str, *, list_id: str, seen: int, reason: str) -> Listing:
        """Give up a draft; it stays readable."""

        def rule(book: Book, person: str) -> None:
            listing = _open(book, list_id, seen)
            if listing.state == SUBMITTED:
                raise Refused(say("名单已提交，须先撤回提交"))
            check_reason(reason)
            _check_recusal(book, person, listing.rows)

        return self._do(actor, "close", key, {"list": list_id, "version": seen, "reason": visible(reason)}, rule)

    def recuse(self, actor: str, key: str, *, credit_code: str, reason: str) -> Book:
        """Stand back from everything that touches an enterprise."""
        check_reason(reason)
        if not visible(credit_code):
            raise Refused(say("没有写明回避哪家企业"))
        body = {"credit_code": visible(credit_code), "reason": visible(reason)}
        self.journal.append(Decision(person(actor), "recuse", self.book, body, key), lambda _: None)
        return self.read()

    def _do(
        self, actor: str, action: str, key: str, body: dict[str, Any], rule: Callable[[Book, str], None]
    ) -> Listing:
        name = person(actor)

        def checked(entries: Entries) -> None:
            rule(book_now(self.journal, self.book, entries), name)

        self.journal.append(Decision(name, action, self.book, body, key), checked)
        return self.read().lists[body["list"]]


def _open(book: Book, list_id: str, seen: int) -> Listing:
    listing = book.lists.get(list_id)
    if listing is None:
        raise Refused(say("没有编号为 {list_id} 的名单", list_id=list_id))
    if listing.state == CLOSED:
        raise Refused(say("名单 {list_id} 已撤销", list_id=list_id))
    if listing.last.number != seen:
        raise Conflict(listing, seen)
    return listing


def _ever(book: Book, project_id: str) -> list[Row]:
    """The rows of a project on any list of the book, for one that stands on none now."""
    versions = (version for listing in book.lists.values() for version in listing.versions)
    return [row for version in versions for row in version.rows if project_id and row.project_id == project_id]


def _check_recusal(book: Book, actor: str, rows: Sequence[Row]) -> None:
    recused = {(identity(name), code) for name, code in book.recusals}
    for row in rows:
        if (identity(actor), row.credit_code) in recused:
            raise Refused(say(
                "{actor} 对 {enterprise} 已申报回避，这份名单须由他人办理",
                actor=actor, enterprise=row.enterprise,
            ))
