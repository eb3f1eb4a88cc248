"""The parts of the page 推荐: figures, conclusions, the details of one application, the files."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from dashboard import text
from dashboard.certificate_file import certificate_bytes
from dashboard.choice import Choice
from dashboard.choice_frames import criterion_frame, firmness_words, floors_sentence, standing_words, swap_frame
from dashboard.columns import WORDS
from dashboard.decide.words import (
    datum_sentence,
    points,
    proof_sentence,
    shortfall_sentence,
    summary_sentence,
    ties_sentence,
)
from dashboard.doubt import range_sentence
from dashboard.exports.plain_text import file_name
from dashboard.language import say
from dashboard.layout import XLSX, figure_card, section, table
from dashboard.made_table import made_table
from dashboard.official import has_official_form, official_bytes
from dashboard.page import Page
from dashboard.ways import way

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SOURCES = "查询 recommendation_list、criterion_score_list、criterion_point_list、setting_list"


def figures(found: Choice) -> None:
    """The five figures that are repeated in a meeting; unmet floors loudly below them."""
    unit = say(WORDS["counting_unit"][found.rules.counting_unit])
    verdicts = [one.verdict for one in found.robustness.candidates]
    n_unfit = text.count(sum(entry["by"] == "ineligible" for entry in found.certificate["rejected"]))
    with st.container(key="figures"):
        figure_card(say("入选/名额"), text.part_of(found.n_places, found.rules.limit), say("按{unit}计", unit=unit))
        figure_card(say("名单总分（分）"), text.score(found.certificate["total"]["points"] / 100),
                    proof_sentence(found.certificate))  # fmt: skip
        figure_card(say("稳入（项）"), text.count(verdicts.count("in")), say("权重和成效数据在范围内怎样变都入选"))
        figure_card(say("临界（项）"), text.count(verdicts.count("borderline")), say("有的情形入选，有的情形不入选"))
        figure_card(say("落选（项）"), text.count(verdicts.count("out")), say(
            "其中 {n_unfit} 项不符合或未核实申报条件",
            n_unfit=n_unfit,
        ))
    for floor, missing in found.selection.shortfalls:
        st.error(shortfall_sentence(floor, missing))


def conclusions(found: Choice) -> None:
    """What is proved, what the floors cost, how firm the list is, what to verify next."""
    n_eligible = sum(one.is_eligible for one in found.candidates)
    n_applied, n_chosen = text.count(len(found.candidates)), text.count(len(found.selection.chosen))
    st.text(say(
        "申报 {n_applied} 项，符合条件 {n_eligible} 项，入选 {n_chosen} 项。",
        n_applied=n_applied, n_eligible=text.count(n_eligible), n_chosen=n_chosen,
    ))
    st.text(say(
        "{certificate}；{certificate2}。",
        certificate=proof_sentence(found.certificate), certificate2=ties_sentence(found.certificate),
    ))
    st.text(say("{found}。", found=floors_sentence(found)))
    if found.rules.scenario_bonus:
        st.text(say(
            "总分含场景加分：名单每覆盖一个典型场景加 {scenario_bonus}，同一场景只加一次。",
            scenario_bonus=points(found.rules.scenario_bonus),
        ))
    st.text(say("{robustness}。", robustness=summary_sentence(found.robustness)))
    st.text(say(
        "{next_datum}。",
        next_datum=datum_sentence(found.robustness.next_datum, found.names, found.doubt.titles),
    ))
    st.caption(say("{doubt}。", doubt=range_sentence(found.doubt)))


def details(page: Page, found: Choice, selected: dict[str, Any], key: str) -> None:
    """One application: what was decided about it, points per criterion, who would take its place, its conditions."""
    number, name = selected["project_id"], selected["enterprise"]
    section(say("{name}：评分明细", name=name), say(
        "{found}。{found2}。",
        found=standing_words(found, number), found2=firmness_words(found, number),
    ))
    made_table(page, say("评分明细"), criterion_frame(found, number), f"criteria-{key}", say(SOURCES))
    section(say("替换方案"), say("不选它（已入选的）或列入它（落选的），最好的名单要换下谁、换上谁。"))
    made_table(page, say("替换方案"), swap_frame(found, number), f"swap-{key}", say(SOURCES))
    section(say("条件核对"))
    table(page, "eligibility_detail", key=f"eligibility-{key}", project_id=number, call="")


def files(page: Page, found: Choice) -> None:
    """The certificate, the sheet on trial, and the way to the list that people decide."""
    section(say("起草和下载"), say("正式的推荐汇总表要先起草成名单，由另一人复核、提交后再下载。"))
    way("lists", say("到「名单」页起草、复核、提交"))
    track, build = text.track(found.track), page.warehouse.build
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            say("下载名单证书"),
            partial(certificate_bytes, found),
            file_name(say("名单证书_{track}", track=track), build, ".json"),
            "application/json",
            key="certificate",
            on_click="ignore",
        )
        for suffix, mime in ((".docx", DOCX), (".xlsx", XLSX)) if has_official_form(found.track) else ():
            st.download_button(
                say("下载试排表（未经审定）（附件4 {suffix}）", suffix=suffix),
                partial(official_bytes, page.warehouse, found.call, found.track, suffix),
                file_name(say("试排表_未经审定_{track}", track=track), build, suffix),
                mime,
                key=f"official{suffix}",
                on_click="ignore",
                disabled=not found.selection.chosen,
            )
    st.caption(
        say("证书记着总分、上界、同分名单、每家的替换代价和落选原因，可用命令逐项重算核对，不需要求解器。")
        + (say("试排表就是上面的入选名单，联系人和手机号留空。") if has_official_form(found.track) else "")
    )
