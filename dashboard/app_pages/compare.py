"""Two towns, years, calls, tiers or industries beside each other: the same figures, the difference, per cent."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer, drawn_of
from dashboard.comparison import with_names
from dashboard.figures.sides import side_bars
from dashboard.filters import choose_catalogue
from dashboard.language import say
from dashboard.layout import head, note, section, show
from dashboard.made_table import made_table
from dashboard.page import pinned
from dashboard.side_choice import cards, chosen_sides
from dashboard.sides import BREAKDOWNS, COUNTS, MONEY

page = pinned()
head(page, say("两个街镇、两个年度或两类放在一起看：同样的数字，各是多少，差多少，差几成。"))
sides, (left, right) = chosen_sides(page)
cards(sides)
st.caption(say(
    "甲：{left}\u3000→\u3000乙：{right}。增减和百分比都是乙比甲；甲为 0 的不算百分比。只列受这一选择影响的数字。",
    left=left, right=right,
))
note(page, "project_summary")
section(say("差在哪里"), say("同一个数字拆开看，差别大的在前。两边都没有的不画，表里有。"))
offered = sides.breakdowns()
with st.container(horizontal=True, vertical_alignment="bottom"):
    splits = {BREAKDOWNS[name][0]: name for name in offered}
    split = splits[st.segmented_control(
        say("怎么拆"), list(splits), default=next(iter(splits)), key=f"split_{sides.dimension}", bind="query-params",
        required=True, format_func=say,
    ) or next(iter(splits))]
    measures = {text.noun(one): one for one in offered[split]}
    measure = measures[st.segmented_control(
        say("看哪个数"), list(measures), default=next(iter(measures)), key=f"of_{split}_{sides.dimension}",
        bind="query-params", required=True,
    ) or next(iter(measures))]
    if split == "scenario":
        catalogue = choose_catalogue(page.warehouse)
    else:
        catalogue = answer(page.warehouse, "catalogue_options")["catalogue"][0]
rows = sides.broken_down(split, measure, catalogue)
title, question, key, _ = BREAKDOWNS[split]
show(drawn_of(side_bars, rows, key, measure, (left, right)), "sides-chart")
made_table(page, say(
    "{left}与{right}：{measure}{title}",
    left=left, right=right, measure=text.noun(measure), title=title,
), rows, "split", say(
    "查询 {question}",
    question=question,
))
section(say("数字对照"))
for name, columns in ((say("数量"), COUNTS), (say("金额"), MONEY)):
    made_table(
        page,
        say("{left}与{right}：{name}", left=left, right=right, name=name),
        with_names(sides.figures(columns)),
        f"figures-{columns[0]}",
        say("查询 project_summary"),
    )
section(say("成效对照"), say("各指标的中位数，由填报的项目自报；填报数少的，差别不说明什么。"))
made_table(
    page,
    say("{left}与{right}：成效中位数", left=left, right=right),
    sides.outcomes(),
    "outcomes",
    say("查询 outcome_distribution"),
    nothing=say("两边都没有填报"),
)
