"""A coverage-guided run on the coercions: texts that reach a new line or outcome are kept and changed further.

    python -m tests.etl.guided --texts 200000 --state guided.json

The lines are those of the readers of phrases, numerals and dates (sys.settrace). What polars does shows no lines: there
an unseen pair of outcome and shape (15天缩短为6天 is 9天缩短为9天) counts as new. Seeded; the state file lets a run go
on where it stopped.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from etl.clean import days, grammar, numerals, phrases
from etl.clean.grammar import grammar as words_in_force
from etl.readings import full_width, missing_words, readings
from tests.etl.coerced import Cell, Way, ways
from tests.etl.properties import broken

TRACED = {module.__file__ for module in (days, grammar, numerals, phrases)}
SEED, BATCH = 20261120, 60
BLANKS = [" ", "\u3000", "\u00a0", "\t"]
EDGES = [
    "NaN", "Infinity", "-0", "1e308", "9" * 25, "0.000000000000000001", "1,23", "１２", "%", "‰", "-", ".", "。", "E+",
    "٣", "½", "²", "①",
]


@dataclass
class Run:
    """Where a run stands. ``seen``: lines and outcomes reached; ``kept``: the texts that reached them, per type."""

    n_texts: int = 0
    seen: set[str] = field(default_factory=set)
    kept: dict[str, list[str]] = field(default_factory=dict)
    fates: Counter[str] = field(default_factory=Counter)

    def save(self, path: Path) -> None:
        """Write the state, whole or not at all."""
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_text(json.dumps({
            "n_texts": self.n_texts, "seen": sorted(self.seen), "kept": self.kept, "fates": self.fates,
        }, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(path)


def begun(path: Path | None = None) -> Run:
    """The run of the state file, else a new one that begins with the examples of readings.toml."""
    if path and path.is_file():
        state = json.loads(path.read_text(encoding="utf-8"))
        return Run(state["n_texts"], set(state["seen"]), state["kept"], Counter(state["fates"]))
    texts = [one.text for _, one in readings().examples()]
    return Run(kept={name: list(texts) for name in ways()})


def pieces() -> list[str]:
    """Every word of readings.toml, and what breaks readers of numbers."""
    found = set(EDGES) | set(BLANKS) | set("0123456789.,-+~%一二三十百千万亿零两成半点年月日")
    for _, section in readings():
        for name, value in section:
            if name not in ("title", "example", "patterns") and isinstance(value, tuple):
                found |= set(value)
    return sorted(found)


def changed(text: str, others: list[str], parts: list[str], moves: random.Random) -> str:
    """The text with one to three changes."""
    for _ in range(moves.randrange(1, 4)):
        at, end = sorted((moves.randrange(len(text) + 1), moves.randrange(len(text) + 1)))
        kind = moves.randrange(7)
        if kind == 0:
            text = text[:at] + moves.choice(parts) + text[at:]
        elif kind == 1:
            text = text[:at] + text[at + 1 :]
        elif kind == 2:
            text = text[:at] + moves.choice(parts) + text[end:]
        elif kind == 3:
            text = re.sub(r"\d", lambda _: str(moves.randrange(10)), text, count=moves.randrange(1, 4))
        elif kind == 4:
            other = moves.choice(others)
            text = text[:at] + other[moves.randrange(len(other) + 1) :]
        elif kind == 5:
            text = text[:at] + full_width(text[at:end]) + text[end:]
        else:
            text = text[:at] + text[at:end] * 2 + text[end:]
    return text[:80]


def shape(text: str) -> str:
    """What kinds of signs follow each other: digits as 9, numerals as 一, words as they are."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub("[零〇一二两三四五六七八九十百千]+", "一", re.sub(r"\d+", "9", plain))[:24]


def lines_of(read: Callable[[], object]) -> set[str]:
    """The lines of the traced modules that a call runs through."""
    found: set[str] = set()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename not in TRACED:
            return None
        if event == "line":
            found.add(f"{Path(frame.f_code.co_filename).stem}:{frame.f_lineno}")
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read()
    finally:
        sys.settrace(before)
    return found


def go_on(run: Run, n_texts: int, path: Path | None = None) -> list[str]:
    """Read that many further texts in batches, a column each; what broke a property, in sentences."""
    faults: list[str] = []
    parts, known, goal = pieces(), ways(), run.n_texts + n_texts
    words_in_force()
    while run.n_texts < goal and not faults:
        moves = random.Random(f"{SEED}-{run.n_texts}")
        name = moves.choice(sorted(known))
        way, corpus = known[name], run.kept[name]
        recent = corpus[-40:] if moves.random() < 0.5 else corpus
        texts = [changed(moves.choice(recent), corpus, parts, moves) for _ in range(BATCH)]
        cells = way.column(texts)
        faults = [f"{name}: {one}" for one in broken(way, texts, cells)]
        for text, cell in zip(texts, cells, strict=True):
            _learn(run, name, way, text, cell)
        run.n_texts += BATCH
        if path and run.n_texts % (BATCH * 50) == 0:
            run.save(path)
    if path:
        run.save(path)
    return faults


def _learn(run: Run, name: str, way: Way, text: str, cell: Cell) -> None:
    rule = cell.fault or cell.note or ("missing" if cell.value is None else "read")
    run.fates[rule] += 1
    stripped = text.strip()
    reached = lines_of(lambda: way.phrase(stripped)) if stripped and stripped not in missing_words() else set()
    if cell.fault not in ("bad_number", "bad_date", "bad_grouping"):  # any rubbish has a shape of its own
        reached.add(f"{rule} {shape(text)}")
    new = {f"{name} {one}" for one in reached} - run.seen
    if new:
        run.seen |= new
        run.kept[name].append(text)


def main() -> None:
    """Run from the command line; exit code 1 with the first faults found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=int, default=100_000)
    options.add_argument("--state", type=Path)
    chosen = options.parse_args()
    run = begun(chosen.state)
    faults = go_on(run, chosen.texts, chosen.state)
    n_lines = len({one.split()[1] for one in run.seen if ":" in one})
    print(f"{run.n_texts} texts, {n_lines} lines, {sum(map(len, run.kept.values()))} texts kept")
    print(", ".join(f"{rule} {n}" for rule, n in run.fates.most_common()))
    for fault in faults:
        print(fault)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
