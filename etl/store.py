"""The content-addressed store of delivered files and the journal of deliveries.

Files are kept under their sha256 and never deleted. ``deliveries.jsonl`` has one line per delivery:
``{"name", "sha256", "n_bytes"}`` in order of arrival; the line number is the only clock it needs.
"""

from __future__ import annotations

import hashlib
import json
import stat
from dataclasses import dataclass
from pathlib import Path

from etl.durable import write_bytes
from etl.errors import FileRefused
from etl.paths import Home

# Not data, said so in the load's report: what editors and browsers leave behind, and notes beside the data.
LEFT_BEHIND_PREFIXES = ("~$", ".")
LEFT_BEHIND_SUFFIXES = (".tmp", ".part", ".crdownload")
NOTE_SUFFIXES = (".md", ".json")


@dataclass(frozen=True)
class Delivery:
    """One file as it was handed in: its name below the loaded folder, its sha256 and its size."""

    name: str
    sha256: str
    n_bytes: int


@dataclass(frozen=True)
class Arrival:
    """A file offered to a load: where it lies and the name it is known by."""

    name: str
    path: Path


def arrivals(path: Path) -> tuple[list[Arrival], list[tuple[str, str]]]:
    """The files below a folder (sorted by name) or the one file, and what was left aside with its reason."""
    if path.is_file() or path.is_symlink():
        return [Arrival(path.name, path)], []
    offered: list[Arrival] = []
    aside: list[tuple[str, str]] = []
    for entry in sorted(path.rglob("*")):
        name = entry.relative_to(path).as_posix()
        if entry.is_dir() and not entry.is_symlink():
            continue
        if entry.name.startswith(LEFT_BEHIND_PREFIXES) or entry.suffix.lower() in LEFT_BEHIND_SUFFIXES:
            aside.append((name, "临时文件或锁文件，未读取"))
        elif entry.suffix.lower() in NOTE_SUFFIXES:
            aside.append((name, "说明文件，不是数据，未读取"))
        else:
            offered.append(Arrival(name, entry))
    return offered, aside


def deliveries(home: Home) -> list[Delivery]:
    """Every delivery on record, oldest first. A torn last line (kill while writing) is dropped."""
    if not home.deliveries.exists():
        return []
    lines = home.deliveries.read_text(encoding="utf-8").splitlines()
    return [Delivery(**json.loads(line)) for line in lines]


def content(home: Home, sha256: str) -> Path:
    """Where the bytes with this hash are kept."""
    return home.store / sha256[:2] / sha256


def read_arrival(arrival: Arrival, max_bytes: int) -> bytes:
    """The bytes of an offered file.

    Raises FileRefused for links, folders posing as files, unreadable and oversized files.
    """
    mode = arrival.path.lstat().st_mode
    if stat.S_ISLNK(mode) or not stat.S_ISREG(mode):
        raise FileRefused("not_a_file", "这是一个快捷方式或特殊文件，不是文件本身", "请放入原文件")
    if (size := arrival.path.stat().st_size) > max_bytes:
        raise FileRefused(
            "too_large",
            f"文件 {size / 1e6:.1f} MB，超过上限 {max_bytes / 1e6:.0f} MB",
            "请去掉图片和无关工作表，或按街镇拆分后重新提交",
        )
    try:
        return arrival.path.read_bytes()
    except OSError as error:
        raise FileRefused(
            "unreadable", f"文件无法读取（{error.strerror}）", "请检查文件权限后重新提交"
        ) from error


def keep(home: Home, name: str, payload: bytes) -> Delivery:
    """Store the bytes under their sha256 (once) and return the delivery they make."""
    sha256 = hashlib.sha256(payload).hexdigest()
    target = content(home, sha256)
    if not target.exists():
        write_bytes(target, payload)
        target.chmod(0o444)
    return Delivery(name, sha256, len(payload))


def record(home: Home, known: list[Delivery], new: list[Delivery]) -> None:
    """Append deliveries to the journal in one durable step."""
    lines = (json.dumps(vars(item), ensure_ascii=False, sort_keys=True) for item in [*known, *new])
    write_bytes(home.deliveries, ("\n".join(lines) + "\n").encode())
