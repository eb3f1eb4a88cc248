"""Nothing that a pack or a reference file says is dropped on the way into the snapshot."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from etl.packs import pack_rows, packs_in
from tests.policy.figures import leaves, read_packs
from tests.policy.memory import ROOT, with_policy
from tests.policy.rewards import write_packs

# Where the snapshot calls a key otherwise than the pack does, and where a list lives in a table of its own.
RENAMED = {
    ("pack", "id"): "pack", ("pack", "text_available"): "is_text_available", ("call", "id"): "call",
    ("tier", "item"): "tier", ("tier", "order"): "tier_order", ("title", "item"): "tier",
    ("fund_line", "items"): "item", ("fund_line", "aliases"): "spelling", ("condition", "id"): "condition",
    ("condition", "applies_to"): "item", ("stage", "order"): "stage_order", ("criterion", "id"): "criterion",
    ("criterion", "tracks"): "track", ("criterion", "group"): "criterion_group",
}  # fmt: skip
ELSEWHERE = {
    ("tier", "aliases"): ("tier_alias", "alias"), ("title", "aliases"): ("tier_alias", "alias"),
    ("criterion", "points"): ("criterion_point", None), ("tier", "share_pct"): ("tier_band", "share_pct"),
    ("tier", "cap_yuan"): ("tier_band", "cap_yuan"), ("tier", "floor_yuan"): ("tier_band", "floor_yuan"),
    ("tier", "bands"): ("tier_band", None),
}  # fmt: skip


def stored(policy: Path) -> dict[tuple[str, str], set[str]]:
    """(table, column) -> its values as text."""
    connection = with_policy(policy)
    try:
        columns = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
        values = {
            (table, column): connection.execute(f'SELECT CAST("{column}" AS VARCHAR) FROM "{table}"').fetchall()
            for table, column in columns
        }
        return {place: {str(value) for (value,) in rows} for place, rows in values.items()}
    finally:
        connection.close()


def spellings(value: object) -> set[str]:
    """How a value may be written in a column."""
    if value == "unknown":
        return {"None"}  # an amount that nobody knows is NULL, never 0
    if isinstance(value, bool):
        return {str(value).lower()}
    if isinstance(value, int | float):
        return {f"{value:.2f}", f"{value:.4f}", str(value), str(float(value))}
    return {value.isoformat() if isinstance(value, date) else str(value)}


def lost(policy: Path) -> list[str]:
    """Keys of packs whose value stands in no column."""
    found, missing = stored(policy), []
    for file, pack in read_packs(policy).items():
        for place, value in leaves(pack):
            section, key = place[0], next(part for part in place[1:] if isinstance(part, str))
            table, column = ELSEWHERE.get((section, key), (section, RENAMED.get((section, key), key)))
            inner = [part for part in place[2:] if isinstance(part, str)]
            if column is None:
                columns = [inner[-1]] if len(inner) > 1 else ["x", "score"]
                values = set().union(*(found[table, name] for name in columns))
            else:
                values = found[table, column]
            parts = {part for text in values for part in text.split(";")} | values
            if key == "procedure":  # where unknown is a word and no missing amount
                assert value in values
            elif not spellings(value) & parts:
                missing.append(f"{file} {'.'.join(map(str, place))} = {value}")
    return missing


def test_every_key_of_every_pack_stands_in_some_column() -> None:
    assert lost(ROOT / "data" / "policy") == []


def test_so_do_the_forms_that_our_packs_do_not_use(tmp_path: Path) -> None:
    assert lost(write_packs(tmp_path, ("top_up", "highest project"))) == []


def test_every_field_of_the_model_is_told_apart() -> None:
    """A field that only has its default in our packs would be dropped unseen by the two tests above."""
    problems: list[str] = []
    packs = packs_in(ROOT / "data" / "policy", problems)
    tables = pack_rows(packs).tables()
    for pack in packs.values():
        for key, entry in pack.entries():
            section = key.partition("[")[0]
            for name in type(entry).model_fields:
                table, column = ELSEWHERE.get((section, name), (section, RENAMED.get((section, name), name)))
                rows = tables[table]
                assert not rows or column is None or column in rows[0], (section, name)
    assert problems == []


@pytest.mark.parametrize("name", ["towns", "units"])
def test_every_cell_of_towns_and_units_stands_in_some_column(name: str) -> None:
    found = stored(ROOT / "data" / "policy")
    table = name.removesuffix("s")
    with (ROOT / "data" / "reference" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            for column, cell in row.items():
                if column == "aliases":
                    assert set(filter(None, cell.split(";"))) <= found[f"{table}_alias", "alias"]
                elif cell:
                    column = "town_code" if (name, column) == ("towns", "code") else column
                    assert spellings(float(cell) if column in ("lat", "lon") else cell) & found[table, column]
