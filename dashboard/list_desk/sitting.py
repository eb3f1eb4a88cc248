"""One person at the lists of one call and track."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import streamlit as st
from sqlalchemy import select

from dashboard import decisions
from dashboard.answers import answer
from dashboard.journal.book import Book, Listing
from dashboard.journal.desk import Desk
from dashboard.journal.tables import ENTRY
from dashboard.language import say
from dashboard.own_quota import own_quota
from dashboard.pinned_build import BuildGone, pinned_build
from queries import Warehouse

ACTOR = "actor"


@dataclass(frozen=True)
class Sitting:
    """``actor`` is '' while nobody is named: then everything can be read and nothing done."""

    current: Warehouse
    call: str
    track: str
    actor: str

    @cached_property
    def desk(self) -> Desk:
        """Where steps are taken; asking for it makes the store."""
        return decisions.desk(self.current, self.call, self.track)

    @property
    def book(self) -> Book:
        """The lists as they are; none where nothing was ever decided."""
        return self.desk.read() if decisions.has_journal() else Book()

    @property
    def limit(self) -> int:
        """The quota as the documents in service have it; 0 where they give none."""
        quota = own_quota(self.current, self.call, self.track)
        return int(quota["limit"]) if quota else 0

    @property
    def needs_two(self) -> bool:
        """Whether somebody else has to review."""
        return bool(answer(self.current, "build_status")["needs_two"][0])

    def pinned(self, listing: Listing) -> Warehouse | None:
        """The build that a list rests on; None once it is gone or no longer what it was."""
        if listing.basis.build == self.current.build:
            return self.current
        try:
            return pinned_build(None, listing.basis)
        except BuildGone:
            return None


def choose_actor() -> str:
    """Draw the field for who works here, kept for the session; '' while it is empty."""
    known = decisions.journal().rows(select(ENTRY.c.actor).distinct()) if decisions.has_journal() else []
    names = {row.actor for row in known} | {str(st.session_state.get(ACTOR) or "")}
    picked = st.selectbox(
        say("经办人"), sorted(names - {""}), index=None, key=ACTOR, accept_new_options=True,
        filter_mode="contains", persist_state="session", placeholder=say("选择或输入姓名"), width=260,
    )
    return str(picked or "").strip()
