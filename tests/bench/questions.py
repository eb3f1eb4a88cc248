"""Every question of the catalogue timed on one home: `python -m tests.bench.questions HOME` prints JSON."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from queries import Warehouse, questions, warehouse

RUNS = 5


def measure_questions(found: Warehouse) -> dict[str, dict[str, Any]]:
    """Name → n_rows, seconds and core_s (of all threads) of five runs after a warm-up.

    Defaults throughout; where the default names nobody (one enterprise, one source row), the first.
    """
    first = found.ask("project_list").row(0, named=True)
    given = {name: str(first[name]) for name in ("credit_code", "file", "sheet", "row")}
    measured = {}
    for name, question in questions().items():
        keys = {"source_row_detail": ("file", "sheet", "row")}.get(name, ("credit_code",))
        params = {key: given[key] for key in keys if key in question.params}
        frame = found.ask(name, **params)
        seconds, core_s = [], []
        for _ in range(RUNS):
            began, worked = time.perf_counter(), time.process_time()
            found.ask(name, **params)
            seconds.append(time.perf_counter() - began)
            core_s.append(time.process_time() - worked)
        measured[name] = {"n_rows": frame.height, "seconds": seconds, "core_s": core_s}
    return measured


if __name__ == "__main__":
    print(json.dumps(measure_questions(warehouse(Path(sys.argv[1])))))
