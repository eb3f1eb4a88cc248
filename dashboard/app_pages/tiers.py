"""The ladder: who stands where, who moved up, what it is worth, what is still due."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.figures.flow import ladder_flow
from dashboard.figures.ladder import tier_ladder, tier_money
from dashboard.figures.trend import award_trend, year_columns
from dashboard.layout import chart, head, note, rows_below, section, table
from dashboard.page import pinned
from dashboard.years import pairs_of_ranks

page = pinned()
head(page, "各档认定：数量、谁在晋档、按生效文件计算的应奖、已拨付和待拨付。")
left, right = st.columns(2, gap="large")
with left:
    section("认定数与企业数")
    chart(page, tier_ladder, "tier_summary")
with right:
    section("应奖、已拨付、待拨付")
    chart(page, tier_money, "tier_summary")
section("企业逐年晋档", "每家企业按当时最高的一档计。橙色是晋档，灰色是留在原档或首次认定。")
chart(page, ladder_flow, "enterprise_ladder", pairs_of_ranks(page))
rows_below(page, "enterprise_ladder", "每年各行企业数相加 = 到当年末在档的企业数")
left, right = st.columns(2, gap="large")
with left:
    section("历年认定，按档次")
    chart(page, award_trend, "award_trend", page.warehouse.as_of)
    note(page, "award_trend")
with right:
    section("近年认定，与上年比", "未满的年度只与上年同一天以前比。")
    chart(page, year_columns, "year_trend", "n_awards", "n_awards_by_day", page.warehouse.as_of)
    rows_below(page, "year_trend", "各年认定相加 = 认定总数")
section("分档汇总")
tiers = answer(page.warehouse, "tier_summary", page.filters)
ladder = tiers.drop_nulls("rank")
table(
    page, "tier_summary",
    reconciliation=f"各档认定相加 {text.count(tiers['n_awards'].sum())} 项，"
    f"其中在档 {text.count(ladder['n_awards'].sum())} 项"
    f"（标准未知 {text.count(ladder['n_unpriced'].sum())} 项，不计金额），其余为不设档的称号，文件没有规定奖励",
)
section("应奖清单", "每项认定按认定时生效的文件核定；「标准未知」的原因见说明栏。选中一行看来源。")
table(page, "entitlement_list")
section(
    "国家梯度培育就绪度",
    "四级要求据二手资料整理，未核对原文，只作准备用。「不符合」是台账里的数与要求相反；「待核实」是没有相反的数，但还缺数据。",
)
table(page, "readiness_summary")
table(page, "readiness_distribution")
