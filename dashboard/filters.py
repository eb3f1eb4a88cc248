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
    """Draw the filter row and return filter → value, '' for all; a value in the address that nobody has is named."""
    options, titles = made(options_of, warehouse), made(titles_of, warehouse)
    chosen: dict[str, str] = {}
    unfold = st.container(key="unfold")
    unheard = []
    with st.container(key="filters"):
        for name, label in LABELS.items():
            everything = NOTHING_ASSUMED if name == "assume" else ALL
            wanted = st.query_params.get(name, say(everything))
            picked = st.selectbox(
                say(label), [everything, *options.get(name, ())], key=name, bind="query-params", filter_mode=None,
                format_func=lambda value: say(str(titles.get(value, value))),
            )
            chosen[name] = "" if picked in (everything, None) else str(picked)
            values = [str(value) for value in (everything, *options.get(name, ()))]
            known = {*values, *(say(str(titles.get(value, value))) for value in values)}
            if not chosen[name] and wanted not in known:
                unheard.append(f"{say(label)} {wanted}")
    n_set = sum(map(bool, chosen.values()))
    # Seen on a phone only, where six filters would push the answer off the screen (style.css).
    unfold.toggle(say("筛选（已选 {n_set} 项）", n_set=n_set) if n_set else say("筛选"), key="unfolded")
    if unheard:  # Streamlit shows everything then, and whoever opened the link would take it for what was asked
        st.warning(say(
            "网址里的筛选「{unheard}」在这一版数据里没有，下面没有按它筛选。",
            unheard=say('」「').join(unheard),
        ))
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


def choose_catalogue(warehouse: Warehouse) -> str:
    """Draw the choice of the scenario catalogue, bound to the URL; returns its year."""
    years = answer(warehouse, "catalogue_options")["catalogue"].to_list()
    return st.segmented_control(
        say("场景目录"), years, default=years[0], format_func=lambda year: say("{year} 年版", year=year),
        key="catalogue", bind="query-params", required=True,
    ) or str(years[0])


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
    assumed = say("按 {assume} 推定", assume=filters['assume']) if filters.get("assume") else say(NOTHING_ASSUMED)
    return tuple((say(label), assumed if name == "assume" else filters.get(name, "")) for name, label in LABELS.items())


def idle(question: str, filters: dict[str, str]) -> list[str]:
    """The labels of filters that are set but do not act on a question."""
    known = questions()[question].params
    return [say(LABELS[name]) for name, value in filters.items() if value and name not in known and name != "assume"]
