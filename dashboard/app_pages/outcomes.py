"""What the projects report to have improved, as distributions and never as a bare mean."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.figures.outcome import Band, measured, outcome_evidence, outcome_ranges
from dashboard.language import say
from dashboard.layout import chart, figure_card, head, note, rows_below, section, table
from dashboard.page import pinned

EVERY = say("全部")
VIEWS = {"效率": say("生产效率"), "能耗": say("能耗与碳排放"), "质量": say("不良率与质量")}
SUM = say("每个指标：已填报 + 未填报 = 申报项目数")

page = pinned()
head(
    page, say("企业自报的成效：中位数和四分位，注明多少项目填报、佐证到哪一级。官方没有公布计算公式，数值照报送原样。")
)
families = answer(page.warehouse, "outcome_distribution")["family"].unique(maintain_order=True).to_list()
picked = st.segmented_control(
    say("看哪类成效"), [EVERY, *sorted(families, key=lambda name: name not in VIEWS)], default=EVERY,
    format_func=lambda name: VIEWS.get(name, name), key="family", bind="query-params", required=True,
)
family = "" if picked in (EVERY, None) else str(picked)
found = answer(page.warehouse, "outcome_distribution", page.filters, family=family)
if family:
    with st.container(key="figures"):
        for row in found.iter_rows(named=True):
            asked = row["n_reported"] + row["n_missing"]
            figure_card(
                say("{metric}：中位数", metric=row['metric']), measured(row) if row["n_reported"] else say("无人填报"),
                say(
                    "{n_reported} 项填报，其中 {n_evidenced} 项有佐证",
                    n_reported=text.part_of(row['n_reported'], asked), n_evidenced=row['n_evidenced'],
                ),
            )
bands = tuple(
    Band(row["metric"], row["cohort"], row["year"], row["published_value"], row["published_in"], row["is_read"])
    for row in answer(page.warehouse, "cohort_band_list").iter_rows(named=True)
)
for unit in found["measure_unit"].unique(maintain_order=True):
    section(
        say("分布") if unit == "%" else say("分布（{unit}）", unit=unit),
        say("蓝条是中间一半的项目，橙线是中位数。") if unit == "%" else "",
    )
    chart(page, outcome_ranges, "outcome_distribution", say("项"), bands, unit, key=f"ranges-{unit}", family=family)
note(page, "outcome_distribution", SUM)
sources = say("；").join(dict.fromkeys(
    say(
        "{title}：{source}{words}",
        title=band.title, source=band.source, words='' if band.is_read else say('（据二手资料，未核对原文）'),
    ) for band in bands
    if band.metric in found["metric"].to_list()
))
if sources:
    st.caption(say("灰色标记是公开的同类平均，只供参照，口径未必相同，不是目标：{sources}。", sources=sources))
    rows_below(page, "cohort_band_list")
section(say("按佐证级别"), say("同一指标，佐证越强，数值往往越低；括号里是填报数。"))
for unit in found["measure_unit"].unique(maintain_order=True):
    chart(
        page, outcome_evidence, "outcome_evidence_distribution", say("项"), unit, key=f"evidence-{unit}", family=family,
    )
note(page, "outcome_evidence_distribution", say("各佐证级别的填报数相加 = 该指标已填报数"))
section(say("明细"))
table(page, "outcome_distribution", reconciliation=SUM, family=family)
