"""The servers a measurement compares, each a process of its own: `python -m tests.bench.hosts KIND PORT …`.

ours is `python -m dashboard serve`; the others are here: static (files by Starlette), empty (one selectbox) and charts
(one selectbox, four charts) under the same settings as ours, dash (tests/bench/dash_app.py), default (the same page by
`streamlit run` without our settings and without our caches).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.served import ROOT, answering, serve_command

HERE = Path(__file__).resolve().parent
START_S = 120
LEAST = {"empty": "empty_app.py", "charts": "charts_app.py"}


@dataclass(frozen=True)
class Host:
    """A running server: where it answers, its process and what it said."""

    url: str
    pid: int
    log: Path


@contextmanager
def hosting(kind: str, home: Path, *words: str) -> Iterator[Host]:
    """A server of that kind on a home and a free port, ready to answer; stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="zhizao-bench-") as name:
        folder = Path(name)
        where = folder if kind == "default" else ROOT
        with answering(
            lambda port: command(kind, home, port, *words), folder / "log", surroundings(home), folder=where,
            health="/", start_s=START_S,
        ) as (url, pid):  # fmt: skip
            yield Host(url, pid, folder / "log")


def command(kind: str, home: Path, port: int, *words: str) -> list[str]:
    """How a server of that kind is started."""
    if kind == "ours":
        return serve_command(home, port)
    if kind == "default":
        return [
            sys.executable, "-m", "streamlit", "run", str(HERE / "default_app.py"), "--server.port", str(port),
            "--server.address", "127.0.0.1", "--server.headless", "true", "--browser.gatherUsageStats", "false",
        ]  # fmt: skip
    return [sys.executable, "-m", "tests.bench.hosts", kind, str(port), str(home), *words]


def surroundings(home: Path) -> dict[str, str]:
    """The environment of every server: the home, and our packages wherever it is started."""
    return os.environ | {"PYTHONUTF8": "1", "ZHIZAO_HOME": str(home), "PYTHONPATH": str(ROOT)}


def core_seconds(pid: int) -> float:
    """Core seconds that a process has worked so far; 0 without /proc."""
    path = Path(f"/proc/{pid}/stat")
    if not path.is_file():
        return 0.0
    user, system = path.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Serve until stopped."""
    kind, port, home, *words = sys.argv[1:]
    if kind == "static":
        _serve_static(Path(home), int(port))
    elif kind in LEAST:
        _serve_least(LEAST[kind], int(port))
    elif kind == "dash":
        from tests.bench.dash_app import serve

        serve(int(port), is_kept="kept" in words, is_folded="folded" in words)


def _serve_static(home: Path, port: int) -> None:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    from queries import warehouse
    from tests.bench.static_page import write_static_page

    with tempfile.TemporaryDirectory(prefix="zhizao-static-") as folder:
        write_static_page(warehouse(home), Path(folder))
        app = Starlette(routes=[Mount("/", StaticFiles(directory=folder, html=True))])
        uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")


def _serve_least(script: str, port: int) -> None:
    import streamlit as st
    import uvicorn
    from streamlit import net_util

    net_util.get_external_ip = lambda: None
    uvicorn.run(st.App(HERE / script), host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main()
