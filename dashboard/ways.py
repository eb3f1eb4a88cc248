"""The ways from one page to the next: links that keep the filters, and the page of one enterprise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.finder import Index, index
from dashboard.language import say
from dashboard.page import Page
from queries import Warehouse

PAGES_FOLDER = Path(__file__).resolve().parent / "app_pages"
ENTERPRISE = "enterprise"
CODE = "code"


def way(page_name: str, words: str, **wanted: str) -> None:
    """A link to another page under the same filters; ``wanted`` are further parts of its address.

    Streamlit itself keeps the filters, being bound to the address: given here as well they would stand in it twice.
    """
    st.page_link(PAGES_FOLDER / f"{page_name}.py", label=words, query_params=wanted or None)


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
    names = answer(warehouse, "name_list").filter(found=say("企业"))
    return dict(zip(names["credit_code"], names["name"], strict=True))


@lru_cache(maxsize=4)
def applicants_of(warehouse: Warehouse) -> dict[str, str]:
    """Number of an application → credit code of its enterprise."""
    names = answer(warehouse, "name_list").drop_nulls("project_id")
    return dict(zip(names["project_id"], names["credit_code"], strict=True))
