"""Which pages there are, under which heading of the menu, and each as Streamlit's own page."""

from __future__ import annotations

from copy import copy
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.language import language, say

FOLDER = Path(__file__).resolve().parent / "app_pages"
START = "overview"  # lies at /, never at /overview
PAGES = {
    "看": (("overview", "总览"), ("coverage", "场景覆盖"), ("towns", "街镇"), ("tiers", "梯度档次"),
          ("outcomes", "成效"), ("money", "资金"), ("compare", "对比")),
    "办": (("todo", "待办"), ("recommend", "推荐"), ("lists", "名单"), ("names", "名称核对"),
          ("path", "晋档路径"), ("quota", "名额"), ("projects", "项目与企业"), ("sandbox", "政策推演"),
          ("upload", "上传")),
    "查": (("search", "查找"), ("enterprise", "企业"), ("findings", "数据问题"), ("senders", "报送质量"),
          ("history", "历史版本"), ("policy", "政策"), ("about", "关于")),
}
BY_LINK = {"enterprise"}  # no page to begin with: rows and the search lead there
WALL = "wall"  # a page for a screen on the wall: no frame around it and no place in the list


def page_of(name: str) -> StreamlitPage:
    """The page as Streamlit's own, in the language of the visit. A copy, for Streamlit writes on it in every run."""
    return copy(_page_of(name, language()))


# Streamlit looks up the path of a page anew whenever it is made or named by its path: 190 looks a run.
@cache
def _page_of(name: str, spoken: str) -> StreamlitPage:
    del spoken  # say() speaks it
    return st.Page(
        FOLDER / f"{name}.py", title=title_of(name), url_path=name, default=name == START,
        visibility="hidden" if name in BY_LINK or name == WALL else "visible",
    )


def title_of(name: str) -> str:
    """What the page is called, in the language of the visit."""
    titles = {one: title for pages in PAGES.values() for one, title in pages}
    return say(titles[name]) if name in titles else say("大屏")


def menu() -> dict[str, list[StreamlitPage]]:
    """Heading of the menu → its pages; the wall screen has none."""
    listed = {say(section): [page_of(name) for name, _ in pages] for section, pages in PAGES.items()}
    return {**listed, "": [page_of(WALL)]}
