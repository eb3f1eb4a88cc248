"""Which row of a returned form is which row of the one that was exported: by enterprise, not by place.

So a removed row is one missing row, and not twenty altered ones below it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.exports.reading import Line

Pair = tuple[int, int]


def matched_rows(old: Sequence[Line], new: Sequence[Line]) -> list[Pair]:
    """(index in old, index in new) of rows that are the same row, in order of old.

    First those with the same texts, then those that differ in 序号 only, then those with the same enterprise, last
    those that have most in common: the same instances, or the same 序号 and place.
    """
    pairs: list[Pair] = []
    for key in (_all, _but_rank, _enterprise):
        pairs += _same(key, old, new, pairs)
    likely = sorted(
        (-score, abs(i - j), i, j)
        for i in _left(old, [i for i, _ in pairs])
        for j in _left(new, [j for _, j in pairs])
        if (score := _likeness(old[i], new[j], i == j)) > 0
    )
    for _, _, i, j in likely:
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return sorted(pairs)


def moved(pairs: Sequence[Pair]) -> list[Pair]:
    """The fewest pairs that must have moved: all outside the longest run that is in order on both sides."""
    best: list[int] = []
    came: list[int] = []
    for k, (_, j) in enumerate(pairs):
        before = max((i for i in range(k) if pairs[i][1] < j), key=lambda i: best[i], default=-1)
        best.append(best[before] + 1 if before >= 0 else 1)
        came.append(before)
    kept = set()
    k = max(range(len(pairs)), key=lambda i: best[i], default=-1)
    while k >= 0:
        kept.add(k)
        k = came[k]
    return [pair for k, pair in enumerate(pairs) if k not in kept]


def texts(line: Line) -> tuple[str, ...]:
    """A line without its places and without the empty cells at its end."""
    last = max((i for i, cell in enumerate(line) if cell.text), default=-1)
    return tuple(cell.text for cell in line[: last + 1])


def _all(line: Line) -> tuple[str, ...]:
    return texts(line)


def _but_rank(line: Line) -> tuple[str, ...]:
    return texts(line[1:])


def _enterprise(line: Line) -> tuple[str, ...]:
    return texts(line[1:2])


def _same(
    key: Callable[[Line], tuple[str, ...]], old: Sequence[Line], new: Sequence[Line], pairs: Sequence[Pair]
) -> list[Pair]:
    waiting: dict[tuple[str, ...], list[int]] = {}
    for j in _left(new, [j for _, j in pairs]):
        waiting.setdefault(key(new[j]), []).append(j)
    return [
        (i, waiting[found].pop(0))
        for i in _left(old, [i for i, _ in pairs])
        if any(found := key(old[i])) and waiting.get(found)
    ]


def _left(lines: Sequence[Line], taken: Sequence[int]) -> list[int]:
    gone = set(taken)
    return [i for i in range(len(lines)) if i not in gone]


def _likeness(old: Line, new: Line, is_same_place: bool) -> int:
    before, after = texts(old), texts(new)
    same = sum(bool(a) and a == b for a, b in zip(before[1:], after[1:], strict=False))
    return 4 * same + 2 * (before[:1] == after[:1]) + is_same_place
