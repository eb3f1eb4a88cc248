"""Which scenarios are covered, where, and which nobody has: the blank ones are the point."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard import text
from dashboard.figures import palette, rows, theme
from dashboard.language import say

BLANK = "空白"
RING = f'<span style="color:{palette.ACCENT}"><b>○</b></span>'


def scenario_bars(frame: pl.DataFrame) -> go.Figure:
    """Projects per scenario, headed by their process; a scenario without any says 空白 instead of a bar.

    Columns: scenario_no, scenario, process, n_projects (other counts of the row go into the hover). One
    row per scenario of one catalogue, the rows of a process together. customdata of a bar: scenario_no.
    """
    alt = say("典型场景覆盖条形图，按环节分组，空白场景单独标出")
    if frame.is_empty():
        return theme.empty(alt)
    entries, ticks = under_processes(frame)
    values = [entry and entry["n_projects"] for entry in entries]
    bars = rows.bars(
        [value or None for value in values],
        name=text.heading("n_projects"),
        color=palette.BLUE,
        labels=[text.count(value) if value else "" for value in values],
        hovers=[scenario_hover(entry) if entry else "" for entry in entries],
        keys=[entry and entry["scenario_no"] for entry in entries],
        width=0.68,
    )
    blanks = [row for row, entry in enumerate(entries) if entry and not entry["n_projects"]]
    words = [rows.Word(row, f"{RING} {BLANK}", scenario_hover(entries[row])) for row in blanks]
    axis = rows.row_axis(ticks, width=15)
    # The headings are our own words around escaped ones; tick texts are escaped by row_axis already.
    axis["ticktext"] = [
        words if entry else f"<b>{words}</b>" for words, entry in zip(axis["ticktext"], entries, strict=True)
    ]
    rules = [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": row - 0.5, "y1": row - 0.5}
        | {"line": {"color": palette.RULE, "width": 1}, "layer": "below"}
        for row, entry in enumerate(entries)
        if entry is None
    ]
    return theme.figure(
        [bars, rows.marks(words)],
        alt=alt,
        height=rows.height(len(entries), row_px=22),
        margin={"r": rows.label_margin([text.count(value) for value in values if value])},
        xaxis=rows.value_axis(text.heading("n_projects"), ticks=False),
        yaxis=axis,
        shapes=rules,
        showlegend=False,
    )


def under_processes(frame: pl.DataFrame) -> tuple[list[dict[str, Any] | None], list[str]]:
    """The rows of the frame with a None before every new process, and the tick text of each."""
    entries: list[dict[str, Any] | None] = []
    ticks: list[str] = []
    process: object = object()
    for entry in frame.iter_rows(named=True):
        if entry["process"] != process:
            process = entry["process"]
            entries.append(None)
            ticks.append(text.label(process))
        entries.append(entry)
        ticks.append(scenario_name(entry))
    return entries, ticks


def scenario_town_heatmap(frame: pl.DataFrame) -> go.Figure:
    """Scenario × town, the number of projects in every cell; no project leaves the cell blank.

    Columns: scenario_no, scenario, town, n_projects. Rows and columns appear in the order in which the
    frame first names them, so a scenario or a town without any project needs its zero rows. A scenario that no town
    has is ringed and shaded as a whole row; every town says how many it lacks. A project with several scenarios counts
    in each. Streamlit doesn't report clicks on a heatmap: the way down is the table.
    """
    alt = say("典型场景与街镇交叉热力图，空白格表示没有项目")
    if frame.is_empty():
        return theme.empty(alt)
    entries = list(frame.iter_rows(named=True))
    scenarios = list(dict.fromkeys(scenario_name(entry) for entry in entries))
    towns = list(dict.fromkeys(text.label(entry["town"]) for entry in entries))
    cells = {(scenario_name(entry), text.label(entry["town"])): entry["n_projects"] for entry in entries}
    counts = [[cells.get((scenario, town)) or None for town in towns] for scenario in scenarios]
    heat = go.Heatmap(
        x=list(range(len(towns))),
        y=list(range(len(scenarios))),
        z=counts,
        zmin=1,
        zmax=max((n for line in counts for n in line if n), default=1),
        colorscale=palette.SEQUENCE,
        showscale=False,
        text=[[text.count(n) if n else "" for n in line] for line in counts],
        texttemplate="%{text}",
        textfont={"size": 11},
        xgap=1,
        ygap=1,
        hovertext=[
            [
                say(
                    "{scenario}<br>{town}：{words}",
                    scenario=theme.plain(scenario), town=theme.plain(town),
                    words=say("{n} 项", n=text.count(n)) if n else BLANK,
                )
                for town, n in zip(towns, line, strict=True)
            ]
            for scenario, line in zip(scenarios, counts, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    lacking = [sum(1 for line in counts if not line[column]) for column in range(len(towns))]
    feet = [
        {"text": say("缺{n}", n=n), "x": column, "y": 0, "yref": "paper", "yanchor": "top", "showarrow": False}
        | {"font": theme.SMALL}
        for column, n in enumerate(lacking)
    ]
    across = rows.row_axis(towns, width=1) | {"range": [-0.5, len(towns) - 0.5], "side": "top"}
    nobody = [row for row, line in enumerate(counts) if not any(line)]
    down = rows.row_axis(scenarios)
    down["ticktext"] = [
        f"{RING} <b>{words}</b>" if row in nobody else words for row, words in enumerate(down["ticktext"])
    ]
    shade = [
        {"type": "rect", "x0": -0.5, "x1": len(towns) - 0.5, "y0": row - 0.5, "y1": row + 0.5, "layer": "below"}
        | {"fillcolor": palette.faint(palette.ACCENT, 0.18), "line": {"width": 0}}
        for row in nobody
    ]
    return theme.figure(
        [heat],
        alt=alt,
        height=rows.height(len(scenarios), row_px=26, frame_px=130),
        xaxis=across,
        yaxis=down,
        margin={"b": 28},
        annotations=feet,
        shapes=[*shade, *grid(len(towns), len(scenarios))],
    )


def grid(columns: int, lines: int) -> list[dict[str, Any]]:
    """Hairlines between the cells: without them a blank cell could not be told from a missing one."""
    rule = {"type": "line", "layer": "below", "line": {"color": palette.RULE, "width": 1}}
    upright = [
        rule | {"x0": at - 0.5, "x1": at - 0.5, "y0": -0.5, "y1": lines - 0.5} for at in range(columns + 1)
    ]
    level = [
        rule | {"x0": -0.5, "x1": columns - 0.5, "y0": at - 0.5, "y1": at - 0.5} for at in range(lines + 1)
    ]
    return upright + level


def scenario_name(entry: dict[str, Any]) -> str:
    """`6 智能在线检测`: the number is how the catalogue and the forms call it."""
    return f"{text.label(entry['scenario_no'])} {text.label(entry['scenario'])}"


def scenario_hover(entry: dict[str, Any] | None) -> str:
    """The scenario with all counts that the frame has for it."""
    if entry is None:
        return ""
    counts = [
        say("{column}：{words}", column=text.heading(column), words=text.count(entry[column]))
        for column in ("n_projects", "n_instances", "n_enterprises")
        if column in entry
    ]
    return "<br>".join([f"<b>{theme.plain(scenario_name(entry))}</b>", *counts])
