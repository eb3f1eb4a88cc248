"""One size of the district measured from its files to its pages, each part in a process of its own."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.district.__main__ import generate

from .machine import work_seconds
from .processes import Run, run

AS_OF = "2025-11-20"


@dataclass(frozen=True)
class Scale:
    """What was measured at one multiple of the sample; times in seconds, sizes in bytes.

    other_cores: how many cores other work kept busy meanwhile, on average.
    questions: name → n_rows, seconds, core_s (lists); pages: name → title,
    first_s, first_core_s, warm_s (list), n_exceptions.
    """

    factor: int
    as_of: str
    other_cores: float
    n_files: int
    n_input_bytes: int
    n_rows: int
    is_as_known: bool
    load: Run
    again: Run
    is_again_unchanged: bool
    n_build_bytes: int
    questions: dict[str, dict[str, Any]]
    question_peak_bytes: int
    pages: dict[str, dict[str, Any]]
    page_peak_bytes: int
    drawn: dict[str, dict[str, Any]]


def measure_scale(factor: int, folder: Path, say: Callable[[str], None]) -> Scale:
    """Generate the district at a multiple of the sample below a folder and measure everything on it."""
    began, before = time.perf_counter(), work_seconds()
    say(f"{factor}×: generating")
    source, home = folder / "district", folder / "home"
    known = generate(source, factor)
    files = [path for path in source.rglob("*") if path.is_file() and path.suffix not in {".json", ".md"}]
    say(f"{factor}×: loading")
    command = ["-m", "etl", "load", str(source), "--home", str(home), "--as-of", AS_OF, "--json"]
    load = run(command)
    loaded = json.loads(load.output)
    again = run(command)
    totals = loaded["totals"]
    say(f"{factor}×: questions")
    asked = run(["-m", "tests.bench.questions", str(home)])
    say(f"{factor}×: pages")
    drawn = run(["-m", "tests.bench.pages", str(home)])
    say(f"{factor}×: pages drawn again")
    again_drawn = run(["-m", "tests.bench.drawn_pages", str(home)])
    everybody, ourselves = (now - then for now, then in zip(work_seconds(), before, strict=True))
    return Scale(
        factor=factor,
        as_of=AS_OF,
        other_cores=max(0.0, everybody - ourselves) / (time.perf_counter() - began),
        n_files=len(files),
        n_input_bytes=sum(path.stat().st_size for path in files),
        n_rows=totals["n_read"],
        is_as_known=all(
            totals[name] == sum(one[name] for one in known.counts)
            for name in ("n_read", "n_accepted", "n_quarantined", "n_skipped")
        ),
        load=load,
        again=again,
        is_again_unchanged=json.loads(again.output)["changed"] is False,
        n_build_bytes=(home / "builds" / f"warehouse-{loaded['build']}.duckdb").stat().st_size,
        questions=json.loads(asked.output),
        question_peak_bytes=asked.peak_bytes,
        pages=json.loads(drawn.output),
        page_peak_bytes=drawn.peak_bytes,
        drawn=json.loads(again_drawn.output),
    )
