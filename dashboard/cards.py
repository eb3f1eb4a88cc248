"""Cards: a large figure, what changed, and the way to its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from dashboard.language import say
from dashboard.ways import way


@dataclass(frozen=True)
class Card:
    """One figure: how it is called, its words, what it means, since the build before, beside last year, and where its
    rows are: a page, what the link says, and what it sets there beyond the filters."""

    label: str
    value: str
    leads_to: str
    link: str
    help: str = ""
    since: str = ""
    note: str = ""
    sets: dict[str, str] = field(default_factory=dict)


def cards(key: str, shown: Sequence[Card]) -> None:
    """Cards in rows that fill the width evenly."""
    with st.container(key=key):
        for number, card in enumerate(shown):
            with st.container(border=True, key=f"{key}-{number}", gap="xsmall"):
                st.metric(
                    card.label,
                    card.value,
                    say("自上一版 {since}", since=card.since) if card.since else None,
                    delta_color="off",
                    delta_arrow="off",
                    help=card.help or None,
                )
                if card.note:
                    st.caption(card.note)
                way(card.leads_to, f"{card.link} ›", **card.sets)

