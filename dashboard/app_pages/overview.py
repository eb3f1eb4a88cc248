"""Where do we stand: the ten figures of the district, on one screen."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.brief_files import brief_buttons
from dashboard.figures.ladder import tier_ladder
from dashboard.figures.quota import quota_gauge
from dashboard.figures.town import town_ranking
from dashboard.layout import chart, figure_card, head, note, rows_below, section, show, table
from dashboard.page import pinned
from dashboard.places_used import say_places_used

page = pinned()
head(page, "十个数字看全区：认定、覆盖、投入、奖励。")
brief_buttons(page)
total = answer(page.warehouse, "project_summary", page.filters).row(0, named=True)
covered = {
    year: answer(page.warehouse, "scenario_coverage_status", page.filters, catalogue=year).row(0, named=True)
    for year in answer(page.warehouse, "catalogue_options")["catalogue"]
}
unpriced = text.unpriced(total["n_unpriced"])
assumed = "（含推定）" if page.filters["assume"] else ""
with st.container(key="figures"):
    figure_card("认定（项）", text.count(total["n_awards"]), f"涉及企业 {text.count(total['n_awarded'])} 家")
    figure_card("申报项目（项）", text.count(total["n_projects"]), f"申报企业 {text.count(total['n_applicants'])} 家")
    figure_card("在册企业（家）", text.count(total["n_enterprises"]), "企业表中的企业，不受年度、批次、类别筛选影响")
    figure_card("场景实例（个）", text.count(total["n_instances"]))
    for year, status in covered.items():
        figure_card(
            f"覆盖场景 {year}", text.part_of(status["n_covered"], status["n_scenarios"]),
            f"{year} 年版目录共 {status['n_scenarios']} 个场景，至少有一个项目的算覆盖",
        )
    figure_card("已投入资金", text.money(total["invested_yuan"]), "已入库项目的发票合计")
    figure_card(f"应奖{assumed}", text.money(total["entitled_yuan"]), f"按认定时生效的文件计算；{unpriced}，未计入")
    figure_card("已拨付", text.money(total["paid_yuan"]), "含诊断奖励")
    figure_card(f"待拨付{assumed}", text.money(total["due_yuan"]), "逐企业：应奖减已拨付，为正的部分，不按年度切分")
if total["n_unpriced"]:
    st.caption(f"有 {total['n_unpriced']} 项认定所在时间的奖励标准未知，列为「标准未知」，没有计入应奖和待拨付。")
note(
    page, "project_summary",
    f"申报 {total['n_projects']} 项 = 符合条件 {total['n_eligible']} + 不符合 {total['n_ineligible']}"
    f" + 待核实 {total['n_unverified']}",
)

left, right = st.columns(2, gap="large")
with left:
    section("认定梯度", "各档认定数与企业数")
    chart(page, tier_ladder, "tier_summary")
    rows_below(page, "tier_summary", f"各档认定相加 = {total['n_awards']} 项")
with right:
    section("名额", "各申报类型：可推荐数与已排入数")
    show(quota_gauge(answer(page.warehouse, "quota_status").filter(is_own_kind=True)), "overview-quota")
    say_places_used(page.warehouse)
    rows_below(page, "quota_status", "已用 + 剩余 = 名额上限")
    section("各街镇申报项目")
    chart(page, town_ranking, "town_summary", "n_projects", largest_first="n_projects")
    rows_below(page, "town_summary", f"各街镇 + 未填报 = {total['n_projects']} 项")
section("数据问题", "已隔离的行不计入任何数字；逐格说明见「数据问题」页。")
table(page, "finding_summary", height=220)
