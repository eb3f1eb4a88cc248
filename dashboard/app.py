"""The frame around every page: which build, which filters, which page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import text
from dashboard.filters import choose
from dashboard.freshness import held, newer_note
from dashboard.journal.errors import Unusable
from dashboard.language import say
from dashboard.layout import foot
from dashboard.nothing import FIRST_STEPS, say_nothing_here
from dashboard.page import Page, pin
from dashboard.printing import PARAM, stamp_html
from dashboard.switch import language_switch, settle_language
from dashboard.views import back_from_print, find_field, views
from queries import NoBuild

HERE = Path(__file__).resolve().parent
PAGES = {
    "看": (("overview", "总览"), ("coverage", "场景覆盖"), ("towns", "街镇"), ("tiers", "梯度档次"),
          ("outcomes", "成效"), ("money", "资金"), ("compare", "对比")),
    "办": (("todo", "待办"), ("recommend", "推荐"), ("lists", "名单"), ("path", "晋档路径"),
          ("quota", "名额"), ("projects", "项目与企业"), ("sandbox", "政策推演")),
    "查": (("search", "查找"), ("enterprise", "企业"), ("findings", "数据问题"),
          ("senders", "报送质量"), ("policy", "政策"), ("about", "关于")),
}
BY_LINK = {"enterprise"}  # no page to begin with: rows and the search lead there
WALL = "wall"  # a page for a screen on the wall: no frame around it and no place in the list


def main() -> None:
    """Draw one page on one build."""
    settle_language()
    st.set_page_config(page_title=say("智造"), layout="wide", initial_sidebar_state="auto")
    st.html(HERE / "style.css")
    is_printed = st.query_params.get(PARAM) == "1"
    titles = {name: say(title) for pages in PAGES.values() for name, title in pages}
    chosen = st.navigation(
        {
            say(section): [
                st.Page(
                    HERE / "app_pages" / f"{name}.py", title=say(title), url_path=name, default=name == "overview",
                    visibility="hidden" if name in BY_LINK else "visible",
                )
                for name, title in pages
            ]
            for section, pages in PAGES.items()
        } | {"": [st.Page(HERE / "app_pages" / f"{WALL}.py", title=say("大屏"), url_path=WALL, visibility="hidden")]},
        expanded=True, position="hidden" if is_printed else "sidebar",
    )
    try:
        found = held(is_following=chosen.url_path == WALL)
    except NoBuild as error:
        st.title(say("智造"), anchor=False)
        st.info(str(error))
        st.markdown(say(FIRST_STEPS))
        st.stop()
    if not is_printed and chosen.url_path != WALL:
        newer_note(found)
    filters = choose(found)
    page = Page(found, filters, titles.get(chosen.url_path or "overview", say("大屏")), is_printed)
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
        say_nothing_here(page, chosen.url_path or "overview")
    body = st.container(key="page")
    if chosen.url_path != WALL and not is_printed:  # paper has it in its stamp
        foot(page)
    st.html(stamp_html(page.stamp(page.title)))  # stands below whatever the page draws, even one that stops early
    with body:
        try:
            chosen.run()
        except Unusable as error:
            st.error(str(error))


main()
