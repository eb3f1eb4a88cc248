"""What has to be done, by whom and until when: overdue first, on any past day as well."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.filters import ALL, choose_day
from dashboard.language import say
from dashboard.layout import figure_card, head, section, table
from dashboard.page import pinned

HORIZONS = {"7": say("7 日内"), "30": say("30 日内")}
page = pinned()
head(page, say("谁、在什么时候之前、要办什么。期限都出自文件条款；文件没有规定期限的只列已过天数，不设期限。"))
with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
    day = choose_day(page.warehouse)
    by_unit = answer(page.warehouse, "todo_summary", page.filters, as_of=day)
    picked = st.selectbox(
        say("责任单位"), [ALL, *by_unit["holder"].sort()], key="unit", bind="query-params", filter_mode=None, width=260,
        format_func=say,
    )
    within = st.segmented_control(
        say("看到"), list(HORIZONS), default="30", format_func=lambda days: HORIZONS[days], key="within",
        bind="query-params", required=True,
    ) or "30"
unit = "" if picked in (ALL, None) else str(picked)
total = answer(page.warehouse, "todo_status", page.filters, as_of=day, unit=unit).row(0, named=True)
with st.container(key="figures"):
    figure_card(say("逾期（件）"), text.count(total["n_overdue"]), say("应办日期已过、仍没有办结记录"))
    figure_card(say("7 日内（件）"), text.count(total["n_soon"]), say("今天至第 7 天到期"))
    figure_card(say("30 日内（件）"), text.count(total["n_later"]), say("第 8 至第 30 天到期，不含 7 日内"))
    figure_card(say("无期限（件）"), text.count(total["n_undated"]), say("文件没有规定期限，或工作日历不够、无法推算"))
st.caption(
    say(
        "截至 {words}，只计当时已知的流程、认定和拨付。工作日按国务院节假日安排（含调休），日历到 {calendar_until}；"
        "{reason}。",
        words=text.date_text(day or page.warehouse.as_of),
        calendar_until=text.date_text(total['calendar_until']), reason=total['reason'],
    )
)
section(say("各单位"))
table(
    page, "todo_summary", as_of=day,
    reconciliation=say("待办 = 逾期 + 7 日内 + 8 至 30 日 + 无期限；责任单位按文件所写，文件写企业或街镇的归盖章单位"),
)
section(say("清单"), say("选中一行看来源。「是否本区口径」为是的，不是文件的要求，是台账自己提醒的。"))
table(page, "todo_list", as_of=day, unit=unit, within=within)
section(
    say("流程进度"),
    say("每个申报现在在哪一环节、按文件何时期满、下一环节是什么；次序不对、文件没有的环节都写在说明里。"),
)
table(page, "stage_status", as_of=day)
