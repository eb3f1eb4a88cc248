"""Invented candidates, rules and forces, and the boring second implementation: every subset of up to 18."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import numpy as np

from dashboard.decide.problem import Problem
from dashboard.decide.rules import Candidate, CountingUnit, Floor, Force, Rules, industry_floors

INDUSTRIES = ("原材料", "装备制造", "消费品", "电子信息")
TOWNS = ("夏阳街道", "朱家角镇", "华新镇")
PROCESSES = ("产品设计", "生产作业", "仓储物流", "设备管理")
SCENARIOS = tuple(f"场景{n}" for n in range(6))
UNITS: tuple[CountingUnit, ...] = ("applicant", "application", "instance")


def candidate(random: random.Random, number: int, n: int, top: int) -> Candidate:
    """One application; `top` points at most: a small one makes ties."""
    return Candidate(
        project_id=f"P{number:05d}", credit_code=f"E{random.randint(0, n)}", points=random.randint(0, top),
        demo_points=random.randint(0, 3), base_points=random.randint(0, 3), industry=random.choice(INDUSTRIES),
        town=random.choice(TOWNS), processes=frozenset(random.sample(PROCESSES, random.randint(0, 3))),
        scenarios=frozenset(random.sample(SCENARIOS, random.randint(0, 3))), n_instances=random.randint(1, 3),
        is_eligible=random.random() < 0.85,
    )  # fmt: skip


def case(random: random.Random, most: int = 18) -> tuple[list[Candidate], Rules, list[Force]]:
    """Up to `most` candidates with ties, floors that overlap or can't be met, a bonus, forces."""
    n = random.randint(1, most)
    top = random.choice((3, 3, 20, 10_000))
    found = [candidate(random, number, n, top) for number in range(n)]
    floors = list(industry_floors(found, INDUSTRIES)) if random.random() < 0.7 else []
    if random.random() < 0.3:
        floors += [Floor("town", town, random.randint(1, 2)) for town in random.sample(TOWNS, 2)]
    if random.random() < 0.3:
        floors += [Floor("process", process, random.randint(1, 3)) for process in random.sample(PROCESSES, 2)]
    rules = Rules(random.randint(0, 8), random.choice(UNITS), tuple(floors), random.choice((0, 0, 1, 50, 300)))
    return found, rules, forces(random, found, rules)


def forces(random: random.Random, found: list[Candidate], rules: Rules) -> list[Force]:
    """Up to three that don't contradict each other or the limit."""
    chosen: list[Force] = []
    room, entered = rules.limit, set()
    for one in random.sample(found, min(len(found), random.choice((0, 0, 1, 3)))):
        takes = one.n_instances if rules.counting_unit == "instance" else 1
        is_in = random.random() < 0.5 and takes <= room and one.credit_code not in entered
        if is_in:
            room -= takes
            entered.add(one.credit_code)
        chosen.append(Force(one.project_id, is_in, "理由", "" if one.is_eligible else "另有说明"))
    return chosen


@dataclass(frozen=True)
class Brute:
    """Worth of every subset that keeps the rules, −∞ for the others; bit n−1−rank stands for a candidate."""

    worth: np.ndarray
    n: int

    def best(self) -> int:
        return int(self.worth.max())

    def lists(self) -> list[list[int]]:
        """The best lists, the one with the better ranked candidate at the first difference first."""
        found = np.flatnonzero(self.worth == self.worth.max())[::-1]
        return [[i for i in range(self.n) if mask >> (self.n - 1 - i) & 1] for mask in map(int, found)]

    def best_with(self, index: int, is_in: bool) -> int:
        has = np.arange(len(self.worth)) >> (self.n - 1 - index) & 1 == is_in
        return int(self.worth[has].max())


NEVER = -(2**60)


def brute(found: Problem, *, admit: int | None = None, without_floor: int | None = None) -> Brute:
    """Every subset reckoned by doubling; `admit` lets one in that may not enter."""
    n = len(found.ranked)
    may = {i: bool(found.may[i]) or i == admit for i in range(n)}
    size = 1 << n
    points, takes = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    allowed = np.ones(size, dtype=bool)
    counts = np.zeros((len(found.rules.floors), size), dtype=np.int64)
    scenarios, enterprises = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    names = sorted({s for c in found.ranked for s in c.scenarios})
    codes = sorted({c.credit_code for c in found.ranked})
    for i in reversed(range(n)):
        bit, one = 1 << (n - 1 - i), found.ranked[i]
        low, high = slice(0, bit), slice(bit, 2 * bit)
        own = 1 << codes.index(one.credit_code)
        points[high] = points[low] + one.points
        takes[high] = takes[low] + (one.n_instances if found.rules.counting_unit == "instance" else 1)
        scenarios[high] = scenarios[low] | sum(1 << names.index(s) for s in one.scenarios)
        allowed[high] = allowed[low] & (enterprises[low] & own == 0) & may[i]
        enterprises[high] = enterprises[low] | own
        for k, floor in enumerate(found.rules.floors):
            counts[k, high] = counts[k, low] + floor.covers(one)
    for i in found.forced_in:
        allowed &= np.arange(size) >> (n - 1 - i) & 1 == 1
    missing = sum(
        (np.maximum(0, floor.at_least - counts[k]) for k, floor in enumerate(found.rules.floors) if k != without_floor),
        start=np.zeros(size, dtype=np.int64),
    )
    bonus = found.rules.scenario_bonus * np.array([bin(m).count("1") for m in range(1 << len(names))])[scenarios]
    worth = points + bonus - found.penalty * missing
    return Brute(np.where(allowed & (takes <= found.rules.limit), worth, NEVER), n)


def district(seed: int, n: int = 5_000, **rules: object) -> tuple[list[Candidate], Rules]:
    """A large track with realistic scores; an enterprise has one industry."""
    draw = random.Random(seed)
    found, industry = [], {}
    for number in range(n):
        one = candidate(draw, number, int(n * 0.8), 1)
        own = industry.setdefault(one.credit_code, draw.choices(INDUSTRIES, (10, 60, 25, 5))[0])
        points = min(10_000, max(0, round(draw.gauss(5_500, 1_300))))
        demo, base = draw.randint(0, 4_000), draw.randint(0, 4_000)
        found.append(replace(one, points=points, demo_points=demo, base_points=base, industry=own))
    return found, replace(Rules(25, floors=industry_floors(found, INDUSTRIES)), **rules)
