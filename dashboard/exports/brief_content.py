"""A brief from its facts: its head, the ten figures, and the sections in their order."""

from __future__ import annotations

from dashboard import text
from dashboard.exports import brief_words as words
from dashboard.exports.brief_facts import Facts
from dashboard.exports.brief_ladder import recognitions
from dashboard.exports.brief_model import Brief, Figure, Section
from dashboard.exports.brief_money import quota, rewards
from dashboard.exports.brief_places import coverage, doubts, duties, towns

# Label, column, unit, and whether a year can be set beside the year before.
FIGURES = (
    ("认定", "n_awards", " 项", True), ("申报项目", "n_projects", " 项", True),
    ("在册企业", "n_enterprises", " 家", False), ("场景实例", "n_instances", " 个", True),
    ("已投入资金", "invested_yuan", "", True), ("应奖", "entitled_yuan", "", True),
    ("已拨付", "paid_yuan", "", True), ("待拨付", "due_yuan", "", False),
)
# The applications of one call have no year before.
OF_A_CALL = {"n_projects", "n_instances", "invested_yuan"}
INVENTED = "虚构示例数据"


def brief(facts: Facts) -> Brief:
    """The brief: eight sections in the order in which a leader is asked about them."""
    stamp = facts.stamp
    day, invented = text.date_text(facts.as_of), f" · {INVENTED}" if facts.is_invented else ""
    return Brief(
        title=f"{facts.district}智能制造简报",
        origin=(
            f"数据日期 {day} · 版本 {stamp.build}{invented}", f"筛选：{facts.filters_words}",
            f"生效文件：{facts.documents}", *([facts.assumption] if facts.assumption else []),
        ),
        footer=f"数据日期 {day} · 版本 {stamp.build} · 筛选：{facts.filters_words}{invented}",
        sections=(
            overall(facts), recognitions(facts), coverage(facts), rewards(facts), towns(facts), quota(facts),
            doubts(facts), duties(facts),
        ),
        stamp=stamp,
    )


def overall(facts: Facts) -> Section:
    """The ten figures, each with its change to the year before and since the build before."""
    figures = [figure(facts, *spec) for spec in FIGURES]
    covered = [
        Figure(
            f"覆盖场景 {each.catalogue} 年版", text.part_of(each.status["n_covered"], each.status["n_scenarios"]),
            since=words.since_build("n_covered", each.status["n_covered"], each.earlier["n_covered"])
            if each.earlier else "",
            note=text.share(each.status["n_covered"], each.status["n_scenarios"]),
        )
        for each in facts.coverages
    ]
    total = facts.total
    headline = (
        f"申报 {text.count(total['n_projects'])} 项，符合条件 {text.count(total['n_eligible'])}、"
        f"不符合 {text.count(total['n_ineligible'])}、待核实 {text.count(total['n_unverified'])}；"
        f"已投入资金 {words.in_words('invested_yuan', total['invested_yuan'])}。"
        if total["n_projects"] else "所选范围内没有申报项目。"
    )
    sentences = []
    if facts.year and not facts.filters.get("year"):
        sentences.append(f"「比上年」是 {facts.year} 年与 {facts.year - 1} 年相比。" + (
            f"{facts.year} 年尚未结束。" if facts.is_open else f"{facts.year} 年是最近一个有数据的年度。"
        ))
    if facts.earlier is None:
        sentences.append("没有可以比较的上一版数据。")
    return Section("总体情况", headline, tuple(sentences), (*figures[:4], *covered, *figures[4:]))


def figure(facts: Facts, label: str, column: str, unit: str, has_years: bool) -> Figure:
    """One figure of project_summary."""
    total = facts.total
    value = words.entitled_words(total[column], total["n_unpriced"]) if column == "entitled_yuan" else (
        f"{words.in_words(column, total[column])}{unit}"
    )
    notes = {
        "n_awards": f"涉及企业 {text.count(total['n_awarded'])} 家",
        "n_projects": f"申报企业 {text.count(total['n_applicants'])} 家",
        "n_enterprises": "企业表中的企业", "invested_yuan": "申报项目的发票合计", "paid_yuan": "含诊断奖励",
        "entitled_yuan": text.unpriced(total["n_unpriced"]), "due_yuan": "逐企业计算，不分年度",
    }
    is_compared = has_years and not (column in OF_A_CALL and facts.filters.get("call"))
    return Figure(
        label + (facts.assumed if column in ("entitled_yuan", "due_yuan") else ""), value,
        compared(facts, column, unit) if is_compared else "",
        words.since_build(column, total[column], facts.earlier[column]) if facts.earlier else "",
        notes.get(column, ""),
    )


def compared(facts: Facts, column: str, unit: str) -> str:
    """A figure of the year with its change to the year before; 应奖 only where every recognition is priced."""
    now, before = facts.this_year, facts.last_year
    if now is None or before is None:
        return ""
    if column == "entitled_yuan" and (now["n_unpriced"] or before["n_unpriced"]):
        return ""
    change = words.year_on_year(column, now[column], before[column])
    if facts.filters.get("year"):
        return change
    return f"{facts.year} 年 {words.in_words(column, now[column])}{unit}，{change}"
