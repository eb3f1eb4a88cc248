"""Choosing what a what-if changes: document, entry, figure, new value. The address of the page keeps the choice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.change_words import NOTHING, SEVERITIES, entry_words, value_words
from dashboard.language import say
from dashboard.shown import pack_names
from dashboard.trial import PARAM, Trial
from queries import BadOverride
from queries.overrides import escaped


def presets(trial: Trial) -> None:
    """Links to the sets of changes that the documents themselves suggest."""
    listed = answer(trial.page.warehouse, "override_preset_list")
    if listed.is_empty():
        return
    st.caption(say("常用推演（点一下即换成这一组改动）："))
    with st.container(key="presets", horizontal=True, gap="small"):
        for (name,), rows in listed.group_by("preset", maintain_order=True):
            changes = ";".join(_written(*row) for row in rows.select("address", "value").iter_rows())
            if st.button(str(name), key=f"preset-{name}", type="tertiary"):
                _go(trial, changes)


def chosen_changes(trial: Trial) -> None:
    """The changes in force, each with a button that takes it back."""
    for change, words in zip(trial.changes, trial.words, strict=True):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.text(words)
            if st.button(say("撤销"), key=f"drop-{change.address}", type="tertiary"):
                _go(trial, _others(trial, change.address))
    if trial.changes and st.button(say("全部撤销"), key="drop-all"):
        _go(trial, "")


def editor(trial: Trial) -> None:
    """Selectors down to one figure, its value today with the clause, and the value to try instead."""
    figures = answer(trial.page.warehouse, "override_options")
    packs = pack_names(trial.page.warehouse)
    left, middle, right = st.columns([3, 3, 2])
    documents = figures["pack"].unique(maintain_order=True).to_list()
    priced = figures.filter(table_name="tier")["pack"].to_list()
    with left:
        pack = st.selectbox(
            say("政策文件"),
            documents,
            index=documents.index((priced or documents)[0]),
            format_func=lambda name: packs[name],
            key="trial-pack",
            filter_mode=None,
        )
    entries = {entry_words(row): row for row in figures.filter(pack=pack).iter_rows(named=True)}
    with middle:
        entry = st.selectbox(say("条目"), list(entries), key="trial-entry", filter_mode=None, format_func=said_in_parts)
    columns = {
        row["figure_name"]: row for row in figures.filter(pack=pack).iter_rows(named=True) if entry_words(row) == entry
    }
    with right:
        name = st.selectbox(say("改什么"), list(columns), key="trial-figure", filter_mode=None, format_func=say)
    if not name or name not in columns:
        return
    figure = columns[name]
    source = say("，{clause}", clause=figure['clause']) if figure["clause"] else ""
    quote = say("：「{quote}」", quote=figure['quote']) if figure["quote"] else ""
    st.caption(say(
        "现为 {today_value}{source}{quote}",
        today_value=value_words(figure['today_value'], figure), source=source, quote=quote,
    ))
    value = _new_value(figure)
    if st.button(say("加入推演"), key="trial-add", type="primary", disabled=not value):
        _go(trial, ";".join(filter(None, [_others(trial, figure["address"]), _written(figure["address"], value)])))



def said_in_parts(entry: str) -> str:
    """奖励 · 区级智能工厂 in the reader's language, each part by itself."""
    return " · ".join(say(part) for part in entry.split(" · "))

def _new_value(figure: dict[str, Any]) -> str:
    """The widget for one kind of figure; returns the value as an override set writes it, '' for none."""
    key, now, kind = f"trial-value-{figure['address']}", figure["today_value"], figure["kind"]
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        if figure["optional"] and now is not None and st.checkbox(
            say("改为{words}", words=say(NOTHING[figure['optional']])), key=f"{key}-none"
        ):
            return str(figure["optional"])
        if kind == "severity":
            return str(
                st.selectbox(say("改为"), list(SEVERITIES), format_func=lambda code: say(SEVERITIES[code]), key=key)
                or ""
            )
        if figure["measure_unit"] == "元":
            wan = st.number_input(
                say("改为（万元）"), min_value=0.0, value=_wan(now), step=1.0, format="%.6g", key=key, width=220
            )
            return "" if wan is None else f"{Decimal(str(wan)) * text.YUAN_PER_UNIT['万元']:f}"
        unit = say("（{measure_unit}）", measure_unit=figure['measure_unit']) if figure["measure_unit"] else ""
        shown = (now or "").replace(";", "、")
        if kind in ("count", "number", "weight") and now is not None:
            shown = text.number(Decimal(now), 6)
        typed = st.text_input(
            say("改为{unit}", unit=unit),
            value=shown,
            key=key,
            width=420,
            placeholder="2023-12-31" if kind == "date" else "",
        )
        return str(typed or "").strip().replace("、", ";").replace("；", ";").replace(",", "")


def _wan(yuan: str | None) -> float | None:
    return None if yuan is None else float(Decimal(yuan) / text.YUAN_PER_UNIT["万元"])


def _written(address: str, value: str) -> str:
    return f"{escaped(address)}={'|'.join(map(escaped, value.split(';')))}"


def _others(trial: Trial, address: str) -> str:
    return ";".join(_written(one.address, one.value) for one in trial.changes if one.address != address)


def _go(trial: Trial, overrides: str) -> None:
    """Put a set of changes into the address and draw the page anew; a set that can't hold is said instead."""
    try:
        canonical = trial.page.warehouse.canonical(overrides)
    except BadOverride as error:
        st.error(say("没有加入：{error}", error=error))
        return
    if canonical:
        st.query_params[PARAM] = canonical
    else:
        st.query_params.pop(PARAM, None)
    st.rerun()
