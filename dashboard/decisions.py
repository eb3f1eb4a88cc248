"""The door to the decision store: one journal per process, one desk per call and track."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from sqlalchemy import func, select

from dashboard.answers import answer
from dashboard.journal.changes import Quota
from dashboard.journal.desk import Desk
from dashboard.journal.matches import MatchDesk, Matches
from dashboard.journal.store import Journal
from dashboard.journal.tables import ENTRY
from dashboard.own_quota import own_quota
from queries import Warehouse
from queries.warehouse import home_path

URL = "ZHIZAO_DECISIONS"  # SQLAlchemy's address of a PostgreSQL; without it SQLite below the home


def has_journal(home: Path | None = None) -> bool:
    """Whether anything was ever decided here: looking at a page must not create a store."""
    return bool(os.environ.get(URL)) or (home_path(home) / "decisions" / "decisions.sqlite").exists()


def journal(home: Path | None = None) -> Journal:
    """The journal of a home (`<home>/decisions`), or the one at the address in ZHIZAO_DECISIONS."""
    return _journal(home_path(home) / "decisions", os.environ.get(URL, ""))


@lru_cache(maxsize=8)
def _journal(folder: Path, url: str) -> Journal:
    return Journal(folder, url)


def desk(warehouse: Warehouse, call: str, track: str, home: Path | None = None) -> Desk:
    """Where the lists of a call and track are decided.

    Whether two people are needed is the district's to say, the quota the document's; without one there are no places.
    """
    status = answer(warehouse, "build_status").row(0, named=True)
    given = own_quota(warehouse, call, track)
    quota = Quota(int(given["limit"]), given["counting_unit"]) if given else Quota(0, "applicant")
    return Desk(journal(home), f"{call}/{track}", needs_two=bool(status["needs_two"]), quota=quota)


def matches(home: Path | None = None) -> Matches:
    """What people ruled on the names of published lists; nothing where nothing was ever decided."""
    return MatchDesk(journal(home)).read() if has_journal(home) else Matches()


def journal_faults(home: Path | None = None) -> list[str]:
    """What is wrong with the journal of a home, in sentences; the chain is gone through once per number of entries."""
    if not has_journal(home):
        return []
    found = journal(home)
    (counted,) = found.rows(select(func.count()).select_from(ENTRY))
    return _faults(found, int(counted[0]))


@lru_cache(maxsize=32)
def _faults(found: Journal, n_entries: int) -> list[str]:
    return found.faults()
