"""What every choice costs: points lost if a chosen one may not be chosen, or a rejected one has to be; what a floor costs.

Each is the difference to the best list of a changed question. A list that answers it shows the loss is no larger, prices
show that it is no smaller; where the two meet it is exact. One answer serves many candidates: a list with one place
free, and prices, hold for everybody who could take that place. So thousands of rejected need a few dozen questions.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from dashboard.decide.bound import SCALE, bound
from dashboard.decide.problem import Ints, Problem
from dashboard.decide.search import Node, Search, search
from dashboard.decide.selection import Selection, best_list

QUESTIONS = 200  # asked for rejected candidates, nearest first; the rest keep a range where these don't settle them
PROOFS = 40  # of them proved by branching where prices alone leave a gap
NODES = 200  # of one such proof
_NEVER = -(2**62)


@dataclass(frozen=True)
class Answer:
    """Best list found for a changed question, the largest worth the proof can't rule out, and the proof.

    The proof is a search, or where `nodes` is None the prices of that number alone.
    """

    chosen: frozenset[int]
    worth: int
    proved: int
    nodes: tuple[Node, ...] | None
    prices: int = 0


@dataclass
class Misses:
    """Per candidate the best list found with it in, and the smallest bound found; both grow better by each question."""

    selection: Selection
    worth: Ints = field(init=False)
    pattern: Ints = field(init=False)
    proved: Ints = field(init=False)
    prices: Ints = field(init=False)
    patterns: list[frozenset[int]] = field(default_factory=list)
    n_prices: int = 0

    def __post_init__(self) -> None:
        n = len(self.selection.problem.ranked)
        self.worth, self.proved = np.full(n, _NEVER), np.full(n, -_NEVER)
        self.pattern, self.prices = np.full(n, -1), np.full(n, -1)

    def offer_list(self, others: frozenset[int]) -> None:
        """Let everybody join `others`, a list with room, unless an application of its enterprise is among them."""
        worth = worth_with_each(self.selection.problem, others)
        better = worth > self.worth
        self.worth[better], self.pattern[better] = worth[better], len(self.patterns)
        self.patterns.append(others)

    def offer_new_prices(self) -> None:
        """Let the prices found since the last call bound everybody."""
        found, prices = self.selection.problem, self.selection.pool.prices
        for number in range(self.n_prices, len(prices)):
            proved = bound(found, found.start(), prices[number]).if_in() // SCALE
            better = proved < self.proved
            self.proved[better], self.prices[better] = proved[better], number
        self.n_prices = len(prices)

    def answer(self, index: int) -> Answer:
        """What is known about one candidate."""
        chosen = self.patterns[self.pattern[index]] | {index}
        return Answer(chosen, int(self.worth[index]), int(self.proved[index]), None, int(self.prices[index]))


def worth_with_each(problem: Problem, others: frozenset[int]) -> Ints:
    """Worth of `others` and one more candidate, for each; never where that breaks a rule."""
    rows = sorted(others)
    missing = np.maximum(0, problem.needed - problem.counts[rows].sum(axis=0) - problem.counts).sum(axis=1)
    covered = problem.covers[rows].sum(axis=0) > 0
    n_scenarios = covered.sum() + problem.covers @ (~covered).astype(np.int64)
    worth = problem.points[rows].sum() + problem.points + problem.rules.scenario_bonus * n_scenarios
    worth = worth - problem.penalty * missing
    fits = problem.weight[rows].sum() + problem.weight <= problem.rules.limit
    fits &= ~np.isin(problem.enterprise, problem.enterprise[rows])
    return np.where(fits, worth, _NEVER)


def is_possible(problem: Problem) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Who could be put in besides those whom people already put in: room, and no sibling among them."""
    forced = list(problem.forced_in)
    room = problem.rules.limit - problem.weight[forced].sum()
    free = ~np.isin(problem.enterprise, problem.enterprise[forced]) & (problem.weight <= room)
    free[forced] = True
    return free


def replacements(selection: Selection) -> dict[int, Answer]:
    """Per chosen one that nobody put in by force: the best list without it."""
    return {
        index: _answer(selection, left_out=index) for index in selection.chosen if index not in selection.problem.forced_in
    }


def lists_without_floor(selection: Selection) -> list[Answer]:
    """Per floor: the best list without it."""
    return [_answer(selection, without_floor=number) for number in range(len(selection.problem.rules.floors))]


def misses(selection: Selection) -> dict[int, Answer]:
    """Per rejected one that could be put in, eligible or not: the best list with it."""
    found = selection.problem
    table = Misses(selection)
    table.offer_list(frozenset(found.forced_in))
    for index in selection.chosen:
        if index not in found.forced_in:
            table.offer_list(frozenset(selection.chosen) - {index})
    table.offer_list(frozenset(selection.chosen))
    table.offer_new_prices()
    rejected = is_possible(found)
    rejected[list(selection.chosen)] = False
    branched: dict[int, Answer] = {}
    unsettled = rejected & (table.worth < table.proved)
    for _ in range(QUESTIONS):
        if not unsettled.any():
            break
        index = int(np.argmax(unsettled))
        rows, worth = best_list(selection.program, selection.pool, chosen=index)
        table.offer_list(frozenset(rows) - {index})
        table.offer_new_prices()
        if table.worth[index] < table.proved[index]:
            if len(branched) == PROOFS:
                break
            branched[index] = _proved(selection, rows, worth, chosen=index)
            rejected[index] = False
        unsettled = rejected & (table.worth < table.proved)
    return {int(index): table.answer(int(index)) for index in np.flatnonzero(rejected)} | branched


def _answer(selection: Selection, *, left_out: int | None = None, without_floor: int | None = None) -> Answer:
    rows, worth = best_list(selection.program, selection.pool, left_out=left_out, without_floor=without_floor)
    return _proved(selection, rows, worth, left_out=left_out, without_floor=without_floor)


def _proved(
    selection: Selection, rows: list[int], worth: int, *,
    chosen: int | None = None, left_out: int | None = None, without_floor: int | None = None,
) -> Answer:  # fmt: skip
    start = selection.problem.start(chosen, left_out)
    proof: Search = search(
        selection.program, selection.pool, start, worth, 0, budget=NODES,
        hint=len(selection.pool.prices) - 1, without_floor=without_floor,
    )  # fmt: skip
    return Answer(frozenset(rows), worth, proof.bound, tuple(proof.nodes))

