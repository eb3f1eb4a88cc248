"""The fixed scales of a pack's criteria: a fact's points depend on the fact alone, never on who else applies.

The same reckoning as the mart `criterion_score`, for facts that are not in the warehouse: the two ends of an unverified
claim, or a what-if. tests/dashboard/decide/test_scale.py holds the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Criterion:
    """One criterion of a pack: weight in points of 100, corners (fact, points 0–100), points where it is missing."""

    id: str
    field: str
    weight: float
    corners: tuple[tuple[float, float], ...]
    missing_score: float = 0.0


def points_on(criterion: Criterion, value: float | None) -> float:
    """Points 0–100: linear between the corners, level beyond them; the written rule where the fact is missing."""
    if value is None:
        return criterion.missing_score
    corners = criterion.corners
    for (low_x, low), (high_x, high) in pairwise(corners):
        if low_x <= value < high_x:
            return low + (high - low) * (value - low_x) / (high_x - low_x)
    return corners[0][1] if value < corners[0][0] else corners[-1][1]


def points_between(criterion: Criterion, low: float | None, high: float | None) -> tuple[float, float]:
    """Least and most points of a fact that lies between two values; None at an end: it may turn out to be missing."""
    inside = [points for x, points in criterion.corners if low is not None and high is not None and low < x < high]
    ends = [points_on(criterion, low), points_on(criterion, high), *inside]
    return min(ends), max(ends)
