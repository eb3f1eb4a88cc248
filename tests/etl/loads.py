"""A load through the command line, in this process, and what it left in the home."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from typer.testing import CliRunner

from etl.cli import app
from queries.warehouse import SAFE, warehouse

AS_OF = "2026-11-20"
BUDGET = "年度,资金科目,预算（万元）\n2024,示例科目一,100\n2025,示例科目二,200\n"
ENTERPRISES = (
    "企业名称,统一社会信用代码,所属街镇,所属行业,联系人,手机号\n"
    "虚构甲公司,91310118XX00000196,夏阳街道,装备制造,示例王,13800000123\n"
)


@dataclass(frozen=True)
class Done:
    """How a command ended. ``out`` and ``err`` are what it printed."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The JSON report."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    def outcomes(self) -> dict[str, tuple[str, str | None]]:
        """File → (outcome, reason)."""
        return {item["file"]: (item["outcome"], item["reason"]) for item in self.report["files"]}


def command(*arguments: object) -> Done:
    """``python -m etl`` with the arguments; an exception that is no exit fails the test."""
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert "Traceback" not in done.stderr
    return Done(done.exit_code, done.stdout, done.stderr)


def load(home: Path, *paths: Path, as_of: str = AS_OF, code: int = 0) -> Done:
    """``python -m etl load … --json``; another exit code than ``code`` fails the test."""
    done = command("load", *paths, "--home", home, "--as-of", as_of, "--json")
    assert done.code == code, done
    return done


def rows(home: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query on the build in service."""
    with duckdb.connect(str(warehouse(home).path), config=SAFE) as connection:
        return connection.execute(sql).fetchall()


def held_texts(home: Path) -> str:
    """Every text in every column of every table of the build in service."""
    with duckdb.connect(str(warehouse(home).path), config=SAFE) as connection:
        columns = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND data_type = 'VARCHAR'"
        ).fetchall()
        assert ("source_row", "cells") in columns
        found = [
            str(text)
            for table, column in columns
            for (text,) in connection.execute(f'SELECT DISTINCT "{column}" FROM "{table}"').fetchall()
        ]
    return "\n".join(found)


def budgets(home: Path) -> list[tuple[Any, ...]]:
    """(year, line, yuan) of the budget in service."""
    return rows(home, "SELECT year, line, CAST(budget_yuan AS INTEGER) FROM budget ORDER BY year, line")


def written(folder: Path, **texts: str) -> Path:
    """The folder with a CSV per name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder
