"""Fewer points for the same outline: Douglas and Peucker's method, written down so that it can be checked.

A ring is cut at its first point and at the point farthest from it. Of each of the two lines the point farthest from the
straight connection of the ends is kept if it lies farther than the tolerance, and the line is cut there, and so on.
Every kept point is one of the delivered ones; no point moves. Neighbours are simplified each for itself, so that a
hairline may open between them, never wider than twice the tolerance.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
MIN_POINTS = 4


def simplified(ring: Points, tolerance: float) -> Points:
    """The points of a ring (n × 2, not closed) that the tolerance keeps, in order; at least four if it has so many."""
    if len(ring) <= MIN_POINTS:
        return ring
    far = int(np.argmax(((ring - ring[0]) ** 2).sum(axis=1)))
    closed = np.vstack([ring, ring[:1]])
    kept = np.zeros(len(closed), dtype=bool)
    kept[[0, far, len(closed) - 1]] = True
    open_lines = [(0, far), (far, len(closed) - 1)]
    while open_lines:  # no recursion: a coast of 100,000 points would be too deep
        first, last = open_lines.pop()
        if last - first < 2:
            continue
        distances = _distances(closed[first + 1 : last], closed[first], closed[last])
        farthest = int(np.argmax(distances))
        if distances[farthest] > tolerance:
            cut = first + 1 + farthest
            kept[cut] = True
            open_lines += [(first, cut), (cut, last)]
    found = closed[:-1][kept[:-1]]
    return found if len(found) >= MIN_POINTS else ring[:: max(1, len(ring) // MIN_POINTS)][:MIN_POINTS]


def _distances(points: Points, start: Any, end: Any) -> Points:
    """How far each point lies from the line between two others; from the point itself where both are one."""
    along = end - start
    length = float(np.hypot(*along))
    if not length:
        return np.asarray(np.hypot(*(points - start).T))
    offset = points - start
    return np.asarray(np.abs(along[0] * offset[:, 1] - along[1] * offset[:, 0]) / length)
