"""Every figure of a certificate is true by brute force, and the checker accepts it and nothing that was altered."""

from __future__ import annotations

import copy
import json
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.decide.certificate import certificate, seal
from dashboard.decide.checker import check
from dashboard.decide.rules import Candidate, Floor, Force, Rules
from dashboard.decide.selection import Selection, select
from tests.dashboard.decide.cases import NEVER, Brute, brute, case, district

# What a proof is made of. Altered, it may still prove what is told, and then nothing false is told.
PROOF = {"proof", "prices", "nodes", "out", "in"}


def cost_of(found: Selection, worth: int, sign: int = 1) -> dict[str, int]:
    now, then = found.total, found.problem.parts(worth)
    return {"points": sign * (now.points - then.points), "missing": sign * (then.missing - now.missing)}


def assert_true(found: Selection, told: dict[str, Any]) -> None:
    """Every claim against every subset."""
    every = brute(found.problem)
    lists = every.lists()
    ids = found.problem.ids
    assert told["total"] == told["bound"] == {"points": found.total.points, "missing": found.total.missing}
    assert told["ties"]["lists"] == [ids(rows) for rows in lists[:20]]
    if len(lists) != 20:
        assert told["ties"]["is_complete"] is (len(lists) < 20)
    place = {c.project_id: i for i, c in enumerate(found.problem.ranked)}
    for entry in told["chosen"]:
        index = place[entry["project_id"]]
        if entry["replacement"] is None:
            assert index in found.problem.forced_in
        else:
            assert_exact(entry["replacement"], cost_of(found, every.best_with(index, is_in=False)))
    for number, entry in enumerate(told["floors"]):
        assert_exact(entry["cost"], cost_of(found, brute(found.problem, without_floor=number).best(), -1))
    for entry in told["rejected"]:
        index = place[entry["project_id"]]
        admitted: Brute = brute(found.problem, admit=index) if not found.problem.may[index] else every
        worth = admitted.best_with(index, is_in=True)
        if entry["miss"] is None:
            assert worth == NEVER
        else:
            assert_exact(entry["miss"], cost_of(found, worth))


def assert_exact(cost: dict[str, Any], expected: dict[str, int]) -> None:
    assert {"points": cost["points"], "missing": cost["missing"]} == expected
    assert cost["at_best"] is None


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value, containers included."""
    yield path
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from paths(value[key], (*path, key))


def altered(value: Any, random: random.Random, numbers: list[str]) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + random.choice((-1, 1, 100))
    if isinstance(value, str):
        return random.choice([n for n in [*numbers, "quota", "floor", "bonus", "own", "原材料"] if n != value])
    if value is None:
        return random.choice(({"points": 1, "missing": 0}, numbers[0]))
    if isinstance(value, dict):
        return None
    return random.choice((value[:-1], [*value, copy.deepcopy(value[0])])) if value else [numbers[0]]


def mutate(told: dict[str, Any], path: tuple[Any, ...], random: random.Random) -> dict[str, Any]:
    """A copy with one place altered and a seal that fits again: the work of somebody who knows about seals."""
    content = copy.deepcopy(told)
    place = content
    for key in path[:-1]:
        place = place[key]
    numbers = [e["project_id"] for e in (*told["chosen"], *told["rejected"])]
    place[path[-1]] = altered(place[path[-1]], random, numbers)
    content["seal"] = seal(content)
    return content


def proven(n_cases: int, n_mutations: int, seed: int) -> None:
    draw, counted = random.Random(seed), Counter[str]()
    for _ in range(n_cases):
        candidates, rules, forces = case(draw, most=14)
        found = select(candidates, rules, forces)
        told = certificate(found)
        assert_true(found, told)
        assert check(told, candidates, rules, forces) == []
        counted["accepted"] += 1
        counted.update(f"by {entry['by']}" for entry in told["rejected"])
        places = [p for p in paths(told) if p and p != ("seal",)]
        for path in draw.sample(places, min(n_mutations, len(places))):
            content = mutate(told, path, draw)
            assert content != told
            problems = check(content, candidates, rules, forces)
            if PROOF & set(path):
                counted["proof rejected" if problems else "proof still proves the same claims"] += 1
            else:
                counted["claim rejected"] += 1
                assert problems, path
            assert check({**content, "seal": told["seal"]}, candidates, rules, forces), path
            counted["unsealed rejected"] += 1
    print(dict(counted))
    assert {f"by {by}" for by in ("ineligible", "own", "quota", "floor", "bonus", "forced")} <= set(counted)


def test_certificates_are_true_and_altered_ones_are_rejected() -> None:
    proven(100, 40, seed=12)


@pytest.mark.slow
def test_a_thousand_certificates_are_true_and_altered_ones_are_rejected() -> None:
    proven(1_000, 100, seed=13)


CANDIDATES = [
    Candidate("A", "E1", 9000, industry="装备制造"), Candidate("B", "E1", 8800, industry="装备制造"),
    Candidate("C", "E2", 8500, industry="装备制造"), Candidate("D", "E3", 8000, industry="装备制造"),
    Candidate("E", "E4", 6000, industry="电子信息"), Candidate("F", "E5", 5500, industry="电子信息"),
    Candidate("G", "E6", 8500, 1, industry="装备制造"), Candidate("H", "E7", 9900, is_eligible=False),
]  # fmt: skip
RULES = Rules(3, floors=(Floor("industry", "装备制造"), Floor("industry", "电子信息")))


def test_a_case_by_hand() -> None:
    """G and C tie at 85.00; G has the better 示范性. E is in for its industry and costs 25 points."""
    told = certificate(select(CANDIDATES, RULES))
    assert told["total"] == {"points": 9000 + 8500 + 6000, "missing": 0}
    assert told["ties"] == {"lists": [["A", "G", "E"], ["A", "C", "E"]], "is_complete": True}
    assert [entry["replacement"]["points"] for entry in told["chosen"]] == [200, 0, 500]
    assert [entry["cost"]["points"] for entry in told["floors"]] == [0, 2500]
    rejected = {e["project_id"]: (e["by"], e["instead"], e["floors"], e["miss"]["points"]) for e in told["rejected"]}
    electronics = [["industry", "电子信息"]]
    assert rejected == {
        "H": ("ineligible", None, [], -1400),
        "B": ("own", "A", [], 200),
        "C": ("floor", "E", electronics, 0),
        "D": ("floor", "E", electronics, 500),
        "F": ("quota", None, [], 500),
    }


def test_another_tied_list_with_all_its_own_figures_is_rejected() -> None:
    """Whoever swaps G for its equal C, and everything that follows from it, still hasn't the published first list."""
    told = certificate(select(CANDIDATES, RULES))
    told["chosen"][1]["project_id"] = "C"
    told["ties"]["lists"].reverse()
    told["seal"] = seal(told)
    assert check(told, CANDIDATES, RULES)[:2] == ["同分名单与证明不符", "名单不是同分名单里按公布次序的第一份"]


