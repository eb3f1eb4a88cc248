"""The towns in their real shapes, where the district has put a map beside its data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, rows, theme
from dashboard.language import say

Ring = tuple[tuple[float, float], ...]
Polygon = tuple[Ring, ...]  # the outer ring, then its holes
HEIGHT_PX = 520
NAMED_FROM = 0.1  # of the map's breadth: narrower, and names run into each other
NOTE = "边界按本区地图文件绘制"


@dataclass(frozen=True, eq=False)
class Outlines:
    """Town → its polygons, projected: x to the east, y to the north in equal units. n_points < n_read: simplified."""

    polygons: Mapping[str, tuple[Polygon, ...]]
    n_points: int
    n_read: int


def town_outlines(frame: pl.DataFrame, value: str, outlines: Outlines) -> go.Figure:
    """Every town as a filled shape, shaded by `value`; a town that the frame leaves out is an empty outline.

    Columns: town, `value`. What has no shape (未填报, a town that the map lacks) is named in the caption, so nothing is
    lost. No tiles and no request: polygons are traces of their own. customdata of a shape: town.
    """
    alt = say("各街镇{value}地图", value=text.noun(value))
    values = dict(frame.select("town", value).iter_rows())
    if not values:
        return theme.empty(alt)
    drawn = {town: rows.drawn(value, each) or 0.0 for town, each in values.items()}
    highest = max((drawn[town] for town in outlines.polygons if town in drawn), default=0.0) or 1.0
    shapes = [
        shape(town, polygons, values.get(town), drawn[town] / highest if town in drawn else None, value)
        for town, polygons in outlines.polygons.items()
    ]
    whole = breadth([ring for polygons in outlines.polygons.values() for polygon in polygons for ring in polygon])
    named = [
        town
        for town, polygons in outlines.polygons.items()
        if town in values and breadth([largest(polygons)]) >= NAMED_FROM * whole
    ]
    spots = [middle(outlines.polygons[town]) for town in named]
    names = go.Scatter(
        x=[x for x, _ in spots],
        y=[y for _, y in spots],
        mode="text",
        text=[f"{theme.plain(town)}<br><b>{text.amount(value, values[town])}</b>" for town in named],
        textfont={"size": 11, "color": [palette.on(palette.shade(drawn[town] / highest)) for town in named]},
        hoverinfo="skip",
        showlegend=False,
    )
    hidden = {"visible": False, "fixedrange": True, "constrain": "domain"}
    off = [
        f"{theme.plain(town)} {text.amount(value, each)}"
        for town, each in values.items()
        if town not in outlines.polygons
    ]
    small = say("；窄小的街镇不标名，指向可看") if len(named) < len(values) - len(off) else ""
    note = say("{note}（{n_points} 个点）{small}", note=NOTE, n_points=text.count(outlines.n_points), small=small) + (
        say(
            "<br>未上图：{off}",
            off=say("；").join(off),
        )
        if off
        else ""
    )
    return theme.figure(
        [*shapes, names],
        alt=alt,
        height=HEIGHT_PX,
        margin={"b": 44},
        xaxis=hidden,
        yaxis=hidden | {"scaleanchor": "x", "scaleratio": 1},
        annotations=[
            {"text": note, "x": 0.5, "y": 0, "xref": "paper", "yref": "paper", "yanchor": "top"}
            | {"yshift": -4, "showarrow": False, "font": theme.SMALL}
        ],
        showlegend=False,
    )


def shape(
    town: str, polygons: tuple[Polygon, ...], value: Any, share: float | None, column: str
) -> go.Scatter:
    """One town: its rings one after the other, holes the other way round, so that the fill leaves them out."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for polygon in polygons:
        for place, ring in enumerate(polygon):
            turned = ring if (area(ring) > 0) == (place == 0) else ring[::-1]
            xs += [*(x for x, _ in turned), turned[0][0], None]
            ys += [*(y for _, y in turned), turned[0][1], None]
    said = "" if share is None else say("：{column}", column=text.amount(column, value))
    return go.Scatter(
        x=xs[:-1],
        y=ys[:-1],
        mode="lines",
        fill="toself",
        fillcolor=palette.TRANSPARENT if share is None else palette.shade(share),
        line={"color": palette.GREY, "width": 1},
        hoveron="fills",
        text=f"{theme.plain(town)}{said}",
        hoverinfo="text",
        name=theme.plain(town),
        customdata=[[town]],
        showlegend=False,
    )


def area(ring: Ring) -> float:
    """Signed area: positive where the ring runs against the clock."""
    ends = (*ring[1:], ring[0])
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, ends, strict=True)) / 2


def largest(polygons: tuple[Polygon, ...]) -> Ring:
    """The outer ring of the largest part."""
    return max((polygon[0] for polygon in polygons), key=lambda one: abs(area(one)))


def breadth(rings: list[Ring]) -> float:
    """How far the rings reach from west to east."""
    xs = [x for ring in rings for x, _ in ring]
    return max(xs) - min(xs)


def middle(polygons: tuple[Polygon, ...]) -> tuple[float, float]:
    """Where the name of a town stands: the centre of gravity of its largest part."""
    ring = largest(polygons)
    ends = (*ring[1:], ring[0])
    whole = area(ring)
    if not whole:
        return ring[0]
    cross = [x * v - u * y for (x, y), (u, v) in zip(ring, ends, strict=True)]
    x = sum((a[0] + b[0]) * c for a, b, c in zip(ring, ends, cross, strict=True)) / (6 * whole)
    y = sum((a[1] + b[1]) * c for a, b, c in zip(ring, ends, cross, strict=True)) / (6 * whole)
    return x, y
