"""The large figures of a page, whichever way they are drawn: by Streamlit's own element or as one of our cards."""

from __future__ import annotations

import json
from dataclasses import dataclass

from streamlit.testing.v1 import AppTest


@dataclass(frozen=True)
class LargeFigure:
    """What stands on it: name, figure, since the build before, what it means, further lines, where it leads."""

    label: str
    value: str
    delta: str
    help: str
    notes: tuple[str, ...] = ()
    link: str = ""


def large_figures(app: AppTest) -> list[LargeFigure]:
    """All of them; cards first."""
    cards = [card for drawn in app.get("bidi_component") for card in json.loads(drawn.proto.json)]
    return [
        LargeFigure(card["label"], card["value"], card["since"], card["help"], tuple(card["note"]), card["words"])
        for card in cards
    ] + [LargeFigure(one.label, one.value, one.delta or "", one.help or "") for one in app.metric]
