"""A list that rests on another build than the one in service: what would change, and choosing anew."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import text
from dashboard.journal.book import CLOSED, SUBMITTED, Listing
from dashboard.language import say
from dashboard.list_desk.changes import revision
from dashboard.list_desk.outcome import plain, say_outcome
from dashboard.list_desk.preview import preview
from dashboard.list_desk.proposal import chosen_anew
from dashboard.list_desk.sitting import Sitting
from dashboard.list_desk.steps import Step, confirm

PLACE = "newer"


def newer_build(sitting: Sitting, listing: Listing) -> None:
    """The banner and the step; nothing where the list rests on the build in service."""
    say_outcome(PLACE, listing)
    now = sitting.current
    if listing.state == CLOSED or listing.basis.build == now.build:
        return
    st.info(plain(
        say(
            "现在使用的是数据版本 {build}（数据日期 {as_of}），名单仍依据 {build2}（{as_of2}），不会自动变动。",
            build=now.build, as_of=text.date_text(now.as_of), build2=listing.basis.build,
            as_of2=text.date_text(listing.basis.as_of),
        )
        + (say("已提交的名单要改，须先撤回提交。") if listing.state == SUBMITTED else "")
    ))
    with st.expander(say("按新数据重新选择会怎样"), expanded=listing.state != SUBMITTED, key=f"newer-{listing.id}"):
        proposal = preview(partial(chosen_anew, now, sitting.call, sitting.track, listing), "preview-newer")
        if proposal is None:
            st.caption(say("请先取消新数据里不成立的干预，再重新选择。"))
        elif listing.state != SUBMITTED:
            st.caption(say("人工列入、排除的照旧，留下的先后不变，新进的按公布次序插入。"))
            step = Step(f"reselect-{listing.id}", PLACE, listing)
            confirm(sitting, step, say("按新数据重新选择"), revision(listing, "reselect", proposal), is_main=False)
