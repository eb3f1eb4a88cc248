"""The towns on a map, and one town against the district."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import text
from dashboard.answers import answer, drawn_of
from dashboard.figures.outline import town_outlines
from dashboard.figures.profile import share_bars
from dashboard.figures.town import town_tiles
from dashboard.figures.trend import year_columns
from dashboard.language import say
from dashboard.layout import chart, figure_card, section, show
from dashboard.made_table import made_table
from dashboard.map_file import TownMap, town_map
from dashboard.page import Page
from dashboard.town_profile import ends, town_profile

CARDS = ("n_awards", "n_projects", "invested_yuan", "paid_yuan")


def map_view(page: Page, measure: str) -> None:
    """The real shapes where the home has a map of them, else the tiles; a map that can't be drawn says why."""
    names = answer(page.warehouse, "town_name_options").rows()
    found = town_map(page.warehouse.path.parents[1], tuple((str(name), str(town)) for name, town in names))
    if isinstance(found, TownMap):
        section(say("地图"))
        chart(page, town_outlines, "town_summary", measure, found.outlines)
        for problem in found.problems():
            st.caption(say("地图文件：{problem}。", problem=problem))
        return
    section(say("分布示意"))
    chart(page, town_tiles, "town_summary", measure)
    if found:
        st.warning(say("地图文件不能用，已改用示意图：{found}。", found=found))


def ends_view(page: Page, titles: dict[str, str]) -> None:
    """Who is first and who is last in some measures (column → what it is called), under the filters of the page."""
    towns = answer(page.warehouse, "town_summary", page.filters)
    for measure, title in titles.items():
        first, last = ends(towns, measure)
        if first:
            most, least = (towns.filter(town=some[0])[measure][0] for some in (first, last))
            st.text(say(
                "{title}最多：{first}（{measure}）",
                title=title, first=say('、').join(first), measure=text.amount(measure, most),
            ))
            st.text(
                say(
                    "{title}最少：{last}（{measure}）",
                    title=title, last=say('、').join(last), measure=text.amount(measure, least),
                ) if least
                else say("没有{title}：{last}", title=title, last=say('、').join(last))
            )


def profile_view(page: Page) -> None:
    """Choose a town: its share, place and distance from the average, measure by measure, and its years."""
    section(
        say("街镇画像"),
        say("一个街镇与全区比：占比、名次、与街镇平均之差。竖线是企业数占全区的比例，超过它说明强于规模。"),
    )
    everywhere = page.filters | {"town": ""}
    towns = answer(page.warehouse, "town_summary", everywhere)
    named = [town for town in towns["town"] if town != text.MISSING]
    first = named.index(page.filters["town"]) if page.filters["town"] in named else 0
    town = st.selectbox(
        say("看哪个街镇"), named, first, key="profile", bind="query-params", filter_mode=None, width=240,
        format_func=say,
    )
    if town is None:
        return
    profile = town_profile(towns, town)
    rows = {row["measure"]: row for row in profile.iter_rows(named=True)}
    with st.container(key="profile-figures"):
        for measure in CARDS:
            row = rows[measure]
            figure_card(
                say("{town}：{measure}", town=town, measure=text.noun(measure)),
                text.amount(measure, towns.filter(town=town)[measure][0]),
                _standing(row),
            )
    left, right = st.columns(2, gap="large")
    with left:
        show(drawn_of(share_bars, profile, town), "town-profile")
    with right:
        years = answer(page.warehouse, "year_trend", everywhere | {"town": town})
        show(drawn_of(year_columns, years, "n_awards", "n_awards_by_day", page.warehouse.as_of), "town-years")
    made_table(
        page, say("{town}与全区", town=town), profile.drop("measure"), "town-profile",
        say("由 town_summary 算出：占比 = 本街镇 ÷ 全区；名次和平均只算有名称的街镇，比率的平均是全区的比率"),
        "" if profile["share_pct"].is_null().all() else say("各街镇占比 + 未填报占比 = 100%"),
    )


def _standing(row: dict[str, Any]) -> str:
    """Share and place in words; neither where the whole district has nothing."""
    if row["share_pct"] is None:
        return say("全区都没有")
    share = say("占全区 {share_pct}", share_pct=text.percent(row['share_pct']))
    return share if row["place_no"] is None else say(
        "{share}，第 {place_no} 名（共 {n_towns} 个街镇）",
        share=share, place_no=row['place_no'], n_towns=row['n_towns'],
    )
