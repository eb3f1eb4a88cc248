"""What-if warehouses: a snapshot's rows under changed packs, worked out anew in memory by the snapshot's own rules.

The snapshot carries the scripts that made it (table rule_script) with the tables each makes. A what-if attaches the
file read-only, shows its delivered rows as views, copies the policy tables with the changes in them and runs the
scripts again; so every question finds the same names and `queries` needs nothing from `etl`. Findings are not
searched anew: they are those of the build. Nothing is written to any file.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from queries.overrides import Change, written

HERE = Path(__file__).resolve().parent
POLICY_TABLES = HERE / "changes" / "policy_tables.sql"
BOUNDED: dict[str, str | bool | int | float | list[str]] = {
    "threads": "2", "memory_limit": "1GB", "temp_directory": "", "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
KEPT = 4
COLUMNS = ("table_name", "pack", "call", "entry", "item", "column_name")


def changed_warehouse(path: str, changes: tuple[Change, ...]) -> duckdb.DuckDBPyConnection:
    """A connection to a what-if of the snapshot at ``path``; its owner closes it."""
    connection = duckdb.connect(":memory:", config=BOUNDED)
    try:
        connection.execute("ATTACH $path AS today (READ_ONLY)", {"path": path})
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        connection.execute(
            "CREATE TABLE change (table_name VARCHAR, pack VARCHAR, call VARCHAR, entry VARCHAR, item VARCHAR,"
            " column_name VARCHAR, value VARCHAR)"
        )
        for change in changes:
            connection.execute(
                "INSERT INTO change VALUES ($table_name, $pack, $call, $entry, $item, $column_name, $value)",
                {**{name: change[name] for name in COLUMNS}, "value": change.value},
            )
        connection.execute(POLICY_TABLES.read_text(encoding="utf-8"))
        scripts = connection.sql("SELECT sql, tables FROM today.rule_script ORDER BY script_order").fetchall()
        _show_delivered_rows(connection, {name for _, made in scripts for name in made.split(";")})
        for sql, _ in scripts:
            connection.execute(sql)
    except BaseException:
        connection.close()
        raise
    return connection


def _show_delivered_rows(connection: duckdb.DuckDBPyConnection, made_by_rules: set[str]) -> None:
    """Views on what neither the rules make nor a change may touch."""
    tables = connection.sql(
        "SELECT t.table_name FROM duckdb_tables() AS t WHERE t.database_name = 'today' AND t.table_name NOT IN"
        " (SELECT table_name FROM duckdb_tables() WHERE database_name <> 'today') ORDER BY t.table_name"
    ).fetchall()
    for (name,) in tables:
        if name not in made_by_rules:
            connection.execute(f'CREATE VIEW "{name}" AS SELECT * FROM today."{name}"')


@dataclass
class _Instance:
    connection: duckdb.DuckDBPyConnection | None = None
    n_users: int = 0
    is_dropped: bool = False


class Shelf:
    """The what-ifs in use and the last few used: one per build and set of changes, one built at a time.

    The one unused for longest makes room; it is closed once nobody asks it any more (DuckDB closes the cursors of
    a connection with it).
    """

    def __init__(self, build: Callable[[str, tuple[Change, ...]], duckdb.DuckDBPyConnection], size: int = KEPT) -> None:
        self._build = build
        self._size = size
        self._kept: OrderedDict[tuple[str, str], _Instance] = OrderedDict()
        self._lock = threading.Lock()
        self._building = threading.Lock()

    @contextmanager
    def cursor(self, path: str, changes: tuple[Change, ...]) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of one's own on the what-if, which is built where it is not there yet."""
        instance = self._taken((path, written(changes)))
        try:
            if instance.connection is None:
                with self._building:
                    if instance.connection is None:
                        instance.connection = self._build(path, changes)
            cursor = instance.connection.cursor()
            try:
                yield cursor
            finally:
                cursor.close()
        finally:
            self._given_back(instance)

    def _taken(self, key: tuple[str, str]) -> _Instance:
        with self._lock:
            instance = self._kept.setdefault(key, _Instance())
            self._kept.move_to_end(key)
            instance.n_users += 1
            dropped = [self._kept.popitem(last=False)[1] for _ in range(len(self._kept) - self._size)]
            for one in dropped:
                one.is_dropped = True
        for one in dropped:
            _close_unused(one)
        return instance

    def _given_back(self, instance: _Instance) -> None:
        with self._lock:
            instance.n_users -= 1
        _close_unused(instance)


def _close_unused(instance: _Instance) -> None:
    if instance.is_dropped and not instance.n_users and instance.connection is not None:
        instance.connection.close()


shelf = Shelf(changed_warehouse)
