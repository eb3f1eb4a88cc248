"""Whom do we recommend, in which order, and why; the sheet in the official form."""

from functools import partial

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.figures.ranking import score_bars
from dashboard.layout import XLSX, chart, head, note, section, table
from dashboard.official import has_official_form, official_bytes
from dashboard.page import pinned

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
page = pinned()
head(page, "按固定评分刻度排序，先看条件是否符合，再按名额截取；每一分都能查到出处。")
offered = answer(page.warehouse, "track_options")
if offered.is_empty():
    st.info("政策文件没有需要排序推荐的申报类型。")
    st.stop()
calls = dict(zip(offered["track"].reverse(), offered["call"].reverse(), strict=True))  # the newest call of a track
tracks = offered["track"].unique(maintain_order=True).to_list()
track = st.segmented_control(
    "申报类型", tracks, default=tracks[0], format_func=text.track, key="track", bind="query-params", required=True,
) or tracks[0]
call = calls[track]
ranking = answer(page.warehouse, "recommendation_list", call=call, track=track)
if ranking.is_empty():
    st.info("这一类没有申报。")
    st.stop()
limit = int(ranking["limit"][0] or 0)
within = ranking.filter(is_within_quota=True)
n_eligible = ranking["is_eligible"].sum()
st.text(f"申报 {ranking.height} 项，符合条件 {n_eligible} 项，名额 {limit}，排入推荐 {within.height} 项。")
forms = ((".docx", DOCX), (".xlsx", XLSX)) if has_official_form(track) else ()
with st.container(horizontal=True, gap="small"):
    for suffix, mime in forms:
        st.download_button(
            f"下载推荐汇总表（附件4 {suffix}）",
            partial(official_bytes, page.warehouse, call, track, suffix),
            f"推荐汇总表_{text.track(track)}_{page.warehouse.build}{suffix}", mime, key=f"official{suffix}",
            on_click="ignore", type="primary" if suffix == ".docx" else "secondary", disabled=within.is_empty(),
        )
st.caption(
    "联系人和手机号不在本系统，导出的表格留空，由推荐单位填写后盖章。"
    if forms else "这一申报类型没有规定的推荐汇总表，可下载下面的排序表。"
)
chart(page, score_bars, "recommendation_list", limit, call=call, track=track)
note(
    page, "recommendation_list",
    f"申报 {ranking.height} = 排入 {within.height} + 未排入 {ranking.height - within.height}",
)
section("排序表", "选中一行，看它的评分和条件。评分权重和刻度是本区口径，文件没有规定。")
selected = table(page, "recommendation_list", call=call, track=track)
if selected:
    section(f"{selected['enterprise']}：评分明细")
    table(page, "criterion_score_list", project_id=selected["project_id"])
    section("条件核对")
    table(page, "eligibility_detail", project_id=selected["project_id"], call="")
