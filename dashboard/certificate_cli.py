"""``export certificate`` and ``check-certificate`` of ``python -m dashboard``: the proof of a list, and its check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.console import HomeOption, check_output, stop, write_file
from queries import NoBuild, warehouse

if TYPE_CHECKING:  # what makes a choice takes seconds to import; --help need not wait for it
    from dashboard.choice import Choice

CallOption = Annotated[str, typer.Option("--call", help="申报批次，如 national-2023")]
TrackOption = Annotated[str, typer.Option("--track", help="申报类型，如 scene 优秀场景、factory 示范工厂")]


def certificate(
    call: CallOption,
    track: TrackOption,
    out: Annotated[Path, typer.Option("--out", help="输出文件，.json")],
    home: HomeOption = None,
) -> None:
    """Write the certificate of the list that the rules choose on the current build.

    Example: python -m dashboard export certificate --call national-2023 --track scene --out 证书.json
    """
    from dashboard.certificate_file import certificate_bytes

    check_output(out, (".json",))
    write_file(out, certificate_bytes(_choice(home, call, track)))


def check_certificate(
    file: Annotated[Path, typer.Argument(help="名单证书（.json）")],
    call: CallOption,
    track: TrackOption,
    home: HomeOption = None,
) -> None:
    """Reckon every claim of a certificate again from the current build, without the solver; one line per fault.

    Example: python -m dashboard check-certificate 证书.json --call national-2023 --track scene
    """
    from dashboard.certificate_file import certificate_faults

    if not file.is_file():
        stop(f"没有这个文件：{file}", 2)
    faults = certificate_faults(file.read_bytes(), _choice(home, call, track))
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(1)
    typer.echo(f"{file.name}：逐项重算，全部属实")


def _choice(home: Path | None, call: str, track: str) -> Choice:
    from dashboard.choice import choice

    try:
        return choice(warehouse(home), call, track)
    except (NoBuild, ValueError, RuntimeError) as error:
        stop(str(error), 1)
