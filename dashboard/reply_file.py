"""The reply workbook of a sender, made by ``python -m etl reply`` on the build of the page.

The dashboard reads builds only; the delivered files lie in the store, and what reads them runs in a process of its
own. No contacts are in a reply: downloads need no login.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.exports.plain_text import file_name
from dashboard.language import say
from dashboard.page import Page
from queries import Warehouse

ROOT = Path(__file__).resolve().parent.parent
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MADE_WITHIN_S = 120


class NotMade(RuntimeError):
    """The command wrote no workbook; the message is what it said."""


def reply_button(page: Page, row: dict[str, Any]) -> None:
    """The download of the workbook that goes back to a sender (a row of sender_list), or why there is none."""
    if page.is_printed:
        return
    sender = str(row["sender"])
    if not row["n_errors"] + row["n_warnings"]:
        st.caption(say("没有要更正或核实的内容，不需要回执。"))
        return
    st.download_button(
        say("下载更正回执（Excel）"), lambda: reply_workbook(page.warehouse, sender),
        file_name(sender, say("更正回执"), page.warehouse.as_of, ".xlsx"), XLSX, key=f"reply-{sender}",
        on_click="ignore",
    )
    st.caption(say(
        "原表原样，要改的单元格有颜色和说明，第一张表是清单；报送单位改好后整份交回，照常入库，就取代原来的文件。"
        "联系人、电话不在里面。"
    ))


@lru_cache(maxsize=16)
def reply_workbook(warehouse: Warehouse, sender: str) -> bytes:
    """The bytes of the workbook. Raises NotMade."""
    with tempfile.TemporaryDirectory(prefix="reply-") as folder:
        out = Path(folder) / "reply.xlsx"
        done = subprocess.run(
            [sys.executable, "-m", "etl", "reply", "--out", str(out), "--home", str(warehouse.path.parents[1]),
             "--build", warehouse.build, "--", sender],
            cwd=ROOT, capture_output=True, text=True, timeout=MADE_WITHIN_S, check=False,
        )
        if done.returncode or not out.exists():
            raise NotMade((done.stderr or done.stdout).strip())
        return out.read_bytes()
