"""In what a repeated row differs from the first one of its key: whoever corrects it need not compare cell by cell."""

from __future__ import annotations

from typing import Any

import polars as pl

from etl.cards import cards

NOT_COMPARED = {"sheet_id", "row", "is_taken", "other_sheet", "other_row", "raw"}
MOST = 3


def told_differences(rows: pl.DataFrame, kind: str, key: list[str]) -> pl.DataFrame:
    """The rows with ``differs``: the fields in which each differs from the first row of its key, in words, or null.

    Rows must stand in order; the first of a key has null.
    """
    headings = {field.name: field.heading for card in cards() if card.kind == kind for field in card.field}
    compared = [name for name in rows.columns if name not in NOT_COMPARED and name not in key and name in headings]
    firsts: dict[tuple[Any, ...], dict[str, Any]] = {}
    told = []
    for row in rows.iter_rows(named=True):
        first = firsts.setdefault(tuple(row[name] for name in key), row)
        parts = [
            f"{headings[name]} {_word(first[name])} → {_word(row[name])}"
            for name in compared if first[name] != row[name]
        ]
        more = f"等 {len(parts)} 处" if len(parts) > MOST else ""
        told.append(f"两行不同：{'，'.join(parts[:MOST])}{more}" if parts else None)
    return rows.with_columns(pl.Series("differs", told, dtype=pl.String))


def _word(value: Any) -> str:
    if value is None:
        return "空"
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)
