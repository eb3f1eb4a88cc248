"""What the documents in service let this district recommend."""

from __future__ import annotations

from typing import Any

from dashboard.answers import answer
from queries import Warehouse


def own_quota(warehouse: Warehouse, call: str, track: str) -> dict[str, Any] | None:
    """The row of quota_status for this district's kind of applicant; None where the call's document gives no quota."""
    found = answer(warehouse, "quota_status", call=call).filter(track=track, is_own_kind=True)
    return found.row(0, named=True) if found.height else None
