"""One load at a time in a home: a second one is told who is at work."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from etl.errors import HomeLocked
from etl.paths import Home


@contextmanager
def exclusive(home: Home) -> Iterator[None]:
    """Hold the home's lock for the block. The kernel frees it when the process dies, however it dies.

    Raises HomeLocked with the holder's process number and since when it has been at work.
    """
    home.path.mkdir(parents=True, exist_ok=True)
    with open(home.lock, "a+", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            handle.seek(0)
            holder = handle.read().strip() or "未知"
            raise HomeLocked(f"另一个入库任务（{holder}）正在处理，请等它结束后再试") from error
        handle.seek(0)
        handle.truncate()
        handle.write(f"进程 {os.getpid()}，{time.strftime('%Y-%m-%d %H:%M:%S')} 开始")
        handle.flush()
        yield
