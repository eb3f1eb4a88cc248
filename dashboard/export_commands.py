"""``python -m dashboard export``: the official sheet, check lists and reasons; ``check-sheet`` for what comes back."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dashboard.console import HomeOption, check_output, stop, write_file
from dashboard.exported_list import NoList, decided_list, list_words, revealed, submission_words
from queries import NoBuild, warehouse

export = typer.Typer(no_args_is_help=True, help="导出文件。")
CallOption = Annotated[str, typer.Option("--call", help="申报批次，如 national-2023")]
ListOption = Annotated[str, typer.Option("--list", help="名单编号；不写则取已提交的，没有则取最近办理的")]
ProjectOption = Annotated[str, typer.Option("--project", help="只写这一个项目的编号")]
DocxOption = Annotated[Path, typer.Option("--out", help="输出文件，.docx")]


class TrackName(StrEnum):
    """The two tables of 附件4."""

    scene = "scene"
    factory = "factory"


TrackOption = Annotated[TrackName, typer.Option("--track", help="scene 优秀场景 / factory 示范工厂")]


@export.command()
def recommendation(
    call: CallOption,
    track: TrackOption,
    out: Annotated[Path, typer.Option("--out", help="输出文件，.xlsx 或 .docx")],
    home: HomeOption = None,
    list_id: ListOption = "",
    at: Annotated[int | None, typer.Option("--version-at", help="名单在第几条决策记录之后的样子")] = None,
    is_ranking: Annotated[bool, typer.Option("--ranking", help="不用名单，导出排序（试排，未经审定）")] = False,
    is_with_contacts: Annotated[
        bool, typer.Option("--with-contacts", help="写入联系人和手机号，须写明用途和经办人")
    ] = False,
    purpose: Annotated[str, typer.Option("--purpose", help="带联系人导出的用途")] = "",
    actor: Annotated[str, typer.Option("--by", help="经办人")] = "",
) -> None:
    """Write 推荐汇总表 (附件4): the decided list, or the ranking within the quota where nothing is decided.

    Example: python -m dashboard export recommendation --call national-2023 --track scene --out 推荐.docx
    """
    check_output(out, (".xlsx", ".docx"))
    if is_ranking and (list_id or at is not None or is_with_contacts):
        stop("--ranking 导出未经审定的排序，不能与 --list、--version-at、--with-contacts 同用", 2)
    if is_with_contacts and not (purpose.strip() and actor.strip()):
        stop("带联系人导出须写明用途和经办人：--purpose \"用途\" --by \"经办人\"", 2)
    try:
        found = None if is_ranking else decided_list(home, call, track.value, list_id, at)
        if found is None:
            _write_ranking(home, call, track, out, is_ranking, is_with_contacts)
            return
        store, listing = found
        if is_with_contacts:
            file = revealed(
                store, listing, call, track.value, out.suffix, purpose=purpose.strip(), actor=actor.strip()
            )
            said = [f"含联系人，已记入决策记录第 {file.seq} 条"]
            said += [f"没有登记联系人，留空：{'、'.join(file.without)}"] if file.without else []
            payload = file.payload
        else:
            from dashboard.list_sheet import list_sheets

            payload = list_sheets(listing, call, track.value)[out.suffix]
            said = [words] if (words := submission_words(listing, out.suffix, payload)) else []
    except (NoBuild, NoList, ValueError) as error:
        stop(str(error), 1)
    typer.echo(list_words(listing))
    write_file(out, payload)
    for words in said:
        typer.echo(words)


@export.command()
def checklists(
    call: CallOption, track: TrackOption, out: DocxOption, home: HomeOption = None, list_id: ListOption = "",
    project_id: ProjectOption = "",
) -> None:
    """Write 申报材料核对单 of a decided list, a page per applicant.

    Example: python -m dashboard export checklists --call national-2023 --track scene --out 核对单.docx
    """
    _write_papers("check_lists", call, track, out, home, list_id, project_id)


@export.command()
def reasons(
    call: CallOption, track: TrackOption, out: DocxOption, home: HomeOption = None, list_id: ListOption = "",
    project_id: ProjectOption = "",
) -> None:
    """Write 推荐理由 of a decided list, a page per project.

    Example: python -m dashboard export reasons --call national-2023 --track scene --out 理由.docx
    """
    _write_papers("reasons", call, track, out, home, list_id, project_id)


def check_sheet(
    file: Annotated[Path, typer.Argument(help="回来的推荐汇总表，.xlsx 或 .docx")],
    home: HomeOption = None,
    list_id: Annotated[str, typer.Option("--list", help="制表说明缺损时，与这份名单对照")] = "",
) -> None:
    """Check a sheet that came back: unchanged (exit 0), or every altered cell and row (exit 1).

    Example: python -m dashboard check-sheet 推荐.docx
    """
    from dashboard.decisions import has_journal, journal
    from dashboard.returned_sheet import checked

    try:
        data = file.read_bytes()
    except OSError:
        stop(f"读不到文件：{file}", 2)
    if not has_journal(home):
        stop("这个数据目录里还没有决策记录，无法核对；请用 --home 指明名单所在的数据目录", 1)
    verdict = checked(file.name, data, journal(home), list_id)
    for sentence in verdict.sentences:
        typer.echo(sentence)
    raise typer.Exit(0 if verdict.is_unchanged else 1)


def _write_ranking(
    home: Path | None, call: str, track: TrackName, out: Path, is_ranking: bool, is_with_contacts: bool
) -> None:
    from dashboard.official import RANKING_MARK, official_bytes

    if is_with_contacts:
        raise NoList(f"{call} {track.value} 还没有名单；联系人只随名单导出，请先在名单页拟定")
    payload = official_bytes(warehouse(home), call, track.value, out.suffix)
    typer.echo(("按排序导出" if is_ranking else "还没有拟定名单，按排序导出") + f"（{RANKING_MARK}）")
    write_file(out, payload)


def _write_papers(
    which: str, call: str, track: TrackName, out: Path, home: Path | None, list_id: str, project_id: str
) -> None:
    from dashboard.applicant_papers import Papers
    from dashboard.pinned_build import BuildGone, pinned_build, service_note

    check_output(out, (".docx",))
    try:
        found = decided_list(home, call, track.value, list_id)
        if found is None:
            raise NoList(f"{call} {track.value} 还没有名单，核对单和理由按名单写，请先在名单页拟定")
        _, listing = found
        note = service_note(home, listing.basis)
        papers = Papers(pinned_build(home, listing.basis), listing, call, track.value, note)
        payload = papers.check_lists(project_id) if which == "check_lists" else papers.reasons(project_id)
    except (NoBuild, NoList, BuildGone, ValueError) as error:
        stop(str(error), 1)
    typer.echo(list_words(listing))
    if note:
        typer.echo(note)
    write_file(out, payload)
