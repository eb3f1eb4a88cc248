"""The ladder: who stands where, who moved up, what it is worth, what is still due."""

import streamlit as st

from dashboard.answers import answer
from dashboard.figures.flow import ladder_flow
from dashboard.figures.ladder import tier_ladder, tier_money
from dashboard.figures.trend import award_trend, year_columns
from dashboard.language import say
from dashboard.layout import chart, head, note, rows_below, section, table
from dashboard.page import pinned
from dashboard.years import pairs_of_ranks

page = pinned()
head(page, say("各档认定：数量、谁在晋档、按生效文件计算的应奖、已拨付和待拨付。"))
left, right = st.columns(2, gap="large")
with left:
    section(say("认定数与企业数"))
    chart(page, tier_ladder, "tier_summary")
with right:
    section(say("应奖、已拨付、待拨付"))
    chart(page, tier_money, "tier_summary")
section(say("企业逐年晋档"), say("每家企业按当时最高的一档计。橙色是晋档，灰色是留在原档或首次认定。"))
chart(page, ladder_flow, "enterprise_ladder", pairs_of_ranks(page))
rows_below(page, "enterprise_ladder", say("每年各行企业数相加 = 到当年末在档的企业数"))
left, right = st.columns(2, gap="large")
with left:
    section(say("历年认定，按档次"))
    chart(page, award_trend, "award_trend", page.warehouse.as_of)
    note(page, "award_trend")
with right:
    section(say("近年认定，与上年比"), say("未满的年度只与上年同一天以前比。"))
    chart(page, year_columns, "year_trend", "n_awards", "n_awards_by_day", page.warehouse.as_of)
    rows_below(page, "year_trend", say("各年认定相加 = 认定总数"))
section(say("分档汇总"))
tiers = answer(page.warehouse, "tier_summary", page.filters)
ladder = tiers.drop_nulls("rank")
table(
    page, "tier_summary",
    reconciliation=say(
        "各档认定相加 {sum} 项，其中在档 {sum2} 项（标准未知 {sum3} 项，不计金额），其余为不设档的称号，文件没有规定"
        "奖励",
        sum=tiers['n_awards'].sum(), sum2=ladder['n_awards'].sum(), sum3=ladder['n_unpriced'].sum(),
    ),
)
section(say("应奖清单"), say("每项认定按认定时生效的文件核定；「标准未知」的原因见说明栏。选中一行看来源。"))
table(page, "entitlement_list")
section(
    say("国家梯度培育就绪度"),
    say("四级要求据二手资料整理，未核对原文，只作准备用。「不符合」是台账里的数与要求相反；「待核实」是没有相反的数，但还缺数据。"),
)
table(page, "readiness_summary")
table(page, "readiness_distribution")
