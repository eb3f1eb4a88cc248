"""What every choice costs: points lost if a chosen one may not be chosen, or a rejected one has to be; floors likewise.

Each is the difference to the best list of a changed question. A list that answers it shows the loss is no larger,
prices show that it is no smaller; where the two meet it is exact. One answer serves many candidates: a list with one
place free, and prices, hold for everybody who could take that place. So thousands of rejected need a few questions.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dashboard.decide.bound import SCALE, bound
from dashboard.decide.problem import OPEN, Ints, Problem
from dashboard.decide.program import NotSolved
from dashboard.decide.search import Node, search
from dashboard.decide.selection import Selection, best_list

QUESTIONS = 200  # asked for rejected candidates, nearest first; the rest keep a range where these don't settle them
NODES = 200  # of one proof by branching, and of HiGHS for one question
EFFORT = 40_000  # simplex steps for all questions that need branching; what is left then keeps a range
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


def is_possible(problem: Problem) -> NDArray[np.bool_]:
    """Who could be put in besides those whom people already put in: room, and no sibling among them."""
    forced = list(problem.forced_in)
    room = problem.rules.limit - problem.weight[forced].sum()
    free: NDArray[np.bool_] = ~np.isin(problem.enterprise, problem.enterprise[forced]) & (problem.weight <= room)
    free[forced] = True
    return free


def replacements(selection: Selection) -> dict[int, Answer]:
    """Per chosen one that nobody put in by force: the best list without it."""
    free = (index for index in selection.chosen if index not in selection.problem.forced_in)
    return {index: _answer(selection, left_out=index) for index in free}


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
    asked = np.zeros(len(rejected), dtype=bool)
    unsettled = rejected & (table.worth < table.proved)
    for _ in range(QUESTIONS):
        if not unsettled.any():
            break
        index = int(np.argmax(unsettled))
        rows = _asked(selection, table.answer(index).chosen, chosen=index)
        table.offer_list(rows - {index})
        table.offer_new_prices()
        if table.worth[index] < table.proved[index] and selection.program.effort < EFFORT:
            branched[index] = _proved(selection, rows, chosen=index)
        asked[index] = True
        unsettled = rejected & ~asked & (table.worth < table.proved)
    return {int(index): table.answer(int(index)) for index in np.flatnonzero(rejected)} | branched


def _answer(selection: Selection, *, left_out: int | None = None, without_floor: int | None = None) -> Answer:
    known = frozenset(selection.chosen) - {left_out}
    if left_out is not None:
        may = selection.problem.start(left_out=left_out) == OPEN
        worth = np.where(may, worth_with_each(selection.problem, known), _NEVER)
        known |= {int(np.argmax(worth))} if worth.max(initial=_NEVER) > _NEVER else set()
    rows = _asked(selection, known, left_out=left_out, without_floor=without_floor)
    return _proved(selection, rows, left_out=left_out, without_floor=without_floor)


def _asked(selection: Selection, known: frozenset[int], **question: int | None) -> frozenset[int]:
    """A best list for the question, the known one if as good; where that takes too much, whichever is better."""
    n_nodes = NODES if selection.program.effort < EFFORT else 0
    try:
        rows, worth = best_list(selection.program, selection.pool, n_nodes=n_nodes, **question)
    except NotSolved:
        return known
    skip = question.get("without_floor")
    return frozenset(rows) if worth > selection.problem.worth(known, skip) else known


def _proved(selection: Selection, rows: frozenset[int], **question: int | None) -> Answer:
    """The list with a proof, as far as it gets, that there is none worth more."""
    skip = question.get("without_floor")
    start = selection.problem.start(question.get("chosen"), question.get("left_out"))
    worth = selection.problem.worth(rows, skip)
    budget = NODES if selection.program.effort < EFFORT else 1
    hint = len(selection.pool.prices) - 1
    proof = search(
        selection.program, selection.pool, start, worth, 0, budget=budget, hint=hint, without_floor=skip
    )  # fmt: skip
    return Answer(rows, worth, proof.bound, tuple(proof.nodes))
