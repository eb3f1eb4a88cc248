"""The door to the journal: SQLite in the home, or PostgreSQL by URL where there are two app servers.

One writer connection per process. Nobody can update, delete or replace an entry through SQL: triggers refuse it
(``recursive_triggers`` makes SQLite's REPLACE fire them too, and an entry can only follow the last). Nothing is written
on top of a journal that the witness does not know: that would cover the traces of whoever changed it.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, select, text
from sqlalchemy.exc import SQLAlchemyError

from dashboard.journal.engine import READS, file_of, opened, settle
from dashboard.journal.entry import Entry, canonical, chain_faults, content_hash
from dashboard.journal.errors import Broken, KeyTaken, unusable
from dashboard.journal.tables import ENTRY, GUARDS, METADATA, is_ready
from dashboard.journal.witness import BEGINNING, of, seen_by, witness_faults, write_witness

PATIENCE_S = 30.0


@dataclass(frozen=True)
class Decision:
    """What is to be written: who, what, on which book (call/track), with which content."""

    actor: str
    action: str
    book: str
    body: dict[str, Any]
    key: str


class Entries:
    """The entries of one book as they stand inside one transaction, read when asked for."""

    def __init__(self, connection: Connection, book: str) -> None:
        self._connection, self._book = connection, book

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.after(0))

    def after(self, seq: int) -> list[Entry]:
        """Those with a higher number, in order."""
        return _selected(self._connection, ENTRY.c.book == self._book, ENTRY.c.seq > seq)

    def has(self, seq: int, digest: str) -> bool:
        """Whether the entry of this number has this hash: then all before it are what they were."""
        return _hash_at(self._connection, seq) == digest


Rule = Callable[[Entries], None]


class Journal:
    """An open journal. ``folder`` holds the witness and, without a URL, the SQLite file decisions.sqlite.

    Everything here raises Unusable, with the sentence to show, where the store can't be read or written. ``patience_s``
    is how long to wait for another writer.
    """

    def __init__(self, folder: Path, url: str = "", *, patience_s: float = PATIENCE_S) -> None:
        self.folder, self.witness, self.patience_s = folder, folder / "decisions.witness.json", patience_s
        self._lock = threading.RLock()
        self._engine = opened(folder, url, patience_s)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unusable(error, folder, waited_s=patience_s) from error
        self._file: tuple[int, int] | None = None
        with self._reading() as connection:
            ready = is_ready(connection)
        if not ready:
            with self._writing() as connection:
                METADATA.create_all(connection)
                for statement in GUARDS[self._engine.dialect.name]:
                    connection.execute(text(statement))
                if _last(connection) == BEGINNING and not self.witness.exists():
                    write_witness(self.witness, *BEGINNING)

    def append(self, decision: Decision, rule: Rule, also: Callable[[Connection], None] | None = None) -> Entry:
        """Write one decision if ``rule`` lets it; returns the entry, durable when this returns.

        ``rule`` gets the entries of the book as they are at this moment, with nobody else writing, and raises what
        speaks against it. ``also`` writes something else in the same transaction. The same key again returns the entry
        that is there and writes nothing. Raises what ``rule`` raises, KeyTaken where a key is used for another
        decision, Broken where the journal is not what the witness saw.
        """
        with self._writing() as connection:
            if known := _selected(connection, ENTRY.c.key == decision.key):
                (entry,) = known
                if (entry.actor, entry.action, entry.book, entry.body) != (
                    decision.actor, decision.action, decision.book, json.loads(canonical(decision.body))
                ):
                    raise KeyTaken(decision.key, entry.seq)
                return entry
            rule(Entries(connection, decision.book))
            seen, n_entries = seen_by(self.witness), _last(connection)[0]
            if faults := witness_faults(seen, n_entries, lambda seq: _hash_at(connection, seq)):
                raise Broken(faults)
            entry = _written(connection, decision)
            if also:
                also(connection)
        self._witness_to(entry)
        return entry

    def resume(self, actor: str, key: str, reason: str) -> Entry:
        """Go on with a journal that the witness does not know (a backup was restored); the faults are put down."""
        with self._writing() as connection:
            entries = _selected(connection)
            faults = chain_faults(entries) + witness_faults(seen_by(self.witness), len(entries), of(entries))
            body = {"faults": faults, "reason": reason}
            entry = _written(connection, Decision(actor, "resume", "journal", body, key))
        self._witness_to(entry, anew=True)
        return entry

    @contextmanager
    def reading(self, book: str) -> Iterator[Entries]:
        """The entries of one book, to be read inside the block."""
        with self._reading() as connection:
            yield Entries(connection, book)

    def entries(self, book: str = "") -> list[Entry]:
        """All entries in order, or those of one book."""
        with self._reading() as connection:
            return _selected(connection, *([ENTRY.c.book == book] if book else []))

    def rows(self, query: Select[Any]) -> list[Any]:
        """The rows of a query on the tables beside the journal."""
        with self._reading() as connection:
            return list(connection.execute(query).all())

    def faults(self) -> list[str]:
        """What is wrong with the journal as a whole: chain and witness."""
        seen = seen_by(self.witness)
        entries = self.entries()
        return chain_faults(entries) + witness_faults(seen, len(entries), of(entries))

    def forget_pages(self) -> None:
        """Empty SQLite's log of earlier pages, so that nothing erased is left in it."""
        if self._engine.dialect.name == "sqlite":
            with self._lock, self._guarded(), self._engine.connect() as connection:
                connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]

    @property
    def is_server(self) -> bool:
        """Whether a PostgreSQL keeps it."""
        return self._engine.dialect.name == "postgresql"

    def close(self) -> None:
        """Let go of the connection."""
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction in which nobody else writes."""
        with self._lock, self._guarded() as began, self._engine.begin() as connection:
            settle(connection, self.patience_s)
            began.append(connection.dialect.name == "postgresql")
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._lock, self._guarded(), self._engine.connect().execution_options(**READS) as connection:
            yield connection

    @contextmanager
    def _guarded(self) -> Iterator[list[bool]]:
        """What databases and disks say, turned into the sentence to show."""
        self._follow_file()
        may_be_written: list[bool] = []
        try:
            yield may_be_written
        except (SQLAlchemyError, OSError) as error:
            known = any(may_be_written)
            raise unusable(error, self.folder, waited_s=self.patience_s, may_be_written=known) from error

    def _follow_file(self) -> None:
        """Let go of a file that was replaced or moved away: what is written to it would be lost at the next start."""
        path = file_of(self._engine)
        if path is None:
            return
        try:
            found = path.stat()
        except OSError:
            found = None
        here = (found.st_dev, found.st_ino) if found else None
        if self._file is not None and here != self._file:
            self._engine.dispose()
        self._file = here

    def _witness_to(self, entry: Entry, *, anew: bool = False) -> None:
        """The entry is durable: a witness that can't be written now is behind, and that is allowed."""
        try:
            write_witness(self.witness, entry.seq, entry.hash, anew=anew)
        except OSError as error:
            logging.getLogger("zhizao").warning("the witness stays behind entry %s: %s", entry.seq, error)


def _selected(connection: Connection, *where: Any) -> list[Entry]:
    found = connection.execute(select(ENTRY).where(*where).order_by(ENTRY.c.seq)).all()
    return [Entry(**{**row._mapping, "body": json.loads(row.body)}) for row in found]


def _hash_at(connection: Connection, seq: int) -> str:
    return str(connection.execute(select(ENTRY.c.hash).where(ENTRY.c.seq == seq)).scalar() or "")


def _last(connection: Connection) -> tuple[int, str]:
    found = connection.execute(select(ENTRY.c.seq, ENTRY.c.hash).order_by(ENTRY.c.seq.desc()).limit(1)).first()
    return (found.seq, found.hash) if found else BEGINNING


def _written(connection: Connection, decision: Decision) -> Entry:
    seq, prev = _last(connection)
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    body = canonical(decision.body)
    digest = content_hash(seq + 1, at, decision.actor, decision.action, decision.book, body, decision.key, prev)
    entry = Entry(
        seq + 1, at, decision.actor, decision.action, decision.book, json.loads(body), decision.key, prev, digest
    )
    connection.execute(ENTRY.insert().values({c.name: getattr(entry, c.name) for c in ENTRY.c} | {"body": body}))
    return entry
