"""The machine in numbers, without its name."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("duckdb", "polars", "streamlit")


def machine_words() -> str:
    """Cores, memory, system and the versions that matter."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GiB memory, {system}, {packages}"


def work_seconds() -> tuple[float, float]:
    """Core seconds so far of the whole machine (0 without /proc) and of ourselves with ended children."""
    path = Path("/proc/stat")
    first_line = path.read_text().split("\n", 1)[0] if path.is_file() else "cpu 0 0 0 0 0 0 0 0"
    user, nice, system, _, _, interrupt, soft_interrupt, stolen = map(int, first_line.split()[1:9])
    everybody = (user + nice + system + interrupt + soft_interrupt + stolen) / os.sysconf("SC_CLK_TCK")
    return everybody, sum(os.times()[:4])
