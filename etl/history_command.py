"""``python -m etl history`` and ``python -m etl at``: the builds there were, and one of them again."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from etl.console import DataOption, HomeOption, JsonOption, print_json, progress, work_with
from etl.errors import LoadError, told
from etl.history import Build, publications
from etl.past import Past
from etl.past import at as build_at
from etl.paths import Home
from etl.paths import home as home_of
from etl.publish import current, held_in
from etl.store import deliveries


def history(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Say which builds were ever in service, oldest first, and which of them are kept.

    Example: python -m etl history
    """
    where = home_of(home)
    try:
        record, n_deliveries = publications(where), len(deliveries(where))
    except LoadError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    if not record:
        typer.echo(f"{where.path} 里还没有数据版本，请先运行：python -m etl load 文件夹", err=True)
        raise typer.Exit(1)
    serving = current(where)
    rows = [asdict(one) | {"state": _state(where, one, serving)} for one in record]
    if as_json:
        print_json({"builds": rows, "n_deliveries": n_deliveries})
        return
    before = 0
    for one, row in zip(record, rows, strict=True):
        came = f"，新到 {one.n_deliveries - before} 份" if one.n_deliveries > before else ""
        before = max(before, one.n_deliveries)
        moment = one.published[:16].replace("T", " ") or "时间未记"
        typer.echo(f"{moment}  {one.build}  数据日期 {one.as_of}{came}  {row['state']}")


def at(
    when: Annotated[str, typer.Argument(help="数据版本的编号，或日期（如 2026-11-20）")],
    home: HomeOption = None,
    is_all: Annotated[
        bool, typer.Option("--all", help="只对日期：用现在的全部报送，而不是那一天已收到的")
    ] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
    as_lines: Annotated[bool, typer.Option("--progress", help="每读一个文件写一行 JSON 到标准错误，供程序用")] = False,
) -> None:
    """Make the build of an earlier day or publication again, to look at; the build in service stays.

    Example: python -m etl at 2026-11-01
    """
    work_with(data)
    where = home_of(home)
    try:
        with progress(as_lines) as advance:
            found = build_at(where, when, is_all=is_all, progress=advance)
    except (LoadError, OSError) as error:
        typer.echo(f"没有做成：{told(error)}", err=True)
        raise typer.Exit(1) from None
    if as_json:
        print_json(asdict(found.build) | {"is_made": found.is_made, "is_same": found.is_same})
        return
    typer.echo(words(found))
    typer.echo(f"在看板里看：打开网址后面加 ?at={found.build.build}；现用版本不变")


def words(found: Past) -> str:
    """What became of the wish, in a sentence."""
    build = found.build
    made = "已重做" if found.is_made else "已在库中"
    line = f"数据版本 {build.build}（数据日期 {build.as_of}，{build.n_deliveries} 份报送）{made}"
    if found.wanted is None:
        return line
    if found.is_same:
        return f"{line}，内容与当时的 {found.wanted.build} 一致"
    return (
        f"{line}，内容与当时的 {found.wanted.build} 不同：程序或政策文件在那以后有更新，"
        "这是用现在的程序读当时的报送"
    )


def _state(home: Home, build: Build, serving: Build | None) -> str:
    if serving and serving.build == build.build:
        return "现用"
    if held_in(home.builds, build.build) or held_in(home.past, build.build):
        return "留存"
    return "可重做" if build.is_repeatable else "不能重做"
