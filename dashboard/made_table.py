"""A table that is no single answer: joined, compared or found, with the same downloads and notes as any other."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboard import text
from dashboard.language import say
from dashboard.layout import alt, downloads, draw_table, printed_table
from dashboard.page import Page
from dashboard.shown import shown_frame
from dashboard.ways import to_enterprise

LEADS_ON = {"credit_code", "project_id"}  # rows of anything else lead nowhere: they are not for selecting


def made_table(
    page: Page, title: str, frame: pl.DataFrame, key: str, note: str, reconciliation: str = "",
    nothing: str = text.EMPTY,
) -> dict[str, Any] | None:
    """The frame as a table with its files; returns the selected row, which leads on to its enterprise.

    ``note`` says which questions it was made of. An empty frame says ``nothing``.
    """
    if frame.is_empty():
        st.info(say("{title}：{nothing}。", title=title, nothing=say(nothing)))
        return None
    made_of = shown_frame(page.warehouse, frame)
    picked = None
    if page.is_printed:
        printed_table(made_of.frame, alt(title, made_of.frame), text.UNDEFINED)
    else:
        leads_on = bool(LEADS_ON & set(frame.columns))
        picked = draw_table(title, made_of, key, None, text.UNDEFINED, is_picked=leads_on)
        downloads(page, title, made_of.frame, key)
    if reconciliation:
        st.caption(say("对账：{reconciliation}", reconciliation=reconciliation))
    parts = (say("数据日期 {as_of}", as_of=page.warehouse.as_of), say("版本 {build}", build=page.warehouse.build), note)
    st.caption(" · ".join(parts))
    if picked is None or picked >= frame.height:
        return None
    selected = frame.row(picked, named=True)
    to_enterprise(page, selected)
    return selected
