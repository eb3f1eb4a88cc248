"""Serving the dashboard: one process, warmed up before the first visitor."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.datastructures import URL, Headers
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.early_chunks import EarlyChunks
from dashboard.intake import OPEN
from dashboard.page_list import FOLDER, START

HERE = Path(__file__).resolve().parent
# Windows has another loop; there everything works with a wake-up per message.
LOOP = "auto" if sys.platform == "win32" else "dashboard.event_loop:OnceWokenLoop"


class UnknownPagesToStart:
    """Sends a browser that asks for a page we do not have to the first page, its filters kept.

    Streamlit answers any path with its frame and then opens a dialog in English, "Page not found".
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.pages = {f"/{path.stem}" for path in FOLDER.glob("[!_]*.py")} - {f"/{START}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on everything but a browser's navigation to an unknown path without a suffix."""
        if scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", ""):
            path = scope["path"].rstrip("/")
            first = path.split("/")[1] if path else ""
            is_file = "." in path or first.startswith("_") or first in {"media", "static", "component"}
            if path and path not in self.pages and not is_file:
                query = URL(scope=scope).query
                await RedirectResponse(f"/?{query}" if query else "/")(scope, receive, send)
                return
        await self.app(scope, receive, send)


@asynccontextmanager
async def warmed(app: object) -> AsyncIterator[None]:
    """Import what pages import and ask the questions of the first page.

    Measured: a cold process with 8 simultaneous first visitors failed 5 times of 6 without this, 0 of 6 with it.
    """
    from dashboard import map_file, wall
    from dashboard.answers import answer
    from dashboard.figures import bridge, budget, coverage, flow, ladder, outcome, profile, quota, ranking, town, trend
    from queries import NoBuild, warehouse

    del bridge, budget, coverage, flow, ladder, map_file, outcome, profile, quota, ranking, town, trend, wall
    try:
        found = warehouse()
        for name in ("project_summary", "town_summary", "tier_summary", "filter_options", "quota_status", "year_trend",
                     "todo_status", "finding_ranking", "budget_summary"):
            answer(found, name)
    except NoBuild:
        pass  # the page says what to do
    yield


def serve(home: Path, address: str, port: int, public_name: str, *, is_upload_open: bool = False) -> None:
    """Run until stopped. ``home`` is where the builds are, ``public_name`` the host name in visitors' addresses,
    ``is_upload_open`` whether whoever opens the pages may hand in files."""
    os.environ["ZHIZAO_HOME"] = str(home)
    os.environ[OPEN] = "1" if is_upload_open else "0"
    os.environ["STREAMLIT_BROWSER_SERVER_ADDRESS"] = public_name
    # Streamlit looks for .streamlit/config.toml below the working directory; ours lies at the repository root.
    os.chdir(HERE.parent)
    import streamlit as st
    import uvicorn
    from streamlit import net_util

    # Streamlit asks a host on the internet for its own address when a visitor's host name is new to it. Nothing
    # leaves this machine: the name visitors use is given on the command line.
    net_util.get_external_ip = lambda: None
    app = st.App(HERE / "app.py", lifespan=warmed, on_script_error=_say_it_in_chinese,
                 middleware=[Middleware(UnknownPagesToStart), Middleware(EarlyChunks)])
    # Streamlit gives uvicorn's logs a handler of its own, below our level: every request twice, with its filters.
    for name in ("uvicorn.access", "uvicorn.error"):
        logging.getLogger(name).addFilter(lambda record: record.levelno >= logging.WARNING)
    uvicorn.run(app, host=address, port=port, log_config=None, access_log=False, loop=LOOP)


def _say_it_in_chinese(error: Exception) -> bool:
    import streamlit as st

    logging.getLogger("zhizao").exception("a page failed", exc_info=error)
    st.error("这一页出错了，已记入日志。请刷新重试；若仍出错，请把页面地址发给管理员。")
    return True
