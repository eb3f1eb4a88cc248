"""Ruling on a waiting name, telling an attached one apart, and what was ruled so far."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboard import text, vocabulary
from dashboard.answers import answer
from dashboard.columns import table_config
from dashboard.journal.matches import MatchDesk, Matches, Place, Word, for_row
from dashboard.language import say
from dashboard.list_desk.outcome import plain
from dashboard.name_cases import Case, candidates, enterprise_names
from dashboard.name_desk.steps import step
from dashboard.page import Page

NOBODY, ANOTHER = "none", "another"


def choose_case(found: list[Case], label: str, key: str) -> Case | None:
    """The name to work on; the address keeps it."""
    by_spelling = {f"{case.place.spelling}|{case.match_rule}|{case.credit_code}": case for case in found}
    picked = st.selectbox(
        label, list(by_spelling), key=key, filter_mode="contains",
        format_func=lambda one: by_spelling[one].place.name
        + (say("（已核对）") if by_spelling[one].is_pending else ""),
    )
    return by_spelling.get(str(picked))


def say_case(page: Page, case: Case) -> list[dict[str, Any]]:
    """A name with its rows in words; returns the rows."""
    rows = answer(page.warehouse, "listed_list", spelling=case.place.spelling, match_state=case.state)
    found = [row for row in rows.iter_rows(named=True) if (row["credit_code"] or "") == case.credit_code]
    where = vocabulary.MATCH_STATES[case.state]
    to = say("「{enterprise}」（{rule}）", enterprise=case.enterprise,
             rule=say(vocabulary.MATCH_RULES[case.match_rule])) if case.enterprise else ""
    why = say("：{why}", why=case.why) if case.why else ""
    st.text(say("「{name}」{state}{to}{why}", name=case.place.name, state=say(where), to=to, why=why))
    st.text("\n".join(say(
        "{file} 第 {row} 行：{item}{amount}",
        file=row["file"], row=row["row"], item=row["listed_item"] or row["project"] or say("没有称号和项目"),
        amount=say("，{money}", money=text.money(row["amount_yuan"])) if row["amount_yuan"] is not None else "",
    ) for row in found[:8]))
    if case.ruled:
        st.info(plain(case.ruled + say("：{reason}", reason=case.word.reason if case.word else "")))
    return found


def scope(case: Case, rows: list[dict[str, Any]]) -> Place:
    """Whether the ruling holds for the name or for one of its rows only."""
    options = [case.place, *(for_row(case.place, row["file"], row["row"], row["row_text"]) for row in rows)]
    if len(options) == 1:
        return case.place
    picked = st.selectbox(
        say("适用范围"), options, key=f"scope-{case.place.key}-{case.state}", filter_mode=None,
        format_func=lambda one: say("只限 {file} 第 {row} 行", file=one.file, row=one.row) if one.file
        else say("这个名称在所有名单上"),
    )
    return picked or case.place


def judge(page: Page, case: Case, matches: Matches, actor: str) -> None:
    """Who is meant by a waiting name: one of the nearest, another enterprise, or nobody on the ledger."""
    near = {one["credit_code"]: one for one in candidates(page.warehouse, case)}
    names = enterprise_names(page.warehouse)
    words = {code: say("{enterprise}（{code}，{town}）", enterprise=one["enterprise"], code=code, town=one["town"])
             for code, one in near.items()}
    captions = [say("接近程度 {score} 分：{why}", score=one["match_score"], why=one["match_why"])
                for one in near.values()]
    picked = st.radio(
        say("是台账里的哪一家"), [*near, ANOTHER, NOBODY], index=None, key=f"who-{case.place.key}-{case.apart}",
        captions=[*captions, say("在企业表里另找"), say("外区企业，或还没有报送企业表")],
        format_func=lambda one: words.get(one) or (say("另一家企业") if one == ANOTHER else say("都不是")),
    )
    if picked == ANOTHER:
        picked = st.selectbox(
            say("企业"), sorted(names, key=lambda code: names[code]), index=None, key=f"firm-{case.place.key}",
            filter_mode="contains", format_func=lambda code: f"{names[code]}（{code}）",
            placeholder=say("输入企业名称或信用代码"),
        )
    if picked is None:
        st.caption(say("分数只帮助查找，不作认定：名称再像，也要有依据才核对为同一家。"))
        return
    place = scope(case, answer(page.warehouse, "listed_list", spelling=case.place.spelling).to_dicts())
    seen = matches.number(place)
    code = str(picked)

    def act(desk: MatchDesk, key: str, actor: str, reason: str) -> Word:
        if code == NOBODY:
            return desk.reject(actor, key, place, codes=sorted(near), seen=seen, reason=reason)
        return desk.confirm(actor, key, place, credit_code=code, enterprise=names[code], seen=seen, reason=reason)

    label = say("认定都不是") if code == NOBODY else say("认定为「{name}」", name=names[code])
    step("judge", place, seen, actor, label, act)


def part(page: Page, case: Case, matches: Matches, actor: str) -> None:
    """Undo an attachment: by rule or by a person, for the name or for one row."""
    place = scope(case, answer(page.warehouse, "listed_list", spelling=case.place.spelling).to_dicts())
    seen, code = matches.number(place), case.credit_code

    def act(desk: MatchDesk, key: str, actor: str, reason: str) -> Word:
        return desk.split(actor, key, place, credit_code=code, seen=seen, reason=reason)

    step("split", place, seen, actor, say("拆开：不是这一家"), act, is_main=False)


def history(matches: Matches) -> None:
    """Every ruling, newest first."""
    if not matches.history:
        st.info(say("还没有人核对过名称。"))
        return
    done = [
        (word.place.name, text.moment(word.at), word.actor, word.what, word.reason,
         say("{file} 第 {row} 行", file=word.place.file, row=word.place.row) if word.place.file else say("所有名单"))
        for word in reversed(matches.history)
    ]
    frame = pl.DataFrame(done, schema=["listed_name", "moment", "actor", "done", "why", "ruling_scope"], orient="row")
    st.dataframe(frame, hide_index=True, column_config=table_config(frame),
                 alt=say("核对记录，{height} 行", height=frame.height))
