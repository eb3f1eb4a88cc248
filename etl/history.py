"""The record of publications: every build that was ever put into service, and what it was made from.

A build is a function of what had been delivered, what people had ruled on names, the data date and the program. The
record keeps the first three for good, so a build whose file has long been let go of can be made again (etl/past.py).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from etl.durable import write_bytes
from etl.errors import LoadError
from etl.paths import Home


@dataclass(frozen=True)
class Build:
    """A published build: its id (file name part), what it was made from and what it holds.

    ``as_of``: data date (ISO); ``published``: local ISO time; ``n_deliveries``: how many of the deliveries on record,
    oldest first, it was made from; ``rulings``: sha256 of the rulings on names in the store, '' for none.
    """

    build: str
    as_of: str
    input_hash: str
    content_hash: str
    published: str = ""
    n_deliveries: int = -1
    rulings: str = ""

    @property
    def is_repeatable(self) -> bool:
        """Whether the record says what it was made from; builds of an older program lack it."""
        return self.n_deliveries >= 0


def described(text: str) -> Build:
    """The build that a card or a line of the record describes.

    Raises ValueError, KeyError or TypeError where it describes none.
    """
    card: dict[str, Any] = json.loads(text)
    known = {field.name for field in fields(Build)}
    missing = {"build", "as_of", "input_hash", "content_hash"} - set(card)
    if missing:
        raise KeyError(*sorted(missing))
    return Build(**{name: value for name, value in card.items() if name in known})


def publications(home: Home) -> list[Build]:
    """Every publication on record, oldest first.

    Raises LoadError with the line number where a line is not what we wrote.
    """
    found = []
    for number, line in enumerate(_lines(home), 1):
        try:
            found.append(described(line))
        except (ValueError, KeyError, TypeError) as error:
            raise LoadError(
                f"版本记录 {home.history.name} 第 {number} 行无法读取，可能来自更新的程序或被改动过；"
                "请升级程序，或从备份恢复该文件"
            ) from error
    return found


def put_on_record(home: Home, build: Build) -> None:
    """Put a build in service on record; nothing where it is the last line already.

    Other lines are carried over as they stand: a damaged one must not keep a load from ending.
    """
    lines, line = _lines(home), json.dumps(asdict(build), ensure_ascii=False, sort_keys=True)
    if not lines or lines[-1] != line:
        write_bytes(home.history, "\n".join([*lines, line, ""]).encode())


def _lines(home: Home) -> list[str]:
    try:
        return [line for line in home.history.read_text(encoding="utf-8", errors="replace").split("\n") if line]
    except FileNotFoundError:
        return []
