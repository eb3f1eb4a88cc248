"""When an enterprise was last recognised and last paid, in one line each."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboard import text
from dashboard.language import say


def last_time(awards: pl.DataFrame, payments: pl.DataFrame) -> None:
    """The latest recognition and the latest payment of one enterprise; 没有 where there is none."""
    recognised, paid = _latest(awards, "award_date"), _latest(payments, "paid_date")
    st.text(say(
        "最近一次认定：{award_date}，{tier}。",
        award_date=text.date_text(recognised["award_date"]), tier=recognised["tier"],
    ) if recognised else say("最近一次认定：没有。"))
    st.text(say(
        "最近一次拨付：{paid_date}，{item} {paid_yuan}。",
        paid_date=text.date_text(paid["paid_date"]), item=paid["item"], paid_yuan=text.money(paid["paid_yuan"]),
    ) if paid else say("最近一次拨付：没有。"))


def _latest(rows: pl.DataFrame, day: str) -> dict[str, Any] | None:
    dated = rows.drop_nulls(day).sort(day, maintain_order=True)
    return dated.row(-1, named=True) if dated.height else None
