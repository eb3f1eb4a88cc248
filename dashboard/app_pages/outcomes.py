"""What the projects report to have improved, as distributions and never as a bare mean."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.figures.outcome import Band, measured, outcome_evidence, outcome_ranges
from dashboard.layout import chart, figure_card, head, note, rows_below, section, table
from dashboard.page import pinned

EVERY = "全部"
VIEWS = {"效率": "生产效率", "能耗": "能耗与碳排放", "质量": "不良率与质量"}
SUM = "每个指标：已填报 + 未填报 = 申报项目数"

page = pinned()
head(page, "企业自报的成效：中位数和四分位，注明多少项目填报、佐证到哪一级。官方没有公布计算公式，数值照报送原样。")
families = answer(page.warehouse, "outcome_distribution")["family"].unique(maintain_order=True).to_list()
picked = st.segmented_control(
    "看哪类成效", [EVERY, *sorted(families, key=lambda name: name not in VIEWS)], default=EVERY,
    format_func=lambda name: VIEWS.get(name, name), key="family", bind="query-params", required=True,
)
family = "" if picked in (EVERY, None) else str(picked)
found = answer(page.warehouse, "outcome_distribution", page.filters, family=family)
if family:
    with st.container(key="figures"):
        for row in found.iter_rows(named=True):
            asked = row["n_reported"] + row["n_missing"]
            figure_card(
                f"{row['metric']}：中位数", measured(row) if row["n_reported"] else "无人填报",
                f"{text.part_of(row['n_reported'], asked)} 项填报，其中 {row['n_evidenced']} 项有佐证",
            )
bands = tuple(
    Band(row["metric"], row["cohort"], row["year"], row["published_value"], row["published_in"], row["is_read"])
    for row in answer(page.warehouse, "cohort_band_list").iter_rows(named=True)
)
for unit in found["measure_unit"].unique(maintain_order=True):
    section("分布" if unit == "%" else f"分布（{unit}）", "蓝条是中间一半的项目，橙线是中位数。" if unit == "%" else "")
    chart(page, outcome_ranges, "outcome_distribution", "项", bands, unit, key=f"ranges-{unit}", family=family)
note(page, "outcome_distribution", SUM)
sources = "；".join(dict.fromkeys(
    f"{band.title}：{band.source}{'' if band.is_read else '（据二手资料，未核对原文）'}" for band in bands
    if band.metric in found["metric"].to_list()
))
if sources:
    st.caption(f"灰边标记是公开的同类平均，只供参照，口径未必相同，不是目标：{sources}。")
    rows_below(page, "cohort_band_list")
section("按佐证级别", "同一指标，佐证越强，数值往往越低；括号里是填报数。")
for unit in found["measure_unit"].unique(maintain_order=True):
    chart(
        page, outcome_evidence, "outcome_evidence_distribution", "项", unit, key=f"evidence-{unit}", family=family,
    )
note(page, "outcome_evidence_distribution", "各佐证级别的填报数相加 = 该指标已填报数")
section("明细")
table(page, "outcome_distribution", reconciliation=SUM, family=family)
