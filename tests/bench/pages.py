"""Every page's script run on one home, in Streamlit's own script runner: `python -m tests.bench.pages HOME`.

What is timed is the run of the script with all its messages, without the browser and the network.
"""

import json
import logging
import os
import sys
import time
from pathlib import Path
from typing import Any

RUNS = 3
APP = Path(__file__).resolve().parent.parent.parent / "dashboard" / "app.py"
TIMEOUT_S = 300


def measure_pages() -> dict[str, dict[str, Any]]:
    """Page name → title, first_s and first_core_s (no answer cached), warm_s (three runs), n_exceptions."""
    from streamlit.testing.v1 import AppTest

    from dashboard import answers

    # One run imports everything: a server does that before its first visitor.
    start = AppTest.from_file(str(APP), default_timeout=TIMEOUT_S).run()
    measured = {}
    for path in sorted(APP.parent.glob("app_pages/[a-z]*.py")):
        answers.forget()
        session = start.switch_page(f"app_pages/{path.name}")
        runs = [_timed(session) for _ in range(1 + RUNS)]
        measured[path.stem] = {
            "title": session.title[0].value if session.title else path.stem,
            "first_s": runs[0][0],
            "first_core_s": runs[0][1],
            "warm_s": [one[0] for one in runs[1:]],
            "n_exceptions": max(one[2] for one in runs),
        }
    return measured


def _timed(session: Any) -> tuple[float, float, int]:
    """Seconds, core seconds of all threads, exceptions on the page."""
    began, worked = time.perf_counter(), time.process_time()
    session.run()
    return time.perf_counter() - began, time.process_time() - worked, len(session.exception)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    os.environ["ZHIZAO_HOME"] = sys.argv[1]
    print(json.dumps(measure_pages(), ensure_ascii=False))
