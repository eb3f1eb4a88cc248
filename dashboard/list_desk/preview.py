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
from dashboard.language import say
from dashboard.list_desk.outcome import plain
from dashboard.list_desk.proposal import Proposal, in_words, total


def preview(make: Callable[[], Proposal], key: str) -> Proposal | None:
    """Show what a change makes of the list; None, with the sentence why, where the rules don't allow it."""
    try:
        proposal = make()
    except (ChoiceRefused, NoQuota, NotSolved) as refused:
        st.warning(plain(say("不能这样改：{refused}", refused=refused)))
        return None
    with st.container(border=True, key=key):
        st.caption(say("写入后的变化"))
        show_difference(proposal.listing.last, proposal.version)
        if proposal.listing.state == REVIEWED:
            st.caption(say("名单已复核，改动后回到草稿，须重新复核。"))
    return proposal


def show_difference(old: Version, new: Version) -> None:
    """Who enters and leaves, total and quota of both, and folded away who only gets another place."""
    lines, moved = in_words(old, new)
    if len(moved) == 1:
        lines, moved = lines + moved, []
    before, after = total(old.rows), total(new.rows)
    change = (
        say("不变")
        if before == after
        else "{words} {after}".format(
            words=say("增加") if after > before else say("减少"), after=points(abs(after - before))
        )
    )
    lines = lines or [say("没有进出") if moved else say("各项和位次都相同")]
    lines.append(say(
        "总分 {before} → {after}（{change}）",
        before=points(before), after=points(after), change=change,
    ))
    lines.append(say("占用名额 {rows}", rows=text.part_of(places(new.rows), new.basis.limit)))
    if old.basis.build != new.basis.build:
        lines.append(say("依据的数据版本由 {build} 改为 {build2}", build=old.basis.build, build2=new.basis.build))
    st.text("\n".join(lines))
    if moved:
        with st.expander(say("位次变化的 {moved} 项", moved=len(moved))):
            st.text("\n".join(moved))
