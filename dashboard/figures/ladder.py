"""The ladder of recognition: who stands on which rank, and what each rank is owed and was paid."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, rows, theme
from dashboard.language import say

MONEY = {"entitled_yuan": palette.TEAL, "paid_yuan": palette.BLUE, "due_yuan": palette.ACCENT}


def tier_ladder(frame: pl.DataFrame) -> go.Figure:
    """Awards and enterprises per tier, the first row of the frame at the foot of the ladder.

    Columns: tier, rank, n_awards, n_enterprises. Two tiers may share a rank. customdata of a bar: tier.
    """
    return grouped(
        frame,
        {"n_awards": palette.BLUE, "n_enterprises": palette.TEAL},
        alt=say("各认定档次的认定数和企业数条形图，档次自下而上递增"),
        title=say("数量（项、家）"),
    )


def tier_money(frame: pl.DataFrame) -> go.Figure:
    """Owed, paid and still due per tier in 万元, the first row of the frame at the foot.

    Columns: tier, rank, entitled_yuan, paid_yuan, due_yuan; optionally n_unpriced. A null amount is
    标准未知 (no pack with amounts is loaded for it), not zero; awards that the sum of the priced ones leaves
    out are counted under the name of the tier. customdata of a bar: tier.
    """
    return grouped(frame, MONEY, alt=say("各认定档次应奖、已拨付、待拨付金额条形图"), title=say("金额（万元）"))


def grouped(frame: pl.DataFrame, columns: dict[str, str], *, alt: str, title: str) -> go.Figure:
    """A group of bars per tier, one bar per column."""
    if frame.is_empty():
        return theme.empty(alt)
    tiers = list(frame.iter_rows(named=True))
    labels = {column: [words(column, tier[column]) for tier in tiers] for column in columns}
    series = [
        rows.Series(
            name=text.noun(column),
            color=color,
            values=[rows.drawn(column, tier[column]) for tier in tiers],
            labels=labels[column],
            hovers=[tier_hover(tier, column) for tier in tiers],
            keys=[tier["tier"] for tier in tiers],
        )
        for column, color in columns.items()
    ]
    is_money = any(column.endswith("_yuan") for column in columns)
    return theme.figure(
        rows.groups(series, upward=True),
        alt=alt,
        height=rows.height(len(tiers), row_px=20 * len(columns) + 10, frame_px=84),
        margin={"r": rows.label_margin([label for column in columns for label in labels[column]])},
        barmode="overlay",
        **theme.key({each.name: each.color for each in series}),
        xaxis=rows.value_axis(title, ticks=is_money),
        yaxis=rows.row_axis(
            [tier_name(tier) + (rows.unpriced_line(tier) if is_money else "") for tier in tiers],
            width=10,
            upward=True,
        ),
    )


def tier_name(tier: dict[str, Any]) -> str:
    """第3档 and 区级智能工厂 on two lines."""
    return f"{step(tier)}\n{text.label(tier['tier'])}"


def tier_hover(tier: dict[str, Any], column: str) -> str:
    """The tier, its rank and one value."""
    name = say("<b>{tier}</b>（{tier2}）", tier=theme.plain(tier['tier']), tier2=step(tier))
    return say(
        "{name}<br>{column}：{column2}",
        name=name, column=text.noun(column), column2=words(column, tier[column]),
    )


def step(tier: dict[str, Any]) -> str:
    """第3档; a tier outside the ladder (优秀场景, 示范工厂) has no rank."""
    return say("不设档") if tier["rank"] is None else say("第{rank}档", rank=text.count(tier['rank']))


def words(column: str, value: Any) -> str:
    """The value as its label; an amount that nobody knows is 标准未知."""
    if column.endswith("_yuan") and text.is_missing(value):
        return text.status("unpriced")
    return text.amount(column, value, say("万元"))


def tier_counts(frame: pl.DataFrame) -> go.Figure:
    """Awards per tier as one thin bar each, small enough to stand beside the sum; the first row at the foot.

    Columns: tier, rank, n_awards. Titles outside the ladder are grey. customdata of a bar: tier.
    """
    alt = say("各档认定数条形图，档次自下而上递增")
    if frame.is_empty():
        return theme.empty(alt)
    tiers = list(frame.iter_rows(named=True))
    labels = [text.count(tier["n_awards"]) for tier in tiers]
    bars = rows.bars(
        [tier["n_awards"] for tier in tiers],
        name=text.noun("n_awards"),
        color=[palette.GREY if tier["rank"] is None else palette.BLUE for tier in tiers],
        labels=labels,
        hovers=[tier_hover(tier, "n_awards") for tier in tiers],
        keys=[tier["tier"] for tier in tiers],
        width=0.66,
    )
    return theme.figure(
        [bars],
        alt=alt,
        height=rows.height(len(tiers), row_px=24, frame_px=24),
        margin={"r": rows.label_margin(labels)},
        xaxis=rows.value_axis("", ticks=False),
        yaxis=rows.row_axis([f"{step(tier)} {tier['tier']}" for tier in tiers], upward=True),
        showlegend=False,
    )
