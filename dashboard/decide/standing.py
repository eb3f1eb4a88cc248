"""Who is in, or out, whatever turns out: proved from pairs, for the rules under which the greedy list is the best.

Of two candidates one surely ranks first if its least lead over the other is positive, over all admitted weights and
claims. A candidate is in the list exactly when those of its own floor that rank before it are fewer than the floor's
places, or when all who rank before it and the floor places they leave to others are fewer than the limit. Both counts
only grow with those before it. So counting everybody who may rank before it proves that it is in, and counting only
those who surely do proves that it is out. Where weights are fixed, a candidate at its worst and all others at their
best occur together: then what is proved neither way is borderline for certain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.decide.greedy import keys
from dashboard.decide.problem import Ints, Problem
from dashboard.decide.uncertainty import Floats, Uncertainty, hundredths_of, least_sums

PAIRS = 900  # candidates compared pair by pair under weight ranges; above it only their own extremes are used
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Standing:
    """Per candidate in published order what is proved, and whether neither means borderline for certain."""

    is_in: Bools
    is_out: Bools
    is_exact: bool


def standing(problem: Problem, given: Uncertainty) -> Standing:
    """What is proved. Those who may not enter are out; those whom people put in are in."""
    n = len(problem.ranked)
    is_in, is_out = np.zeros(n, dtype=bool), ~problem.may
    is_in[list(problem.forced_in)] = True
    asked = np.flatnonzero(~is_in & ~is_out)
    limit = problem.rules.limit - len(problem.forced_in)
    floors = _Floors(problem, asked)
    if int(floors.needed.sum()) > limit:
        return Standing(is_in, is_out, False)
    ranks = np.arange(n)
    worst = keys(hundredths_of(least_sums(given, given.low)), ranks, n)
    best = keys(hundredths_of(-least_sums(given, -given.high)), ranks, n)
    # Whom even their own extremes put out, counted by sorting: thousands need no pairs.
    gone = floors.out_by_extremes(problem, asked, worst, best, limit)
    is_out[asked[gone]] = True
    left = asked[~gone]
    surely = worst[left][:, None] > best[left][None, :]
    if not given.has_fixed_weights and len(left) <= PAIRS:
        surely |= _leads(given, left) > np.where(left[:, None] < left[None, :], 0.0, 1.0) + 1e-6
    np.fill_diagonal(surely, False)
    same = problem.enterprise[left][:, None] == problem.enterprise[left][None, :]
    may_lead = ~surely.T & ~np.eye(len(left), dtype=bool)
    full, short = floors.room(problem, left, may_lead, limit)
    is_in[left] = (full | short) & ~(may_lead & same).any(axis=0)
    full, short = floors.room(problem, left, surely, limit)
    is_out[left] |= ~(full | short) | (surely & same).any(axis=0)
    return Standing(is_in, is_out, given.has_fixed_weights)


def _leads(given: Uncertainty, rows: Ints) -> Floats:
    """Least lead in hundredths of each row's candidate over each column's, over all weights and claims."""
    low, high = given.low[rows], given.high[rows]
    return np.stack([least_sums(given, own[None, :] - high) for own in low]) if len(rows) else np.zeros((0, 0))


class _Floors:
    """Floor places still to fill after the forced, at most as many as enterprises could fill them."""

    def __init__(self, problem: Problem, asked: Ints) -> None:
        forced = problem.counts[list(problem.forced_in)].sum(axis=0)
        n = problem.counts.shape[1]
        able = [len(np.unique(problem.enterprise[asked[problem.counts[asked, f] == 1]])) for f in range(n)]
        self.needed = np.minimum(np.maximum(0, problem.needed - forced), np.array(able, dtype=np.int64))

    def out_by_extremes(self, problem: Problem, asked: Ints, worst: Ints, best: Ints, limit: int) -> Bools:
        """Who is out counting only enterprises whose worst beats its best."""
        enterprise, counts = problem.enterprise[asked], problem.counts[asked]
        top = np.full(int(problem.enterprise.max(initial=-1)) + 1, -1, dtype=np.int64)
        np.maximum.at(top, enterprise, worst[asked])
        mine = best[asked]
        before = _n_above(top[np.unique(enterprise)], mine) - (top[enterprise] > mine)
        of_floor = np.zeros(counts.shape, dtype=np.int64)
        for f in range(counts.shape[1]):
            of_floor[:, f] = _n_above(top[np.unique(enterprise[counts[:, f] == 1])], mine)
        of_floor = of_floor - counts * (top[enterprise] > mine)[:, None]
        full, short = self._room(counts, before, of_floor, limit)
        return ~(full | short)

    def room(self, problem: Problem, rows: Ints, ahead: Bools, limit: int) -> tuple[Bools, Bools]:
        """Per candidate (column of `ahead`) whether the list, or its own floor, still has a place for it."""
        enterprise, counts = problem.enterprise[rows], problem.counts[rows]
        codes, inverse = np.unique(enterprise, return_inverse=True)
        member = np.zeros((len(codes), len(rows)), dtype=np.float32)
        member[inverse, np.arange(len(rows))] = 1
        enterprises = (member @ ahead.astype(np.float32)) > 0
        enterprises[inverse, np.arange(len(rows))] = False
        of_enterprise = (member @ counts.astype(np.float32)) > 0
        of_floor = enterprises.T.astype(np.float32) @ of_enterprise.astype(np.float32)
        return self._room(counts, enterprises.sum(axis=0), of_floor.astype(np.int64), limit)

    def _room(self, counts: Ints, before: Ints, of_floor: Ints, limit: int) -> tuple[Bools, Bools]:
        left_to_others = np.where(counts == 1, 0, np.maximum(0, self.needed - of_floor)).sum(axis=1)
        own_floor = ((counts == 1) & (of_floor < self.needed)).any(axis=1)
        return before + left_to_others < limit, own_floor


def _n_above(values: Ints, thresholds: Ints) -> Ints:
    return len(values) - np.searchsorted(np.sort(values), thresholds, side="right")
