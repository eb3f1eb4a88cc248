"""Which build a visitor looks at: the one in service when he came, until he asks for the newer one.

A build published while a page is open must not change half of what is on the screen, nor the figures under somebody's
finger: the visit stays on its build, says that there is a newer one, and moves over in one piece.
"""

from __future__ import annotations

import os

import streamlit as st

from dashboard import text
from dashboard.language import say
from dashboard.past_build import visited
from queries import NoBuild, Warehouse, warehouse

HELD, GONE = "held-build", "gone-build"
LOOK_S = float(os.environ.get("ZHIZAO_LOOK_S") or 60)  # how often an open page looks for a newer build by itself


def held(is_following: bool) -> Warehouse:
    """The build of this visit; ``is_following`` takes the newest at every run, as the screen on the wall does.

    An earlier build that the address asks for goes first. One that is no longer kept is let go of. Raises NoBuild
    where nothing was ever loaded.
    """
    if not is_following and (past := visited()):
        return past
    held_before: Warehouse | None = st.session_state.get(HELD)
    if held_before and not is_following:
        if held_before.path.is_file():
            return held_before
        st.session_state[GONE] = held_before.build
    st.session_state[HELD] = found = warehouse()
    return found


def newer_note(found: Warehouse) -> None:
    """The note that there is a newer build, with the button that moves over; it looks again every LOOK_S seconds."""
    st.fragment(_look, run_every=LOOK_S)(found, st.session_state.pop(GONE, ""))


def _look(found: Warehouse, gone: str) -> None:
    if gone:
        st.info(say("刚才看的数据版本 {gone} 已不再保留，现在是 {build}。", gone=gone, build=found.build))
    try:
        newest = warehouse()
    except NoBuild:
        return  # what is on the screen is still what was last in service
    if newest.build == found.build:
        return
    with st.container(key="newer-build", border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            say(
                "**有新的数据版本 {build}**（数据日期 {as_of}）。这一页仍是 {build2} 的数字。",
                build=newest.build, as_of=text.date_text(newest.as_of), build2=found.build,
            )
        )
        if st.button(say("点此更新"), key="take-newer", type="primary"):
            del st.session_state[HELD]
            st.rerun()
