"""Budget, entitlement, payments: what is left and what is due."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.figures.budget import budget_bars
from dashboard.layout import chart, figure_card, head, section, table
from dashboard.page import pinned

page = pinned()
head(page, "预算、应奖、已拨付和结余，按年度和资金科目。")
total = answer(page.warehouse, "project_summary", page.filters).row(0, named=True)
assumed = "（含推定）" if page.filters["assume"] else ""
with st.container(key="figures"):
    figure_card(f"应奖{assumed}", text.money(total["entitled_yuan"]))
    figure_card("已拨付", text.money(total["paid_yuan"]), "含诊断奖励")
    figure_card(f"待拨付{assumed}", text.money(total["due_yuan"]), "逐企业计算，不按年度切分")
    figure_card("标准未知（项）", text.count(total["n_unpriced"]), "认定时没有生效的文件，或文件金额未知")
chart(page, budget_bars, "budget_summary")
table(
    page, "budget_summary",
    reconciliation="结余 = 预算 − 已拨付；没有预算的科目只列拨付。应奖按认定年份，拨付按预算年度",
)
section("待拨付清单", "逐企业：应奖减已拨付。含标准未知认定的企业不判断多付。选中一行，看这家企业的认定与拨付。")
selected = table(page, "enterprise_due")
if selected:
    section(selected["enterprise"])
    table(page, "enterprise_award_list", credit_code=selected["credit_code"])
    table(page, "enterprise_payment_list", credit_code=selected["credit_code"])
section("拨付记录", "选中一行看来源。")
table(page, "payment_list")
