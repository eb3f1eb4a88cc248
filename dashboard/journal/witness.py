"""The witness beside the journal: how far it had got, so that a cut-off end or a swapped file is noticed.

Written after the entry is durable; a crash between the two leaves the witness behind, never ahead. An empty journal has
one too (entry 0), so that a missing witness always means something.

What no witness on the same machine can show: journal and witness both put back to an earlier day. For that something
outside must remember: the stamps of sheets that were sent, or a copy made by ``journal export``
(``journal verify --against``).
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dashboard.journal.entry import FIRST_PREV, Entry

BEGINNING = (0, FIRST_PREV)


def write_witness(path: Path, seq: int, digest: str, *, anew: bool = False) -> None:
    """Put down the last entry's number and hash, in one durable step; never goes back unless ``anew``.

    Raises OSError where the folder can't be written.
    """
    with alone(path.parent) as folder:
        if not anew and (seen := read_witness(path)) is not None and seen[0] >= seq:
            return
        temporary = path.with_name(f".{path.name}.tmp")  # one name: what a crash leaves, the next one overwrites
        with temporary.open("w", encoding="utf-8") as out:
            json.dump({"seq": seq, "hash": digest}, out)
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, path)
        os.fsync(folder)


def read_witness(path: Path) -> tuple[int, str] | None:
    """(number, hash) of the last entry that was witnessed; None where there is no witness.

    Raises ValueError, KeyError or TypeError for a damaged one.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return int(found["seq"]), str(found["hash"])
    except FileNotFoundError:
        return None


def seen_by(path: Path) -> tuple[int, str] | str:
    """What the witness saw, or the sentence that says why it tells nothing.

    Ask it before the journal is read: other processes write on, and a witness read later may be ahead of the entries.
    """
    try:
        return read_witness(path) or f"缺少 {path.name}，无法判断记录末尾是否完整"
    except (ValueError, KeyError, TypeError):
        return f"{path.name} 已损坏，无法判断记录末尾是否完整"


def witness_faults(seen: tuple[int, str] | str, n_entries: int, hash_at: Callable[[int], str]) -> list[str]:
    """What the witness says against a journal of so many entries; ``hash_at`` gives the hash of one by number."""
    if isinstance(seen, str):
        return [seen]
    seq, digest = seen
    if seq < 0 or n_entries < seq:
        return [f"记录应至少有 {seq} 条，现在只有 {n_entries} 条：末尾被删除，或换成了较早的文件"]
    if digest != (hash_at(seq) if seq else FIRST_PREV):
        return [f"第 {seq} 条与见证文件不符：记录被整体替换"]
    return []


def of(entries: Sequence[Entry]) -> Callable[[int], str]:
    """The hash of an entry by its place in a whole journal."""
    return lambda seq: entries[seq - 1].hash


@contextmanager
def alone(folder: Path) -> Iterator[int]:
    """The folder, locked against every other process that writes such a file; the lock falls with a crash."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield held
    finally:
        os.close(held)
