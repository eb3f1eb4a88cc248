"""What people wait for, on the sample: browser, throughput, many viewers, memory, cold starts.

`python -m tests.bench.speed [PART …]` prints the tables; `tests.bench.report` takes them up. Every part is a process
of its own on one home that holds data/sample.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.served import load_sample

from .processes import run
from .speed_tables import speed_parts

PARTS = {
    "browser": ["-m", "tests.bench.browser"], "throughput": ["-m", "tests.bench.many"],
    "viewers": ["-m", "tests.bench.many"], "memory": ["-m", "tests.bench.many"], "starts": ["-m", "tests.bench.starts"],
}  # fmt: skip


def measure_speed(parts: list[str] | None = None) -> dict[str, Any]:
    """Part → what it measured."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="zhizao-speed-") as folder:
        home = str(load_sample(Path(folder) / "home"))
        for part in parts or PARTS:
            print(f"speed: {part} …", file=sys.stderr, flush=True)
            is_many = PARTS[part][1] == "tests.bench.many"
            output = json.loads(run([*PARTS[part], home, *([part] if is_many else [])]).output)
            found[part] = output[part] if is_many else output
    return found


if __name__ == "__main__":
    print("\n\n".join(speed_parts(measure_speed(sys.argv[1:]))))
