"""The ladder: who stands where, what it is worth, what is still due."""

import streamlit as st

from dashboard.answers import answer
from dashboard.figures.ladder import tier_ladder, tier_money
from dashboard.figures.trend import award_trend
from dashboard.layout import chart, head, note, section, table
from dashboard.page import pinned

page = pinned()
head(page, "各档认定：数量、按生效文件计算的应奖、已拨付和待拨付。")
left, right = st.columns(2, gap="large")
with left:
    section("认定数与企业数")
    chart(page, tier_ladder, "tier_summary")
with right:
    section("应奖、已拨付、待拨付")
    chart(page, tier_money, "tier_summary")
section("历年认定")
chart(page, award_trend, "award_trend")
note(page, "award_trend")
section("分档汇总")
tiers = answer(page.warehouse, "tier_summary", page.filters)
ladder = tiers.drop_nulls("rank")
table(
    page, "tier_summary",
    reconciliation=f"各档认定相加 {tiers['n_awards'].sum()} 项，其中在档 {ladder['n_awards'].sum()} 项"
    f"（标准未知 {ladder['n_unpriced'].sum()} 项，不计金额），其余为不设档的称号，文件没有规定奖励",
)
section("应奖清单", "每项认定按认定时生效的文件核定；「标准未知」的原因见说明栏。选中一行看来源。")
table(page, "entitlement_list")
section(
    "国家梯度培育就绪度",
    "四级要求据二手资料整理，未核对原文，只作准备用。「不符合」是台账里的数与要求相反；「待核实」是没有相反的数，但还缺数据。",
)
table(page, "readiness_summary")
table(page, "readiness_distribution")
