"""A score depends on the facts alone: nobody's coming, going or doubling reorders the others. TOPSIS can't say that."""

from __future__ import annotations

import math
import random
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import numpy as np
import pytest

from dashboard.decide.rules import Candidate, hundredths, rank_key
from dashboard.decide.scale import Criterion, points_between, points_on
from queries import warehouse

PACK = Path(__file__).resolve().parents[3] / "data" / "policy" / "shanghai-2023-643.toml"
Facts = dict[str, float | None]
Order = Callable[[dict[str, Facts], list[Criterion]], list[str]]


def score_points(criteria: Iterable[Criterion], facts: Mapping[str, float | None]) -> int:
    """The score in hundredths of a point, rounded as it is published; a fact not named is missing."""
    total = sum(round(c.weight / 100 * points_on(c, facts.get(c.field)), 6) for c in criteria)
    return math.floor(total * 100 + 0.5)


def criteria(track: str) -> list[Criterion]:
    """The pack's own scales."""
    pack = tomllib.loads(PACK.read_text(encoding="utf-8"))
    return [
        Criterion(c["id"], c["field"], c["weight"], tuple((x, y) for x, y in c["points"]), c["missing_score"])
        for c in pack["criterion"]
        if track in c["tracks"]
    ]


def facts(draw: random.Random, scales: list[Criterion]) -> Facts:
    """Facts around the scale, beyond its ends, or missing."""
    found: Facts = {}
    for scale in scales:
        low, high = scale.corners[0][0], scale.corners[-1][0]
        spread = draw.uniform(low - 0.2 * (high - low), high + 0.5 * (high - low))
        found[scale.field] = None if draw.random() < 0.1 else round(spread, 2)
    return found


def on_fixed_scales(field: dict[str, Facts], scales: list[Criterion]) -> list[str]:
    """The order of the ranking."""
    ranked = [Candidate(number, number, score_points(scales, known)) for number, known in field.items()]
    return [one.project_id for one in sorted(ranked, key=rank_key)]


def by_topsis(field: dict[str, Facts], scales: list[Criterion]) -> list[str]:
    """TOPSIS on min–max normalised facts: closeness to the best and farness from the worst of whoever is there."""
    numbers = list(field)
    raw = np.array([[field[n][s.field] or 0.0 for s in scales] for n in numbers])
    span = raw.max(axis=0) - raw.min(axis=0)
    scaled = np.divide(raw - raw.min(axis=0), span, out=np.zeros_like(raw), where=span > 0)
    weighted = scaled * np.array([s.weight for s in scales]) / 100
    to_best = np.sqrt(((weighted - weighted.max(axis=0)) ** 2).sum(axis=1))
    to_worst = np.sqrt(((weighted - weighted.min(axis=0)) ** 2).sum(axis=1))
    closeness = to_worst / np.maximum(to_best + to_worst, 1e-12)
    return [numbers[i] for i in sorted(range(len(numbers)), key=lambda i: (-closeness[i], numbers[i]))]


def n_reorderings(order: Order, n_operations: int, seed: int) -> Counter[str]:
    """How often adding, removing or cloning one changes the order of the others."""
    draw, counted = random.Random(seed), Counter[str]()
    scales = criteria(draw.choice(("scene", "factory")))
    field = {f"P{n:06d}": facts(draw, scales) for n in range(20)}
    before = order(field, scales)
    for number in range(n_operations):
        few, many = len(field) < 10, len(field) > 40
        operation = draw.choice(("add", "clone") if few else ("remove",) if many else ("add", "clone", "remove"))
        touched = f"Q{draw.randrange(10**9):09d}-{number}" if operation != "remove" else draw.choice(list(field))
        if operation == "remove":
            del field[touched]
        else:
            field[touched] = facts(draw, scales) if operation == "add" else dict(field[draw.choice(list(field))])
        after = order(field, scales)
        kept = [[n for n in found if n != touched] for found in (before, after)]
        counted[operation] += 1
        counted["reordered"] += kept[0] != kept[1]
        before = after
    return counted


def test_ten_thousand_operations_never_reorder_the_others() -> None:
    counted = n_reorderings(on_fixed_scales, 10_000, seed=1)
    print("fixed scales:", dict(counted))
    assert counted["reordered"] == 0
    assert min(counted[name] for name in ("add", "remove", "clone")) > 1_000


def test_the_same_operations_reorder_topsis() -> None:
    counted = n_reorderings(by_topsis, 2_000, seed=1)
    print("TOPSIS with min–max:", dict(counted))
    assert counted["reordered"] > 100


@pytest.mark.parametrize("track", ["scene", "factory"])
def test_scores_here_and_in_the_warehouse_are_the_same(sample_home: Path, track: str) -> None:
    found = warehouse(sample_home)
    scales = {scale.id: scale for scale in criteria(track)}
    ranking = found.ask("recommendation_list", call="national-2023", track=track)
    published = {row["project_id"]: hundredths(row["score"]) for row in ranking.iter_rows(named=True)}
    known: dict[str, Facts] = {}
    for row in found.ask("criterion_score_list", project_id="").iter_rows(named=True):
        if row["project_id"] in published:
            scale = scales[row["criterion"]]
            known.setdefault(row["project_id"], {})[scale.field] = row["value_num"]
            assert points_on(scale, row["value_num"]) == pytest.approx(row["criterion_points"], abs=1e-6)
    assert {number: score_points(scales.values(), own) for number, own in known.items()} == published
    assert len(published) > 10


def test_scale_by_hand() -> None:
    """生产效率提升 of the factory track: (0, 0) (5, 25) (20, 60) (40, 85) (60, 100), weight 8."""
    (scale,) = (c for c in criteria("factory") if c.id == "productivity")
    assert [points_on(scale, x) for x in (-3, 0, 5, 12.5, 60, 99, None)] == [0, 0, 25, 42.5, 100, 100, 0]
    assert score_points([scale], {scale.field: 12.5}) == 340
    assert points_between(scale, 5, 40) == (25, 85)


def test_a_range_on_a_scale_that_falls_again_reaches_its_top() -> None:
    hill = Criterion("hill", "hill", 10, ((0, 0), (10, 100), (20, 0)))
    assert points_between(hill, 5, 15) == (50, 100)
