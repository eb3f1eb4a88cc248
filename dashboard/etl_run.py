"""A command of ``python -m etl`` run beside the server, followed line by line.

In a process of its own: what kills it harms no visitor, and a closed browser does not stop it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.language import say

ROOT = Path(__file__).resolve().parent.parent


@dataclass(kw_only=True)
class EtlRun:
    """A command at work: how far it is; when done, what it reported or why it did not."""

    reading: str = ""
    number: int = 0
    total: int = 0
    report: dict[str, Any] | None = None
    said: list[str] = field(default_factory=list)
    is_done: bool = False


def follow(run: EtlRun, words: Sequence[str]) -> None:
    """Run ``python -m etl WORDS --json --progress`` to its end, whoever looks on; ``run`` says how far it is."""
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "etl", *words, "--json", "--progress"], cwd=ROOT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace",
            start_new_session=True, env=os.environ | {"PYTHONUTF8": "1"},
        ) as child:
            assert child.stderr is not None
            assert child.stdout is not None
            report: list[str] = []
            reader = threading.Thread(target=lambda out: report.append(out.read()), args=(child.stdout,), daemon=True)
            reader.start()
            for line in child.stderr:
                _hear(run, line.strip())
            reader.join()
        with suppress(ValueError):
            run.report = json.loads("".join(report))
        if run.report is None and not run.said:
            run.said.append(say("入库程序中途停止（{code}），原有数据不受影响，请再交一次", code=child.returncode))
    except OSError as error:
        run.said.append(say("入库程序没有启动（{error}），请联系系统维护人员", error=error.strerror))


def _hear(run: EtlRun, line: str) -> None:
    """One line of the command: how far it is, or a sentence."""
    try:
        step = json.loads(line)
        run.reading, run.number, run.total = step["reading"], step["number"], step["total"]
    except (ValueError, TypeError, KeyError):
        if line:
            run.said.append(line)
