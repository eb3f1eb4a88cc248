"""``python -m dashboard match``: which names of published lists wait, who is meant, who ruled so and why."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Annotated

import typer

from dashboard import text, vocabulary
from dashboard.console import HomeOption, stop
from dashboard.contacts_cli import ByOption, plainly
from dashboard.decisions import journal, matches
from dashboard.journal.match_file import fault, write_projection
from dashboard.journal.matches import Matches, Place, for_row
from dashboard.name_cases import NEXT_LOAD, Case, candidates, cases, enterprise_names, ruled
from queries import Warehouse, warehouse

match = typer.Typer(no_args_is_help=True, help="名称核对：公示名单上的企业名称是台账里的哪一家。")
NameArgument = Annotated[str, typer.Argument(help="名单上的名称，照原样写")]
CodeOption = Annotated[str, typer.Option("--code", help="统一社会信用代码")]
ReasonOption = Annotated[str, typer.Option("--reason", help="依据，记入决策记录")]
FileOption = Annotated[str, typer.Option("--file", help="只认定这个文件里的一行，与 --row 同用")]
RowOption = Annotated[int, typer.Option("--row", help="行号，与 --file 同用")]
SeenOption = Annotated[int | None, typer.Option("--seen", help="你看到的是第几次核对；别人抢先了就不写入")]


@match.command("list")
def list_names(
    state: Annotated[
        str, typer.Option("--state", help="waiting 待核对，matched 已对上，outside 不是台账企业，空为全部")
    ] = "waiting",
    home: HomeOption = None,
) -> None:
    """List the names of a state, the nearest enterprise of a waiting one first.

    Example: python -m dashboard match list --state waiting
    """
    if state not in ("", *vocabulary.MATCH_STATES):
        stop(f"--state 应为 {'、'.join(vocabulary.MATCH_STATES)} 之一，实际为 {state}", 2)
    with plainly():
        here = warehouse(home)
        found = cases(here, matches(home), state)
        for case in found:
            typer.echo(_line(case))
        typer.echo(f"共 {len(found)} 个名称，{sum(case.n_listed for case in found)} 行")
        _say_fault(home)


@match.command()
def show(name: NameArgument, home: HomeOption = None) -> None:
    """Show where a name stands, its nearest enterprises with what their scores say, and what was ruled on it.

    Example: python -m dashboard match show "虚构甲公司"
    """
    with plainly():
        here, known = warehouse(home), matches(home)
        for case in _named(here, known, name):
            typer.echo(_line(case))
            for one in candidates(here, case):
                near = f"{one['match_score']:>3} 分 {one['credit_code']} {one['enterprise']}"
                typer.echo(f"    {near}：{one['match_why']}")
        place = _named(here, known, name)[0].place
        for row in here.ask("listed_list", spelling=place.spelling).iter_rows(named=True):
            typer.echo(f"  {row['file']} 第 {row['row']} 行：{row['row_text']}")
        for word in known.history:
            if word.place.spelling == place.spelling:
                where = f"（只限 {word.place.file} 第 {word.place.row} 行）" if word.place.file else ""
                when = f"第 {word.number} 次 {text.moment(word.at)}"
                typer.echo(f"  {when} {word.actor} {word.what}{where}：{word.reason}")


@match.command()
def confirm(
    name: NameArgument, code: CodeOption, by: ByOption, reason: ReasonOption, file: FileOption = "", row: RowOption = 0,
    seen: SeenOption = None, home: HomeOption = None,
) -> None:
    """Rule that a name is an enterprise of the ledger; it holds for this and all later loads.

    Example: python -m dashboard match confirm "虚构甲公司" --code 91310118XX00000196 --by "王芳" --reason "营业执照"
    """
    with plainly():
        here, known = warehouse(home), matches(home)
        place, code = _place(here, known, name, file, row), code.strip().upper()
        enterprise = enterprise_names(here).get(code)
        if enterprise is None:
            stop(f"企业表里没有信用代码 {code}，请核对，或先让所属街镇补报企业表", 1)
        number = known.number(place) if seen is None else seen
        word = ruled(home, lambda desk: desk.confirm(
            by, uuid.uuid4().hex, place, credit_code=code, enterprise=enterprise, seen=number, reason=reason))
    typer.echo(f"「{name}」{word.what}，已记入第 {word.seq} 条，{NEXT_LOAD}")


@match.command()
def reject(
    name: NameArgument, by: ByOption, reason: ReasonOption, file: FileOption = "", row: RowOption = 0,
    seen: SeenOption = None, home: HomeOption = None,
) -> None:
    """Rule that a name is nobody on the ledger, none of the nearest enterprises.

    Example: python -m dashboard match reject "外地某公司" --by "王芳" --reason "注册在外区"
    """
    with plainly():
        here, known = warehouse(home), matches(home)
        place = _place(here, known, name, file, row)
        codes = sorted({one["credit_code"] for case in _named(here, known, name) for one in candidates(here, case)})
        number = known.number(place) if seen is None else seen
        word = ruled(home, lambda desk: desk.reject(
            by, uuid.uuid4().hex, place, codes=codes, seen=number, reason=reason))
    typer.echo(f"「{name}」{word.what}，已记入第 {word.seq} 条，{NEXT_LOAD}")


@match.command()
def split(
    name: NameArgument, code: CodeOption, by: ByOption, reason: ReasonOption, file: FileOption = "", row: RowOption = 0,
    seen: SeenOption = None, home: HomeOption = None,
) -> None:
    """Rule that a name is not the enterprise it is attached to; it waits again.

    Example: python -m dashboard match split "虚构甲公司" --code 91310118XX00000196 --by "王芳" --reason "同名不同企业"
    """
    with plainly():
        here, known = warehouse(home), matches(home)
        place, code = _place(here, known, name, file, row), code.strip().upper()
        number = known.number(place) if seen is None else seen
        word = ruled(home, lambda desk: desk.split(
            by, uuid.uuid4().hex, place, credit_code=code, seen=number, reason=reason))
    typer.echo(f"「{name}」已与 {code} 拆开，已记入第 {word.seq} 条，{NEXT_LOAD}")


@match.command()
def rebuild(home: HomeOption = None) -> None:
    """Make decisions/matches.json again from the journal alone.

    Example: python -m dashboard match rebuild
    """
    with plainly():
        store = journal(home)
        wrong, path = fault(store), write_projection(store)
    typer.echo(f"{wrong}，已由决策记录重新生成" if wrong and path else "核对结果文件与决策记录一致，无需重新生成")


def _named(here: Warehouse, known: Matches, name: str) -> list[Case]:
    found = [case for case in cases(here, known) if name in (case.place.name, case.place.spelling)]
    if not found:
        names = here.ask("listed_list").filter(listed_name=name)["spelling"].to_list()
        found = [case for case in cases(here, known) if case.place.spelling in names]
    if not found:
        stop(f"公示名单上没有「{name}」这个名称，请照原样写；全部名称：python -m dashboard match list --state \"\"", 1)
    return found


def _place(here: Warehouse, known: Matches, name: str, file: str, row: int) -> Place:
    place = _named(here, known, name)[0].place
    if bool(file) != bool(row):
        stop("--file 和 --row 要一起写", 2)
    if not file:
        return place
    rows = here.ask("listed_list", spelling=place.spelling).filter(file=file, row=row)
    if rows.is_empty():
        stop(f"{file} 第 {row} 行不是「{name}」", 1)
    return for_row(place, file, row, str(rows["row_text"][0]))


def _line(case: Case) -> str:
    money = f"，{text.money(case.listed_yuan)}" if case.listed_yuan else ""
    state = vocabulary.MATCH_STATES[case.state]
    near = f"；最接近 {case.nearest}（{case.score} 分）" if case.nearest else ""
    to = f"→ {case.enterprise}（{vocabulary.MATCH_RULES[case.match_rule]}）" if case.enterprise else ""
    why = f"：{case.why}" if case.why else ""
    since = f"【{case.ruled}】" if case.ruled else ""
    return f"{state} {case.place.name}{to}{why}（{case.n_listed} 行{money}）{near}{since}"


def _say_fault(home: Path | None) -> None:
    if matches(home).seq and (wrong := fault(journal(home))):
        typer.echo(f"{wrong}，请运行 python -m dashboard match rebuild", err=True)
