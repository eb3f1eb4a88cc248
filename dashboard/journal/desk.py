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
    places,
    replay,
    rows_body,
)
from dashboard.journal.entry import Entry
from dashboard.journal.store import Decision, Journal


class Refused(Exception):
    """A step that may not be taken; the text says why and what to do."""


class Conflict(Refused):
    """Somebody else changed the list meanwhile; ``listing`` is what it is now."""

    def __init__(self, listing: Listing, seen: int) -> None:
        last = listing.last
        super().__init__(
            f"名单已被 {last.actor} 改为第 {last.number} 版（{last.what}{f'：{last.reason}' if last.reason else ''}），"
            f"你看到的是第 {seen} 版。你的修改没有写入，请在新版上重做"
        )
        self.listing = listing


@dataclass(frozen=True)
class Desk:
    """The decisions of one call and track. ``needs_two``: nobody who drafted or changed a list may review it."""

    journal: Journal
    book: str
    needs_two: bool = True

    def read(self) -> Book:
        """The lists as they are."""
        return replay(self.journal.entries(self.book))

    def draft(
        self, actor: str, key: str, *, list_id: str, basis: Basis, rows: Sequence[Row], reason: str = ""
    ) -> Listing:
        """A new draft of eligible applications, pinned to what it rests on."""
        body = {"list": list_id, "basis": asdict(basis), "rows": rows_body(rows), "reason": reason.strip()}

        def rule(book: Book, person: str) -> None:
            if list_id in book.lists:
                raise Refused(f"编号 {list_id} 的名单已经存在")
            _check_rows(rows, basis)
            _check_eligible(rows, {})
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
            "list": list_id, "change": change, "project_id": project_id, "reason": reason.strip(),
            "ineligible_reason": ineligible_reason.strip(), "rows": rows_body(rows),
            "basis": asdict(basis) if basis else None,
        }

        def rule(book: Book, person: str) -> None:
            if change not in CHANGES:
                raise Refused(f"没有「{change}」这种修改，只能是 {'、'.join(CHANGES)}")
            listing = _open(book, list_id, seen)
            if listing.state == SUBMITTED:
                raise Refused("名单已提交，修改前须先撤回提交并写明原因")
            _check_reason(reason)
            _check_rows(rows, basis or listing.basis)
            _check_recusal(book, person, (*listing.rows, *rows))
            _check_change(listing, change, rows, project_id)
            _check_eligible(rows, _reasons(listing, change, project_id, ineligible_reason))

        return self._do(actor, "revise", key, body, rule)

    def review(self, actor: str, key: str, *, list_id: str, seen: int) -> Listing:
        """Approve a draft for submission."""

        def rule(book: Book, person: str) -> None:
            listing = _open(book, list_id, seen)
            if listing.state != DRAFT:
                raise Refused(f"名单现在是「{listing.state}」，不在待复核状态")
            if not listing.rows:
                raise Refused("名单是空的，不能复核")
            if self.needs_two and person in listing.editors:
                raise Refused(f"{person} 拟定或修改过这份名单，须由另一人复核")
            _check_recusal(book, person, listing.rows)

        return self._do(actor, "review", key, {"list": list_id, "version": seen}, rule)

    def send_back(self, actor: str, key: str, *, list_id: str, seen: int, reason: str) -> Listing:
        """Return a list under review to its drafter."""

        def rule(book: Book, person: str) -> None:
            listing = _open(book, list_id, seen)
            if listing.state not in (DRAFT, REVIEWED):
                raise Refused(f"名单现在是「{listing.state}」，不能退回")
            _check_reason(reason)

        return self._do(actor, "return", key, {"list": list_id, "version": seen, "reason": reason.strip()}, rule)

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
                raise Refused(f"名单现在是「{listing.state}」，复核通过后才能提交")
            if stands_at is not None and listing.stands_at.seq != stands_at:
                mark = listing.stands_at
                raise Refused(f"{mark.actor} 又办理过这份名单（{listing.events[-1][1]}），请看过最新状态再提交")
            if (other := book.submitted) is not None:
                raise Refused(f"本批次、本赛道已提交名单 {other.id}，须先撤回")
            _check_rows(listing.rows, replace(listing.basis, limit=min(limit, listing.basis.limit)))
            _check_recusal(book, person, listing.rows)

        body = {"list": list_id, "version": seen, "sheets": dict(sheets), "limit": limit}
        return self._do(actor, "submit", key, body, rule)

    def retract(self, actor: str, key: str, *, list_id: str, seen: int, reason: str) -> Listing:
        """Take a submitted list back to draft."""

        def rule(book: Book, person: str) -> None:
            if _open(book, list_id, seen).state != SUBMITTED:
                raise Refused("只有已提交的名单可以撤回")
            _check_reason(reason)

        return self._do(actor, "retract", key, {"list": list_id, "version": seen, "reason": reason.strip()}, rule)

    def close(self, actor: str, key: str, *, list_id: str, seen: int, reason: str) -> Listing:
        """Give up a draft; it stays readable."""

        def rule(book: Book, person: str) -> None:
            if _open(book, list_id, seen).state == SUBMITTED:
                raise Refused("名单已提交，须先撤回提交")
            _check_reason(reason)

        return self._do(actor, "close", key, {"list": list_id, "version": seen, "reason": reason.strip()}, rule)

    def recuse(self, actor: str, key: str, *, credit_code: str, reason: str) -> Book:
        """Stand back from everything that touches an enterprise."""
        _check_reason(reason)
        body = {"credit_code": credit_code, "reason": reason.strip()}
        self.journal.append(Decision(_person(actor), "recuse", self.book, body, key), lambda _: None)
        return self.read()

    def _do(
        self, actor: str, action: str, key: str, body: dict[str, Any], rule: Callable[[Book, str], None]
    ) -> Listing:
        person = _person(actor)

        def checked(entries: list[Entry]) -> None:
            rule(replay(entries), person)

        self.journal.append(Decision(person, action, self.book, body, key), checked)
        return self.read().lists[body["list"]]


