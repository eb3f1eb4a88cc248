"""Stop a PostgreSQL at once, as a crash would, while people write: nothing that was acknowledged may be lost.

A writer that is told "not certain" repeats the same click after the server is back: it must be there once.
"""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

from dashboard.journal.errors import Unusable
from dashboard.journal.store import Decision, Journal
from tests.dashboard.journal.postgres import start, stop


def outages(folder: Path, url: str, witness: Path, n_stops: int, seed: int) -> dict[str, int]:
    """``n_stops`` crashes of the server of the cluster in ``folder``; raises AssertionError where an entry is lost."""
    chance = random.Random(seed)
    acknowledged: dict[str, str] = {}
    troubles: list[str] = []
    enough = threading.Event()
    two = [Journal(witness, url), Journal(witness, url)]

    def write_on(name: str, journal: Journal) -> None:
        number = 0
        while not enough.is_set():
            decision = Decision("甲", "note", "b/t", {"n": number}, f"{name}-{number}")
            try:
                acknowledged[decision.key] = journal.append(decision, lambda _: None).hash
                number += 1
            except Unusable as trouble:
                troubles.append(str(trouble))
                time.sleep(0.05)

    writers = [threading.Thread(target=write_on, args=(f"w{n}", journal)) for n, journal in enumerate(two)]
    for writer in writers:
        writer.start()
    try:
        for _ in range(n_stops):
            n_before, limit = len(acknowledged), time.monotonic() + 60
            while len(acknowledged) < n_before + 5 and time.monotonic() < limit:
                time.sleep(0.005)
            assert len(acknowledged) >= n_before + 5, f"nobody could write after a restart: {troubles[-1:]}"
            time.sleep(chance.uniform(0, 0.05))
            stop(folder)
            start(folder)
    finally:
        enough.set()
        for writer in writers:
            writer.join()
    entries = two[0].entries()
    held = {entry.key: entry.hash for entry in entries}
    assert len(held) == len(entries), "a repeated click was written once"
    assert {key: held.get(key) for key in acknowledged} == acknowledged
    assert two[0].faults() == []
    for journal in two:
        journal.close()
    return {"stops": n_stops, "acknowledged": len(acknowledged), "troubles told": len(troubles),
            "of them not certain": sum("不能确定" in words for words in troubles)}
