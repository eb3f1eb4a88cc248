"""What the page of the senders says about one of them."""

from __future__ import annotations

from typing import Any

from dashboard import text
from dashboard.language import say

Row = dict[str, Any]


def completeness(row: Row) -> str:
    """How the share of filled cells comes about."""
    if not row["n_needed"]:
        return say("报送的表里没有条件和评分要用的栏目")
    return say(
        "条件和评分要用的非必填栏目：已填 {n_filled} 格，应填 {n_needed} 格",
        n_filled=text.count(row["n_filled"]), n_needed=text.count(row["n_needed"]),
    )


def arrival(row: Row) -> str:
    """When the first and the newest file came."""
    if row["first_received"] is None:
        return say("收到的日期没有记录")
    return say(
        "首次 {first}，最近 {newest}",
        first=text.date_text(row["first_received"]), newest=text.date_text(row["newest_received"]),
    )


def lacking(row: Row) -> str:
    """Which of the expected sheets are there and which are not."""
    came = say("报来 {n_files} 个文件、{n_sheets} 张表：{kinds}。", n_files=text.count(row["n_files"]),
               n_sheets=text.count(row["n_sheets"]), kinds=_listed(row["kinds"]))
    if row["missing_kinds"]:
        return came + say("还缺：{kinds}。", kinds=_listed(row["missing_kinds"]))
    if row["sender_kind"] in {"town", "enterprise", "district"}:
        return came + say("应报的表都有。")
    return came + say("没有规定要报哪些表。")


def _listed(kinds: str | None) -> str:
    return say("、").join(say(one) for one in kinds.split("、")) if kinds else say("无")
