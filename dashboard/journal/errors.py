"""What can stand in the way of a decision, as sentences that a planner can act on."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

NOTHING = "没有写入任何内容"


class Refused(ValueError):
    """A step that may not be taken; the text says why and what to do."""


class KeyTaken(Refused):
    """A key that stands for another decision: a stale page, or somebody else's."""

    def __init__(self, key: str, seq: int) -> None:
        super().__init__(f"操作编号 {key} 已用于第 {seq} 条的另一项决定，{NOTHING}，请刷新页面后重做")


class Unusable(Refused):
    """The store can't be read or written now; the text says what happened and what to do."""


class Broken(Unusable):
    """The journal is not the one that the witness saw: nothing is written on top of it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(
            f"决策记录不完整（{'；'.join(faults)}），已停止写入，以免盖住痕迹。请管理员运行 "
            "python -m dashboard journal verify 查明；恢复备份或确认后，用 journal resume 写明原因再继续"
        )


def unusable(error: Exception, folder: Path, *, waited_s: float, may_be_written: bool = False) -> Unusable:
    """The sentence for what a database, a driver or the file system said.

    ``may_be_written``: the error came after the server had been told to write, so that nobody here knows.
    """
    place = f"决策库 {folder}"
    code = _code(error)
    if code in ("SQLITE_FULL", "53100", "ENOSPC", "EDQUOT"):
        return Unusable(f"磁盘已满，{NOTHING}。请清理{place} 所在的磁盘后重试")
    if code in ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03"):
        return Unusable(
            f"{place} 被另一个程序占用超过 {waited_s:g} 秒，{NOTHING}。请稍后重试；仍不行就查看是否有备份或命令没有结束"
        )
    if code in ("SQLITE_CORRUPT", "SQLITE_NOTADB"):
        return Unusable(
            f"{place} 里的 decisions.sqlite 已损坏，{NOTHING}。请停止使用，保留原文件，用备份恢复后运行 "
            "python -m dashboard journal verify"
        )
    if code in ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST",
                "ENOENT"):
        return Unusable(f"{place} 打不开或不可写，{NOTHING}。请管理员检查文件夹权限和磁盘是否只读")
    if code in ("SQLITE_IOERR", "EIO"):
        return Unusable(f"读写{place} 时磁盘出错，{NOTHING}。请管理员检查磁盘后重试")
    if code == "42P01" or "no such table" in str(getattr(error, "orig", "")):
        return Unusable(f"{place} 里没有记录：文件被移走或换掉了，{NOTHING}。请管理员恢复原文件或备份，再重启看板")
    if may_be_written:
        return Unusable("与 PostgreSQL 的连接中断，不能确定是否已写入。请刷新页面核对；重复同一次点击不会写两次")
    if isinstance(error, DBAPIError) and not isinstance(error.orig, sqlite3.Error):
        return Unusable(
            f"连不上 PostgreSQL，{NOTHING}。请检查服务是否在运行，ZHIZAO_DECISIONS 的主机、库名和用户是否正确"
        )
    return Unusable(f"{place} 出错（{type(error).__name__}），{NOTHING}。请把这句话和时间告诉管理员")


def bad_address(why: str) -> Unusable:
    """The sentence for an address that names no database we can use; without the address, it may hold a password."""
    return Unusable(
        f"环境变量 ZHIZAO_DECISIONS 不是可用的数据库地址（{why}），{NOTHING}。"
        "应为 postgresql+psycopg://用户@主机/库名；不设则用本机的 SQLite"
    )


def _code(error: Exception) -> str:
    """SQLite's primary error name, PostgreSQL's SQLSTATE or the name of errno; '' for none."""
    if isinstance(error, DBAPIError):
        name = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None) or ""
        return "_".join(name.split("_")[:2]) if name.startswith("SQLITE_") else str(name)
    if isinstance(error, OSError) and error.errno:
        return errno.errorcode.get(error.errno, "")
    return ""
