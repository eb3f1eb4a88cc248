"""The builds there were, from the record that the loads keep (etl/history.py)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from queries.warehouse import home_path

SCHEMA: dict[str, pl.DataType] = {
    "published": pl.String(), "build": pl.String(), "as_of": pl.Date(), "n_new_files": pl.Int64(),
    "n_all_files": pl.Int64(),
    "build_state": pl.String(), "content_hash": pl.String(),
}


def history(home: Path | None = None) -> pl.DataFrame:
    """One row per publication, newest first.

    Columns: published (local time, to the minute), build, as_of, n_new_files (deliveries that the one before did not
    know), n_all_files (all it was made from), build_state (now | kept | repeatable | lost), content_hash. What a
    build of an older program does not say is NULL; lines that can't be read are left out, `python -m etl history`
    names them.
    """
    where = home_path(home)
    try:
        lines = (where / "history.jsonl").read_text(encoding="utf-8", errors="replace").split("\n")
        serving = (where / "builds" / "CURRENT").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, ValueError):
        return pl.DataFrame(schema=SCHEMA)
    rows, most = [], 0
    for line in filter(None, lines):
        try:
            one = json.loads(line)
            known = one.get("n_deliveries", -1)
            rows.append({
                "published": _moment(one), "build": one["build"], "as_of": one["as_of"],
                "n_new_files": max(known - most, 0) if known >= 0 else None,
                "n_all_files": known if known >= 0 else None,
                "build_state": _state(where, one["build"], serving, known), "content_hash": one["content_hash"],
            })
            most = max(most, known)
        except (ValueError, KeyError, TypeError):
            continue
    words = SCHEMA | {"as_of": pl.String()}
    return pl.DataFrame(rows, schema=words).with_columns(pl.col("as_of").str.to_date()).reverse()


def _moment(card: dict[str, Any]) -> str | None:
    """When a build was published, to the minute, local time."""
    return str(card.get("published", ""))[:16].replace("T", " ") or None


def lookable(home: Path | None = None) -> pl.DataFrame:
    """The builds whose file is there, newest first.

    Columns: build, as_of, published, is_again (made again, never in service).
    """
    where, rows = home_path(home), []
    for folder in ("builds", "past"):
        for card in (where / folder).glob("warehouse-*.json"):
            try:
                one = json.loads(card.read_text(encoding="utf-8"))
                if card.with_suffix(".duckdb").exists():
                    rows.append({
                        "build": one["build"], "as_of": one["as_of"],
                        "published": _moment(one), "is_again": folder == "past",
                    })
            except (OSError, ValueError, KeyError, TypeError):
                continue  # let go of, or never finished
    schema = {"build": pl.String(), "as_of": pl.String(), "published": pl.String(), "is_again": pl.Boolean()}
    return pl.DataFrame(rows, schema=schema).with_columns(pl.col("as_of").str.to_date()).sort(
        "is_again", "published", "build", descending=[False, True, True], nulls_last=True
    )


def _state(where: Path, build: str, serving: str, n_deliveries: int) -> str:
    if build == serving:
        return "now"
    if any((where / folder / f"warehouse-{build}.duckdb").exists() for folder in ("builds", "past")):
        return "kept"
    return "repeatable" if n_deliveries >= 0 else "lost"
