"""What came of the last step, and what others did meanwhile, said where the reader looks."""

from __future__ import annotations

import re
from dataclasses import dataclass

import streamlit as st

from dashboard import text
from dashboard.journal.book import Listing
from dashboard.language import say

OUTCOME = "list-outcome"
SPECIAL = re.compile(r"([\\`*_\[\]!<>~:$])")


@dataclass(frozen=True)
class Outcome:
    """done | refused | conflict, in words; ``entry`` is where the list stood then, ``lines`` what others changed."""

    kind: str
    place: str
    words: str
    list_id: str
    entry: int = 0
    lines: tuple[str, ...] = ()
    reason: str = ""


def last_entry(listing: Listing | None) -> int:
    """The number of the last entry about a list; 0 without one."""
    return listing.events[-1][0].seq if listing else 0


def keep_outcome(outcome: Outcome) -> None:
    """Remember what came of a step for the page that is drawn next; the reader has then seen the list up to there."""
    st.session_state[OUTCOME] = outcome
    if outcome.entry:
        st.session_state[_seen(outcome.list_id)] = outcome.entry


def say_outcome(place: str, listing: Listing | None) -> None:
    """What came of the last step, at its place; success is shown until something else happens to the list."""
    outcome: Outcome | None = st.session_state.get(OUTCOME)
    if outcome is None or outcome.place != place or outcome.list_id not in ("", listing.id if listing else ""):
        return
    if outcome.kind == "refused":
        st.error(plain(say("没有写入：{words}", words=outcome.words)))
    elif outcome.kind == "conflict":
        st.warning(plain(outcome.words))
        with st.container(border=True, key="conflict"):
            st.text("\n".join([say("对方所做的改动："), *(outcome.lines or (say("各项位次没有变"),))]))
            if outcome.reason:
                st.text(say("你写的原因还在，可以直接再用：{reason}", reason=outcome.reason))
    elif outcome.entry == last_entry(listing):
        st.success(plain(outcome.words))


def say_news(listing: Listing, actor: str) -> None:
    """What others did to the list since the reader saw it first, until he says that he knows."""
    since = st.session_state.setdefault(_seen(listing.id), last_entry(listing))
    news = [event for event in listing.events if event[0].seq > since and event[0].actor != actor]
    if not news:
        return
    lines = [
        "{at} {actor} {what}{words}".format(
            at=text.moment(mark.at),
            actor=mark.actor,
            what=what,
            words=say("：{reason}", reason=reason) if reason else "",
        )
        for mark, what, reason in news
    ]
    st.info(plain(say("你打开这份名单之后，别人办了：") + say("；").join(lines) + say("。下面已是最新的。")))
    st.button(say("知道了"), key=f"know-{last_entry(listing)}", on_click=_know, args=(listing.id, last_entry(listing)))


def _know(list_id: str, entry: int) -> None:
    st.session_state[_seen(list_id)] = entry


def _seen(list_id: str) -> str:
    return f"seen-{list_id}"


def plain(words: str) -> str:
    """Words that people typed, so that nothing in them is taken for markup (a picture would ask another host)."""
    return SPECIAL.sub(r"\\\1", words)
