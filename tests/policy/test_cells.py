"""Every verdict names the cell that settled it; the delivered files are opened again to see."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from queries import warehouse
from tests.oracle.cells import MISSING
from tests.oracle.grid import Grid, read_grids
from tests.oracle.ledger import Ledger, read_ledger

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"
# One cell of one row says it: the cell is blank exactly where the verdict is unknown for want of a fact.
PLAIN = {
    "registered_in_district", "operating_in_district", "taxed_in_district", "industrial", "credit_clear",
    "self_assessment_done", "in_production", "handed_in_on_time", "min_lines", "new_it_scene", "materials_complete",
    "no_running_national_task", "maturity",
}  # fmt: skip


@pytest.fixture(scope="module")
def detail(sample_home: Path) -> list[dict]:
    return warehouse(sample_home).ask("eligibility_detail").to_dicts()


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return read_ledger(SAMPLE, ROOT)


@pytest.fixture(scope="module")
def grids() -> dict[tuple[str, str], Grid]:
    found = {}
    for path in sorted(SAMPLE.iterdir()):
        if path.suffix in (".xlsx", ".csv"):
            for grid in read_grids(path):
                found[path.name, grid.sheet or ""] = grid
    return found


def column(cell: str) -> int:
    """A → 0, AA → 26."""
    number = 0
    for letter in cell.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number - 1


def written(grids: dict[tuple[str, str], Grid], row: dict) -> str:
    """The text of the named cell in the delivered file."""
    cells = grids[row["file"], row["sheet"] or ""].rows[row["row"] - 1]
    at = column(row["cell"])
    return cells[at].text if at < len(cells) else ""


def test_a_fact_of_one_cell_points_to_it(detail: list[dict], grids: dict[tuple[str, str], Grid]) -> None:
    seen: Counter[tuple[str, bool]] = Counter()
    for row in detail:
        if row["condition"] not in PLAIN:
            continue
        assert row["cell"], row
        assert row["n_rows"] == 1, row
        is_blank = written(grids, row) in MISSING - {"无"}
        assert is_blank == (row["verdict"] == "unknown"), (row, written(grids, row))
        seen[row["condition"], is_blank] += 1
    assert {condition for condition, _ in seen} == PLAIN
    assert sum(n for (_, is_blank), n in seen.items() if is_blank) > 20, "the sample has blanks to point to"


def test_a_number_stands_in_the_cell_as_it_was_judged(detail: list[dict], grids: dict[tuple[str, str], Grid]) -> None:
    checked = 0
    for row in detail:
        if row["condition"] in ("min_lines", "maturity") and row["value_num"] is not None:
            assert float(written(grids, row).rstrip("级条")) == row["value_num"], row
            checked += 1
    assert checked > 80


def test_what_is_added_up_names_its_rows(detail: list[dict], ledger: Ledger) -> None:
    """n_rows, and the first of them, for invoices, scenes and finance years."""
    counted: dict[str, list[tuple[str, int]]] = {}
    for row in ledger.investment:
        if row["category"] in ("硬件", "软件"):
            counted.setdefault(row["project_id"], []).append((row["file"], row["row"]))
    scenes: dict[str, set[tuple[str, int]]] = {}
    for row in ledger.instance:
        scenes.setdefault(row["project_id"], set()).add((row["file"], row["row"]))
    checked = Counter()
    for row in detail:
        for condition, rows in (("min_investment", counted), ("min_processes", scenes)):
            if row["condition"] == condition:
                own = rows.get(row["project_id"], ())
                assert row["n_rows"] == len(own), row
                assert not own or (row["file"], row["row"]) in own, row
                checked[condition] += 1
    assert checked["min_investment"] > 300
    assert checked["min_processes"] > 100


def test_the_longest_text_is_the_one_that_is_named(detail: list[dict], ledger: Ledger) -> None:
    safeguards = {(row["file"], row["sheet"] or "", row["row"]): row["safeguards"] or "" for row in ledger.instance}
    checked = 0
    for row in detail:
        if row["condition"] == "safeguards_text_limit" and row["value_num"] is not None:
            assert len(safeguards[row["file"], row["sheet"] or "", row["row"]]) == row["value_num"], row
            checked += 1
    assert checked > 50


def test_no_verdict_is_without_a_source_unless_nothing_was_delivered(sample_home: Path) -> None:
    """No invoice, no outcome, nothing held before: there is no row that could be named."""
    bare = warehouse(sample_home).ask("eligibility_detail").filter(pl.col("file").is_null())
    assert set(bare["condition"]) <= {"min_investment", "required_outcomes", "apc_process_only", "ladder_order"}
    assert set(bare["n_rows"]) == {0}
