"""The official sheet of a list: its bytes, and the buttons that download it. Contacts are never in them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import text
from dashboard.exports.plain_text import file_name
from dashboard.journal.book import Listing
from dashboard.language import say
from dashboard.layout import XLSX
from dashboard.list_desk.sitting import Sitting
from dashboard.list_sheet import list_sheets
from dashboard.official import has_official_form

MIMES = {".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".xlsx": XLSX}


def sheets(listing: Listing, sitting: Sitting) -> dict[str, bytes]:
    """Suffix → official sheet; nothing for a track that has no form."""
    return list_sheets(listing, sitting.call, sitting.track) if has_official_form(sitting.track) else {}


def sheet_buttons(sitting: Sitting, listing: Listing) -> None:
    """Downloads of the list in the official form."""
    if not has_official_form(sitting.track) or not listing.rows:
        return
    title = say(
        "推荐汇总表_{track}_第{number}版_{state}",
        track=text.track(sitting.track), number=listing.last.number, state=listing.state,
    )
    with st.container(horizontal=True, gap="small"):
        for suffix, mime in MIMES.items():
            st.download_button(
                say("下载推荐汇总表（{suffix}）", suffix=suffix), partial(_sheet, listing, sitting, suffix),
                file_name(title, listing.id, suffix), mime, key=f"sheet{suffix}", on_click="ignore",
            )
    st.caption(say("下载的表不带联系人和手机号；没有复核的名单，表上注明草稿。"))


def _sheet(listing: Listing, sitting: Sitting, suffix: str) -> bytes:
    return sheets(listing, sitting)[suffix]
