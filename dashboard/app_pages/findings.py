"""What is wrong with the data, cell by cell, and what to do about it."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.language import say
from dashboard.layout import figure_card, head, is_open, table, tabs
from dashboard.page import pinned

page = pinned()
head(page, say("报送表里有什么问题、在哪个单元格、怎么改。隔离的行不计入任何数字，改好重报后自动计入。"))
status = answer(page.warehouse, "build_status").row(0, named=True)
with st.container(key="figures"):
    figure_card(say("读取（行）"), text.count(status["n_read"]))
    figure_card(say("入库（行）"), text.count(status["n_accepted"]))
    figure_card(say("隔离（行）"), text.count(status["n_quarantined"]))
    figure_card(say("跳过（行）"), text.count(status["n_skipped"]), say("标题、表头、空行、小计、表尾、隐藏表"))
    figure_card(say("请核实（条）"), text.count(status["n_warnings"]))
severity = st.segmented_control(
    say("级别"), ["error", "warning", "info"], format_func=text.severity, key="severity", bind="query-params"
) or ""
listed, by_rule, catalogue, sheets, files = tabs(
    [say("逐格清单"), say("按规则"), say("规则目录"), say("逐表对账"), say("文件")], key="part"
)
sums = (
    say(
        "读取 {n_read} = 入库 {n_accepted} + 隔离 {n_quarantined} + 跳过 {n_skipped}",
        n_read=text.count(status['n_read']), n_accepted=text.count(status['n_accepted']),
        n_quarantined=text.count(status['n_quarantined']), n_skipped=text.count(status['n_skipped']),
    )
)
with listed:
    if is_open(listed):
        table(page, "finding_list", severity=severity)
with by_rule:
    if is_open(by_rule):
        table(page, "finding_summary")
with catalogue:
    if is_open(catalogue):
        rules = answer(page.warehouse, "quality_status").row(0, named=True)
        st.caption(
            say(
                "{n_rules} 条规则：{n_pass} 条通过，{n_fail} 条有发现，{n_not_applicable} 条不适用（原因在表中）。"
                "点一条看例子，最多十个。",
                **{name: text.count(n) for name, n in rules.items()},
            )
        )
        picked = table(page, "quality_rule_list", severity=severity)
        if picked and picked["n_found"]:
            table(page, "quality_sample_list", rule=picked["rule"])
with sheets:
    if is_open(sheets):
        table(page, "source_reconciliation", reconciliation=sums)
with files:
    if is_open(files):
        table(page, "source_file_list")
