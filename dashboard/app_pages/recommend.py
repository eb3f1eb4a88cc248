"""Whom do we recommend, why, how firm is the list, and what does each choice cost."""

import streamlit as st

from dashboard.choice import NoQuota, choice
from dashboard.choice_frames import chosen_frame, drawn_bars, floor_frame, rejected_frame
from dashboard.choice_parts import SOURCES, conclusions, details, figures, files
from dashboard.decide.program import NotSolved
from dashboard.decide.rules import ChoiceRefused
from dashboard.filters import choose_track
from dashboard.language import say
from dashboard.layout import head, note, section, show, table
from dashboard.made_table import made_table
from dashboard.page import pinned

page = pinned()
head(page, say("按固定评分刻度，在名额和保底之内求总分最高的名单：谁入选、为什么、稳不稳、换一家要少几分。"))
asked = choose_track(page.warehouse)
if asked is None:
    st.info(say("政策文件没有需要排序推荐的申报类型。"))
    st.stop()
call, track = asked
try:
    found = choice(page.warehouse, call, track)
except NoQuota as reason:
    st.info(say("{reason}。以下只是评分。", reason=reason))
    table(page, "recommendation_list", call=call, track=track)
    st.stop()
except (ChoiceRefused, NotSolved) as reason:
    st.error(say("名单没有排出来：{reason}", reason=reason))
    st.stop()
if not found.candidates:
    st.info(say("这一类没有申报。"))
    st.stop()
figures(found)
# On a phone the left column comes first: who is first must not stand below a page of sentences.
bars, words = st.columns((3, 2), gap="large")
with bars:
    show(drawn_bars(found), "chart-selection")
with words:
    conclusions(found)
note(
    page, "recommendation_list",
    say(
        "申报 {candidates} = 入选 {chosen} + 落选 {candidates2}；图中落选只画最接近的几项，全部见落选名单",
        candidates=len(found.candidates), chosen=len(found.selection.chosen),
        candidates2=len(found.candidates) - len(found.selection.chosen),
    ),
)
section(say("入选名单"), say("选中一行，看它的评分、替换方案和条件。评分权重和刻度是本区口径，文件没有规定。"))
selected = made_table(page, say("入选名单"), chosen_frame(found), "chosen", SOURCES)
if selected:
    details(page, found, selected, "chosen")
files(page, found)
if found.rules.floors:
    section(say("保底"), say("每条保底让名单总分少了多少；达不到的写明差几项。"))
    made_table(page, say("保底"), floor_frame(found), "floors", SOURCES)
section(say("落选名单"), say("为什么没有入选；若列入，名单总分要少几分。选中一行看详情。"))
selected = made_table(page, say("落选名单"), rejected_frame(found), "rejected", SOURCES)
if selected:
    details(page, found, selected, "rejected")
