"""Paths worked out by hand (path_cases.csv), each enterprise delivered through the real intake.

tier is what it applied for, empty without any application; differs says under the headings of the boundary tables
(tests/policy/cases.py) what differs from an applicant that meets everything.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from etl.load import load
from etl.paths import Home
from queries import Warehouse, warehouse
from tests.district.codes import credit_code
from tests.policy.cases import HERE, deliver

SHOWN = ("path_state", "n_unmet", "n_to_verify", "words")


def read_cases() -> list[dict[str, str]]:
    with (HERE / "path_cases.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def parts(differs: str) -> list[str]:
    return differs.split("; ") if differs else []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """All cases in one build; case n is enterprise n with project LJ-n."""
    folder = tmp_path_factory.mktemp("paths")
    cases = [
        (f"LJ-{number:03d}", {"tier": case["tier"]} | dict(part.split("=") for part in parts(case["differs"])))
        for number, case in enumerate(read_cases(), 1)
    ]
    delivery = deliver([(project, case | {"tier": case["tier"] or "区级智能工厂"}) for project, case in cases])
    without = {project for project, case in cases if not case["tier"]}
    for name in ("申报项目", "场景实例", "投入", "成效"):
        delivery.rows[name] = [row for row in delivery.rows[name] if row[0] not in without]
    delivery.write(folder / "in")
    load([folder / "in"], Home(folder / "home"), date(2026, 11, 20))
    return warehouse(folder / "home")


def test_nothing_was_left_out(built: Warehouse) -> None:
    assert built.ask("source_reconciliation")["n_quarantined"].sum() == 0
    assert built.ask("enterprise_list").height == len(read_cases()) > 30


@pytest.mark.parametrize(("number", "case"), list(enumerate(read_cases(), 1)), ids=[c["case"] for c in read_cases()])
def test_the_path_is_the_one_worked_out_by_hand(built: Warehouse, number: int, case: dict[str, str]) -> None:
    code = credit_code(number)
    listed = built.ask("enterprise_path_list", credit_code=code).to_dicts()
    assert len(listed) == 6
    (found,) = [row for row in listed if row["tier"] == case["target"]]
    shown = {name: "" if found[name] is None else str(found[name]) for name in SHOWN}
    assert shown == {name: case[name] for name in SHOWN}
    if found["basis"] == "own_call":
        assert found["project_id"] == f"LJ-{number:03d}", "the application that leaves fewest conditions"
    steps = built.ask("path_step_list", credit_code=code, tier=case["target"])
    blocking = steps.filter(severity="block")
    assert blocking.height == int(case["n_unmet"] or 0)
    for step in blocking.iter_rows(named=True):
        assert step["words"] in found["words"]
        assert step["clause"]
        assert step["quote"]


def test_a_weaker_condition_on_the_same_fact_is_no_further_element() -> None:
    """300 万 beside 500 万: whoever meets the stronger meets both, so the set stays as it was."""
    from tests.policy.memory import run_rules, with_policy
    from tests.policy.replay import delivered_rows

    found = []
    for is_doubled in (False, True):
        connection = with_policy(rows=delivered_rows())
        if is_doubled:
            connection.execute(
                "INSERT INTO condition SELECT * REPLACE ('weaker' AS condition, 99 AS condition_order,"
                " 3000000 AS value_num) FROM condition WHERE condition = 'min_investment' AND value_num = 5000000"
            )
        run_rules(connection, "path.sql")
        found.append(connection.execute(
            "SELECT credit_code, item, n_unmet, words FROM path ORDER BY credit_code, item"
        ).fetchall())
        ((n_weaker,),) = connection.execute("SELECT count(*) FROM path_step WHERE condition = 'weaker'").fetchall()
        assert n_weaker == 0
        connection.close()
    assert found[0] == found[1]
    assert sum("软硬件投入" in words for *_, words in found[0]) > 10


def test_no_call_has_opened_no_target(tmp_path: Path) -> None:
    delivery = deliver([("LJ-001", {"case": "早", "tier": "区级智能工厂"})])
    delivery.write(tmp_path / "in")
    load([tmp_path / "in"], Home(tmp_path / "home"), date(2023, 8, 3))
    early = warehouse(tmp_path / "home")
    assert early.ask("path_list", within="99").is_empty()
    assert early.ask("enterprise_path_list", credit_code=credit_code(1)).is_empty()
    load([tmp_path / "in"], Home(tmp_path / "home"), date(2023, 8, 10))
    listed = warehouse(tmp_path / "home").ask("enterprise_path_list", credit_code=credit_code(1))
    assert set(listed["tier"]) == {"优秀场景", "示范工厂"}
    assert set(listed["judged_on"]) == {date(2023, 8, 10)}, "before the deadline the data date"
