"""Contacts of applicants: personal data, beside the journal and not in it, never in the warehouse.

They can be changed and forgotten, as personal data must be; the journal keeps that it was done, by whom and why, never
a name or a number. 附件4 of 沪经信制〔2023〕643号 asks for 联系人 and 联系方式（手机号）.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from dashboard.journal.entry import Entry
from dashboard.journal.store import Decision, Journal
from dashboard.journal.tables import CONTACT

BOOK = "contacts"


@dataclass(frozen=True)
class Contact:
    """Who answers for an applicant. ``repr`` shows the masked form, so that no log holds a number."""

    name: str
    phone: str

    @property
    def masked(self) -> Contact:
        """What may be shown on a page: 王＊, 138****5678."""
        phone = f"{self.phone[:3]}****{self.phone[-4:]}" if len(self.phone) >= 11 else "****"
        return Contact(f"{self.name[:1]}＊" if self.name else "", phone if self.phone else "")

    def __repr__(self) -> str:
        masked = self.masked
        return f"Contact({masked.name} {masked.phone})"


def contacts_of(journal: Journal, credit_codes: Iterable[str]) -> dict[str, Contact]:
    """Credit code → contact, of those that have one."""
    found = journal.rows(select(CONTACT).where(CONTACT.c.credit_code.in_(list(credit_codes))))
    return {row.credit_code: Contact(row.name, row.phone) for row in found}


def keep_contact(journal: Journal, actor: str, key: str, credit_code: str, contact: Contact) -> Entry:
    """Put down or replace a contact; the journal says that it was done."""

    def write(connection: Connection) -> None:
        connection.execute(delete(CONTACT).where(CONTACT.c.credit_code == credit_code))
        connection.execute(CONTACT.insert().values(credit_code=credit_code, name=contact.name, phone=contact.phone))

    return _written(journal, Decision(actor, "contact", BOOK, {"credit_code": credit_code, "what": "录入"}, key), write)


def forget_contact(journal: Journal, actor: str, key: str, credit_code: str) -> Entry:
    """Erase a contact; the journal says that it was done."""

    def write(connection: Connection) -> None:
        connection.execute(delete(CONTACT).where(CONTACT.c.credit_code == credit_code))

    return _written(journal, Decision(actor, "contact", BOOK, {"credit_code": credit_code, "what": "删除"}, key), write)


def note_reveal(
    journal: Journal, actor: str, key: str, *, book: str, list_id: str, version: int, purpose: str,
    credit_codes: Sequence[str], sheet_sha256: str,
) -> Entry:
    """Put down that contacts left the store in a file, for whom and why; before the file is written."""
    body = {
        "list": list_id, "version": version, "purpose": purpose, "credit_codes": list(credit_codes),
        "sheet_sha256": sheet_sha256,
    }
    return journal.append(Decision(actor, "reveal", book, body, key), lambda _: None)


def _written(journal: Journal, decision: Decision, write: Callable[[Connection], None]) -> Entry:
    return journal.append(decision, lambda _: None, write)
