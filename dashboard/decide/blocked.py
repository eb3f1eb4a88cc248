"""What keeps a rejected application out of the list: one reason each, the first that applies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from dashboard.decide.rules import Floor
from dashboard.decide.selection import Selection

By = Literal["ineligible", "forced_out", "own_forced", "own", "quota", "forced", "floor", "bonus"]


@dataclass(frozen=True)
class Blocked:
    """The reason, whose place it is about (`instead`), and the floors that a swap with it would leave short.

    ineligible · forced_out: by people · own, own_forced: its enterprise's other application is in · quota: all in the
    list rank before it, or it doesn't fit · forced: only those whom people put in rank behind it · floor, bonus: it
    ranks before `instead`, the last of the list, but in its place would leave floors short or cover fewer scenarios.
    """

    by: By
    instead: int | None = None
    floors: tuple[Floor, ...] = ()


def blocked(selection: Selection, index: int) -> Blocked:
    """Why the rejected candidate is not in the list."""
    found, chosen = selection.problem, list(selection.chosen)
    if not found.ranked[index].is_eligible:
        return Blocked("ineligible")
    if found.ranked[index].project_id in found.forced:
        return Blocked("forced_out")
    own = [i for i in chosen if found.enterprise[i] == found.enterprise[index]]
    if own:
        return Blocked("own_forced" if own[0] in found.forced_in else "own", own[0])
    behind = [i for i in chosen if i > index]
    choosable = [i for i in behind if i not in found.forced_in]
    if not choosable:
        return Blocked("forced", behind[-1]) if behind else Blocked("quota")
    last = choosable[-1]
    swapped = [i for i in chosen if i != last] + [index]
    if int(found.weight[swapped].sum()) > found.rules.limit:
        return Blocked("quota")
    before, after = (np.maximum(0, found.needed - found.counts[rows].sum(axis=0)) for rows in (chosen, swapped))
    short = tuple(f for f, b, a in zip(found.rules.floors, before, after, strict=True) if a > b)
    return Blocked("floor" if short else "bonus", last, short)
