"""What a page works with: the pinned build, the chosen filters, and the parts it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.answers import answer
from dashboard.exports.stamp import Stamp
from dashboard.filters import in_words
from dashboard.language import say
from queries import Warehouse

SESSION_KEY = "page"


@dataclass(frozen=True)
class Page:
    """One rerun: one build, one set of filters, one title. Everything on the page comes from these.

    ``is_printed``: the address asks for the form for paper.
    """

    warehouse: Warehouse
    filters: dict[str, str]
    title: str
    is_printed: bool = False

    def stamp(self, made_for: str, question: str = "") -> Stamp:
        """What goes with every file that leaves the page."""
        status = answer(self.warehouse, "build_status").row(0, named=True)
        packs = answer(self.warehouse, "pack_list")
        return Stamp(
            district=f"{status['city']}{status['district']}"
            + (say("（虚构示例数据）") if status["is_invented"] else ""),
            build=self.warehouse.build,
            content_hash=self.warehouse.content_hash,
            as_of=date.fromisoformat(self.warehouse.as_of),
            packs=tuple(pack_words(pack) for pack in packs.iter_rows(named=True)),
            filters=in_words(self.filters),
            made_for=made_for,
        )


PACK_STATUS = {"valid": "现行", "expired": "已失效", "unverified": "未核实"}


def pack_words(pack: dict[str, object]) -> str:
    """A document as people cite it: title, number, status; an unread text says so."""
    number = say("（{number}）", number=pack['number']) if pack["number"] else ""
    status = PACK_STATUS[str(pack["status"])]
    unread = "" if pack["is_text_available"] else say("，未获正文、金额未知")
    return say(
        "{title}{number}［{status}{unread}］",
        title=pack['title'], number=number, status=status, unread=unread,
    )


def pin(page: Page) -> None:
    """Make ``page`` the one that this rerun draws."""
    st.session_state[SESSION_KEY] = page


def pinned() -> Page:
    """The page of this rerun."""
    page: Page = st.session_state[SESSION_KEY]
    return page
