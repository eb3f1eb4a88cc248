"""A change of a what-if in words: which document, which entry, what today and what instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

from dashboard import text
from dashboard.language import say

WARNING = "推演：以下数字按改动后的条款计算，不是现行政策"
SEVERITIES = {"block": "必备", "warn": "提示", "info": "仅供参考"}
NOTHING = {"unknown": "未知", "none": "长期有效"}


def entry_words(figure: Mapping[str, Any]) -> str:
    """奖励 · 区级智能工厂; 名额 · 优秀场景（区）."""
    subject = say("（{subject}）", subject=text.track(figure['subject'])) if figure["subject"] else ""
    return f"{figure['entry_kind']} · {text.track(figure['title'])}{subject}"


def value_words(value: str | None, figure: Mapping[str, Any]) -> str:
    """A canonical value as people write it: 60 万元, 8 个, 必备, 长期有效."""
    if value is None or value == figure["optional"]:
        return NOTHING[figure["optional"]] if figure["optional"] else text.UNDEFINED
    if figure["kind"] == "severity":
        return SEVERITIES[value]
    if figure["kind"] == "words":
        return value.replace(";", "、")
    if figure["kind"] == "date":
        return text.date_text(value)
    if figure["measure_unit"] == "元":
        return text.money(Decimal(value), digits=6)
    return f"{text.number(Decimal(value), 6)} {figure['measure_unit']}".rstrip()


def change_words(figure: Mapping[str, Any], packs: Mapping[str, str], today: str, value: str) -> str:
    """The whole change in one line."""
    return (
        say(
            "{words} · {figure} · {figure_name}：{today} → {value}",
            words=packs[figure['pack']], figure=entry_words(figure), figure_name=figure['figure_name'],
            today=value_words(today, figure), value=value_words(value, figure),
        )
    )


def remarks(changed: Mapping[str, str], figures: Sequence[Mapping[str, Any]], packs: Mapping[str, str]) -> list[str]:
    """Sentences about what the changed documents would say together.

    changed: address → value; figures: the rows of override_options.
    """
    now = {row["address"]: changed.get(row["address"], row["today_value"]) for row in figures}
    return [*_weights(changed, figures, now), *_overlaps(changed, figures, now, packs)]


def _weights(
    changed: Mapping[str, str], figures: Sequence[Mapping[str, Any]], now: Mapping[str, str | None],
) -> list[str]:
    weighed: dict[tuple[str, str, str], list[str]] = {}
    for row in figures:
        if row["kind"] == "weight":
            weighed.setdefault((row["pack"], row["call"], row["item"]), []).append(row["address"])
    said = []
    for (_, _, item), addresses in weighed.items():
        total = sum(Decimal(now[address] or 0) for address in addresses)
        if total != 100 and any(address in changed for address in addresses):
            words = say(
                "{item}的评分权重合计 {total} 分，不是 100 分",
                item=text.track(item), total=text.number(total, 2),
            )
            said.append(say("{words}；排序照算，得分不再以 100 分为满分", words=words))
    return said


def _overlaps(
    changed: Mapping[str, str], figures: Sequence[Mapping[str, Any]], now: Mapping[str, str | None],
    packs: Mapping[str, str],
) -> list[str]:
    if not any(address.startswith("pack/") for address in changed):
        return []
    priced = dict.fromkeys(row["pack"] for row in figures if row["table_name"] == "tier")
    days = {pack: (now[f"pack/{pack}/valid_from"] or "", now[f"pack/{pack}/valid_to"] or "none") for pack in priced}
    # "none" sorts after every date: an open end is the latest.
    return [
        say("{words} 与 {words2} 的施行期重叠，重叠期间按生效较晚的一份计价", words=packs[one], words2=packs[other])
        for one, other in combinations(days, 2)
        if max(days[one][0], days[other][0]) <= min(days[one][1], days[other][1])
    ]
