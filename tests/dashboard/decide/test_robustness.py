"""稳入、临界、落选: exact against every end of every range; the greedy list is the solver's."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import numpy as np
import pytest

from dashboard.decide.greedy import greedy_lists, is_greedy, keys
from dashboard.decide.problem import Problem, problem
from dashboard.decide.robustness import Robustness, robustness
from dashboard.decide.rules import Candidate, ChoiceRefused, Floor, Force, Rules, industry_floors
from dashboard.decide.selection import select
from dashboard.decide.uncertainty import Uncertainty, drawn_weights, least_sums, uncertainty
from tests.dashboard.decide.cases import INDUSTRIES, candidate

Spans = dict[str, tuple[float, float]]


def plain_case(draw: random.Random, n: int, top: int = 10_000) -> tuple[list[Candidate], Rules, list[Force]]:
    """Candidates under industry floors, forces at times; an enterprise has one industry."""
    industry: dict[str, str] = {}
    found = [candidate(draw, number, n, top) for number in range(n)]
    found = [replace(one, industry=industry.setdefault(one.credit_code, one.industry)) for one in found]
    floors = industry_floors(found, INDUSTRIES) if draw.random() < 0.8 else ()
    floors = tuple(replace(floor, at_least=draw.choice((1, 1, 2))) for floor in floors)
    forces = [Force(found[0].project_id, draw.random() < 0.5, "理由", "另有说明")] if draw.random() < 0.3 else []
    return found, Rules(draw.randint(1, 7), floors=floors), forces


def scored(found: Problem, points: np.ndarray) -> list[str]:
    """The solver's list under other points; equal points keep the published order."""
    others = [
        replace(one, points=int(value), demo_points=-rank, base_points=0)
        for rank, (one, value) in enumerate(zip(found.ranked, points, strict=True))
    ]
    return select(others, found.rules, list(found.forced.values())).project_ids


def test_the_greedy_list_is_the_solvers() -> None:
    draw, random_points = random.Random(8), np.random.default_rng(8)
    n_lists = 0
    for _ in range(150):
        candidates, rules, forces = plain_case(draw, draw.randint(1, 30), draw.choice((3, 50, 10_000)))
        found = problem(candidates, rules, forces)
        assert is_greedy(found)
        n = len(found.ranked)
        columns = np.flatnonzero(found.may)
        points = random_points.integers(0, draw.choice((4, 10_000)), (5, n))
        lists = greedy_lists(found, columns, keys(points[:, columns], columns, n))
        for row, chosen in zip(points, lists, strict=True):
            assert set(found.ids(columns[chosen])) == set(scored(found, row))
            n_lists += 1
    print(f"{n_lists} lists equal")


def test_rules_that_break_the_greedy_choice_are_recognised() -> None:
    both = [Candidate("A", "E1", 3, industry="原材料", town="甲"), Candidate("B", "E1", 2, industry="消费品")]
    assert is_greedy(problem(both, Rules(1)))
    assert not is_greedy(problem(both, Rules(1, floors=(Floor("industry", "原材料"), Floor("town", "甲")))))
    assert not is_greedy(problem(both, Rules(1, floors=(Floor("industry", "消费品"),))))
    covering = [Candidate("A", "E1", 3, scenarios=frozenset("x"))]
    assert not is_greedy(problem(covering, Rules(1, scenario_bonus=5)))


def claims(draw: random.Random, found: Problem, n_open: int, n_criteria: int) -> dict[str, Spans]:
    """Points per criterion, `n_open` of them ranges."""
    spans = {c.project_id: {f"k{k}": (v := draw.randint(0, 100), v) for k in range(n_criteria)} for c in found.ranked}
    for _ in range(n_open):
        one = draw.choice(list(spans))
        name = f"k{draw.randrange(n_criteria)}"
        spans[one][name] = (max(0, spans[one][name][0] - draw.randint(1, 40)), min(100, spans[one][name][1] + 30))
    return {one: {name: (float(a), float(b)) for name, (a, b) in own.items()} for one, own in spans.items()}


