"""The certificate of a selection: every figure about it that people ask for, with a proof that needs no solver.

Plain JSON. Points are hundredths; `missing` counts floor places that stay unfilled. A cost holds the best list known as
a swap against the chosen one (`out`, `in`), and what proves that there is no better: prices alone, or a walk through
`nodes` (see `search`). Where the proof leaves a gap, `at_best` holds the smallest cost it can't rule out; null: exact.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, replace
from typing import Any

from dashboard.decide.blocked import blocked
from dashboard.decide.losses import Answer, lists_without_floor, misses, replacements
from dashboard.decide.program import Program
from dashboard.decide.search import Node, Pool, search
from dashboard.decide.selection import NODES, Selection

TIES = 20  # equally good lists named; beyond it says that there are more


def certificate(selection: Selection, n_ties: int = TIES) -> dict[str, Any]:
    """The certificate as JSON-able values, the same for the same candidates, rules and forces."""
    # A solver and a pool of its own: what was asked before must not change the proof.
    selection = replace(selection, program=Program(selection.problem), pool=Pool())
    found, chosen = selection.problem, list(selection.chosen)
    without = replacements(selection)
    unfloored = lists_without_floor(selection)
    with_each = misses(selection)
    ties = search(selection.program, selection.pool, found.start(), selection.worth, n_ties, budget=NODES)
    counted = found.counts[chosen].sum(axis=0)
    rejected = (index for index in range(len(found.ranked)) if index not in selection.chosen)
    reasons = {index: blocked(selection, index) for index in rejected}
    content = {
        "total": _parts(selection, selection.worth),
        "bound": _parts(selection, ties.bound),
        "ties": {"lists": [found.ids(rows) for rows in ties.lists], "is_complete": ties.is_complete},
        "chosen": [
            {
                "project_id": found.ranked[i].project_id,
                "points": found.ranked[i].points,
                "is_forced": i in found.forced_in,
                "is_eligible": found.ranked[i].is_eligible,
                "replacement": _cost(selection, without.get(i)),
            }
            for i in chosen
        ],
        "floors": [
            {
                "attribute": floor.attribute,
                "value": floor.value,
                "n_chosen": int(n),
                "cost": _cost(selection, answer, -1),
            }
            for floor, n, answer in zip(found.rules.floors, counted, unfloored, strict=True)
        ],
        "rejected": [
            {
                "project_id": found.ranked[index].project_id,
                "by": reason.by,
                "instead": None if reason.instead is None else found.ranked[reason.instead].project_id,
                "floors": [[floor.attribute, floor.value] for floor in reason.floors],
                "miss": _cost(selection, with_each.get(index)),
            }
            for index, reason in reasons.items()
        ],
        "proof": {"n_ties": n_ties, "nodes": _nodes(selection, ties.nodes)},
        "prices": [list(astuple(prices)) for prices in selection.pool.prices],
    }
    plain: dict[str, Any] = json.loads(json.dumps(content, ensure_ascii=False))
    return {**plain, "seal": seal(plain)}


def seal(content: dict[str, Any]) -> str:
    """The sha256 of everything but the seal: a slip or a change on the way shows before anything is reckoned."""
    rest = {key: value for key, value in content.items() if key != "seal"}
    return hashlib.sha256(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _parts(selection: Selection, worth: int) -> dict[str, int]:
    points, missing = astuple(selection.problem.parts(worth))
    return {"points": points, "missing": missing}


def _difference(selection: Selection, worth: int, sign: int) -> dict[str, int]:
    now, then = selection.total, selection.problem.parts(worth)
    return {"points": sign * (now.points - then.points), "missing": sign * (then.missing - now.missing)}


def _cost(selection: Selection, answer: Answer | None, sign: int = 1) -> dict[str, Any] | None:
    """Points and floor places lost (gained: sign −1) in the best list of the answer; None where there is none."""
    if answer is None:
        return None
    found, chosen = selection.problem, set(selection.chosen)
    gap = None if answer.proved == answer.worth else _difference(selection, answer.proved, sign)
    how = {"prices": answer.prices} if answer.nodes is None else {"nodes": _nodes(selection, answer.nodes)}
    swap = {"out": found.ids(chosen - answer.chosen), "in": found.ids(answer.chosen - chosen)}
    return {**_difference(selection, answer.worth, sign), "at_best": gap, **swap, **how}


def _nodes(selection: Selection, nodes: Sequence[Node]) -> list[list[Any]]:
    ranked = selection.problem.ranked
    return [[list(n.prices), None if n.split is None else ranked[n.split].project_id] for n in nodes]
