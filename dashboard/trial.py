"""The what-if of a page: what its address changes, its answers beside today's, its tables and their files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.change_words import change_words, remarks
from dashboard.comparison import Figure, beside, differing
from dashboard.exports.plain_text import file_name
from dashboard.exports.stamp import NOT_POLICY, trial_text
from dashboard.exports.table import table_csv, table_workbook
from dashboard.headings import HEADINGS
from dashboard.language import say
from dashboard.layout import XLSX, printed_table
from dashboard.page import Page
from dashboard.shown import pack_names, shown_frame
from queries import BadOverride, Change

PARAM = "overrides"
WAIT = "正在按改动后的条款重新计算……"


@dataclass(frozen=True)
class Trial:
    """One what-if: the page, the canonical text of its changes, the changes, and the same in words."""

    page: Page
    overrides: str
    changes: tuple[Change, ...]
    words: tuple[str, ...]
    fault: str = ""

    def both(self, question: str, **extra: str) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Today's answer and the what-if's, under the page's filters."""
        today = answer(self.page.warehouse, question, self.page.filters, **extra)
        if not self.overrides:
            return today, today
        with st.spinner(WAIT):
            return today, answer(self.page.warehouse, question, self.page.filters, overrides=self.overrides, **extra)

    def remarks(self) -> list[str]:
        """What a reader of the what-if must know of the changed documents: odd weights, overlapping validity."""
        figures = answer(self.page.warehouse, "override_options")
        values = {one.address: one.value for one in self.changes}
        return remarks(values, figures.to_dicts(), pack_names(self.page.warehouse))

    def beside(self, question: str, keys: Sequence[str], values: Sequence[str], **extra: str) -> pl.DataFrame:
        """Today and what-if side by side with the difference, row by row."""
        return beside(*self.both(question, **extra), keys, values)


def asked_for(page: Page) -> Trial:
    """The what-if that the address asks for; one that can't be read changes nothing and says why."""
    wanted = st.query_params.get(PARAM, "")
    try:
        changes = page.warehouse.changes(wanted)
        overrides = page.warehouse.canonical(wanted)
    except BadOverride as error:
        return Trial(page, "", (), (), str(error))
    packs = pack_names(page.warehouse)
    words = tuple(change_words(dict(one.figure), packs, one.today, one.value) for one in changes)
    return Trial(page, overrides, changes, words)


def figure_beside(label: str, figure: Figure, help_text: str = "") -> None:
    """One large figure of the what-if with its difference to today."""
    st.metric(
        label, text.amount(figure.column, figure.trial), text.change(figure.column, figure.change), delta_color="off",
        delta_arrow="off", help=help_text or None, border=True,
    )


def places_beside(quota: dict[str, Any]) -> None:
    """How many of a track's places are taken in the what-if, and today."""
    today, trial = (text.part_of(quota[f"{side}_n_used"], quota[f"{side}_limit"]) for side in ("today", "trial"))
    st.metric(
        say("{track}排入/名额", track=text.track(quota['track'])), trial, text.UNCHANGED if trial == today else say(
            "今天 {today}",
            today=today,
        ),
        delta_color="off", delta_arrow="off", border=True,
    )


def table_beside(trial: Trial, title: str, frame: pl.DataFrame, key: str, note: str) -> None:
    """A side by side, or a list of what moved, as a table with its files; one in which nothing changes says so."""
    made_of = shown_frame(trial.page.warehouse, frame)
    shown = made_of.frame
    if shown.is_empty() or ("effect" not in frame.columns and differing(frame).is_empty()):
        st.info(say("{title}：{unchanged}", title=title, unchanged=text.UNCHANGED))
    if shown.is_empty():
        return
    alt = say("{title}，{height} 行", title=title, height=shown.height)
    if trial.page.is_printed:
        printed_table(shown, alt, text.UNDEFINED)
    else:
        st.dataframe(
            made_of.sent, key=f"table-{key}", hide_index=True, column_config=made_of.config, placeholder=text.UNDEFINED,
            alt=alt, height="auto",
        )
        _downloads(trial, title, shown, key)
    parts = [
        note,
        say("数据日期 {as_of}", as_of=trial.page.warehouse.as_of),
        say("版本 {build}", build=trial.page.warehouse.build),
    ]
    st.caption(" · ".join(filter(None, parts)))


def _downloads(trial: Trial, title: str, shown: pl.DataFrame, key: str) -> None:
    """The table as CSV and Excel. With any change in force, name and content say that it is no policy."""
    build, stamp, marked, name = trial.page.warehouse.build, trial.page.stamp(title), shown, title
    if trial.overrides:
        stamp = replace(stamp, trial=trial.words)
        marked = shown.select(pl.lit(trial_text(trial.words)).alias("trial"), pl.all())
        name = say("{not_policy}：{title}", not_policy=NOT_POLICY, title=title)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.download_button(
            say("下载 CSV"), lambda: table_csv(marked, HEADINGS), file_name(name, build, ".csv"), "text/csv",
            key=f"csv-{key}", on_click="ignore", type="tertiary",
        )
        st.download_button(
            say("下载 Excel"),
            lambda: table_workbook(shown, HEADINGS, stamp, name),
            file_name(name, build, ".xlsx"),
            XLSX,
            key=f"xlsx-{key}",
            on_click="ignore",
            type="tertiary",
        )
        st.caption(say("{height} 行", height=shown.height))
