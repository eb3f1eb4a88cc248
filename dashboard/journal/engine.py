"""The database below the journal: SQLite in the home, or PostgreSQL by address where there are two app servers.

``journal_mode`` is DELETE where SQLite is older than 3.51.3, whose WAL can lose acknowledged commits on a reset, else
WAL. ``secure_delete`` overwrites what is deleted, so that a forgotten contact is not left in free pages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from dashboard.journal.errors import bad_address

SAFE_WAL = (3, 51, 3)
FILE = "decisions.sqlite"
CONNECT_S = 10
READS = {"reads_only": True}
QUIET = {"hide_parameters": True}  # a traceback in a log must not carry a contact's number


def opened(folder: Path, url: str, patience_s: float) -> Engine:
    """The engine for an address, '' for the SQLite file in ``folder``. Raises Unusable for one nobody can use."""
    try:
        address = make_url(url) if url else make_url(f"sqlite:///{folder / FILE}")
        if address.get_backend_name() == "postgresql":
            return create_engine(
                address, pool_size=1, max_overflow=0, pool_pre_ping=True, connect_args={"connect_timeout": CONNECT_S},
                **QUIET,
            )
        if address.get_backend_name() != "sqlite":
            raise bad_address(f"不支持 {address.get_backend_name()}")
        engine = create_engine(
            address, poolclass=StaticPool, connect_args={"check_same_thread": False, "timeout": patience_s},
            **QUIET,
        )
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise bad_address(type(error).__name__) from error
    event.listen(engine, "connect", _prepared(patience_s))
    event.listen(engine, "begin", _begin)
    return engine


def settle(connection: Connection, patience_s: float) -> None:
    """Make a PostgreSQL transaction the only writer, durable whatever the server's default is."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL synchronous_commit = on"))
        connection.execute(text(f"SET LOCAL lock_timeout = {int(patience_s * 1000)}"))
        # A number of our own; the lock falls with the transaction.
        connection.execute(text("SELECT pg_advisory_xact_lock(20260831)"))


def file_of(engine: Engine) -> Path | None:
    """The SQLite file; None for a server."""
    name = engine.url.database
    return Path(name) if engine.dialect.name == "sqlite" and name and not name.startswith("file:") else None


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once: two that read first and write later would refuse each other."""
    reads = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _prepared(patience_s: float) -> Callable[[sqlite3.Connection, object], None]:
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        """Explicit transactions, full durability, guards that hold for REPLACE too, nothing left of what is erased."""
        connection.isolation_level = None
        cursor = connection.cursor()
        mode = "WAL" if sqlite3.sqlite_version_info >= SAFE_WAL else "DELETE"
        for pragma in (
            f"busy_timeout={int(patience_s * 1000)}", f"journal_mode={mode}", "synchronous=FULL",
            "recursive_triggers=ON", "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}").fetchall()
        cursor.close()

    return prepare
