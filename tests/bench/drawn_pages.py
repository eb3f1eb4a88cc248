"""Every page drawn again by a real server on one home, as a viewer sees it: `python -m tests.bench.drawn_pages HOME`.

`tests.bench.pages` runs the scripts in Streamlit's test runner, which sends every row of every table; a server sends
of a long table only the rows that are looked at.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from tests.bench.hosts import Host, core_seconds, hosting
from tests.bench.viewer import arrive
from tests.browser.chrome import PAGES

RUNS = 9


def measure_drawn_pages(home: Path) -> dict[str, dict[str, Any]]:
    """Page → seconds of every run after two that warm up, the server's core seconds per run, bytes per run."""
    with hosting("ours", home) as host:
        return asyncio.run(_measure(host))


async def _measure(host: Host) -> dict[str, dict[str, Any]]:
    found = {}
    for page in (*PAGES, "wall"):
        viewer = await arrive(host.url, "" if page == "overview" else page)
        for _ in range(2):
            await viewer.draw()
        worked = core_seconds(host.pid)
        runs = [await viewer.draw() for _ in range(RUNS)]
        found[page] = {
            "seconds": [one.seconds for one in runs], "core_s": (core_seconds(host.pid) - worked) / RUNS,
            "n_bytes": runs[-1].n_bytes,
        }  # fmt: skip
        await viewer.socket.close()
    return found


if __name__ == "__main__":
    print(json.dumps(measure_drawn_pages(Path(sys.argv[1]))))
