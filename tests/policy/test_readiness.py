"""The national grades against every enterprise, compared with a second implementation."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from queries import Warehouse, warehouse
from tests.oracle.ledger import read_ledger
from tests.oracle.readiness import readiness

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def expected() -> list[dict]:
    return readiness(read_ledger(ROOT / "data" / "sample", ROOT), ROOT)


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Warehouse:
    return warehouse(sample_home)


def test_every_condition_counts_the_same(sample: Warehouse, expected: list[dict]) -> None:
    wanted = Counter((row["item"], row["condition"], row["verdict"]) for row in expected)
    found: Counter[tuple[str, str, str]] = Counter()
    for row in sample.ask("readiness_distribution").iter_rows(named=True):
        for verdict, name in (("pass", "n_met"), ("unknown", "n_open"), ("fail", "n_against")):
            found[row["item"], row["condition"], verdict] += row[name]
    assert +found == wanted
    assert {verdict for _, _, verdict in wanted} == {"pass", "unknown", "fail"}


def test_a_grade_fails_by_one_fact_and_passes_by_all(sample: Warehouse, expected: list[dict]) -> None:
    verdicts: dict[tuple[str, str], set[str]] = {}
    for row in expected:
        verdicts.setdefault((row["item"], row["credit_code"]), set()).add(row["verdict"])
    overall = Counter(
        (item, "fail" if "fail" in seen else "unknown" if "unknown" in seen else "pass")
        for (item, _), seen in verdicts.items()
    )
    rows = sample.ask("readiness_summary").to_dicts()
    assert [row["item"] for row in rows] == ["基础级智能工厂", "先进级智能工厂", "卓越级智能工厂", "领航级智能工厂"]
    for row in rows:
        counted = {"pass": row["n_met"], "unknown": row["n_open"], "fail": row["n_against"]}
        assert counted == {verdict: overall[row["item"], verdict] for verdict in counted}
        assert sum(counted.values()) == row["n_enterprises"]
    assert rows[0]["n_met"] > 0, "maturity 2 and a scene of 生产作业"
    assert rows[-1]["n_met"] == 0, "nobody's share of AI scenes is in the ledger"


def test_one_enterprise_says_where_it_stands(sample: Warehouse) -> None:
    code = sample.ask("enterprise_list").filter(maturity_level=3)["credit_code"][0]
    rows = sample.ask("enterprise_readiness_list", credit_code=code).to_dicts()
    asked = [row for row in rows if row["condition"] == "maturity"]
    maturity = {row["item"]: (row["verdict"], row["value"], row["needed"]) for row in asked}
    assert maturity == {
        "基础级智能工厂": ("pass", "3 级", "≥ 2 级"), "先进级智能工厂": ("pass", "3 级", "≥ 2 级"),
        "卓越级智能工厂": ("pass", "3 级", "≥ 3 级"), "领航级智能工厂": ("fail", "3 级", "≥ 4 级"),
    }  # fmt: skip
    assert all(row["cell"] for row in asked)
