"""Writing a snapshot: schema, rows, policy, marts, findings, checks, content hash."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from etl.cards import cards
from etl.errors import CheckFailed
from etl.field_fill import field_fill
from etl.ledger import Ledger
from etl.match.rulings import Rulings, ruling_rows
from etl.quality import doubt_findings, quality_checks, rule_rows
from etl.store import Delivery

HERE = Path(__file__).resolve().parent
KINDS = (
    "enterprise", "finance", "project", "instance", "investment", "award", "payment", "budget", "diagnosis",
    "stage_event", "equipment",
)
# What turns rows and packs into answers, in the order in which one builds on the other. A snapshot carries them, and
# a what-if (queries/whatif.py) runs them again: so a script makes the tables it fills and reads nothing but tables.
RULE_SCRIPTS = (
    "macros.sql", "facts.sql", "cells.sql", "marts.sql", "radar.sql", "clock.sql", "duties.sql",
    "diagnosis.sql", "funds.sql", "guards.sql", "readiness.sql", "path_facts.sql", "path.sql", "blanks.sql",
    "standing.sql", "policy.sql", "senders.sql",
)
OUTCOME_COLUMNS = (
    "project_id", "metric", "value_num", "before_num", "after_num", "period", "evidence", "sheet_id", "row", "letter"
)


@dataclass(frozen=True)
class Snapshot:
    """A written, checked file that is not yet published."""

    path: Path
    content_hash: str


def write_snapshot(
    path: Path, ledger: Ledger, tables: dict[str, list[dict[str, Any]]], *, build: str, as_of: date,
    input_hash: str, rulings: Rulings | None = None, deliveries: Sequence[Delivery] = (),
) -> Snapshot:
    """Write ``path`` anew from a ledger, the policy and reference tables and the record of deliveries.

    Raises CheckFailed with the sentences that do not hold; the unfinished file is the caller's to remove.
    """
    path.unlink(missing_ok=True)
    connection = duckdb.connect(str(path), config={"threads": 2})
    try:
        # One transaction: committed one by one the 300 statements cost as many writes and syncs of a log that nobody
        # will ever replay, for a killed load starts anew.
        connection.execute("BEGIN")
        connection.execute((HERE / "schema.sql").read_text(encoding="utf-8"))
        _insert(connection, "build", pl.DataFrame({"build": [build], "as_of": [as_of], "input_hash": [input_hash]}))
        _insert_records(connection, "delivery", [
            {"delivery_no": number, "file": item.name, "file_sha256": item.sha256, "n_bytes": item.n_bytes,
             "received": datetime.fromisoformat(item.received).replace(tzinfo=None) if item.received else None}
            for number, item in enumerate(deliveries, 1)
        ])
        for name, rows in tables.items():
            _insert_records(connection, name, rows)
        _insert_records(connection, "rule", rule_rows())
        _insert_records(connection, "source_kind", [
            {"kind": card.kind, "title": card.title, "kept_by": card.kept_by, "kind_order": order}
            for order, card in enumerate(cards(), 1) if card.kind in KINDS or card.kind == "outcome"
        ])
        _insert_ledger(connection, ledger)
        _insert_matches(connection, ledger, rulings or Rulings())
        _run_rules(connection)
        _insert_findings(connection, ledger)
        _check(connection)
        digest = content_hash(connection)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    return Snapshot(path, digest)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    if frame.height:
        connection.register("incoming", frame.to_arrow())
        connection.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM incoming')
        connection.unregister("incoming")


def _insert_records(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        _insert(connection, table, pl.DataFrame(rows, infer_schema_length=None))


def _insert_ledger(connection: duckdb.DuckDBPyConnection, ledger: Ledger) -> None:
    _insert_records(connection, "source_file", ledger.files)
    _insert_records(connection, "file_version", ledger.versions)
    _insert_records(connection, "source_column", ledger.columns)
    _insert_records(connection, "source_place", ledger.places)
    outcomes = _row_outcomes(ledger)
    _insert(connection, "source_row", outcomes)
    _insert(connection, "source_sheet", _sheet_counts(ledger, outcomes))
    scenarios = connection.sql("SELECT catalogue, scenario, scenario_no FROM scenario").pl()
    for kind in KINDS:
        if kind in ledger.kinds:
            frame = pl.concat(ledger.kinds[kind]).filter("is_taken").drop("is_taken").sort("sheet_id", "row")
            if kind == "instance":
                frame = _with_scenario_no(frame, scenarios)
            _insert(connection, kind, frame)
    metrics = connection.sql("SELECT metric FROM metric").pl()["metric"].to_list()
    _insert(connection, "outcome", _outcomes(ledger, metrics))
    _insert(connection, "field_fill", field_fill(ledger.kinds, cards(), metrics))


def _insert_matches(connection: duckdb.DuckDBPyConnection, ledger: Ledger, rulings: Rulings) -> None:
    """The rows of published lists, the nearest enterprises of the waiting ones, and what people ruled."""
    _insert_records(connection, "listed", ledger.listed)
    _insert_records(connection, "match_candidate", ledger.candidates)
    _insert_records(connection, "match_ruling", ruling_rows(rulings))
    if rulings.seq:
        _insert_records(connection, "match_basis", [{"seq": rulings.seq, "hash": rulings.hash}])


def _run_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Run the rule scripts; rule_script keeps each with the tables it made."""
    entries: list[dict[str, Any]] = []
    for order, script in enumerate(RULE_SCRIPTS, 1):
        sql, before = (HERE / script).read_text(encoding="utf-8"), set(_tables(connection))
        connection.execute(sql)
        made = ";".join(sorted(set(_tables(connection)) - before))
        entries.append({"script_order": order, "script": script, "sql": sql, "tables": made})
    _insert_records(connection, "rule_script", entries)


