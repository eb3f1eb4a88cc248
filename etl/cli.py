"""``python -m etl``: load files, say what is loaded, check our own data."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from etl.errors import LoadError
from etl.load import Progressing, load, policy_tables
from etl.paths import data_root
from etl.paths import home as home_of
from etl.problems import stop_if
from etl.reading_checks import reading_problems
from etl.status import describe
from etl.vocabulary import vocabulary

app = typer.Typer(
    pretty_exceptions_enable=False, add_completion=False, no_args_is_help=True,
    help="入库：读取街镇和企业报送的表格，生成数据版本。",
)
HomeOption = Annotated[Path | None, typer.Option("--home", help="数据目录，默认 ZHIZAO_HOME 或 data/var")]
DataOption = Annotated[
    Path | None, typer.Option("--data", help="规则包、目录、街镇等的文件夹，默认 ZHIZAO_DATA 或 data；另一个区用自己的")
]
JsonOption = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]


@app.command("load")
def load_command(
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹，可多个")],
    home: HomeOption = None,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="数据日期，默认今天")
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load workbooks and publish a new build.

    Example: python -m etl load data/sample --home data/var
    """
    _work_with(data)
    if not any(_is_there(path) for path in paths):
        typer.echo(f"路径不存在：{'、'.join(str(path) for path in paths)}", err=True)
        raise typer.Exit(2)
    where = home_of(home)
    day = as_of.date() if as_of else datetime.now(UTC).astimezone().date()
    try:
        with _progress() as progress:
            report = load(paths, where, day, progress)
    except (LoadError, OSError) as error:
        typer.echo(f"入库未完成：{error}", err=True)
        raise typer.Exit(1) from None
    found = describe(where)
    assert found is not None  # load has just published or kept a build
    _, files, totals = found
    _print_report(
        {"build": report.build, "as_of": report.as_of, "content_hash": report.content_hash,
         "changed": report.is_changed, "files": [*files, *report.files], "totals": totals},
        as_json,
    )
    fate = {item["file"]: item["outcome"] for item in [*files, *report.files]}
    if all(fate.get(name) == "refused" for name in report.offered):
        typer.echo("本次提交的文件都没有读取，原有数据照常使用", err=True)
        raise typer.Exit(1)


def _work_with(data: Path | None) -> None:
    """Let this process and the parsing child read the district's data from ``data``."""
    if data is not None:
        os.environ["ZHIZAO_DATA"] = str(data)
    if not data_root().is_dir():
        typer.echo(f"路径不存在：{data_root()}", err=True)
        raise typer.Exit(2)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long for the file system, a folder nobody may enter
        return False


@contextmanager
def _progress() -> Iterator[Progressing]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda name, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("读取", total=None)

        def advance(name: str, total: int) -> None:
            bar.update(task, description=f"读取 {name}", total=total, advance=1)

        yield advance


def _print_report(report: dict[str, Any], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    if report.get("changed") is False:
        typer.echo("没有变化：这些内容已经在库中，数据版本不变")
    typer.echo(f"数据版本 {report['build']}，数据日期 {report['as_of']}")
    totals = report["totals"]
    typer.echo(
        f"读取 {totals['n_read']} 行 = 入库 {totals['n_accepted']} + 隔离 {totals['n_quarantined']}"
        f" + 跳过 {totals['n_skipped']}"
    )
    for item in report["files"]:
        if item["outcome"] in {"refused", "ignored"}:
            word = "未读取" if item["outcome"] == "refused" else "忽略"
            typer.echo(f"{word} {item['file']}：{item['reason']}", err=item["outcome"] == "refused")
    if totals["n_quarantined"]:
        typer.echo("隔离的行不计入数字，逐格说明：python -m queries finding_list --param severity=error")


@app.command()
def status(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Say which build is in service and what became of every file.

    Example: python -m etl status --json
    """
    where = home_of(home)
    found = describe(where)
    if found is None:
        typer.echo(f"{where.path} 里还没有数据，请先运行：python -m etl load 文件夹", err=True)
        raise typer.Exit(1)
    build, files, totals = found
    report = {"build": build.build, "as_of": build.as_of, "content_hash": build.content_hash,
              "files": files, "totals": totals}
    if not as_json:
        for item in files:
            typer.echo(
                f"{item['outcome']:<13}{item['n_accepted']:>7} 入库 {item['n_quarantined']:>4} 隔离  {item['file']}"
            )
    _print_report(report, as_json)


@app.command()
def check(data: DataOption = None) -> None:
    """Check data/ (policy packs, catalogues, reference, cards, readings) and print every problem with file and key.

    Example: python -m etl check --data other/data
    """
    _work_with(data)
    try:
        tables = policy_tables()
        stop_if("数据读法", reading_problems(data_root(), vocabulary(tables)))
    except LoadError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"政策包与参考数据无误：{len(tables['pack'])} 份文件，{sum(map(len, tables.values()))} 条")

