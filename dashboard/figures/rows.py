"""Horizontal bars, one labelled row per entry: so forty-five Chinese labels stay readable on a phone.

Rows stand at 0, 1, 2 … from the top in the order of the frame and the names are tick texts, so two
enterprises of one name stay two rows.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, theme
from dashboard.language import say


class Series(NamedTuple):
    """One colour of a grouped chart; all lists have one entry per row."""

    name: str
    color: str
    values: list[float | int | None]
    labels: list[str]
    hovers: list[str]
    keys: list[Any]


class Word(NamedTuple):
    """A label without a bar, at a height of the y axis."""

    at: float
    label: str
    hover: str


def are_nothing(frame: pl.DataFrame, *columns: str) -> bool:
    """Whether no row has anything in these columns but 0: bars of no length on an axis of nothing say less than words.

    An unknown amount is something to be said.
    """
    return all(value is not None and not value for column in columns for value in frame[column])


def unit_of(amounts: Iterable[text.Number | None]) -> text.Unit:
    """The one unit of a chart or a pair: 亿元 where the largest amount has 100 million, else 万元."""
    known = [abs(Decimal(str(one))) for one in amounts if one is not None and not text.is_missing(one)]
    return say("亿元") if max(known, default=Decimal(0)) >= text.YUAN_PER_UNIT["亿元"] else say("万元")


def drawn(column: str, value: Any, unit: text.Unit = "万元") -> float | int | None:
    """The number drawn for a value of `column`: money in `unit`, the rest as it is; None stays a gap."""
    if text.is_missing(value):
        return None
    if column.endswith("_yuan"):
        return float(Decimal(str(value)) / text.YUAN_PER_UNIT[unit])
    return float(value) if isinstance(value, Decimal) else value


def unpriced_line(entry: dict[str, Any]) -> str:
    """A further line of a row's name: how many awards its sum leaves out, their amount being unknown."""
    note = text.unpriced(entry.get("n_unpriced"))
    return f"\n{note}" if note else ""


def bars(
    values: Sequence[float | int | None],
    *,
    name: str,
    color: str | Sequence[str],
    labels: Sequence[str],
    hovers: Sequence[str],
    keys: Sequence[Any],
    inside: bool = False,
    **bar: Any,
) -> go.Bar:
    """One bar per row with its label beside or inside it. A click brings back its key as customdata."""
    return go.Bar(
        orientation="h",
        y=list(range(len(values))),
        x=list(values),
        name=name,
        marker={"color": color, "line": {"width": 0}},
        text=list(labels),
        textposition="inside" if inside else "outside",
        # The default shrinks a label to the size of its bar, down to nothing.
        constraintext="inside" if inside else "none",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": palette.SMALL_PX},
        outsidetextfont=theme.SMALL,
        insidetextfont={
            "color": palette.on(color) if isinstance(color, str) else [palette.on(one) for one in color]
        },
        cliponaxis=False,
        customdata=[[key] for key in keys],
        hovertext=list(hovers),
        hovertemplate="%{hovertext}<extra></extra>",
        **bar,
    )


def groups(series: Sequence[Series], *, upward: bool = False, gap: float = 0.24) -> list[Any]:
    """A group of bars per row, first series on top; a missing or negative value has its word right of zero.

    The places are set here and not by barmode "group": that one orders by the direction of the axis and
    writes no label for a null, so a missing amount would look exactly like none. A negative bar goes
    left, where its label would run into the names of the rows.
    """
    width = (1 - gap) / len(series)
    traces: list[Any] = []
    words: list[Word] = []
    for place, one in enumerate(series):
        offset = -(1 - gap) / 2 + width * (len(series) - 1 - place if upward else place)
        aside = [row for row, value in enumerate(one.values) if value is None or value < 0]
        labels = ["" if row in aside else label for row, label in enumerate(one.labels)]
        traces.append(bars(**one._replace(labels=labels)._asdict(), offset=offset, width=width))
        words += [
            Word(
                at=row + offset + width / 2,
                label=one.labels[row],
                hover=one.hovers[row],
            )
            for row in aside
            if one.labels[row]
        ]
    return [*traces, marks(words)] if words else traces


def marks(words: Sequence[Word]) -> go.Scatter:
    """Words that start at zero, where a row has no bar to stand beside."""
    return go.Scatter(
        x=[0] * len(words),
        y=[word.at for word in words],
        mode="text",
        text=[f" {word.label}" for word in words],
        textposition="middle right",
        textfont=theme.SMALL,
        cliponaxis=False,
        hovertext=[word.hover for word in words],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )


def row_axis(labels: Sequence[object], *, width: int = 13, upward: bool = False) -> dict[str, Any]:
    """The y axis that names the rows. `upward` puts the first row at the bottom, as on a ladder."""
    ends = [-0.5, len(labels) - 0.5]
    return {
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": [theme.wrapped(label, width) for label in labels],
        "tickfont": theme.SMALL,
        "range": ends if upward else ends[::-1],
        "automargin": True,
        "fixedrange": True,
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
    }


def value_axis(title: str, *, ticks: bool = True) -> dict[str, Any]:
    """The x axis: plain numbers with thousands separators (never k or M), zero always on it.

    Counts go without ticks: every bar has its number, and a short axis would be marked 0, 0.5, 1.
    """
    return {
        "title": {"text": title, "font": theme.SMALL, "standoff": 6},
        "showticklabels": ticks,
        "tickformat": ",~f",
        # Plotly counts on narrower numbers: five digits ran into each other at 390 px.
        "nticks": 4,
        "tickangle": 0,
        "tickfont": theme.SMALL,
        "exponentformat": "none",
        "showgrid": ticks,
        "gridcolor": palette.RULE,
        "zeroline": True,
        "zerolinecolor": palette.RULE,
        "rangemode": "tozero",
        "automargin": True,
        "fixedrange": True,
    }


def label_margin(labels: Sequence[str]) -> int:
    """Pixels to keep free right of the bars for the longest label that stands there."""
    return theme.EDGE_PX + max((theme.text_px(label) for label in labels), default=0)


def height(rows: int, *, row_px: int = theme.ROW_PX, frame_px: int = 60) -> int:
    """Pixels for that many rows and the frame (axis title, legend) around them."""
    return rows * row_px + frame_px
