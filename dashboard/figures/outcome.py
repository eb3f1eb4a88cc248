"""Reported improvements as distributions: never a bare mean of what enterprises say about themselves."""

from typing import Any, NamedTuple

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, rows, theme
from dashboard.language import say

MIDDLE = "中间一半（下至上四分位）"

# From least to best supported; colours go by name, so a frame with two of the levels keeps them.
EVIDENCE = {
    "自报": palette.GREY,
    "佐证材料": palette.STEPS[1],
    "现场核查": palette.TEAL,
    "第三方": palette.BLUE,
    text.MISSING: palette.STEPS[0],
}

# How the averages that others published are told apart: shapes, for they all are white with a grey edge, which stands
# out on the ground and on a bar alike.
SHAPES = ("diamond", "square", "circle", "triangle-up", "star")
COHORT_PX = 20


class Band(NamedTuple):
    """An average that others published of their cohort; unread: known from secondary texts only."""

    metric: str
    cohort: str
    year: int
    value: float
    source: str
    is_read: bool

    @property
    def title(self) -> str:
        """2018 年 305 个国家试点示范项目."""
        return say("{year} 年 {cohort}", year=self.year, cohort=self.cohort)


def outcome_ranges(
    frame: pl.DataFrame, counted: str = "项", bands: tuple[Band, ...] = (), of_unit: str = ""
) -> go.Figure:
    """The middle half (p25–p75) of every metric, its median as a mark, and how many reported of how many.

    Columns: metric, n_reported, n_missing, min, p25, median, p75, max; optionally measure_unit or unit
    (default %). `counted` is the word for what was counted: 项 applications or 家 enterprises. Minimum and
    maximum are in the hover: one 900% on the axis would flatten everything else. Metrics of different
    units belong in different figures: `of_unit` picks one. `bands` are averages that others published: marks with
    a grey edge, named in the key, with their source in the hover. customdata of a bar: metric.
    """
    alt = say("成效指标分布图：横条为四分之一至四分之三分位，竖线为中位数") + (
        say("，灰边标记为公开的同类平均") if bands else ""
    )
    entries = [entry for entry in frame.iter_rows(named=True) if of_unit in ("", unit(entry))]
    if not any(entry["n_reported"] for entry in entries):
        return theme.empty(alt)
    hovers = [range_hover(entry, counted) for entry in entries]
    spread = rows.bars(
        [spread_of(entry) for entry in entries],
        base=[rows.drawn("p25", entry["p25"]) for entry in entries],
        name=say(MIDDLE),
        color=palette.BLUE,
        showlegend=False,
        labels=[""] * len(entries),
        hovers=hovers,
        keys=[entry["metric"] for entry in entries],
        width=0.36,
        offset=-0.02,
    )
    median = go.Scatter(
        x=[rows.drawn("median", entry["median"]) for entry in entries],
        y=[row + 0.16 for row in range(len(entries))],
        mode="markers",
        marker={"symbol": "line-ns", "size": 16, "line": {"width": 4, "color": palette.ACCENT}},
        name=text.heading("median"),
        showlegend=False,
        hovertext=hovers,
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )
    notes = [
        {"text": median_label(entry, counted), "x": 0, "xref": "paper", "xanchor": "left", "y": row - 0.25}
        | {"showarrow": False, "font": theme.SMALL}
        for row, entry in enumerate(entries)
    ]
    units = {unit(entry) for entry in entries}
    key = {say(MIDDLE): palette.BLUE, text.heading("median"): palette.ACCENT}
    marks = _band_marks([entry["metric"] for entry in entries], bands)
    return theme.figure(
        [*marks, spread, median],
        alt=alt,
        height=rows.height(len(entries), row_px=50, frame_px=90 + COHORT_PX * len(marks)),
        xaxis=rows.value_axis(say("数值（{units}）", units=say('、').join(sorted(units)))),
        yaxis=rows.row_axis([entry["metric"] for entry in entries], width=8),
        annotations=notes,
        barmode="overlay",
        **_key(key, len(marks)),
    )


def _band_marks(metrics: list[str], bands: tuple[Band, ...]) -> list[go.Scatter]:
    """A trace of thin marks per cohort that speaks of a drawn metric."""
    spoken = [band for band in bands if band.metric in metrics]
    titles = list(dict.fromkeys(band.title for band in spoken))
    traces = []
    for place, title in enumerate(titles):
        own = [band for band in spoken if band.title == title]
        traces.append(
            go.Scatter(
                x=[band.value for band in own],
                y=[metrics.index(band.metric) + 0.16 for band in own],
                mode="markers",
                marker={"symbol": SHAPES[place % len(SHAPES)], "size": 12, "color": "#FFFFFF"}
                | {"line": {"width": 2, "color": palette.GREY}},
                name=say("{title}平均", title=theme.plain(title)),
                customdata=[[band.metric] for band in own],
                hovertext=[band_hover(band) for band in own],
                hovertemplate="%{hovertext}<extra></extra>",
                cliponaxis=False,
            )
        )
    return traces


