"""Harmed files through screen, child, recognition, coercion and ledger: none may raise, no row may be lost.

    python -m tests.soak.file_fuzz --count 20000 --seed 1 --out /somewhere

Goes on where it was stopped. What fails is kept in the folder as a file with its number.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import tempfile
import time
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from etl.ledger import Ledger, read_ledger
from etl.load import policy_tables
from etl.paths import Home
from etl.store import keep
from etl.vocabulary import vocabulary
from etl.warehouse import write_snapshot
from tests.soak.mutations import Harmed, harmed

BATCH = 200
SNAPSHOT_EVERY = 10  # batches; the whole way into DuckDB with its checks costs as much as reading fifty files
DIED = "超出内存或时间上限"


@cache
def known_tables() -> dict[str, list[dict[str, Any]]]:
    """The policy and reference tables, read once: they take as long as twenty files."""
    return policy_tables()


def read(files: list[Harmed], folder: Path, *, is_whole: bool) -> Ledger:
    """The files delivered to a new home and read; ``is_whole``: written to a checked snapshot too."""
    home, tables = Home(folder), known_tables()
    ledger = read_ledger(home, [keep(home, file.name, file.payload) for file in files], vocabulary(tables))
    if is_whole and any(item["status"] == "loaded" for item in ledger.files):
        home.builds.mkdir(parents=True)
        write_snapshot(
            home.builds / "x.duckdb", ledger, tables, build="x", as_of=date(2026, 11, 20), input_hash="x"
        )
    return ledger


def problems(files: list[Harmed], ledger: Ledger) -> list[str]:
    """What must hold and does not: one fate a file, a sentence a refusal, every row counted, every fault told."""
    found = []
    fates = Counter(str(item["file"]) for item in ledger.files)
    if fates != Counter(file.name for file in files):
        found.append("not one fate for each file")
    for item in ledger.files:
        reason = str(item["reason"] or "")
        if item["status"] not in {"loaded", "refused", "same_content"}:
            found.append(f"{item['file']}: {item['status']}")
        if item["status"] == "refused" and ("。" not in reason or len(reason) < 12):
            found.append(f"{item['file']}: refused without a sentence: {reason}")
    told = {
        (row["sheet_id"], row["row"]) for row in ledger.findings.rows
        if row["severity"] == "error" and row["letter"] and len(str(row["message"])) > 5 and row["action"]
    }
    rows = pl.concat(ledger.raw).select("sheet_id", "row") if ledger.raw else pl.DataFrame(
        schema={"sheet_id": pl.Int32, "row": pl.Int32})
    taken = {
        place for frames in ledger.kinds.values() for frame in frames
        for place in frame.filter("is_taken").select("sheet_id", "row").iter_rows()
    }
    places = set(rows.iter_rows())
    n_rows = Counter(sheet for sheet, _ in places)
    if len(places) != rows.height or not taken <= places:
        found.append("a row twice, or accepted and not read")
    known = {file.name: file.last_row for file in files}
    for sheet in ledger.sheets:
        skipped = sum(int(str(sheet.get(f"n_{reason}", 0))) for reason in (
            "title", "heading", "blank", "subtotal", "footer", "hidden", "unknown"))
        where = f"{sheet['file']} {sheet['sheet']}"
        if sheet["n_read"] != n_rows[int(str(sheet["sheet_id"]))] + skipped:
            found.append(f"{where}: {sheet['n_read']} read, {n_rows[int(str(sheet['sheet_id']))]} + {skipped} counted")
        if known.get(str(sheet["file"])) not in {None, sheet["n_read"]}:
            found.append(f"{where}: {sheet['n_read']} read, the file has {known[str(sheet['file'])]}")
    names = {sheet["sheet_id"]: f"{sheet['file']} {sheet['sheet']}" for sheet in ledger.sheets}
    found += [f"{names[sheet]} row {row}: waits without cell or message" for sheet, row in places - taken - told]
    return found


def judged(files: list[Harmed], *, is_whole: bool) -> tuple[Counter[str], list[str]]:
    """Fates and problems of a batch. What raises is looked for file by file."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        try:
            ledger = read(files, Path(folder), is_whole=is_whole)
        except Exception as error:  # anything at all that comes out of the load is what this looks for
            told = f"{type(error).__name__}: {str(error)[:300]}"
            if len(files) == 1:
                return Counter(raised=1), [f"{files[0].name}: {told}"]
            single = [judged([file], is_whole=is_whole) for file in files]
            bad = [line for _, lines in single for line in lines]
            return sum((fates for fates, _ in single), Counter()), bad or [f"{files[0].name} and on, together: {told}"]
        levels = {file.name: file.level for file in files}
        fates: Counter[str] = Counter()
        for item in ledger.files:
            fates[f"{levels[str(item['file'])]} {item['status']}"] += 1
            fates["child died"] += DIED in str(item["reason"])
        for sheet in ledger.sheets:
            fates["rows"] += int(str(sheet["n_read"]))
        return fates, problems(files, ledger)


def run(count: int, seed: int, out: Path, batch: int = BATCH, say: Any = print) -> tuple[Counter[str], list[str]]:
    """Fates and problems of the first ``count`` files of a seed, going on from the state in ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    state = out / f"seed-{seed}.jsonl"
    done = [json.loads(line) for line in state.read_text().splitlines()] if state.exists() else []
    fates = sum((Counter(entry["fates"]) for entry in done), Counter())
    bad = [line for entry in done for line in entry["problems"]]
    at = done[-1]["to"] if done else 0
    while at < count:
        begun = time.perf_counter()
        files = [harmed(seed, number) for number in range(at, min(at + batch, count))]
        more, lines = judged(files, is_whole=at // batch % SNAPSHOT_EVERY == 0)
        for file in files:
            if any(line.startswith(file.name) for line in lines):
                (out / file.name).write_bytes(file.payload)
        at += len(files)
        entry = {"to": at, "fates": dict(more), "problems": lines, "s": round(time.perf_counter() - begun, 1)}
        with state.open("a") as target:
            target.write(json.dumps(entry, ensure_ascii=False) + "\n")
        fates += more
        bad += lines
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        say(f"{at}/{count} files, {len(bad)} problems, {entry['s']} s, {peak} MB {lines[:3] or ''}")
    return fates, bad


def main() -> None:
    """Run from the command line; exit 1 where anything failed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=20_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--fresh", action="store_true", help="begin anew")
    given = asked.parse_args()
    if given.fresh:
        shutil.rmtree(given.out, ignore_errors=True)
    fates, bad = run(given.count, given.seed, given.out)
    for fate, number in sorted(fates.items()):
        print(f"{number:>9,}  {fate}")
    print(f"{len(bad)} problems")
    print("\n".join(bad[:50]))
    raise SystemExit(bool(bad))


if __name__ == "__main__":
    main()
