"""One entry of the journal and the chain that entries make.

Every entry carries the sha256 of the one before it, so that an edited, deleted, inserted or reordered one breaks the
chain. Cutting off the end leaves a sound chain: only the witness (see witness.py) notices that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

FIRST_PREV = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One decision. ``at`` is UTC in ISO 8601; ``book`` is call/track; ``key`` makes a repeated click harmless."""

    seq: int
    at: str
    actor: str
    action: str
    book: str
    body: dict[str, Any]
    key: str
    prev: str
    hash: str

    def expected_hash(self) -> str:
        """What the hash must be for this content."""
        return content_hash(
            self.seq, self.at, self.actor, self.action, self.book, canonical(self.body), self.key, self.prev
        )


def canonical(value: Any) -> str:
    """The one spelling of a JSON value: keys sorted, no spaces, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def content_hash(
    seq: int, at: str, actor: str, action: str, book: str, body: str, key: str, prev: str
) -> str:
    """sha256 over everything that an entry says, its place included."""
    return hashlib.sha256(canonical([seq, at, actor, action, book, body, key, prev]).encode()).hexdigest()


def chain_faults(entries: Iterable[Entry]) -> list[str]:
    """What is wrong with the whole journal, in order; nothing for a sound one."""
    faults = []
    seq, prev = 0, FIRST_PREV
    for entry in entries:
        if entry.seq != seq + 1:
            faults.append(f"第 {seq + 1} 条之后接的是第 {entry.seq} 条：记录被删除、插入或调换")
        elif entry.prev != prev:
            faults.append(f"第 {entry.seq} 条与前一条衔接不上：记录被删除、插入或调换")
        if entry.hash != entry.expected_hash():
            faults.append(f"第 {entry.seq} 条的内容与校验值不符：记录被改动")
        seq, prev = entry.seq, entry.hash
    return faults
