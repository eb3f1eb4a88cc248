"""Eight first visitors at once on a process just started, again and again: `python -m tests.bench.starts HOME [N]`."""

from __future__ import annotations

import asyncio
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.bench.hosts import hosting
from tests.bench.viewer import Failed, arrive

VISITORS = 8
STARTS = 100


def measure_starts(home: Path, n_starts: int = STARTS) -> dict[str, Any]:
    """n_starts, n_visits, seconds of the slowest first page per start, and every failure as a sentence."""
    slowest, failures = [], []
    for _ in range(n_starts):
        with hosting("ours", home) as host:
            with ThreadPoolExecutor(1) as own:  # a test of this process may have a loop running in this thread
                seconds, failed = own.submit(asyncio.run, _first_visits(host.url)).result()
            failures += failed
            slowest.append(max(seconds, default=0.0))
            if "Traceback" in (said := host.log.read_text(encoding="utf-8")):
                failures.append(said[-2000:])
    return {"n_starts": n_starts, "n_visits": n_starts * VISITORS, "slowest_s": slowest, "failures": failures}


async def _first_visits(url: str) -> tuple[list[float], list[str]]:
    done = await asyncio.gather(*(_visit(url) for _ in range(VISITORS)), return_exceptions=True)
    seconds = [one for one in done if isinstance(one, float)]
    return seconds, [f"{type(one).__name__}: {one}" for one in done if isinstance(one, BaseException)]


async def _visit(url: str) -> float:
    """Seconds of one visitor's first page. Raises Failed where the page has no filter: it was not drawn."""
    viewer = await arrive(url)
    drawn = await viewer.draw()
    await viewer.socket.close()
    if not viewer.widgets:
        raise Failed("the page came without its filters")
    return drawn.seconds


if __name__ == "__main__":
    print(json.dumps(measure_starts(Path(sys.argv[1]), int((sys.argv[2:] or [STARTS])[0]))))
