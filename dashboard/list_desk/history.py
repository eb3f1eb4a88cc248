"""What was done to a list, and two of its versions side by side in words."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboard import text
from dashboard.columns import table_config
from dashboard.decide.words import points
from dashboard.journal.book import Listing, Version, difference
from dashboard.layout import section
from dashboard.list_desk.proposal import total


def history(listing: Listing) -> None:
    """The events, newest first, and the comparison."""
    section("版本与办理记录", "每一次改动、复核、提交都留有记录，不能删改。")
    done = [(text.moment(mark.at), mark.actor, what, reason) for mark, what, reason in reversed(listing.events)]
    frame = pl.DataFrame(done, schema=["moment", "actor", "done", "why"], orient="row")
    config = table_config(frame) | {
        "done": st.column_config.TextColumn("办理", width="medium"),
        "why": st.column_config.TextColumn("原因", width="large"),
    }
    st.dataframe(frame, hide_index=True, column_config=config, alt=f"办理记录，{frame.height} 行")
    if len(listing.versions) < 2:
        return
    versions = {version_words(version): version for version in reversed(listing.versions)}
    names = list(versions)
    left, right = st.columns(2)
    old = left.selectbox("比较", names, index=1, key=f"old-{listing.id}-{len(names)}", filter_mode=None)
    new = right.selectbox("和", names, index=0, key=f"new-{listing.id}-{len(names)}", filter_mode=None)
    if old and new:
        st.text("\n".join(comparison(versions[old], versions[new])))


def version_words(version: Version) -> str:
    """A version in a menu: 第 2 版，乙 2026年11月20日 18:30，排除 ….

    The number makes it unique.
    """
    return f"第 {version.number} 版，{version.actor} {text.moment(version.at)}，{version.what}"


def comparison(old: Version, new: Version) -> list[str]:
    """What differs between two versions: places, total, the build they rest on."""
    lines = difference(old, new) or ["各项和位次都相同"]
    before, after = total(old.rows), total(new.rows)
    if before != after:
        lines.append(f"总分 {points(before)} → {points(after)}")
    if old.basis.build != new.basis.build:
        lines.append(f"依据的数据版本由 {old.basis.build} 改为 {new.basis.build}")
    return lines
