"""The brief as a file, and the buttons that fetch it from a page."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.brief import brief
from dashboard.brief_pdf import browser, printed
from dashboard.exports.brief_docx import brief_document
from dashboard.exports.brief_html import brief_page
from dashboard.exports.brief_pptx import brief_slides
from dashboard.exports.plain_text import file_name
from dashboard.language import in_chinese, say
from dashboard.page import Page
from queries import Warehouse

OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    ".docx": ("Word", f"{OFFICE}.wordprocessingml.document"),
    ".pptx": ("PowerPoint", f"{OFFICE}.presentationml.presentation"), ".pdf": ("PDF", "application/pdf"),
}


@in_chinese
def brief_bytes(warehouse: Warehouse, filters: dict[str, str], suffix: str) -> bytes:
    """The brief of one build under one set of filters as .docx, .pptx or .pdf. Raises NoPrinter for a PDF."""
    content = brief(warehouse, filters)
    if suffix == ".docx":
        return brief_document(content)
    return brief_slides(content) if suffix == ".pptx" else printed(brief_page(content))


def brief_buttons(page: Page) -> None:
    """下载简报: the brief of the page's build and filters, made when asked for."""
    has_printer = browser() is not None
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for suffix, (name, mime) in KINDS.items():
            if suffix != ".pdf" or has_printer:
                st.download_button(
                    say("下载简报（{name}）", name=name), partial(brief_bytes, page.warehouse, page.filters, suffix),
                    file_name(say("智能制造简报"), page.warehouse.build, suffix), mime, key=f"brief{suffix}",
                    on_click="ignore", type="tertiary",
                )
        st.caption(say("按当前筛选生成") + ("" if has_printer else say("；本机没有 Chromium，不能生成 PDF")))
