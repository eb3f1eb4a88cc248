"""Every list worth at least so much, and the proof that there is no other.

A proof is a walk in one order: at each node prices settle who can and can't be in (see `bound`); what stays open is
split at one candidate, first with it, then without it. Split at the best ranked open candidate, lists come out in the
published order of ties: where two lists first differ, the one with the better ranked candidate comes first. No two
different lists are equal in that order, so the first is unique.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from dashboard.decide.bound import SCALE, Multipliers, bound, settle
from dashboard.decide.problem import IN, OPEN, OUT, Fix, Problem
from dashboard.decide.program import Program


@dataclass(frozen=True)
class Node:
    """One step of a proof: the prices applied in turn (numbers in the pool), and the candidate at which it is split."""

    prices: tuple[int, ...]
    split: int | None


@dataclass
class Pool:
    """The prices that proofs refer to, each once."""

    prices: list[Multipliers] = field(default_factory=list)

    def number(self, prices: Multipliers) -> int:
        """Place of the prices in the pool."""
        if prices not in self.prices:
            self.prices.append(prices)
        return self.prices.index(prices)


@dataclass(frozen=True)
class Search:
    """Lists found (in published order of ties), whether they are all there are, what is proved, and the proof."""

    lists: list[list[int]]
    is_complete: bool
    bound: int
    nodes: list[Node]


def search(
    program: Program, pool: Pool, start: Fix, value: int, n_lists: int, *,
    budget: int, hint: int = 0, without_floor: int | None = None, stop_when_found: bool = False,
) -> Search:  # fmt: skip
    """Look for lists worth `value` up to `n_lists`; after that only prove that none is worth more.

    `bound` is the largest worth that the proof can't rule out: `value` where it is complete, more where `budget` nodes
    were not enough. `hint` names prices to try before asking HiGHS.
    """
    problem = program.problem
    lists: list[list[int]] = []
    nodes: list[Node] = []
    proved, is_complete = value, True
    stack: list[tuple[Fix, int | None]] = [(start.copy(), hint if hint < len(pool.prices) else None)]
    while stack:
        fix, inherited = stack.pop()
        target = value if len(lists) < n_lists else value + 1
        step = _Step(problem, pool, fix, target, without_floor)
        shares = None
        if inherited is not None:
            step.apply(inherited)
        if step.is_undecided() and len(nodes) < budget:
            relaxed = program.relaxation(fix, without_floor)
            shares, inherited = relaxed.shares, pool.number(relaxed.prices)
            step.apply(inherited)
        split = None
        if step.is_closed():
            is_complete &= step.total < SCALE * value
        elif not (fix == OPEN).any():
            chosen = [int(index) for index in np.flatnonzero(fix == IN)]
            worth = problem.worth(chosen, without_floor)
            proved = max(proved, worth)
            if worth >= value and len(lists) < n_lists:
                lists.append(chosen)
            else:
                is_complete &= worth < value
        elif len(nodes) < budget:
            split = _split(fix, shares if n_lists == 0 else None)
        else:
            proved, is_complete = max(proved, step.total // SCALE), False
        nodes.append(Node(tuple(step.used), split))
        if stop_when_found and lists:
            return Search(lists, False, proved, nodes)
        if split is not None:
            without = fix.copy()
            without[split] = OUT
            problem.choose(fix, split)
            stack += [(without, inherited), (fix, inherited)]
    return Search(lists, is_complete, proved, nodes)


@dataclass
class _Step:
    """A node while prices are applied; `total` is the least bound, below any target where the settled don't fit."""

    problem: Problem
    pool: Pool
    fix: Fix
    target: int
    without_floor: int | None
    total: int = 2**62
    used: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._close_without_room()

    def apply(self, number: int) -> None:
        """Settle what the prices settle; prices that change nothing are not kept."""
        if self.is_closed():
            return
        found = bound(self.problem, self.fix, self.pool.prices[number], self.without_floor)
        self.total, n_open = min(self.total, found.total), int((self.fix == OPEN).sum())
        if not self.is_closed():
            settle(found, self.target)
            self._close_without_room()
        if self.is_closed() or int((self.fix == OPEN).sum()) < n_open or not self.used:
            self.used.append(number)

    def _close_without_room(self) -> None:
        if self.problem.room(self.fix) < 0:
            self.total = -(2**62)

    def is_closed(self) -> bool:
        """No list below this node reaches the target."""
        return self.total < SCALE * self.target

    def is_undecided(self) -> bool:
        """Neither closed nor down to one list."""
        return not self.is_closed() and bool((self.fix == OPEN).any())


def _split(fix: Fix, shares: np.ndarray[tuple[int], np.dtype[np.float64]] | None) -> int:
    """The open candidate whose share is nearest to a half; without shares the best ranked one."""
    unsettled = np.flatnonzero(fix == OPEN)
    if shares is None:
        return int(unsettled[0])
    return int(unsettled[np.argmin(np.abs(shares[unsettled] - 0.5))])
