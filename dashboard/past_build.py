"""A visit to an earlier build: ``?at=BUILD`` in the address, kept for the session, said on every page."""

from __future__ import annotations

import re

import streamlit as st

from dashboard import text
from dashboard.language import say
from queries import NoBuild, Warehouse, warehouse

AT, LOST = "at", "at-lost"
BUILD = re.compile(r"[0-9]{8}-[0-9a-f]{10}")  # comes from an address and becomes part of a path


def visited() -> Warehouse | None:
    """The build that this visit wants to see instead of the one in service; None for that one."""
    if AT not in st.session_state:
        st.session_state[AT] = st.query_params.get(AT, "")
    wanted = st.session_state[AT]
    if not wanted:
        return None
    found = None
    if BUILD.fullmatch(wanted):
        try:
            found = warehouse(None, wanted)
        except NoBuild:
            found = None
    if found is None or not found.path.is_file():
        leave()
        st.session_state[LOST] = wanted
        return None
    if st.query_params.get(AT) != wanted:
        st.query_params[AT] = wanted  # going to another page drops what no widget is bound to
    return found


def visit(build: str) -> None:
    """Look at a build from the next run on; '' is the one in service. For callbacks."""
    st.session_state[AT] = build


def leave() -> None:
    """Back to the build in service."""
    st.session_state[AT] = ""
    if AT in st.query_params:
        del st.query_params[AT]


def stop_in_the_past() -> None:
    """On a page where people decide: nothing is decided on figures of the past."""
    if st.session_state.get(AT):
        st.info(say("正在看以前的数据版本，这一页的事只在现用版本上办理。请先回到现用版本。"))
        st.stop()


def past_note(found: Warehouse) -> None:
    """What stands above every page of a visit to an earlier build, with the way back."""
    with st.container(key="past-build", border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(say(
            "**正在看以前的数据版本 {build}**（数据日期 {as_of}），不是现在的数字。",
            build=found.build, as_of=text.date_text(found.as_of),
        ))
        st.button(say("回到现用版本"), key="leave-past", type="primary", on_click=leave)


def lost_note() -> None:
    """Once, where an address asks for a build that is not there."""
    if wanted := st.session_state.pop(LOST, ""):
        st.warning(say(
            "网址里的数据版本「{wanted}」不在库中，以下是现用版本。「历史版本」页可以把以前的版本重做出来。",
            wanted=re.sub(r"[^0-9A-Za-z-]", "", wanted)[:40],
        ))
