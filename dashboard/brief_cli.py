"""``python -m dashboard export brief``: the brief as a document, slides or a printed page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.console import HomeOption, check_output, stop
from queries import NoBuild, Warehouse, warehouse
from queries.warehouse import home_path

SUFFIXES = (".docx", ".pptx", ".pdf")


def brief(
    out: Annotated[Path, typer.Option("--out", help="输出文件，.docx、.pptx 或 .pdf")],
    year: Annotated[str, typer.Option("--year", help="年度，如 2025")] = "",
    call: Annotated[str, typer.Option("--call", help="申报批次，如 national-2023")] = "",
    town: Annotated[str, typer.Option("--town", help="街镇")] = "",
    industry: Annotated[str, typer.Option("--industry", help="行业")] = "",
    tier: Annotated[str, typer.Option("--tier", help="类别 / 档次")] = "",
    assume: Annotated[str, typer.Option("--assume", help="按哪份文件推定没有标准的认定，如 qingpu-2022")] = "",
    home: HomeOption = None,
) -> None:
    """Write the brief: figures, recognitions, coverage, money, towns, quota, doubts and what is overdue.

    Example: python -m dashboard export brief --out 简报.docx --town 夏阳街道
    """
    check_output(out, SUFFIXES, "、")
    filters = {"year": year, "call": call, "town": town, "industry": industry, "tier": tier, "assume": assume}
    from dashboard.brief_files import brief_bytes
    from dashboard.brief_pdf import NoPrinter

    try:
        found = warehouse(home_path(home))
        _check(found, filters)
        payload = brief_bytes(found, filters, out.suffix)
        out.write_bytes(payload)
    except (NoBuild, NoPrinter) as error:
        stop(str(error), 1)
    except OSError as error:
        stop(f"写不进 {out}：{error.strerror}", 1)
    typer.echo(f"已写出 {out}（{len(payload)} 字节）")


def _check(found: Warehouse, filters: dict[str, str]) -> None:
    """Stop where a filter has a value that the build does not know: the brief would be empty without a word."""
    options = found.ask("filter_options")
    for name, value in filters.items():
        known = options.filter(filter=name)["value"].to_list()
        if value and value not in known:
            stop(f"--{name} 没有「{value}」，可选 {'、'.join(known) or '（无）'}", 2)
