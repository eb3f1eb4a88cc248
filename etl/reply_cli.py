"""``python -m etl reply``: the workbook that tells a sender what to correct."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from etl.durable import write_bytes
from etl.errors import LoadError
from etl.load import policy_tables
from etl.paths import home as home_of
from etl.publish import current, kept
from etl.reply import LEVEL_WORDS, reply
from etl.reply_book import reply_book
from etl.vocabulary import vocabulary


def reply_command(
    unit: Annotated[str, typer.Argument(help="报送单位：街镇、推荐单位、企业名称或统一社会信用代码")],
    out: Annotated[Path, typer.Option("--out", help="写到哪个 .xlsx 文件")],
    home: Annotated[Path | None, typer.Option("--home", help="数据目录，默认 ZHIZAO_HOME 或 data/var")] = None,
    build: Annotated[str, typer.Option("--build", help="用哪个数据版本，默认现行版本")] = "",
) -> None:
    """Write a workbook with everything a sender has to correct, cell by cell, in its own sheets.

    Example: python -m etl reply 华新镇 --out 华新镇_更正回执.xlsx
    """
    if out.suffix.lower() != ".xlsx":
        typer.echo(f"--out 应为 .xlsx 文件，现为 {out.name}", err=True)
        raise typer.Exit(2)
    where = home_of(home)
    chosen = kept(where, build) if build else current(where)
    if chosen is None:
        what = f"没有数据版本 {build}" if build else f"{where.path} 里还没有数据，请先运行：python -m etl load 文件夹"
        typer.echo(what, err=True)
        raise typer.Exit(1)
    try:
        made = reply(where, chosen, unit, vocabulary(policy_tables()))
        if not made.n_to_correct:
            more = f"（另有 {made.findings.height} 条提示，不必处理）" if made.findings.height else ""
            typer.echo(f"{made.whom.name}：没有要更正或核实的内容{more}，没有写文件")
            return
        write_bytes(out, reply_book(made))
    except LoadError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        typer.echo(f"写不了 {out}：{error.strerror or error}", err=True)
        raise typer.Exit(1) from None
    counts = "，".join(
        f"{word} {made.findings.filter(severity=level).height}" for level, word in LEVEL_WORDS.items()
    )
    typer.echo(f"已写入 {out}：{counts}；{len(made.sheets)} 张表")
    for file, why in sorted(made.left_out.items()):
        typer.echo(f"没有放进回执 {file}：{why}")
    if not made.whom.is_sender:
        typer.echo(f"{made.whom.name} 的行在别的单位报送的文件里，这份只供核对，交回不会入库")
