"""A real PostgreSQL of our own for the tests: a fresh cluster on a socket below a folder, nothing on the network."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HINT = "PostgreSQL is needed for the tests of the decision store: apt-get install postgresql"


def programs() -> Path:
    """Debian's folder of initdb and pg_ctl, newest first. Raises FileNotFoundError with the way to install it."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise FileNotFoundError(HINT)
    return found[-1].parent


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """The URL of an empty database; the server is stopped and its files are removed at the end."""
    bin_, data, sockets = programs(), folder / "data", folder / "s"
    sockets.mkdir(parents=True)
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
        shutil.chown(sockets, "postgres")
        for parent in folder.parents:  # the way there must be open to its user
            if parent.stat().st_uid == 0 and parent != Path("/"):
                parent.chmod(parent.stat().st_mode | 0o011)
    _run(str(bin_ / "initdb"), "-D", str(data), "-U", "zhizao", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
    start(folder)
    try:
        yield f"postgresql+psycopg://zhizao@/postgres?host={sockets}"
    finally:
        with suppress(subprocess.CalledProcessError):  # a test may have stopped it
            stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


def start(folder: Path) -> None:
    """Start the server of a cluster and wait until it answers."""
    options = f"-k {folder / 's'} -c listen_addresses='' -c max_connections=40"
    _run(str(programs() / "pg_ctl"), "-D", str(folder / "data"), "-o", options, "-l", str(folder / "s" / "log"), "-w",
         "start")


def stop(folder: Path) -> None:
    """Stop the server at once, as a crash would: nothing is finished, nothing is written out."""
    _run(str(programs() / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop")


def _run(*words: str) -> None:
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*as_user, *words], check=True, capture_output=True, cwd="/")
