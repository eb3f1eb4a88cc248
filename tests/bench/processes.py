"""A command run to its end with its time and the memory of its whole process tree."""

import os
import resource
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROC = Path("/proc")
POLL_S = 0.05


@dataclass(frozen=True)
class Run:
    """A finished command: wall and core time, highest resident memory (0 without /proc), its output."""

    seconds: float
    core_s: float
    peak_bytes: int
    output: str


def run(arguments: list[str]) -> Run:
    """Run Python with the arguments in the repository. Raises CalledProcessError where it fails."""
    began, worked = time.perf_counter(), _children_s()
    child = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    peak = [0]
    watcher = threading.Thread(target=_watch, args=(child, peak), daemon=True)
    watcher.start()
    output, _ = child.communicate()
    seconds = time.perf_counter() - began
    watcher.join()
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, arguments, output)
    return Run(seconds, _children_s() - worked, peak[0], output)


def _children_s() -> float:
    """Core seconds of every child that has ended, with its own children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(child: subprocess.Popen[str], peak: list[int]) -> None:
    """Keep the highest sum; a peak shorter than POLL_S may be missed, shared pages count repeatedly."""
    while child.poll() is None and PROC.is_dir():
        peak[0] = max(peak[0], tree_bytes(child.pid))
        time.sleep(POLL_S)


def tree_bytes(root: int) -> int:
    """Resident bytes of a process and all its descendants."""
    parents: dict[int, int] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                # "pid (name) state ppid …": the name may hold blanks and brackets, cut after the last.
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    family = {root}
    while grown := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(resident_bytes(pid) for pid in family)


def resident_bytes(pid: int) -> int:
    """Resident bytes of one process, 0 when it is gone."""
    try:
        return int((PROC / str(pid) / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
