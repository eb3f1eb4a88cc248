"""A budget as a bridge: from the appropriation over what was paid and is due to what is left."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, rows, theme
from dashboard.language import say

COLORS = {"预算": palette.GREY, "已拨付": palette.BLUE, "待拨付": palette.TEAL, "付清后结余": palette.STEPS[0]}
LEFT = "付清后结余"


def budget_bridge(frame: pl.DataFrame, year: int, line: str) -> go.Figure:
    """The steps of one year's line in 万元 from top to bottom, each beginning where the one before ended.

    Columns: year, line, bridge_step (预算, 已拨付, 待拨付, 付清后结余), item, amount_yuan (signed), n_unpriced.
    Without a budget the payments start at zero and nothing is left; a negative rest is 超支 and orange. Awards that
    nobody can price are counted under their step. customdata of a bar: item.
    """
    alt = say("{year} 年{line}去向图：预算减已拨付、待拨付，到付清后结余", year=year, line=line)
    entries = [
        entry for entry in frame.iter_rows(named=True) if entry["year"] == year and entry["line"] == line
    ]
    if not entries:
        return theme.empty(alt)
    labels = [words(entry) for entry in entries]
    spans = _spans(entries)
    bars = rows.bars(
        [stop - start for start, stop in spans],
        base=[start for start, _ in spans],
        name=say("金额"),
        color=[color(entry) for entry in entries],
        labels=["" for _ in entries],
        hovers=[f"<b>{theme.plain(name(entry)).replace(chr(10), ' ')}</b><br>{each}"
                for entry, each in zip(entries, labels, strict=True)],
        keys=[entry["item"] for entry in entries],
        width=0.62,
    )
    said = go.Scatter(
        x=[max(start, stop, 0) for start, stop in spans],
        y=list(range(len(entries))),
        mode="text",
        text=[f" {label}" for label in labels],
        textposition="middle right",
        textfont=theme.SMALL,
        cliponaxis=False,
        hoverinfo="skip",
    )
    joints = [
        {"type": "line", "x0": stop, "x1": stop, "y0": row, "y1": row + 1, "layer": "below"}
        | {"line": {"color": palette.GREY, "width": 1, "dash": "dot"}}
        for row, (_, stop) in enumerate(spans[:-1])
    ]
    return theme.figure(
        [bars, said],
        alt=alt,
        height=rows.height(len(entries), row_px=40, frame_px=84),
        margin={"r": rows.label_margin(labels)},
        **theme.key({step: COLORS[step] for step in COLORS if any(e["bridge_step"] == step for e in entries)}),
        xaxis=rows.value_axis(say("金额（万元）")),
        yaxis=rows.row_axis([name(entry) for entry in entries], width=9),
        shapes=joints,
    )


def _spans(entries: list[dict[str, Any]]) -> list[tuple[float, float]]:
    """Where each bar begins and ends in 万元: budget and rest stand on zero, the others hang on the step before."""
    spans: list[tuple[float, float]] = []
    at = 0.0
    for entry in entries:
        amount = rows.drawn("amount_yuan", entry["amount_yuan"]) or 0.0
        whole = entry["bridge_step"] in ("预算", LEFT)
        start = 0.0 if whole else at
        at = amount if whole else at + amount
        spans.append((start, at))
    return spans


def name(entry: dict[str, Any]) -> str:
    """已拨付 and 区级智能车间 on two lines; a rest below zero is called 超支."""
    step = say("超支") if is_over(entry) else entry["bridge_step"]
    return f"{step}\n{entry['item']}" if entry["item"] else str(step)


def words(entry: dict[str, Any]) -> str:
    """The amount without its sign, with what could not be priced beside it."""
    unpriced = text.unpriced(entry["n_unpriced"])
    if not entry["amount_yuan"] and unpriced and entry["bridge_step"] == "待拨付":
        return unpriced.removeprefix("另 ")
    amount = text.money(abs(entry["amount_yuan"]), say("万元"))
    return say("，").join(filter(None, (amount, unpriced)))


def is_over(entry: dict[str, Any]) -> bool:
    """Whether more was paid and is due than there was."""
    return bool(entry["bridge_step"] == LEFT and entry["amount_yuan"] < 0)


def color(entry: dict[str, Any]) -> str:
    """Blue was paid, teal is due, orange is overspent."""
    return palette.ACCENT if is_over(entry) else COLORS[entry["bridge_step"]]