def _person(actor: str) -> str:
    if not actor.strip():
        raise Refused("请先填写经办人姓名")
    return actor.strip()


def _open(book: Book, list_id: str, seen: int) -> Listing:
    listing = book.lists.get(list_id)
    if listing is None:
        raise Refused(f"没有编号为 {list_id} 的名单")
    if listing.state == CLOSED:
        raise Refused(f"名单 {list_id} 已撤销")
    if listing.last.number != seen:
        raise Conflict(listing, seen)
    return listing


def _check_reason(reason: str) -> None:
    if len(reason.strip()) < 2:
        raise Refused("请写明原因")


def _check_rows(rows: Sequence[Row], basis: Basis) -> None:
    if (taken := places(rows)) > basis.limit:
        what = "个场景实例" if basis.counting_unit == "instance" else "项"
        raise Refused(f"名单有 {taken} {what}，名额只有 {basis.limit}，请先减少 {taken - basis.limit} {what}")
    for what, values in (("项目", [row.project_id for row in rows]), ("企业", [row.credit_code for row in rows])):
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise Refused(f"同一{what}在名单里出现两次：{'、'.join(twice)}")


def _check_eligible(rows: Sequence[Row], reasons: Mapping[str, str]) -> None:
    for row in rows:
        if not row.is_eligible and len(reasons.get(row.project_id, "")) < 2:
            raise Refused(f"{row.enterprise}（{row.project_id}）不符合或未核实申报条件：列入须另写明为何仍可推荐")


def _reasons(listing: Listing, change: str, project_id: str, ineligible_reason: str) -> dict[str, str]:
    """Why those who are not eligible may stand on the list: forced in before, or by this change."""
    stood = {row.project_id for row in listing.rows if not row.is_eligible}
    kept = {number: reason for number, reason in listing.forced_in.items() if number in stood}
    if change == "force_in":
        kept[project_id] = ineligible_reason.strip()
    return kept


def _check_recusal(book: Book, actor: str, rows: Sequence[Row]) -> None:
    for row in rows:
        if (actor, row.credit_code) in book.recusals:
            raise Refused(f"{actor} 对 {row.enterprise} 已申报回避，这份名单须由他人办理")


def _check_change(listing: Listing, change: str, rows: Sequence[Row], project_id: str) -> None:
    """The new rows are what the named change makes of the old ones, so that nothing else slips through."""
    old, new = [row.project_id for row in listing.rows], [row.project_id for row in rows]
    if change == "reorder" and (sorted(old) != sorted(new) or old == new):
        raise Refused("调整顺序只改先后，不增减项目")
    if change == "force_in" and project_id not in new:
        raise Refused(f"名单里没有要列入的 {project_id}")
    if change in ("force_out", "withdraw") and project_id in new:
        raise Refused(f"名单里还有要移出的 {project_id}")
