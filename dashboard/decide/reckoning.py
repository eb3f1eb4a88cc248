"""The checker's own arithmetic: worth, rules, bounds and proofs in plain whole numbers, no solver, no numpy.

Written apart from `problem`, `bound` and `search`, which say why prices prove a bound and why a walk through nodes
leaves nothing out. Slower, and short enough to be read by whoever has to trust it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from dashboard.decide.rules import Candidate, Floor, Force, Rules

SCALE = 5040
Fix = list[int | None]  # 1 chosen, 0 out, None open
Nodes = list[tuple[list[int], str | None]]


class Bound(NamedTuple):
    """Bound in 1/SCALE hundredths, reduced points per candidate, best and second best open per enterprise."""

    total: int
    reduced: list[int]
    best: dict[str, int]
    second: dict[str, int]


class Reckoning:
    """Candidates in published order under rules and forces."""

    def __init__(
        self, candidates: Iterable[Candidate], rules: Rules, forces: Sequence[Force], prices: list[Any]
    ) -> None:
        self.all = sorted(candidates, key=lambda c: (-c.points, -c.demo_points, -c.base_points, c.project_id))
        self.rules, self.prices = rules, prices
        self.place = {c.project_id: i for i, c in enumerate(self.all)}
        self.code = [c.credit_code for c in self.all]
        self.weight = [max(1, c.n_instances) if rules.counting_unit == "instance" else 1 for c in self.all]
        self.mates: dict[str, list[int]] = {}
        for i, code in enumerate(self.code):
            self.mates.setdefault(code, []).append(i)
        self.floors = [[n for n, floor in enumerate(rules.floors) if _counts(c, floor)] for c in self.all]
        self.scenarios: list[list[str]] = [sorted(c.scenarios) if rules.scenario_bonus else [] for c in self.all]
        self.catalogue = sorted({s for covered in self.scenarios for s in covered})
        self.penalty = 1 + rules.limit * max((c.points for c in self.all), default=0)
        self.penalty += rules.scenario_bonus * len(self.catalogue)
        self.forced = {self.place[force.project_id]: force.is_in for force in forces}
        self.forced_in = [i for i, is_in in self.forced.items() if is_in]
        self.bound_at_start = cache(lambda number: self.bound(self.start(), number))

    def start(self, with_: int | None = None, without: int | None = None) -> Fix:
        """Who may not enter, who must; and one candidate's fate put as a question."""
        fix: Fix = [None if c.is_eligible and self.forced.get(i, True) else 0 for i, c in enumerate(self.all)]
        for i in [*self.forced_in, *([] if with_ is None else [with_])]:
            self.choose(fix, i)
        if without is not None:
            fix[without] = 0
        return fix

    def choose(self, fix: Fix, index: int) -> None:
        """In, and its enterprise's other applications out."""
        for mate in self.mates[self.code[index]]:
            fix[mate] = int(mate == index)

    def room(self, rows: Iterable[int]) -> int:
        """Places that the rows leave."""
        return self.rules.limit - sum(self.weight[i] for i in rows)

    def fits(self, rows: list[int], with_: int | None = None, without: int | None = None) -> bool:
        """Whether a list keeps the limit, one per enterprise, eligibility, what is forced and what is asked."""
        inside = {*rows}
        may_enter = all(self.all[i].is_eligible or i in self.forced_in or i == with_ for i in rows)
        forced = all((i in inside) == is_in or i == with_ for i, is_in in self.forced.items())
        asked = (with_ is None or with_ in inside) and without not in inside
        alone = len({self.code[i] for i in rows}) == len(rows)
        return may_enter and forced and asked and alone and self.room(rows) >= 0

    def missing(self, rows: Iterable[int], skip: int | None = None) -> list[int]:
        """Unfilled places per floor."""
        left = [0 if n == skip else floor.at_least for n, floor in enumerate(self.rules.floors)]
        for i in rows:
            for n in self.floors[i]:
                left[n] -= 1
        return [max(0, n) for n in left]

    def worth(self, rows: list[int], skip: int | None = None) -> int:
        """Points and bonus less the penalty of unfilled floor places."""
        bonus = self.rules.scenario_bonus * len({s for i in rows for s in self.scenarios[i]})
        return sum(self.all[i].points for i in rows) + bonus - self.penalty * sum(self.missing(rows, skip))

    def bound(self, fix: Fix, number: int, skip: int | None = None) -> Bound:
        """What lists that agree with `fix` can be worth, under the prices of that number."""
        place, floor_prices, scenario_prices = self.prices[number]
        price = dict(zip(self.catalogue, scenario_prices, strict=True))
        floor = [0 if n == skip else min(p, SCALE * self.penalty) for n, p in enumerate(floor_prices)]
        if min([place, *floor, *price.values()]) < 0:
            raise ValueError("价格为负")
        total = place * self.rules.limit + sum(max(0, SCALE * self.rules.scenario_bonus - p) for p in price.values())
        total -= sum(p * f.at_least for p, f in zip(floor, self.rules.floors, strict=True))
        found = Bound(total, [], dict.fromkeys(self.mates, 0), dict.fromkeys(self.mates, 0))
        for i, c in enumerate(self.all):
            value = SCALE * c.points - place * self.weight[i]
            value += sum(floor[n] for n in self.floors[i]) + sum(price[s] for s in self.scenarios[i])
            found.reduced.append(value)
            code = self.code[i]
            if fix[i] == 1:
                total += value
            elif fix[i] is None and value > found.second[code]:
                found.second[code] = min(value, found.best[code])
                found.best[code] = max(value, found.best[code])
        return found._replace(total=total + sum(found.best.values()))

    def settle(self, fix: Fix, found: Bound, target: int) -> None:
        """Settle who can't be in, or can't be out of, any list worth the target."""
        sure = []
        for i in [i for i, state in enumerate(fix) if state is None]:
            best = found.best[self.code[i]]
            if found.total - best + found.reduced[i] < SCALE * target:
                fix[i] = 0
            elif found.reduced[i] == best > 0 and found.total - best + found.second[self.code[i]] < SCALE * target:
                sure.append(i)
        for i in sure:
            self.choose(fix, i)
        room = self.room(_chosen(fix))
        for i, state in enumerate(fix):
            if state is None and self.weight[i] > room:
                fix[i] = 0

    def walk(
        self, nodes: Nodes, start: Fix, value: int, n_lists: int, skip: int | None = None
    ) -> tuple[list[list[int]], bool, int]:
        """Lists worth `value` that the nodes lead to, whether they are all, and the largest worth not ruled out."""
        lists: list[list[int]] = []
        is_complete, proved, stack = True, value, [start]
        for numbers, split in nodes:
            fix = stack.pop()
            target = value if len(lists) < n_lists else value + 1
            lowest, is_closed = None, self.room(_chosen(fix)) < 0
            for number in numbers if not is_closed else []:
                found = self.bound(fix, number, skip)
                lowest = found.total if lowest is None else min(lowest, found.total)
                if lowest < SCALE * target:
                    break
                self.settle(fix, found, target)
            if self.room(_chosen(fix)) < 0:
                continue
            if lowest is not None and lowest < SCALE * target:
                is_complete &= lowest < SCALE * value
            elif split is not None:
                if fix[self.place[split]] is not None:
                    raise ValueError("分支的申报已经定了")
                without = list(fix)
                without[self.place[split]] = 0
                self.choose(fix, self.place[split])
                stack += [without, fix]
            elif None not in fix:
                worth = self.worth(_chosen(fix), skip)
                proved = max(proved, worth)
                if worth >= value and len(lists) < n_lists:
                    lists.append(_chosen(fix))
                else:
                    is_complete &= worth < value
            else:
                if lowest is None:
                    raise ValueError("证明有缺口")
                proved, is_complete = max(proved, lowest // SCALE), False
        if stack:
            raise ValueError("证明没有走完")
        return lists, is_complete, proved


def _chosen(fix: Fix) -> list[int]:
    return [i for i, state in enumerate(fix) if state == 1]


def _counts(candidate: Candidate, floor: Floor) -> bool:
    if floor.attribute == "process":
        return floor.value in candidate.processes
    return floor.value == {"industry": candidate.industry, "town": candidate.town}[floor.attribute]
