"""An inbox: what lies in it and has settled, where taken files go, what is said beside refused ones.

Polling and not notifications: inotify tells nothing of what other machines write to a network share.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from etl.durable import make_folder, write_bytes
from etl.errors import disk_words
from etl.paths import Home
from etl.store import REASON_SUFFIX, RECEIVED, Arrival, arrivals, shown_name

NAME_BYTES = 235  # of the 255 that file systems take, less what a file is called while it is written
TAKEN = "已入库"  # the answer to a file that is in the build and could not be moved
WATCHED = 1000  # of the files moved last, how many are looked at again for a late writer


def sight(path: Path) -> tuple[int, int, int]:
    """Size and times of change of a file: while these stay, nobody has touched it. Raises OSError."""
    seen = path.lstat()
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns  # an inode is no sign: some shares make them up


@dataclass
class Inbox:
    """The folder, with what was seen and answered. ``answered`` outlives the process: path → (sight, why it is there).

    What could not be moved away is there too: after a restart its old version must not come in again as the newest.
    """

    folder: Path
    home: Home
    answered: dict[str, tuple[tuple[int, int, int], str]] = field(default_factory=dict)
    aside: list[tuple[str, str]] = field(default_factory=list)
    _since: dict[Path, tuple[tuple[int, int, int], float]] = field(default_factory=dict)
    _moved: dict[Path, tuple[tuple[int, int, int], Path]] = field(default_factory=dict)

    def recall(self) -> None:
        """Read what an earlier process answered (an unreadable note is as none); sweep the half it left when killed."""
        with suppress(OSError):
            for half in self.folder.rglob(f".*{REASON_SUFFIX}.*.tmp"):
                half.unlink(missing_ok=True)
        with suppress(OSError, ValueError, TypeError):
            kept = json.loads(self.home.answered.read_text(encoding="utf-8"))
            self.answered = {path: ((one[0][0], one[0][1], one[0][2]), str(one[1])) for path, one in kept.items()}

    def settled(self, now: float, settle_s: float) -> tuple[list[Arrival], list[Arrival]]:
        """What nobody has touched for ``settle_s`` seconds and is not answered yet, and what is still being written.

        By our own observation and our own clock: a share's clock may be wrong, and copying keeps old dates.
        """
        offered, self.aside = arrivals(self.folder, self.home)
        ready: list[Arrival] = []
        growing: list[Arrival] = []
        since = {}
        for arrival in offered:
            try:
                seen = sight(arrival.path)
            except OSError:
                continue  # gone since
            if self.answered.get(str(arrival.path), (None, ""))[0] == seen:
                continue
            before = self._since.get(arrival.path)
            since[arrival.path] = before if before and before[0] == seen else (seen, now)
            (ready if now - since[arrival.path][1] >= settle_s else growing).append(arrival)
        self._since = since
        return ready, growing

    def put_away(self, path: Path, seen: tuple[int, int, int]) -> str:
        """Move a file that is in the build now below 已接收; why not, where that can't be."""
        try:
            if sight(path) != seen:
                return "读取之后文件又有改动，会再次读取"
            target = _free(self.folder / RECEIVED / f"{datetime.now():%Y-%m-%d}" / path.relative_to(self.folder))
            make_folder(target.parent)
            path.rename(target)
        except OSError as error:
            self.answered[str(path)] = (seen, TAKEN)
            return f"移不走（{disk_words(error)}），留在原处，不会重复入库"
        self._moved[target] = (seen, path)
        while len(self._moved) > WATCHED:
            del self._moved[next(iter(self._moved))]
        self._forget(str(path))
        return ""

    def tidy(self) -> list[Path]:
        """Try again what could not be done then: the files that are moved now; missing reasons are written."""
        moved = []
        for name, (seen, why) in list(self.answered.items()):
            path = Path(name)
            if not path.is_relative_to(self.folder) or not os.path.lexists(path):
                continue
            if why != TAKEN and not _reason(path).exists():
                self.refuse(path, seen, why)
            elif why == TAKEN and not self.put_away(path, seen):
                moved.append(path)
        return moved

    def late(self) -> list[Path]:
        """Files that somebody went on writing after they were moved: back in their places, to be read again."""
        found = []
        for target, (seen, origin) in list(self._moved.items()):
            with suppress(OSError):
                if sight(target)[:2] != seen[:2] and not os.path.lexists(origin):
                    target.rename(origin)
                    found.append(origin)
                    del self._moved[target]
        return found

    def refuse(self, path: Path, seen: tuple[int, int, int], reason: str) -> str:
        """Leave a refused file where it is with the reason beside it; what went wrong where that can't be written."""
        self.answered[str(path)] = (seen, reason)
        said = (
            f"文件：{shown_name(path.name)}\n没有入库的原因：{reason}\n时间：{datetime.now():%Y-%m-%d %H:%M}\n"
            "怎么办：改好后用同样的文件名放在原处，会自动再次读取，本说明随之消失。\n"
        )
        try:
            write_bytes(_reason(path), said.encode())
        except OSError as error:
            return f"原因说明写不进收件文件夹（{disk_words(error)}）"
        return ""

    def remember(self) -> None:
        """Keep what was answered of what is still there; reasons of files that are gone go, too. Raises OSError."""
        for path in list(self.answered):
            if self.folder.is_dir() and Path(path).is_relative_to(self.folder) and not os.path.lexists(path):
                self._forget(path)
        text = json.dumps(self.answered, indent=1)
        before = self.home.answered.read_text(encoding="utf-8") if self.home.answered.exists() else "{}"
        if before != text:
            write_bytes(self.home.answered, text.encode())

    def _forget(self, path: str) -> None:
        if self.answered.pop(path, None):
            with suppress(OSError):
                _reason(Path(path)).unlink(missing_ok=True)


def _reason(path: Path) -> Path:
    """Where the reason for refusing a file stands; too long a name is cut and told apart by a hash."""
    name = path.name
    if len(os.fsencode(name + REASON_SUFFIX)) > NAME_BYTES:
        mark = hashlib.sha256(os.fsencode(name)).hexdigest()[:8]
        while len(os.fsencode(f"{name}…{mark}{REASON_SUFFIX}")) > NAME_BYTES:
            name = name[:-1]
        name = f"{name}…{mark}"
    return path.with_name(name + REASON_SUFFIX)


def _free(path: Path) -> Path:
    """The path, or with (2), (3) … before its suffix where something is there already."""
    number, found = 1, path
    while os.path.lexists(found):
        number += 1
        found = path.with_name(f"{path.stem}（{number}）{path.suffix}")
    return found
