"""What is struck by faults: a first load, a later one, a look at an inbox; and what must hold of it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.etl.loads import BUDGET, ENTERPRISES, command, written

DAYS = ("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20")
TODAY = "2026-11-21"
CORRECTED = BUDGET.replace("2025,示例科目二,200", "2025,示例科目二,250")


@dataclass(frozen=True)
class Scene:
    """What is struck: how a folder is made ready, the command on it, whether the pages of the snapshot itself are
    struck too, and what else must hold after it and after the command was run again."""

    name: str
    make: Callable[[Path], None]
    words: Callable[[Path], list[object]]
    is_whole: bool = True
    check: Callable[[Path], list[str]] = lambda folder: []
    check_again: Callable[[Path], list[str]] = lambda folder: []


def make_first(folder: Path) -> None:
    """Files for a home that is not there yet."""
    written(folder / "in", 预算=CORRECTED, 企业=ENTERPRISES)


def make_next(folder: Path) -> None:
    """A home with five builds, and a corrected and a new file for it."""
    written(folder / "in", 预算=BUDGET)
    for day in DAYS:
        done = command("load", folder / "in", "--home", folder / "home", "--as-of", day)
        assert done.code == 0, done
    make_first(folder)


def load_words(folder: Path) -> list[object]:
    """The load that is struck."""
    return ["load", folder / "in", "--home", folder / "home", "--as-of", TODAY]


def make_inbox(folder: Path) -> None:
    """The same files in an inbox, and one that is refused."""
    make_next(folder)
    written(folder / "in", 坏="不是表格\n")


def watch_words(folder: Path) -> list[object]:
    """The look at an inbox that is struck."""
    return ["watch", folder / "in", "--home", folder / "home", "--once", "--settle", 0, "--as-of", TODAY]


def inbox_whole(folder: Path) -> list[str]:
    """Every file lies in the inbox or with the received ones, as it came."""
    missing = []
    for name, text in (("预算.csv", CORRECTED), ("企业.csv", ENTERPRISES), ("坏.csv", "不是表格\n")):
        found = [path.read_text(encoding="utf-8") for path in (folder / "in").rglob(name)]
        if found != [text]:
            missing.append(f"{name} is there {len(found)} times")
    return missing


def inbox_settled(folder: Path) -> list[str]:
    """What was accepted is put away, what was refused lies there with its reason."""
    left = {path.name for path in (folder / "in").iterdir() if path.is_file()}
    return inbox_whole(folder) + ([] if left == {"坏.csv", "坏.csv.原因.txt"} else [f"in the inbox: {sorted(left)}"])


SCENES = {
    scene.name: scene for scene in (
        Scene("next", make_next, load_words),
        Scene("first", make_first, load_words, is_whole=False),
        Scene("watch", make_inbox, watch_words, False, inbox_whole, inbox_settled),
    )
}
