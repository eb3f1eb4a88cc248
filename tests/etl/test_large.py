"""What only shows in files of hundreds of thousands of rows, on smaller ones where that shows it too."""

from __future__ import annotations

import duckdb
import polars as pl

from etl.findings import SCHEMA
from etl.warehouse import HERE, _insert_finding_frame


def test_a_million_findings_have_a_number_each_in_order() -> None:
    n = 1_000_001
    same = {"file": "甲.csv", "rule": "bad_date", "severity": "error", "message": "甲", "action": "乙"}
    frame = pl.select(pl.int_range(1, n + 1, dtype=pl.Int32).alias("row")).with_columns(
        pl.lit(same.get(name), dtype=kind).alias(name) for name, kind in SCHEMA.items() if name != "row"
    )
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute((HERE / "schema.sql").read_text(encoding="utf-8"))
        _insert_finding_frame(connection, frame)
        assert connection.execute(
            'SELECT min(finding), max(finding), count(*), bool_and(CAST(finding[2:] AS INTEGER) = "row") FROM finding'
        ).fetchall() == [("F0000001", "F1000001", n, True)]
