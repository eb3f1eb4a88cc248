"""Many viewers: throughput beside Dash and Streamlit's defaults, waiting times, memory over 10,000 runs.

`python -m tests.bench.many HOME [PART …]` prints JSON; parts are throughput, viewers, memory. The viewers are a
process of their own and work on the same cores as the server.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from queries import warehouse
from tests.bench.hosts import Host, hosting
from tests.bench.load import measured
from tests.bench.processes import resident_bytes, run

SIDES: dict[str, tuple[str, tuple[str, ...]]] = {
    "ours": ("ours", ()), "Dash": ("dash", ()), "Dash, tables left out": ("dash", ("folded",)),
    "Dash, answers and figures kept": ("dash", ("kept",)), "Streamlit's defaults": ("default", ()),
}  # fmt: skip
TURNS = 2
TURN_S = "15"
STEP = 1000
STEPS = 10


def measure_throughput(home: Path) -> dict[str, dict[str, Any]]:
    """Side → runs per second with 20 viewers, one figure per turn, server core seconds per run, failures."""
    found: dict[str, dict[str, Any]] = {
        side: {"per_second": [], "core_s": [], "failures": []} for side in SIDES
    }
    for _ in range(TURNS):
        for side, (kind, words) in SIDES.items():
            with hosting(kind, home, *words) as host:
                unkept = ["--unkept"] if kind == "default" else []
                seen = (
                    _watch_dash(host, home) if kind == "dash"
                    else measured(host.url, ["--seconds", TURN_S, "--server", str(host.pid), *unkept])
                )  # fmt: skip
                n_runs = len(seen["seconds"])
                found[side]["per_second"].append(n_runs / seen["lasted_s"])
                found[side]["core_s"].append(seen["core_s"] / max(1, n_runs))
                found[side]["failures"] += seen["failures"]
    return found


def _watch_dash(host: Host, home: Path) -> dict[str, Any]:
    towns = ",".join(warehouse(home).ask("town_summary")["town"])
    words = ["--seconds", TURN_S, "--towns", towns, "--server", str(host.pid)]
    found: dict[str, Any] = json.loads(run(["-m", "tests.bench.dash_load", host.url, *words]).output)
    return found


def measure_viewers(home: Path) -> dict[str, dict[str, Any]]:
    """50 viewers who think for 5 s, then 100 who never do, each for a minute: what `tests.bench.load` prints."""
    with hosting("ours", home) as host:
        return {
            "50 viewers, 5 s of thinking": measured(
                host.url, ["--viewers", "50", "--thinking", "5", "--seconds", "60"]
            ),
            "100 viewers, none": measured(host.url, ["--viewers", "100", "--seconds", "60"]),
        }


def measure_memory(home: Path) -> dict[str, Any]:
    """The server's resident bytes at the start and after every 1,000 runs of 20 viewers, up to 10,000."""
    with hosting("ours", home) as host:
        resident, failures = [], []
        for _ in range(STEPS):
            seen = measured(host.url, ["--runs", str(STEP), "--seconds", "3600"])
            failures += seen["failures"]
            resident.append(resident_bytes(host.pid))
        return {"step": STEP, "resident_bytes": resident, "failures": failures}


PARTS = {"throughput": measure_throughput, "viewers": measure_viewers, "memory": measure_memory}


if __name__ == "__main__":
    print(json.dumps({part: PARTS[part](Path(sys.argv[1])) for part in sys.argv[2:] or PARTS}))
