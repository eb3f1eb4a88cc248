"""A copy of the journal as JSON lines, and an earlier copy or a stamp held against it.

One line per entry, keys at, actor, action, body, book, hash, key, prev, seq; ``body`` is the text as it is stored.
To check a copy with any other program:

1. ``prev`` of the first entry is 64 zeros, of every other the ``hash`` of the one before; ``seq`` counts 1, 2, 3, …
2. ``hash`` is the sha256, in lower-case hex, of the UTF-8 bytes of the JSON array
   ``[seq, at, actor, action, book, body, key, prev]``: no spaces, Chinese as it is (not \\u…), body as a JSON string.

A copy kept elsewhere is the witness against a journal that was put back to an earlier day together with its own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from dashboard.journal.entry import Entry, canonical, content_hash
from dashboard.journal.errors import Refused


class BadCopy(Refused):
    """A file that is no copy of a journal."""


def copied(entries: Sequence[Entry]) -> str:
    """The journal as JSON lines, each ended by a line feed."""
    return "".join(canonical(asdict(entry) | {"body": canonical(entry.body)}) + "\n" for entry in entries)


def copy_faults(lines: Sequence[str], entries: Sequence[Entry]) -> list[str]:
    """What an earlier copy says against the journal: an entry that is gone or another; raises BadCopy for no copy."""
    held = {entry.seq: entry.hash for entry in entries}
    faults = []
    for number, line in enumerate(lines, 1):
        try:
            one = json.loads(line)
            digest = content_hash(*(one[k] for k in ("seq", "at", "actor", "action", "book", "body", "key", "prev")))
            seq, said = int(one["seq"]), str(one["hash"])
        except (ValueError, KeyError, TypeError) as error:
            raise BadCopy(f"副本第 {number} 行不是一条记录，应为 journal export 写出的 .jsonl") from error
        if said != digest or seq != number:
            faults.append(f"副本第 {number} 行的内容与校验值不符：副本被改动")
        elif seq not in held:
            faults.append(f"副本第 {seq} 条（{one['at']}，{one['actor']}）在记录里没有：末尾被删除，或换成了较早的文件")
        elif held[seq] != digest:
            faults.append(f"第 {seq} 条与副本不同：记录被改动或整体替换")
    return faults


def stamp_words(digest: str, entries: Sequence[Entry]) -> list[str]:
    """A fault where no entry has the hash that a sheet is stamped with; the first 12 characters are enough."""
    plain = digest.strip().lower()
    if len(plain) < 12:
        raise BadCopy(f"记录校验值「{digest}」太短，请至少写前 12 位")
    if any(entry.hash.startswith(plain) for entry in entries):
        return []
    return [f"记录里没有校验值为 {plain} 的一条：表格依据的记录已不在，或表格不是由本记录做出的"]
