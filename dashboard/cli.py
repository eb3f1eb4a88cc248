"""``python -m dashboard``: serve the pages, export the official sheet, check it when it comes back."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from dashboard.brief_cli import brief
from dashboard.certificate_cli import certificate, check_certificate
from dashboard.changes_cli import changes
from dashboard.console import HomeOption
from dashboard.contacts_cli import contacts
from dashboard.export_commands import check_sheet, export
from dashboard.intake import OPEN
from dashboard.journal_cli import record
from dashboard.map_command import check_map
from dashboard.match_cli import match
from queries.warehouse import home_path

LOOPBACK = {"127.0.0.1", "::1", "localhost"}  # addresses that nobody but this machine can reach

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False, no_args_is_help=True, help="看板与导出。")
app.add_typer(export, name="export")
export.command()(brief)
export.command()(certificate)
app.command()(check_certificate)
app.command()(changes)
app.command("check-map")(check_map)
app.command("check-sheet")(check_sheet)
app.add_typer(contacts, name="contacts")
app.add_typer(record, name="journal")
app.add_typer(match, name="match")


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
    upload: Annotated[
        bool | None,
        typer.Option("--upload/--no-upload", help="页面上可否上传报送表；默认只限本机时可以，对内网开放时不可以"),
    ] = None,
) -> None:
    """Serve the dashboard until stopped.

    Example: python -m dashboard serve --port 8501
    """
    from dashboard.server import serve as run

    if upload is None:
        asked = os.environ.get(OPEN, "")
        upload = asked == "1" if asked else address in LOOPBACK
    typer.echo(f"看板地址：http://{address}:{port}")
    run(home_path(home), address, port, public_name, is_upload_open=upload)
