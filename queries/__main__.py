"""``python -m queries``: list the questions, or print the answer to one."""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from queries.catalogue import questions
from queries.overrides import BadOverride
from queries.warehouse import NoBuild, warehouse


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"


def main(
    name: Annotated[str, typer.Argument(help="问题的名字；不填则列出全部问题")] = "",
    param: Annotated[list[str] | None, typer.Option("--param", help="参数 k=v，可重复；空值表示全部")] = None,
    format: Annotated[Format, typer.Option("--format", help="输出格式")] = Format.table,
    home: Annotated[Path | None, typer.Option("--home", help="数据目录，默认 ZHIZAO_HOME 或 data/var")] = None,
) -> None:
    """Ask a question of the build in service; --param overrides=… asks it as if the documents said otherwise.

    Example: python -m queries scenario_coverage --param catalogue=2025 --format csv

    What if: python -m queries budget_summary --param overrides=tier/qingpu-2022/区级智能工厂/amount_yuan=600000
    """
    if not name:
        _print_list()
        return
    if name not in questions():
        _stop(f"没有名为 {name} 的问题；运行 python -m queries 查看全部", 2)
    pairs = [text.partition("=") for text in param or []]
    known = [*questions()[name].params, "overrides"]
    for key, sign, _ in pairs:
        if not sign or key not in known:
            _stop(f"{name} 没有参数 {key}；可用参数：{'、'.join(known) or '无'}（写作 --param 名=值）", 2)
    for key, _, value in pairs:
        if key == "as_of" and value and not _is_date(value):
            _stop(f"参数 as_of 应为日期，如 2023-08-21，实际为「{value}」", 2)
    params = {key: value for key, _, value in pairs}
    try:
        found = warehouse(home)
        overrides = found.canonical(params.pop("overrides", ""))
        frame = found.ask(name, overrides=overrides, **params)
    except NoBuild as error:
        _stop(str(error), 1)
    except BadOverride as error:
        _stop(f"改动有误：{error}", 2)
    except Exception as error:  # a value that does not fit: one line, no traceback
        _stop(f"无法回答 {name}，请核对参数值：{str(error).splitlines()[0]}", 1)
    if overrides:
        typer.echo(f"推演：以下数字按改动后的条款计算，不是现行政策；数据问题清单不重算。改动：{overrides}", err=True)
    elif any(key == "overrides" for key, _, _ in pairs):
        typer.echo("改动与现行条款相同，以下是今天的数字。", err=True)
    _print(frame, format)


def _stop(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code)


def _is_date(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _print_list() -> None:
    width = max(map(len, questions())) + 2
    for question in questions().values():
        params = "、".join(f"{key}={default}" for key, (default, _) in question.params.items())
        typer.echo(f"{question.name:<{width}}{question.title_zh}" + (f"  [{params}]" if params else ""))
    typer.echo(
        "每个问题都可另加 --param overrides='地址=新值;…' 推演改动条款后的答案；"
        "地址见 python -m queries override_options",
        err=True,
    )


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _print(frame: pl.DataFrame, format: Format) -> None:
    if format is Format.json:
        rows = [{key: _plain(value) for key, value in row.items()} for row in frame.iter_rows(named=True)]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif format is Format.csv:
        sys.stdout.write(frame.write_csv())
    else:
        with pl.Config(
            tbl_rows=-1, tbl_cols=-1, fmt_str_lengths=60, tbl_width_chars=10_000, tbl_hide_dataframe_shape=True,
            tbl_hide_column_data_types=True,
        ):
            typer.echo(str(frame))


if __name__ == "__main__":
    typer.run(main)
