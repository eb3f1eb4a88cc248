"""Many viewers at once: `python -m tests.bench.load URL --viewers 20 --seconds 20 [--thinking 5] [--page money]`.

Each has a connection of its own and chooses one town after the other in the filter; without thinking the next is
chosen when the page is drawn. Prints JSON: seconds of every run, how long all took, what failed. It is a process of
its own and works on the same cores as the server.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import time
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.bench.hosts import core_seconds
from tests.bench.viewer import Failed, Viewer, arrive

FILTER = "街镇"


@dataclass
class Seen:
    """What all viewers saw together: seconds per run, bytes, what went wrong, how long it took, and the core seconds
    that the server worked meanwhile."""

    seconds: list[float] = field(default_factory=list)
    n_bytes: int = 0
    failures: list[str] = field(default_factory=list)
    lasted_s: float = 0.0
    core_s: float = 0.0


async def watch(
    url: str, page: str, n_viewers: int, lasting_s: float, thinking_s: float, n_runs: int, is_kept: bool,
    server: int,
) -> Seen:
    """Let everybody in, then measure for so long, or until so many runs are drawn.

    ``is_kept``: the server keeps its answers, so each is asked for once before anything is measured.
    """
    seen = Seen()
    viewers = [await arrive(url, page) for _ in range(n_viewers)]
    await asyncio.gather(*(viewer.draw() for viewer in viewers))
    for number in range(len(viewers[0].widgets[FILTER][2]) if is_kept else 0):
        viewers[0].choose(FILTER, number)
        await viewers[0].draw()
    began, worked = time.perf_counter(), core_seconds(server)
    stop = began + lasting_s
    await asyncio.gather(*(
        _look(viewer, number, stop, thinking_s, n_runs, seen) for number, viewer in enumerate(viewers)
    ))  # fmt: skip
    seen.lasted_s = time.perf_counter() - began
    seen.core_s = core_seconds(server) - worked
    for viewer in viewers:
        await viewer.socket.close()
    return seen


async def _look(viewer: Viewer, number: int, stop: float, thinking_s: float, n_runs: int, seen: Seen) -> None:
    chance = random.Random(number)
    if thinking_s:
        await asyncio.sleep(chance.uniform(0, thinking_s))
    chosen = number
    while time.perf_counter() < stop and (not n_runs or len(seen.seconds) < n_runs):
        chosen += 1
        viewer.choose(FILTER, chosen)
        try:
            drawn = await viewer.draw()
        except Failed as error:
            seen.failures.append(str(error))
            return
        seen.seconds.append(drawn.seconds)
        seen.n_bytes += drawn.n_bytes
        if thinking_s:
            await asyncio.sleep(chance.uniform(0.5, 1.5) * thinking_s)


def measured(url: str, words: list[str]) -> dict[str, Any]:
    """The same from another process; see the command line."""
    from tests.bench.processes import run

    found: dict[str, Any] = json.loads(run(["-m", "tests.bench.load", url, *words]).output)
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--viewers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--thinking", type=float, default=0)
    parser.add_argument("--runs", type=int, default=0, help="stop after so many runs; 0 for never")
    parser.add_argument("--page", default="")
    parser.add_argument("--server", type=int, default=0, help="its process, for its core time")
    parser.add_argument("--unkept", action="store_true", help="the server keeps nothing: no answer is asked before")
    given = parser.parse_args()
    seen = asyncio.run(watch(
        given.url, given.page, given.viewers, given.seconds, given.thinking, given.runs, not given.unkept,
        given.server,
    ))  # fmt: skip
    print(json.dumps(asdict(seen)))


if __name__ == "__main__":
    main()
