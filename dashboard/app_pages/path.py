"""Who is one or two conditions away from a higher tier, what is missing, and what it would cost."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.figures.path import path_targets
from dashboard.language import say
from dashboard.layout import chart, figure_card, head, note, section, table
from dashboard.page import pinned

# What can be chosen: words, at least and at most so many conditions missing.
DISTANCES = {
    "0": (say("现在就可报"), "0", "0"), "1": (say("只差一项"), "1", "1"), "2": (say("差两项"), "2", "2"),
    "0-2": (say("两项以内"), "0", "2"),
}
page = pinned()
head(page, say("哪些企业再补一两项就能晋档，差什么、差多少，晋上去区里要补多少奖励。"))
distance, least, within = DISTANCES[st.segmented_control(
    say("远近"), list(DISTANCES), default="1", format_func=lambda name: DISTANCES[name][0], key="distance",
    bind="query-params", required=True,
) or "1"]
status = answer(page.warehouse, "path_status", page.filters, least=least, within=within).row(0, named=True)
assumed = say("（含推定）") if page.filters["assume"] else ""
with st.container(key="figures"):
    figure_card(say("现在就可报（家）"), text.count(status["n_ready"]), say("至少有一个未获认定的区级档次条件全部符合"))
    figure_card(
        say("只差一项（家）"), text.count(status["n_one"]),
        say(
            "至少有一个区级档次只差一项；其中 {n_one_known} 家差的是实事，其余只差核实材料",
            n_one_known=status['n_one_known'],
        ),
    )
    figure_card(
        say("差两项（家）"), text.count(status["n_two"]), say("至少有一个区级档次差两项；一家企业可以同时在几栏里")
    )
    figure_card(
        say("晋档后应付{assumed}", assumed=assumed), text.cost(status["next_yuan"], status["n_unpriced"]),
        say(
            "「{distance}」的 {n_at_hand} 家各晋到其中最高的一档；",
            distance=distance, n_at_hand=status['n_at_hand'],
        )
        + (text.unpriced(status["n_unpriced"]) or say("全部有标准")),
    )
note(
    page, "path_status",
    say(
        "在册企业 {n_enterprises} 家 = 有区级档次{distance} {n_at_hand} + 其余 {n_elsewhere}",
        n_enterprises=status['n_enterprises'], distance=distance, n_at_hand=status['n_at_hand'],
        n_elsewhere=status['n_elsewhere'],
    ),
)
st.caption(
    say("推算假定：企业按最近一批的条件申报，在数据日期和批次截止日中较早的一天交齐材料、只报一个方向。项目情况取本批次申报里差得最少的一项，"
    "没有就取最近一次其他申报，再没有只看企业表，没有填报的项目情况列为待核实。下一批条件有变，要重新推算。")
)
section(say("各类别还有多远"), say("一家企业可以同时离几个类别都不远，各行不可相加。"))
chart(page, path_targets, "path_summary", least=least, within=within)
table(
    page, "path_summary", least=least, within=within,
    reconciliation=say("每行：现在就可报 + 只差一项 + 差两项 + 差三项及以上 + 不能再报 + 已有 = 企业数"),
)
section(
    say("名单：{distance}", distance=distance),
    say("差实事的在前，只待核实的在后。选中一行，看这家企业每一步的依据和全部路径。"),
)
selected = table(page, "path_list", least=least, within=within)
if selected:
    section(say("{enterprise}：{tier}", enterprise=selected['enterprise'], tier=selected['tier']), selected["words"])
    table(page, "path_step_list", credit_code=selected["credit_code"], tier=selected["tier"], call=selected["call"])
    section(say("这家企业的全部路径"))
    table(page, "enterprise_path_list", credit_code=selected["credit_code"])
