"""Looking at an earlier build: choosing one, or having a day made again."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import streamlit as st

from dashboard.etl_run import EtlRun, follow
from dashboard.intake import may_upload
from dashboard.language import say
from dashboard.list_desk.outcome import plain
from dashboard.page_list import START
from dashboard.past_build import visit
from dashboard.ways import go
from queries.warehouse import home_path

LOOK_S = 1.0


@dataclass
class Remaking(EtlRun):
    """A day or a build that is being made again."""

    when: str


_latest: dict[Path, Remaking] = {}
_guard = threading.Lock()


def past_panel(kept: pl.DataFrame, newest: date) -> None:
    """Choose a kept build to look at, or a day to have made again. ``kept``: build, label."""
    labels = dict(kept.select("build", "label").iter_rows())
    if labels:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(
                say("留存的版本"), list(labels), key="past-choice", format_func=lambda one: labels.get(one, one),
                width=420, filter_mode=None,
            )
            st.button(say("看这个版本"), key="past-visit", on_click=_show, args=(chosen or "",))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            say("按日期"), value=newest, format="YYYY-MM-DD", key="past-day", width=200,
            help=say("那一天结束时已经收到的报送、当时的数据日期；用现在的程序和政策文件"),
        )
        is_all = st.checkbox(
            say("用现在的全部报送"), key="past-all",
            help=say("台账是后来才建的，那一天还没有收到报送，就勾选：看现在的报送在那一天算出来是什么样"),
        )
        is_asked = may_upload() and st.button(say("重做这一天"), key="past-make")
    if not may_upload():
        st.caption(say(
            "这个看板不在网页上重做。请管理员运行 python -m etl at {day}{all}，做好后出现在「留存的版本」里。",
            day=day, all=" --all" if is_all else "",
        ))
        return
    home = home_path()
    if is_asked:
        _begin(home, [str(day), *(["--all"] if is_all else [])])
    run = _latest.get(home)
    if run is not None:
        st.fragment(_follow, run_every=None if run.is_done else LOOK_S)(run)


def _show(build: str) -> None:
    """Turn to the overview of a build."""
    visit(build)
    go(START, {})


def _begin(home: Path, words: list[str]) -> None:
    """Start the command, unless one is at work."""
    with _guard:
        found = _latest.get(home)
        if found and not found.is_done:
            return
        run = _latest[home] = Remaking(when=words[0])
    threading.Thread(target=_make, args=(run, home, words), daemon=True).start()


def _make(run: Remaking, home: Path, words: list[str]) -> None:
    try:
        follow(run, ["at", *words, "--home", str(home)])
    finally:
        run.is_done = True


def _follow(run: Remaking) -> None:
    """How far it is; then the way to what was made, or why there is nothing."""
    if not run.is_done:
        share = run.number / run.total if run.total else 0.0
        st.progress(min(share, 1.0), plain(say("正在重做 {when}：{reading}", when=run.when, reading=run.reading)))
        return
    for sentence in run.said:
        st.error(plain(sentence))
    if run.report is None:
        return
    build = run.report["build"]
    st.success(say("{when} 的版本 {build} 已做好。", when=run.when, build=build))
    if st.button(say("看 {when}", when=run.when), key=f"past-made-{build}", type="primary"):
        _show(build)
        st.rerun()
