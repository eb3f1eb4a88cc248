"""Which list the page shows, and drafting one."""

from __future__ import annotations

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.choice import NoQuota, choice
from dashboard.decide.program import NotSolved
from dashboard.decide.words import points, shortfall_sentence
from dashboard.journal.book import CLOSED, Book, Listing
from dashboard.journal.desk import Desk
from dashboard.language import say
from dashboard.list_desk.outcome import plain, say_outcome
from dashboard.list_desk.proposal import total
from dashboard.list_desk.sitting import Sitting
from dashboard.list_desk.standing import PLACE
from dashboard.list_desk.steps import Given, Step, confirm

PARAM = "list"


def choose_list(sitting: Sitting, book: Book) -> Listing | None:
    """The list that the address names, else the one that counts; drawn as a choice where there are several."""
    ids = sorted(book.lists, key=lambda one: (book.lists[one].state == CLOSED, -_number(one)))
    if not ids:
        return None
    key = _choice_key(sitting)
    asked = st.query_params.get(PARAM, "")
    if st.session_state.get(key) not in ids:
        st.session_state[key] = asked if asked in ids else book.current.id if book.current else ids[0]
    if len(ids) > 1:
        st.selectbox(
            say("名单"), ids, key=key, filter_mode=None, width=320,
            format_func=lambda one: say(
                "第 {one} 份（{state}，{drafter} 拟定）",
                one=_number(one), state=book.lists[one].state, drafter=book.lists[one].drafter,
            ),
        )
    picked: str = st.session_state[key]
    if asked != picked:
        st.query_params[PARAM] = picked
    return book.lists[picked]


def draft_panel(sitting: Sitting, book: Book) -> None:
    """What the scores choose now, and the step that makes a draft of it."""
    say_outcome(PLACE, None)
    applications = answer(sitting.current, "recommendation_list", call=sitting.call, track=sitting.track)
    if applications.is_empty():
        st.info(say("{track}没有申报，不用拟定名单。", track=text.track(sitting.track)))
        return
    try:
        found = choice(sitting.current, sitting.call, sitting.track)
    except (NoQuota, NotSolved) as refused:
        st.info(plain(str(refused)))
        return
    rows, basis = found.rows(), found.basis
    if not rows:
        st.info(say("{track}没有符合条件的申报，不能拟定名单。", track=text.track(sitting.track)))
        return
    st.text(
        say(
            "按评分和选择规则，{height} 项申报中选 {rows} 项，名额 {limit}，总分 {rows2}。拟定后可以调整、复核、提交"
            "。",
            height=applications.height, rows=len(rows), limit=basis.limit, rows2=points(total(tuple(rows))),
        )
    )
    for floor, missing in found.selection.shortfalls:
        st.warning(plain(shortfall_sentence(floor, missing)))
    list_id = next_id(sitting, book)

    def act(desk: Desk, given: Given) -> Listing:
        made = desk.draft(given.actor, given.key, list_id=list_id, basis=basis, rows=rows)
        st.session_state[_choice_key(sitting)] = list_id
        return made

    step = Step(f"draft-{list_id}", PLACE, is_reason_asked=False)
    confirm(sitting, step, say("按评分拟定名单"), act, is_main=not book.lists)


def next_id(sitting: Sitting, book: Book) -> str:
    """call-track-n with the next free number."""
    return f"{sitting.call}-{sitting.track}-{1 + max(map(_number, book.lists), default=0)}"


def _choice_key(sitting: Sitting) -> str:
    return f"list-{sitting.call}-{sitting.track}"


def _number(list_id: str) -> int:
    tail = list_id.rpartition("-")[2]
    return int(tail) if tail.isdigit() else 0
