"""On the edge of every threshold: tables of cases (boundaries/*.csv) through the real intake."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from etl.load import load
from etl.paths import Home
from queries import Warehouse, warehouse
from tests.district.codes import credit_code
from tests.policy.cases import Delivery, all_cases, deliver, read_cases, tables
from tests.policy.replay import wrong_cases, wrong_quotas

AS_OF = date(2026, 11, 20)
FIRST_AWARD = date(2021, 1, 1)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """All cases of all tables in one build."""
    folder = tmp_path_factory.mktemp("boundaries")
    deliver(all_cases()).write(folder / "in")
    load([folder / "in"], Home(folder / "home"), AS_OF)
    return warehouse(folder / "home")


@pytest.fixture(scope="module")
def recognised(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """One recognition a day from 2021-01-01, so that the n-th day has n of them."""
    folder = tmp_path_factory.mktemp("recognised")
    delivery = Delivery()
    for number in range(60):
        day = FIRST_AWARD + timedelta(number)
        delivery.rows["认定"].append([f"虚构第{number}公司", credit_code(number), "区级智能车间", day.isoformat()])
    delivery.write(folder / "in")
    load([folder / "in"], Home(folder / "home"), AS_OF)
    return warehouse(folder / "home")


def test_nothing_was_left_out(judged: Warehouse) -> None:
    """A case that intake quarantines would prove nothing."""
    assert judged.ask("source_reconciliation")["n_quarantined"].sum() == 0
    assert judged.ask("project_list").height >= len(all_cases())


@pytest.mark.parametrize("table", tables())
def test_boundaries(judged: Warehouse, table: str) -> None:
    detail = judged.ask("eligibility_detail").iter_rows(named=True)
    verdict = {(row["project_id"], row["condition"]): row["verdict"] for row in detail}
    overall = {row["project_id"]: row["eligibility"] for row in judged.ask("project_list").iter_rows(named=True)}
    names = {case["case"] for case in read_cases(table)}
    checked = 0
    wrong = []
    for project, case in all_cases():
        if case["case"] not in names:
            continue
        found = (verdict.get((project, case["condition"]), "-"), overall[project])
        checked += 1
        if found != (case["verdict"], case["eligibility"]):
            wrong.append((case["case"], found, "wanted", (case["verdict"], case["eligibility"])))
    assert checked == len(names)
    assert not wrong


def test_every_condition_of_the_calls_has_a_pass_and_a_fail(judged: Warehouse) -> None:
    """`industrial` can't fail: the intake takes the four industries only; so only its pass is asked."""
    seen: dict[str, set[str]] = {}
    for _, case in all_cases():
        seen.setdefault(case["condition"], set()).add(case["verdict"])
    conditions = set(judged.ask("eligibility_detail")["condition"])
    assert {name for name in conditions if not {"pass", "fail"} <= seen.get(name, set())} <= {
        "industrial", "registered_in_district", "registered_in_city", "operating_in_district", "taxed_in_district",
        "credit_clear",
    }  # fmt: skip


@pytest.mark.parametrize("case", read_cases("quotas"), ids=lambda case: "-".join(list(case.values())[:3]))
def test_quotas(recognised: Warehouse, case: dict[str, str]) -> None:
    day = FIRST_AWARD + timedelta(int(case["n_recognised"]) - 1)
    rows = recognised.ask("quota_status", call="national-2023", as_of=day.isoformat()).to_dicts()
    (row,) = [row for row in rows if (row["applicant_kind"], row["track"]) == (case["applicant_kind"], case["track"])]
    assert row["n_recognised"] == int(case["n_recognised"])
    assert {name: str(row[name]) for name in ("limit", "is_lifted", "n_to_lift")} == {
        name: case[name] for name in ("limit", "is_lifted", "n_to_lift")
    }


def test_scores_worked_out_by_hand(judged: Warehouse) -> None:
    """Points on the pack's scale and their weighted part, for some applications of both tracks."""
    project_of = {case["case"]: project for project, case in all_cases()}
    for row in read_cases("scores"):
        table = judged.ask("criterion_score_list", project_id=project_of[row["case"]]).to_dicts()
        (found,) = [each for each in table if each["criterion"] == row["criterion"]]
        assert f"{found['criterion_points']:g}" == row["points"], row
        assert f"{found['weighted_points']:g}" == row["weighted"], row


def test_the_replay_in_memory_agrees_with_the_build() -> None:
    """tests/policy/mutate.py asks the replay; under the packs as they are it finds nothing wrong."""
    assert wrong_cases() == []
    assert wrong_quotas() == []
