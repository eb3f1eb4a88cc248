"""Where do we stand: the answer in ten seconds, and from every figure the way to its rows."""

import streamlit as st

from dashboard import headline, text
from dashboard.answers import answer, drawn_of
from dashboard.brief_files import brief_buttons
from dashboard.cards import cards
from dashboard.figures.ladder import tier_counts
from dashboard.figures.quota import quota_gauge
from dashboard.figures.town import town_ranking
from dashboard.figures.trend import year_columns
from dashboard.language import say
from dashboard.layout import chart, head, note, rows_below, section, show
from dashboard.matters import changes_view, findings_view, overdue_view
from dashboard.page import pinned
from dashboard.places_used import say_places_used
from dashboard.since import since
from dashboard.ways import way

page = pinned()
head(page, say("认定了多少、覆盖了多少、钱花了多少、名额还剩多少、什么逾期。每个数都能点到它的行。"))
total = answer(page.warehouse, "project_summary", page.filters).row(0, named=True)
changed = since(page)
with st.container(key="hero"):
    cards("first", [headline.recognised(page, changed)])
    chart(page, tier_counts, "tier_summary")
cards("cards", [
    *headline.covered(page), *headline.places(page), *headline.work(page, changed)[:1],
    *headline.money(page, changed), *headline.work(page, changed)[1:],
])
changes_view(page, changed)
note(
    page, "project_summary",
    say(
        "申报 {n_projects} 项 = 符合条件 {n_eligible} + 不符合 {n_ineligible} + 待核实 {n_unverified}",
        n_projects=text.count(total['n_projects']), n_eligible=text.count(total['n_eligible']),
        n_ineligible=text.count(total['n_ineligible']), n_unverified=text.count(total['n_unverified']),
    ),
)
brief_buttons(page)
left, right = st.columns(2, gap="large")
with left:
    findings_view(page)
with right:
    overdue_view(page)
left, right = st.columns(2, gap="large")
with left:
    section(say("近年认定，与上年比"), say("未满的年度只与上年同一天以前比。"))
    chart(page, year_columns, "year_trend", "n_awards", "n_awards_by_day", page.warehouse.as_of)
    rows_below(page, "year_trend", say(
        "各年认定相加 = {n_awards} 项（不按年度筛选时）",
        n_awards=text.count(total['n_awards']),
    ))
    section(say("名额"), say("各申报类型：可推荐数与已排入数"))
    show(drawn_of(quota_gauge, headline.own_quotas(page)), "overview-quota")
    say_places_used(page.warehouse)
    rows_below(page, "quota_status", say("已用 + 剩余 = 名额上限"))
with right:
    section(say("各街镇申报项目"))
    chart(page, town_ranking, "town_summary", "n_projects", largest_first="n_projects")
    rows_below(page, "town_summary", say(
        "各街镇 + 未填报 = {n_projects} 项",
        n_projects=text.count(total['n_projects']),
    ))
    section(say("各档认定与企业"))
    rows_below(
        page,
        "tier_summary",
        say("各档认定相加 = {n_awards} 项", n_awards=text.count(total["n_awards"])),
        title=say("各档认定、应奖与拨付"),
    )
way("wall", say("大屏：全屏轮播 ›"))
