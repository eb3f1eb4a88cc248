"""Budget, entitlement, payments: what is left and what is due."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.bridge_view import bridge_view
from dashboard.figures.budget import budget_bars
from dashboard.figures.budget import words as budget_words
from dashboard.figures.trend import year_columns
from dashboard.language import say
from dashboard.layout import chart, figure_card, head, rows_below, section, table
from dashboard.page import pinned

page = pinned()
head(page, say("预算、应奖、已拨付和结余，按年度和资金科目。"))
total = answer(page.warehouse, "project_summary", page.filters).row(0, named=True)
assumed = say("（含推定）") if page.filters["assume"] else ""
with st.container(key="figures"):
    figure_card(say("应奖{assumed}", assumed=assumed), text.money(total["entitled_yuan"]))
    figure_card(say("已拨付"), text.money(total["paid_yuan"]), say("含诊断奖励"))
    figure_card(say("待拨付{assumed}", assumed=assumed), text.money(total["due_yuan"]), say("逐企业计算，不按年度切分"))
    figure_card(say("标准未知（项）"), text.count(total["n_unpriced"]), say("认定时没有生效的文件，或文件金额未知"))
st.caption(say("应奖、待拨付只含认定奖励；已拨付另含诊断奖励。诊断奖励的应奖和待拨付单列在下。"))
left, right = st.columns([3, 2], gap="large")
with left:
    bridge_view(page)
with right:
    section(say("近年拨付，与上年比"), say("按预算年度；未满的年度只与上年同一天以前比。"))
    chart(page, year_columns, "year_trend", "paid_yuan", "paid_by_day_yuan", page.warehouse.as_of)
    rows_below(page, "year_trend", say("各年已拨付相加 = 上面的已拨付（不按年度筛选时）"))
section(say("历年预算执行"))
chart(page, budget_bars, "budget_summary")
table(
    page, "budget_summary",
    reconciliation=say("结余 = 预算 − 已拨付；没有预算的科目只列拨付。应奖按认定年份，拨付按预算年度"),
)
section(say("年末预计"), say("到年底预计拨付多少、预算还剩多少。假设写在数字下面；没有依据的不作预计。"))
this_year = answer(page.warehouse, "budget_projection_summary", page.filters).drop_nulls("due_yuan")
with st.container(key="projection"):
    for row in this_year.drop_nulls("projected_yuan").iter_rows(named=True):
        name = say("{line} {year} 年末", line=row['line'], year=row['year'])
        figure_card(say("{name}预计拨付{assumed}", name=name, assumed=assumed), text.money(row["projected_yuan"]))
        if row["left_yuan"] is not None:
            figure_card(
                say("{name}预计结余{assumed}", name=name, assumed=assumed),
                budget_words("remaining_yuan", row["left_yuan"]),
            )
for row in this_year.iter_rows(named=True):
    st.caption(say(
        "{line} {year} 年：{projection_basis}。",
        line=row['line'], year=row['year'], projection_basis=row['projection_basis'],
    ))
table(page, "budget_projection_summary")
section(
    say("待拨付清单"), say("逐企业：应奖减已拨付。含标准未知认定的企业不判断多付。选中一行，看这家企业的认定与拨付。")
)
selected = table(page, "enterprise_due")
if selected:
    section(selected["enterprise"])
    table(page, "enterprise_award_list", credit_code=selected["credit_code"])
    table(page, "enterprise_payment_list", credit_code=selected["credit_code"])
section(
    say("诊断奖励"),
    say("服务商按符合要求的报告计；企业按实际实施投入计，不超过最高额，以审定为准。不计入上面的应奖和待拨付。"),
)
table(
    page, "diagnosis_summary",
    reconciliation=say("两类奖励的已拨付，加各档认定的已拨付，等于上面的已拨付（不按年度、档次筛选时）"),
)
section(say("诊断奖励待拨付"), say("拨付记录不注明是哪份报告的：含标准未知报告的，待拨付是至少应付的数，不判断多付。"))
table(page, "diagnosis_due")
section(say("诊断奖励应奖清单"), say("每份报告对服务商、对企业各列一行。选中一行看来源。"))
table(page, "diagnosis_entitlement_list")
section(say("拨付记录"), say("选中一行看来源。"))
table(page, "payment_list")
