"""``python -m etl watch``: take in what is put into an inbox, as long as it runs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from etl.console import DataOption, HomeOption, work_with
from etl.durable import make_folder
from etl.errors import LoadError, told
from etl.inbox import Inbox
from etl.paths import home as home_of
from etl.watch import Watch


def watch(
    inbox: Annotated[Path | None, typer.Argument(help="收件文件夹，默认数据目录下的 inbox")] = None,
    home: HomeOption = None,
    once: Annotated[bool, typer.Option("--once", help="只看一次，读完就结束")] = False,
    settle: Annotated[float, typer.Option("--settle", min=0, help="文件多少秒没有变化才算写完")] = 10,
    interval: Annotated[float, typer.Option("--interval", min=0.1, help="每隔多少秒看一次")] = 5,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="数据日期，默认入库当天")
    ] = None,
    data: DataOption = None,
) -> None:
    """Watch an inbox: load what has settled, publish, move it to 已接收; refused files stay with a .原因.txt beside.

    Example: python -m etl watch --home data/var --settle 10
    """
    work_with(data)
    where = home_of(home)
    folder = (inbox or where.inbox).expanduser().resolve()
    if folder == where.path:
        typer.echo(f"{folder} 是数据目录本身，不能当收件文件夹；请另建一个文件夹", err=True)
        raise typer.Exit(2)
    try:
        if inbox is None:
            make_folder(folder)
        elif not folder.is_dir():
            typer.echo(f"收件文件夹不存在：{folder}", err=True)
            raise typer.Exit(2)
        typer.echo(f"收件文件夹 {folder}，数据目录 {where.path}")
        watching = Watch(where, Inbox(folder, where), settle, interval, as_of.date() if as_of else None, _tell)
        went_through = watching.run(once=once)
    except (LoadError, OSError) as error:
        typer.echo(told(error), err=True)
        raise typer.Exit(1) from None
    if not went_through:
        raise typer.Exit(1)


def _tell(words: str) -> None:
    typer.echo(f"{datetime.now():%Y-%m-%d %H:%M:%S} {words}")
