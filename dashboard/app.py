"""The frame around every page: which build, which filters, which page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import text
from dashboard.filters import choose
from dashboard.journal.errors import Unusable
from dashboard.page import Page, pin
from queries import NoBuild, warehouse

HERE = Path(__file__).resolve().parent
PAGES = {
    "看": (("overview", "总览"), ("coverage", "场景覆盖"), ("towns", "街镇"), ("tiers", "梯度档次"),
          ("outcomes", "成效"), ("money", "资金")),
    "办": (("todo", "待办"), ("recommend", "推荐"), ("lists", "名单"), ("path", "晋档路径"),
          ("quota", "名额"), ("projects", "项目与企业"), ("sandbox", "政策推演")),
    "查": (("findings", "数据问题"), ("policy", "政策"), ("about", "关于")),
}
WALL = "wall"  # a page for a screen on the wall: no frame around it and no place in the list


def main() -> None:
    """Draw one page on one build."""
    st.set_page_config(page_title="智造", layout="wide", initial_sidebar_state="auto")
    st.html(HERE / "style.css")
    titles = {name: title for pages in PAGES.values() for name, title in pages}
    chosen = st.navigation(
        {
            section: [
                st.Page(HERE / "app_pages" / f"{name}.py", title=title, url_path=name, default=name == "overview")
                for name, title in pages
            ]
            for section, pages in PAGES.items()
        } | {"": [st.Page(HERE / "app_pages" / f"{WALL}.py", title="大屏", url_path=WALL, visibility="hidden")]},
        expanded=True,
    )
    try:
        found = warehouse()
    except NoBuild as error:
        st.title("智造", anchor=False)
        st.info(str(error))
        st.stop()
    with st.sidebar:
        st.caption(f"数据日期 {text.date_text(found.as_of)}\n\n版本 {found.build}")
    filters = choose(found)
    pin(Page(found, filters, titles.get(chosen.url_path or "overview", "大屏")))
    try:
        chosen.run()
    except Unusable as error:
        st.error(str(error))


main()
