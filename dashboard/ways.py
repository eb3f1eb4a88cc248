"""The ways from one page to the next: links that keep the filters, and the page of one enterprise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.finder import Index, index
from dashboard.language import language, say
from dashboard.page import Page
from dashboard.page_list import START, page_of
from dashboard.past_build import AT
from queries import Warehouse

ENTERPRISE = "enterprise"
CODE = "code"
GOING = "going"
LANGUAGE = "lang"


def way(page_name: str, words: str, **wanted: str) -> None:
    """A link to another page under the same filters; ``wanted`` are further parts of its address.

    Streamlit itself keeps the filters, being bound to the address: given here as well they would stand in it twice.
    """
    st.page_link(page_of(page_name), label=words, query_params=wanted or None)


def link(page_name: str, wanted: dict[str, str], words: str, note: str, spoken: str = "") -> str:
    """An HTML link that loads exactly this address: within a session the filters of the page before would stay.

    ``spoken`` is the language there, the present one unless said.
    """
    where = address_of(page_name, wanted, spoken)
    return f'<a class="view" href="{escape(where)}" target="_self" title="{escape(note)}">{escape(words)}</a>'


def address_of(page_name: str, wanted: Mapping[str, str], spoken: str = "") -> str:
    """A page with these parts of its address, as a link from any other page writes it."""
    parts = {name: value for name, value in wanted.items() if name != LANGUAGE}
    if visiting := st.session_state.get(AT):
        parts[AT] = visiting
    if (spoken or language()) != "zh":
        parts[LANGUAGE] = spoken or language()
    path = "./" + ("" if page_name == START else page_name)
    return f"{path}?{urlencode(parts, quote_via=quote)}" if parts else path


def go(page_name: str, wanted: Mapping[str, str]) -> None:
    """Turn to another page in the run that follows, as ``way`` does; for callbacks, in which nothing can be turned."""
    st.session_state[GOING] = (page_name, dict(wanted))


def going() -> None:
    """Turn the page if a callback asked for it."""
    if GOING in st.session_state:
        page_name, wanted = st.session_state.pop(GOING)
        # Never None: Streamlit then clears the address, and refuses because filters are bound to it.
        st.switch_page(page_of(page_name), query_params=wanted)


def to_enterprise(page: Page, selected: Mapping[str, Any]) -> None:
    """The link from a selected row to the page of its enterprise; none where the row names none.

    A row names an enterprise by its credit code, or by the number of one of its applications.
    """
    firms = firms_of(page.warehouse)
    code = selected.get("credit_code") or applicants_of(page.warehouse).get(selected.get("project_id") or "")
    if not code or code == st.query_params.get(CODE):
        return
    name = firms.get(code) or selected.get("enterprise")
    way(ENTERPRISE, say("打开企业页：{name}", name=text.label(name)), code=code)


@lru_cache(maxsize=4)
def searched(warehouse: Warehouse) -> Index:
    """What can be found in a build, made once."""
    return index(answer(warehouse, "name_list"))


@lru_cache(maxsize=4)
def firms_of(warehouse: Warehouse) -> dict[str, str]:
    """Credit code → name of everybody the ledger names."""
    names = answer(warehouse, "name_list").filter(found="企业")
    return dict(zip(names["credit_code"], names["name"], strict=True))


@lru_cache(maxsize=4)
def applicants_of(warehouse: Warehouse) -> dict[str, str]:
    """Number of an application → credit code of its enterprise."""
    names = answer(warehouse, "name_list").drop_nulls("project_id")
    return dict(zip(names["project_id"], names["credit_code"], strict=True))
