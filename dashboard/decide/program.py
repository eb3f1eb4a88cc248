"""The selection as a linear program for HiGHS: relaxations with their prices, and whole-number optima.

One thread, fixed seed, gap 0: the same input gives the same answer. What HiGHS returns is rounded and reckoned again
in whole numbers by whoever asks; nothing here is believed because a solver said so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from dashboard.decide.bound import SCALE, Multipliers
from dashboard.decide.problem import IN, OUT, Fix, Problem
from dashboard.language import say

BRANCHING = 500  # what a whole-number solve counts for at least, in simplex steps
FEASIBLE = 2  # of HiGHS: the solution it stopped with keeps all rows
TIME_LIMIT_SECONDS = 60.0  # a guard, far above any size we know; reached, it is an error and never a worse list
Floats = NDArray[np.float64]


class NotSolved(RuntimeError):
    """HiGHS gave up; the message has its own word for it."""


@dataclass(frozen=True)
class Relaxation:
    """Optimum when applications could be chosen in fractions: shares per candidate, and the prices of the rules."""

    shares: Floats
    prices: Multipliers

    def chosen(self) -> list[int] | None:
        """The list, where the optimum happens to be whole."""
        return _whole(self.shares)


class Program:
    """One HiGHS model of a problem, asked again and again with other candidates settled."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.columns = kernel(problem)
        self.n_floors, self.n_scenarios = problem.counts.shape[1], problem.covers.shape[1]
        self.effort = 0  # simplex steps so far: what may be spent is counted in them, for seconds differ by machine
        self.n_columns = len(self.columns) + self.n_floors + self.n_scenarios
        highs: Any = highspy.Highs  # untyped, and its stub lacks changeRowsBounds
        self.highs = highs()
        for option, value in (
            ("output_flag", False), ("threads", 1), ("parallel", "off"), ("random_seed", 0), ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.0), ("mip_feasibility_tolerance", 1e-9),
        ):  # fmt: skip
            self.highs.setOptionValue(option, value)
        self.highs.passModel(self._model())

    def relaxation(self, fix: Fix, without_floor: int | None = None) -> Relaxation:
        """Optimum in fractions with the settled candidates as they are."""
        self._settle(fix, without_floor)
        self._run()
        solution = self.highs.getSolution()
        prices = np.abs(np.rint(np.array(solution.row_dual)[: 1 + self.n_floors + self.n_scenarios] * SCALE))
        whole = [int(price) for price in prices]
        floors = [0 if n == without_floor else price for n, price in enumerate(whole[1 : 1 + self.n_floors])]
        found = Multipliers(whole[0], tuple(floors), tuple(whole[1 + self.n_floors :]))
        return Relaxation(self._shares(solution, fix), found)

    def optimum(self, fix: Fix, without_floor: int | None = None, n_nodes: int | None = None) -> list[int]:
        """A best list with the settled candidates as they are: fewest missing floor places, then most points.

        One solve does both, for a missing place costs more than all points. Under a limit of nodes only a good list;
        NotSolved where there is none yet.
        """
        self._settle(fix, without_floor)
        self.highs.setOptionValue("mip_max_nodes", 2**31 - 1 if n_nodes is None else n_nodes)
        self.effort += BRANCHING
        columns = np.arange(self.n_columns, dtype=np.int32)
        self.highs.changeColsIntegrality(self.n_columns, columns, np.ones(self.n_columns, dtype=np.uint8))
        try:
            self._run()
            chosen = _whole(self._shares(self.highs.getSolution(), fix))
        finally:
            self.highs.changeColsIntegrality(self.n_columns, columns, np.zeros(self.n_columns, dtype=np.uint8))
        if chosen is None:
            raise NotSolved(say("HiGHS 给出的解不是整数"))
        return chosen

    def _run(self) -> None:
        """Solve, or stop with a list at the node limit."""
        # Its time limit counts all runs of a model together.
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + TIME_LIMIT_SECONDS)
        self.highs.run()
        status, info = self.highs.getModelStatus(), self.highs.getInfo()
        self.effort += max(0, info.simplex_iteration_count)
        if status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty):
            return
        if status != highspy.HighsModelStatus.kSolutionLimit or info.primal_solution_status != FEASIBLE:
            word = self.highs.modelStatusToString(status)
            raise NotSolved(say("名单没有解出（HiGHS：{word}）：请减少保底要求或场景加分后再试", word=word))

    def _shares(self, solution: highspy.HighsSolution, fix: Fix) -> Floats:
        shares: Floats = (fix == IN).astype(np.float64)
        shares[self.columns] = np.array(solution.col_value)[: len(self.columns)]
        return shares

    def _costs(self) -> Floats:
        problem = self.problem
        costs = (problem.points[self.columns], np.full(self.n_floors, -problem.penalty),
                 np.full(self.n_scenarios, problem.rules.scenario_bonus))  # fmt: skip
        return np.concatenate(costs).astype(float)

    def _settle(self, fix: Fix, without_floor: int | None) -> None:
        """Column bounds from `fix`; what settled candidates outside the columns take or give moves to the rows."""
        problem, n = self.problem, len(self.columns)
        low = np.zeros(self.n_columns)
        high = np.ones(self.n_columns)
        low[:n], high[:n] = fix[self.columns] == IN, fix[self.columns] != OUT
        high[n : n + self.n_floors] = problem.needed
        self.highs.changeColsBounds(self.n_columns, np.arange(self.n_columns, dtype=np.int32), low, high)
        outside = fix == IN
        outside[self.columns] = False
        needed = np.maximum(0, problem.needed - problem.counts[outside].sum(axis=0)).astype(float)
        if without_floor is not None:
            needed[without_floor] = 0
        given = (problem.covers[outside].sum(axis=0) > 0).astype(float)
        n_rows = 1 + self.n_floors + self.n_scenarios
        lower = np.concatenate([[-highspy.kHighsInf], needed, np.full(self.n_scenarios, -highspy.kHighsInf)])
        room = float(problem.rules.limit - problem.weight[outside].sum())
        upper = np.concatenate([[room], np.full(self.n_floors, highspy.kHighsInf), given])
        self.highs.changeRowsBounds(n_rows, np.arange(n_rows, dtype=np.int32), lower, upper)

    def _model(self) -> highspy.HighsLp:
        """Columns: candidates, missing floor places, scenarios covered. Rows: limit, floors, scenarios, enterprises."""
        problem, columns, n = self.problem, self.columns, len(self.columns)
        _, inverse, sizes = np.unique(problem.enterprise[columns], return_inverse=True, return_counts=True)
        shared = np.flatnonzero(sizes > 1)
        n_rows = 1 + self.n_floors + self.n_scenarios
        matrix = np.zeros((n_rows, self.n_columns))
        matrix[0, :n] = problem.weight[columns]
        matrix[1 : 1 + self.n_floors, :n] = problem.counts[columns].T
        matrix[1 : 1 + self.n_floors, n : n + self.n_floors] = np.eye(self.n_floors)
        matrix[1 + self.n_floors :, :n] = -problem.covers[columns].T
        matrix[1 + self.n_floors :, n + self.n_floors :] = np.eye(self.n_scenarios)
        rows = [np.flatnonzero(row) for row in matrix] + [np.flatnonzero(inverse == code) for code in shared]
        values = [row[np.flatnonzero(row)] for row in matrix] + [np.ones(sizes[code]) for code in shared]
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self.n_columns, len(rows)
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = self._costs()
        model.col_lower_, model.col_upper_ = np.zeros(self.n_columns), np.ones(self.n_columns)
        model.row_lower_ = np.full(len(rows), -highspy.kHighsInf)
        model.row_upper_ = np.ones(len(rows))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int32)
        model.a_matrix_.index_ = np.concatenate(rows).astype(np.int32) if rows else np.array([], dtype=np.int32)
        model.a_matrix_.value_ = np.concatenate(values).astype(float)
        return model


def kernel(problem: Problem) -> NDArray[np.int64]:
    """The candidates that a best list can need, in published order.

    Alike are those with the same weight, floors and (under a bonus) scenarios. A list takes at most `limit` of them;
    one that is worth less than alike ones of limit + 2 other enterprises can always be replaced, even when a candidate
    is left out and another enterprise shut out. Equal points are kept: they are the ties.
    """
    kept: list[int] = []
    enterprises: dict[bytes, set[int]] = {}
    last: dict[bytes, int] = {}
    for index in np.flatnonzero(problem.may):
        alike = b"".join(row[index].tobytes() for row in (problem.weight, problem.counts, problem.covers))
        seen = enterprises.setdefault(alike, set())
        is_beaten = len(seen) >= problem.rules.limit + 2 and problem.points[index] < last[alike]
        if is_beaten and index not in problem.forced_in:
            continue
        seen.add(int(problem.enterprise[index]))
        last[alike] = int(problem.points[index])
        kept.append(int(index))
    return np.array(kept, dtype=np.int64)


def _whole(shares: Floats) -> list[int] | None:
    rounded = np.rint(shares)
    return [int(i) for i in np.flatnonzero(rounded)] if np.abs(shares - rounded).max(initial=0) < 1e-6 else None
