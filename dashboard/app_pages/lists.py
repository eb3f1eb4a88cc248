"""The recommendation list: who drafted it, how it stands, what people change and why, who reviewed and submitted it."""

import streamlit as st

from dashboard.decisions import has_journal, journal_faults
from dashboard.filters import choose_track
from dashboard.language import say
from dashboard.layout import head, note, section
from dashboard.list_desk.changes import change_panel
from dashboard.list_desk.choosing import choose_list, draft_panel
from dashboard.list_desk.history import history
from dashboard.list_desk.newer import newer_build
from dashboard.list_desk.outcome import plain, say_news
from dashboard.list_desk.recusals import recusal_panel
from dashboard.list_desk.sheets import sheet_buttons
from dashboard.list_desk.sitting import Sitting, choose_actor
from dashboard.list_desk.standing import show_standing, state_steps
from dashboard.list_desk.table import choose_row
from dashboard.page import pinned
from dashboard.past_build import stop_in_the_past
from dashboard.sheet_check import sheet_check

page = pinned()
head(page, say("拟定、修改、复核、提交推荐名单；每一步写明经办人和原因，留有记录。"))
stop_in_the_past()
if faults := journal_faults():
    st.error(plain(say("办理记录没有通过校验，请停止办理并联系系统维护人员：") + say("；").join(faults)))
with st.container(horizontal=True, gap="medium", vertical_alignment="top"):
    chosen = choose_track(page.warehouse)
    actor = choose_actor()
if chosen is None:
    st.info(say("政策文件没有需要排序推荐的申报类型。"))
    st.stop()
st.caption(say("系统还没有登录，请如实填写本人姓名；名字会记入名单。"))
sitting = Sitting(page.warehouse, *chosen, actor)
book = sitting.book
listing = choose_list(sitting, book)
if listing is None:
    st.info(say("还没有名单。"))
    draft_panel(sitting, book)
else:
    show_standing(listing)
    say_news(listing, actor)
    newer_build(sitting, listing)
    state_steps(sitting, listing)
    section(say("名单"), say("得分是拟定或重新选择时的；联系人只显示遮盖后的。"))
    row = choose_row(listing)
    sheet_buttons(sitting, listing)
    change_panel(sitting, listing, row)
    history(listing)
    with st.expander(say("再拟一份名单"), key="open-draft"):
        draft_panel(sitting, book)
recusal_panel(sitting, book)
if has_journal():
    with st.expander(say("核对回来的推荐汇总表"), key="open-check"):
        sheet_check(sitting.desk.journal, listing.id if listing else "")
note(page, "recommendation_list")
