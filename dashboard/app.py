"""The frame around every page: which build, which filters, which page."""

from __future__ import annotations

from pathlib import Path

import duckdb
import streamlit as st

from dashboard import text
from dashboard.filters import choose
from dashboard.freshness import held, newer_note
from dashboard.intake import may_upload
from dashboard.journal.errors import Unusable
from dashboard.language import language, say
from dashboard.layout import foot
from dashboard.nothing import FIRST_STEPS, say_nothing_here
from dashboard.page import Page, pin
from dashboard.page_list import START, WALL, menu, title_of
from dashboard.past_build import AT, lost_note, past_note
from dashboard.printing import PARAM, stamp_html
from dashboard.switch import language_switch, settle_language
from dashboard.turns import turn
from dashboard.upload_panel import upload_panel
from dashboard.views import back_from_print, find_field, views
from dashboard.ways import going
from queries import NoBuild
from queries.two_builds import other_program
from queries.warehouse import home_path, in_service

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Draw one page on one build."""
    is_turned = settle_language()
    st.set_page_config(page_title=say("智造"), layout="wide", initial_sidebar_state="auto")
    st.html(HERE / "style.css")
    if language() != "zh":
        st.html(HERE / "english.css")
    is_printed = st.query_params.get(PARAM) == "1"
    chosen = st.navigation(menu(), expanded=True, position="hidden" if is_printed else "sidebar")
    if is_turned:
        st.rerun()  # before st.navigation it would begin again on the first page
    going()
    try:
        found = held(is_following=chosen.url_path == WALL)
    except NoBuild as error:
        st.title(say("智造"), anchor=False)
        st.info(str(error))
        st.markdown(say(FIRST_STEPS))
        if may_upload():
            upload_panel(home_path(), [])
        st.stop()
    if chosen.url_path != WALL:
        if not in_service(found) and st.session_state.get(AT):
            past_note(found)
        elif not is_printed:
            lost_note()
            newer_note(found)
    filters = choose(found)
    page = Page(found, filters, title_of(chosen.url_path or START), is_printed)
    pin(page)
    if is_printed:
        st.html(HERE / "print.css")
        back_from_print(chosen.url_path)
    else:
        with st.sidebar:
            language_switch(chosen.url_path)
            find_field(chosen.url_path == "search")
            st.caption(say("数据日期 {as_of}\n\n版本 {build}", as_of=text.date_text(found.as_of), build=found.build))
            views(page, chosen.url_path)
    if chosen.url_path != WALL:
        say_nothing_here(page, chosen.url_path or START)
    body = st.container(key="page")
    if chosen.url_path != WALL and not is_printed:  # paper has it in its stamp
        foot(page)
    st.html(stamp_html(page.stamp(page.title)))  # stands below whatever the page draws, even one that stops early
    with body:
        try:
            chosen.run()
        except Unusable as error:
            st.error(str(error))
        except (duckdb.CatalogException, duckdb.BinderException):
            if not st.session_state.get(AT):
                raise
            st.error(other_program(found))


with turn():
    main()
