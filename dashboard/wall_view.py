"""Drawing the wall: one panel at a time, the next after some seconds, until somebody holds it."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.language import say
from dashboard.page import Page
from dashboard.wall import PANELS, Panel
from queries import NoBuild, warehouse

CSS = Path(__file__).resolve().parent / "wall.css"
AT, TURNED = "wall-at", "wall-turned"
PANEL, SECONDS = "panel", "seconds"  # of the address: ?panel=2 holds the second panel, ?seconds=20 turns more slowly
USUAL_S, SHORTEST_S, LONGEST_S = 12, 3, 600
UNIT = re.compile(r" (元|万元|亿元)$")


def wall(page: Page) -> None:
    """Draw the wall and let it turn; a panel that the address holds stays."""
    st.html(CSS)
    every = None if held() is not None else seconds()
    st.fragment(turn, run_every=every)(page)


def held() -> int | None:
    """The panel that the address holds, from 0; None lets it turn."""
    asked = st.query_params.get(PANEL, "")
    return int(asked) - 1 if asked.isdecimal() and 1 <= int(asked) <= len(PANELS) else None


def seconds() -> int:
    """How long a panel stays."""
    asked = st.query_params.get(SECONDS, "")
    return min(max(int(asked), SHORTEST_S), LONGEST_S) if asked.isdecimal() else USUAL_S


def turn(page: Page) -> None:
    """One panel: the held one, else the one after the last. A new build, holding and letting go start the page anew."""
    if st.session_state.pop(TURNED, False) or _is_outdated(page):
        st.rerun()
    at = held()
    if at is None:
        at = (st.session_state.get(AT, -1) + 1) % len(PANELS)
    st.session_state[AT] = at
    panel = PANELS[at](page)
    st.html(f'<section class="wall"><h1>{escape(panel.title)}</h1>{_figures(panel)}{_bars(panel)}</section>')
    st.html(_foot(page, at))
    st.button(
        say("继续轮播") if held() is not None else say("暂停轮播"),
        key="wall-turn",
        on_click=_hold_or_let_go,
        args=(at,),
    )


def _is_outdated(page: Page) -> bool:
    try:
        return warehouse().build != page.warehouse.build
    except NoBuild:
        return False  # what is on the wall is still what was last in service


def _hold_or_let_go(at: int) -> None:
    st.session_state[TURNED] = True
    if held() is None:
        st.query_params[PANEL] = str(at + 1)
    else:
        st.session_state[AT] = at - 1
        del st.query_params[PANEL]


def _figures(panel: Panel) -> str:
    """The figures as rows: name and remark to the left, the words to the right, the unit smaller."""
    rows = []
    for figure in panel.figures:
        note = f"<span>{escape(figure.note)}</span>" if figure.note else ""
        value = UNIT.sub(r"<small>\1</small>", escape(figure.value))
        rows.append(f'<div class="wall-figure"><dt>{escape(figure.label)}{note}</dt><dd>{value}</dd></div>')
    return f'<dl class="wall-figures">{"".join(rows)}</dl>' if rows else ""


def _bars(panel: Panel) -> str:
    """The chart as a table whose bars the browser draws: plotly measures a scaled stage wrongly, and words need no
    alternative text."""
    most = max((bar.n for bar in panel.bars), default=1)
    rows = [
        f'<tr><th scope="row">{escape(bar.name)}</th><td><i style="width: {bar.n * 100 / most:.2f}%"></i>'
        f"<b>{text.count(bar.n)}</b></td></tr>"
        for bar in panel.bars
    ]
    return f'<table class="wall-bars">{"".join(rows)}</table>' if rows else ""


def _foot(page: Page, at: int) -> str:
    """Data date, build, which panel of how many, and that the data is invented."""
    status = answer(page.warehouse, "build_status").row(0, named=True)
    invented = say(" · 虚构示例数据") if status["is_invented"] else ""
    filtered = say(" · 已筛选") if any(page.filters.values()) else ""
    left = say(
        "{city}{district} · 数据日期 {as_of}",
        city=status['city'], district=status['district'], as_of=text.date_text(page.warehouse.as_of),
    )
    right = "{words}{at}/{panels}".format(
        words=say("已暂停，点击继续 · ") if held() is not None else "", at=at + 1, panels=len(PANELS)
    )
    whole = say(
        "{left} · 版本 {build}{invented}{filtered}",
        left=left, build=page.warehouse.build, invented=invented, filtered=filtered,
    )
    return f'<p class="wall-foot"><span>{escape(whole)}</span><span>{right}</span></p>'
