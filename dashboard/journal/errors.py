"""What can stand in the way of a decision, as sentences that a planner can act on."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from dashboard.language import say

NOTHING = "没有写入任何内容"


class Refused(ValueError):
    """A step that may not be taken; the text says why and what to do."""


class KeyTaken(Refused):
    """A key that stands for another decision: a stale page, or somebody else's."""

    def __init__(self, key: str, seq: int) -> None:
        super().__init__(say(
            "操作编号 {key} 已用于第 {seq} 条的另一项决定，{nothing}，请刷新页面后重做",
            key=key, seq=seq, nothing=NOTHING,
        ))


class Unusable(Refused):
    """The store can't be read or written now; the text says what happened and what to do."""


class Broken(Unusable):
    """The journal is not the one that the witness saw: nothing is written on top of it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(
            say(
                "决策记录不完整（{faults}），已停止写入，以免盖住痕迹。请管理员运行 python -m dashboard journal veri"
                "fy 查明；恢复备份或确认后，用 journal resume 写明原因再继续",
                faults=say('；').join(faults),
            )
        )


def unusable(error: Exception, folder: Path, *, waited_s: float, may_be_written: bool = False) -> Unusable:
    """The sentence for what a database, a driver or the file system said.

    ``may_be_written``: the error came after the server had been told to write, so that nobody here knows.
    """
    place = say("决策库 {folder}", folder=folder)
    code = _code(error)
    if code in ("SQLITE_FULL", "53100", "ENOSPC", "EDQUOT"):
        return Unusable(say("磁盘已满，{nothing}。请清理{place} 所在的磁盘后重试", nothing=NOTHING, place=place))
    if code in ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03"):
        return Unusable(
            say(
                "{place} 被另一个程序占用超过 {waited_s:g} 秒，{nothing}。请稍后重试；仍不行就查看是否有备份或命令没"
                "有结束",
                place=place, waited_s=waited_s, nothing=NOTHING,
            )
        )
    if code in ("SQLITE_CORRUPT", "SQLITE_NOTADB"):
        return Unusable(
            say(
                "{place} 里的 decisions.sqlite 已损坏，{nothing}。请停止使用，保留原文件，用备份恢复后运行 python -m"
                " dashboard journal verify",
                place=place, nothing=NOTHING,
            )
        )
    if code in ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST",
                "ENOENT"):
        return Unusable(say(
            "{place} 打不开或不可写，{nothing}。请管理员检查文件夹权限和磁盘是否只读",
            place=place, nothing=NOTHING,
        ))
    if code in ("SQLITE_IOERR", "EIO"):
        return Unusable(say(
            "读写{place} 时磁盘出错，{nothing}。请管理员检查磁盘后重试",
            place=place, nothing=NOTHING,
        ))
    if code == "42P01" or "no such table" in str(getattr(error, "orig", "")):
        return Unusable(say(
            "{place} 里没有记录：文件被移走或换掉了，{nothing}。请管理员恢复原文件或备份，再重启看板",
            place=place, nothing=NOTHING,
        ))
    if may_be_written:
        return Unusable(say("与 PostgreSQL 的连接中断，不能确定是否已写入。请刷新页面核对；重复同一次点击不会写两次"))
    if isinstance(error, DBAPIError) and not isinstance(error.orig, sqlite3.Error):
        return Unusable(
            say(
                "连不上 PostgreSQL，{nothing}。请检查服务是否在运行，ZHIZAO_DECISIONS 的主机、库名和用户是否正确",
                nothing=NOTHING,
            )
        )
    return Unusable(say(
        "{place} 出错（{name}），{nothing}。请把这句话和时间告诉管理员",
        place=place, name=type(error).__name__, nothing=NOTHING,
    ))


def bad_address(why: str) -> Unusable:
    """The sentence for an address that names no database we can use; without the address, it may hold a password."""
    return Unusable(
        say(
            "环境变量 ZHIZAO_DECISIONS 不是可用的数据库地址（{why}），{nothing}。应为 postgresql+psycopg://用户@主机"
            "/库名；不设则用本机的 SQLite",
            why=why, nothing=NOTHING,
        )
    )


def _code(error: Exception) -> str:
    """SQLite's primary error name, PostgreSQL's SQLSTATE or the name of errno; '' for none."""
    if isinstance(error, DBAPIError):
        name = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None) or ""
        return "_".join(name.split("_")[:2]) if name.startswith("SQLITE_") else str(name)
    if isinstance(error, OSError) and error.errno:
        return errno.errorcode.get(error.errno, "")
    return ""
