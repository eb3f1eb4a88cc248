"""A town's share of the district, measure by measure, against its share of the enterprises."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, rows, theme
from dashboard.language import say

BASE = "n_enterprises"


def share_bars(frame: pl.DataFrame, town: str) -> go.Figure:
    """What the town has of each measure in per cent of the district and its place; the line: its share of enterprises.

    Columns: measure, town_measure, share_pct, place_no, n_towns, town_value. A bar beyond the line says: more than its
    size would suggest. Rates have no share and no bar. customdata of a bar: measure.
    """
    alt = say("{town}各项占全区比例条形图，竖线为其企业数占全区比例", town=town)
    shares = frame.filter(pl.col("share_pct").is_not_null())
    if shares.is_empty():
        return theme.empty(alt)
    entries = list(shares.iter_rows(named=True))
    labels = [
        say("{share_pct} 第{place_no}名", share_pct=text.percent(each["share_pct"]), place_no=each["place_no"])
        for each in entries
    ]
    bars = rows.bars(
        [each["share_pct"] for each in entries],
        name=say("占全区"),
        color=[palette.GREY if each["measure"] == BASE else palette.BLUE for each in entries],
        labels=labels,
        hovers=[hover(each) for each in entries],
        keys=[each["measure"] for each in entries],
        width=0.6,
    )
    lines = [
        {"type": "line", "x0": each["share_pct"], "x1": each["share_pct"], "y0": -0.5, "y1": len(entries) - 0.5}
        | {"line": {"color": palette.ACCENT, "width": 2, "dash": "dot"}, "layer": "below"}
        for each in entries
        if each["measure"] == BASE
    ]
    return theme.figure(
        [bars],
        alt=alt,
        height=rows.height(len(entries), row_px=36, frame_px=90),
        margin={"r": rows.label_margin(labels)},
        **theme.key({"占全区": palette.BLUE, "企业数占全区（竖线）": palette.ACCENT}),
        xaxis=rows.value_axis(say("占全区（%）")),
        yaxis=rows.row_axis([text.noun(each["measure"]) for each in entries], width=8),
        shapes=lines,
    )


def hover(each: dict[str, Any]) -> str:
    """The measure with its value, share and place."""
    value = text.amount(each["measure"], each["town_value"])
    place = say("第{place_no}名（共{n_towns}个街镇）", place_no=each['place_no'], n_towns=each['n_towns'])
    return say(
        "<b>{measure}</b><br>{value}，占全区 {share_pct}<br>{place}",
        measure=text.noun(each['measure']), value=value, share_pct=text.percent(each['share_pct']),
        place=place,
    )
