"""The ladder as a flow: where enterprises stood at the end of each year, and how many moved up."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, theme
from dashboard.language import say

SHOWN_YEARS = 3  # ends of years beside each other; more don't fit a phone
GAP = 0.03
FAINT = 0.35


class Place(NamedTuple):
    """A rank at the end of a year; rank 0 stands for those without any recognition yet."""

    year: int
    rank: int


def ladder_flow(frame: pl.DataFrame, ranks: Mapping[int, str] | tuple[tuple[int, str], ...]) -> go.Figure:
    """Enterprises per rank at the end of the last years, and the moves between: a band per move, orange where it rises.

    Columns: year, from_rank (0: none yet), to_rank, n_enterprises; `ranks` names the tiers of a rank (as pairs
    it can be cached). A band has as many
    enterprises as it says; what flows into a rank is what stands there.
    """
    alt = say("近年企业晋档流向图：每年末各档企业数和上一年末所在档次")
    if frame.is_empty():
        return theme.empty(alt)
    names = dict(ranks)
    years = sorted(frame["year"].unique())[-SHOWN_YEARS:]
    moves = [move for move in frame.iter_rows(named=True) if move["year"] in years]
    held: Counter[Place] = Counter()
    for move in moves:
        held[Place(move["year"], move["to_rank"])] += move["n_enterprises"]
        if move["year"] == years[0] or not move["from_rank"]:
            held[Place(move["year"] - 1, move["from_rank"])] += move["n_enterprises"]
    places = sorted(held)
    number = {place: index for index, place in enumerate(places)}
    spots = _spots(held, [years[0] - 1, *years])
    sankey = go.Sankey(
        arrangement="fixed",
        node={
            "label": ["" if place.year == years[-1] else _label(place, held[place]) for place in places],
            "x": [spots[place][0] for place in places],
            "y": [spots[place][1] for place in places],
            "color": [_color(place.rank) for place in places],
            "pad": 6,
            "thickness": 14,
            "line": {"width": 0},
            "hovertemplate": "%{customdata}<extra></extra>",
            "customdata": [_hover(place, held[place], names) for place in places],
        },
        link={
            "source": [number[Place(move["year"] - 1, move["from_rank"])] for move in moves],
            "target": [number[Place(move["year"], move["to_rank"])] for move in moves],
            "value": [move["n_enterprises"] for move in moves],
            "color": [_band(move) for move in moves],
            "customdata": [_move_words(move) for move in moves],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
        textfont={"size": palette.SMALL_PX, "color": palette.INK, "shadow": "none"},
    )
    notes = [_head(year, spots, years) for year in (years[0] - 1, *years)]
    # Plotly puts the last labels to the left of their nodes, over those of the year before.
    notes += [
        _note(_label(place, held[place]), 1, 1 - spots[place][1], xanchor="left", yanchor="middle", xshift=4)
        for place in places
        if place.year == years[-1]
    ]
    return theme.figure([sankey], alt=alt, height=460, margin={"t": 28, "b": 16, "r": 56}, annotations=notes)


def _spots(held: Counter[Place], years: Sequence[int]) -> dict[Place, tuple[float, float]]:
    """Middle of each place: years from left to right, the highest rank on top, those without a rank at the foot."""
    columns = {
        year: sorted((place for place in held if place.year == year), key=lambda one: -one.rank) for year in years
    }
    room = min(1 - GAP * len(column) for column in columns.values())
    scale = room / max(sum(held[place] for place in column) for column in columns.values())
    spots = {}
    for index, (_, column) in enumerate(sorted(columns.items())):
        top = 0.0
        for place in column:
            height = held[place] * scale
            x = min(0.999, max(0.001, index / max(1, len(years) - 1)))
            spots[place] = (x, min(0.999, max(0.001, top + height / 2)))
            top += height + GAP
    return spots


def _head(year: int, spots: dict[Place, tuple[float, float]], years: Sequence[int]) -> dict[str, Any]:
    x = next(spot[0] for place, spot in spots.items() if place.year == year)
    words = say("{year} 至今", year=year) if year == years[-1] else say("{year} 末", year=year)
    return _note(words, x, 1, xanchor="left", yanchor="bottom", yshift=4)


def _note(words: str, x: float, y: float, **place: Any) -> dict[str, Any]:
    at = {"x": x, "y": y, "xref": "paper", "yref": "paper", "showarrow": False, "font": theme.SMALL}
    return at | {"text": words} | place


def _label(place: Place, n: int) -> str:
    return say("{rank}档 {n}", rank=place.rank, n=text.count(n)) if place.rank else say("首次 {n}", n=text.count(n))


def _hover(place: Place, n: int, names: dict[int, str]) -> str:
    if not place.rank:
        return say("{year} 年首次认定的企业：{n} 家", year=place.year + 1, n=text.count(n))
    return say(
        "{year} 年末 第{rank}档（{rank2}）：{n} 家",
        year=place.year, rank=place.rank, rank2=theme.plain(names.get(place.rank, '')), n=text.count(n),
    )


def _move_words(move: dict[str, Any]) -> str:
    n, to = text.count(move["n_enterprises"]), say("第{to_rank}档", to_rank=move['to_rank'])
    if not move["from_rank"]:
        return say("{year} 年首次认定，进入{to}：{n} 家", year=move['year'], to=to, n=n)
    if move["from_rank"] == move["to_rank"]:
        return say("{year} 年留在{to}：{n} 家", year=move['year'], to=to, n=n)
    return say(
        "{year} 年由第{from_rank}档升到{to}：{n} 家",
        year=move['year'], from_rank=move['from_rank'], to=to, n=n,
    )


def _color(rank: int) -> str:
    return palette.STEPS[min(rank, len(palette.STEPS)) - 1] if rank else palette.BESIDE[1]


def _band(move: dict[str, Any]) -> str:
    rises = 0 < move["from_rank"] < move["to_rank"]
    return palette.faint(palette.ACCENT if rises else palette.GREY, 0.6 if rises else FAINT)
