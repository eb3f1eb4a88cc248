"""The bridge of one year's budget line: which one, the figure, its rows."""

from __future__ import annotations

import streamlit as st

from dashboard.answers import answer
from dashboard.figures.bridge import budget_bridge
from dashboard.language import say
from dashboard.layout import chart, rows_below, section
from dashboard.page import Page


def bridge_view(page: Page) -> None:
    """Draw the bridge of the chosen year and line; at first of this year's line with the most in it."""
    section(say("预算去向"), say("从预算到付清后的结余，一步一条；待拨付按数据日期计入当年，含诊断奖励。"))
    steps = answer(page.warehouse, "budget_bridge_list", page.filters)
    lines = [f"{year} {line}" for year, line in steps.select("year", "line").unique(maintain_order=True).iter_rows()]
    picked = st.selectbox(
        say("年度与科目"), lines[::-1], key="budget", bind="query-params", filter_mode=None, width=320,
        placeholder=say("没有预算和拨付"), disabled=not lines,
        format_func=lambda one: " ".join(map(say, str(one).split(" ", 1))),
    )
    year, _, line = str(picked or say("{words} 预算", words=page.warehouse.as_of[:4])).partition(" ")
    chart(page, budget_bridge, "budget_bridge_list", int(year), line)
    if lines and steps.filter(bridge_step="预算", year=int(year), line=line).is_empty():
        st.caption(say("这一年的科目没有报预算：只画已拨付和待拨付，从 0 起往左。"))
    rows_below(page, "budget_bridge_list", say("每个科目：预算 − 已拨付 − 待拨付 = 付清后结余"))
