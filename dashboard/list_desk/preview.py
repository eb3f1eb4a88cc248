"""What a change would do, before it is written."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import text
from dashboard.choice import NoQuota
from dashboard.decide.program import NotSolved
from dashboard.decide.rules import ChoiceRefused
from dashboard.decide.words import points
from dashboard.journal.book import REVIEWED, Version, places
from dashboard.list_desk.outcome import plain
from dashboard.list_desk.proposal import Proposal, in_words, total


def preview(make: Callable[[], Proposal], key: str) -> Proposal | None:
    """Show what a change makes of the list; None, with the sentence why, where the rules don't allow it."""
    try:
        proposal = make()
    except (ChoiceRefused, NoQuota, NotSolved) as refused:
        st.warning(plain(f"不能这样改：{refused}"))
        return None
    with st.container(border=True, key=key):
        st.caption("写入后的变化")
        show_difference(proposal.listing.last, proposal.version)
        if proposal.listing.state == REVIEWED:
            st.caption("名单已复核，改动后回到草稿，须重新复核。")
    return proposal


def show_difference(old: Version, new: Version) -> None:
    """Who enters and leaves, total and quota of both, and folded away who only gets another place."""
    lines, moved = in_words(old, new)
    if len(moved) == 1:
        lines, moved = lines + moved, []
    before, after = total(old.rows), total(new.rows)
    change = "不变" if before == after else f"{'增加' if after > before else '减少'} {points(abs(after - before))}"
    lines = lines or ["没有进出" if moved else "各项和位次都相同"]
    lines.append(f"总分 {points(before)} → {points(after)}（{change}）")
    lines.append(f"占用名额 {text.part_of(places(new.rows), new.basis.limit)}")
    if old.basis.build != new.basis.build:
        lines.append(f"依据的数据版本由 {old.basis.build} 改为 {new.basis.build}")
    st.text("\n".join(lines))
    if moved:
        with st.expander(f"位次变化的 {len(moved)} 项"):
            st.text("\n".join(moved))
