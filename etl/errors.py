"""Faults that stop a file or a load, each a sentence a planner can act on."""

from __future__ import annotations

import errno
import os

DISK_WORDS = {
    errno.ENOSPC: "磁盘已满", errno.EDQUOT: "磁盘配额已满", errno.EFBIG: "文件大小超过系统限制",
    errno.EIO: "磁盘读写出错", errno.EROFS: "磁盘只读", errno.EACCES: "没有权限", errno.EPERM: "不允许这样操作",
    errno.ENOENT: "文件或文件夹不见了",
}


class LoadError(Exception):
    """A load can't go on. ``str()`` is one Chinese line: what was found and what to do."""


class FileRefused(LoadError):
    """One delivered file can't be read; the others go on.

    ``rule`` is an id of data/reference/rules.toml, ``reason`` and ``action`` are Chinese sentences.
    """

    def __init__(self, rule: str, reason: str, action: str) -> None:
        super().__init__(f"{reason}。{action}")
        self.rule = rule
        self.reason = reason
        self.action = action


class DataInvalid(LoadError):
    """Our own data (packs, layouts, reference) is wrong; lists every problem with file and key."""


class HomeLocked(LoadError):
    """Another load is at work in the same home; the message says which process and since when."""


class CheckFailed(LoadError):
    """A snapshot broke a sentence of etl/checks; it is not published and the last good one stays."""


def told(error: LoadError | OSError) -> str:
    """The fault as one Chinese sentence; of the machine's faults with the path it met and what to do."""
    if isinstance(error, LoadError) or error.errno is None:
        return str(error)
    where = f"{os.fsdecode(error.filename)}：" if isinstance(error.filename, str | bytes) else ""
    return f"{where}{disk_words(error)}，请处理后再次运行，原有数据不受影响"


def disk_words(error: Exception) -> str:
    """What a disk's fault means, in Chinese; DuckDB names it only in its message."""
    number = error.errno if isinstance(error, OSError) else None
    said = str(error)
    for code, words in DISK_WORDS.items():
        if code == number or os.strerror(code) in said:
            return words
    if isinstance(error, OSError):
        return f"文件系统出错（{error.strerror or said}）"
    return "内存不足" if "Out of Memory" in said else f"磁盘读写出错：{said.splitlines()[0].rsplit(': ', 1)[-1]}"
