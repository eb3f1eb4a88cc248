"""Recognitions over the years."""

from collections.abc import Iterable
from itertools import cycle

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, theme


def award_trend(frame: pl.DataFrame) -> go.Figure:
    """Awards per year, stacked by tier from the foot of the ladder upwards.

    Columns: year, tier, n_awards; optionally rank, which places the tiers (those without one on top, in
    grey), for a tier may first appear in a later year. Otherwise all is as the frame first names it. A
    year without any award needs its zero rows, or it is not on the axis. customdata of a bar: year, tier.
    """
    alt = "各年度认定数堆叠柱状图，按认定档次"
    if frame.is_empty():
        return theme.empty(alt)
    entries = list(frame.iter_rows(named=True))
    years = list(dict.fromkeys(entry["year"] for entry in entries))
    ranks = {entry["tier"]: entry.get("rank", 0) for entry in entries}
    tiers = sorted(ranks, key=lambda tier: (ranks[tier] is None, ranks[tier] or 0))
    colors = tier_colors(ranks[tier] is not None for tier in tiers)
    at = {(entry["year"], entry["tier"]): entry["n_awards"] for entry in entries}
    names = [text.MISSING if year is None else f"{year}年" for year in years]
    traces = []
    for tier, color in zip(tiers, colors, strict=True):
        counts = [at.get((year, tier)) for year in years]
        traces.append(
            go.Bar(
                x=list(range(len(years))),
                y=counts,
                name=theme.plain(tier),
                marker={"color": color, "line": {"width": 0}},
                text=[text.count(n) if n else "" for n in counts],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"size": palette.SMALL_PX, "color": palette.on(color)},
                customdata=[[year, tier] for year in years],
                hovertext=[
                    f"{name} {theme.plain(tier)}：{text.count(n)} 项"
                    for name, n in zip(names, counts, strict=True)
                ],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    return theme.figure(
        traces,
        alt=alt,
        height=420,
        barmode="stack",
        bargap=0.3,
        # A label that doesn't fit shrinks to a dot; the hover has it.
        uniformtext={"mode": "hide", "minsize": 10},
        xaxis={
            "tickmode": "array",
            "tickvals": list(range(len(years))),
            "ticktext": names,
            "tickfont": theme.SMALL,
            "tickangle": 0,
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
        },
        yaxis={
            "title": {"text": text.heading("n_awards"), "font": theme.SMALL},
            "tickformat": ",~f",
            "tickfont": theme.SMALL,
            "rangemode": "tozero",
            "automargin": True,
            "fixedrange": True,
            "gridcolor": palette.RULE,
        },
        legend_traceorder="normal",
    )


def tier_colors(have_rank: Iterable[bool]) -> list[str]:
    """A step of the ladder's palette for each tier with a rank, a grey for each title without."""
    steps, greys = cycle(palette.STEPS), cycle(palette.BESIDE)
    return [next(steps if has else greys) for has in have_rank]