def every_end(found: Problem, given: Uncertainty, weights: np.ndarray) -> np.ndarray:
    """Who is in for each combination of the ends of all claims under one set of weights."""
    places = np.argwhere(given.low < given.high)
    seen = []
    for ends in itertools.product((0, 1), repeat=len(places)):
        points = given.low.copy()
        for (i, k), end in zip(places, ends, strict=True):
            points[i, k] = (given.low, given.high)[end][i, k]
        scores = np.floor(points @ weights + 0.5 + 1e-9).astype(int)
        inside = set(scored(found, scores))
        seen.append([one.project_id in inside for one in found.ranked])
    return np.array(seen)


def test_with_fixed_weights_every_verdict_is_exact() -> None:
    draw = random.Random(21)
    weights = {"k0": 50.0, "k1": 30.0, "k2": 20.0}
    n_verdicts = {"in": 0, "borderline": 0, "out": 0}
    for _ in range(25):
        candidates, rules, forces = plain_case(draw, draw.randint(2, 9))
        found = problem(candidates, rules, forces)
        if int(found.needed.sum()) > rules.limit:
            found = problem(candidates, replace(rules, floors=()), forces)
        given = uncertainty(found, {k: (w, w) for k, w in weights.items()}, claims(draw, found, 5, 3))
        seen = every_end(found, given, np.array(list(weights.values())))
        result = robustness(found, given, n_draws=200)
        assert result.is_exact
        for one, column in zip(result.candidates, seen.T, strict=True):
            expected = "in" if column.all() else "borderline" if column.any() else "out"
            assert (one.verdict, one.is_proved) == (expected, True)
            n_verdicts[expected] += 1
    print(n_verdicts)
    assert min(n_verdicts.values()) > 20


def ranged(draw: random.Random, n: int) -> tuple[Problem, Uncertainty]:
    candidates, rules, forces = plain_case(draw, n)
    found = problem(candidates, rules, forces)
    weights = {"k0": (40.0, 60.0), "k1": (20.0, 40.0), "k2": (10.0, 30.0)}
    return found, uncertainty(found, weights, claims(draw, found, 5, 3))


def vertices(given: Uncertainty) -> list[np.ndarray]:
    """Corners of the admitted weights: all at an end but one, which restores the sum."""
    found = []
    for ends in itertools.product((0, 1), repeat=len(given.criteria)):
        for free in range(len(given.criteria)):
            weights = np.where(ends, given.weight_high, given.weight_low)
            weights[free] += 100 - weights.sum()
            if given.weight_low[free] - 1e-9 <= weights[free] <= given.weight_high[free] + 1e-9:
                found.append(weights)
    return list({tuple(w): w for w in found}.values())


def test_what_is_proved_under_weight_ranges_holds_at_every_corner() -> None:
    draw = random.Random(22)
    n_proved = 0
    for _ in range(6):
        found, given = ranged(draw, draw.randint(4, 9))
        seen = np.concatenate([every_end(found, given, weights) for weights in vertices(given)])
        result = robustness(found, given, n_draws=2_000)
        for one, column in zip(result.candidates, seen.T, strict=True):
            if one.is_proved and one.verdict != "borderline":
                n_proved += 1
                assert set(column) == {one.verdict == "in"}
            if column.any() and not column.all():
                assert one.verdict == "borderline" or not one.is_proved
    print(f"{n_proved} proved verdicts hold at all corners")
    assert n_proved > 20


