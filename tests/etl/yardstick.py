"""The published improvements (../shared/real) read through the coercion of the intake, and how many come out right.

    python -m tests.etl.yardstick

Every figure is a row of the long layout of outcomes: its own indicator, the published unit as 单位. ``value_num``
is what stands in the text in the text's own unit (15->6 for 15天缩短为6天), so ends are compared with ends, and the
per cent made of them with the formula.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from etl.clean.sheet import clean
from etl.rows import sort_rows
from tests.etl.readings import recognised, words

METRICS = Path(__file__).parents[3] / "shared" / "real" / "improvement_metrics.csv"
CHANGES = {"up": "change_up", "down": "change_down", "level": "level"}


@dataclass(frozen=True)
class Read:
    """One published figure and what the intake makes of it: right, wrong or refused."""

    number: str
    text: str
    published: str
    unit: str
    got: str
    fate: str
    rule: str | None


def read_published(path: Path) -> list[Read]:
    """Every row of the file, in its order."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    units = [row["unit"].replace(" (level)", "") for row in rows]
    # 改善 has no direction: such a row is read as an increase, which only a before and after could depend on.
    changes = ["level" if "level" in row["unit"] else CHANGES.get(row["direction"], "change_up") for row in rows]
    names = [f"示例指标{number}" for number in range(len(rows))]
    vocabulary = replace(
        words(), metric={name: name for name in names}, metric_units=dict(zip(names, units, strict=True)),
        metric_changes=dict(zip(names, changes, strict=True)),
    )
    found = recognised([
        ["项目编号", "指标", "数值", "单位"],
        *(["P1", name, row["value_text"], unit] for name, row, unit in zip(names, rows, units, strict=True)),
    ])
    cleaned = clean(found, sort_rows(found).data, vocabulary)
    rules = {cell["row"]: cell["rule"] for cell in cleaned.cells.iter_rows(named=True)}
    result = []
    for row, read in zip(rows, cleaned.rows.iter_rows(named=True), strict=True):
        got, fate = "", "refused"
        if read["is_taken"]:
            ends = [one for one in (read["before"], read["after"]) if one is not None]
            got = "->".join(f"{one:.12g}" for one in (ends or [read["value"]]))
            is_right = got == shortest(row["value_num"]) and _follows(read["value"], ends, changes[len(result)])
            fate = "right" if is_right else "wrong"
        result.append(Read(
            row["row_id"], row["value_text"], row["value_num"], row["unit"], got, fate, rules.get(read["row"])
        ))
    return result


def _follows(value: float, ends: list[float], change: str) -> bool:
    if not ends or change == "level":
        return not ends or value == ends[1]
    gain = (ends[1] - ends[0]) / ends[0] * 100
    return abs(value - (gain if change == "change_up" else -gain)) <= 0.005001


def shortest(published: str) -> str:
    """A published number as the shortest text; what is none stays as it is and equals nothing read."""
    try:
        return f"{float(published):.12g}"
    except ValueError:
        return published


def main() -> None:
    """Print the counts, then every figure that was refused or read wrongly."""
    read = read_published(METRICS)
    counts = Counter(one.fate for one in read)
    print(f"{len(read)} figures: {counts['right']} right, {counts['wrong']} wrong, {counts['refused']} refused")
    for one in read:
        if one.fate != "right":
            published = f"(published {one.published} {one.unit}) {one.got}"
            print(f"{one.fate:8} row {one.number:>3} {one.rule or '':16} {one.text} {published}")


if __name__ == "__main__":
    main()
