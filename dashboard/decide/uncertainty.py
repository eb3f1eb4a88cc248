"""What may turn out otherwise: weights as ranges, unverified claims as intervals, and seeded draws from them.

A pack's weights add up to 100 and so does every draw: weights are drawn evenly from their ranges, then moved together
towards the end of the range that restores the sum. Claims are drawn evenly and independently. Weights and criteria are
ours (`is_ours` in the pack): the notice names no points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.decide.problem import Problem
from dashboard.decide.rules import ChoiceRefused
from dashboard.language import say

Floats = NDArray[np.float64]
Span = tuple[float, float]


@dataclass(frozen=True)
class Uncertainty:
    """Criteria with the range of their weights (points of 100), and per candidate the range of its points (0–100).

    Arrays `low` and `high` are candidate × criterion, in published order of the problem's candidates.
    """

    criteria: tuple[str, ...]
    weight_low: Floats
    weight_high: Floats
    low: Floats
    high: Floats

    @property
    def has_fixed_weights(self) -> bool:
        """Whether only claims are uncertain."""
        return bool((self.weight_low == self.weight_high).all())


def uncertainty(
    problem: Problem, weights: Mapping[str, Span], points: Mapping[str, Mapping[str, Span]]
) -> Uncertainty:
    """Ranges of weights per criterion, ranges of points per project number and criterion.

    Raises ChoiceRefused where a range is upside down, somebody is missing, or no weights in the ranges add up to 100.
    """
    criteria = tuple(weights)
    spans = np.array([weights[name] for name in criteria], dtype=float).reshape(-1, 2)
    if (spans[:, 0] > spans[:, 1]).any() or (spans < 0).any():
        raise ChoiceRefused(say("权重范围有误：下限不能高于上限，也不能是负数"))
    if not spans[:, 0].sum() - 1e-9 <= 100 <= spans[:, 1].sum() + 1e-9:
        raise ChoiceRefused(say("权重范围有误：各项权重在范围内凑不成 100 分"))
    lacking = [c.project_id for c in problem.ranked if set(points.get(c.project_id, {})) != set(criteria)]
    if lacking:
        raise ChoiceRefused(say(
            "申报 {words} 等 {lacking} 项缺少分项得分的范围",
            words=lacking[0], lacking=len(lacking),
        ))
    rows = [[points[c.project_id][name] for name in criteria] for c in problem.ranked]
    claimed = np.array(rows, dtype=float).reshape(len(rows), len(criteria), 2)
    if (claimed[..., 0] > claimed[..., 1]).any():
        raise ChoiceRefused(say("分项得分范围有误：下限不能高于上限"))
    return Uncertainty(criteria, spans[:, 0], spans[:, 1], claimed[..., 0], claimed[..., 1])


def drawn_weights(given: Uncertainty, n_draws: int, random: np.random.Generator) -> Floats:
    """Weights per draw × criterion, inside their ranges and adding up to 100."""
    low, high = given.weight_low, given.weight_high
    weights = low + (high - low) * random.random((n_draws, len(low)))
    short = 100 - weights.sum(axis=1, keepdims=True)
    room = np.where(short > 0, high - weights, weights - low)
    total = room.sum(axis=1, keepdims=True)
    return np.asarray(weights + short * np.divide(room, total, out=np.zeros_like(room), where=total > 0))


def least_sums(given: Uncertainty, points: Floats) -> Floats:
    """Per row of criterion points the least weighted sum over all admitted weights, in hundredths: exact.

    What the lower ends leave of the 100 goes to the criteria with the fewest points first.
    """
    order = np.argsort(points, axis=-1, kind="stable")
    sorted_points = np.take_along_axis(points, order, axis=-1)
    widths = (given.weight_high - given.weight_low)[order]
    left = 100 - given.weight_low.sum()
    taken = np.clip(left - (np.cumsum(widths, axis=-1) - widths), 0, widths)
    return np.asarray(points @ given.weight_low + (taken * sorted_points).sum(axis=-1))


def hundredths_of(sums: Floats) -> NDArray[np.int64]:
    """Weighted sums (weight × points = hundredths) rounded as scores are published."""
    return np.floor(sums + 0.5 + 1e-9).astype(np.int64)
