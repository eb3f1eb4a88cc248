"""Parsing in a child process: a file that kills the parser is refused, the next one gets a new child."""

from __future__ import annotations

import json
import selectors
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import polars as pl

from etl.errors import FileRefused, LoadError
from etl.limits import limits
from etl.paths import ROOT
from etl.screen import Container
from etl.sheet_marks import Mark
from etl.sheet_text import SheetText

# What a file can't send: an impatient person, an administrator, a machine out of memory. Limits end it otherwise.
FROM_OUTSIDE = {signal.SIGHUP, signal.SIGINT, signal.SIGKILL, signal.SIGTERM}


class Parser:
    """A parsing child that is started when needed and replaced when it dies. Use as a context manager.

    ``workspace`` is where it leaves what it read; it holds contacts, so it lies in the home, where a killed
    load's leftovers are swept, and not in the machine's temporary folder.
    """

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._child: subprocess.Popen[str] | None = None

    def __enter__(self) -> Parser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        with suppress(OSError):  # not there, or another's
            self._workspace.rmdir()

    def sheets(self, payload: Path, container: Container) -> list[SheetText]:
        """The sheets of a stored, screened file.

        Raises FileRefused where the child refuses the file, dies of it or takes longer than the limit, and
        LoadError where it could not leave what it read (a full disk is no fault of the file).
        """
        self._workspace.mkdir(parents=True, exist_ok=True)
        # What can't be removed now is swept by the next load.
        with tempfile.TemporaryDirectory(prefix="parse-", dir=self._workspace, ignore_cleanup_errors=True) as out:
            answer = self._ask({"payload": str(payload), "container": container, "out": out})
            if refused := answer.get("refused"):
                raise FileRefused(*refused)
            if failed := answer.get("failed"):
                raise LoadError(f"读取时磁盘写入失败（{failed}），已入库的数据不受影响")
            return [
                SheetText(
                    name=sheet["name"], is_hidden=sheet["is_hidden"],
                    frame=pl.read_ipc(sheet["frame"]),
                    flags=sheet["flags"], n_hidden_rows=sheet["n_hidden_rows"],
                    is_1904=sheet["is_1904"], merged=sheet["merged"], formulas=sheet["formulas"],
                    marks=[Mark(*mark) for mark in sheet["marks"]],
                    places=sheet["places"], notes=sheet["notes"], left=sheet["left"],
                )
                for sheet in answer["sheets"]
            ]

    def _ask(self, request: dict[str, str]) -> dict[str, Any]:
        for _ in range(2):
            line = self._line(request)
            if line.endswith("\n"):  # else nothing, or cut off in the middle of the answer
                answer: dict[str, Any] = json.loads(line)
                return answer
            was_killed = self._was_killed()
            self._stop()
            if not was_killed:
                break
        raise FileRefused(
            "parser_died", "读取时超出内存或时间上限，已中止", "请删去多余的格式与空白区域，或拆分后重新提交"
        )

    def _was_killed(self) -> bool:
        """Whether somebody else ended the child: then the file is not to blame, as it is for its limits."""
        with suppress(subprocess.TimeoutExpired):
            return self._child is not None and -self._child.wait(1) in FROM_OUTSIDE
        return False

    def _line(self, request: dict[str, str]) -> str:
        if self._child is not None and self._child.poll() is not None:
            self._stop()  # it died between two files; the next one is not to blame
        child = self._child or self._start()
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(json.dumps(request) + "\n")
            child.stdin.flush()
            with selectors.DefaultSelector() as waiting:
                waiting.register(child.stdout, selectors.EVENT_READ)
                return child.stdout.readline() if waiting.select(limits().parse_seconds * 2) else ""
        except BrokenPipeError:
            return ""

    def _start(self) -> subprocess.Popen[str]:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "etl.parse_child"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT,
        )
        return self._child

    def _stop(self) -> None:
        if self._child:
            self._child.kill()
            self._child.wait()
            for stream in (self._child.stdin, self._child.stdout):
                if stream:
                    stream.close()
        self._child = None
