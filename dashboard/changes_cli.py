"""``python -m dashboard changes``: what changed between two builds, on the console and as a file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from dashboard.console import HomeOption, check_output, stop, write_file
from dashboard.past_build import BUILD
from queries import NoBuild, Warehouse, earlier, warehouse
from queries.two_builds import Unlike, two_builds


def changes(
    before: Annotated[str, typer.Argument(help="前一版的编号；不写则取现用版本之前的一版")] = "",
    after: Annotated[str, typer.Argument(help="后一版的编号；不写则取现用版本")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="逐行变化写到哪个 .xlsx 或 .csv 文件")] = None,
    home: HomeOption = None,
) -> None:
    """Say what changed between two builds, kind by kind, and write every changed row to a file.

    Example: python -m dashboard changes --out 变化.xlsx
    """
    if out is not None:
        check_output(out, (".xlsx", ".csv"))
    from dashboard.changed_rows import balance, changed_kinds, changed_lines
    from dashboard.columns import WORDS
    from dashboard.exports.table import table_csv, table_workbook
    from dashboard.headings import HEADINGS
    from dashboard.page import Page
    from dashboard.shown import shown_frame

    try:
        newer = _build(home, after) if after else warehouse(home)
        older = _build(home, before) if before else earlier(newer)
        if older is None:
            stop(f"{newer.build} 之前没有留存的版本，请写明两个版本；全部版本：python -m etl history", 1)
        found = two_builds(older, newer)
    except (NoBuild, Unlike) as error:
        stop(str(error), 1)
    typer.echo(f"从 {older.build}（数据日期 {older.as_of}）到 {newer.build}（数据日期 {newer.as_of}）")
    for row in changed_kinds(found).iter_rows(named=True):
        if row["n_came"] or row["n_gone"] or row["n_changed"]:
            yuan = f"，金额增减 {row['change_yuan']:+,.2f} 元" if row["change_yuan"] else ""
            typer.echo(
                f"{WORDS['kind'][row['kind']]}：原有 {row['n_before']} + 新增 {row['n_came']} − 减少 {row['n_gone']}"
                f" = 现有 {row['n_after']}，改动 {row['n_changed']}{yuan}"
            )
    typer.echo(balance(found))
    if out is None:
        return
    shown = shown_frame(newer, changed_lines(found)).frame
    headings = {name: HEADINGS[name] for name in shown.columns}
    title = f"{older.build} 到 {newer.build} 的变化"
    try:
        if out.suffix == ".csv":
            payload = table_csv(shown, headings)
        else:
            payload = table_workbook(shown, headings, Page(newer, {}, title).stamp(title), title)
    except ValueError as error:
        stop(str(error), 1)
    write_file(out, payload)


def _build(home: Path | None, name: str) -> Warehouse:
    """The build of that id. Raises NoBuild with what to do where it is not there."""
    if BUILD.fullmatch(name):
        found = None
        with suppress(NoBuild):
            found = warehouse(home, name)
        if found and found.path.is_file():
            return found
    raise NoBuild(f"没有留存数据版本 {name}；重做：python -m etl at {name}，全部版本：python -m etl history")
