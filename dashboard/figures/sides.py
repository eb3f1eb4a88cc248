"""Two sides beside each other: a pair of bars per row."""

from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, rows, theme
from dashboard.language import say

COLORS = (palette.GREY, palette.BLUE)


def side_bars(frame: pl.DataFrame, key: str, value: str, names: Sequence[str]) -> go.Figure:
    """A grey bar for the first side and a blue one for the second, a pair per row in the order of the frame.

    Columns: ``key``, left_x, right_x with x = ``value`` (money in 万元). ``names``: what the sides are called.
    Rows in which both are nothing are left out. customdata of a bar: the key.
    """
    title = text.heading(value, say("万元")) if value.endswith("_yuan") else text.heading(value)
    alt = say("{words}与{words2}的{title}成对条形图，按差别从大到小", words=names[0], words2=names[1], title=title)
    left, right = pl.col(f"left_{value}"), pl.col(f"right_{value}")
    drawn = frame.filter((left != 0) | (right != 0))
    if drawn.is_empty():
        return theme.empty(alt)
    labels = drawn[key].to_list()
    series = [
        rows.Series(
            name=name, color=color,
            values=[rows.drawn(value, each) for each in drawn[f"{side}_{value}"]],
            labels=[text.amount(value, each, say("万元")) for each in drawn[f"{side}_{value}"]],
            hovers=[
                say(
                    "<b>{label}</b><br>{name}：{value}",
                    label=theme.plain(label), name=theme.plain(name),
                    value=text.amount(value, each, say('万元')),
                )
                for label, each in zip(labels, drawn[f"{side}_{value}"], strict=True)
            ],
            keys=labels,
        )
        for side, name, color in zip(("left", "right"), names, COLORS, strict=True)
    ]
    return theme.figure(
        rows.groups(series), alt=alt, height=rows.height(len(labels), row_px=46, frame_px=84),
        margin={"r": rows.label_margin([label for one in series for label in one.labels])}, barmode="overlay",
        **theme.key({one.name: one.color for one in series}),
        xaxis=rows.value_axis(title, ticks=value.endswith("_yuan")), yaxis=rows.row_axis(labels),
    )
