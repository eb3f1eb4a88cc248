"""Cards: a large figure, what changed, and the way to its rows.

All cards of a page are one element: as a frame, a figure, a note and a link each, fourteen of them were 70 of the 125
messages of a run and half of the server's work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.filters import LABELS
from dashboard.language import say
from dashboard.ways import address_of, go

SCRIPT = (Path(__file__).resolve().parent / "cards.js").read_text(encoding="utf-8")
FRAME = '<div class="cards"></div>'


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
    """Cards in rows that fill the width evenly; a link keeps the filters."""
    # Declared in every run because the register is the server's, not the module's; the same again costs nothing.
    drawn = st.components.v2.component("zhizao_cards", html=FRAME, js=SCRIPT, isolate_styles=False)
    kept = {name: value for name, value in st.query_params.items() if name in LABELS}
    drawn(
        key=key, data=[_sent(card, kept) for card in shown],
        on_went_change=partial(_went, key, [(card.leads_to, card.sets) for card in shown]),
    )


def _sent(card: Card, kept: dict[str, str]) -> dict[str, Any]:
    """A card as its script draws it: words only; ``kept`` are the filters as the address has them."""
    return {
        "label": card.label, "value": card.value, "help": card.help,
        "since": say("自上一版 {since}", since=card.since) if card.since else "",
        "note": card.note.splitlines(),
        "words": f"{card.link} ›", "address": address_of(card.leads_to, kept | card.sets),
    }


def _went(key: str, ways: Sequence[tuple[str, dict[str, str]]]) -> None:
    """Somebody clicked on the link of a card."""
    number = st.session_state[key]["went"]
    if isinstance(number, int) and 0 <= number < len(ways):
        go(*ways[number])