def _row_outcomes(ledger: Ledger) -> pl.DataFrame:
    empty = pl.DataFrame(
        schema={"sheet_id": pl.Int32, "row": pl.Int32, "cells": pl.String, "outcome": pl.String}
    )
    if not ledger.raw:
        return empty
    accepted = pl.concat(
        [frame.select("sheet_id", "row", "is_taken") for frames in ledger.kinds.values() for frame in frames]
    )
    joined = pl.concat(ledger.raw).join(accepted, on=["sheet_id", "row"], how="left")
    outcome = pl.when("is_taken").then(pl.lit("accepted")).otherwise(pl.lit("quarantined")).alias("outcome")
    return joined.select("sheet_id", "row", "cells", outcome).sort("sheet_id", "row")


def _sheet_counts(ledger: Ledger, outcomes: pl.DataFrame) -> pl.DataFrame:
    counted = outcomes.group_by("sheet_id").agg(
        (pl.col("outcome") == "accepted").sum().cast(pl.Int32).alias("n_accepted"),
        (pl.col("outcome") == "quarantined").sum().cast(pl.Int32).alias("n_quarantined"),
    )
    sheets = pl.DataFrame(ledger.sheets, infer_schema_length=None, schema_overrides={"sheet_id": pl.Int32})
    skipped = ["n_title", "n_heading", "n_blank", "n_subtotal", "n_footer", "n_hidden", "n_unknown"]
    return (
        sheets.join(counted, on="sheet_id", how="left")
        .with_columns(pl.col("n_accepted", "n_quarantined").fill_null(0), pl.sum_horizontal(skipped).alias("n_skipped"))
        .sort("sheet_id")
    )


def _with_scenario_no(frame: pl.DataFrame, scenarios: pl.DataFrame) -> pl.DataFrame:
    plain = pl.col("scenario").str.normalize("NFKC").str.replace_all(r"\s", "").alias("plain")
    known = scenarios.select("catalogue", plain, "scenario_no")
    return frame.with_columns(plain).join(
        known, on=["catalogue", "plain"], how="left", maintain_order="left"
    ).drop("plain")


def _outcomes(ledger: Ledger, metrics: list[str]) -> pl.DataFrame:
    """Wide and long outcome rows as one long frame; a wide cell without a figure is no row."""
    letters = pl.DataFrame(
        [c for c in ledger.columns if c["field"] in {*metrics, "value"}], infer_schema_length=None,
        schema={"sheet_id": pl.Int32, "letter": pl.String, "heading": pl.String, "field": pl.String},
    ).select("sheet_id", "letter", "field")
    parts = []
    if "outcome" in ledger.kinds:
        wide = pl.concat(ledger.kinds["outcome"]).filter("is_taken")
        parts.append(
            wide.with_columns(pl.col(metrics).cast(pl.Float64)).unpivot(
                on=metrics, index=["project_id", "period", "evidence", "sheet_id", "row"], variable_name="metric",
                value_name="value_num",
            ).with_columns(
                pl.col("metric").alias("field"), pl.lit(None, dtype=pl.Float64).alias("before_num"),
                pl.lit(None, dtype=pl.Float64).alias("after_num"),
            )
        )
    if "outcome_line" in ledger.kinds:
        long = pl.concat(ledger.kinds["outcome_line"]).filter("is_taken")
        parts.append(long.rename({"value": "value_num", "before": "before_num", "after": "after_num"}).with_columns(
            pl.lit("value").alias("field")
        ))
    if not parts:
        return pl.DataFrame()
    joined = pl.concat(parts, how="diagonal").join(letters, on=["sheet_id", "field"], how="left")
    return joined.filter(pl.col("value_num").is_not_null()).select(OUTCOME_COLUMNS).sort("sheet_id", "row", "metric")


def _insert_findings(connection: duckdb.DuckDBPyConnection, ledger: Ledger) -> None:
    """The reader's findings and those of etl/doubts, numbered by file, sheet and row; then what every rule says."""
    doubted, looked_at = doubt_findings(connection)
    _insert_finding_frame(connection, pl.concat([ledger.findings.frame(), doubted]))
    _insert_records(connection, "quality_check", quality_checks(connection, looked_at))


def _insert_finding_frame(connection: duckdb.DuckDBPyConnection, frame: pl.DataFrame) -> None:
    if frame.is_empty():
        return
    connection.register("incoming", frame.to_arrow())
    connection.execute((HERE / "number_findings.sql").read_text(encoding="utf-8"))
    connection.unregister("incoming")


def _check(connection: duckdb.DuckDBPyConnection) -> None:
    broken = []
    for path in sorted((HERE / "checks").glob("*.sql")):
        offending = connection.sql(path.read_text(encoding="utf-8")).limit(3).fetchall()
        if offending:
            broken.append(f"{path.stem}: {offending}")
    if broken:
        raise CheckFailed("数据自检未通过，未发布新版本：" + "；".join(broken))


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    found = connection.sql(
        "SELECT table_name FROM duckdb_tables() WHERE table_name NOT IN ('build', 'delivery') ORDER BY table_name"
    ).fetchall()
    return [name for (name,) in found]


def content_hash(connection: duckdb.DuckDBPyConnection) -> str:
    """sha256 over every table's rows in an order of their own: the same facts give the same hash."""
    parts = []
    for name in _tables(connection):
        # fetchall and not fetchone: duckdb 2.0 refuses the next statement while a result is unread.
        ((digest,),) = connection.execute(
            "SELECT sha256(coalesce(string_agg(h, '' ORDER BY h), '')) FROM"
            f' (SELECT sha256(CAST(t AS VARCHAR)) AS h FROM "{name}" AS t)'
        ).fetchall()
        parts.append(f"{name}={digest}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
