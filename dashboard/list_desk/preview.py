"""What a change would do, before it is written."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import text
from dashboard.choice import NoQuota
from dashboard.decide.program import NotSolved
from dashboard.decide.rules import ChoiceRefused
from dashboard.decide.words import points
from dashboard.journal.book import REVIEWED
from dashboard.list_desk.outcome import plain
from dashboard.list_desk.proposal import Proposal


def preview(make: Callable[[], Proposal]) -> Proposal | None:
    """Show what a change makes of the list; None, with the sentence why, where the rules don't allow it."""
    try:
        proposal = make()
    except (ChoiceRefused, NoQuota, NotSolved) as refused:
        st.warning(plain(f"不能这样改：{refused}"))
        return None
    entering_leaving, moved = proposal.lines
    before, after = proposal.points
    change = "不变" if before == after else f"{'增加' if after > before else '减少'} {points(abs(after - before))}"
    with st.container(border=True, key="preview"):
        st.caption("写入后的变化")
        lines = list(entering_leaving) or ["没有进出"]
        if len(moved) == 1:
            lines += moved
        lines.append(f"总分 {points(before)} → {points(after)}（{change}）")
        lines.append(f"占用名额 {text.part_of(proposal.n_places, (proposal.basis or proposal.listing.basis).limit)}")
        st.text("\n".join(lines))
        if len(moved) > 1:
            with st.expander(f"位次随之变化的 {len(moved)} 项"):
                st.text("\n".join(moved))
        if proposal.listing.state == REVIEWED:
            st.caption("名单已复核，改动后回到草稿，须重新复核。")
    return proposal
