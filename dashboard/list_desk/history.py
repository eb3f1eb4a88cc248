"""What was done to a list, and two of its versions side by side in words."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboard import text
from dashboard.columns import table_config
from dashboard.journal.book import Listing, Version
from dashboard.language import say
from dashboard.layout import section
from dashboard.list_desk.preview import show_difference


def history(listing: Listing) -> None:
    """The events, newest first, and the comparison."""
    section(say("版本与办理记录"), say("每一次改动、复核、提交都留有记录，不能删改。"))
    done = [(text.moment(mark.at), mark.actor, what, reason) for mark, what, reason in reversed(listing.events)]
    frame = pl.DataFrame(done, schema=["moment", "actor", "done", "why"], orient="row")
    config = table_config(frame) | {
        "done": st.column_config.TextColumn(say("办理"), width="medium"),
        "why": st.column_config.TextColumn(say("原因"), width="large"),
    }
    st.dataframe(frame, hide_index=True, column_config=config, alt=say("办理记录，{height} 行", height=frame.height))
    if len(listing.versions) < 2:
        return
    versions = {version_words(version): version for version in reversed(listing.versions)}
    names = list(versions)
    left, right = st.columns(2)
    old = left.selectbox(say("比较"), names, index=1, key=f"old-{listing.id}-{len(names)}", filter_mode=None)
    new = right.selectbox(say("和"), names, index=0, key=f"new-{listing.id}-{len(names)}", filter_mode=None)
    if old and new:
        show_difference(versions[old], versions[new])


def version_words(version: Version) -> str:
    """A version in a menu: 第 2 版，乙 2026年11月20日 18:30，排除 …; the number makes it unique."""
    return say(
        "第 {number} 版，{actor} {at}，{what}",
        number=version.number, actor=version.actor, at=text.moment(version.at), what=version.what,
    )
