"""The content-addressed store of delivered files and the journal of deliveries.

Files are kept under their sha256 and never deleted. ``deliveries.jsonl`` has one line per delivery:
``{"name", "sha256", "n_bytes", "received", "by"}`` in order of arrival; which version counts follows from the order
alone, ``received`` and ``by`` only say when it came and from whom.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from etl.durable import write_bytes
from etl.errors import FileRefused, LoadError
from etl.paths import Home

# Not data, said so in the load's report: what editors and browsers leave behind, and notes beside the data.
LEFT_BEHIND_SUFFIXES = (".tmp", ".part", ".crdownload")
WHY_NOT = {
    errno.EACCES: "没有读取权限", errno.EPERM: "没有读取权限", errno.ENOENT: "文件已不在", errno.EIO: "磁盘读取出错",
}
NOTE_SUFFIXES = (".md", ".json")
RECEIVED = "已接收"  # below an inbox: where watch puts what it has loaded
REASON_SUFFIX = ".原因.txt"  # beside a refused file in an inbox: why


@dataclass(frozen=True)
class Delivery:
    """One file as it was handed in: its name below the loaded folder, its sha256, its size, when and by whom.

    ``received`` is local ISO time; both are '' in records from before they were kept and play no part in what a build
    counts.
    """

    name: str
    sha256: str
    n_bytes: int
    received: str = field(default="", compare=False)
    by: str = field(default="", compare=False)

    @property
    def came(self) -> str:
        """When and from whom it came, as the sentence that a second copy is met with begins."""
        if not self.received:
            return "已在库中"
        return f"已于 {self.received[:16].replace('T', ' ')} 由{self.by or '（未记姓名）'}交来"


@dataclass(frozen=True)
class Arrival:
    """A file offered to a load: where it lies and the name it is known by."""

    name: str
    path: Path


def arrivals(path: Path, home: Home) -> tuple[list[Arrival], list[tuple[str, str]]]:
    """The files below a folder (sorted by name) or the one file, and what was left aside with its reason.

    A home below the folder is passed over, its store and builds are ours and nobody's delivery; and so is the folder
    in which ``watch`` keeps what it has loaded.
    """
    if path.is_file() or path.is_symlink():
        return [Arrival(shown_name(path.name), path)], []
    offered: list[Arrival] = []
    aside: list[tuple[str, str]] = []
    if path.absolute() == home.path:
        return offered, aside

    def not_entered(error: OSError) -> None:
        below = Path(error.filename).relative_to(path).as_posix()
        aside.append((shown_name(below), f"文件夹打不开（{error.strerror}），里面的文件都没有读取，请检查权限"))

    ours = home.path if home.path.is_relative_to(path.absolute()) else None
    found: list[Path] = []
    for folder, folders, files in os.walk(path, onerror=not_entered):
        here = Path(folder)
        if here == path and RECEIVED in folders:
            folders.remove(RECEIVED)
            aside.append((RECEIVED, "已经入库的文件的存放处，未读取"))
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [name for name in folders if name not in linked and (here / name).absolute() != ours]
        found.extend(here / name for name in [*files, *linked])
    for entry in sorted(found):
        below = entry.relative_to(path)
        name = shown_name(below.as_posix())
        is_hidden = any(part.startswith(".") for part in below.parts)
        if is_hidden or entry.name.startswith("~$") or entry.suffix.lower() in LEFT_BEHIND_SUFFIXES:
            aside.append((name, "临时文件或锁文件，未读取"))
        elif entry.suffix.lower() in NOTE_SUFFIXES or entry.name.endswith(REASON_SUFFIX):
            aside.append((name, "说明文件，不是数据，未读取"))
        else:
            offered.append(Arrival(name, entry))
    return offered, sorted(aside)


def shown_name(name: str) -> str:
    """A file name as text that can be stored and printed.

    Names zipped on a Chinese Windows arrive as GB18030 bytes; control and bidi characters are written out, so
    that a name can't break a line or pose as another.
    """
    raw = os.fsencode(name)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError:
            text = raw.decode("utf-8", "backslashreplace")
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", lambda m: f"\\u{ord(m[0]):04x}", text)


def deliveries(home: Home) -> list[Delivery]:
    """Every delivery on record, oldest first. A torn last line (kill while writing) is dropped.

    Raises LoadError with the line number where any other line is not what we wrote.
    """
    if not home.deliveries.exists():
        return []
    # Not splitlines(): a name may hold U+2028 or U+0085, and those end lines for it.
    *lines, torn = home.deliveries.read_text(encoding="utf-8", errors="replace").split("\n")
    found = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(Delivery(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise LoadError(
                f"报送记录 {home.deliveries.name} 第 {number} 行无法读取，可能来自更新的版本或被改动过；"
                "请升级程序，或从备份恢复该文件"
            ) from error
    if torn:
        with suppress(ValueError, TypeError):
            found.append(Delivery(**json.loads(torn)))
    return found


def content(home: Home, sha256: str) -> Path:
    """Where the bytes with this hash are kept."""
    return home.store / sha256[:2] / sha256


def stored_bytes(home: Home, delivery: Delivery) -> bytes:
    """The bytes of a delivery.

    Raises LoadError where the store no longer holds what was delivered: leaving the file out would change the
    figures in silence, so the load stops and the last good build stays.
    """
    payload = _sound_bytes(home, delivery.sha256)
    if payload is None:
        raise LoadError(
            f"库中留存的「{delivery.name}」原件缺失或已损坏（与登记的校验值不符），数据版本保持不变；"
            "请把该文件重新放入并再次入库"
        )
    return payload


def stored_payload(home: Home, sha256: str) -> bytes:
    """Bytes that a build was made from and that nobody delivered. Raises LoadError where they are gone or damaged."""
    payload = _sound_bytes(home, sha256)
    if payload is None:
        raise LoadError(f"库中留存的 {sha256[:12]} 缺失或已损坏，当时的版本无法重做；请从备份恢复 {home.store.name}/")
    return payload


def _sound_bytes(home: Home, sha256: str) -> bytes | None:
    try:
        payload = content(home, sha256).read_bytes()
    except OSError:
        return None
    return payload if hashlib.sha256(payload).hexdigest() == sha256 else None


def read_arrival(arrival: Arrival, max_bytes: int) -> bytes:
    """The bytes of an offered file.

    Raises FileRefused for links, folders posing as files, unreadable, oversized and growing files.
    """
    try:
        before = arrival.path.lstat()
        if not stat.S_ISREG(before.st_mode):
            raise FileRefused("not_a_file", "这是一个快捷方式或特殊文件，不是文件本身", "请放入原文件")
        if before.st_size > max_bytes:
            raise FileRefused(
                "too_large",
                f"文件 {before.st_size / 1e6:.1f} MB，超过上限 {max_bytes / 1e6:.0f} MB",
                "请去掉图片和无关工作表，或按街镇拆分后重新提交",
            )
        payload = arrival.path.read_bytes()
        after = arrival.path.lstat()
    except OSError as error:
        raise FileRefused(
            "unreadable", f"文件无法读取（{WHY_NOT.get(error.errno or 0, error.strerror)}）", "请检查文件权限后重新提交"
        ) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise FileRefused("still_written", "文件正在写入，还没有传完", "请等文件传完后再次入库")
    return payload


def keep(home: Home, name: str, payload: bytes) -> Delivery:
    """Store the bytes under their sha256 (once; anew where what is there is something else) as a delivery."""
    sha256 = hashlib.sha256(payload).hexdigest()
    target = content(home, sha256)
    if not target.exists() or hashlib.sha256(target.read_bytes()).hexdigest() != sha256:
        write_bytes(target, payload)
        target.chmod(0o444)
    return Delivery(name, sha256, len(payload))


def record(home: Home, known: list[Delivery], new: list[Delivery]) -> None:
    """Append deliveries to the journal in one durable step."""
    kept = ({name: value for name, value in vars(item).items() if value != ""} for item in [*known, *new])
    lines = (json.dumps(item, ensure_ascii=False, sort_keys=True) for item in kept)
    write_bytes(home.deliveries, ("\n".join(lines) + "\n").encode())
