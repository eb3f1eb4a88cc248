"""``python -m etl``: load files, say what is loaded, check our own data, write blank forms."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from etl.console import DataOption, HomeOption, JsonOption, print_json, progress, work_with
from etl.errors import LoadError, told
from etl.history_command import at, history
from etl.load import load, policy_tables
from etl.paths import data_root
from etl.paths import home as home_of
from etl.problems import stop_if
from etl.reading_checks import reading_problems
from etl.reply_cli import reply_command
from etl.status import describe, fate_words, fates
from etl.template_command import KindArgument, OutOption, write_templates
from etl.vocabulary import vocabulary
from etl.watch_command import watch

app = typer.Typer(
    pretty_exceptions_enable=False, add_completion=False, no_args_is_help=True,
    help="入库：读取街镇和企业报送的表格，生成数据版本。",
)
app.command("watch")(watch)
app.command("reply")(reply_command)
app.command("history")(history)
app.command("at")(at)


@app.command("load")
def load_command(
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹，可多个")],
    home: HomeOption = None,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="数据日期，默认今天")
    ] = None,
    data: DataOption = None,
    by: Annotated[str, typer.Option("--by", help="交来的人，默认当前用户")] = "",
    as_json: JsonOption = False,
    as_lines: Annotated[bool, typer.Option("--progress", help="每读一个文件写一行 JSON 到标准错误，供程序用")] = False,
) -> None:
    """Load workbooks and publish a new build.

    Example: python -m etl load data/sample --home data/var
    """
    work_with(data)
    if not any(_is_there(path) for path in paths):
        typer.echo(f"路径不存在：{'、'.join(str(path) for path in paths)}", err=True)
        raise typer.Exit(2)
    where = home_of(home)
    day = as_of.date() if as_of else datetime.now(UTC).astimezone().date()
    try:
        with progress(as_lines) as advance:
            report = load(paths, where, day, advance, by)
    except (LoadError, OSError) as error:
        typer.echo(f"入库未完成：{told(error)}", err=True)
        raise typer.Exit(1) from None
    found = describe(where)
    assert found is not None  # load has just published or kept a build
    _, files, totals = found
    _print_report(
        {"build": report.build, "as_of": report.as_of, "content_hash": report.content_hash,
         "changed": report.is_changed, "files": [*files, *report.files], "totals": totals,
         "offered": [{**fate, "words": fate_words(fate)} for fate in fates(report, files)]},
        as_json,
    )
    if all(item["outcome"] == "refused" for item in fates(report, files)):
        typer.echo("本次提交的文件都没有读取，原有数据照常使用", err=True)
        raise typer.Exit(1)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long for the file system, a folder nobody may enter
        return False


def _print_report(report: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(report)
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
        if item["outcome"] == "reply":
            typer.echo(f"{item['file']}：{item['reason']}")
        elif item["outcome"] in {"refused", "ignored"}:
            typer.echo(fate_words(item), err=item["outcome"] == "refused")
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
    work_with(data)
    try:
        tables = policy_tables()
        stop_if("数据读法", reading_problems(data_root(), vocabulary(tables)))
    except LoadError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"政策包与参考数据无误：{len(tables['pack'])} 份文件，{sum(map(len, tables.values()))} 条")


@app.command()
def template(out: OutOption, kind: KindArgument = None, data: DataOption = None) -> None:
    """Write blank application forms (.docx) and blank workbooks (.xlsx).

    Example: python -m etl template --out 空白表
    """
    work_with(data)
    write_templates(lambda: vocabulary(policy_tables()), kind, out)
