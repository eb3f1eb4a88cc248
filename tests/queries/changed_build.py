"""A real build of the sample district from changed packs: what a what-if must equal, made by the intake itself."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

from etl.ledger import read_ledger
from etl.packs import pack_rows, packs_in
from etl.paths import Home, data_root
from etl.reference import load_reference
from etl.store import deliveries
from etl.vocabulary import vocabulary
from etl.warehouse import write_snapshot
from queries import Warehouse
from tests.policy.figures import read_packs
from tests.policy.mutate import toml_text

Edit = tuple[str, str, dict[str, Any], str, Any]


def changed_packs(*edits: Edit) -> dict[str, dict[str, Any]]:
    """The packs with edits (document, table, {key: value of the entry}, column, new value); [pack] has no entry."""
    packs = copy.deepcopy(read_packs())
    for document, table, entry, column, value in edits:
        pack = packs[f"{document}.toml"]
        found = [pack[table]] if table == "pack" else [
            row for row in pack[table] if all(_has(row.get(key), wanted) for key, wanted in entry.items())
        ]
        assert found, (document, table, entry)
        for row in found:
            row[column] = value
    return packs


def _has(value: Any, wanted: Any) -> bool:
    return value == wanted if not isinstance(value, list) or isinstance(wanted, list) else wanted in value


def write_packs(folder: Path, packs: dict[str, dict[str, Any]]) -> Path:
    """The packs as TOML files below ``folder``."""
    folder.mkdir(parents=True)
    for file, pack in packs.items():
        (folder / file).write_text(toml_text(pack), encoding="utf-8")
    return folder


def changed_build(home: Path, today: Warehouse, packs: dict[str, dict[str, Any]], folder: Path) -> Warehouse:
    """The deliveries of ``home`` built under other packs, with the build id of ``today``.

    A what-if may ask for what `etl check` would not let stand in a pack (amounts in a document that states no rule to
    add them up by, a deadline moved in one of two places); every pack must still be one that can be read.
    """
    read = packs_in(write_packs(folder / "policy", packs), [])
    assert read.keys() == packs.keys()
    tables = {**pack_rows(read).tables(), **load_reference(data_root()).tables()}
    place = Home(home)
    ledger = read_ledger(place, deliveries(place), vocabulary(tables), lambda name: None)
    path = folder / "changed.duckdb"
    snapshot = write_snapshot(
        path, ledger, tables, build=today.build, as_of=date.fromisoformat(today.as_of), input_hash="changed"
    )
    return Warehouse(today.build, today.as_of, snapshot.content_hash, path)
