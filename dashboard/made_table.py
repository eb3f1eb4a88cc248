"""A table that is no single answer: joined, compared or found, with the same downloads and notes as any other."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboard import text
from dashboard.answers import made
from dashboard.language import say
from dashboard.layout import downloads, in_force, printed_table
from dashboard.page import Page
from dashboard.shown import shown_frame
from dashboard.ways import to_enterprise

LEADS_ON = {"credit_code", "project_id"}  # rows of anything else lead nowhere: they are not for selecting


def made_table(
    page: Page, title: str, frame: pl.DataFrame, key: str, note: str, reconciliation: str = ""
) -> dict[str, Any] | None:
    """The frame as a table with its files; returns the selected row, which leads on to its enterprise.

    ``note`` says which questions it was made of. An empty frame says so.
    """
    if frame.is_empty():
        st.info(say("{title}：{empty}", title=title, empty=text.EMPTY))
        return None
    made_of = shown_frame(page.warehouse, frame)
    shown = made_of.frame
    alt = say("{title}，{height} 行", title=title, height=shown.height)
    rows: list[int] = []
    if page.is_printed:
        printed_table(shown, alt, text.UNDEFINED)
    else:
        words: dict[str, Any] = {
            "key": f"table-{key}", "hide_index": True, "column_config": made_of.config, "alt": alt,
            "placeholder": text.UNDEFINED, "height": "auto",
        }
        if LEADS_ON & set(frame.columns):
            event = st.dataframe(made_of.sent, on_select="rerun", selection_mode="single-row", **words)
            rows = event["selection"]["rows"]
        else:
            st.dataframe(made_of.sent, **words)
        downloads(page, title, shown, key)
    if reconciliation:
        st.caption(say("对账：{reconciliation}", reconciliation=reconciliation))
    documents = say("生效文件 {in_force}", in_force=made(in_force, page.warehouse))
    parts = (
        note,
        documents,
        say("数据日期 {as_of}", as_of=page.warehouse.as_of),
        say("版本 {build}", build=page.warehouse.build),
    )
    st.caption(" · ".join(parts))
    if not rows or rows[0] >= frame.height:
        return None
    selected = frame.row(rows[0], named=True)
    to_enterprise(page, selected)
    return selected
