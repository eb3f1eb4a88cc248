"""Whose names stand on the published lists: those that wait for a person, those that were attached, who ruled so."""

import streamlit as st

from dashboard import decisions, text
from dashboard.answers import answer
from dashboard.journal.match_file import fault
from dashboard.language import say
from dashboard.layout import figure_card, head, is_open, note, section, table, tabs
from dashboard.list_desk.outcome import plain
from dashboard.list_desk.sitting import choose_actor
from dashboard.name_cases import cases, is_settled
from dashboard.name_desk.panels import choose_case, history, judge, part, say_case
from dashboard.name_desk.steps import say_news
from dashboard.nothing import say_empty
from dashboard.page import pinned
from dashboard.past_build import stop_in_the_past

page = pinned()
head(page, say("公示名单上的企业是台账里的哪一家：同名或同曾用名的自动对上，其余由人核对并留下记录。"))
stop_in_the_past()
total = answer(page.warehouse, "listed_summary").row(0, named=True)
if not total["n_listed"]:
    say_empty(page, "listed_list")
    note(page, "listed_list")
    st.stop()
if faults := decisions.journal_faults():
    st.error(plain(say("办理记录没有通过校验，请停止办理并联系系统维护人员：") + say("；").join(faults)))
elif decisions.has_journal() and (wrong := fault(decisions.journal())):
    st.error(plain(say("{wrong}。请管理员运行 python -m dashboard match rebuild，再入库。", wrong=wrong)))
matches = decisions.matches()
waiting, attached = cases(page.warehouse, matches, "waiting"), cases(page.warehouse, matches, "matched")
with st.container(key="figures"):
    figure_card(say("名单（行）"), text.count(total["n_listed"]))
    figure_card(say("已对上（行）"), text.count(total["n_matched"]))
    figure_card(say("待核对（行）"), text.count(total["n_waiting"]), say("隔离在外，不计入任何数字"))
    figure_card(say("待核对金额"), text.money(total["waiting_yuan"]), say("拨付名单上的，不在任何企业名下"))
    figure_card(say("不是台账企业（行）"), text.count(total["n_outside_ledger"]))
actor = choose_actor()
st.caption(say("系统还没有登录，请如实填写本人姓名；名字会记入核对记录。"))
say_news()
to_judge, to_part, lists, rows, done = tabs(
    [say("待核对"), say("已对上"), say("各份名单"), say("逐行"), say("核对记录")], key="part"
)
with to_judge:
    open_cases = [case for case in waiting if not is_settled(case)] + [case for case in waiting if is_settled(case)]
    if not waiting:
        st.info(say("没有待核对的名称。"))
    elif is_open(to_judge) and (case := choose_case(open_cases, say("核对哪个名称"), "name")):
        say_case(page, case)
        judge(page, case, matches, actor)
        section(say("全部待核对的名称"))
        table(page, "listed_name_list", match_state="waiting", key="names-waiting")
with to_part:
    if is_open(to_part) and (case := choose_case(attached, say("查看哪个名称"), "attached")):
        say_case(page, case)
        part(page, case, matches, actor)
        table(page, "listed_name_list", match_state="matched", key="names-matched")
with lists:
    if is_open(lists):
        table(page, "listed_file_summary")
with rows:
    if is_open(rows):
        table(page, "listed_list", reconciliation=say(
            "名单 {n_listed} 行 = 已对上 {n_matched} + 待核对 {n_waiting} + 不是台账企业 {n_outside}",
            n_listed=text.count(total["n_listed"]), n_matched=text.count(total["n_matched"]),
            n_waiting=text.count(total["n_waiting"]), n_outside=text.count(total["n_outside_ledger"]),
        ))
with done:
    history(matches)
