"""The proposed order: what each score is made of and where the quota cuts."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, rows, theme
from dashboard.language import say

PARTS = {"base_score": palette.BLUE, "growth_score": palette.TEAL, "demo_score": palette.STEPS[0]}


def score_bars(frame: pl.DataFrame, limit: int | None = None) -> go.Figure:
    """Every candidate's score, stacked from its parts, in the frame's order; a line where the quota ends.

    Columns: position, enterprise, score; base_score, growth_score, demo_score (weighted: they add up to
    score) where the frame has them; is_within_quota or `limit` for the line (the last row within stands
    above it); eligibility (a verdict) where known: its word stands beside all but 符合; firmness (its word) and
    drawn_in_pct where known: a score that is 临界 says in how many per cent of the draws it is in. Pass a page of
    rows, not a thousand. customdata: project_id where the frame has it, else position.
    """
    alt = say("推荐排序综合得分条形图，虚线为名额线")
    if frame.is_empty():
        return theme.empty(alt)
    entries = list(frame.iter_rows(named=True))
    parts = {column: color for column, color in PARTS.items() if column in frame.columns} or {
        "score": palette.BLUE
    }
    hovers = [score_hover(entry, list(parts)) for entry in entries]
    labels = [score_label(entry) for entry in entries]
    last = len(parts) - 1
    traces = [
        rows.bars(
            [rows.drawn(column, entry[column]) for entry in entries],
            name=text.noun(column),
            color=color,
            # The whole score stands once, after the last part.
            labels=labels if part == last else [""] * len(entries),
            hovers=hovers,
            keys=[entry.get("project_id", entry["position"]) for entry in entries],
            width=0.66,
        )
        for part, (column, color) in enumerate(parts.items())
    ]
    within = [row for row, entry in enumerate(entries) if is_within(entry, limit)]
    cut = cut_line(within[-1], limit) if within and within[-1] < len(entries) - 1 else {}
    return theme.figure(
        traces,
        alt=alt,
        height=rows.height(len(entries), row_px=32, frame_px=84),
        margin={"r": rows.label_margin(labels)},
        barmode="stack",
        xaxis=rows.value_axis(text.heading("score")),
        yaxis=rows.row_axis(
            [f"{place(entry)} {text.label(entry['enterprise'])}" for entry in entries], width=13
        ),
        **theme.key({text.noun(column): color for column, color in parts.items()}),
        **cut,
    )


def is_within(entry: dict[str, Any], limit: int | None) -> bool:
    """Whether a row is inside the quota: as the question says, else by its position."""
    if entry.get("is_within_quota") is not None:
        return bool(entry["is_within_quota"])
    return limit is not None and entry["position"] is not None and entry["position"] <= limit


def cut_line(row: int, limit: int | None) -> dict[str, Any]:
    """The dashed line below that row and its label."""
    words = say("名额线") if limit is None else say("名额线（{limit}）", limit=text.count(limit))
    line = {"color": palette.ACCENT, "width": 2, "dash": "dash"}
    return {
        "shapes": [
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": row + 0.5,
                "y1": row + 0.5,
                "line": line,
            }
        ],
        "annotations": [
            {"text": words, "xref": "paper", "x": 1, "xanchor": "left", "y": row + 0.5, "showarrow": False}
            | {"font": theme.SMALL}
        ],
    }


def place(entry: dict[str, Any]) -> str:
    """The position; a candidate that is not ranked has none."""
    return text.UNDEFINED if entry["position"] is None else text.count(entry["position"])


def score_label(entry: dict[str, Any]) -> str:
    """The score, 不符合 or 待核实 where the conditions are not all met (the two are never one), and how firm it is."""
    verdict, firmness = entry.get("eligibility"), entry.get("firmness")
    words = [text.score(entry["score"])]
    words += [text.verdict(verdict)] if verdict not in (None, "pass") else []
    words += [firmness] if firmness else []
    words += [text.percent(entry["drawn_in_pct"], 2)] if firmness == "临界" else []
    return " ".join(words)


def score_hover(entry: dict[str, Any], parts: list[str]) -> str:
    """The candidate with its score and the parts of it."""
    lines = [
        say("{column}：{words}", column=text.heading(column), words=text.score(entry[column]))
        for column in ["score", *parts]
    ]
    lines += (
        [say("{words}：{firmness}", words=text.heading("firmness"), firmness=entry["firmness"])]
        if entry.get("firmness")
        else []
    )
    return "<br>".join([f"<b>{place(entry)} {theme.plain(entry['enterprise'])}</b>", *dict.fromkeys(lines)])
