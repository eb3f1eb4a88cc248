"""How firmly each candidate stands: 稳入, 临界 or 落选 while weights and unverified claims may turn out otherwise.

What pairs prove is proved (see `standing`); with fixed weights that settles everybody, exactly. The rest is drawn:
10,000 seeded draws of weights and claims, each with its own best list. Drawn both in and out, a candidate is borderline
for certain; drawn always the same way, it is only likely, and its margin says how far. Draws that tie in hundredths
keep the published order. Under a bonus, an instance quota or overlapping floors each draw needs the solver: nothing but
eligibility and force is proved then, and fewer draws are taken.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dashboard.decide.greedy import greedy_lists, is_greedy, keys
from dashboard.decide.problem import Ints, Problem
from dashboard.decide.selection import select
from dashboard.decide.standing import Standing, standing
from dashboard.decide.uncertainty import Floats, Uncertainty, drawn_weights, hundredths_of
from dashboard.decide.verify import PARTS, Datum, next_datum

DRAWS, SOLVED_DRAWS, CHUNK, SEED = 10_000, 100, 1_000, 20230804
Verdict = Literal["in", "borderline", "out"]


@dataclass(frozen=True)
class Firmness:
    """Verdict of one candidate: proved or only drawn, share of draws in the list, and that share's error (95 %)."""

    project_id: str
    verdict: Verdict
    is_proved: bool
    share: float
    margin: float


@dataclass(frozen=True)
class Robustness:
    """Per candidate in published order; how it was found; and the claim whose verification settles most, if any."""

    candidates: tuple[Firmness, ...]
    n_draws: int
    is_exact: bool
    next_datum: Datum | None


def robustness(problem: Problem, given: Uncertainty, *, n_draws: int = DRAWS, seed: int = SEED) -> Robustness:
    """Firmness of every candidate; the same for the same input and seed."""
    fast = is_greedy(problem)
    n = len(problem.ranked)
    known = standing(problem, given) if fast else _forced_only(problem)
    columns = np.flatnonzero(~known.is_out)
    taken = n_draws if fast else min(n_draws, SOLVED_DRAWS)
    random = np.random.default_rng(seed)
    chosen, claims = np.zeros((taken, len(columns)), dtype=bool), []
    asked = (given.low < given.high) & ~(known.is_in | known.is_out)[:, None]
    for start in range(0, taken, CHUNK):
        rows = slice(start, min(taken, start + CHUNK))
        points, drawn = _drawn(problem, given, columns, rows.stop - rows.start, random, asked[columns])
        claims.append(drawn)
        lists = greedy_lists(problem, columns, keys(points, columns, n)) if fast else _solved(problem, columns, points)
        chosen[rows] = lists
    shares = np.zeros(n)
    shares[columns] = chosen.mean(axis=0)
    verdicts = [_firmness(problem, known, index, float(shares[index]), taken) for index in range(n)]
    unsure = np.flatnonzero([v.verdict == "borderline" for v in verdicts])
    at, criterion = np.nonzero(asked[columns])
    is_unsure = np.isin(columns, unsure)
    data = [(int(columns[i]), int(k)) for i, k in zip(at, criterion, strict=True) if is_unsure[i]]
    parts = np.concatenate(claims)[:, is_unsure[at]] if claims else np.zeros((0, 0), dtype=np.int8)
    best = next_datum(problem, given, data, parts, chosen[:, is_unsure]) if data else None
    return Robustness(tuple(verdicts), taken, known.is_exact, best)


def _firmness(problem: Problem, known: Standing, index: int, share: float, n_draws: int) -> Firmness:
    proved = bool(known.is_in[index] or known.is_out[index])
    number = problem.ranked[index].project_id
    if proved:
        return Firmness(number, "in" if known.is_in[index] else "out", True, float(known.is_in[index]), 0.0)
    # Rule of three: what never happened in n draws happens in less than 3/n of cases, at 95 %.
    margin = 1.96 * (share * (1 - share) / n_draws) ** 0.5 if 0 < share < 1 else 3 / n_draws
    if known.is_exact or 0 < share < 1:
        return Firmness(number, "borderline", True, share, margin)
    return Firmness(number, "in" if share else "out", False, share, margin)


def _forced_only(problem: Problem) -> Standing:
    is_in = np.zeros(len(problem.ranked), dtype=bool)
    is_in[list(problem.forced_in)] = True
    return Standing(is_in, ~problem.may, False)


def _drawn(
    problem: Problem, given: Uncertainty, columns: Ints, n_draws: int, random: np.random.Generator,
    asked: NDArray[np.bool_],
) -> tuple[Ints, NDArray[np.int8]]:  # fmt: skip
    """Points per draw × column, and the part of its range in which each asked claim was drawn."""
    weights = drawn_weights(given, n_draws, random)
    low, width = given.low[columns], given.high[columns] - given.low[columns]
    sums: Floats = weights @ low.T
    parts = np.zeros((n_draws, int(asked.sum())), dtype=np.int8)
    number = np.cumsum(asked.ravel()).reshape(asked.shape) - 1
    for k in range(len(given.criteria)):
        spread = np.flatnonzero(width[:, k] > 0)
        place = random.random((n_draws, len(spread)), dtype=np.float32)
        sums[:, spread] += weights[:, k : k + 1] * (place * width[spread, k])
        kept = asked[spread, k]
        parts[:, number[spread[kept], k]] = np.minimum(PARTS - 1, place[:, kept] * PARTS)
    return hundredths_of(sums), parts


def _solved(problem: Problem, columns: Ints, points: Ints) -> NDArray[np.bool_]:
    """The solver's list per draw; equal points keep the published order."""
    lists = np.zeros(points.shape, dtype=bool)
    for draw, row in enumerate(points):
        candidates = [
            replace(problem.ranked[index], points=int(value), demo_points=-int(index), base_points=0)
            for index, value in zip(columns, row, strict=True)
        ]
        found = select(candidates, problem.rules, [f for f in problem.forced.values() if f.is_in])
        inside = set(found.project_ids)
        lists[draw] = [candidate.project_id in inside for candidate in candidates]
    return lists
