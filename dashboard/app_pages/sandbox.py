"""What if the documents said otherwise: who wins and loses, what it costs, beside today."""

import polars as pl
import streamlit as st

from dashboard import comparison, text
from dashboard.change_editor import chosen_changes, editor, presets
from dashboard.change_words import WARNING
from dashboard.language import say
from dashboard.layout import head, note, section, tabs
from dashboard.page import pinned
from dashboard.trial import asked_for, figure_beside, places_beside, table_beside

page = pinned()
head(
    page,
    say("改一个金额、门槛、名额、权重或施行期，看谁入围、谁出局、多花多少钱，与今天并排。只是试算，不改任何文件。"),
)
trial = asked_for(page)
if trial.fault:
    st.error(say("网址里的改动读不懂，以下是今天的数字。{fault}", fault=trial.fault))
elif trial.overrides:
    st.warning(WARNING)
else:
    st.info(say("还没有改动，以下各项{unchanged}。", unchanged=text.UNCHANGED))
with st.expander(say("改什么"), expanded=not trial.overrides):
    editor(trial)
    presets(trial)
chosen_changes(trial)
for remark in trial.remarks():
    st.caption(f":orange-background[{remark}]")
if trial.overrides:
    st.caption(say("这组改动就在网址里：收藏或复制网址，即可再次打开同样的推演。数据问题清单不随推演重算。"))

standing = trial.both("standing_list")
moved = comparison.moves(*standing)
summary = trial.both("project_summary")
quotas = pl.concat([trial.beside("quota_status", ("call", "track", "applicant_kind", "is_own_kind"),
                                ("limit", "n_eligible", "n_proposable", "n_used", "n_remaining"), call=call)
                   for call in trial.both("call_options")[0]["call"]])
ours = quotas.filter("is_own_kind").drop("is_own_kind")
covered = {year: trial.both("standing_coverage", catalogue=year) for year in ("2023", "2025")}
with st.container(key="figures"):
    for column, label in (
        ("entitled_yuan", say("应奖")),
        ("due_yuan", say("待拨付")),
        ("n_unpriced", say("标准未知（项）")),
        ("n_eligible", say("符合条件（项）")),
    ):
        figure_beside(label, comparison.total(*summary, column))
    for effect in ("in", "out"):
        st.metric(
            say("{words}（项）", words=text.EFFECTS[effect]),
            text.count(comparison.n_effects(moved, effect)),
            border=True,
        )
    for row in ours.iter_rows(named=True):
        places_beside(row)
    figure_beside(say("排入推荐覆盖场景 2023"), comparison.n_covered(*covered["2023"], "n_within"))
    figure_beside(say("符合条件覆盖场景 2025"), comparison.n_covered(*covered["2025"], "n_eligible"))
note(page, "project_summary")

who, enterprises, money, quota, coverage = tabs(
    [say("入围与出局"), say("企业应奖增减"), say("资金"), say("名额"), say("场景覆盖")], key="part")
with who:
    section(
        say("谁入围、谁出局"),
        say("入围：排进推荐名单，没有名额的批次指变为符合条件；上升、下降：结论变了但没有进出名单。"),
    )
    effects = " + ".join(f"{label} {comparison.n_effects(moved, one)}" for one, label in text.EFFECTS.items())
    st.caption(say(
        "对账：结论变化 {height} 项 = {effects}；名次变动 {words} 项",
        height=moved.height, effects=effects, words=comparison.n_reordered(*standing),
    ))
    table_beside(trial, say("入围与出局"), moved, "moves", say("查询 standing_list"))
with enterprises:
    section(say("哪些企业应奖增减"), say("按各文件的奖励办法逐企业计算；标准未知的认定不计金额。"))
    table_beside(trial, say("企业应奖增减"), comparison.differing(trial.beside(
        "enterprise_due", ("credit_code", "enterprise", "town"), ("entitled_yuan", "due_yuan", "n_unpriced"),
    )), "enterprises", say("查询 enterprise_due"))
with money:
    section(say("各档次"))
    table_beside(trial, say("各档次资金"), trial.beside(
        "tier_summary", ("tier",), ("entitled_yuan", "due_yuan", "n_unpriced")), "tiers", say("查询 tier_summary"))
    section(say("各年度资金科目"))
    table_beside(trial, say("各年度资金科目"), trial.beside(
        "budget_summary", ("year", "line"), ("entitled_yuan", "n_unpriced")), "lines", say("查询 budget_summary"))
with quota:
    section(say("名额"), say("已用 + 剩余 = 名额上限。"))
    table_beside(trial, say("名额"), ours, "quota", say("查询 quota_status"))
with coverage:
    for year, both in covered.items():
        section(
            say("{year} 年版场景目录", year=year), say("符合条件的、排入推荐的申报各覆盖到哪些场景；只列有变化的场景。")
        )
        scenes = comparison.differing(comparison.beside(
            *both, ("catalogue", "process", "scenario_no", "scenario"), ("n_eligible", "n_within")))
        table_beside(
            trial, say("场景覆盖 {year}", year=year), scenes, f"coverage-{year}", say("查询 standing_coverage")
        )
