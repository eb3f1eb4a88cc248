"""Find an enterprise or an application by what is known of it."""

import streamlit as st

from dashboard import text
from dashboard.finder import SHOWN, find
from dashboard.language import say
from dashboard.layout import head
from dashboard.made_table import made_table
from dashboard.page import pinned
from dashboard.ways import searched, way

N_LINKS = 5
CAN = (
    say("可以输入：企业名称或曾用名的任意一段、统一社会信用代码中连续 4 位以上、项目编号、项目名称、示范工厂名称，"
    "也可以输入名称的拼音，或者每个字的拼音首字母。括号、空格、大小写、全角半角不影响。")
)
page = pinned()
head(page, say("按名称、曾用名、信用代码、拼音找企业，按编号、名称、示范工厂找申报项目。"))
typed = (
    st.text_input(
        say("查什么"),
        key="q",
        bind="query-params",
        placeholder=say("企业、曾用名、信用代码、拼音或项目编号"),
        max_chars=100,
    )
    or ""
)
st.caption(CAN)
if not typed.strip():
    way("projects", say("不查，看企业和项目的全部清单"))
    st.stop()
n_found, hits = find(searched(page.warehouse), typed)
if not n_found:
    st.info(say("没有找到「{typed}」。请换一个说法，或只输入其中一段。{can}", typed=typed.strip(), can=CAN))
    st.stop()
shown = say("，显示最接近的 {shown} 个，请再输入几个字缩小范围", shown=SHOWN) if n_found > SHOWN else ""
st.text(say("找到 {n_found} 个{shown}。", n_found=text.count(n_found), shown=shown))
for one in hits.unique("credit_code", keep="first", maintain_order=True).head(N_LINKS).iter_rows(named=True):
    way(
        "enterprise",
        say("打开企业页：{enterprise}（{town}）", enterprise=one["enterprise"], town=one["town"]),
        code=one["credit_code"],
    )
st.caption(say("上面是最接近的几家；选中表里一行，打开那一家的页面。查找不受筛选影响。"))
made_table(page, say("查找结果"), hits, "search", say("查询 name_list"))
