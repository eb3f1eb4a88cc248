"""The best list under the quota: exact, and one only, whatever the order in which the candidates arrive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.decide.bound import SCALE, bound
from dashboard.decide.problem import Problem, Worth, problem
from dashboard.decide.program import NotSolved, Program
from dashboard.decide.rules import Candidate, Floor, Force, Rules
from dashboard.decide.search import Pool, search
from dashboard.language import say

NODES = 2000  # of a search; one without overlapping floors or bonus needs a handful


@dataclass(frozen=True)
class Selection:
    """The chosen list in published order, its points (bonus included, hundredths) and the floors it leaves unmet.

    `shortfalls` holds (floor, missing places), empty where all floors are met; their sum is the smallest possible.
    `is_first` tells whether the list is proved to be the first of all equally good ones in the published order of ties.
    `ineligible` are those whom people put in although they don't qualify.
    """

    problem: Problem
    program: Program
    pool: Pool
    chosen: tuple[int, ...]
    worth: int
    is_first: bool

    @property
    def project_ids(self) -> list[str]:
        """Chosen project numbers in published order."""
        return self.problem.ids(self.chosen)

    @property
    def total(self) -> Worth:
        """Points and missing floor places."""
        return self.problem.parts(self.worth)

    @property
    def shortfalls(self) -> list[tuple[Floor, int]]:
        """Floors that can't be met together, and by how many places."""
        counted = self.problem.counts[list(self.chosen)].sum(axis=0)
        missing = (max(0, int(need - got)) for need, got in zip(self.problem.needed, counted, strict=True))
        return [(f, n) for f, n in zip(self.problem.rules.floors, missing, strict=True) if n]

    @property
    def ineligible(self) -> list[str]:
        """Project numbers that people forced in although they are not eligible."""
        return [self.problem.ranked[i].project_id for i in self.chosen if not self.problem.ranked[i].is_eligible]


def select(candidates: Iterable[Candidate], rules: Rules, forces: Sequence[Force] = ()) -> Selection:
    """The list of largest total points that fills as many floor places as can be filled.

    Raises ChoiceRefused for contradictory input and NotSolved where HiGHS gives up.
    """
    found = problem(candidates, rules, forces)
    program, pool, start = Program(found), Pool(), found.start()
    chosen, worth = best_list(program, pool)
    while True:
        first = search(program, pool, start, worth, 1, budget=NODES, stop_when_found=True)
        best = max(first.lists, key=found.worth, default=chosen)
        if found.worth(best) <= worth:
            break
        worth = found.worth(best)  # HiGHS stopped within its tolerances, the exact search did not
    is_first = bool(first.lists)
    return Selection(found, program, pool, tuple(first.lists[0] if is_first else chosen), worth, is_first)


def best_list(
    program: Program, pool: Pool, *, chosen: int | None = None, left_out: int | None = None,
    without_floor: int | None = None, n_nodes: int | None = None,
) -> tuple[list[int], int]:  # fmt: skip
    """A best list and its worth, with one candidate's fate or one floor's absence put as a question.

    The relaxation decides where its list is whole and its own prices prove it; else HiGHS branches, as far as `n_nodes`
    if given: then the list may not be the best, and NotSolved says that there is none.
    """
    found = program.problem
    fix = found.start(chosen, left_out)
    relaxed = program.relaxation(fix, without_floor)
    pool.number(relaxed.prices)
    rows = relaxed.chosen()
    if rows is not None:
        worth = found.worth(rows, without_floor)
        if bound(found, fix, relaxed.prices, without_floor).total < SCALE * (worth + 1):
            return rows, worth
    if n_nodes == 0:
        raise NotSolved(say("不再分支"))
    rows = program.optimum(fix, without_floor, n_nodes)
    return rows, found.worth(rows, without_floor)
