"""What needs somebody: the findings that matter most, what is overdue, and what changed since the build before."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.layout import folded, is_open, rows_below, section
from dashboard.made_table import made_table
from dashboard.nothing import say_empty
from dashboard.page import Page
from dashboard.since import TOWN_VALUES, Since
from dashboard.ways import way

N_SHOWN = 3
RULE = "怎么选：先看级别（已隔离的行不计入任何数字，排最前），再看涉及的拨付和发票金额，再看条数。"


def findings_view(page: Page) -> None:
    """The three findings that matter most, by a rule that is written below them."""
    section("最要紧的三个数据问题")
    found = answer(page.warehouse, "finding_ranking")
    if found.is_empty():
        say_empty(page, "finding_ranking", "数据问题")
        return
    for row in found.head(N_SHOWN).iter_rows(named=True):
        money = f"，涉及 {text.money(row['amount_yuan'])}" if row["amount_yuan"] else ""
        size = f"{text.count(row['n_findings'])} 条，{text.count(row['n_files'])} 个文件{money}"
        st.markdown(f"**{row['title']}**　{text.severity(row['severity'])} {size}。{row['action']}。")
    st.caption(RULE)
    way("findings", "逐格清单 ›")
    rows_below(page, "finding_ranking", title="全部问题，按要紧次序")


def overdue_view(page: Page) -> None:
    """What is overdue, the oldest first."""
    section("逾期未办")
    status = answer(page.warehouse, "todo_status", page.filters).row(0, named=True)
    late = answer(page.warehouse, "todo_list", page.filters, state="逾期")
    if late.is_empty():
        st.info(f"没有逾期；7 日内到期 {text.count(status['n_soon'])} 件。")
        return
    for row in late.head(N_SHOWN).iter_rows(named=True):
        who = text.label(row["enterprise"] or row["project"])
        when = f"应于 {text.date_text(row['due_date'])}前办，已过 {text.count(-row['n_days'])} 天"
        st.text(f"{row['holder']}　{row['task']}：{who}，{when}。")  # names from files: no markdown
    st.caption("按应办日期，最早的在前；期限都出自文件条款。")
    way("todo", "待办清单 ›")
    rows_below(page, "todo_list", f"逾期 {text.count(status['n_overdue'])} 件", title="全部逾期", state="逾期")


def changes_view(page: Page, changed: Since | None) -> None:
    """What changed since the build before: per town, adding up to the district, and the rows that came or went."""
    if changed is None:
        st.caption("自上一版：没有更早的版本可比。")
        return
    towns = changed.towns()
    sums = "；".join(
        f"{text.noun(name)} {text.change(name, towns[f'change_{name}'].sum())}" for name in TOWN_VALUES
        if towns[f"change_{name}"].sum()
    )
    st.caption(f"自上一版（{changed.before.build}）以来：{sums or '没有变化'}")
    with folded(page, f"自上一版（{changed.before.build}）以来的变化：各街镇、逐条记录", "fold-since") as part:
        if not is_open(part):
            return
        moved = towns.filter(_any_change(towns))
        made_table(
            page, "自上一版各街镇变化", moved, "since-towns", "上一版与本版的 town_summary 相减，只列有变化的街镇",
            f"各街镇变化相加 = 全区变化：{sums or '没有变化'}",
        )
        made_table(
            page, "自上一版新增和减少的记录", changed.rows(), "since-rows", "上一版与本版的申报、认定、拨付逐行相比",
        )


def _any_change(towns: pl.DataFrame) -> pl.Series:
    return towns.select(pl.any_horizontal(pl.col("^change_.*$") != 0)).to_series()
