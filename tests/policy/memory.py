"""A DuckDB in memory with the policy of a folder and any rows, through the product's own SQL."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl

from etl.packs import load_packs
from etl.reference import load_reference
from etl.warehouse import RULE_SCRIPTS

ROOT = Path(__file__).resolve().parents[2]
POLICY = ROOT / "data" / "policy"
ETL = ROOT / "etl"


def run_sql(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Run files of etl/."""
    for name in names:
        connection.execute((ETL / name).read_text("utf-8"))


def run_rules(connection: duckdb.DuckDBPyConnection, last: str = RULE_SCRIPTS[-1]) -> None:
    """The rule scripts of a build after the macros, in their order, up to and including ``last``."""
    run_sql(connection, *RULE_SCRIPTS[1:RULE_SCRIPTS.index(last) + 1])


def insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """The frame's columns into the table's columns of the same name."""
    if frame.height:
        connection.register("incoming", frame.to_arrow())
        connection.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM incoming')
        connection.unregister("incoming")


def with_policy(policy: Path = POLICY, rows: Mapping[str, pl.DataFrame] | None = None) -> duckdb.DuckDBPyConnection:
    """Schema, packs of `policy`, our reference data, `rows` by table, macros; no facts and no marts yet."""
    connection = duckdb.connect(config={"threads": 2})
    run_sql(connection, "schema.sql")
    for name, entries in {**load_packs(policy).tables(), **load_reference(ROOT / "data").tables()}.items():
        if entries:
            insert(connection, name, pl.DataFrame(entries, infer_schema_length=None))
    for name, frame in (rows or {}).items():
        insert(connection, name, frame)
    run_sql(connection, "macros.sql")
    return connection
