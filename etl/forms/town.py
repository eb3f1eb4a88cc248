"""The town that an address names: the forms have no line for it."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from etl.paths import data_root


def town_in(text: str) -> str | None:
    """The one town of the district whose full name stands in the text; None where none or several do.

    Short names (夏阳) don't count: they are names of roads, too.
    """
    found = {town for name, town in _names(data_root() / "reference" / "towns.csv") if name in text}
    return found.pop() if len(found) == 1 else None


@cache
def _names(path: Path) -> tuple[tuple[str, str], ...]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            listed = list(csv.DictReader(lines))
    except OSError:
        return ()
    return tuple(
        (name, row["town"])
        for row in listed
        for name in (row["town"], *(row.get("aliases") or "").split(";"))
        if len(name) >= 3 and name[-1] == row["town"][-1]
    )
