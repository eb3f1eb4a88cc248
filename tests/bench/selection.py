"""Selection, certificate, its check, and 10,000 draws for 5,000 candidates: `python -m tests.bench.selection`, JSON."""

import json
import random
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dashboard.decide.certificate import certificate
from dashboard.decide.checker import check
from dashboard.decide.problem import problem
from dashboard.decide.robustness import robustness
from dashboard.decide.rules import Candidate, Floor, Rules
from dashboard.decide.selection import select
from dashboard.decide.uncertainty import Span, uncertainty
from tests.dashboard.decide.cases import PROCESSES, TOWNS, district

N, RUNS = 5_000, 3
WEIGHTS = (10, 15, 10, 10, 10, 10, 5, 7, 8, 8, 7)
UNVERIFIED = range(5, 10)


def seconds(work: Callable[[], Any]) -> list[float]:
    """Wall seconds of a few runs."""
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        taken.append(round(time.perf_counter() - began, 3))
    return taken


def spans(candidates: list[Candidate], draw: random.Random, width: float) -> dict[str, dict[str, Span]]:
    """Points per criterion around each candidate's score, six in ten of the reported improvements unverified."""
    found: dict[str, dict[str, Span]] = {}
    for one in candidates:
        own = [min(100.0, max(0.0, one.points / 100 + draw.gauss(0, 15))) for _ in WEIGHTS]
        is_open = [k in UNVERIFIED and draw.random() < 0.6 for k in range(len(own))]
        found[one.project_id] = {
            str(k): (value * (1 - width), min(100.0, value * (1 + width))) if is_open[k] else (value, value)
            for k, value in enumerate(own)
        }
    return found


def measure_selection() -> dict[str, Any]:
    """Seconds per kind of rules, and of the draws."""
    candidates, plain = district(2023, N)
    towns = tuple(Floor("town", town) for town in TOWNS)
    processes = tuple(Floor("process", process, 8) for process in PROCESSES)
    kinds = {
        "industries": plain,
        "industries, towns, processes": replace(plain, floors=(*plain.floors, *towns, *processes)),
        "industries, bonus": replace(plain, scenario_bonus=100),
        "industries, instances": replace(plain, counting_unit="instance", limit=60),
    }
    measured: dict[str, Any] = {name: _kind(candidates, rules) for name, rules in kinds.items()}
    for name, weight_width, claim_width in (("weights ±25 %, claims ±20 %", 0.25, 0.2), ("claims ±20 %", 0.0, 0.2)):
        measured[name] = _draws(candidates, plain, weight_width, claim_width)
    return measured


def _kind(candidates: list[Candidate], rules: Rules) -> dict[str, Any]:
    found = select(candidates, rules)
    told = certificate(found)
    return {
        "select_s": seconds(lambda: select(candidates, rules)),
        "select_and_certificate_s": seconds(lambda: certificate(select(candidates, rules))),
        "check_s": seconds(lambda: check(told, candidates, rules)),
        "problems": check(told, candidates, rules),
        "is_proved": told["total"] == told["bound"],
        "n_ranges": sum(bool(e["miss"] and e["miss"]["at_best"]) for e in told["rejected"]),
        "bytes": len(json.dumps(told, ensure_ascii=False).encode()),
    }


def _draws(candidates: list[Candidate], rules: Rules, weight_width: float, claim_width: float) -> dict[str, Any]:
    found = problem(candidates, rules)
    weights = {str(k): (w * (1 - weight_width), w * (1 + weight_width)) for k, w in enumerate(WEIGHTS)}
    given = uncertainty(found, weights, spans(candidates, random.Random(1), claim_width))
    result = robustness(found, given)
    verdicts = [f"{v.verdict}{' (proved)' if v.is_proved else ''}" for v in result.candidates]
    return {
        "robustness_s": seconds(lambda: robustness(found, given)),
        "n_draws": result.n_draws,
        "verdicts": {name: verdicts.count(name) for name in sorted(set(verdicts))},
    }


if __name__ == "__main__":
    print(json.dumps({"n_candidates": N, **measure_selection()}, ensure_ascii=False, indent=1))
