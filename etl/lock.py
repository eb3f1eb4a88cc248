"""One load at a time in a home: a second one is told who is at work, where and since when."""

from __future__ import annotations

import fcntl
import getpass
import os
import shlex
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from etl.durable import make_folder
from etl.errors import HomeLocked
from etl.paths import Home
from etl.store import shown_name

SHOWN_CHARS = 120  # of the command: a hundred file names would hide who it is


@contextmanager
def exclusive(home: Home) -> Iterator[None]:
    """Hold the home's lock for the block. The kernel frees it when the process dies, however it dies.

    Raises HomeLocked with the holder's process, machine, user, command and since when it has been at work.
    """
    with held(home.lock, "另一个入库任务（{holder}）正在处理，请等它结束后再试"):
        yield


@contextmanager
def held(lock: Path, taken: str) -> Iterator[None]:
    """Hold the lock file for the block, or raise HomeLocked with the sentence ``taken`` that names the ``{holder}``.

    What the file says is only for people: whether somebody holds it the kernel knows, so a dead holder's file blocks
    nobody, on this machine and on any other that has the folder mounted.
    """
    make_folder(lock.parent)
    with open(lock, "a+", encoding="utf-8", errors="replace") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            handle.seek(0)
            raise HomeLocked(taken.format(holder=handle.read().strip() or "刚刚开始，还没有写明是谁")) from error
        handle.truncate(0)
        handle.write(this_process())
        handle.flush()
        try:
            yield
        finally:
            with suppress(OSError):  # the work is done; a text left over blocks nobody
                handle.truncate(0)


def this_process() -> str:
    """Process, machine, user, command and moment, as the second one at the door reads it."""
    words = ["python", "-m", "etl", *sys.argv[1:]] if Path(sys.argv[0]).parent.name == "etl" else sys.argv
    command = shown_name(shlex.join(words))
    if len(command) > SHOWN_CHARS:
        command = command[: SHOWN_CHARS - 1] + "…"
    return (
        f"进程 {os.getpid()}，主机 {socket.gethostname()}，用户 {user()}，命令 {command}，"
        f"{time.strftime('%Y-%m-%d %H:%M:%S')} 开始"
    )


def user() -> str:
    """The name of the account this runs under."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return str(os.getuid())
