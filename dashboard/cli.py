"""``python -m dashboard``: serve the pages, export the official sheet."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dashboard.map_command import check_map
from queries import NoBuild, warehouse
from queries.warehouse import home_path

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False, no_args_is_help=True, help="看板与导出。")
export = typer.Typer(no_args_is_help=True, help="导出文件。")
app.add_typer(export, name="export")
app.command("check-map")(check_map)
HomeOption = Annotated[Path | None, typer.Option("--home", help="数据目录，默认 ZHIZAO_HOME 或 data/var")]


class TrackName(StrEnum):
    """The two tables of 附件4."""

    scene = "scene"
    factory = "factory"


@app.callback()
def _root() -> None:
    """看板与导出。"""


@app.command()
def serve(
    home: HomeOption = None,
    port: Annotated[int, typer.Option("--port", help="端口")] = 8501,
    address: Annotated[str, typer.Option("--address", help="监听地址，默认只限本机；0.0.0.0 对内网开放")] = "127.0.0.1",
    public_name: Annotated[
        str, typer.Option("--public-name", help="访问者使用的主机名或 IP，对内网开放时填写")
    ] = "localhost",
) -> None:
    """Serve the dashboard until stopped.

    Example: python -m dashboard serve --port 8501
    """
    from dashboard.server import serve as run

    typer.echo(f"看板地址：http://{address}:{port}")
    run(home_path(home), address, port, public_name)


@export.command()
def recommendation(
    call: Annotated[str, typer.Option("--call", help="申报批次，如 national-2023")],
    track: Annotated[TrackName, typer.Option("--track", help="scene 优秀场景 / factory 示范工厂")],
    out: Annotated[Path, typer.Option("--out", help="输出文件，.xlsx 或 .docx")],
    home: HomeOption = None,
) -> None:
    """Write the ranked 推荐汇总表 (附件4) of everything within the quota.

    Example: python -m dashboard export recommendation --call national-2023 --track scene --out 推荐.docx
    """
    from dashboard.official import official_bytes

    if out.suffix not in {".xlsx", ".docx"}:
        _stop(f"输出文件应以 .xlsx 或 .docx 结尾，实际为 {out.name}", 2)
    if not out.resolve().parent.is_dir():
        _stop(f"文件夹不存在：{out.resolve().parent}", 2)
    try:
        payload = official_bytes(warehouse(home), call, track.value, out.suffix)
    except (NoBuild, ValueError) as error:
        _stop(str(error), 1)
    out.write_bytes(payload)
    typer.echo(f"已写出 {out}（{len(payload)} 字节）")


def _stop(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code)
