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
POLLS_PER_SHARE = 10  # asking for shares holds the process up for some milliseconds per gigabyte


@dataclass(frozen=True)
class Run:
    """A finished command: wall and core time, highest resident memory (0 without /proc), its output.

    ``peak_share_bytes``: the same with pages that several processes hold counted once (0 where nobody asked).
    """

    seconds: float
    core_s: float
    peak_bytes: int
    output: str
    peak_share_bytes: int = 0


def run(arguments: list[str], with_shares: bool = False) -> Run:
    """Run Python with the arguments in the repository. Raises CalledProcessError where it fails."""
    began, worked = time.perf_counter(), _children_s()
    child = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    peak = [0, 0]
    watcher = threading.Thread(target=_watch, args=(child, peak, with_shares), daemon=True)
    watcher.start()
    output, _ = child.communicate()
    seconds = time.perf_counter() - began
    watcher.join()
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, arguments, output)
    return Run(seconds, _children_s() - worked, peak[0], output, peak[1])


def _children_s() -> float:
    """Core seconds of every child that has ended, with its own children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(child: subprocess.Popen[str], peak: list[int], with_shares: bool) -> None:
    """Keep the highest sum; a peak shorter than POLL_S may be missed, shared pages count repeatedly."""
    n_polls = 0
    while child.poll() is None and PROC.is_dir():
        peak[0] = max(peak[0], tree_bytes(child.pid))
        if with_shares and n_polls % POLLS_PER_SHARE == 0:
            peak[1] = max(peak[1], sum(map(share_bytes, family(child.pid))))
        n_polls += 1
        time.sleep(POLL_S)


def tree_bytes(root: int) -> int:
    """Resident bytes of a process and all its descendants."""
    return sum(map(resident_bytes, family(root)))


def family(root: int) -> set[int]:
    """A process and all its descendants."""
    parents: dict[int, int] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                # "pid (name) state ppid …": the name may hold blanks and brackets, cut after the last.
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found = {root}
    while grown := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= grown
    return found


def share_bytes(pid: int) -> int:
    """Proportional set size of one process: a page that n processes hold counts 1/n in each. 0 when it is gone."""
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def resident_bytes(pid: int) -> int:
    """Resident bytes of one process, 0 when it is gone."""
    try:
        return int((PROC / str(pid) / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
