"""Where newcomers stand on a list that people have put in an order of their own."""

from __future__ import annotations

from collections.abc import Sequence


def rearranged(old: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """The chosen project numbers: those of ``old`` in their order there, newcomers where published order puts them.

    ``chosen`` stands in published order. A newcomer stands where the fewest of those who stay are out of published
    order with it, and behind where several places are equally good, so that as few as possible get a new number.
    """
    rank = {number: place for place, number in enumerate(chosen)}
    kept = [number for number in old if number in rank]
    stays = set(kept)
    gaps: dict[int, list[str]] = {}
    for number in chosen:
        if number not in stays:
            gaps.setdefault(_best_gap([rank[one] for one in kept], rank[number]), []).append(number)
    order = list(gaps.get(0, []))
    for place, number in enumerate(kept, 1):
        order += [number, *gaps.get(place, [])]
    return order


def _best_gap(ranks: Sequence[int], rank: int) -> int:
    wrong = best = sum(one < rank for one in ranks)
    found = 0
    for gap, one in enumerate(ranks, 1):
        wrong += 1 if one > rank else -1
        if wrong <= best:
            best, found = wrong, gap
    return found
