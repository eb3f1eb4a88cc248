"""Invented candidates and a list made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dashboard.journal.book import Basis, Listing, Row
from dashboard.journal.desk import Desk

BASIS = Basis("20261120-0000000000", "0" * 64, "2026-11-20", 3, packs=("invented",))


def row(number: int) -> Row:
    """The n-th invented application; every one of another enterprise."""
    return Row(f"GJ-{number:04d}", f"XX{number:016d}", f"虚构第{number}公司")


def drafted(desk: Desk, *numbers: int, by: str = "甲", list_id: str = "L1", **basis: Any) -> Listing:
    """A draft with the named applications in order, on a quota of three."""
    return desk.draft(
        by, f"draft-{list_id}", list_id=list_id, basis=replace(BASIS, **basis), rows=[row(n) for n in numbers]
    )


def numbers(rows: Sequence[Row]) -> list[int]:
    """The applications of a list, by number."""
    return [int(each.project_id[3:]) for each in rows]
