"""What the projects report to have improved, as distributions and never as a bare mean."""

from dashboard.figures.outcome import outcome_evidence, outcome_ranges
from dashboard.layout import chart, head, note, section, table, tabs
from dashboard.page import pinned

page = pinned()
head(page, "企业自报的成效：中位数和四分位，注明多少项目填报、佐证到哪一级。官方没有公布计算公式，数值照报送原样。")
ranges, evidence = tabs(["分布", "按佐证级别"], key="shape")
with ranges:
    chart(page, outcome_ranges, "outcome_distribution")
    note(page, "outcome_distribution", "每个指标：已填报 + 未填报 = 申报项目数")
with evidence:
    chart(page, outcome_evidence, "outcome_evidence_distribution")
    note(page, "outcome_evidence_distribution", "各佐证级别的填报数相加 = 该指标已填报数")
section("明细")
table(page, "outcome_distribution", reconciliation="每个指标：已填报 + 未填报 = 申报项目数")