def band_hover(band: Band) -> str:
    """Who published what, and where."""
    doubt = "" if band.is_read else say("（据二手资料，未核对原文）")
    what = say("{metric}平均 {value}", metric=theme.plain(band.metric), value=text.percent(band.value))
    return f"<b>{theme.plain(band.title)}</b><br>{what}<br>{theme.plain(band.source)}{doubt}"


def _key(colors: dict[str, str], n_cohorts: int) -> dict[str, Any]:
    """The line of colours, and below it a legend with a line per cohort: on a phone one line for all would be cut."""
    key = theme.key(colors)
    if not n_cohorts:
        return key
    legend = {"orientation": "v", "x": 0, "y": 1, "yanchor": "bottom", "font": theme.SMALL}
    still = {"itemclick": False, "itemdoubleclick": False}
    return key | {"margin_t": theme.KEY_PX + COHORT_PX * n_cohorts, "showlegend": True, "legend": legend | still}


def outcome_evidence(frame: pl.DataFrame, counted: str = "项", of_unit: str = "") -> go.Figure:
    """The median of every metric by evidence level, each with the number that it rests on.

    Columns: metric, evidence, median, n_reported; optionally measure_unit or unit (default %). A level that
    nobody reached for a metric may be missing from the frame. `of_unit` picks the metrics of one unit. customdata of a
    bar: metric.
    """
    alt = say("成效指标中位数按佐证级别对比条形图")
    entries = [entry for entry in frame.iter_rows(named=True) if of_unit in ("", unit(entry))]
    if not entries:
        return theme.empty(alt)
    metrics = list(dict.fromkeys(entry["metric"] for entry in entries))
    present = {text.label(entry["evidence"]) for entry in entries}
    levels = [level for level in EVIDENCE if level in present] + sorted(present - set(EVIDENCE))
    at = {(entry["metric"], text.label(entry["evidence"])): entry for entry in entries}
    series = []
    for level in levels:
        cells = [at.get((metric, level)) for metric in metrics]
        labels = [evidence_label(cell, counted) if cell else "" for cell in cells]
        series.append(
            rows.Series(
                name=level,
                color=EVIDENCE.get(level, palette.ACCENT),
                values=[rows.drawn("median", cell["median"]) if cell else None for cell in cells],
                labels=labels,
                hovers=[
                    say(
                        "<b>{metric}</b><br>{level}：中位数 {words}",
                        metric=theme.plain(metric), level=theme.plain(level), words=words,
                    )
                    for metric, words in zip(metrics, labels, strict=True)
                ],
                keys=metrics,
            )
        )
    return theme.figure(
        rows.groups(series),
        alt=alt,
        height=rows.height(len(metrics), row_px=18 * len(levels) + 14, frame_px=90),
        margin={"r": rows.label_margin([label for each in series for label in each.labels])},
        barmode="overlay",
        **theme.key({each.name: each.color for each in series}),
        xaxis=rows.value_axis(say(
            "中位数（{words}）",
            words=say('、').join(sorted({unit(entry) for entry in entries})),
        )),
        yaxis=rows.row_axis(metrics, width=8),
    )


def unit(entry: dict[str, Any]) -> str:
    """The unit of a metric: per cent unless the frame says otherwise (复制推广企业数 is counted in 家)."""
    return str(entry.get("measure_unit") or entry.get("unit") or "%")


def measured(entry: dict[str, Any], column: str = "median") -> str:
    """A value of the metric with its unit."""
    if unit(entry) == "%":
        return text.percent(entry[column])
    value = text.number(entry[column])
    return value if value == say(text.MISSING) else f"{value} {say(unit(entry))}"


def spread_of(entry: dict[str, Any]) -> float | None:
    """Length of the bar from p25 to p75; None where nobody reported."""
    low, high = rows.drawn("p25", entry["p25"]), rows.drawn("p75", entry["p75"])
    return None if low is None or high is None else high - low


def evidence_label(entry: dict[str, Any], counted: str) -> str:
    """22.5%（30 项）."""
    return say(
        "{entry}（{n_reported} {counted}）",
        entry=measured(entry), n_reported=text.count(entry['n_reported']), counted=counted,
    )


def median_label(entry: dict[str, Any], counted: str) -> str:
    """中位数 22.5%（118/132 项填报）."""
    reported, asked = entry["n_reported"], entry["n_reported"] + entry["n_missing"]
    middle = say("中位数 {entry}", entry=measured(entry)) if reported else say("无人填报")
    return say(
        "{middle}（{reported} {counted}填报）",
        middle=middle, reported=text.part_of(reported, asked), counted=counted,
    )


def range_hover(entry: dict[str, Any], counted: str) -> str:
    """All five numbers of a metric."""
    five = [
        say("{column}：{entry}", column=text.heading(column), entry=measured(entry, column))
        for column in ("min", "p25", "median", "p75", "max")
    ]
    return "<br>".join([f"<b>{theme.plain(entry['metric'])}</b>", median_label(entry, counted), *five])
