"""Two builds beside each other: how many rows came, went and changed, that they add up, and each of them."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboard import text
from dashboard.changed_rows import balance, changed_figures, changed_kinds, changed_lines
from dashboard.language import say
from dashboard.layout import figure_card
from dashboard.made_table import made_table
from dashboard.page import Page
from dashboard.vocabulary import CHANGES, KINDS, RESULTS
from queries import warehouse
from queries.two_builds import TwoBuilds, Unlike, two_builds

ALL = "全部"


def changes_panel(page: Page, labels: dict[str, str]) -> None:
    """The changes between two builds of ``labels`` (build → what it is called, newest first), chosen here."""
    builds = list(labels)
    with st.container(horizontal=True):
        before, after = (
            str(st.selectbox(
                title, builds, index=index, key=key, bind="query-params", filter_mode=None, width=420,
                format_func=lambda one: labels.get(one, one),
            ) or builds[index])
            for title, key, index in ((say("从"), "from_build", 1), (say("到"), "to_build", 0))
        )
    try:
        found = two_builds(warehouse(None, before), warehouse(None, after))
    except Unlike as reason:
        st.warning(str(reason))
        return
    _figures(found)
    tables = changed_figures(found)
    if not tables:
        st.caption(say("总览的数字没有变化。"))
    for title, figures in tables:
        made_table(
            page, say("总览数字的变化：{title}", title=title), figures, f"change-{figures.columns[1]}",
            say("查询 project_summary"),
        )
    _lines(page, found)
    made_table(
        page, say("各类的变化"), changed_kinds(found), "change-totals",
        say("由两个版本的全部行比较得出；应奖、申报条件结论、推荐去向是规则算出的结果"), balance(found),
    )


def _figures(found: TwoBuilds) -> None:
    rows = found.totals.filter(~pl.col("is_computed"))
    with st.container(key="figures"):
        figure_card(say("新增（行）"), text.count(rows["n_came"].sum()), say("报送的行，后一版有、前一版没有"))
        figure_card(say("减少（行）"), text.count(rows["n_gone"].sum()), say("报送的行，前一版有、后一版没有"))
        figure_card(say("改动（行）"), text.count(rows["n_changed"].sum()), say("两版都有的同一行，内容不同"))
        invested = changed_kinds(found).filter(kind="investment")["change_yuan"].sum()
        figure_card(say("发票金额增减"), text.signed("change_yuan", invested), say("已投入资金各行的增减之和"))
    if found.rules:
        st.warning(say("两个版本的政策文件或规则也不同，应奖、条件、去向的变化可能来自规则。"))
    if found.before.as_of != found.after.as_of:
        st.caption(say(
            "数据日期从 {before} 到 {after}，到期、年限一类的结论会随日期变化。",
            before=found.before.as_of, after=found.after.as_of,
        ))


def _lines(page: Page, found: TwoBuilds) -> None:
    moved = found.totals.filter(pl.col("n_came") + pl.col("n_gone") + pl.col("n_changed") > 0)["kind"].to_list()
    kinds = {"": ALL} | {kind: (KINDS | RESULTS)[kind] for kind in moved}
    changes = {"": ALL} | CHANGES
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = str(st.selectbox(
            say("看哪一类"), list(kinds), key="change_kind", format_func=lambda one: say(str(kinds.get(one, one))),
            width=220, filter_mode=None,
        ) or "")
        change = str(st.segmented_control(
            say("变化"), list(changes), default="", key="change_only", required=True,
            format_func=lambda one: say(changes[str(one)]),
        ) or "")
    made_table(
        page, say("逐行变化"), changed_lines(found, kind, change), "change-lines",
        say("改动的行每个栏目一条；金额增减写在每行的第一条，合计等于各类的变化"), nothing=say("没有变化"),
    )
