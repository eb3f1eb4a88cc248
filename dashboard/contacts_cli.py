"""``python -m dashboard contacts``: put down who answers for an applicant, see who is missing, forget."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer

from dashboard import text
from dashboard.console import HomeOption, stop
from dashboard.contact_file import MAX_BYTES, Unreadable, contact_lines
from dashboard.contact_match import Enterprise, Fault, matched
from dashboard.decisions import desk, journal
from dashboard.journal.contacts import (
    Contact,
    contacts_of,
    forget_all_contacts,
    forget_contact,
    keep_contacts,
    n_contacts,
)
from dashboard.journal.errors import Refused
from dashboard.journal.typed import person
from queries import NoBuild, Warehouse, warehouse

contacts = typer.Typer(no_args_is_help=True, help="联系人：存在决策库，不进数据库，页面上只显示掩码。")
ByOption = Annotated[str, typer.Option("--by", help="经办人姓名，记入决策记录")]


@contacts.command()
def load(
    file: Annotated[Path, typer.Argument(help="联系人表，.xlsx 或 .csv")], by: ByOption, home: HomeOption = None
) -> None:
    """Put down the contacts of a file: 统一社会信用代码 or 企业名称, 联系人, 手机号.

    Good rows are put down though others are refused; then exit 1. What is there already is not written again.

    Example: python -m dashboard contacts load 联系人.xlsx --by "王芳"
    """
    with plainly():
        person(by)
        found = matched(contact_lines(_payload(file)), _enterprises(warehouse(home)))
        store = journal(home)
        held = contacts_of(store, found.contacts)
        new = {code: contact for code, contact in found.contacts.items() if held.get(code) != contact}
        if new:
            keep_contacts(store, by, uuid.uuid4().hex, new)
    n_same = len(found.contacts) - len(new)
    n_replaced = len(set(new) & set(held))
    typer.echo(
        f"录入 {len(new)} 家（其中更换 {n_replaced} 家），未变 {n_same} 家，{len(found.faults)} 行未录入"
    )
    for fault in found.faults:
        typer.echo(_words(file, fault), err=True)
    if found.faults:
        raise typer.Exit(1)


@contacts.command()
def status(home: HomeOption = None) -> None:
    """Say how many applicants have a contact, per call and track, and list the current list's, masked.

    Example: python -m dashboard contacts status
    """
    with plainly():
        here, store = warehouse(home), journal(home)
        typer.echo(f"决策库里有 {n_contacts(store)} 家企业的联系人")
        for one in here.ask("track_options").iter_rows(named=True):
            applied = here.ask("recommendation_list", call=one["call"], track=one["track"])
            _say_track(here, home, one, applied, contacts_of(store, set(applied["credit_code"])))


@contacts.command()
def forget(
    by: ByOption,
    credit_code: Annotated[str, typer.Option("--credit-code", help="统一社会信用代码")] = "",
    everyone: Annotated[bool, typer.Option("--all", help="删除全部联系人")] = False,
    reason: Annotated[str, typer.Option("--reason", help="原因，删除全部时必填")] = "",
    home: HomeOption = None,
) -> None:
    """Erase the contact of one enterprise, or all of them.

    Example: python -m dashboard contacts forget --credit-code 91310118XX00000196 --by "王芳"
    """
    if bool(credit_code) == everyone:
        stop("请写明 --credit-code 或 --all，二者选一", 2)
    with plainly():
        store = journal(home)
        credit_code = credit_code.strip().upper()
        if everyone:
            forget_all_contacts(store, by, uuid.uuid4().hex, reason)
            typer.echo("已删除全部联系人")
        elif contacts_of(store, [credit_code]):
            forget_contact(store, by, uuid.uuid4().hex, credit_code, reason)
            typer.echo(f"已删除 {credit_code} 的联系人")
        else:
            typer.echo(f"{credit_code} 没有联系人，无需删除", err=True)
            raise typer.Exit(1)
        if store.is_server:
            typer.echo(
                "提示：PostgreSQL 表里的旧数据到下一次 VACUUM 才会抹去，WAL 归档和备份里的要等它们过期；"
                "需要时请管理员运行 VACUUM FULL contact"
            )


@contextmanager
def plainly() -> Iterator[None]:
    """Sentences instead of tracebacks, exit 1."""
    try:
        yield
    except (Unreadable, Refused, NoBuild) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


def _payload(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise Unreadable(
                f"{file.name} 有 {file.stat().st_size / 1e6:.1f} MB，上限 {MAX_BYTES / 1e6:.0f} MB，请只留联系人一张表"
            )
        return file.read_bytes()
    except OSError as error:
        raise Unreadable(f"读不到文件 {file}，请检查路径和权限") from error


def _enterprises(here: Warehouse) -> Iterable[Enterprise]:
    listed = here.ask("enterprise_list").select("credit_code", "enterprise", "former_names")
    return [Enterprise(code, name, former or "") for code, name, former in listed.iter_rows()]


def _words(file: Path, fault: Fault) -> str:
    return f"{file.name} 第 {fault.row} 行 {fault.cell}：现在是「{fault.found}」，应为{fault.expected}"


def _say_track(
    here: Warehouse, home: Path | None, one: dict[str, Any], applied: pl.DataFrame, known: dict[str, Contact]
) -> None:
    n_applied = applied["credit_code"].n_unique()
    typer.echo(f"{one['title']} {text.track(one['track'])}：申报企业 {n_applied} 家，有联系人 {len(known)} 家")
    current = desk(here, one["call"], one["track"], home).read().current
    if current is None:
        return
    held = contacts_of(journal(home), [row.credit_code for row in current.rows])
    typer.echo(f"  名单 {current.id}（{current.state}）：{len(current.rows)} 家，有联系人 {len(held)} 家")
    for row in current.rows:
        shown = held[row.credit_code].masked if row.credit_code in held else None
        typer.echo(f"    {row.enterprise}  " + (f"{shown.name} {shown.phone}" if shown else "缺"))
