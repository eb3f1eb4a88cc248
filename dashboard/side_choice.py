"""Choosing the two sides of a comparison, and their figures as cards."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.comparison import percent_change
from dashboard.filters import titles_of
from dashboard.language import say
from dashboard.page import Page
from dashboard.sides import COUNTS, DIMENSIONS, MONEY, Sides

DEFAULT = "town"


def chosen_sides(page: Page) -> tuple[Sides, tuple[str, str]]:
    """What is compared, bound to the address, and what both sides are called; stops where there is nothing."""
    by = {title: name for name, title in DIMENSIONS.items()}
    titles = titles_of(page.warehouse)
    options = answer(page.warehouse, "filter_options")
    picked = st.segmented_control(
        say("比什么"), list(by), default=DIMENSIONS[DEFAULT], key="by", bind="query-params", required=True
    )
    dimension = by.get(str(picked), DEFAULT)
    values = options.filter(filter=dimension)["value"].to_list()
    if len(values) < 2:
        st.info(say(
            "{empty}：台账里的{words}不足两个，没有可比的。请换一样来比。",
            empty=text.EMPTY, words=DIMENSIONS[dimension],
        ))
        st.stop()
    # Years come newest first, and the year before stands on the left.
    places = {"left": 1, "right": 0} if dimension == "year" else {"left": 0, "right": 1}
    with st.container(key="sides"):
        left, right = (
            str(st.selectbox(
                label, values, index=places[side], key=f"{side}_{dimension}", bind="query-params", filter_mode=None,
                format_func=lambda value: titles.get(value, value),
            ) or values[places[side]])
            for label, side in ((say("甲"), "left"), (say("乙"), "right"))
        )
    if left == right:
        st.info(say("甲、乙是同一个，没有差别。请改选其中一个。"))
        st.stop()
    if page.filters[dimension]:
        st.caption(say(
            "上面的「{words}」筛选在这一页不起作用，由甲、乙代替；其余筛选两边都起作用。",
            words=DIMENSIONS[dimension],
        ))
    return Sides(page, dimension, left, right), (titles.get(left, left), titles.get(right, right))


def cards(sides: Sides) -> None:
    """Every figure on which the choice acts, from the left to the right side, with the difference."""
    with st.container(key="figures"):
        for columns, x in ((COUNTS, "n"), (MONEY, "amount_yuan")):
            for row in sides.figures(columns).iter_rows(named=True):
                _card(row["figure"], row[f"left_{x}"], row[f"right_{x}"], row["change_pct"])
        for year, left, right, n_scenarios in sides.covered():
            label = say("覆盖场景 {year}（共 {n_scenarios} 个）", year=year, n_scenarios=n_scenarios)
            _card("n_covered", left, right, percent_change(left, right), label)


def _card(column: str, left: text.Number, right: text.Number, share_pct: float | None, label: str = "") -> None:
    """Both amounts in the unit of the label, 万元 for money: 1.63 亿元 → 8,510 万元 would have to be reckoned."""
    unit: text.Unit | None = say("万元") if column.endswith("_yuan") else None
    first, second = (text.amount(column, side, unit or "auto").partition(" ")[0] for side in (left, right))
    st.metric(
        label or text.heading(column, unit), f"{first} → {second}",
        text.difference(column, Decimal(str(right)) - Decimal(str(left)), share_pct),
        delta_color="off", delta_arrow="off", border=True,
    )
