"""Towns beside each other: a ranking and a schematic tile map."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, rows, theme
from dashboard.language import language, say


def town_ranking(frame: pl.DataFrame, value: str) -> go.Figure:
    """One bar per town for the column `value`, in the order of the frame; 未填报 in grey.

    Columns: town and `value`, one of n_enterprises, n_projects, n_awards, invested_yuan, paid_yuan (drawn
    in one unit). customdata of a bar: town (None for 未填报).
    """
    is_money = value.endswith("_yuan")
    unit = rows.unit_of(frame[value]) if is_money else "auto"
    title = text.heading(value, unit) if is_money else text.heading(value)
    alt = say("各街镇{title}条形图", title=title)
    if rows.are_nothing(frame, value):
        return theme.empty(alt)
    towns = frame.get_column("town").to_list()
    values = frame.get_column(value).to_list()
    labels = [text.amount(value, each, unit) for each in values]
    bars = rows.bars(
        [rows.drawn(value, each, unit) for each in values],
        name=title,
        color=[palette.GREY if (town or text.MISSING) == text.MISSING else palette.BLUE for town in towns],
        labels=labels,
        hovers=[
            say("<b>{town}</b><br>{value}：{label}", town=theme.plain(town), value=text.noun(value), label=label)
            for town, label in zip(towns, labels, strict=True)
        ],
        keys=towns,
        width=0.64,
    )
    return theme.figure(
        [bars],
        alt=alt,
        height=rows.height(len(towns)),
        margin={"r": rows.label_margin(labels)},
        xaxis=rows.value_axis(title, ticks=is_money),
        yaxis=rows.row_axis(towns),
        showlegend=False,
    )


def town_tiles(frame: pl.DataFrame, value: str) -> go.Figure:
    """A tile per town, placed roughly as the towns lie and shaded by `value`; labelled as schematic.

    Columns: town, grid_col (from the west), grid_row (from the north), `value`. A row without a place on
    the grid (未填报) is named in the caption, so nothing is lost.
    """
    alt = say("各街镇{value}方格图（{tile_note}）", value=text.noun(value), tile_note=say(text.TILE_NOTE))
    placed = frame.filter(pl.col("grid_col").is_not_null() & pl.col("grid_row").is_not_null())
    if placed.is_empty():
        return theme.empty(alt)
    tiles = list(placed.iter_rows(named=True))
    columns = range(min(tile["grid_col"] for tile in tiles), max(tile["grid_col"] for tile in tiles) + 1)
    lines = range(min(tile["grid_row"] for tile in tiles), max(tile["grid_row"] for tile in tiles) + 1)
    at = {(tile["grid_row"], tile["grid_col"]): tile for tile in tiles}
    cells = [[at.get((line, column)) for column in columns] for line in lines]
    shades = [[rows.drawn(value, cell[value]) if cell else None for cell in row] for row in cells]
    words = [[tile_words(cell, value) if cell else "" for cell in row] for row in cells]
    most = max((shade for row in shades for shade in row if shade), default=1)
    labels = [
        (x, y, words[y][x], palette.shade((shades[y][x] or 0) / most))
        for y, row in enumerate(cells) for x, cell in enumerate(row) if cell
    ]  # fmt: skip
    heat = go.Heatmap(
        z=shades,
        zmin=0,
        zmax=most,
        colorscale=[palette.NOTHING, *palette.SEQUENCE],
        showscale=False,
        xgap=2,
        ygap=2,
        hovertext=words,
        hovertemplate="%{hovertext}<extra></extra>",
        hoverongaps=False,
    )
    hidden = {"visible": False, "fixedrange": True, "constrain": "domain"}
    unplaced = [
        f"{theme.plain(row['town'])} {text.amount(value, row[value])}"
        for row in frame.filter(pl.col("grid_col").is_null() | pl.col("grid_row").is_null()).iter_rows(
            named=True
        )
    ]
    caption = say(text.TILE_NOTE) + (
        say("<br>未上图：{unplaced}", unplaced=say("；").join(unplaced)) if unplaced else ""
    )
    return theme.figure(
        [heat, theme.words_on(labels, size=11)],  # 香花桥街道 in a sixth of a phone
        alt=alt,
        height=len(lines) * 80 + 48,
        margin={"b": 44},
        xaxis=hidden,
        # Tiles stay square at every width: a stretched map would suggest real distances.
        yaxis=hidden | {"autorange": "reversed", "scaleanchor": "x", "scaleratio": 1},
        annotations=[
            {"text": caption, "x": 0.5, "y": 0, "xref": "paper", "yref": "paper", "yanchor": "top"}
            | {"yshift": -4, "showarrow": False, "font": theme.SMALL}
        ],
    )


def tile_words(tile: dict[str, Any], value: str) -> str:
    """The town and its value, the unit on its own line: on a phone a tile is five characters wide."""
    name = theme.plain(tile["town"])
    if language() != "zh":
        name = name.rpartition(" ")[0] or name  # Xiayang Subdistrict: what kind of town it is has no room
    return f"{name}<br><b>{text.amount(value, tile[value]).replace(' ', '<br>')}</b>"
