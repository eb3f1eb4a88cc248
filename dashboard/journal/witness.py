"""The witness beside the journal: how far it had got, so that a cut-off end is noticed.

Written after the entry is durable; a crash between the two leaves the witness behind, never ahead.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from dashboard.journal.entry import Entry


def write_witness(path: Path, last: Entry) -> None:
    """Put down the last entry's number and hash, in one durable step; never goes back."""
    if (seen := read_witness(path)) is not None and seen[0] >= last.seq:
        return
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{last.seq}.tmp")
    with temporary.open("w", encoding="utf-8") as out:
        json.dump({"seq": last.seq, "hash": last.hash}, out)
        out.flush()
        os.fsync(out.fileno())
    os.replace(temporary, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read_witness(path: Path) -> tuple[int, str] | None:
    """(number, hash) of the last entry that was witnessed; None before the first."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return int(found["seq"]), str(found["hash"])
    except FileNotFoundError:
        return None


def witness_faults(path: Path, entries: Sequence[Entry]) -> list[str]:
    """What the witness says against the journal."""
    try:
        seen = read_witness(path)
    except (ValueError, KeyError, TypeError):
        return [f"{path.name} 已损坏，无法判断记录末尾是否完整"]
    if seen is None:
        return [f"缺少 {path.name}，无法判断记录末尾是否完整"] if entries else []
    seq, digest = seen
    if len(entries) < seq:
        return [f"记录应至少有 {seq} 条，现在只有 {len(entries)} 条：末尾被删除"]
    if entries[seq - 1].hash != digest:
        return [f"第 {seq} 条与见证文件不符：记录被整体替换"]
    return []
