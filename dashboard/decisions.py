"""The door to the decision store: one journal per process, one desk per call and track."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from dashboard.answers import answer
from dashboard.journal.desk import Desk
from dashboard.journal.store import Journal
from queries import Warehouse
from queries.warehouse import home_path

URL = "ZHIZAO_DECISIONS"  # SQLAlchemy's address of a PostgreSQL; without it SQLite below the home


def has_journal(home: Path | None = None) -> bool:
    """Whether anything was ever decided in a home: a command that only reads must not start a journal."""
    return bool(os.environ.get(URL)) or (home_path(home) / "decisions" / "decisions.sqlite").is_file()


def journal(home: Path | None = None) -> Journal:
    """The journal of a home (`<home>/decisions`), or the one at the address in ZHIZAO_DECISIONS."""
    return _journal(home_path(home) / "decisions", os.environ.get(URL, ""))


@lru_cache(maxsize=8)
def _journal(folder: Path, url: str) -> Journal:
    return Journal(folder, url)


def desk(warehouse: Warehouse, call: str, track: str, home: Path | None = None) -> Desk:
    """Where the lists of a call and track are decided. Whether two people are needed is the district's to say."""
    status = answer(warehouse, "build_status").row(0, named=True)
    return Desk(journal(home), f"{call}/{track}", needs_two=bool(status["needs_two"]))
