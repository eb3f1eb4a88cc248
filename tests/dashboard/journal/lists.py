"""Invented candidates and a list made of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.journal.book import Listing, Row
from dashboard.journal.desk import Desk

BUILD = {"build": "20261120-0000000000", "content_hash": "0" * 64, "as_of": "2026-11-20"}


def row(number: int) -> Row:
    """The n-th invented application; every one of another enterprise."""
    return Row(f"GJ-{number:04d}", f"XX{number:016d}", f"虚构第{number}公司")


def drafted(desk: Desk, *numbers: int, by: str = "甲", list_id: str = "L1", limit: int = 3, **pinned: Any) -> Listing:
    """A draft with the named applications in order."""
    return desk.draft(
        by, f"draft-{list_id}", list_id=list_id, limit=limit, rows=[row(n) for n in numbers], **(BUILD | pinned)
    )


def numbers(rows: Sequence[Row]) -> list[int]:
    """The applications of a list, by number."""
    return [int(each.project_id[3:]) for each in rows]
