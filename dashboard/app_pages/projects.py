"""Everything about one enterprise, and the lists to find it."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.layout import head, section, table
from dashboard.page import pinned

SECTIONS = (
    ("enterprise_project_list", "申报项目"), ("enterprise_path_list", "晋档路径"),
    ("enterprise_award_list", "认定与应奖"),
    ("enterprise_payment_list", "拨付"), ("enterprise_instance_list", "场景实例"),
    ("enterprise_outcome_list", "成效"), ("enterprise_investment_list", "发票"),
    ("enterprise_finance_history", "经营情况"), ("enterprise_stage_history", "流程"),
    ("enterprise_readiness_list", "国家梯度"),
)
page = pinned()
head(page, "找一家企业，看它的申报、认定、奖励、成效，每一行都能回到原表。")
words = st.text_input("查找企业", key="find", placeholder="企业名称、曾用名、信用代码或项目编号", bind="query-params")
names = answer(page.warehouse, "enterprise_list", {})
projects = answer(page.warehouse, "project_list", {})
code = st.query_params.get("code", "")
if words:
    by_project = projects.filter(projects["project_id"].str.contains(words, literal=True))["credit_code"]
    hits = names.filter(
        names["enterprise"].str.contains(words, literal=True)
        | names["former_names"].fill_null("").str.contains(words, literal=True)
        | names["credit_code"].str.contains(words.upper(), literal=True)
        | names["credit_code"].is_in(by_project.implode())
    )
    st.caption(f"找到 {hits.height} 家")
    for hit in hits.head(8).iter_rows(named=True):
        if st.button(f"{hit['enterprise']}（{hit['town']}）", key=f"open-{hit['credit_code']}", type="tertiary"):
            code = hit["credit_code"]
    if hits.height == 1:
        code = hits["credit_code"][0]
if not code:
    listed, applied = st.tabs(["企业", "项目"])
    with listed:
        chosen = table(page, "enterprise_list")
    with applied:
        chosen_project = table(page, "project_list")
    code = (chosen or chosen_project or {}).get("credit_code", "")
if code:
    st.query_params["code"] = code
    found = names.filter(credit_code=code)
    name = found["enterprise"][0] if found.height else code
    section(name)
    if found.height:
        one = found.row(0, named=True)
        st.text(
            f"{one['town']} · {text.label(one['industry'])} · 推荐单位 {text.label(one['unit'])} · "
            f"应奖 {text.money(one['entitled_yuan'])} · 已拨付 {text.money(one['paid_yuan'])}"
        )
    table(page, "enterprise_detail", credit_code=code, is_noted=False)
    for tab, (question, _) in zip(st.tabs([title for _, title in SECTIONS]), SECTIONS, strict=True):
        with tab:
            table(page, question, credit_code=code)
