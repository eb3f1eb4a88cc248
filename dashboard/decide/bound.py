"""How much any list can be worth: Lagrange multipliers, in whole numbers, exact.

A multiplier prices one place of the quota, one place of a floor, one scenario. Charge every candidate these prices
and drop the rules they stand for: each enterprise then enters its best application if that still pays. What that adds
up to is worth at least as much as any list that keeps the rules, whatever the prices: a proof that needs no solver.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dashboard.decide.problem import IN, OPEN, OUT, Fix, Ints, Problem

SCALE = 5040  # multipliers count in 1/5040 of a hundredth of a point: every fraction up to tenths is whole


@dataclass(frozen=True)
class Multipliers:
    """Price of a quota place, of each floor place, of each scenario, in 1/SCALE hundredths."""

    place: int
    floors: tuple[int, ...]
    scenarios: tuple[int, ...]


@dataclass(frozen=True)
class Bound:
    """What lists that agree with `fix` can be worth at most, in 1/SCALE hundredths, and who contributes."""

    problem: Problem
    fix: Fix
    base: int
    reduced: Ints

    @cached_property
    def best(self) -> Ints:
        """Per enterprise what its best open application contributes, at least 0."""
        return self._best(self.fix)

    @cached_property
    def total(self) -> int:
        """The bound itself."""
        return self.base + int(self.best.sum()) + int(self.reduced[self.fix == IN].sum())

    def if_in(self) -> Ints:
        """Per candidate the bound if it were chosen in place of its enterprise's open ones."""
        return self.total - self.best[self.problem.enterprise] + self.reduced

    def if_out(self) -> Ints:
        """Per open candidate the bound if it were left out."""
        best = self.best[self.problem.enterprise]
        leads = (self.fix == OPEN) & (best > 0) & (self.reduced == best)
        _, first = np.unique(self.problem.enterprise[leads], return_index=True)
        leaders = np.flatnonzero(leads)[first]
        others = self.fix.copy()
        others[leaders] = OUT
        second = self._best(others)[self.problem.enterprise[leaders]]
        bounds = np.full(len(self.fix), self.total, dtype=np.int64)
        bounds[leaders] = self.total - best[leaders] + second
        return bounds

    def _best(self, fix: Fix) -> Ints:
        best = np.zeros(int(self.problem.enterprise.max(initial=-1)) + 1, dtype=np.int64)
        np.maximum.at(best, self.problem.enterprise[fix == OPEN], self.reduced[fix == OPEN])
        return best


def bound(problem: Problem, fix: Fix, prices: Multipliers, without_floor: int | None = None) -> Bound:
    """The bound that `prices` prove. A price above the penalty of a missing floor place would prove nothing."""
    floors = np.minimum(np.array(prices.floors, dtype=np.int64), SCALE * problem.penalty)
    if without_floor is not None:
        floors[without_floor] = 0
    scenarios = np.array(prices.scenarios, dtype=np.int64)
    reduced = SCALE * problem.points - prices.place * problem.weight
    reduced += problem.counts @ floors + problem.covers @ scenarios
    base = prices.place * problem.rules.limit - int(floors @ problem.needed)
    base += int(np.maximum(0, SCALE * problem.rules.scenario_bonus - scenarios).sum())
    return Bound(problem, fix, base, reduced)


def settle(limit: Bound, target: int) -> None:
    """Settle in `fix` who can't be chosen, or can't be missing, in any list worth `target` or more."""
    problem, fix = limit.problem, limit.fix
    is_open = fix == OPEN
    out = is_open & (limit.if_in() < SCALE * target)
    sure = is_open & (limit.if_out() < SCALE * target)
    fix[out] = OUT
    for index in np.flatnonzero(sure):
        problem.choose(fix, int(index))
    fix[(fix == OPEN) & (problem.weight > problem.room(fix))] = OUT
