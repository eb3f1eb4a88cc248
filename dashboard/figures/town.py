"""Towns beside each other: a ranking and a schematic tile map."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, rows, theme
from dashboard.language import say


def town_ranking(frame: pl.DataFrame, value: str) -> go.Figure:
    """One bar per town for the column `value`, in the order of the frame; 未填报 in grey.

    Columns: town and `value`, one of n_enterprises, n_projects, n_awards, invested_yuan, paid_yuan (drawn
    in 万元). customdata of a bar: town (None for 未填报).
    """
    is_money = value.endswith("_yuan")
    title = text.heading(value, say("万元")) if is_money else text.heading(value)
    alt = say("各街镇{title}条形图", title=title)
    if frame.is_empty():
        return theme.empty(alt)
    towns = frame.get_column("town").to_list()
    values = frame.get_column(value).to_list()
    labels = [text.amount(value, each, say("万元")) for each in values]
    bars = rows.bars(
        [rows.drawn(value, each) for each in values],
        name=title,
        color=[palette.GREY if text.label(town) == text.MISSING else palette.BLUE for town in towns],
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
    alt = say("各街镇{value}方格图（{tile_note}）", value=text.noun(value), tile_note=text.TILE_NOTE)
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
    heat = go.Heatmap(
        z=shades,
        zmin=0,
        zmax=max((shade for row in shades for shade in row if shade), default=1),
        colorscale=[palette.NOTHING, *palette.SEQUENCE],
        showscale=False,
        text=words,
        texttemplate="%{text}",
        textfont={"size": 11},  # 香花桥街道 in a sixth of a phone
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
    caption = text.TILE_NOTE + (say("<br>未上图：{unplaced}", unplaced=say('；').join(unplaced)) if unplaced else "")
    return theme.figure(
        [heat],
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
    return f"{theme.plain(tile['town'])}<br><b>{text.amount(value, tile[value]).replace(' ', '<br>')}</b>"
