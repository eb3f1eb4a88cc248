"""The catalogue of questions, read from the headers of the ``.sql`` files.

A header is always the same: title sentence; ``zh:`` the title on screen; ``grain:``; ``params:`` with one line
``name = default : meaning`` each ('' means all).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARAM = re.compile(r"^--\s{3}(\w+) = (\S*)\s*: (.+)$")


@dataclass(frozen=True)
class Question:
    """One question: its name, titles, grain columns, parameters (name → default, meaning) and SQL."""

    name: str
    title: str
    title_zh: str
    grain: tuple[str, ...]
    params: dict[str, tuple[str, str]]
    sql: str


def read_question(path: Path) -> Question:
    """The question in a file. Raises ValueError where the header is not of the usual form."""
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("--")]
    title_zh = next((line[7:].strip() for line in lines if line.startswith("-- zh: ")), "")
    grain = next((line[10:].strip() for line in lines if line.startswith("-- grain: ")), "")
    if not title_zh or not grain:
        raise ValueError(f"{path.name}: the header lacks zh: or grain:")
    params = {}
    for line in lines:
        if match := PARAM.match(line):
            default = "" if match.group(2) == "''" else match.group(2)
            params[match.group(1)] = (default, match.group(3).strip())
    keys = () if grain == "one row" else tuple(part.strip() for part in grain.split(","))
    return Question(path.stem, lines[0][3:].strip(), title_zh, keys, params, text)


@cache
def questions() -> dict[str, Question]:
    """Every question by name."""
    return {path.stem: read_question(path) for path in sorted(HERE.glob("*.sql"))}
