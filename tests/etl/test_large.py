"""What only shows in files of hundreds of thousands of rows, on smaller ones where that shows it too."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest

from etl.findings import SCHEMA
from etl.warehouse import HERE, _insert_finding_frame
from tests.bench.large import RowsLost, account
from tests.bench.large_files import NO_DAY, NO_PROJECT, write_large
from tests.etl.loads import load, rows


def test_the_large_files_in_small_load_row_for_row(tmp_path: Path) -> None:
    for large in write_large(tmp_path, n_csv_lines=6_000, n_sheet_rows=6_000, scale=1):
        home = tmp_path / f"home{large.path.suffix}"
        report = load(home, large.folder).report
        account(large, report)
        assert rows(home, "SELECT DISTINCT rule, raw FROM finding WHERE severity = 'error' ORDER BY rule") == [
            ("bad_date", NO_DAY), ("orphan_project", NO_PROJECT)
        ]
        assert rows(home, "SELECT count(*) FROM finding WHERE rule = 'subtotal_differs'") == [(0,)]
        large.counts["skipped"] += 1
        with pytest.raises(RowsLost, match="written"):
            account(large, report)


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
