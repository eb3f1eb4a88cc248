"""Taking a step on a name once: reason, button, and what came of it.

A button acts through a callback that holds what its reader saw, as on the page 名单 (dashboard/list_desk/steps.py): a
second click brings the same key and writes nothing, a step that somebody overtook says so.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import streamlit as st

from dashboard.journal.errors import Refused
from dashboard.journal.matches import MatchDesk, Place, Word
from dashboard.language import say
from dashboard.list_desk.outcome import plain
from dashboard.name_cases import NEXT_LOAD, ruled

NEWS, WRITTEN = "name-news", "name-written"
Act = Callable[[MatchDesk, str, str, str], Word]


def step(name: str, place: Place, seen: int, actor: str, label: str, act: Act, *, is_main: bool = True) -> None:
    """Reason and button; ``act`` gets the desk, the key, the actor and the reason."""
    if not actor:
        st.caption(say("先在上面选择或填写经办人。"))
        return
    field = f"reason-{name}-{place.key}"
    st.text_area(say("依据"), key=field, height=72, placeholder=say("如：营业执照、电话核实；会记入决策记录"),
                 on_change="ignore", persist_state="page")
    key = st.session_state.setdefault(f"once-{name}-{place.key}-{seen}", uuid4().hex)
    st.button(label, key=f"do-{name}-{place.key}-{seen}", type="primary" if is_main else "secondary",
              on_click=_take, args=(place, actor, key, field, act))


def _take(place: Place, actor: str, key: str, field: str, act: Act) -> None:
    written: set[str] = st.session_state.setdefault(WRITTEN, set())
    if key in written:  # the second click of a double click
        return
    try:
        word = ruled(None, lambda desk: act(desk, key, actor, str(st.session_state.get(field) or "")))
    except Refused as refused:
        st.session_state[NEWS] = (place.key, "error", say("没有写入：{words}", words=str(refused)))
    else:
        written.add(key)
        st.session_state[field] = ""
        words = say("「{name}」{what}，已记入决策记录第 {seq} 条，{next_load}", name=place.name, what=word.what,
                    seq=word.seq, next_load=say(NEXT_LOAD))
        st.session_state[NEWS] = (place.key, "success", words)


def say_news() -> None:
    """What came of the last step, above everything it changed."""
    if news := st.session_state.get(NEWS):
        _, kind, words = news
        (st.success if kind == "success" else st.error)(plain(words))
