"""``python -m dashboard journal``: what the record of decisions holds, whether it is whole, a copy of it."""

from __future__ import annotations

import uuid
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from dashboard import text
from dashboard.console import HomeOption
from dashboard.contacts_cli import ByOption, plainly
from dashboard.decisions import journal
from dashboard.journal.copies import BadCopy, copied, copy_faults, stamp_words
from dashboard.journal.typed import check_reason, person, visible

record = typer.Typer(no_args_is_help=True, help="决策记录：查看、核验、导出副本。")


@record.command()
def status(home: HomeOption = None) -> None:
    """Say how many decisions there are, per call and track, and the last one.

    Example: python -m dashboard journal status
    """
    with plainly():
        entries = journal(home).entries()
    typer.echo(f"决策记录 {len(entries)} 条")
    for book, n in sorted(Counter(entry.book for entry in entries).items()):
        typer.echo(f"  {book}：{n} 条")
    if entries:
        last = entries[-1]
        typer.echo(f"最后一条：第 {last.seq} 条，{last.at}（UTC），{last.actor}，校验值 {last.hash}")


@record.command()
def verify(
    home: HomeOption = None,
    against: Annotated[
        Path | None, typer.Option("--against", help="早先用 journal export 导出的副本：它的每一条都应还在原位")
    ] = None,
    stamp: Annotated[
        list[str] | None, typer.Option("--stamp", help="表格上印的记录校验值：该条应还在；可多次")
    ] = None,
) -> None:
    """Check the chain and the witness; exit 1 with what is wrong.

    Journal and witness put back together to an earlier day look whole: only a copy or a stamp kept elsewhere shows it.

    Example: python -m dashboard journal verify --against 副本.jsonl
    """
    with plainly():
        store = journal(home)
        entries, faults = store.entries(), store.faults()
        if against:
            faults += copy_faults(_lines(against), entries)
        for digest in stamp or []:
            faults += stamp_words(digest, entries)
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(1)
    typer.echo(f"决策记录 {len(entries)} 条，链条和见证文件一致" + ("，与副本一致" if against else ""))


@record.command()
def export(
    out: Annotated[Path, typer.Option("--out", help="输出文件，.jsonl")], home: HomeOption = None
) -> None:
    """Write all entries as JSON lines; another program can check the chain (dashboard/journal/copies.py says how).

    Example: python -m dashboard journal export --out 副本.jsonl
    """
    with plainly():
        entries = journal(home).entries()
    try:
        out.write_text(copied(entries), encoding="utf-8")
    except OSError as error:
        typer.echo(f"写不了 {out}：{error.strerror}，请检查文件夹和权限", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"已写出 {out}（{text.count(len(entries))} 条）")


@record.command()
def resume(
    by: ByOption, reason: Annotated[str, typer.Option("--reason", help="为何可以继续，如：磁盘损坏，已恢复备份")],
    home: HomeOption = None,
) -> None:
    """Go on after the journal stopped because its witness does not know it; what is wrong is put down for good.

    Example: python -m dashboard journal resume --by "王芳" --reason "磁盘损坏，已恢复 11 月 19 日的备份"
    """
    with plainly():
        check_reason(reason)
        entry = journal(home).resume(person(by), uuid.uuid4().hex, visible(reason))
    typer.echo(f"已记入第 {entry.seq} 条，可以继续写入")
    for fault in entry.body["faults"]:
        typer.echo(f"  {fault}")


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadCopy(f"读不了副本 {path}，应为 journal export 写出的 .jsonl") from error
