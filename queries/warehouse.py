"""The door to a snapshot: read-only, locked down, one fresh cursor per question.

A bare connection shared by threads returns another thread's rows (45 of 134 queries were measured wrong), and
DuckDB caches instances by path; so every build has a path of its own and every question a cursor of its own.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import polars as pl

from queries.catalogue import questions
from queries.overrides import Change, read_overrides, written
from queries.whatif import shelf

SAFE: dict[str, str | bool | int | float | list[str]] = {
    "access_mode": "READ_ONLY", "enable_external_access": "false", "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false", "threads": "2", "memory_limit": "2GB", "lock_configuration": "true",
}
BUILDS = "builds"
DEFAULT_HOME = Path(__file__).resolve().parent.parent / "data" / "var"


class NoBuild(LookupError):
    """There is no build in service in a home."""


@dataclass(frozen=True)
class Warehouse:
    """One immutable build. ``build`` is its id, ``as_of`` its data date (ISO), ``content_hash`` what it holds."""

    build: str
    as_of: str
    content_hash: str
    path: Path

    def ask(self, name: str, overrides: str = "", **params: str) -> pl.DataFrame:
        """The answer to a question as a frame; parameters left out take their defaults.

        ``overrides`` (queries/overrides.py) asks what the answer were under changed documents; '' asks today's.
        Raises KeyError for an unknown question, ValueError for an unknown parameter, BadOverride for a bad set.
        """
        question = questions()[name]
        if unknown := set(params) - set(question.params):
            raise ValueError(f"{name} has no parameter {', '.join(sorted(unknown))}")
        values = {key: params.get(key, default) for key, (default, _) in question.params.items()} or None
        changes = self.changes(overrides)
        if changes:
            with shelf.cursor(str(self.path), changes) as whatif:
                return _frame(whatif, question.sql, values)
        cursor = _connection(str(self.path)).cursor()
        try:
            return _frame(cursor, question.sql, values)
        finally:
            cursor.close()

    def changes(self, overrides: str) -> tuple[Change, ...]:
        """What an override set changes on this build; nothing for '' and for a set that says what holds today.

        Raises BadOverride with a sentence per fault.
        """
        return _changes(self, overrides) if overrides else ()

    def canonical(self, overrides: str) -> str:
        """The one way to write an override set: equal sets give equal texts, '' changes nothing."""
        return written(self.changes(overrides))


@lru_cache(maxsize=256)
def _changes(warehouse: Warehouse, overrides: str) -> tuple[Change, ...]:
    return read_overrides(overrides, warehouse.ask("override_options"))


@lru_cache(maxsize=8)
def _connection(path: str) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(path, config=SAFE)


def _frame(cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, str] | None) -> pl.DataFrame:
    frame: pl.DataFrame = cursor.sql(sql, params=values).pl()
    return frame


def home_path(home: Path | None = None) -> Path:
    """The home named by the argument, else by ZHIZAO_HOME, else data/var."""
    return Path(home or os.environ.get("ZHIZAO_HOME") or DEFAULT_HOME).expanduser().resolve()


def warehouse(home: Path | None = None, build: str = "") -> Warehouse:
    """The build of that id, '' for the one that CURRENT names. Raises NoBuild with what to do when there is none."""
    home = home_path(home)
    builds = home / "builds"
    try:
        build = build or (builds / "CURRENT").read_text(encoding="utf-8").strip()
        file = f"warehouse-{build}.duckdb"
        again = home / "past" / file  # made again by `python -m etl at`
        return _described(builds / file if (builds / file).exists() or not again.exists() else again)
    except FileNotFoundError as error:
        raise NoBuild(f"{home} 里还没有数据，请先运行：python -m etl load 文件夹 --home {home}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise NoBuild(f"{home} 里的数据版本说明已损坏，请重新运行：python -m etl load 文件夹 --home {home}") from error


def in_service(found: Warehouse) -> bool:
    """Whether CURRENT names this build."""
    try:
        named = (found.path.parent.parent / "builds" / "CURRENT").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, ValueError):
        return False
    return named == found.build


def earlier(found: Warehouse) -> Warehouse | None:
    """The build that was published before this one, of those still kept; None where there is none."""
    if found.path.parent.name != BUILDS:
        return None  # one made again follows upon no other
    made = {path: path.stat().st_mtime_ns for path in found.path.parent.glob("warehouse-*.duckdb")}
    before = [path for path, moment in made.items() if moment < made.get(found.path, 0)]
    for path in sorted(before, key=lambda path: made[path], reverse=True):
        try:
            return _described(path)
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            continue  # a build without its card was never in service
    return None


def _described(path: Path) -> Warehouse:
    """The build in a file, as the card beside it describes it."""
    card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return Warehouse(card["build"], card["as_of"], card["content_hash"], path)


def ask(name: str, *, home: Path | None = None, **params: str) -> pl.DataFrame:
    """The answer to a question on the build in service. Raises as `Warehouse.ask` and `warehouse` do."""
    return warehouse(home).ask(name, **params)
