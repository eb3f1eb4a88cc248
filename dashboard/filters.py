"""The five filters that every page shares, bound to the URL: a link carries them."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import text
from dashboard.answers import answer, made
from dashboard.language import say
from queries import Warehouse, questions

ALL = "全部"
FIRST_DAY = date(2004, 1, 1)
LABELS = {
    "year": "年度", "call": "申报批次", "town": "街镇", "industry": "行业", "tier": "类别 / 档次",
    "assume": "计价口径",
}
NOTHING_ASSUMED = "只按生效文件"


def choose(warehouse: Warehouse) -> dict[str, str]:
    """Draw the filter row and return filter → value, '' for all."""
    options, titles = made(options_of, warehouse), made(titles_of, warehouse)
    chosen: dict[str, str] = {}
    with st.container(key="filters"):
        for name, label in LABELS.items():
            everything = NOTHING_ASSUMED if name == "assume" else ALL
            picked = st.selectbox(
                label, [everything, *options.get(name, ())], key=name, bind="query-params", filter_mode=None,
                format_func=lambda value: titles.get(value, value),
            )
            chosen[name] = "" if picked in (everything, None) else str(picked)
    return chosen


def options_of(warehouse: Warehouse) -> dict[str, list[str]]:
    """Filter → what can be chosen in it."""
    options: dict[str, list[str]] = {}
    for name, value in answer(warehouse, "filter_options").select("filter", "value").iter_rows():
        options.setdefault(name, []).append(value)
    return options


def titles_of(warehouse: Warehouse) -> dict[str, str]:
    """Call or pack → what the filters call it, also in an address."""
    titles = {call["call"]: call["title"] for call in answer(warehouse, "call_options").iter_rows(named=True)}
    for pack in answer(warehouse, "pack_list").iter_rows(named=True):
        titles[pack["pack"]] = say("推定：{words}", words=pack['number'] or pack['title'])
    return titles


def choose_day(warehouse: Warehouse) -> str:
    """Draw the day of asking, bound to the URL; returns it as ISO, '' for the data date."""
    data_day = date.fromisoformat(warehouse.as_of)
    picked = st.date_input(
        say("截至日期"),
        data_day,
        min_value=min(FIRST_DAY, data_day),
        max_value=data_day,
        key="as_of",
        bind="query-params",
        format="YYYY-MM-DD",
        width=220,
    )
    return "" if picked in (None, data_day) else str(picked)


def choose_track(warehouse: Warehouse) -> tuple[str, str] | None:
    """Draw the choice of the track, bound to the URL by its id or its name; returns its newest call and the track.

    None where no document recommends in order.
    """
    offered = answer(warehouse, "track_options")
    if offered.is_empty():
        return None
    calls = dict(zip(offered["track"].reverse(), offered["call"].reverse(), strict=True))
    tracks = offered["track"].unique(maintain_order=True).to_list()
    asked = st.query_params.get("track", "")
    # The widget knows what it shows only: an id in a link becomes that, and the next run finds it.
    if asked in tracks and text.track(asked) != asked:
        st.query_params["track"] = text.track(asked)
        st.rerun()
    track = (
        st.segmented_control(
            say("申报类型"),
            tracks,
            default=tracks[0],
            format_func=text.track,
            key="track",
            bind="query-params",
            required=True,
        )
        or tracks[0]
    )
    return calls[track], track


def in_words(filters: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The filters as (label, value) for stamps and notes; '' stays '' (全部), an assumption says what it is."""
    assumed = say("按 {assume} 推定", assume=filters['assume']) if filters.get("assume") else NOTHING_ASSUMED
    return tuple((label, assumed if name == "assume" else filters.get(name, "")) for name, label in LABELS.items())


def idle(question: str, filters: dict[str, str]) -> list[str]:
    """The labels of filters that are set but do not act on a question."""
    known = questions()[question].params
    return [LABELS[name] for name, value in filters.items() if value and name not in known and name != "assume"]
