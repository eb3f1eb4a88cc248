"""Kill a writer at random moments: python -m tests.dashboard.journal.killing FOLDER N SEED

A nursery process forks a writer, reads what it acknowledges and kills it (SIGKILL) at a moment drawn from the round's
own seed: from its birth on (opening, first commit); after some acknowledgements, spread over several append cycles;
or with the steps of the witness slowed down, so that they are hit as often as the commit. Then the journal is opened
as any process would: every acknowledged entry must be there with its hash, chain and witness sound, and the next append
must succeed. What was going on when the kill came is read from what it left behind.

State is kept beside the journal: a broken run goes on where it stopped.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from dashboard.journal.store import Decision, Journal

KINDS = ("birth", "cycles", "witness")


def write_on(folder: Path, round_: int, out: int, slow_witness: bool) -> None:
    """The writer: append without end, acknowledge each entry."""
    if slow_witness:
        sync, move = os.fsync, os.replace

        def slowly(step: Any) -> Any:
            def slow(*words: Any) -> None:
                time.sleep(0.004)
                step(*words)
                time.sleep(0.004)
            return slow

        os.fsync, os.replace = slowly(sync), slowly(move)
    journal = Journal(folder)
    for number in range(1_000_000):
        entry = journal.append(Decision("甲", "note", "b/t", {"n": number}, f"{round_}-{number}"), lambda _: None)
        os.write(out, f"{entry.seq} {entry.hash}\n".encode())


def one_round(folder: Path, round_: int, seed: int) -> tuple[dict[int, str], str]:
    """What the writer acknowledged before it was killed, and the kind of the round."""
    chance = random.Random(f"{seed}-{round_}")
    kind = KINDS[round_ % len(KINDS)]
    source, sink = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.close(source)
        write_on(folder, round_, sink, kind == "witness")
        os._exit(0)
    os.close(sink)
    said = b""
    n_awaited = 0 if kind == "birth" else chance.randint(1, 6)
    deadline = time.monotonic() + 60
    while said.count(b"\n") < n_awaited and time.monotonic() < deadline:
        if select.select([source], [], [], 1)[0]:
            said += os.read(source, 65536)
    time.sleep(chance.uniform(0, 0.08 if kind == "birth" else 0.04))
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    while part := os.read(source, 65536):
        said += part
    os.close(source)
    lines = [line.split() for line in said.decode().splitlines()]
    return {int(line[0]): line[1] for line in lines if len(line) == 2}, kind


def left_behind(folder: Path, seen: dict[int, str], n_before: int) -> str:
    """What the kill interrupted, by what it left: read before anybody opens the journal again."""
    if any(path.name.endswith("-journal") and path.stat().st_size for path in folder.iterdir()):
        return "inside a transaction"
    if any(path.name.endswith(".tmp") for path in folder.iterdir()):
        return "inside the witness"
    journal = Journal(folder)
    n_now = len(journal.entries())
    witness = json.loads(journal.witness.read_text(encoding="utf-8"))["seq"]
    journal.close()
    if witness < n_now:
        return "between commit and witness"
    return "before the acknowledgement" if n_now > max(seen, default=n_before) else "between two appends"


def killed(folder: Path, n_rounds: int, seed: int) -> dict[str, int]:
    """All rounds; raises AssertionError where an acknowledged entry was lost. Returns what was counted."""
    state = folder.parent / f"{folder.name}.state.json"
    known: dict[str, Any] = {"done": 0, "acknowledged": {}, "left": {}}
    if state.exists():
        known = json.loads(state.read_text(encoding="utf-8"))
    acknowledged = {int(seq): digest for seq, digest in known["acknowledged"].items()}
    left: Counter[str] = Counter(known["left"])
    Journal(folder).close()
    for round_ in range(known["done"], n_rounds):
        seen, kind = one_round(folder, round_, seed)
        left[f"{kind}: {left_behind(folder, seen, max(acknowledged, default=0))}"] += 1
        acknowledged |= seen
        journal = Journal(folder)
        journal.append(Decision("乙", "note", "b/t", {"round": round_}, f"after-{seed}-{round_}"), lambda _: None)
        held = {entry.seq: entry.hash for entry in journal.entries()}
        lost = {seq: digest for seq, digest in acknowledged.items() if held.get(seq) != digest}
        assert not lost, f"round {round_} lost {lost}"
        assert journal.faults() == [], f"round {round_}: {journal.faults()}"
        journal.close()
        kept = {"done": round_ + 1, "acknowledged": acknowledged, "left": left}
        state.with_suffix(".tmp").write_text(json.dumps(kept), encoding="utf-8")
        state.with_suffix(".tmp").replace(state)
    return {"rounds": n_rounds, "acknowledged": len(acknowledged), **dict(sorted(left.items()))}


if __name__ == "__main__":
    print(json.dumps(killed(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
