"""Everything about one enterprise, at one address: who it is, what it did, what it got, and where that is written."""

from dataclasses import replace

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.language import say
from dashboard.last_time import last_time
from dashboard.layout import figure_card, head, is_open, table, tabs
from dashboard.page import pinned
from dashboard.ways import CODE, firms_of, way

SECTIONS = {
    "认定与应奖": "enterprise_award_list", "拨付": "enterprise_payment_list", "申报项目": "enterprise_project_list",
    "晋档路径": "enterprise_path_list", "场景实例": "enterprise_instance_list", "成效": "enterprise_outcome_list",
    "装备软件": "enterprise_equipment_list",
    "发票": "enterprise_investment_list", "经营情况": "enterprise_finance_history", "流程": "enterprise_stage_history",
    "国家梯度": "enterprise_readiness_list", "数据问题": "enterprise_finding_list", "来源行": "enterprise_source_list",
}
page = pinned()
code = st.query_params.get(CODE, "")
name = firms_of(page.warehouse).get(code)
if name is None:
    head(page, say("一家企业的全部：身份、认定、奖励、申报、成效，每一行都能回到原表。"))
    nobody = say("还没有选企业。请先查找，或在任何一张表里选中一行再打开企业页。")
    st.info(say("台账里没有信用代码为「{code}」的企业。", code=code) if code else nobody)
    way("search", say("查找企业"))
    way("projects", say("看企业和项目的全部清单"))
    st.stop()
head(replace(page, title=name), say("{code} · 这一页不受筛选影响，只有「计价口径」例外。", code=code))
listed = answer(page.warehouse, "enterprise_list", {"assume": page.filters["assume"]}).filter(credit_code=code)
due = answer(page.warehouse, "enterprise_due", {"assume": page.filters["assume"]}).filter(credit_code=code)
findings = answer(page.warehouse, "enterprise_finding_list", credit_code=code)
projects = answer(page.warehouse, "enterprise_project_list", credit_code=code)
awards = answer(page.warehouse, "enterprise_award_list", credit_code=code)
if listed.is_empty():
    st.warning(say("企业表里没有这一家：它只出现在认定、拨付、经营情况、诊断或申报里，街镇和行业因此未填报。"))
for one in listed.iter_rows(named=True):
    former = say(" · 曾用名 {former_names}", former_names=one['former_names']) if one["former_names"] else ""
    st.text(
        say(
            "{town} · {industry} · 推荐单位 {unit} · 规模 {size}{former}",
            town=one['town'], industry=text.label(one['industry']), unit=text.label(one['unit']),
            size=text.label(one['size']), former=former,
        )
    )
assumed = say("（含推定）") if page.filters["assume"] else ""
with st.container(key="figures"):
    figure_card(say("最高档次"), listed["top_tier"][0] or say("还没有") if listed.height else text.MISSING)
    figure_card(say("认定（项）"), text.count(awards.height))
    figure_card(
        say("应奖{assumed}", assumed=assumed),
        text.money(due["entitled_yuan"].sum()),
        say("认定奖励，按认定时生效的文件计算"),
    )
    figure_card(say("已拨付"), text.money(due["paid_yuan"].sum()), say("认定奖励，不含诊断奖励"))
    figure_card(
        say("待拨付{assumed}", assumed=assumed),
        text.money(due["due_yuan"].sum()),
        text.unpriced(int(due["n_unpriced"].sum())),
    )
    figure_card(say("申报项目（项）"), text.count(projects.height))
    figure_card(say("数据问题（条）"), text.count(findings.height), say("这家企业各行里的隔离、请核实和提示"))
last_time(awards, answer(page.warehouse, "enterprise_payment_list", credit_code=code))
table(page, "enterprise_detail", credit_code=code, is_noted=False)
for part, question in zip(tabs([say(name) for name in SECTIONS], key="part"), SECTIONS.values(), strict=True):
    with part:
        if is_open(part):
            table(page, question, credit_code=code)