def test_a_certificate_of_other_candidates_rules_or_forces_is_rejected() -> None:
    told = certificate(select(CANDIDATES, RULES))
    better = [*CANDIDATES[:5], Candidate("F", "E5", 6500, industry="电子信息"), *CANDIDATES[6:]]
    assert check(told, CANDIDATES, RULES) == []
    assert check(told, better, RULES)
    assert check(told, CANDIDATES, Rules(4, floors=RULES.floors))
    assert check(told, CANDIDATES, RULES, [Force("A", False, "撤回")])


def test_a_certificate_survives_json_and_is_the_same_twice() -> None:
    candidates, rules = district(3, 400, scenario_bonus=100)
    found = select(candidates, rules)
    told = certificate(found)
    assert json.dumps(told) == json.dumps(certificate(found))
    assert json.dumps(told) == json.dumps(certificate(select(candidates[::-1], rules)))
    assert check(json.loads(json.dumps(told)), candidates, rules) == []


@pytest.mark.parametrize("rules", [{}, {"scenario_bonus": 100}, {"counting_unit": "instance", "limit": 60}])
def test_thousands_of_candidates_have_an_exact_certificate(rules: dict[str, object]) -> None:
    candidates, given = district(7, **rules)
    told = certificate(select(candidates, given))
    assert check(told, candidates, given) == []
    assert told["total"] == told["bound"]
    assert all(entry["miss"]["at_best"] is None for entry in told["rejected"])


def test_more_ties_than_listed_are_said_to_be_more() -> None:
    candidates = [Candidate(f"P{n}", f"E{n}", 5000) for n in range(10)]
    told = certificate(select(candidates, Rules(5)), n_ties=7)
    assert (len(told["ties"]["lists"]), told["ties"]["is_complete"]) == (7, False)
    assert told["ties"]["lists"][0] == ["P0", "P1", "P2", "P3", "P4"]
    assert check(told, candidates, Rules(5)) == []


def test_a_proof_that_did_not_end_claims_no_more_than_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """With hardly any steps allowed the costs become ranges, and the checker accepts those and not exact ones."""
    monkeypatch.setattr("dashboard.decide.losses.EFFORT", 0)
    draw, n_ranges = random.Random(5), 0
    for _ in range(60):
        candidates, rules, forces = case(draw)
        found = select(candidates, rules, forces)
        told = certificate(found)
        assert check(told, candidates, rules, forces) == []
        every = brute(found.problem)
        place = {c.project_id: i for i, c in enumerate(found.problem.ranked)}
        for entry in (e for e in told["chosen"] if e["replacement"] and e["replacement"]["at_best"]):
            n_ranges += 1
            cost = cost_of(found, every.best_with(place[entry["project_id"]], is_in=False))
            most, least = entry["replacement"], entry["replacement"]["at_best"]
            assert (least["missing"], least["points"]) <= (cost["missing"], cost["points"])
            assert (cost["missing"], cost["points"]) <= (most["missing"], most["points"])
    assert n_ranges > 0
