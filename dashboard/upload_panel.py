"""Handing in files on a page: choosing them, following the load, what became of each file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from dashboard.intake import Batch, Busy, hand_in, latest, may_upload
from dashboard.language import say
from dashboard.list_desk.outcome import plain

MAX_MB = 50
MAX_FILES = 200
LOOK_S = 1.0
OUTCOMES = {
    "loaded": "已入库", "known": "已有，未重复计入", "same_content": "与另一份相同，未重复计入",
    "superseded": "已被更新的取代", "refused": "未读取", "ignored": "忽略",
}
COUNTS = {"n_read": "读取", "n_accepted": "入库", "n_quarantined": "隔离", "n_skipped": "跳过"}
SHOWN = "upload-shown"  # the batch whose end this visitor has seen


def upload_panel(home: Path, folders: list[str]) -> None:
    """The form, the batch at work and what became of the last one. ``folders`` are those that files came in before."""
    if not may_upload():
        st.info(say(
            "这个看板没有开放网页上传。请把文件放进收件文件夹，或由管理员运行 python -m etl load 文件夹；"
            "要在网页上交表，请管理员用 python -m dashboard serve --upload 启动看板。"
        ))
        return
    with st.form("upload", border=True):
        files = st.file_uploader(
            say(
                "报送表或申报书（.xlsx、CSV、.docx，可多选，每个不超过 {max_mb} MB；更大的请放进收件文件夹）",
                max_mb=MAX_MB,
            ),
            accept_multiple_files=True, key="upload-files", max_upload_size=MAX_MB,
        )
        by = st.text_input(say("姓名"), key="upload-by", max_chars=40, width=320)
        folder = ""
        if folders:
            folder = st.selectbox(
                say("放在哪个文件夹"), ["", *folders], format_func=lambda one: one or say("不分文件夹"),
                key="upload-folder", width=320,
                help=say("更正以前交的表，要选它原来的文件夹、用原来的文件名，才会取代旧表。"),
            )
        is_sent = st.form_submit_button(say("上传并入库"), type="primary")
    if is_sent:
        _send(home, files, by.strip(), folder)
    batch = latest(home)
    if batch is not None:
        st.fragment(_follow, run_every=None if batch.is_done else LOOK_S)(batch)


def _send(home: Path, files: list[Any], by: str, folder: str) -> None:
    if not files:
        st.warning(say("还没有选文件。"))
    elif len(files) > MAX_FILES:
        st.warning(say("一次最多交 {most} 个文件，这次选了 {n_files} 个。", most=MAX_FILES, n_files=len(files)))
    elif not by:
        st.warning(say("请填写姓名，以后同一份表再交来时，会说明是谁、什么时候交过。"))
    else:
        try:
            batch = hand_in(home, [(file.name, file.getvalue()) for file in files], by, folder)
            st.session_state[SHOWN] = batch.key if batch.is_done else ""
        except Busy as busy:
            st.warning(plain(str(busy)))
        except OSError as error:
            why = error.strerror or str(error)
            st.error(plain(say("文件存不下来（{why}），没有入库，请联系系统维护人员。", why=why)))


def _follow(batch: Batch) -> None:
    """How far the batch is; once it is done, what became of each file, and the whole page anew for its new build."""
    if not batch.is_done:
        done = batch.number / batch.total if batch.total else 0.0
        st.progress(min(done, 1.0), plain(say(
            "{by} {begun} 交来的 {n_files} 个文件正在入库：{number}/{total} {reading}", by=batch.by, begun=batch.begun,
            n_files=batch.n_files, number=batch.number, total=batch.total or "…", reading=batch.reading,
        )))
        return
    if st.session_state.get(SHOWN) != batch.key + batch.begun:
        st.session_state[SHOWN] = batch.key + batch.begun
        st.rerun()  # stops looking, and the frame around the page says that there is a newer build
    _ended(batch)


def _ended(batch: Batch) -> None:
    st.subheader(say("最近一次上传"), anchor=False)
    st.caption(plain(say("{by} {begun} 交来，{n_files} 个文件", by=batch.by, begun=batch.begun, n_files=batch.n_files)))
    for sentence in batch.said:
        st.error(plain(sentence))
    report = batch.report
    if report is None:
        return
    if report["changed"]:
        st.success(say("已生成数据版本 {build}。", build=report["build"]))
    else:
        st.info(say("没有变化：这些内容已经在库中，数据版本不变。"))
    st.dataframe(_fates(report), hide_index=True, alt=say("每个文件的结果"), placeholder="")
    if any(fate.get("n_quarantined") for fate in report["offered"]):
        st.caption(say("隔离的行不计入数字，「数据问题」页逐格说明原因和改法；改好后用同样的文件名再交一次。"))


def _fates(report: dict[str, Any]) -> pl.DataFrame:
    """One row per file that was handed in: name, what became of it, its rows, why."""
    offered = [*report["offered"], *(item for item in report["files"] if item["outcome"] == "ignored")]
    rows = [
        {
            say("文件"): fate["file"], say("结果"): say(OUTCOMES[fate["outcome"]]),
            **{say(words): fate.get(name) for name, words in COUNTS.items()},
            say("说明"): fate["reason"] or "",
        }
        for fate in offered
    ]
    return pl.DataFrame(rows)
