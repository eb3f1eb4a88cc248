"""The official sheets of a list, from the journal alone."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dashboard import text
from dashboard.exports.official_form import OfficialRow, OfficialSheet, official_document, official_workbook
from dashboard.exports.stamp import Stamp
from dashboard.journal.book import REVIEWED, SUBMITTED, Listing

FORMS: dict[str, Literal["scene", "factory"]] = {"scene": "scene", "factory": "factory"}


def list_sheets(listing: Listing, call: str, track: str) -> dict[str, bytes]:
    """Suffix → the sheet of a list; a list that was not reviewed says 草稿."""
    basis = listing.basis
    is_draft = listing.state not in (REVIEWED, SUBMITTED)
    stamp = Stamp(
        district=basis.district, build=basis.build, content_hash=basis.content_hash,
        as_of=date.fromisoformat(basis.as_of), packs=basis.packs, filters=(),
        made_for=f"{'草稿 ' if is_draft else ''}{call} {text.track(track)} {listing.id} 第 {listing.last.number} 版，"
        f"{listing.stands_at.actor} {text.moment(listing.stands_at.at)}，{listing.stands_at.hash}",
    )
    rows = tuple(
        OfficialRow(place, row.enterprise, row.factory, row.instances) for place, row in enumerate(listing.rows, 1)
    )
    sheet = OfficialSheet(FORMS[track], basis.recommending_unit, basis.limit, rows, stamp)
    return {".docx": official_document(sheet), ".xlsx": official_workbook(sheet)}
