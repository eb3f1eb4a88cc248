"""All bad inputs in one folder beside good files, loaded once: bad input never loses good input."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.etl.bad_inputs import cells, entities, files, structure, text_tables
from tests.etl.bad_inputs.case import Case
from tests.etl.loads import BUDGET, ENTERPRISES, Done, load, rows, written

FUTURE = 4_000_000_000  # a file from 2096: the clock of the sender is nobody's date


@cache
def cases() -> tuple[Case, ...]:
    """Every bad input, in order of number; two of one name would be one file."""
    found = sorted(
        (case for noun in (files, structure, cells, entities, text_tables) for case in noun.cases()),
        key=lambda case: case.number,
    )
    assert len({case.name for case in found}) == len(found)
    return tuple(found)


@dataclass(frozen=True)
class Loaded:
    """The home that took all of them in, and what the load said."""

    home: Path
    done: Done
    outcomes: dict[str, tuple[str, str | None]]
    sheets: dict[str, list[tuple[Any, ...]]]
    findings: dict[str, list[dict[str, Any]]]


def load_all(base: Path) -> Loaded:
    """Write the files, load them in one run and read the counts and findings of each."""
    folder = written(base / "in", 好预算=BUDGET, 好企业=ENTERPRISES)
    for case in cases():
        path = folder / case.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(case.content)
        if case.number == 31:
            os.utime(path, (FUTURE, FUTURE))
    home = base / "home"
    done = load(home, folder)
    columns = ("file", "sheet", "row", "cell", "rule", "severity", "raw", "message", "action")
    listed = ", ".join(f'f."{name}"' for name in columns)
    sheets: dict[str, list[tuple[Any, ...]]] = {}
    for name, *counts in rows(home, "SELECT file, n_read, n_accepted, n_quarantined, n_skipped FROM source_sheet"):
        sheets.setdefault(name, []).append(tuple(counts))
    findings: dict[str, list[dict[str, Any]]] = {}
    for values in rows(home, f"SELECT {listed} FROM finding AS f"):
        findings.setdefault(values[0], []).append(dict(zip(columns, values, strict=True)))
    return Loaded(home, done, done.outcomes(), sheets, findings)
