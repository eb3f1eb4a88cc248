"""Recognitions, applications and payments over the years."""

from collections.abc import Iterable
from itertools import cycle
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, rows, theme
from dashboard.language import say

SHOWN_YEARS = 5  # more, and the words under the columns run into each other on a phone


def award_trend(frame: pl.DataFrame, as_of: str = "") -> go.Figure:
    """Awards per year, stacked by tier from the foot of the ladder upwards; the year of `as_of` says how far it goes.

    Columns: year, tier, n_awards; optionally rank, which places the tiers (those without one on top, in
    grey), for a tier may first appear in a later year. Otherwise all is as the frame first names it. A
    year without any award needs its zero rows, or it is not on the axis. customdata of a bar: year, tier.
    """
    alt = say("各年度认定数堆叠柱状图，按认定档次")
    if frame.is_empty():
        return theme.empty(alt)
    entries = list(frame.iter_rows(named=True))
    years = list(dict.fromkeys(entry["year"] for entry in entries))
    if as_of and int(as_of[:4]) not in years:
        years.append(int(as_of[:4]))
    ranks = {entry["tier"]: entry.get("rank", 0) for entry in entries}
    tiers = sorted(ranks, key=lambda tier: (ranks[tier] is None, ranks[tier] or 0))
    colors = tier_colors(ranks[tier] is not None for tier in tiers)
    at = {(entry["year"], entry["tier"]): entry["n_awards"] for entry in entries}
    names = [text.MISSING if year is None else say("{year}年", year=year) for year in years]
    ticks = [f"{name}<br>{text.until_day(as_of)}" if as_of[:4] == name[:4] else name for name in names]
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
                    say("{name} {tier}：{n} 项", name=name, tier=theme.plain(tier), n=text.count(n))
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
        xaxis=year_axis(ticks),
        yaxis=count_axis(text.heading("n_awards")),
        legend_traceorder="normal",
    )


def year_columns(frame: pl.DataFrame, value: str, by_day: str, as_of: str) -> go.Figure:
    """A column for each of the last years with the change to the year before; the unfinished one says its last day.

    Columns: year, is_running, `value` and `by_day`, the same up to the day of the year of `as_of`: the unfinished year
    is compared with the same days of the year before, every other one with the whole year. Money is drawn in 万元.
    customdata of a bar: year.
    """
    is_money = value.endswith("_yuan")
    title = text.heading(value, say("万元")) if is_money else text.heading(value)
    alt = say(
        "近年{title}柱状图，标同比，{words} 年{as_of}",
        title=title, words=as_of[:4], as_of=text.until_day(as_of),
    )
    every = list(frame.iter_rows(named=True))
    years = every[-SHOWN_YEARS:]
    if not any(year[value] for year in years):
        return theme.empty(alt)
    befores: list[dict[str, Any]] = [{}, *every[:-1]][-SHOWN_YEARS:]
    changes = [
        text.year_on_year(value, year[value], before.get(by_day if year["is_running"] else value))
        for year, before in zip(years, befores, strict=True)
    ]
    labels = [text.amount(value, year[value], say("万元")) for year in years]
    bars = go.Bar(
        x=list(range(len(years))),
        y=[rows.drawn(value, year[value]) for year in years],
        marker={"color": [palette.STEPS[0] if year["is_running"] else palette.BLUE for year in years]},
        text=[f"<b>{label.removesuffix(' 万元')}</b>" for label in labels],
        textposition="outside",
        textfont=theme.SMALL,
        textangle=0,
        cliponaxis=False,
        customdata=[[year["year"]] for year in years],
        hovertext=[
            say(
                "{year}年{words}：{label}<br>{change}",
                year=year['year'], words=text.until_day(as_of) if year['is_running'] else '', label=label,
                change=change,
            )
            for year, label, change in zip(years, labels, changes, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    ticks = [
        say(
            "{year}年{words}<br>{change}",
            year=year['year'], words='<br>' + text.until_day(as_of) if year['is_running'] else '',
            change=short(change),
        )
        for year, change in zip(years, changes, strict=True)
    ]
    return theme.figure(
        [bars],
        alt=alt,
        height=340,
        margin={"t": 30},
        bargap=0.35,
        xaxis=year_axis(ticks) | {"title": {"text": say("与上年之差、同比"), "font": theme.SMALL, "standoff": 6}},
        yaxis=count_axis(title),
        showlegend=False,
    )


def short(change: str) -> str:
    """▲ 3（同比 +12.5%） as ▲ 3 over +12.5% under a column; the words and the unit stand in the title and the hover."""
    head, _, rest = change.replace(" 万元", "").partition("（")
    head = head.replace("与上年持平", "持平")
    return f"{head}<br>{rest.removeprefix('同比 ').removesuffix('）')}" if rest.startswith("同比") else head


def year_axis(names: list[str]) -> dict[str, Any]:
    """The x axis that names the years."""
    return {
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": names,
        "tickfont": theme.SMALL,
        "tickangle": 0,
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
    }


def count_axis(title: str) -> dict[str, Any]:
    """The y axis from zero: plain numbers with thousands separators."""
    return {
        "title": {"text": title, "font": theme.SMALL},
        "tickformat": ",~f",
        "tickfont": theme.SMALL,
        "rangemode": "tozero",
        "automargin": True,
        "fixedrange": True,
        "gridcolor": palette.RULE,
    }


def tier_colors(have_rank: Iterable[bool]) -> list[str]:
    """A step of the ladder's palette for each tier with a rank, a grey for each title without."""
    steps, greys = cycle(palette.STEPS), cycle(palette.BESIDE)
    return [next(steps if has else greys) for has in have_rank]
