"""What needs somebody: the findings that matter most, what is overdue, and what changed since the build before."""

from __future__ import annotations

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.comparison import differing
from dashboard.language import say
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
    section(say("最要紧的三个数据问题"))
    found = answer(page.warehouse, "finding_ranking")
    if found.is_empty():
        say_empty(page, "finding_ranking", say("数据问题"))
        return
    for row in found.head(N_SHOWN).iter_rows(named=True):
        money = say("，涉及 {amount_yuan}", amount_yuan=text.money(row['amount_yuan'])) if row["amount_yuan"] else ""
        size = say(
            "{n_findings} 条，{n_files} 个文件{money}",
            n_findings=text.count(row['n_findings']), n_files=text.count(row['n_files']), money=money,
        )
        st.markdown(say(
            "**{title}**\u3000{severity} {size}。{action}。",
            title=row['title'], severity=text.severity(row['severity']), size=size, action=row['action'],
        ))
    st.caption(say(RULE))
    way("findings", say("逐格清单 ›"))
    rows_below(page, "finding_ranking", title=say("全部问题，按要紧次序"))


def overdue_view(page: Page) -> None:
    """What is overdue, the oldest first."""
    section(say("逾期未办"))
    status = answer(page.warehouse, "todo_status", page.filters).row(0, named=True)
    late = answer(page.warehouse, "todo_list", page.filters, state="逾期")
    if late.is_empty():
        st.info(say("没有逾期；7 日内到期 {n_soon} 件。", n_soon=text.count(status['n_soon'])))
        return
    for row in late.head(N_SHOWN).iter_rows(named=True):
        who = text.label(row["enterprise"] or row["project"])
        when = say(
            "应于 {due_date}前办，已过 {n_days} 天",
            due_date=text.date_text(row['due_date']), n_days=text.count(-row['n_days']),
        )
        st.text(say(
            "{holder}\u3000{task}：{who}，{when}。",
            holder=row['holder'], task=row['task'], who=who, when=when,
        ))  # names from files: no markdown
    st.caption(say("按应办日期，最早的在前；期限都出自文件条款。"))
    way("todo", say("待办清单 ›"))
    rows_below(
        page,
        "todo_list",
        say("逾期 {n_overdue} 件", n_overdue=text.count(status["n_overdue"])),
        title=say("全部逾期"),
        state="逾期",
    )


def changes_view(page: Page, changed: Since | None) -> None:
    """What changed since the build before: per town, adding up to the district, and the rows that came or went."""
    if changed is None:
        st.caption(say("自上一版：没有更早的版本可比。"))
        return
    towns = changed.towns()
    totals = {name: towns[f"change_{name}"].sum() for name in TOWN_VALUES}
    sums = say("；").join(f"{text.noun(name)} {text.change(name, total)}" for name, total in totals.items() if total)
    st.caption(say("自上一版（{build}）以来：{words}", build=changed.before.build, words=sums or say('没有变化')))
    with folded(
        page, say("自上一版（{build}）以来的变化：各街镇、逐条记录", build=changed.before.build), "fold-since"
    ) as part:
        if not is_open(part):
            return
        moved = differing(towns)
        made_table(
            page,
            say("自上一版各街镇变化"),
            moved,
            "since-towns",
            say("上一版与本版的 town_summary 相减，只列有变化的街镇"),
            say("各街镇变化相加 = 全区变化：{words}", words=sums or say("没有变化")),
        )
        made_table(
            page,
            say("自上一版新增和减少的记录"),
            changed.rows(),
            "since-rows",
            say("上一版与本版的申报、认定、拨付逐行相比"),
        )
