"""Changing a list: what can be done with the selected row, with somebody not on it, with those left out."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.journal.book import CLOSED, SUBMITTED, Listing, Row
from dashboard.language import say
from dashboard.layout import section
from dashboard.list_desk.outcome import plain, say_outcome
from dashboard.list_desk.preview import preview
from dashboard.list_desk.proposal import Proposal, forced, moved, released
from dashboard.list_desk.sitting import Sitting
from dashboard.list_desk.steps import Act, Step, confirm
from dashboard.list_desk.table import row_facts
from queries import Warehouse

PLACE = "changes"
MOVE, OUT, WITHDRAW, RELEASE = "移动", "排除", "撤回申报", "取消列入"
WHY_SECOND = "不符合或未核实申报条件，为何仍可推荐"


def change_panel(sitting: Sitting, listing: Listing, row: Row | None) -> None:
    """Everything that makes a new version; nothing of it while the list is with the city."""
    if listing.state == CLOSED:
        return
    section(say("修改名单"))
    say_outcome(PLACE, listing)
    if row:
        st.text("\n".join(row_facts(listing, row)))
    if listing.state == SUBMITTED:
        st.caption(say("名单已提交，不能修改；要改须先在上面撤回提交。"))
        return
    pinned = sitting.pinned(listing)
    if pinned is None:
        st.caption(plain(
            say(
                "名单依据的数据版本 {build} 已清理：现在只能调整顺序，增减项目前请先按新数据重新选择。",
                build=listing.basis.build,
            )
        ))
    if row:
        _row_changes(sitting, listing, row, pinned)
    else:
        st.caption(say("在上表选中一行（点行首方框），可以移动、排除或撤回申报。"))
    if pinned:
        with st.expander(say("列入名单以外的申报"), key=f"open-in-{listing.id}"):
            _force_in(sitting, listing, pinned)
        if listing.forced_out:
            with st.expander(
                say("已排除、已撤回的申报（{forced_out} 项）", forced_out=len(listing.forced_out)),
                key=f"open-out-{listing.id}",
            ):
                _left_out(sitting, listing, pinned)


def revision(
    listing: Listing, change: str, proposal: Proposal, project_id: str = ""
) -> Act:
    """The step that writes a proposal as it was shown."""
    seen = listing.last.number
    return lambda desk, given: desk.revise(
        given.actor, given.key, list_id=listing.id, seen=seen, change=change, rows=proposal.rows, reason=given.reason,
        project_id=project_id, ineligible_reason=given.second, basis=proposal.basis,
    )


def _row_changes(sitting: Sitting, listing: Listing, row: Row, pinned: Warehouse | None) -> None:
    number, place = row.project_id, listing.rows.index(row) + 1
    offered = [MOVE, *([OUT, WITHDRAW] if pinned else [])]
    if pinned and number in listing.forced_in:
        offered.append(RELEASE)
    chosen = st.segmented_control(
        say("办什么"), offered, default=MOVE, key=f"change-{listing.id}-{number}", required=True,
        label_visibility="collapsed",
    ) or MOVE
    if chosen == MOVE:
        _move(sitting, listing, row, place)
        return
    assert pinned
    where = (pinned, sitting.call, sitting.track, listing, number)
    make = partial(released, *where) if chosen == RELEASE else partial(forced, *where, is_in=False)
    change = {OUT: "force_out", WITHDRAW: "withdraw", RELEASE: "release"}[chosen]
    if proposal := preview(make, f"preview-{number}"):
        step = Step(f"{change}-{listing.id}-{number}", PLACE, listing)
        confirm(sitting, step, say("确认{chosen}", chosen=chosen), revision(listing, change, proposal, number))


def _move(sitting: Sitting, listing: Listing, row: Row, place: int) -> None:
    key = f"place-{listing.id}-{row.project_id}"
    if (st.session_state.get(key) or 0) > len(listing.rows):  # the list became shorter meanwhile
        st.session_state[key] = len(listing.rows)
    wanted = st.number_input(
        say("移到第几位"), 1, len(listing.rows), None, key=key, width=200, placeholder=say(
            "1 至 {rows}",
            rows=len(listing.rows),
        )
    )
    if wanted is None or wanted == place:
        st.caption(
            say("填一个位次，下面会显示变化。") if wanted is None else say("现在就在第 {place} 位。", place=place)
        )
        return
    wanted = int(wanted)
    if proposal := preview(partial(moved, listing, row.project_id, wanted), "preview-move"):
        step = Step(f"reorder-{listing.id}-{row.project_id}", PLACE, listing)
        confirm(
            sitting,
            step,
            say("确认移到第 {wanted} 位", wanted=wanted),
            revision(listing, "reorder", proposal, row.project_id),
        )


def _force_in(sitting: Sitting, listing: Listing, pinned: Warehouse) -> None:
    on_it = {row.project_id for row in listing.rows}
    applications = answer(pinned, "recommendation_list", call=sitting.call, track=sitting.track)
    others = {one["project_id"]: one for one in applications.iter_rows(named=True) if one["project_id"] not in on_it}
    picked = st.selectbox(
        say("查找企业或编号"), list(others), index=None, key=f"find-{listing.id}", filter_mode="contains",
        format_func=lambda number: application_words(others[number]) if number in others else number,
        placeholder=say("输入企业名称或申报编号"),
    )
    if picked is None or picked not in others:
        return
    one = others[picked]
    if not one["is_eligible"]:
        st.warning(plain(say(
            "{enterprise}：{words}。列入须另写明为何仍可推荐。",
            enterprise=one['enterprise'], words=one['reasons'] or say('申报条件未核实'),
        )))
    make = partial(forced, pinned, sitting.call, sitting.track, listing, picked, is_in=True)
    if proposal := preview(make, "preview-in"):
        step = Step(
            f"force_in-{listing.id}-{picked}", PLACE, listing,
            second_label="" if one["is_eligible"] else WHY_SECOND,
        )
        confirm(sitting, step, say("确认列入"), revision(listing, "force_in", proposal, picked))


def _left_out(sitting: Sitting, listing: Listing, pinned: Warehouse) -> None:
    names = {row.project_id: row.enterprise for version in listing.versions for row in version.rows}
    for number, reason in listing.forced_out.items():
        st.text(say(
            "{number}（{number2}）：{reason}",
            number=names.get(number, number), number2=number, reason=reason,
        ))
    picked = st.selectbox(
        say("取消哪一项"),
        list(listing.forced_out),
        index=None,
        key=f"release-{listing.id}",
        filter_mode=None,
        format_func=lambda number: say("{number}（{number2}）", number=names.get(number, number), number2=number),
        placeholder=say("请选择"),
    )
    if not picked or picked not in listing.forced_out:
        return
    st.caption(say("取消后不再人为排除，由评分决定它是否入选。"))
    if proposal := preview(partial(released, pinned, sitting.call, sitting.track, listing, picked), "preview-release"):
        step = Step(f"release-{listing.id}-{picked}", PLACE, listing)
        confirm(sitting, step, say("确认取消排除"), revision(listing, "release", proposal, picked))


def application_words(one: dict[str, Any]) -> str:
    """An application as it is looked for: 企业（编号）得分，符合与否."""
    condition = say("符合条件") if one["is_eligible"] else say("不符合或待核实")
    return say(
        "{enterprise}（{project_id}） {score} 分，{condition}",
        enterprise=one['enterprise'], project_id=one['project_id'], score=text.score(one['score']),
        condition=condition,
    )
