"""What stands beside every page: the search field, the district's named views, this view as a link, the print form."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import streamlit as st

from dashboard.answers import answer
from dashboard.filters import titles_of
from dashboard.language import say
from dashboard.layout import folded, is_open
from dashboard.page import Page
from dashboard.printing import PARAM
from dashboard.ways import go, link

SEARCH = "search"


def find_field(is_searching: bool) -> None:
    """The search field; what is typed leads to the page 查找.

    There its own field takes it over: Streamlit lets nobody write a part of an address that a widget is bound to.
    """
    st.text_input(
        say("查找企业或项目"),
        key="look_for",
        placeholder=say("名称、代码、拼音、编号"),
        on_change=_look_for,
        args=(is_searching,),
        max_chars=100,
    )


def _look_for(is_searching: bool) -> None:
    """Take what was typed to the search, and empty the field."""
    wanted = st.session_state["look_for"].strip()
    st.session_state["look_for"] = ""
    if wanted and is_searching:
        st.session_state["q"] = wanted
    elif wanted:
        go(SEARCH, {"q": wanted})


def views(page: Page, page_name: str) -> None:
    """The views that the district named (data/reference/views.toml), the present one as a link, and its print form."""
    with folded(page, say("常用视图、网址、打印"), "fold-views") as part:
        if not is_open(part):
            return
        titles = titles_of(page.warehouse)
        links = [
            link(view["page"], address(view["address"], titles), view["title"], view["note"])
            for view in answer(page.warehouse, "view_list").iter_rows(named=True)
        ]
        printed = link(
            page_name, {**st.query_params.to_dict(), PARAM: "1"}, say("打印这一页"), say("表格全部展开的打印稿")
        )
        st.html("".join((*links, printed)))
        st.caption(say("这一页连同筛选都在网址里。点一下全部选中，复制后发给同事，或存进浏览器收藏夹："))
        st.code(here(), language=None, wrap_lines=True)
        st.caption(say("要让全区同事都在这里看到，请管理员把它写进 data/reference/views.toml，再装入数据。"))


def address(written: str, titles: dict[str, str]) -> dict[str, str]:
    """``year=2025;call=national-2023`` as the parts of an address, a call as the filter shows it."""
    parts = dict(part.split("=", 1) for part in written.split(";") if part)
    return {name: titles.get(value, value) if name == "call" else value for name, value in parts.items()}


def here() -> str:
    """The address of what is on the screen, with everything that was chosen."""
    chosen = {name: value for name, value in st.query_params.items() if name != PARAM}
    start = str(st.context.url or "").partition("?")[0]
    return f"{start}?{urlencode(chosen, quote_via=quote)}" if chosen else start


def back_from_print(page_name: str) -> None:
    """What the screen, but not the paper, shows above the form for paper."""
    chosen = {name: value for name, value in st.query_params.items() if name != PARAM}
    with st.container(key="print-note"):
        st.html(link(page_name, chosen, say("回到页面"), say("回到可以筛选和选行的页面")))
        st.caption(say("这是打印稿：表格全部展开，最多 200 行。请用浏览器菜单里的「打印」打印或存为 PDF，纸张选 A4。"))
