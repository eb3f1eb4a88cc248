"""The selection as exact integers: candidates in published order, who may be chosen, what counts where.

Worth of a list = points + bonus − penalty × missing floor places, all in hundredths. The penalty is larger than any
list's points, so that the largest worth misses as few floor places as possible and, among those lists, has most points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.decide.rules import Candidate, ChoiceRefused, Force, Rules, rank_key
from dashboard.language import say

Ints = NDArray[np.int64]
Fix = NDArray[np.int8]  # per candidate: 1 chosen, 0 left out, -1 open
OPEN, OUT, IN = -1, 0, 1


@dataclass(frozen=True)
class Worth:
    """Points (bonus included) in hundredths, and floor places that stay unfilled."""

    points: int
    missing: int


@dataclass(frozen=True)
class Problem:
    """Arrays over `ranked`, the candidates in published order; an index is a rank."""

    ranked: tuple[Candidate, ...]
    rules: Rules
    forced: dict[str, Force]
    points: Ints
    weight: Ints
    enterprise: Ints
    counts: Ints  # candidate × floor: 1 where it counts
    covers: Ints  # candidate × scenario: 1 where it covers; no columns without a bonus
    needed: Ints
    penalty: int
    may: NDArray[np.bool_]
    forced_in: tuple[int, ...]

    def start(self, chosen: int | None = None, left_out: int | None = None) -> Fix:
        """What is settled before any choice: who may not enter, who must; and one candidate's fate as a question."""
        fix = np.where(self.may, OPEN, OUT).astype(np.int8)
        for index in (*self.forced_in, *(() if chosen is None else (chosen,))):
            self.choose(fix, index)
        if left_out is not None:
            fix[left_out] = OUT
        return fix

    def choose(self, fix: Fix, index: int) -> None:
        """Settle that a candidate is in, and its enterprise's other applications out."""
        fix[self.enterprise == self.enterprise[index]] = OUT
        fix[index] = IN

    def room(self, fix: Fix) -> int:
        """Places of the quota that the settled ones leave; negative where they are too many."""
        return self.rules.limit - int(self.weight[fix == IN].sum())

    def worth(self, chosen: Iterable[int], without_floor: int | None = None) -> int:
        """Worth of a list in hundredths."""
        rows = list(chosen)
        missing = np.maximum(0, self.needed - self.counts[rows].sum(axis=0))
        if without_floor is not None:
            missing[without_floor] = 0
        bonus = self.rules.scenario_bonus * int((self.covers[rows].sum(axis=0) > 0).sum())
        return int(self.points[rows].sum()) + bonus - self.penalty * int(missing.sum())

    def parts(self, worth: int) -> Worth:
        """A worth as points and missing floor places: points lie in [0, penalty)."""
        missing = -(worth // self.penalty)
        return Worth(worth + missing * self.penalty, missing)

    def ids(self, chosen: Iterable[int]) -> list[str]:
        """Project numbers in published order."""
        return [self.ranked[index].project_id for index in sorted(chosen)]


def problem(candidates: Iterable[Candidate], rules: Rules, forces: Sequence[Force] = ()) -> Problem:
    """The problem of one track; ChoiceRefused where candidates, rules or forces contradict themselves."""
    ranked = tuple(sorted(candidates, key=rank_key))
    place = {candidate.project_id: index for index, candidate in enumerate(ranked)}
    _refuse_bad_input(ranked, place, rules)
    forced = _checked_forces(ranked, place, rules, forces)
    codes = {code: n for n, code in enumerate(dict.fromkeys(c.credit_code for c in ranked))}
    scenarios = sorted({s for c in ranked for s in c.scenarios}) if rules.scenario_bonus else []
    points = np.array([c.points for c in ranked], dtype=np.int64)
    enterprise = np.array([codes[c.credit_code] for c in ranked], dtype=np.int64)
    forced_in = tuple(sorted(place[force.project_id] for force in forced.values() if force.is_in))
    may = np.array([c.is_eligible for c in ranked], dtype=bool)
    may[[place[force.project_id] for force in forced.values() if not force.is_in]] = False
    may &= ~np.isin(enterprise, enterprise[list(forced_in)])
    may[list(forced_in)] = True
    return Problem(
        ranked=ranked, rules=rules, forced=forced, points=points, enterprise=enterprise, may=may, forced_in=forced_in,
        weight=np.array([weight(c, rules) for c in ranked], dtype=np.int64),
        counts=np.array([[f.covers(c) for f in rules.floors] for c in ranked], dtype=np.int64).reshape(
            len(ranked), len(rules.floors)),
        covers=np.array([[s in c.scenarios for s in scenarios] for c in ranked], dtype=np.int64).reshape(
            len(ranked), len(scenarios)),
        needed=np.array([floor.at_least for floor in rules.floors], dtype=np.int64),
        penalty=1 + rules.limit * int(points.max(initial=0)) + rules.scenario_bonus * len(scenarios),
    )  # fmt: skip


def weight(candidate: Candidate, rules: Rules) -> int:
    """How much of the limit one application takes."""
    return max(1, candidate.n_instances) if rules.counting_unit == "instance" else 1


def _refuse_bad_input(ranked: tuple[Candidate, ...], place: dict[str, int], rules: Rules) -> None:
    if len(place) < len(ranked):
        raise ChoiceRefused(say("同一申报编号出现两次：请先核对候选名单"))
    if any(c.points < 0 for c in ranked):
        raise ChoiceRefused(say("有申报的得分为负：请先核对评分"))
    if rules.limit < 0 or rules.scenario_bonus < 0 or any(floor.at_least < 0 for floor in rules.floors):
        raise ChoiceRefused(say("名额、保底数和场景加分都不能是负数"))
    if len({(floor.attribute, floor.value) for floor in rules.floors}) < len(rules.floors):
        raise ChoiceRefused(say("同一保底要求写了两次：请合并成一条"))


def _checked_forces(
    ranked: tuple[Candidate, ...], place: dict[str, int], rules: Rules, forces: Sequence[Force]
) -> dict[str, Force]:
    forced: dict[str, Force] = {}
    for force in forces:
        what = say("申报 {project_id}", project_id=force.project_id)
        if force.project_id not in place:
            raise ChoiceRefused(say("{what} 不在候选名单里，不能指定", what=what))
        if not force.reason.strip():
            raise ChoiceRefused(say("{what} 的指定没有写理由：指定入选或不选都要写明理由", what=what))
        if (other := forced.get(force.project_id)) is not None:
            both = say("既指定入选又指定不选") if other.is_in != force.is_in else say("指定了两次")
            raise ChoiceRefused(say("{what} {both}：请只留一条", what=what, both=both))
        if force.is_in and not ranked[place[force.project_id]].is_eligible and not force.ineligible_reason.strip():
            raise ChoiceRefused(say("{what} 不符合申报条件：要指定入选，须另写明为何仍可推荐", what=what))
        forced[force.project_id] = force
    entered: dict[str, str] = {}
    for force in forced.values():
        code = ranked[place[force.project_id]].credit_code
        if force.is_in and code in entered:
            raise ChoiceRefused(say(
                "同一企业的 {words} 和 {project_id} 都指定入选：每家只能推荐一项",
                words=entered[code], project_id=force.project_id,
            ))
        if force.is_in:
            entered[code] = force.project_id
    taken = sum(weight(ranked[place[number]], rules) for number in entered.values())
    if taken > rules.limit:
        raise ChoiceRefused(say(
            "指定入选的已占 {taken} 个名额，超过上限 {limit} 个：请减少指定入选",
            taken=taken, limit=rules.limit,
        ))
    return forced
