"""Who handed in what, and when: one line per file that came in, for the sentence that a second copy is met with.

No part of a build (a build has no clock): ``deliveries.jsonl`` alone says what was delivered.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence

from etl.paths import Home
from etl.store import Delivery


def note(home: Home, taken: Sequence[Delivery], by: str) -> None:
    """Write down that ``by`` handed these in just now."""
    at = time.strftime("%Y-%m-%d %H:%M")
    lines = (
        json.dumps({"at": at, "by": by, "name": one.name, "sha256": one.sha256}, ensure_ascii=False) for one in taken
    )
    with open(home.receipts, "a", encoding="utf-8") as out:
        # The line feed comes first: a line that a kill left unfinished must not swallow the next one.
        out.write("".join(f"\n{line}" for line in lines) + "\n")
        out.flush()
        os.fsync(out.fileno())


def sentences(home: Home, again: Sequence[Delivery]) -> list[str]:
    """For files that are in the store already: when and by whom they were handed in, as far as that is known."""
    found: dict[tuple[str, str], str] = {}
    if home.receipts.exists():
        for line in home.receipts.read_text(encoding="utf-8", errors="replace").split("\n"):
            try:
                card = json.loads(line)
                found[card["name"], card["sha256"]] = f"已于 {card['at']} 由{card['by']}交来"
            except (ValueError, TypeError, KeyError):
                continue  # a line that a kill cut off
    return [f"{found.get((one.name, one.sha256), '已在库中')}，内容没有变化，未重复计入" for one in again]
