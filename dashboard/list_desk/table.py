"""The places of a list as a table; a selected row opens what can be done with it."""

from __future__ import annotations

from typing import Literal

import polars as pl
import streamlit as st

from dashboard import decisions
from dashboard.columns import table_config
from dashboard.journal.book import Listing, Row
from dashboard.journal.contacts import contacts_of
from dashboard.language import say
from dashboard.list_desk.outcome import last_entry

PICKED = "list-picked"
NO_CONTACT = "未登记"


def choose_row(listing: Listing) -> Row | None:
    """Draw the table; returns the row that is selected. The project stays selected when its place changes."""
    if not listing.rows:
        st.info(say("名单是空的：没有符合条件的申报，或都已排除。"))
        return None
    numbers = [row.project_id for row in listing.rows]
    before = st.session_state.get(PICKED)
    table = places_table(listing)
    mark_width: Literal["large", "medium"] = "large" if any(table["list_mark"]) else "medium"
    event = st.dataframe(
        table,
        hide_index=True,
        key=f"places-{listing.id}-{last_entry(listing)}",
        on_select="rerun",
        selection_mode="single-row",
        alt=say("推荐名单，{numbers} 行", numbers=len(numbers)),
        height="auto" if len(numbers) < 12 else 440,
        selection_default={"selection": {"rows": [numbers.index(before)]}} if before in numbers else None,
        column_config=table_config(table)
        | {"list_mark": st.column_config.TextColumn(say("干预与说明"), width=mark_width)},
    )
    rows = event["selection"]["rows"]
    picked = listing.rows[rows[0]] if rows and rows[0] < len(numbers) else None
    st.session_state[PICKED] = picked.project_id if picked else None
    return picked


def places_table(listing: Listing) -> pl.DataFrame:
    """One row per place, with figures as they were when the version was made and contacts masked."""
    found = contacts_of(decisions.journal(), (row.credit_code for row in listing.rows))
    masked = {code: contact.masked for code, contact in found.items()}
    contacts = {
        row.credit_code: f"{masked[row.credit_code].name} {masked[row.credit_code].phone}".strip()
        if row.credit_code in masked else NO_CONTACT for row in listing.rows
    }
    columns = {
        "place": list(range(1, len(listing.rows) + 1)),
        "applicant": [row.enterprise for row in listing.rows],
        "project_id": [row.project_id for row in listing.rows],
        "factory": [row.factory for row in listing.rows],
        "score": [row.points / 100 for row in listing.rows],
        "list_mark": [mark(listing, row) for row in listing.rows],
        "masked_contact": [contacts[row.credit_code] for row in listing.rows],
    }
    table = pl.DataFrame(columns)
    return table if any(row.factory for row in listing.rows) else table.drop("factory")


def mark(listing: Listing, row: Row) -> str:
    """What is special about a place: that people put it in, and why it stands although it is not eligible."""
    parts = []
    if row.project_id in listing.forced_in:
        parts.append(say("列入：{words}", words=listing.forced_in[row.project_id]))
    if not row.is_eligible:
        why = listing.exceptions.get(row.project_id, "")
        parts.append(say("不符合或未核实申报条件{words}", words=say("，仍推荐：{why}", why=why) if why else ''))
    return say("；").join(parts)


def row_facts(listing: Listing, row: Row) -> list[str]:
    """A place in full: what a narrow cell of the table cuts."""
    facts = [say(
        "选中：第 {row} 位 {enterprise}（{project_id}）",
        row=listing.rows.index(row) + 1, enterprise=row.enterprise, project_id=row.project_id,
    ), mark(listing, row)]
    if row.instances:
        facts.append(say("场景实例：{instances}", instances=say('；').join(row.instances)))
    return [fact for fact in facts if fact]
