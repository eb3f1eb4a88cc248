"""Standing back from an enterprise, and who does."""

from __future__ import annotations

import streamlit as st

from dashboard.answers import answer
from dashboard.journal.book import Book
from dashboard.journal.desk import Desk
from dashboard.language import say
from dashboard.list_desk.outcome import say_outcome
from dashboard.list_desk.sitting import Sitting
from dashboard.list_desk.steps import Given, Step, confirm

PLACE = "recusals"


def recusal_panel(sitting: Sitting, book: Book) -> None:
    """Recusals with their reasons, and the step."""
    applications = answer(sitting.current, "recommendation_list", call=sitting.call, track=sitting.track)
    names = dict(applications.select("credit_code", "enterprise").iter_rows())
    for listing in book.lists.values():
        names |= {row.credit_code: row.enterprise for version in listing.versions for row in version.rows}
    with st.expander(say("回避（{recusals} 条）", recusals=len(book.recusals)), key="open-recusals"):
        say_outcome(PLACE, None)
        for (person, code), reason in book.recusals.items():
            st.text(say("{person} 回避 {code}：{reason}", person=person, code=names.get(code, code), reason=reason))
        st.caption(say("申报回避后，本批次、本赛道凡有这家企业的名单，都不能再由本人拟定、修改、复核和提交。"))
        picked = st.selectbox(
            say("回避哪家企业"), sorted(names, key=lambda code: names[code]), index=None, key="recuse-from",
            filter_mode="contains", format_func=lambda code: names.get(code, code), placeholder=say("输入企业名称"),
        )
        if picked:

            def act(desk: Desk, given: Given) -> None:
                desk.recuse(given.actor, given.key, credit_code=str(picked), reason=given.reason)

            step = Step(f"recuse-{picked}-{len(book.recusals)}", PLACE)
            confirm(sitting, step, say("申报回避"), act, is_main=False)
