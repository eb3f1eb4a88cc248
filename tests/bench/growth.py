"""How a time grows with the rows: the exponent k of time ∝ rows^k between two sizes."""

import math
from itertools import pairwise


def growth_exponent(seconds: tuple[float, float], rows: tuple[int, int]) -> float | None:
    """1 is proportional, 0 is constant, 2 is quadratic; None where there is nothing to divide."""
    if min(*seconds, *rows) <= 0 or rows[0] == rows[1]:
        return None
    return math.log(seconds[1] / seconds[0]) / math.log(rows[1] / rows[0])


def growth_exponents(seconds: list[float], rows: list[int]) -> list[float | None]:
    """The exponent from each size to the next one."""
    pairs = zip(pairwise(seconds), pairwise(rows), strict=True)
    return [growth_exponent(times, counts) for times, counts in pairs]
