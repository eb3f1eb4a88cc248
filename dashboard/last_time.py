"""When an enterprise was last recognised and last paid, in one line each."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboard import text
from dashboard.language import say


def last_time(awards: pl.DataFrame, payments: pl.DataFrame) -> None:
    """The latest recognition and the latest payment of one enterprise; 没有 where there is none."""
    recognised = awards.drop_nulls("award_date").sort("award_date", maintain_order=True).tail(1)
    paid = payments.drop_nulls("paid_date").sort("paid_date", maintain_order=True).tail(1)
    if recognised.is_empty():
        st.text(say("最近一次认定：没有。"))
    for row in recognised.iter_rows(named=True):
        st.text(say(
            "最近一次认定：{award_date}，{tier}。",
            award_date=text.date_text(row['award_date']), tier=row['tier'],
        ))
    if paid.is_empty():
        st.text(say("最近一次拨付：没有。"))
    for row in paid.iter_rows(named=True):
        st.text(say(
            "最近一次拨付：{paid_date}，{item} {paid_yuan}。",
            paid_date=text.date_text(row['paid_date']), item=row['item'],
            paid_yuan=text.money(row['paid_yuan']),
        ))
