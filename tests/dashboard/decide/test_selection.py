"""The list is the best one, the only first one, and says what it couldn't do."""

import random
from decimal import Decimal

import pytest

from dashboard.decide.certificate import certificate
from dashboard.decide.checker import check
from dashboard.decide.rules import Candidate, ChoiceRefused, Floor, Force, Rules, hundredths, industry_floors
from dashboard.decide.selection import select
from tests.dashboard.decide.cases import brute, case, district


def proven(n_cases: int, seed: int) -> None:
    draw = random.Random(seed)
    ties = unmet = forced = bonus = 0
    for _ in range(n_cases):
        candidates, rules, forces = case(draw)
        found = select(candidates, rules, forces)
        every = brute(found.problem)
        assert found.worth == every.best()
        lists = every.lists()
        assert list(found.chosen) == lists[0]
        assert found.is_first
        assert check(certificate(found), candidates, rules, forces) == []
        shuffled = draw.sample(candidates, len(candidates))
        assert select(shuffled, rules, forces[::-1]).project_ids == found.project_ids
        ties, unmet = ties + (len(lists) > 1), unmet + bool(found.total.missing)
        forced, bonus = forced + bool(forces), bonus + bool(rules.scenario_bonus)
    kinds = f"{ties} with ties, {unmet} with unmet floors, {forced} forced, {bonus} with a bonus"
    print(f"{n_cases} cases, all certificates accepted: {kinds}")
    assert min(ties, unmet, forced, bonus) > n_cases / 20


def test_brute_force_finds_the_same_list() -> None:
    proven(120, seed=4)


@pytest.mark.slow
def test_brute_force_finds_the_same_list_in_a_thousand_cases() -> None:
    proven(1_000, seed=2023)


def one(number: str, points: int, industry: str = "装备制造", code: str = "", **given: object) -> Candidate:
    return Candidate(number, code or f"E-{number}", points, industry=industry, **given)  # type: ignore[arg-type]


def test_a_floor_brings_in_the_best_of_its_industry() -> None:
    candidates = [one("A", 9000), one("B", 8000), one("C", 5000, "电子信息"), one("D", 4000, "电子信息")]
    floors = industry_floors(candidates, ("原材料", "装备制造", "消费品", "电子信息"))
    assert floors == (Floor("industry", "装备制造"), Floor("industry", "电子信息"))
    assert select(candidates, Rules(2, floors=floors)).project_ids == ["A", "C"]
    assert select(candidates, Rules(2)).project_ids == ["A", "B"]


def test_floors_that_cannot_be_met_are_named_with_the_smallest_shortfall() -> None:
    candidates = [one("A", 9000, town="甲"), one("B", 8000, town="乙"), one("C", 7000, town="丙")]
    floors = (Floor("town", "甲"), Floor("town", "丙", 2), Floor("town", "丁"))
    found = select(candidates, Rules(2, floors=floors))
    assert found.project_ids == ["A", "C"]
    assert found.shortfalls == [(Floor("town", "丙", 2), 1), (Floor("town", "丁"), 1)]
    assert found.total.points == 16000


def test_a_bonus_counts_each_covered_scenario_once() -> None:
    candidates = [
        one("A", 5000, scenarios=frozenset("xy")), one("B", 4900, scenarios=frozenset("xy")),
        one("C", 4700, scenarios=frozenset("z")),
    ]  # fmt: skip
    assert select(candidates, Rules(2)).project_ids == ["A", "B"]
    found = select(candidates, Rules(2, scenario_bonus=300))
    assert found.project_ids == ["A", "C"]
    assert found.total.points == 5000 + 4700 + 3 * 300


def test_only_the_better_application_of_an_enterprise_enters() -> None:
    candidates = [one("A", 9000, code="E"), one("B", 8900, code="E"), one("C", 10)]
    assert select(candidates, Rules(2)).project_ids == ["A", "C"]


def test_instances_fill_a_quota_of_instances() -> None:
    candidates = [one("A", 900, n_instances=3), one("B", 500, n_instances=2), one("C", 450, n_instances=1)]
    assert select(candidates, Rules(3, "instance")).project_ids == ["B", "C"]
    assert select(candidates, Rules(3, "application")).project_ids == ["A", "B", "C"]


def test_people_force_with_a_reason_and_the_result_says_who_does_not_qualify() -> None:
    candidates = [one("A", 900), one("B", 500), one("C", 100, is_eligible=False)]
    forces = [Force("C", True, "区级会商", "已补正，待复核"), Force("A", False, "企业撤回")]
    found = select(candidates, Rules(2), forces)
    assert (found.project_ids, found.ineligible) == (["B", "C"], ["C"])


@pytest.mark.parametrize(
    ("forces", "said"),
    [
        ([Force("A", True, "甲"), Force("A", False, "乙")], "既指定入选又指定不选"),
        ([Force("A", True, "甲"), Force("A", True, "乙")], "指定了两次"),
        ([Force("A", True, "甲"), Force("B", True, "乙")], "每家只能推荐一项"),
        ([Force("A", True, "甲"), Force("C", True, "乙"), Force("F", True, "丙")], "超过上限 2 个"),
        ([Force("D", True, "甲")], "不符合申报条件"),
        ([Force("A", False, " ")], "没有写理由"),
        ([Force("Z", True, "甲")], "不在候选名单里"),
    ],
)
def test_contradictory_forces_are_refused(forces: list[Force], said: str) -> None:
    candidates = [one("A", 9, code="E"), one("B", 8, code="E"), one("C", 7), one("F", 5)]
    candidates.append(one("D", 6, is_eligible=False))
    with pytest.raises(ChoiceRefused, match=said):
        select(candidates, Rules(2), forces)


def test_an_ineligible_or_forced_out_candidate_does_not_enter_a_list_with_room() -> None:
    assert select([one("A", 9, is_eligible=False)], Rules(5)).project_ids == []
    assert select([one("A", 9)], Rules(5), [Force("A", False, "回避")]).project_ids == []
    assert select([], Rules(5)).project_ids == []


def test_scores_become_exact_hundredths() -> None:
    assert [hundredths(value) for value in (71.83, 0.29, Decimal("100.00"), 64.1)] == [7183, 29, 10000, 6410]
    with pytest.raises(ChoiceRefused, match="两位小数"):
        hundredths(71.834)


@pytest.mark.parametrize("rules", [{}, {"scenario_bonus": 100}, {"counting_unit": "instance", "limit": 60}])
def test_thousands_of_candidates_give_a_certainly_first_list(rules: dict[str, object]) -> None:
    candidates, given = district(7, **rules)
    found = select(candidates, given)
    assert found.is_first
    assert not found.shortfalls
