"""Which scenarios are covered, which nobody has, and where."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.figures.coverage import scenario_bars, scenario_town_heatmap
from dashboard.filters import choose_catalogue
from dashboard.language import say
from dashboard.layout import chart, figure_card, head, note, section, table, tabs
from dashboard.page import pinned

page = pinned()
head(page, say("目录里每个场景有多少项目，哪些还没有人做，分布在哪些街镇。"))
catalogue = choose_catalogue(page.warehouse)
status = answer(page.warehouse, "scenario_coverage_status", page.filters, catalogue=catalogue).row(0, named=True)
with st.container(key="figures"):
    figure_card(say("覆盖场景"), f"{status['n_covered']}/{status['n_scenarios']}")
    figure_card(say("空白场景"), str(status["n_scenarios"] - status["n_covered"]))
    figure_card(say("场景实例（个）"), text.count(status["n_instances"]))
    figure_card(say("目录外实例（个）"), text.count(status["n_instances_outside"]), say("目录里没有的新场景，单独计数"))
sums = (
    say(
        "项目 {n_projects} 项 = 只在一个场景 {n_in_one} + 在多个场景 {n_in_several} + 仅目录外 {n_only_outside} + 本"
        "目录无场景 {n_without}",
        n_projects=text.count(status['n_projects']), n_in_one=text.count(status['n_in_one']),
        n_in_several=text.count(status['n_in_several']), n_only_outside=text.count(status['n_only_outside']),
        n_without=text.count(status['n_without']),
    )
)
chosen, places, nobody = tabs([say("各场景项目数"), say("场景 × 街镇"), say("全区空白")], key="shape")
with chosen:
    chart(page, scenario_bars, "scenario_coverage", catalogue=catalogue)
    note(page, "scenario_coverage", say("{sums}；一个项目在几个场景就各计一次，各行不可相加", sums=sums))
with places:
    chart(page, scenario_town_heatmap, "scenario_town", catalogue=catalogue)
    note(page, "scenario_town", sums)
    st.caption(say("空格是没有项目；○ 和底色标出全区都没有的场景；街镇下面是它缺几个场景。"))
with nobody:
    st.caption(say("全区没有一个项目做过的场景，和离它最近的三家企业，不限街镇；不受年度等筛选影响。"))
    blank = answer(page.warehouse, "scenario_uncovered_list", page.filters, catalogue=catalogue)["scenario"]
    if blank.len():
        st.text(say(
            "{catalogue} 年版还没有人做的场景：{blank}",
            catalogue=catalogue, blank=say('、').join(map(say, blank.unique(maintain_order=True))),
        ))
    table(page, "scenario_uncovered_list", catalogue=catalogue)
section(say("明细"), say("选中一行，看这个场景里的项目。"))
selected = table(page, "scenario_coverage", catalogue=catalogue, reconciliation=sums)
if selected:
    section(say("{scenario_no} {scenario}：项目", scenario_no=selected['scenario_no'], scenario=selected['scenario']))
    table(page, "scenario_project_list", catalogue=catalogue, scenario_no=str(selected["scenario_no"]))
section(
    say("空白场景由谁来补"),
    say("本街镇没有项目的场景，找本街镇最近的三家企业：先看在别处做过同一场景的，再看做过另一版目录对应场景的，再看同环节做得多的。"),
)
table(page, "scenario_blank_list", catalogue=catalogue)
