"""How completely the columns are filled that conditions and criteria read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from etl.cards import Card

SCHEMA = {
    "sheet_id": pl.Int32, "field": pl.String, "heading": pl.String, "facts": pl.String, "n_rows": pl.Int32,
    "n_filled": pl.Int32,
}
METRIC_FACT = "outcome:"


def field_fill(
    kinds: Mapping[str, Sequence[pl.DataFrame]], known: Sequence[Card], metrics: Sequence[str]
) -> pl.DataFrame:
    """Per sheet and asked column: accepted rows and how many of them fill it (table field_fill)."""
    parts = [pl.DataFrame(schema=SCHEMA)]
    for card in known:
        if card.kind not in kinds:
            continue
        rows = pl.concat(kinds[card.kind]).filter("is_taken")
        asked = [(field.name, field.heading, ";".join(field.asked_by)) for field in card.field if field.asked_by]
        if card.kind == "outcome":
            asked += [(metric, metric, METRIC_FACT + metric) for metric in metrics]
        parts += [_filled(rows, *column) for column in asked]
        if card.kind == "outcome_line":
            parts += [_lines_filled(rows, metric) for metric in metrics]
    return pl.concat(parts).sort("sheet_id", "field")


def _filled(rows: pl.DataFrame, field: str, heading: str, facts: str) -> pl.DataFrame:
    return _described(
        rows.group_by("sheet_id").agg(pl.len().alias("n_rows"), pl.col(field).count().alias("n_filled")),
        field, heading, facts,
    )


def _lines_filled(rows: pl.DataFrame, metric: str) -> pl.DataFrame:
    """In the long layout a row is a figure: what counts is whether an application of the sheet has this one."""
    has_it = (pl.col("metric") == metric) & pl.col("value").is_not_null()
    return _described(
        rows.group_by("sheet_id").agg(
            pl.col("project_id").n_unique().alias("n_rows"),
            pl.col("project_id").filter(has_it).n_unique().alias("n_filled"),
        ),
        metric, metric, METRIC_FACT + metric,
    )


def _described(counts: pl.DataFrame, field: str, heading: str, facts: str) -> pl.DataFrame:
    words = [pl.lit(field).alias("field"), pl.lit(heading).alias("heading"), pl.lit(facts).alias("facts")]
    return counts.with_columns(words).select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
