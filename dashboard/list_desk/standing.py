"""The list as it stands: state, version, quota, who did what when; and the steps that change its state."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard import text
from dashboard.decide.words import points
from dashboard.journal.book import CLOSED, DRAFT, REVIEWED, SUBMITTED, Listing
from dashboard.journal.desk import Desk
from dashboard.language import say
from dashboard.layout import figure_card, section
from dashboard.list_desk.outcome import plain, say_outcome
from dashboard.list_desk.proposal import total
from dashboard.list_desk.sheets import sheets
from dashboard.list_desk.sitting import Sitting
from dashboard.list_desk.steps import Given, Step, confirm
from queries import warehouse

PLACE = "standing"
REVIEW, RETURN, SUBMIT, RETRACT, CLOSE = "复核", "退回", "提交", "撤回提交", "撤销名单"
STEPS = {
    DRAFT: (REVIEW, RETURN, CLOSE), REVIEWED: (SUBMIT, RETURN, CLOSE), SUBMITTED: (RETRACT,), CLOSED: (),
}


def show_standing(listing: Listing) -> None:
    """State, version, quota and total as large figures; who and when below them."""
    with st.container(key="list-state"):
        figure_card(say("状态"), listing.state)
        figure_card(say("版本"), say("第 {number} 版", number=listing.last.number))
        figure_card(say("占用名额"), text.part_of(listing.n_places, listing.basis.limit))
        figure_card(say("总分"), points(total(listing.rows)))
    first, last = listing.versions[0], listing.last
    people = [say("{actor} 于 {at} 拟定", actor=first.actor, at=text.moment(first.at))]
    if last.number > 1:
        people.append(say(
            "{actor} 于 {at} 改为第 {number} 版（{what}）",
            actor=last.actor, at=text.moment(last.at), number=last.number, what=last.what,
        ))
    for mark, what in ((listing.review, say("复核通过")), (listing.submission, say("提交"))):
        if mark:
            people.append(say("{actor} 于 {at} {what}", actor=mark.actor, at=text.moment(mark.at), what=what))
    if listing.state == CLOSED:
        mark, _, reason = listing.events[-1]
        people.append(say("{actor} 于 {at} 撤销：{reason}", actor=mark.actor, at=text.moment(mark.at), reason=reason))
    st.text(say("；").join(people) + say("。"))
    st.caption(plain(
        say(
            "名单编号 {id}，依据数据版本 {build}（数据日期 {as_of}），表中数字是当时的，不随新数据变动。时间为北京时"
            "间。",
            id=listing.id, build=listing.basis.build, as_of=text.date_text(listing.basis.as_of),
        )
    ))


def state_steps(sitting: Sitting, listing: Listing) -> None:
    """What can be done with the list as a whole, one thing at a time."""
    offered = STEPS[listing.state]
    say_outcome(PLACE, listing)
    if not offered:
        st.caption(say("名单已撤销，只供查阅。"))
        return
    section(say("办理"))
    chosen = st.segmented_control(
        say("办理"), offered, default=offered[0], key=f"step-{listing.id}-{listing.state}", required=True,
        format_func=say,
        label_visibility="collapsed",
    ) or offered[0]
    draw = {REVIEW: _review, RETURN: _send_back, SUBMIT: _submit, RETRACT: _retract, CLOSE: _close}[chosen]
    draw(sitting, listing)


def _review(sitting: Sitting, listing: Listing) -> None:
    editors = say("、").join(sorted(listing.editors))
    if sitting.needs_two:
        st.caption(plain(say(
            "须由拟定、修改过名单的人（{editors}）以外的人复核；复核后再改动，要重新复核。",
            editors=editors,
        )))
    seen = listing.last.number
    confirm(
        sitting, Step(f"review-{listing.id}", PLACE, listing, is_reason_asked=False), say("复核通过"),
        lambda desk, given: desk.review(given.actor, given.key, list_id=listing.id, seen=seen),
    )


def _send_back(sitting: Sitting, listing: Listing) -> None:
    note = say("退回后名单是草稿，由拟定人按原因修改。")
    _with_reason(sitting, listing, f"return-{listing.id}", say("退回修改"), note, Desk.send_back)


def _submit(sitting: Sitting, listing: Listing) -> None:
    st.caption(
        say(
            "提交 {n_places}，现行名额 {limit}。推荐汇总表的校验值随提交一并记下，以后可逐字节重做、核对。",
            n_places=text.count(listing.n_places), limit=text.count(sitting.limit),
        )
    )

    def act(desk: Desk, given: Given) -> Listing:
        limit_now = replace(sitting, current=warehouse()).limit  # the page may have been drawn on an older build
        hashes = {suffix: hashlib.sha256(made).hexdigest() for suffix, made in sheets(listing, sitting).items()}
        return desk.submit(
            given.actor, given.key, list_id=listing.id, seen=listing.last.number, sheets=hashes, limit=limit_now,
            stands_at=listing.stands_at.seq,
        )

    confirm(sitting, Step(f"submit-{listing.id}", PLACE, listing, is_reason_asked=False), say("提交"), act)


def _retract(sitting: Sitting, listing: Listing) -> None:
    note = say("撤回后名单回到草稿，修改、复核后再提交。")
    _with_reason(sitting, listing, f"retract-{listing.id}", say("撤回提交"), note, Desk.retract)


def _close(sitting: Sitting, listing: Listing) -> None:
    note = say("撤销后名单只能查阅，不能恢复；可以另拟一份。")
    _with_reason(sitting, listing, f"close-{listing.id}", say("撤销名单"), note, Desk.close)


def _with_reason(
    sitting: Sitting, listing: Listing, name: str, words: str, note: str, take: Callable[..., Listing]
) -> None:
    """A step that needs nothing but a reason: what it means, the field for the reason, the button."""
    st.caption(note)
    seen = listing.last.number
    confirm(
        sitting, Step(name, PLACE, listing), words,
        lambda desk, given: take(
            desk, given.actor, given.key, list_id=listing.id, seen=seen, reason=given.reason
        ),
    )
