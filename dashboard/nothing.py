"""What to say where there is nothing: what is missing, and what to do next."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboard import text, vocabulary
from dashboard.answers import answer
from dashboard.filters import LABELS, titles_of
from dashboard.language import say
from dashboard.page import Page
from dashboard.ways import link, way
from queries import questions

# What a question is made of: without a row of any of these kinds it has nothing to say.
NEEDS = {
    "budget_bridge_list": ("budget", "payment"), "budget_projection_summary": ("budget", "payment"),
    "budget_summary": ("budget", "payment"), "diagnosis_due": ("diagnosis",), "diagnosis_summary": ("diagnosis",),
    "diagnosis_entitlement_list": ("diagnosis",), "eligibility_detail": ("project",), "enterprise_due": ("award",),
    "enterprise_ladder": ("award",), "enterprise_list": ("enterprise",), "entitlement_list": ("award",),
    "outcome_distribution": ("outcome",), "outcome_evidence_distribution": ("outcome",), "path_list": ("enterprise",),
    "path_summary": ("enterprise",), "payment_list": ("payment",), "project_list": ("project",),
    "quota_blocked_list": ("project",), "quota_blocked_summary": ("project",), "readiness_summary": ("enterprise",),
    "readiness_distribution": ("enterprise",), "recommendation_list": ("project",),
    "scenario_project_list": ("project",), "stage_status": ("project",), "todo_list": ("project",),
    "todo_summary": ("project",),
    "listed_list": ("award_list", "payment_list"), "year_trend": ("project", "award", "payment"),
}
# The same of the answers about one enterprise.
NEEDS_OF_ONE = {
    "enterprise_award_list": ("award",), "enterprise_detail": ("enterprise",),
    "enterprise_finance_history": ("finance",), "enterprise_instance_list": ("instance",),
    "enterprise_investment_list": ("investment",), "enterprise_equipment_list": ("equipment",),
    "enterprise_outcome_list": ("outcome",), "enterprise_path_list": ("enterprise",),
    "enterprise_payment_list": ("payment",), "enterprise_project_list": ("project",),
    "enterprise_readiness_list": ("enterprise",), "enterprise_stage_history": ("stage_event",),
}
SAME = {"outcome_line": "outcome"}  # two layouts of one kind of sheet
# Where nothing is no lack of data: all is well, or no document asks for it.
GOOD = {
    "finding_list": "没有发现数据问题", "finding_summary": "没有发现数据问题", "finding_ranking": "没有发现数据问题",
    "sender_finding_list": "没有要更正的内容", "sender_history": "还没有能读取的文件",
    "sender_coverage": "报送的表里没有条件和评分要用的栏目",
    "quality_rule_list": "没有这一级别的规则", "quality_sample_list": "这条规则没有发现问题",
    "enterprise_finding_list": "这家企业的各行没有发现问题", "todo_list": "没有要办的事",
    "todo_summary": "没有要办的事",
    "quota_blocked_list": "没有不能推荐的申报", "quota_blocked_summary": "没有不能推荐的申报",
    "readiness_summary": "装入的政策文件里没有国家梯度的要求", "path_summary": "装入的政策文件里没有可以推算的申报条件",
    "readiness_distribution": "装入的政策文件里没有国家梯度的要求",
    "scenario_uncovered_list": "目录里的每个场景都有项目", "scenario_blank_list": "各街镇没有空白场景",
}
FIRST_STEPS = """
1. 把各街镇、各部门的报送表（.xlsx 或 .csv，文件名不限）放进一个文件夹。
2. 在程序所在的目录里运行上面的命令，「文件夹」换成它的位置；命令会报告读取、入库、隔离各多少行。
3. 刷新本页。

只想先看看样子，「文件夹」就用 data/sample，装入的是虚构的示例数据。
"""
# Pages on which the filters do not act.
UNFILTERED = {"names", "search", "enterprise", "findings", "senders", "policy", "about", "upload", "wall"}


def why_empty(page: Page, question: str) -> str:
    """Why an answer has no row, as a sentence: a sheet that nobody sent in, the filters, or that all is well."""
    needed = (NEEDS | NEEDS_OF_ONE).get(question, ())
    if needed and not any(_n_accepted(page).get(kind) for kind in needed):
        return say("{empty}。{page}", empty=say(text.EMPTY), page=_lacking(page, needed))
    known = questions()[question].params
    acting = {name: value for name, value in page.filters.items() if value and name in known and name != "assume"}
    if acting:
        return say("当前筛选（{page}）下没有。请放宽上面的筛选", page=in_short(page, acting))
    if question in NEEDS_OF_ONE:
        return say("这家企业没有")
    return say(GOOD.get(question, text.EMPTY))


def say_empty(page: Page, question: str, title: str = "") -> None:
    """The sentence of ``why_empty`` in place of a table or a chart."""
    st.info(
        say("{words}：{page}。", words=title or say(questions()[question].title_zh), page=why_empty(page, question))
    )


def say_nothing_here(page: Page, page_name: str) -> None:
    """Below the filters: that the build holds no row at all, or that the filters leave nothing; else no word."""
    status = answer(page.warehouse, "build_status").row(0, named=True)
    if not status["n_accepted"]:
        st.warning(
            say(
                "这一版没有一行数据：读取 {n_files} 个文件，入库 0 行，隔离 {n_quarantined} 行，其余是标题、表头和空"
                "行。请把填好的报送表放进文件夹，再运行 python -m etl load 文件夹。",
                n_files=text.count(status['n_files']), n_quarantined=text.count(status['n_quarantined']),
            )
        )
        way("findings", say("每个文件读到了什么 ›"))
        return
    acting = {name: value for name, value in page.filters.items() if value and name != "assume"}
    if page_name in UNFILTERED or not acting:
        return
    total = answer(page.warehouse, "project_summary", page.filters).row(0, named=True)
    if not any(total[column] for column in ("n_projects", "n_awards", "paid_yuan")):
        st.warning(say(
            "当前筛选（{page}）下没有申报、认定和拨付。请放宽筛选，或者全部清除。",
            page=in_short(page, acting),
        ))
        kept = {name: value for name, value in st.query_params.items() if name not in LABELS}
        st.html(link(page_name, kept, say("清除全部筛选"), say("回到全区、全部年度")))


def in_short(page: Page, filters: dict[str, str]) -> str:
    """年度 2025、街镇 华新镇: what is filtered, as the filters call it."""
    titles = titles_of(page.warehouse)
    return say("、").join(f"{say(LABELS[name])} {titles.get(value, value)}" for name, value in filters.items())


def _n_accepted(page: Page) -> dict[str, int]:
    """Kind of sheet → rows of it that were taken in; a kind that nobody sent is missing."""
    sheets = answer(page.warehouse, "source_reconciliation")
    kinds = sheets.with_columns(pl.col("kind").replace(SAME)).group_by("kind").agg(pl.col("n_accepted").sum())
    return dict(kinds.iter_rows())


def _lacking(page: Page, kinds: tuple[str, ...]) -> str:
    names = say("」「").join(vocabulary.KINDS[kind] for kind in kinds)
    if any(kind in _n_accepted(page) for kind in kinds):
        return say("「{names}」表没有一行入库，原因见「数据问题」；补报后重新装入，这里就有", names=names)
    return say("还没有收到「{names}」表；报送后重新装入，这里就有", names=names)
