"""The quality rules of a build: what each looked at, what it found, and where there was nothing to look at, why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from etl.cards import cards
from etl.findings import SCHEMA
from etl.rules import Look, looks, rules

HERE = Path(__file__).resolve().parent
DOUBTS, DELIVERED = HERE / "doubts", HERE / "delivered.sql"
SCOPES = {"files": "文件", "sheets": "工作表"}
COUNTED = {"files": "个文件", "sheets": "张表", "rows": "行", "cells": "格"}


def doubts() -> dict[str, tuple[str, str]]:
    """Rule → (SQL that counts what it looks at, SQL of what it found), one file of etl/doubts each.

    Raises ValueError where a file does not hold exactly these two.
    """
    found = {}
    for path in sorted(DOUBTS.glob("*.sql")):
        statements = duckdb.extract_statements(path.read_text(encoding="utf-8"))
        if len(statements) != 2:
            raise ValueError(f"{path.name}: a doubt has two statements, n_checked and the findings")
        found[path.stem] = (statements[0].query, statements[1].query)
    return found


def rule_rows() -> list[dict[str, Any]]:
    """The table ``rule``: the catalogue as rules.toml and quality.toml state it, in their order."""
    together = {path.stem for path in DOUBTS.glob("*.sql")}
    rows = []
    for order, (name, rule) in enumerate(rules().items(), 1):
        look = looks().get(name, Look(guards=rule.title))
        is_together = name in together
        (first, *_) = look.looks_at
        rows.append({
            "rule": name, "severity": rule.severity, "title": rule.title, "guards": look.guards,
            "source": look.source or ("本区口径" if is_together else "填报要求"),
            "scope": "跨行跨表" if is_together else SCOPES.get(first, "单元格"),
            "counted": look.counted if is_together else COUNTED.get(first, "格"), "rule_order": order,
        })
    return rows


def doubt_findings(connection: duckdb.DuckDBPyConnection) -> tuple[pl.DataFrame, dict[str, int]]:
    """The findings of etl/doubts with the columns of findings.SCHEMA, and rule → how many it looked at.

    A doubt names its cell by ``field`` (the column of that field on the row's sheet) or by ``letter``; without
    ``action`` it asks for what rules.toml says.
    """
    columns = connection.sql("SELECT sheet_id, field, letter FROM source_column WHERE field IS NOT NULL").pl()
    columns = columns.unique(["sheet_id", "field"], keep="first", maintain_order=True)
    parts, looked_at = [pl.DataFrame(schema=SCHEMA)], {}
    for name, (checked, found) in doubts().items():
        ((looked_at[name],),) = connection.execute(checked).fetchall()
        frame = connection.sql(found).pl()
        if frame.is_empty():
            continue
        if "letter" not in frame.columns:
            frame = frame.with_columns(pl.col("field").cast(pl.String)).join(
                columns, on=["sheet_id", "field"], how="left", maintain_order="left"
            )
        rule = rules()[name]
        stated = {"rule": name, "severity": rule.severity, "action": rule.action, "file": None, "sheet": None}
        frame = frame.with_columns(
            pl.lit(word, dtype=pl.String).alias(name_of)
            for name_of, word in stated.items() if name_of not in frame.columns
        )
        parts.append(frame.select(pl.col(column).cast(kind) for column, kind in SCHEMA.items()))
    return pl.concat(parts), looked_at


def quality_checks(connection: duckdb.DuckDBPyConnection, looked_at: dict[str, int]) -> list[dict[str, Any]]:
    """The table ``quality_check``: one row per rule, once the findings are in."""
    found = dict(connection.execute("SELECT rule, count(*) FROM finding GROUP BY rule").fetchall())
    delivered = _delivered(connection)
    rows = []
    for name in rules():
        n_found = found.get(name, 0)
        look = looks().get(name, Look(guards=""))
        n_checked = looked_at[name] if name in looked_at else sum(delivered.get(what, 0) for what in look.looks_at)
        reason = _nothing(connection, look, name in looked_at) if not (n_checked or n_found) else None
        status = "fail" if n_found else "not_applicable" if reason else "pass"
        rows.append({
            "rule": name, "status": status, "reason": reason, "n_checked": max(n_checked, n_found), "n_found": n_found
        })
    return rows


def _delivered(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """What was delivered, by the words of ``looks_at``: files, sheets, data rows, and their cells by type of column."""
    types = pl.DataFrame(
        [(card.kind, field.name, field.type, field.required) for card in cards() for field in card.field],
        schema=["kind", "field", "type", "is_required"], orient="row",
    )
    connection.register("field_type", types.to_arrow())
    counts = dict(connection.execute(DELIVERED.read_text(encoding="utf-8")).fetchall())
    connection.unregister("field_type")
    return {what: n or 0 for what, n in counts.items()}


def _nothing(connection: duckdb.DuckDBPyConnection, look: Look, is_together: bool) -> str:
    """Why a rule had nothing to look at: a sheet that nobody sent, or what its rows lack."""
    if not is_together:
        return "没有一张表有这类栏目"
    lacking = []
    for card in cards():
        if card.kind in look.sheets:
            ((n_rows,),) = connection.execute(f'SELECT count(*) FROM "{card.kind}"').fetchall()
            if not n_rows:
                lacking.append(card.title)
    if lacking:
        return f"没有任何文件报送{'、'.join(f'「{title}」' for title in lacking)}"
    return look.nothing
