"""The largest files we promise to take, beside pandas and openpyxl on the same bytes: `python -m tests.bench.large`.

Every measurement is a process of its own; the sides take turns. Raises RowsLost where a row is not accounted for.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

from .large_files import FATES, N_CSV_LINES, N_SHEET_ROWS, Large, write_large
from .processes import Run, run
from .speed_tables import table

AS_OF = "2026-11-20"
ROUNDS = 3
REGISTER = "register alone"
SIDES = {
    "load": "ours, the whole `etl load`", "ours": "ours, only reading the cells", "pandas": "{reader}",
}  # fmt: skip
READ_ONLY = ("ours", "pandas")
READERS = {".csv": "pandas.read_csv", ".xlsx": "pandas.read_excel (openpyxl)"}
ABOUT = (
    "Invoice lines, invented (`tests/bench/large_files.py`): {csv_rows:,} rows in a CSV of {csv_mb:.0f} MB,"
    " {xlsx_rows:,} in a workbook of {xlsx_mb:.0f} MB, each loaded into an empty home together with the workbook that"
    " registers its enterprises and projects: that one alone takes {register_s:.1f} s of the load (median)."
    " The whole load recognises, coerces, checks, stores and publishes;"
    " “only reading” and pandas {pandas} with openpyxl {openpyxl} end with all cells as text in memory, ours after the"
    " look for hostile bytes. Every side is a process of its own with its start, the sides take turns, {rounds} rounds:"
    " median / lowest on the clock; rows/s are of the file by the median. Memory is the highest sum over the process"
    " tree at any moment, resident (sampled every 50 ms) and with shared pages counted once (PSS, every half second)."
    " Of every load it was checked that read = accepted + quarantined + skipped, and that each of the three is what the"
    " generator wrote down: {fates}."
)


class RowsLost(Exception):
    """A load or a reader did not account for every row of a file."""


@dataclass(frozen=True)
class Measured:
    """One file: what was written, its size, and the runs of every side."""

    large: Large
    n_bytes: int
    runs: dict[str, list[Run]]


def measure_large(
    rounds: int = ROUNDS, n_csv_lines: int = N_CSV_LINES, n_sheet_rows: int = N_SHEET_ROWS
) -> list[Measured]:
    """Both files, written anew below a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="zhizao-large-") as folder:
        _say("large files: writing")
        found = []
        for large in write_large(Path(folder), n_csv_lines, n_sheet_rows):
            runs: dict[str, list[Run]] = {side: [] for side in (REGISTER, *SIDES)}
            for number in range(1, rounds + 1):
                for side in runs:
                    _say(f"large files: {large.name}, round {number}, {side}")
                    runs[side].append(_run(large, side, Path(folder) / "home"))
            found.append(Measured(large, large.path.stat().st_size, runs))
        return found


def _run(large: Large, side: str, home: Path) -> Run:
    if side in READ_ONLY:
        done = run(["-m", "tests.bench.large_reading", side, str(large.path)], with_shares=True)
        if int(done.output) != large.n_rows:
            raise RowsLost(f"{large.name}: {side} read {int(done.output):,} of {large.n_rows:,} rows")
        return done
    offered = large.folder if side == "load" else large.register
    command = ["-m", "etl", "load", str(offered), "--home", str(home), "--as-of", AS_OF, "--json"]
    done = run(command, with_shares=True)
    shutil.rmtree(home)
    if side == "load":
        account(large, json.loads(done.output))
    return done


def account(large: Large, report: dict[str, list[dict[str, object]]]) -> None:
    """Compare the report of a load with what was written. Raises RowsLost with both."""
    found = next((one for one in report["files"] if one["file"] == large.name), {})
    said = {fate: found.get(f"n_{fate}") for fate in FATES}
    if found.get("n_read") != large.n_rows or said != large.counts:
        raise RowsLost(
            f"{large.name}: written {large.n_rows:,} rows, {large.counts}; the load says {found.get('n_read')}, {said}"
            f" {found.get('reason') or ''}"
        )


def large_parts(found: list[Measured]) -> list[str]:
    """The section of the report; nothing where nothing was measured."""
    if not found:
        return []
    text, book = found
    fates = "; ".join(
        f"{one.large.name} " + ", ".join(f"{n:,} {fate}" for fate, n in one.large.counts.items()) for one in found
    )
    about = ABOUT.format(
        csv_rows=text.large.n_rows, csv_mb=text.n_bytes / 1e6, xlsx_rows=book.large.n_rows, xlsx_mb=book.n_bytes / 1e6,
        register_s=median(run.seconds for one in found for run in one.runs[REGISTER]), pandas=version("pandas"),
        openpyxl=version("openpyxl"), rounds=len(text.runs["load"]), fates=fates,
    )  # fmt: skip
    heads = [
        "", "seconds", "rows/s", "core s", "peak resident, MB", "peak PSS, MB", "as fast as pandas", "core of pandas'",
    ]  # fmt: skip
    return ["## Large files", about, table(heads, [row for one in found for row in _rows(one)])]


def _rows(one: Measured) -> list[list[str]]:
    suffix = one.large.path.suffix
    rows = []
    for side, words in SIDES.items():
        runs, theirs = one.runs[side], one.runs["pandas"]
        seconds, core_s = [run.seconds for run in runs], median(run.core_s for run in runs)
        rows.append([
            f"{suffix}, {words.format(reader=READERS[suffix])}", f"{median(seconds):.1f} / {min(seconds):.1f}",
            f"{round(one.large.n_rows / median(seconds), -2):,.0f}", f"{core_s:.1f}",
            _peak([run.peak_bytes for run in runs]), _peak([run.peak_share_bytes for run in runs]),
            f"{median(run.seconds for run in theirs) / median(seconds):.2f}",
            f"{core_s / median(run.core_s for run in theirs):.2f}",
        ])  # fmt: skip
    return rows


def _peak(sizes: list[int]) -> str:
    return f"{max(sizes) / 1e6:,.0f}"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench.large", description="Measure the largest files.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"default {ROUNDS}")
    parser.add_argument("--lines", type=int, default=N_CSV_LINES, help=f"invoice lines, default {N_CSV_LINES}")
    parser.add_argument("--rows", type=int, default=N_SHEET_ROWS, help=f"rows of the sheet, default {N_SHEET_ROWS}")
    options = parser.parse_args()
    print("\n\n".join(large_parts(measure_large(options.rounds, options.lines, options.rows))))
