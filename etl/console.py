"""What the commands of ``python -m etl`` share: their options, the data they read, how they show progress."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from etl.load import Progressing
from etl.paths import data_root

HomeOption = Annotated[Path | None, typer.Option("--home", help="数据目录，默认 ZHIZAO_HOME 或 data/var")]
DataOption = Annotated[
    Path | None, typer.Option("--data", help="规则包、目录、街镇等的文件夹，默认 ZHIZAO_DATA 或 data；另一个区用自己的")
]
JsonOption = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]


def work_with(data: Path | None) -> None:
    """Let this process and the parsing child read the district's data from ``data``."""
    if data is not None:
        os.environ["ZHIZAO_DATA"] = str(data)
    if not data_root().is_dir():
        typer.echo(f"路径不存在：{data_root()}", err=True)
        raise typer.Exit(2)


def print_json(report: object) -> None:
    """Print a report for a program to read."""
    typer.echo(json.dumps(report, ensure_ascii=False, indent=1))


@contextmanager
def progress(as_lines: bool) -> Iterator[Progressing]:
    """A progress bar on a terminal; a line of JSON per file for a program that asks; nothing elsewhere."""
    if as_lines:
        yield _in_lines()
        return
    if not sys.stderr.isatty():
        yield lambda name, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("读取", total=None)

        def advance(name: str, total: int) -> None:
            bar.update(task, description=f"读取 {name}", total=total, advance=1)

        yield advance


def _in_lines() -> Progressing:
    done = 0

    def tell(name: str, total: int) -> None:
        nonlocal done
        done += 1
        typer.echo(json.dumps({"reading": name, "number": done, "total": total}, ensure_ascii=False), err=True)

    return tell
