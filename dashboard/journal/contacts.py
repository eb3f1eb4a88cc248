"""Contacts of applicants: personal data, beside the journal and not in it, never in the warehouse.

They can be changed and forgotten, as personal data must be; the journal keeps that it was done, by whom and why, never
a name or a number. 附件4 of 沪经信制〔2023〕643号 asks for 联系人 and 联系方式（手机号）.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select

from dashboard.journal.entry import Entry
from dashboard.journal.store import Decision, Journal
from dashboard.journal.tables import CONTACT
from dashboard.journal.typed import check_reason, person, visible
from dashboard.language import say

BOOK = "contacts"
AT_ONCE = 500  # databases take so many values in one question, and not many more


@dataclass(frozen=True)
class Contact:
    """Who answers for an applicant. ``repr`` shows the masked form, so that no log holds a number."""

    name: str
    phone: str

    @property
    def masked(self) -> Contact:
        """What may be shown on a page: 王＊, 138****5678."""
        phone = f"{self.phone[:3]}****{self.phone[-4:]}" if len(self.phone) >= 11 else "****"
        return Contact(say("{words}＊", words=self.name[:1]) if self.name else "", phone if self.phone else "")

    def __repr__(self) -> str:
        masked = self.masked
        return f"Contact({masked.name} {masked.phone})"


def contacts_of(journal: Journal, credit_codes: Iterable[str]) -> dict[str, Contact]:
    """Credit code → contact, of those that have one."""
    found: dict[str, Contact] = {}
    for codes in batched(credit_codes, AT_ONCE):
        rows = journal.rows(select(CONTACT).where(CONTACT.c.credit_code.in_(codes)))
        found |= {row.credit_code: Contact(row.name, row.phone) for row in rows}
    return found


def keep_contact(journal: Journal, actor: str, key: str, credit_code: str, contact: Contact) -> Entry:
    """Put down or replace a contact; the journal says that it was done."""
    return keep_contacts(journal, actor, key, {credit_code: contact})


def keep_contacts(journal: Journal, actor: str, key: str, contacts: Mapping[str, Contact]) -> Entry:
    """Put down or replace several contacts at once, all or none; the journal keeps which enterprises and by whom.

    No hash of the file they came in: a mobile number has so few digits that a hash of a short file would give it away
    to anybody who tries them all, and the journal never forgets.
    """
    rows = [{"credit_code": code, "name": one.name, "phone": one.phone} for code, one in sorted(contacts.items())]

    def write(connection: Connection) -> None:
        connection.execute(delete(CONTACT).where(CONTACT.c.credit_code == bindparam("code")),
                           [{"code": row["credit_code"]} for row in rows])
        connection.execute(CONTACT.insert(), rows)

    return _written(journal, actor, key, {"what": say("录入"), "credit_codes": sorted(contacts)}, write)


def forget_contact(journal: Journal, actor: str, key: str, credit_code: str, reason: str = "") -> Entry:
    """Erase a contact; the journal says that it was done.

    In SQLite the bytes are overwritten (secure_delete). In PostgreSQL the row is gone from every answer, but its bytes
    stay in the table until VACUUM, and in WAL archives and backups as long as those are kept.
    """

    def write(connection: Connection) -> None:
        connection.execute(delete(CONTACT).where(CONTACT.c.credit_code == credit_code))

    return _written(journal, actor, key, {"what": say("删除"), "credit_codes": [credit_code], "reason": reason}, write)


def forget_all_contacts(journal: Journal, actor: str, key: str, reason: str) -> Entry:
    """Erase all contacts; the journal says that it was done, and why. Raises Refused without a reason."""
    check_reason(reason)

    def write(connection: Connection) -> None:
        connection.execute(delete(CONTACT))

    return _written(journal, actor, key, {"what": say("全部删除"), "reason": visible(reason)}, write)


def n_contacts(journal: Journal) -> int:
    """How many enterprises have a contact, those that left the ledger included."""
    return int(journal.rows(select(func.count()).select_from(CONTACT))[0][0])


def note_reveal(
    journal: Journal, actor: str, key: str, *, book: str, list_id: str, version: int, purpose: str,
    credit_codes: Sequence[str],
) -> Entry:
    """Put down that contacts left the store in a file, for whom and why; before the file is written.

    No hash of the file: everything else on a sheet is known, so that a number could be found by trying them all.
    """
    body = {"list": list_id, "version": version, "purpose": purpose, "credit_codes": list(credit_codes)}
    return journal.append(Decision(person(actor), "reveal", book, body, key), lambda _: None)


def _written(
    journal: Journal, actor: str, key: str, body: dict[str, Any], write: Callable[[Connection], None]
) -> Entry:
    entry = journal.append(Decision(person(actor), "contact", BOOK, body, key), lambda _: None, write)
    journal.forget_pages()
    return entry


def batched(codes: Iterable[str], size: int) -> Iterator[list[str]]:
    """The codes in lists of at most ``size``."""
    left = iter(codes)
    while batch := list(islice(left, size)):
        yield batch
