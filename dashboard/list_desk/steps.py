"""Taking a step once: its reason, the key that makes a second click harmless, and what came of it.

A button acts through a callback that holds what its reader saw: list, version, the places shown. So a step that
somebody else overtook meets the conflict instead of a page that was quietly drawn anew, and a second click, even one
that comes while the first still runs, brings the same key and writes nothing. What was typed stays until it is written:
its field doesn't depend on the version.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import streamlit as st

from dashboard.journal.book import Listing, difference
from dashboard.journal.desk import Conflict, Desk, Refused
from dashboard.language import say
from dashboard.list_desk.outcome import Outcome, keep_outcome, last_entry
from dashboard.list_desk.sitting import Sitting

WRITTEN = "list-written"


@dataclass(frozen=True)
class Given:
    """What the reader brought to a step: name, key, reason, and the second reason where one is asked for."""

    actor: str
    key: str
    reason: str
    second: str


Act = Callable[[Desk, Given], Listing | None]


@dataclass(frozen=True)
class Step:
    """One thing to do. ``name`` says what is done to what; ``listing`` is the list as its reader sees it.

    ``place`` is the part of the page that shows what came of it; ``second_label`` asks for a second reason.
    """

    name: str
    place: str
    listing: Listing | None = None
    is_reason_asked: bool = True
    second_label: str = ""

    @property
    def id(self) -> str:
        """Another one as soon as anything was done to the list: a click on an old button can't act on the new one."""
        return f"{self.name}-{last_entry(self.listing)}"


def confirm(sitting: Sitting, step: Step, label: str, act: Act, *, is_main: bool = True) -> None:
    """Reason and button of a step."""
    if not sitting.actor:
        st.caption(say("先在上面选择或填写经办人。"))
        return
    asked = {"reason": say("原因") if step.is_reason_asked else "", "second": step.second_label}
    for field, words in asked.items():
        if words:
            st.text_area(
                words,
                key=f"{field}-{step.name}",
                height=72,
                placeholder=say("写明依据；会记入名单"),
                on_change="ignore",
                persist_state="page",
            )
    key = st.session_state.setdefault(f"once-{step.id}", uuid4().hex)
    st.button(
        label, key=f"do-{step.id}", type="primary" if is_main else "secondary", on_click=_take,
        args=(sitting, step, key, act),
    )


def _take(sitting: Sitting, step: Step, key: str, act: Act) -> None:
    written: set[str] = st.session_state.setdefault(WRITTEN, set())
    if key in written:  # the second click of a double click; its reason is gone, which would be another decision
        return
    reason, second = (str(st.session_state.get(f"{field}-{step.name}") or "") for field in ("reason", "second"))
    list_id = step.listing.id if step.listing else ""
    try:
        after = act(sitting.desk, Given(sitting.actor, key, reason, second))
    except Conflict as conflict:
        did = tuple(difference(step.listing.last, conflict.listing.last)) if step.listing else ()
        keep_outcome(Outcome("conflict", step.place, str(conflict), list_id, last_entry(conflict.listing), did, reason))
    except Refused as refused:
        keep_outcome(Outcome("refused", step.place, str(refused), list_id))
    else:
        written.add(key)
        st.session_state.pop(f"once-{step.id}", None)
        for field in ("reason", "second"):
            if f"{field}-{step.name}" in st.session_state:
                st.session_state[f"{field}-{step.name}"] = ""
        words = say("已写入")
        if after:
            words += say(
                "：{words}。名单现在是「{state}」，第 {number} 版",
                words=after.events[-1][1], state=after.state, number=after.last.number,
            )
        shown = after or step.listing
        keep_outcome(Outcome("done", step.place, words, shown.id if shown else "", last_entry(shown)))
