"""Which single claim to verify next: the one that can be expected to settle most of what is borderline.

Verifying a claim shows where in its range it lies. So the draws are sorted into five parts of that range, and the doubt
that is left in the parts is set against the doubt before. The doubt about one candidate is 4 × share × (1 − share): 1
where it is in the list in every second draw, 0 where it is settled. What is removed therefore reads as a number of
evenly doubtful candidates; what sorting the draws by nothing at all would seem to remove is taken off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.decide.problem import Problem
from dashboard.decide.uncertainty import Floats, Uncertainty

PARTS = 5


@dataclass(frozen=True)
class Datum:
    """A claim of one candidate, the points (0–100) it lies between, and the doubt that verifying it should remove.

    `n_settled` and `n_in_doubt` count evenly doubtful candidates, `n_borderline` all whose verdict is borderline.
    """

    project_id: str
    criterion: str
    low: float
    high: float
    n_settled: float
    n_in_doubt: float
    n_borderline: int


def next_datum(
    problem: Problem, given: Uncertainty, data: list[tuple[int, int]], parts: NDArray[np.int8],
    chosen: NDArray[np.bool_],
) -> Datum | None:  # fmt: skip
    """The best of `data` (candidate, criterion): `parts` drawn is draw × datum, `chosen` is draw × borderline.

    None where no claim settles anything measurable: then the weights alone keep the list open.
    """
    left = _doubt(parts, chosen)
    blind = _doubt((np.arange(len(chosen)) % PARTS).astype(np.int8)[:, None], chosen)[0]
    share = chosen.mean(axis=0)
    settled = np.round(np.maximum(0.0, blind - left), 2)
    best = int(np.argmax(settled))
    if settled[best] == 0:
        return None
    index, criterion = data[best]
    low, high = float(given.low[index, criterion]), float(given.high[index, criterion])
    number, doubt = problem.ranked[index].project_id, round(float(4 * (share * (1 - share)).sum()), 2)
    return Datum(number, given.criteria[criterion], low, high, float(settled[best]), doubt, chosen.shape[1])


def _doubt(part: NDArray[np.int8], chosen: NDArray[np.bool_]) -> Floats:
    """Per datum the doubt that is left about all candidates, averaged over the parts of its range."""
    inside = chosen.astype(np.float32)
    doubt = np.zeros(part.shape[1])
    for number in range(PARTS):
        drawn = (part == number).astype(np.float32)
        n_drawn = drawn.sum(axis=0)
        share = (drawn.T @ inside) / np.maximum(n_drawn, 1)[:, None]
        doubt += 4 * n_drawn * (share * (1 - share)).sum(axis=1)
    return doubt / len(chosen)
