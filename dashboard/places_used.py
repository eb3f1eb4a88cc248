"""What of the quota lists take by decision, beside what the current ranking would take."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard import decisions, text
from dashboard.answers import answer
from dashboard.journal.book import SUBMITTED, replay
from dashboard.language import say
from queries import Warehouse


@dataclass(frozen=True)
class PlacesUsed:
    """The list of a call and track that counts: its state, what it takes of its quota, in the quota's own unit."""

    call: str
    track: str
    list_id: str
    state: str
    n: int
    limit: int

    @property
    def words(self) -> str:
        """优秀场景 已提交 25/25; 示范工厂 在办 14/15（草稿）."""
        share = text.part_of(self.n, self.limit)
        is_submitted = self.state == SUBMITTED
        return "{track} {words}".format(
            track=text.track(self.track),
            words=say("已提交 {share}", share=share)
            if is_submitted
            else say(
                "在办 {share}（{state}）",
                share=share,
                state=self.state,
            ),
        )


def places_used(warehouse: Warehouse, as_of: str = "") -> list[PlacesUsed]:
    """Per call and track with a quota the list that counted at the end of a day (Beijing), '' for now."""
    if not decisions.has_journal():
        return []
    found = []
    for row in answer(warehouse, "quota_status").filter(is_own_kind=True).iter_rows(named=True):
        if as_of:
            entries = decisions.journal().entries(f"{row['call']}/{row['track']}")
            book = replay(one for one in entries if text.beijing(one.at).date().isoformat() <= as_of)
        else:
            book = decisions.desk(warehouse, row["call"], row["track"]).read()
        if book.current:
            current = book.current
            found.append(PlacesUsed(
                row["call"], row["track"], current.id, current.state, current.n_places, current.basis.limit
            ))
    return found


def say_places_used(warehouse: Warehouse, as_of: str = "") -> None:
    """One line on a page that shows the quota; nothing where nobody has drafted a list."""
    if found := places_used(warehouse, as_of):
        words = say("；").join(one.words for one in found)
        st.caption(say("名单（人工决定）：{words}。上面的已用是按现行排序推算的，不是决定。", words=words))
