"""Many viewers of the Dash app at once: `python -m tests.bench.dash_load URL --viewers 20 --seconds 20`.

Each keeps a connection open and asks for the page under one town after the other by Dash's own callback request;
answers are read and parsed as JSON. Prints what `tests.bench.load` prints.
"""

from __future__ import annotations

import argparse
import http.client
import json
import threading
import time
from dataclasses import asdict
from urllib.parse import urlsplit

from tests.bench.hosts import core_seconds
from tests.bench.load import Seen

FILTERS = ("year", "call", "town", "industry", "tier", "assume")
ALL = "全部"
LEAST_BYTES = 10_000  # a page is far more; anything less is no page


def ask(connection: http.client.HTTPConnection, town: str) -> int:
    """The page under one town; its size. Raises where it is no page."""
    inputs = [{"id": name, "property": "value", "value": town if name == "town" else ALL} for name in FILTERS]
    asked = {
        "output": "page.children", "outputs": {"id": "page", "property": "children"}, "inputs": inputs,
        "changedPropIds": ["town.value"], "state": [],
    }  # fmt: skip
    connection.request("POST", "/_dash-update-component", json.dumps(asked), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    raw = answer.read()
    if answer.status != 200 or len(raw) < LEAST_BYTES:
        raise RuntimeError(f"{answer.status}: {raw[:300]!r}")
    json.loads(raw)
    return len(raw)


def watch(url: str, n_viewers: int, lasting_s: float, towns: list[str], server: int) -> Seen:
    """Ask for every town once, then measure for so long."""
    seen, where = Seen(), urlsplit(url).netloc
    first = http.client.HTTPConnection(where, timeout=120)
    for town in towns:
        ask(first, town)
    worked = core_seconds(server)
    stop = time.perf_counter() + lasting_s

    def look(number: int) -> None:
        connection = http.client.HTTPConnection(where, timeout=120)
        while time.perf_counter() < stop:
            number += 1
            began = time.perf_counter()
            try:
                size = ask(connection, towns[number % len(towns)])
            except (RuntimeError, OSError) as error:
                seen.failures.append(str(error))
                return
            seen.seconds.append(time.perf_counter() - began)
            seen.n_bytes += size

    began = time.perf_counter()
    threads = [threading.Thread(target=look, args=(number,)) for number in range(n_viewers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    seen.lasted_s = time.perf_counter() - began
    seen.core_s = core_seconds(server) - worked
    return seen


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.dash_load", description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--viewers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--towns", required=True, help="separated by commas")
    parser.add_argument("--server", type=int, default=0, help="its process, for its core time")
    given = parser.parse_args()
    towns = [ALL, *given.towns.split(",")]
    print(json.dumps(asdict(watch(given.url, given.viewers, given.seconds, towns, given.server))))


if __name__ == "__main__":
    main()
