"""eligibility_detail against a second implementation in plain Python, verdict by verdict."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from queries import warehouse
from tests.oracle.eligibility import eligibility_detail, judge
from tests.oracle.ledger import read_ledger

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("project_id", "condition", "verdict", "severity", "clause", "pack")


@pytest.fixture(scope="module")
def expected() -> list[dict]:
    return eligibility_detail(read_ledger(ROOT / "data" / "sample", ROOT), ROOT)


@pytest.fixture(scope="module")
def found(sample_home: Path) -> list[dict]:
    return warehouse(sample_home).ask("eligibility_detail").select(NAMES).to_dicts()


def test_every_verdict_is_the_same(expected: list[dict], found: list[dict]) -> None:
    mine = {(row["project_id"], row["condition"]): row for row in found}
    theirs = {(row["project_id"], row["condition"]): row for row in expected}
    assert (len(mine), len(theirs)) == (len(found), len(expected)), "one row per application and condition"
    assert mine.keys() == theirs.keys()
    assert [(theirs[key], mine[key]) for key in theirs if theirs[key] != mine[key]] == []


def test_the_sample_shows_every_verdict_and_every_condition(expected: list[dict]) -> None:
    assert set(Counter(row["verdict"] for row in expected)) == {"pass", "fail", "unknown"}
    ids = {
        (pack["pack"]["id"], condition["id"])
        for path in (ROOT / "data" / "policy").glob("*.toml")
        for pack in [tomllib.loads(path.read_text("utf-8"))]
        for condition in pack.get("condition", [])
        if "call" in condition
    }
    assert {(row["pack"], row["condition"]) for row in expected} == ids


def test_the_overall_verdict_follows_from_the_blocking_ones(sample_home: Path, expected: list[dict]) -> None:
    blocking: dict[str, set[str]] = {row["project_id"]: set() for row in expected}
    for row in expected:
        if row["severity"] == "block":
            blocking[row["project_id"]].add(row["verdict"])
    wanted = {
        project: "fail" if "fail" in verdicts else "unknown" if "unknown" in verdicts else "pass"
        for project, verdicts in blocking.items()
    }
    table = warehouse(sample_home).ask("project_list").to_dicts()
    assert {row["project_id"]: row["eligibility"] for row in table if row["eligibility"]} == wanted


def test_the_second_implementation_can_say_all_three() -> None:
    condition = {"field": "n_lines", "op": ">=", "value": 2}
    assert [judge(condition, {"n_lines": n}) for n in (1, 2, None)] == ["fail", "pass", "unknown"]
    gated = condition | {"applies_if": "is_supply_chain"}
    facts = [{"n_lines": 2, "is_supply_chain": gate} for gate in (True, False, None)]
    assert [judge(gated, each) for each in facts] == ["pass", None, "unknown"]
