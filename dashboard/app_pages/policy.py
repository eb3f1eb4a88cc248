"""Which documents the figures rest on: every amount, threshold and date with its clause."""

import streamlit as st

from dashboard.answers import answer
from dashboard.layout import head, section, table
from dashboard.page import pack_words, pinned

page = pinned()
head(page, "每个金额、条件、名额和期限出自哪份文件哪一条。失效或未获正文的文件不用来计价。")
packs = answer(page.warehouse, "pack_list")
titles = {pack["pack"]: pack_words(pack) for pack in packs.iter_rows(named=True)}
pack = st.selectbox(
    "文件", ["", *titles], format_func=lambda name: titles.get(name, "全部文件"), key="pack", bind="query-params",
    filter_mode=None,
) or ""
table(page, "policy_notes", pack=pack)
section("文件目录")
table(page, "pack_list")
section("申报批次")
table(page, "call_options")
