"""The door to the journal: SQLite in the home, or PostgreSQL by URL where there are two app servers.

One writer connection per process. Nobody can update, delete or replace an entry through SQL: triggers refuse it
(``recursive_triggers`` makes SQLite's REPLACE fire them too, and an entry can only follow the last). ``journal_mode``
is DELETE where SQLite is older than 3.51.3, whose WAL can lose acknowledged commits on a reset, else WAL.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, create_engine, event, select, text
from sqlalchemy.pool import StaticPool

from dashboard.journal.entry import FIRST_PREV, Entry, canonical, chain_faults, content_hash
from dashboard.journal.tables import ENTRY, GUARDS, METADATA
from dashboard.journal.witness import witness_faults, write_witness

SAFE_WAL = (3, 51, 3)
BUSY_S = 30


@dataclass(frozen=True)
class Decision:
    """What is to be written: who, what, on which book (call/track), with which content."""

    actor: str
    action: str
    book: str
    body: dict[str, Any]
    key: str


Rule = Callable[[list[Entry]], None]


class Journal:
    """An open journal. ``folder`` holds the witness and, without a URL, the SQLite file decisions.sqlite."""

    def __init__(self, folder: Path, url: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.witness = folder / "decisions.witness.json"
        self._lock = threading.RLock()
        is_sqlite = not url or url.startswith("sqlite")
        if is_sqlite:
            self._engine = create_engine(
                url or f"sqlite:///{folder / 'decisions.sqlite'}", poolclass=StaticPool,
                connect_args={"check_same_thread": False, "timeout": BUSY_S},
            )
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        else:
            self._engine = create_engine(url, pool_size=1, max_overflow=0, pool_pre_ping=True)
        with self._writing() as connection:
            METADATA.create_all(connection)
            for statement in GUARDS[self._engine.dialect.name]:
                connection.execute(text(statement))

    def append(self, decision: Decision, rule: Rule, also: Callable[[Connection], None] | None = None) -> Entry:
        """Write one decision if ``rule`` lets it; returns the entry, durable when this returns.

        ``rule`` gets the entries of the book as they are at this moment, with nobody else writing, and raises what
        speaks against it. ``also`` writes something else in the same transaction. The same key again returns the entry
        that is there and writes nothing. Raises what ``rule`` raises, and ValueError where a key is used for another
        decision.
        """
        with self._writing() as connection:
            if known := self._select(connection, ENTRY.c.key == decision.key):
                (entry,) = known
                if (entry.actor, entry.action, entry.book, entry.body) != (
                    decision.actor, decision.action, decision.book, json.loads(canonical(decision.body))
                ):
                    raise ValueError(f"键 {decision.key} 已用于第 {entry.seq} 条的另一项决定")
                return entry
            rule(self._select(connection, ENTRY.c.book == decision.book))
            last = connection.execute(select(ENTRY.c.seq, ENTRY.c.hash).order_by(ENTRY.c.seq.desc()).limit(1)).first()
            entry = _made(decision, last.seq + 1 if last else 1, last.hash if last else FIRST_PREV)
            row = {column.name: getattr(entry, column.name) for column in ENTRY.c}
            connection.execute(ENTRY.insert().values(row | {"body": canonical(entry.body)}))
            if also:
                also(connection)
        with self._lock:
            write_witness(self.witness, entry)
        return entry

    def entries(self, book: str = "") -> list[Entry]:
        """All entries in order, or those of one book."""
        with self._lock, self._engine.connect() as connection:
            return self._select(connection, *([ENTRY.c.book == book] if book else []))

    def rows(self, query: Select[Any]) -> list[Any]:
        """The rows of a query on the tables beside the journal."""
        with self._lock, self._engine.connect() as connection:
            return list(connection.execute(query).all())

    def faults(self) -> list[str]:
        """What is wrong with the journal as a whole: chain and witness."""
        entries = self.entries()
        return chain_faults(entries) + witness_faults(self.witness, entries)

    def close(self) -> None:
        """Let go of the connection."""
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction in which nobody else writes."""
        with self._lock, self._engine.begin() as connection:
            if self._engine.dialect.name == "postgresql":
                # A number of our own; the lock falls with the transaction.
                connection.execute(text("SELECT pg_advisory_xact_lock(20260831)"))
            yield connection

    def _select(self, connection: Connection, *where: Any) -> list[Entry]:
        found = connection.execute(select(ENTRY).where(*where).order_by(ENTRY.c.seq)).all()
        return [Entry(**{**row._mapping, "body": json.loads(row.body)}) for row in found]


def _made(decision: Decision, seq: int, prev: str) -> Entry:
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    body = json.loads(canonical(decision.body))
    digest = content_hash(
        seq, at, decision.actor, decision.action, decision.book, canonical(body), decision.key, prev
    )
    return Entry(seq, at, decision.actor, decision.action, decision.book, body, decision.key, prev, digest)


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    """Explicit transactions, full durability, guards that hold for REPLACE too."""
    connection.isolation_level = None
    cursor = connection.cursor()
    mode = "WAL" if sqlite3.sqlite_version_info >= SAFE_WAL else "DELETE"
    wanted = (f"busy_timeout={BUSY_S * 1000}", f"journal_mode={mode}", "synchronous=FULL", "recursive_triggers=ON")
    for pragma in wanted:
        cursor.execute(f"PRAGMA {pragma}").fetchall()
    cursor.close()
