"""How the towns compare, where they lie, and how one of them stands against the district."""

import streamlit as st

from dashboard.figures.town import town_ranking
from dashboard.language import say
from dashboard.layout import chart, head, section, table
from dashboard.page import pinned
from dashboard.town_view import map_view, profile_view

MEASURES = {
    "n_projects": say("申报项目"),
    "n_awards": say("认定"),
    "n_enterprises": say("在册企业"),
    "invested_yuan": say("已投入资金"),
    "paid_yuan": say("已拨付"),
}
page = pinned()
head(page, say("各街镇的企业、申报、认定和资金。申报和投资按建设地，认定和拨付按企业所属街镇。"))
measure = st.segmented_control(
    say("比较"), list(MEASURES), default="n_projects", format_func=lambda name: MEASURES[name], key="measure",
    bind="query-params", required=True,
) or "n_projects"
left, right = st.columns([3, 2], gap="large")
with left:
    section(say("{words}排名", words=MEASURES[measure]))
    chart(page, town_ranking, "town_summary", measure, largest_first=measure)
with right:
    map_view(page, measure)
section(say("明细"))
table(page, "town_summary", reconciliation=say("各街镇 + 未填报 = 全区合计；每个企业、项目只属一个街镇"))
profile_view(page)