def test_least_sums_are_the_least_over_the_corners_and_no_draw_is_less() -> None:
    given = ranged(random.Random(3), 8)[1]
    points = np.random.default_rng(3).uniform(-100, 100, (50, 3))
    corners = np.min([points @ weights for weights in vertices(given)], axis=0)
    assert least_sums(given, points) == pytest.approx(corners)
    weights = drawn_weights(given, 5_000, np.random.default_rng(3))
    assert weights.sum(axis=1) == pytest.approx(np.full(5_000, 100.0))
    assert (weights >= given.weight_low - 1e-9).all()
    assert (weights <= given.weight_high + 1e-9).all()
    assert (points @ weights.T).min(axis=1) == pytest.approx(corners, abs=200)
    assert ((points @ weights.T).min(axis=1) >= corners - 1e-6).all()


def two_for_one_place(low: float, high: float) -> Robustness:
    """A is certain of 60 points, B lies evenly between two claims; one place."""
    found = problem([Candidate("A", "E1", 6000), Candidate("B", "E2", 5000)], Rules(1))
    return robustness(found, uncertainty(found, {"k": (100, 100)}, {"A": {"k": (60, 60)}, "B": {"k": (low, high)}}))


def test_a_share_by_hand_lies_within_its_margin() -> None:
    """B passes A in a quarter of its range 40–66.67."""
    result = two_for_one_place(40, 40 + 20 / 0.75)
    assert [one.verdict for one in result.candidates] == ["borderline", "borderline"]
    a, b = result.candidates
    assert a.share + b.share == 1
    assert abs(b.share - 0.25) < 1.5 * b.margin
    assert b.margin == pytest.approx(1.96 * (0.25 * 0.75 / 10_000) ** 0.5, rel=0.05)
    assert result == two_for_one_place(40, 40 + 20 / 0.75)


def test_the_datum_to_verify_is_the_one_that_decides() -> None:
    """B's claim decides between A and B; D's decides nothing, for C is far ahead of it and E far behind."""
    numbers = {"C": (95, 95), "A": (60, 60), "B": (40, 80), "D": (10, 30), "E": (5, 5)}
    found = problem([Candidate(n, f"E-{n}", int(100 * low)) for n, (low, _) in numbers.items()], Rules(2))
    given = uncertainty(found, {"k": (100, 100)}, {n: {"k": span} for n, span in numbers.items()})
    result = robustness(found, given)
    assert [one.verdict for one in result.candidates] == ["in", "borderline", "borderline", "out", "out"]
    datum = result.next_datum
    assert datum is not None
    assert (datum.project_id, datum.criterion, datum.low, datum.high) == ("B", "k", 40, 80)
    # Two even chances are in doubt; four of the five parts of the range settle both, the middle one neither.
    assert (datum.n_in_doubt, datum.n_settled) == (pytest.approx(2, abs=0.01), pytest.approx(1.6, abs=0.05))


def test_where_the_greedy_choice_fails_the_solver_draws() -> None:
    found = problem(
        [
            Candidate("A", "E1", 6000, scenarios=frozenset("x")), Candidate("B", "E2", 5900, scenarios=frozenset("x")),
            Candidate("C", "E3", 5600, scenarios=frozenset("y")),
        ],
        Rules(2, scenario_bonus=500),
    )  # fmt: skip
    spans = {"A": (60.0, 60.0), "B": (50.0, 70.0), "C": (56.0, 56.0)}
    result = robustness(found, uncertainty(found, {"k": (100, 100)}, {n: {"k": s} for n, s in spans.items()}))
    assert result.n_draws == 100
    assert not result.is_exact
    assert [one.verdict for one in result.candidates] == ["borderline", "borderline", "in"]
    assert not result.candidates[2].is_proved


def test_ranges_that_make_no_sense_are_refused() -> None:
    found = problem([Candidate("A", "E1", 1)], Rules(1))
    good = {"A": {"k": (1.0, 2.0)}}
    for weights, points in (
        ({"k": (60.0, 40.0)}, good), ({"k": (10.0, 90.0)}, good), ({"k": (100.0, 100.0)}, {}),
        ({"k": (100.0, 100.0)}, {"A": {"k": (2.0, 1.0)}}),
    ):  # fmt: skip
        with pytest.raises(ChoiceRefused):
            uncertainty(found, weights, points)
