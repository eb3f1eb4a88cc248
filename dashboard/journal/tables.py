"""The tables of the decision store and the guards that keep entries from being changed."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, Text, UniqueConstraint, inspect, text

METADATA = MetaData()
ENTRY = Table(
    "entry", METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False), Column("at", String(40), nullable=False),
    Column("actor", Text, nullable=False), Column("action", String(40), nullable=False),
    Column("book", Text, nullable=False, index=True), Column("body", Text, nullable=False),
    Column("key", Text, nullable=False), Column("prev", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    # No fork: two entries can't follow the same one. No echo: a repeated click can't write twice.
    UniqueConstraint("key"), UniqueConstraint("prev"), UniqueConstraint("hash"),
)
GUARDS = {
    "sqlite": [
        f"CREATE TRIGGER IF NOT EXISTS entry_no_{verb} BEFORE {verb} ON entry"
        " BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END"
        for verb in ("update", "delete")
    ] + [
        "CREATE TRIGGER IF NOT EXISTS entry_only_next BEFORE INSERT ON entry"
        " WHEN EXISTS (SELECT 1 FROM entry WHERE seq >= NEW.seq)"
        " BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END"
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION entry_guard() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'entries are never changed'; END $$",
        "CREATE OR REPLACE TRIGGER entry_no_change BEFORE UPDATE OR DELETE ON entry"
        " FOR EACH ROW EXECUTE FUNCTION entry_guard()",
        "CREATE OR REPLACE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry"
        " FOR EACH STATEMENT EXECUTE FUNCTION entry_guard()",
    ],
}
COUNT_GUARDS = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgrelid = to_regclass('entry') AND NOT tgisinternal",
}
N_GUARDS = {"sqlite": 3, "postgresql": 2}
# Personal data: can be changed and forgotten, so it stands beside the chain and never in it.
CONTACT = Table(
    "contact", METADATA,
    Column("credit_code", String(18), primary_key=True), Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
)


def is_ready(connection: Connection) -> bool:
    """Whether tables and guards stand, so that opening a journal writes nothing."""
    if not all(inspect(connection).has_table(table.name) for table in (ENTRY, CONTACT)):
        return False
    dialect = connection.dialect.name
    return bool(connection.execute(text(COUNT_GUARDS[dialect])).scalar() == N_GUARDS[dialect])
