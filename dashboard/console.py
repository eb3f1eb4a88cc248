"""What the commands of ``python -m dashboard`` share: the home, where a file may go, how they end."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

HomeOption = Annotated[Path | None, typer.Option("--home", help="数据目录，默认 ZHIZAO_HOME 或 data/var")]


def stop(message: str, code: int) -> NoReturn:
    """End the command with a sentence: 1 for the data, 2 for how it was called."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


def check_output(out: Path, suffixes: tuple[str, ...], joined_by: str = " 或 ") -> None:
    """Stop where a file of another kind is asked for, or one in a folder that is not there."""
    if out.suffix not in suffixes:
        stop(f"输出文件应以 {joined_by.join(suffixes)} 结尾，实际为 {out.name}", 2)
    if not out.resolve().parent.is_dir():
        stop(f"文件夹不存在：{out.resolve().parent}", 2)


def write_file(out: Path, payload: bytes) -> None:
    """Write the file and say so, or stop with why it can't be written."""
    try:
        out.write_bytes(payload)
    except OSError as error:
        stop(f"写不出 {out}：{error.strerror}", 2)
    typer.echo(f"已写出 {out}（{len(payload)} 字节）")
