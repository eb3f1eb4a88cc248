"""How the quality rules do on a generated district: planted and found, and false alarms per rule.

    python -m tests.district.measure [--scale 13] [--each 10]

makes two districts of 5,000 projects, one with planted faults and one without, loads both with the product and prints
a table for the README. A finding in the good district is a false alarm; so is one in the planted district on a row of
an enterprise with which nothing was done.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from .__main__ import generate

ROOT, AS_OF = Path(__file__).resolve().parents[2], "2026-11-20"
OWNERS = """
    SELECT sheet_id, "row", credit_code FROM enterprise
    UNION ALL SELECT sheet_id, "row", credit_code FROM finance
    UNION ALL SELECT sheet_id, "row", credit_code FROM project
    UNION ALL SELECT sheet_id, "row", credit_code FROM award
    UNION ALL SELECT sheet_id, "row", credit_code FROM payment
    UNION ALL SELECT sheet_id, "row", credit_code FROM diagnosis
    UNION ALL SELECT i.sheet_id, i."row", p.credit_code FROM (
        SELECT project_id, sheet_id, "row" FROM instance
        UNION ALL SELECT project_id, sheet_id, "row" FROM investment
        UNION ALL SELECT project_id, sheet_id, "row" FROM outcome
        UNION ALL SELECT project_id, sheet_id, "row" FROM stage_event
    ) AS i JOIN project AS p ON p.project_id = i.project_id
"""
Place = tuple[str, str, int]
# A figure ten thousand times off is quarantined by SLIP before the rules on rows can see it: found all the same.
SLIP = "magnitude_slip"
OF_UNITS = {
    "declared_vs_invoiced", "finance_unit_jump", "invoice_unit_error", "payment_unit_error", "instance_above_project",
}


@dataclass(frozen=True)
class Score:
    """One rule: places planted, found of them, other findings on touched enterprises, false alarms, looked at."""

    rule: str
    title: str
    severity: str
    n_planted: int
    n_found: int
    n_beside: int
    n_false: int
    n_checked: int


def load(folder: Path, home: Path) -> Path:
    """Load a folder by the product's command line; the snapshot."""
    command = [sys.executable, "-m", "etl", "load", str(folder), "--home", str(home), "--as-of", AS_OF]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    (snapshot,) = (home / "builds").glob("warehouse-*.duckdb")
    return snapshot


def scores(snapshot: Path, faults: list[dict[str, object]], also: Collection[str] = ()) -> list[Score]:
    """Every rule on rows together, every other that was planted and those of ``also``, in the catalogue's order."""
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        places = connection.execute(
            'SELECT s.file, s.sheet, o."row", o.credit_code'
            f" FROM ({OWNERS}) AS o JOIN source_sheet AS s USING (sheet_id)"
        ).fetchall()
        found = connection.execute('SELECT rule, file, sheet, "row" FROM finding WHERE "row" IS NOT NULL').fetchall()
        rules = connection.execute("""
            SELECT r.rule, r.title, r.severity, q.n_checked, r.scope = '跨行跨表'
            FROM rule AS r JOIN quality_check AS q ON q.rule = r.rule ORDER BY r.rule_order
        """).fetchall()
    owner: dict[Place, str] = {(file, sheet, row): code for file, sheet, row, code in places}
    planted: dict[str, set[Place]] = defaultdict(set)
    for fault in faults:
        if fault["row"] is None:  # of a whole sheet or column
            continue
        place = (str(fault["file"]), str(fault["sheet"] or ""), fault["row"])
        for rule in (fault["rule"], *fault["also"]):  # type: ignore[misc]
            planted[str(rule)].add(place)  # type: ignore[arg-type]
    touched = {owner.get(place) for own in planted.values() for place in own}
    done = {place for own in planted.values() for place in own}
    at: dict[str, list[Place]] = defaultdict(list)
    for rule, file, sheet, row in found:
        at[rule].append((file, sheet or "", row))
    table = []
    for rule, title, severity, n_checked, is_of_rows in rules:
        if not is_of_rows and not planted[rule] and rule not in (SLIP, *also):
            continue
        counted = Counter(
            "planted" if place in planted[rule]
            else "beside" if place in done or owner.get(place) in touched else "false"
            for place in at[rule]
        )
        n_found = len(planted[rule] & {*at[rule], *(at[SLIP] if rule in OF_UNITS else ())})
        table.append(Score(
            rule, title, severity, len(planted[rule]), n_found, counted["beside"], counted["false"], n_checked
        ))
    return table


def measured(folder: Path, scale: int, n_each: int, also: Collection[str] = ()) -> list[Score]:
    """Generate a district with ``n_each`` faults of every kind (0: a good one), load it and score it."""
    generate(folder / "in", scale, has_faults=n_each > 0, n_each=n_each)
    known = json.loads((folder / "in" / "known.json").read_text(encoding="utf-8"))
    return scores(load(folder / "in", folder / "home"), known["faults"], also)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.district.measure")
    parser.add_argument("--scale", type=int, default=13, help="times the sample's 411 projects (default 13: 5,343)")
    parser.add_argument("--each", type=int, default=10, help="faults of every kind (default 10)")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        planted = measured(Path(folder) / "planted", options.scale, options.each)
        also = {one.rule for one in planted}
        good = {one.rule: one for one in measured(Path(folder) / "good", options.scale, 0, also)}
    print("| 规则 | 级别 | 看过 | 预埋 | 找到 | 误报（好数据） | 误报（预埋数据） |\n|---|---|---|---|---|---|---|")
    for one in planted:
        clean = good[one.rule]
        n_false = clean.n_beside + clean.n_false
        rate = f"{n_false}（{100 * n_false / clean.n_checked:.2f}%）" if n_false else "0"
        cells = (one.title, one.severity, f"{one.n_checked:,}", one.n_planted, one.n_found, rate, one.n_false)
        print(f"| {' | '.join(map(str, cells))} |")
    n_looked = sum(one.n_checked for one in good.values())
    false = Counter[str]()
    for one in good.values():
        false[one.severity] += one.n_beside + one.n_false
    n_planted, n_found = sum(one.n_planted for one in planted), sum(one.n_found for one in planted)
    print(f"\n{n_planted} planted, {n_found} found; in the good district {false['warning']} warnings and"
          f" {false['info']} hints on {n_looked:,} looked at")  # fmt: skip


if __name__ == "__main__":
    main()
