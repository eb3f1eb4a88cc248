"""Our promise: the number on the screen, in the file and recomputed from the source cells are the same.

The recomputation is tests/oracle: plain Python over the workbooks, no DuckDB, no polars, nothing of ours.
"""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from dashboard.answers import answer
from dashboard.columns import shown_columns
from dashboard.exports.table import table_csv, table_workbook
from dashboard.headings import HEADINGS
from dashboard.page import Page
from dashboard.shown import document_names
from queries import Warehouse, warehouse
from tests.oracle import answers as oracle
from tests.oracle import diagnosis, filtered, projection
from tests.oracle.ledger import Ledger, read_ledger

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "sample"
N_STATES = 200


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return read_ledger(SAMPLE, ROOT)


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Warehouse:
    return warehouse(sample_home)


def assert_same(frame: pl.DataFrame, rows: list[dict[str, Any]], key: tuple[str, ...]) -> None:
    """Every oracle row has its equal in the frame, column by column, and there is none besides."""
    found = {tuple(row[name] for name in key): row for row in frame.iter_rows(named=True)}
    wanted = {tuple(row[name] for name in key): row for row in rows}
    assert set(found) == set(wanted)
    for at, row in wanted.items():
        for name, value in row.items():
            mine = found[at][name]
            assert mine == value, f"{at} {name}: {mine} != {value}"


def test_the_summary(sample: Warehouse, ledger: Ledger) -> None:
    assert_same(sample.ask("project_summary"), oracle.project_summary(ledger), ())


def test_the_towns(sample: Warehouse, ledger: Ledger) -> None:
    assert_same(sample.ask("town_summary"), oracle.town_summary(ledger), ("town",))


def test_the_tiers(sample: Warehouse, ledger: Ledger) -> None:
    assert_same(sample.ask("tier_summary"), oracle.tier_summary(ledger), ("tier",))


@pytest.mark.parametrize("catalogue", ["2023", "2025"])
def test_the_coverage(sample: Warehouse, ledger: Ledger, catalogue: str) -> None:
    mine = sample.ask("scenario_coverage", catalogue=catalogue)
    assert_same(mine, oracle.scenario_coverage(ledger, catalogue), ("scenario_no",))
    pairs = sample.ask("scenario_town", catalogue=catalogue).filter(pl.col("n_projects") > 0)
    assert_same(pairs, oracle.scenario_town(ledger, catalogue), ("scenario_no", "town"))


def test_the_budget(sample: Warehouse, ledger: Ledger) -> None:
    assert_same(sample.ask("budget_summary"), oracle.budget_summary(ledger), ("year", "line"))


def test_the_entitlements(sample: Warehouse, ledger: Ledger) -> None:
    names = ("credit_code", "award_date", "tier", "rank", "amount_yuan", "status", "pack", "clause")

    def plain(rows: list[dict[str, Any]]) -> list[tuple[str, ...]]:
        return sorted(tuple(str(row[name]) for name in names) for row in rows)

    mine = sample.ask("entitlement_list").to_dicts()
    assert plain(mine) == plain(oracle.entitlement_list(ledger))
    assert {row["status"] for row in mine} == {"priced", "no_step", "unpriced"}


@pytest.mark.parametrize("assume", ["", "qingpu-2022"])
@pytest.mark.parametrize("as_of", ["2022-07-31", "2024-06-20", "2026-11-20"])
def test_the_diagnosis_rewards(sample: Warehouse, ledger: Ledger, as_of: str, assume: str) -> None:
    day = date.fromisoformat(as_of)
    rows = diagnosis.diagnosis_entitlements(ledger, day, assume)
    listed = sample.ask("diagnosis_entitlement_list", as_of=as_of, assume=assume)
    names = {row["credit_code"]: row["enterprise"] for row in ledger.enterprise}
    for row in rows:
        row["payee"] = names.get(row["credit_code"], row["payee"])
    assert_same(listed, rows, ("item", "file", "sheet", "row"))
    due = sample.ask("diagnosis_due", as_of=as_of, assume=assume)
    assert_same(due, diagnosis.diagnosis_due(ledger, day, assume), ("item", "credit_code"))
    assert due["due_yuan"].sum() > 0


@pytest.mark.parametrize("as_of", ["2021-06-30", "2022-11-20", "2024-02-29", "2025-06-01", "2026-11-20"])
def test_the_projection(sample: Warehouse, ledger: Ledger, as_of: str) -> None:
    mine = sample.ask("budget_projection_summary", as_of=as_of)
    assert_same(mine, projection.budget_projection(ledger, date.fromisoformat(as_of)), ("year", "line"))
    (this,) = mine.filter(pl.col("year") == int(as_of[:4])).to_dicts()
    assert this["expected_yuan"] is not None


