"""The best list without a solver, for many scores at once, where the rules allow it.

Under a limit, one per enterprise and floors that don't overlap, the best list is: per floor its best ones, then the
best of the rest. (The lists that fill every floor are the bases of a matroid, on which the greedy choice is the best;
tests/dashboard/decide/test_robustness.py holds it against the solver.) A bonus, a knapsack of instances or
overlapping floors break this.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dashboard.decide.problem import Ints, Problem

_FLOOR, _FORCED = 1 << 45, 1 << 46
NOBODY = -1


def is_greedy(problem: Problem) -> bool:
    """Whether the greedy list is the best one: nobody counts for two floors, and all of an enterprise for the same."""
    if problem.covers.shape[1] or (problem.weight > 1).any() or (problem.counts.sum(axis=1) > 1).any():
        return False
    rows = np.flatnonzero(problem.may)
    rows = rows[np.argsort(problem.enterprise[rows], kind="stable")]
    same = problem.enterprise[rows[1:]] == problem.enterprise[rows[:-1]]
    return not (same & (problem.counts[rows[1:]] != problem.counts[rows[:-1]]).any(axis=1)).any()


def keys(points: Ints, ranks: Ints, n_ranked: int) -> Ints:
    """Points (… × candidate) and published order as one number: the larger comes first, no two are equal."""
    return points * n_ranked + (n_ranked - 1 - ranks)


def greedy_lists(problem: Problem, columns: Ints, keys: Ints) -> NDArray[np.bool_]:
    """Per draw × column who is in the best list. `columns` are the candidates (ranks) that the keys stand for."""
    work = keys.copy()
    if not len(columns) or not problem.rules.limit:
        return np.zeros(work.shape, dtype=bool)
    _keep_best_of_enterprise(problem.enterprise[columns], work)
    is_forced = np.isin(columns, problem.forced_in)
    for number, needed in enumerate(problem.needed):
        counts = problem.counts[columns, number] == 1
        members = np.flatnonzero(counts & ~is_forced)
        places = min(int(needed) - int((counts & is_forced).sum()), len(members))
        if places > 0:
            own = work[:, members]
            last = np.partition(own, len(members) - places, axis=1)[:, len(members) - places]
            work[:, members] += np.where((own >= last[:, None]) & (own > NOBODY), _FLOOR, 0)
    work[:, is_forced] += _FORCED
    place = max(0, len(columns) - problem.rules.limit)
    last = np.partition(work, place, axis=1)[:, place]
    return (work >= last[:, None]) & (work > NOBODY)


def _keep_best_of_enterprise(enterprise: Ints, work: Ints) -> None:
    codes, sizes = np.unique(enterprise, return_counts=True)
    for code in codes[sizes > 1]:
        own = np.flatnonzero(enterprise == code)
        found = work[:, own]
        work[:, own] = np.where(found == found.max(axis=1, keepdims=True), found, NOBODY)
