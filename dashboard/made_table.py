"""A table that is not the answer to one question: made of several, with the same form, downloads and stamp."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboard import text
from dashboard.columns import shown_columns, table_config
from dashboard.exports.plain_text import file_name
from dashboard.exports.table import table_csv, table_workbook
from dashboard.headings import HEADINGS
from dashboard.layout import XLSX, document_names, in_force
from dashboard.page import Page


def made_table(page: Page, title: str, frame: pl.DataFrame, key: str, note: str, reconciliation: str = "") -> None:
    """``frame`` as a table with its files; an empty one says so. ``note`` says what it is made of."""
    shown = frame.select(shown_columns(frame, document_names(page)))
    if shown.is_empty():
        st.info(f"{title}：{text.EMPTY}")
    else:
        st.dataframe(
            shown, key=f"table-{key}", hide_index=True, column_config=table_config(shown), placeholder=text.UNDEFINED,
            alt=f"{title}，{shown.height} 行", height="auto",
        )
        _downloads(page, title, shown, key)
    if reconciliation:
        st.caption(f"对账：{reconciliation}")
    parts = [note, f"生效文件 {in_force(page)}", f"数据日期 {page.warehouse.as_of}", f"版本 {page.warehouse.build}"]
    st.caption(" · ".join(filter(None, parts)))


def _downloads(page: Page, title: str, shown: pl.DataFrame, key: str) -> None:
    build = page.warehouse.build
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.download_button(
            "下载 CSV", lambda: table_csv(shown, HEADINGS), file_name(title, build, ".csv"), "text/csv",
            key=f"csv-{key}", on_click="ignore", type="tertiary",
        )
        st.download_button(
            "下载 Excel", lambda: table_workbook(shown, HEADINGS, page.stamp(title), title),
            file_name(title, build, ".xlsx"), XLSX, key=f"xlsx-{key}", on_click="ignore", type="tertiary",
        )
        st.caption(f"{shown.height} 行")
