"""Who sent what, how complete it is, what is still to correct, and the reply workbook to send back."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.language import say
from dashboard.layout import figure_card, head, is_open, section, table, tabs
from dashboard.page import pinned
from dashboard.reply_file import reply_button
from dashboard.sender_words import arrival, completeness, lacking

page = pinned()
head(page, say("各街镇、推荐单位和企业报来了什么、什么时候报的、填得全不全、还有哪些要更正；更正回执可以直接发回去。"))
senders = answer(page.warehouse, "sender_list")
table(
    page, "sender_list",
    reconciliation=say("一个文件只归一个报送单位，各行之和就是全区的读取、入库、隔离、跳过行数和问题条数"),
)
section(
    say("看一个报送单位"), say("谁报的，看各行的推荐单位、街镇、企业是否一致；文件名只作印证，依据写在每个文件后面。")
)
sender = st.selectbox(
    say("报送单位"), senders["sender"].to_list(), key="sender", bind="query-params", filter_mode=None, width=260,
    format_func=say,
)
if sender is None:
    st.stop()
row = senders.filter(sender=sender).row(0, named=True)
with st.container(key="figures"):
    figure_card(say("须更正（条）"), text.count(row["n_errors"]), say("该行已隔离、不计入数字，或文件没有读取"))
    figure_card(say("请核实（条）"), text.count(row["n_warnings"]), say("已计入，请报送单位核对"))
    was_there = say("旧版里有、后来的版本里没有了的须更正和请核实")
    figure_card(say("已更正（条）"), text.count(row["n_corrected"]), was_there)
    filled = text.UNDEFINED if row["fill_pct"] is None else text.percent(row["fill_pct"])
    figure_card(say("完整度"), filled, completeness(row))
    figure_card(say("报送（次）"), text.count(row["n_deliveries"]), arrival(row))
st.caption(lacking(row))
reply_button(page, row)
cells, files, coverage, history = tabs(
    [say("要更正的单元格"), say("文件"), say("完整度"), say("历次报送")], key="part"
)
with cells:
    if is_open(cells):
        table(page, "sender_finding_list", sender=sender)
with files:
    if is_open(files):
        table(page, "sender_file_list", sender=sender)
with coverage:
    if is_open(coverage):
        table(page, "sender_coverage", sender=sender)
with history:
    if is_open(history):
        table(page, "sender_history", sender=sender)
