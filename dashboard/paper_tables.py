"""The tables that the papers of an applicant share: conditions, scores, and where a figure comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from dashboard import text, vocabulary
from dashboard.exports.paged_document import Grid


def condition_table(conditions: Sequence[Mapping[str, Any]]) -> Iterator[str | Grid]:
    """Every condition with its verdict, what the document asks, what was found, clause and cell."""
    if not conditions:
        yield "数据版本里没有这个项目的核对结果。"
        return
    rows = tuple(
        (
            one["title"], _verdict(one), text.label(one["needed"]), text.label(one["value"]),
            _clause(one), f"「{one['quote']}」" if one["quote"] else "", source(one),
        )
        for one in conditions
    )
    yield Grid(("条件", "结论", "文件要求", "查到的", "条款", "原文", "出处"), rows, (17, 10, 13, 11, 13, 24, 21))


def _verdict(one: Mapping[str, Any]) -> str:
    is_hint = one["severity"] == "warn" and one["verdict"] != "pass"
    return text.verdict(one["verdict"]) + ("（只提示）" if is_hint else "")


def _clause(one: Mapping[str, Any]) -> str:
    return str(one["clause"]) + ("（本区口径）" if one["is_ours"] else "")


def source(one: Mapping[str, Any]) -> str:
    """The cell that settled it: 练塘镇.xlsx 企业 第 23 行 T23."""
    if not one["file"]:
        return text.UNDEFINED
    more = f"等 {one['n_rows']} 行" if (one.get("n_rows") or 1) > 1 else ""
    return " ".join(word for word in (one["file"], one["sheet"], f"第 {one['row']} 行{more}", one["cell"]) if word)


def score_table(scores: pl.DataFrame) -> Iterator[str | Grid]:
    """Points per criterion and group; a missing fact is 未填报 and scores by the written rule."""
    if scores.is_empty():
        yield "数据版本里没有这个项目的评分。"
        return
    rows: list[tuple[str, ...]] = []
    for group in ("基础条件", "成长性", "示范性"):
        own = scores.filter(criterion_group=group)
        for one in own.iter_rows(named=True):
            value = text.MISSING if one["is_missing"] else text.number(one["value_num"], 2)
            rows.append((
                group, one["title"], value, text.number(one["criterion_points"], 2), text.number(one["weight"], 2),
                text.number(one["weighted_points"], 2), _clause(one),
            ))
        total = text.score(own["weighted_points"].sum())
        rows.append((group, "小计", "", "", text.number(own["weight"].sum(), 2), total, ""))
    yield Grid(("类别", "评分项", "填报值", "刻度分", "权重", "得分", "条款"), tuple(rows), (13, 25, 15, 11, 9, 11, 22))


def condition_summary(conditions: Sequence[Mapping[str, Any]]) -> str:
    """How many conditions are met, and each that isn't."""
    counts = "，".join(
        f"{word} {n} 项"
        for code, word in vocabulary.VERDICTS.items()
        if (n := sum(one["verdict"] == code for one in conditions))
    )
    others = "；".join(
        f"{one['title']}{_verdict(one)}"
        f"（要求 {text.label(one['needed'])}，查到 {text.label(one['value'])}，{one['clause']}）"
        for one in conditions
        if one["verdict"] != "pass"
    )
    return f"共 {len(conditions)} 项：{counts}。{others}" if conditions else "没有可核对的条件。"
