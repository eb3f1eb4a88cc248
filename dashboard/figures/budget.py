"""Appropriation against what is owed and paid, year by year."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, rows, theme
from dashboard.language import say

COLUMNS = {
    "budget_yuan": palette.GREY,
    "entitled_yuan": palette.TEAL,
    "paid_yuan": palette.BLUE,
    "remaining_yuan": palette.ACCENT,
}


def budget_bars(frame: pl.DataFrame) -> go.Figure:
    """Budget, owed, paid and remaining in 万元, a group per year and budget line in the order of the frame.

    Columns: year, line, budget_yuan, entitled_yuan, paid_yuan, remaining_yuan (negative when overspent:
    the bar goes left and says 超支); optionally n_unpriced, the awards that entitled_yuan leaves out, counted
    under the name. A null amount has no bar and says 未填报. customdata of a bar: year.
    """
    alt = say("各年度资金预算、应奖、已拨付、结余对比条形图")
    if frame.is_empty():
        return theme.empty(alt)
    lines = list(frame.iter_rows(named=True))
    labels = {column: [words(column, line[column]) for line in lines] for column in COLUMNS}
    series = [
        rows.Series(
            name=text.noun(column),
            color=color,
            values=[rows.drawn(column, line[column]) for line in lines],
            labels=labels[column],
            hovers=[line_hover(line) for line in lines],
            keys=[line["year"] for line in lines],
        )
        for column, color in COLUMNS.items()
    ]
    return theme.figure(
        rows.groups(series),
        alt=alt,
        height=rows.height(len(lines), row_px=96, frame_px=84),
        margin={"r": rows.label_margin([label for column in COLUMNS for label in labels[column]])},
        barmode="overlay",
        **theme.key({each.name: each.color for each in series}),
        xaxis=rows.value_axis(say("金额（万元）")),
        yaxis=rows.row_axis([line_name(line) + rows.unpriced_line(line) for line in lines], width=10),
    )


def line_name(line: dict[str, Any]) -> str:
    """2025年 and 智能工厂专项 on two lines."""
    year = text.MISSING if line["year"] is None else say("{year}年", year=line['year'])
    return f"{year}\n{text.label(line['line'])}"


def line_hover(line: dict[str, Any]) -> str:
    """The year and line with its four amounts."""
    amounts = [
        say("{column}：{column2}", column=text.noun(column), column2=words(column, line[column])) for column in COLUMNS
    ]
    return "<br>".join([f"<b>{theme.wrapped(line_name(line), 30)}</b>", *amounts])


def words(column: str, yuan: Any) -> str:
    """The amount; a negative remainder is 超支, which no minus sign says as clearly."""
    if column == "remaining_yuan" and yuan is not None and yuan < 0:
        return say("超支 {yuan}", yuan=text.money(-yuan, say('万元')))
    return text.money(yuan, say("万元"))
