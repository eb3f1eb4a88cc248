"""Places in the national round: used, left, and what lifts the limit."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, rows, theme
from dashboard.language import say


def quota_gauge(frame: pl.DataFrame) -> go.Figure:
    """One bar per track as long as its limit, split into used and left, with the state of the lift above it.

    Columns: track, limit, n_used, n_remaining, n_recognised, lift_above, is_lifted; optionally
    applicant_kind. A track over its limit has a negative n_remaining: its bar passes the mark of the
    limit and says 超出. customdata: track.
    """
    alt = say("名额使用情况条形图：已用与剩余")
    if frame.is_empty():
        return theme.empty(alt)
    quotas = list(frame.iter_rows(named=True))
    hovers = [quota_hover(quota) for quota in quotas]
    keys = [quota["track"] for quota in quotas]
    used = rows.bars(
        [quota["n_used"] for quota in quotas],
        name=say("已用"),
        color=[palette.ACCENT if is_over(quota) else palette.BLUE for quota in quotas],
        labels=[text.count(quota["n_used"]) if quota["n_used"] else "" for quota in quotas],
        hovers=hovers,
        keys=keys,
        inside=True,
        width=0.4,
        offset=-0.02,
    )
    left = rows.bars(
        [None if is_over(quota) else quota["n_remaining"] for quota in quotas],
        base=[quota["n_used"] for quota in quotas],
        name=say("剩余"),
        color=palette.STEPS[0],
        labels=[
            "" if is_over(quota) or not quota["n_remaining"] else text.count(quota["n_remaining"])
            for quota in quotas
        ],
        hovers=hovers,
        keys=keys,
        inside=True,
        width=0.4,
        offset=-0.02,
    )
    limits = [
        {"type": "line", "x0": quota["limit"], "x1": quota["limit"], "y0": row - 0.08, "y1": row + 0.44}
        | {"line": {"color": palette.GREY, "width": 3}}
        for row, quota in enumerate(quotas)
        if quota["limit"] is not None
    ]
    notes = [
        {"text": quota_label(quota), "x": 0, "xref": "paper", "xanchor": "left", "y": row - 0.26}
        | {"showarrow": False, "align": "left", "font": theme.SMALL}
        for row, quota in enumerate(quotas)
    ]
    return theme.figure(
        [used, left],
        alt=alt,
        height=rows.height(len(quotas), row_px=100, frame_px=50),
        margin={"r": 16},
        barmode="overlay",
        xaxis=rows.value_axis("", ticks=False),
        yaxis=rows.row_axis([quota_name(quota) for quota in quotas], width=6),
        shapes=limits,
        annotations=notes,
        uniformtext={"mode": "hide", "minsize": 10},
        **theme.key(
            {"已用": palette.BLUE, "剩余": palette.STEPS[0], "超出上限": palette.ACCENT, "上限": palette.GREY}
        ),
    )


def is_over(quota: dict[str, Any]) -> bool:
    """True where more are proposed than there are places."""
    return quota["n_remaining"] is not None and quota["n_remaining"] < 0


def quota_name(quota: dict[str, Any]) -> str:
    """The track, with the kind of applicant where the frame tells them apart."""
    kind = quota.get("applicant_kind")
    return text.track(quota["track"]) + (say("\n（{kind}）", kind=kind) if kind else "")


def quota_label(quota: dict[str, Any]) -> str:
    """Two short lines: the places, and how far the lift is."""
    spent = say("上限 {limit}，已用 {n_used}", limit=text.count(quota['limit']), n_used=text.count(quota['n_used']))
    if quota["limit"] is None:
        places = say("已用 {n_used}，名额上限未知", n_used=text.count(quota['n_used']))
    elif is_over(quota):
        places = say("{spent}，超出 {n_remaining}", spent=spent, n_remaining=text.count(-quota['n_remaining']))
    else:
        places = say("{spent}，剩余 {n_remaining}", spent=spent, n_remaining=text.count(quota['n_remaining']))
    return f"<b>{places}</b><br>{lift_label(quota)}"


def lift_label(quota: dict[str, Any]) -> str:
    """Whether the limit is already the higher one, and what decides it."""
    if quota["lift_above"] is None:
        return say("名额不随认定数增加")
    state = say("已增额") if quota["is_lifted"] else say("未增额")
    return say(
        "{state}：累计认定 {n_recognised}，须多于 {lift_above}",
        state=state, n_recognised=text.count(quota['n_recognised']),
        lift_above=text.count(quota['lift_above']),
    )


def quota_hover(quota: dict[str, Any]) -> str:
    """The track with its label."""
    return f"{theme.wrapped(quota_name(quota))}<br>{quota_label(quota)}"
