"""联系人 and 手机号 of a returned sheet: filled in by hand, or other than registered. Nothing is shown unmasked."""

from __future__ import annotations

import re

from dashboard.exports.reading import shortened
from dashboard.exports.sheet_difference import Change, Difference
from dashboard.journal.contacts import Contact, contacts_of
from dashboard.journal.store import Journal
from dashboard.language import say
from dashboard.sheet_record import Stand

_NOT_IN_PHONES = re.compile(r"[\s\-—+]|^(\+?86)(?=1\d{10}$)")


def judged_contacts(
    found: Difference, stand: Stand, journal: Journal, is_with_contacts: bool
) -> tuple[list[Change], list[str]]:
    """(alterations of registered contacts, sentences on what was filled in by hand), all masked."""
    codes = {" ".join(row.enterprise.split()): row.credit_code for row in stand.then.rows}
    stored = contacts_of(journal, codes.values())
    altered, filled = [], []
    for enterprise, *cells in found.contacts:
        known = stored.get(codes.get(enterprise, ""), Contact("", ""))
        now = Contact(cells[0].text, cells[1].text)
        name = say("「{enterprise}」的", enterprise=shortened(enterprise, 30))
        for what, cell, old, before, after in (
            (say("联系人"), cells[0], known.name, known.masked.name, now.masked.name),
            (say("手机号"), cells[1], known.phone, known.masked.phone, now.masked.phone),
        ):
            if cell.text and not old:
                filled.append(say(
                    "{place}：{name}{what}已填写（{after}），不算改动",
                    place=cell.place, name=name, what=what, after=after,
                ))
            elif (bool(cell.text) or is_with_contacts) and _phone(old) != _phone(cell.text):
                shown = say("{after}（看得见的字相同）", after=after) if after == before else after or say("（空）")
                altered.append(
                    Change(cell.place, say("{name}{what}与现在登记的不同，", name=name, what=what), before, shown)
                )
            elif cell.text and not is_with_contacts:
                filled.append(say(
                    "{place}：{name}{what}已填写，与登记一致，不算改动",
                    place=cell.place, name=name, what=what,
                ))
    return altered, filled


def _phone(text: str) -> str:
    return _NOT_IN_PHONES.sub("", text)
