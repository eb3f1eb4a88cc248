"""A home filled and a real server on it, both through the real command line."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "sample"
AS_OF = "2026-11-20"
START_S = 60


def load_sample(home: Path) -> Path:
    """Load data/sample into ``home`` as of 2026-11-20."""
    return load(SAMPLE, home)


def load(folder: Path, home: Path) -> Path:
    """Load a folder into ``home`` as of 2026-11-20; a load that does not succeed fails the test."""
    done = subprocess.run(
        [sys.executable, "-m", "etl", "load", str(folder), "--home", str(home), "--as-of", AS_OF],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, done.stderr
    return home


@contextmanager
def serving(home: Path, log: Path, **environment: str) -> Iterator[str]:
    """The address of ``python -m dashboard serve`` on a free port, ready to answer; stopped at the end.

    ``environment`` is set for the server on top of the tests' own. A traceback in its log fails the end.
    """
    with answering(partial(serve_command, home), log, os.environ | {"PYTHONUTF8": "1"} | environment) as (url, _):
        yield url
    said = log.read_text(encoding="utf-8")
    assert "Traceback" not in said, said


def serve_command(home: Path, port: int) -> list[str]:
    """How the dashboard is served."""
    return [sys.executable, "-m", "dashboard", "serve", "--home", str(home), "--port", str(port)]


@contextmanager
def answering(
    command: Callable[[int], list[str]], log: Path, environment: dict[str, str], *, folder: Path = ROOT,
    health: str = "/_stcore/health", start_s: float = START_S,
) -> Iterator[tuple[str, int]]:
    """Address and process of any server on a free port, once ``health`` answers; stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    with log.open("wb") as sink:
        server = subprocess.Popen(command(port), cwd=folder, stdout=sink, stderr=subprocess.STDOUT, env=environment)
    try:
        _wait(f"{url}{health}", server, log, start_s)
        yield url, server.pid
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(url: str, server: subprocess.Popen[bytes], log: Path, start_s: float) -> None:
    end = time.monotonic() + start_s
    while time.monotonic() < end:
        if server.poll() is not None:
            raise AssertionError(f"the server ended with {server.returncode}:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"the server was not ready within {start_s:g} s:\n{log.read_text()}")
