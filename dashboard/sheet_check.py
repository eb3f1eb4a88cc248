"""A returned 推荐汇总表 checked on a page: what the command ``check-sheet`` says, shown. Nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import streamlit as st

from dashboard.exports.sheet_difference import Change
from dashboard.journal.store import Journal
from dashboard.language import say
from dashboard.returned_sheet import ALTERED, UNREADABLE, checked

MAX_MB = 20
HEADS = ("位置", "内容", "原为", "现为")


def sheet_check(journal: Journal, list_id: str = "", key: str = "returned-sheet") -> None:
    """Lets people bring a sheet and shows whether it says what was exported, else every alteration in a table.

    ``list_id`` is the list to compare with where the file's stamp is damaged; '' finds the most similar one.
    """
    file = st.file_uploader(
        say("核对回来的推荐汇总表（.docx 或 .xlsx，不超过 {max_mb} MB；只核对，不保存）", max_mb=MAX_MB),
        ["docx", "xlsx"],
        key=key,
        max_upload_size=MAX_MB,
    )
    if file is None:
        return
    verdict = checked(file.name, file.getvalue(), journal, list_id)
    headline = verdict.sentences[0]
    (st.error if verdict.result == UNREADABLE else st.warning if verdict.result == ALTERED else st.success)(headline)
    for sentence in verdict.about:
        st.text(sentence)
    if verdict.changes:
        st.dataframe(_table(verdict.changes), hide_index=True, lazy=True)
    for sentence in verdict.filled:
        st.text(sentence)


def _table(changes: Sequence[Change]) -> pl.DataFrame:
    rows = [(change.where, change.what, change.old, change.new) for change in changes]
    return pl.DataFrame(rows, schema=dict.fromkeys(HEADS, pl.String), orient="row")
