"""``python -m dashboard check-map``: does a map's GeoJSON name the towns, before it is put beside the data?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.console import HomeOption, stop
from dashboard.map_file import FILE_NAME, BadMap, read_map
from queries import NoBuild, ask
from queries.warehouse import home_path


def check_map(
    file: Annotated[Path, typer.Argument(help="GeoJSON 文件，街镇名称在 properties.name")], home: HomeOption = None
) -> None:
    """Say which towns a map lacks, names unknown or has twice. Exit code 0: all match, 1: not all, 2: no such file.

    Example: python -m dashboard check-map 街镇.geojson
    """
    if not file.is_file():
        stop(f"找不到文件：{file}", 2)
    try:
        found = read_map(file, dict(ask("town_name_options", home=home).iter_rows()))
    except (NoBuild, BadMap) as error:
        stop(str(error), 1)
    outlines = found.outlines
    kept = f"{outlines.n_points} 个点" if outlines.n_points == outlines.n_read else (
        f"{outlines.n_read} 个点，绘制时简化为 {outlines.n_points} 个"
    )
    typer.echo(f"对上 {len(outlines.polygons)} 个街镇，{kept}")
    if problems := found.problems():
        stop("\n".join(problems), 1)
    typer.echo(f"可以使用：复制为 {home_path(home) / FILE_NAME}，刷新「街镇」页即可")
