"""The write-type system calls of a command, counted by strace, and the same command run with one of them failing.

A point is the Nth call of a name on one path, by whichever thread. So that this means the same in every run, the
command runs as it is but for three things that chance decides: process numbers and temporary names (they become parts
of paths) and the number of DuckDB's and Polars' threads, which is one.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.paths import ROOT

MAKING = ("open", "openat", "creat")
CALLS = (
    *MAKING, "write", "writev", "pwrite64", "pwritev", "pwritev2", "sendfile", "copy_file_range", "fsync", "fdatasync",
    "sync_file_range", "ftruncate", "truncate", "fallocate", "rename", "renameat", "renameat2", "unlink", "unlinkat",
    "rmdir", "mkdir", "mkdirat", "link", "linkat", "symlink", "symlinkat", "chmod", "fchmod", "fchmodat", "utimensat",
    "flock", "close",
)
FAULTS = {"SIGKILL": "signal=SIGKILL", "ENOSPC": "error=ENOSPC", "EIO": "error=EIO"}
LINE = re.compile(r"^(?P<pid>\d+) +(?P<call>\w+)\((?P<rest>.*)$")
RESULT = re.compile(r"= (?P<fd>\d+)(?:<|$)")
STEADY = """
import itertools, os, sys, tempfile
import duckdb
os.getpid = lambda: 1
tempfile._get_candidate_names = lambda: map(str, itertools.count())
connect = duckdb.connect
duckdb.connect = lambda path, config: connect(path, config={**config, 'threads': 1})
sys.executable = sys.argv.pop(1)
from etl.cli import app
app()
"""
ONCE = """#!/bin/sh
# Traces the first parsing child only: the one that takes over from a killed one must be left in peace.
if mkdir "$0.done" 2>/dev/null; then exec {tracer} {python} "$@"; fi
exec {python} "$@"
"""
MINUTES = 3


@dataclass(frozen=True, order=True)
class Point:
    """One fault: the ``number``th ``call`` on ``path`` (below the folder), in the load or its parsing child."""

    process: str
    call: str
    path: str
    number: int
    fault: str


@dataclass(frozen=True)
class Done:
    """How a command under a fault ended, what it said and whether the fault struck."""

    code: int
    out: str
    err: str
    is_struck: bool


def points(arguments: Sequence[object], base: Path, log: Path) -> list[Point]:
    """Every write-type call below ``base`` that the command makes, times every fault that it can meet.

    A close can't find the disk full on a local file system, so it meets the other two.
    """
    done = subprocess.run(
        [*_tracer(log, ",".join(CALLS)), *_steady(sys.executable, arguments)], cwd=ROOT, capture_output=True, text=True,
        check=False, env=_environment(),
    )
    assert done.returncode == 0, done.stderr
    found: dict[tuple[str, str, str, int], None] = {}
    counted: Counter[tuple[str, str, str]] = Counter()
    writable: set[tuple[str, str]] = set()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = LINE.match(line)
        path = match and re.search(rf"{re.escape(str(base))}([^\">]*)", match["rest"])
        if not match or not path:
            continue
        call, rest, place = match["call"], match["rest"], _plain(path[1])
        counted[match["pid"], call, place] += 1
        if call in MAKING:
            if "O_CREAT" not in rest and "O_TRUNC" not in rest:
                continue
            if made := RESULT.search(rest):
                writable.add((made["fd"], place))
        if call == "close":
            handle = (rest.split("<")[0], place)
            if handle not in writable:
                continue
            writable.discard(handle)
        process = "child" if place.endswith(".arrow") else "load"
        found[process, call, place, counted[match["pid"], call, place]] = None
    return [Point(*where, fault) for where in found for fault in FAULTS if (where[1], fault) != ("close", "ENOSPC")]


def struck(arguments: Sequence[object], base: Path, log: Path, point: Point) -> Done:
    """Run the command with the fault of one point."""
    tracer = _tracer(log, point.call)
    if point.fault != "SIGKILL":
        tracer.insert(1, "--seccomp-bpf")  # a third faster; strace 6.1 forgets the signal under it
    tracer += ["-P", f"{base}{point.path}", "-e", f"inject={point.call}:{FAULTS[point.fault]}:when={point.number}"]
    if point.process == "load":
        words = [*tracer, *_steady(sys.executable, arguments)]
    else:
        wrapper = log.with_suffix(".sh")
        wrapper.write_text(ONCE.format(tracer=" ".join(tracer), python=sys.executable), encoding="utf-8")
        wrapper.chmod(0o755)
        words = _steady(str(wrapper), arguments)
    log.write_bytes(b"")
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60 * MINUTES, env=_environment()
    )
    if point.process == "child":
        wrapper.with_suffix(".sh.done").rmdir()
    said = log.read_text(encoding="utf-8", errors="replace")
    is_struck = ("killed by SIGKILL" if point.fault == "SIGKILL" else "(INJECTED)") in said
    return Done(done.returncode, done.stdout.strip(), done.stderr.strip(), is_struck)


def _plain(path: str) -> str:
    """A path as strace prints it, with \\345\\235 for what is not ASCII, as text."""
    return re.sub(rb"\\([0-7]{3})", lambda octal: bytes([int(octal[1], 8)]), path.encode()).decode()


def _tracer(log: Path, calls: str) -> list[str]:
    return ["strace", "-f", "-y", "-q", "-s", "0", "-o", str(log), "-e", f"trace={calls}"]


def _steady(child: str, arguments: Sequence[object]) -> list[str]:
    """The command; ``child`` is the program that its parsing child is started with."""
    return [sys.executable, "-c", STEADY, child, *(str(one) for one in arguments)]


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "POLARS_MAX_THREADS": "1"}
