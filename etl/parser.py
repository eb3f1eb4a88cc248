"""Parsing in a child process: a file that kills the parser is refused, the next one gets a new child."""

from __future__ import annotations

import json
import selectors
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType

import polars as pl

from etl.errors import FileRefused
from etl.limits import limits
from etl.paths import ROOT
from etl.screen import Container
from etl.workbook import SheetText


class Parser:
    """A parsing child that is started when needed and replaced when it dies. Use as a context manager."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[str] | None = None

    def __enter__(self) -> Parser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def sheets(self, payload: Path, container: Container) -> list[SheetText]:
        """The sheets of a stored, screened file.

        Raises FileRefused where the child refuses the file, dies of it or takes longer than the limit.
        """
        with tempfile.TemporaryDirectory(prefix="zhizao-") as out:
            answer = self._ask({"payload": str(payload), "container": container, "out": out})
            if refused := answer.get("refused"):
                raise FileRefused(*refused)
            return [
                SheetText(
                    name=sheet["name"], is_hidden=sheet["is_hidden"],
                    frame=pl.read_ipc(sheet["frame"]),
                    flags=sheet["flags"], n_hidden_rows=sheet["n_hidden_rows"],
                )
                for sheet in answer["sheets"]
            ]

    def _ask(self, request: dict[str, str]) -> dict[str, list]:  # type: ignore[type-arg]  # free-form JSON
        child = self._child or self._start()
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(json.dumps(request) + "\n")
            child.stdin.flush()
            with selectors.DefaultSelector() as waiting:
                waiting.register(child.stdout, selectors.EVENT_READ)
                line = child.stdout.readline() if waiting.select(limits().parse_seconds * 2) else ""
        except BrokenPipeError:
            line = ""
        if not line:
            self._stop()
            raise FileRefused(
                "parser_died", "读取时超出内存或时间上限，已中止", "请删去多余的格式与空白区域，或拆分后重新提交"
            )
        answer: dict[str, list] = json.loads(line)  # type: ignore[type-arg]  # free-form JSON
        return answer

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