def test_the_projection_owes_what_the_lists_of_dues_owe(sample: Warehouse) -> None:
    for assume in ("", "qingpu-2022"):
        owed = sum(sample.ask(name, assume=assume)["due_yuan"].sum() for name in ("enterprise_due", "diagnosis_due"))
        assert sample.ask("budget_projection_summary", assume=assume)["due_yuan"].sum() == owed


def test_the_outcomes(sample: Warehouse, ledger: Ledger) -> None:
    mine = {row["metric"]: row for row in sample.ask("outcome_distribution").iter_rows(named=True)}
    for row in oracle.outcome_distribution(ledger):
        own = mine[row["metric"]]
        assert (own["n_reported"], own["n_missing"]) == (row["n_reported"], row["n_missing"])
        for name in ("min", "p25", "median", "p75", "max"):
            expected = row[name]
            if expected is None:
                assert own[name] is None
            else:
                assert own[name] == pytest.approx(float(expected), abs=1e-9)


def test_the_sheets(sample: Warehouse, ledger: Ledger) -> None:
    mine = {
        (row["file"], row["sheet"]): (row["n_read"], row["n_accepted"], row["n_quarantined"], row["n_skipped"])
        for row in sample.ask("source_reconciliation").iter_rows(named=True)
    }
    theirs = {
        (row["file"], row["sheet"]): (row["n_read"], row["n_accepted"], row["n_quarantined"], row["n_skipped"])
        for row in ledger.sheets
    }
    assert mine == theirs


def test_the_generator_agrees(sample: Warehouse) -> None:
    """A third opinion: the sample's generator knows its truth without ever reading a workbook."""
    known = json.loads((SAMPLE / "known.json").read_text(encoding="utf-8"))["answers"]
    summary = sample.ask("project_summary").row(0, named=True)
    for name in ("n_enterprises", "n_projects", "n_instances", "n_awards"):
        assert summary[name] == known[name]
    for name in ("invested_yuan", "entitled_yuan", "paid_yuan"):
        assert summary[name] == Decimal(known[name])


RECOMPUTED: dict[str, tuple[Callable[..., list[dict[str, Any]]], tuple[str, ...]]] = {
    "project_summary": (filtered.project_summary, ()),
    "town_summary": (filtered.town_summary, ("town",)),
    "tier_summary": (filtered.tier_summary, ("tier",)),
    "scenario_coverage": (filtered.scenario_coverage, ("scenario_no",)),
}


def filter_states(sample: Warehouse) -> list[tuple[str, dict[str, str], dict[str, str]]]:
    """200 seeded (question, filters, extra): each filter is set in about a third of the states."""
    options = sample.ask("filter_options")
    chance = random.Random(20261120)
    states = []
    for number in range(N_STATES):
        name = list(RECOMPUTED)[number % len(RECOMPUTED)]
        filters = {
            key: chance.choice(options.filter(filter=key)["value"].to_list()) if chance.random() < 0.35 else ""
            for key in ("year", "call", "town", "industry", "tier")
        }
        extra = {"catalogue": chance.choice(["2023", "2025"])} if name == "scenario_coverage" else {}
        states.append((name, filters, extra))
    return states


def cells_of_csv(payload: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(payload.decode("utf-8-sig"))))[1:]


def cells_of_xlsx(payload: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(payload)).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    known = set(HEADINGS.values())
    start = next(i for i, row in enumerate(rows) if {cell for cell in row if cell} <= known and row[0])
    return rows[start + 1 :]


def equal(cell: Any, value: Any) -> bool:
    """Whether a file's cell says what the screen says."""
    if value is None:
        return cell in (None, "")
    if isinstance(value, Decimal | int | float):
        return Decimal(str(cell)) == Decimal(str(value))
    return str(cell) == str(value)


def test_screen_files_and_recomputation_agree_in_200_filter_states(sample: Warehouse, ledger: Ledger) -> None:
    states = filter_states(sample)
    assert len(states) == N_STATES
    n_empty = 0
    for name, filters, extra in states:
        page = Page(sample, filters, "")
        frame = answer(sample, name, filters, **extra)
        recompute, key = RECOMPUTED[name]
        assert_same(frame, recompute(ledger, filters, **extra), key)
        shown = frame.select(shown_columns(frame, document_names(page.warehouse)))
        from_csv = cells_of_csv(table_csv(shown, HEADINGS))
        from_xlsx = cells_of_xlsx(table_workbook(shown, HEADINGS, page.stamp("对账"), "对账"))
        assert len(from_csv) == len(from_xlsx) == shown.height
        for row, line, cells in zip(shown.iter_rows(), from_csv, from_xlsx, strict=True):
            assert all(equal(cell, value) for cell, value in zip(line, row, strict=True)), (name, filters, line, row)
            assert all(equal(cell, value) for cell, value in zip(cells, row, strict=True)), (name, filters, cells, row)
        n_empty += not any(value for row in frame.iter_rows() for value in row if isinstance(value, Decimal))
    assert n_empty < N_STATES / 2  # most states must have something to compare
