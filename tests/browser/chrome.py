"""A Chromium on our pages: opening one, waiting until it is drawn, and everything it asks of the network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

EXECUTABLE = "/usr/bin/chromium"
# What Chromium itself would send out (updates, sync, field trials) is not ours to measure.
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        "--disable-component-update", "--disable-sync"]
# No host but this machine has an address: whatever a page would fetch elsewhere is missing in every test.
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
PAGES = {
    "overview": "总览", "coverage": "场景覆盖", "towns": "街镇", "tiers": "梯度档次",
    "outcomes": "成效", "money": "资金", "compare": "对比", "todo": "待办", "recommend": "推荐", "lists": "名单",
    "names": "名称核对", "path": "晋档路径", "quota": "名额", "projects": "项目与企业", "sandbox": "政策推演",
    "upload": "上传", "search": "查找", "enterprise": "企业", "findings": "数据问题", "senders": "报送质量",
    "history": "历史版本", "policy": "政策", "about": "关于",
}
BY_LINK = {"enterprise"}  # not in the menu: rows and the search lead there
HEIGHTS = {390: 844, 1440: 900, 1920: 1080}
WAIT_MS = 20_000


@dataclass
class Seen:
    """What a browser context asked for and what its console said."""

    urls: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def foreign(self) -> list[str]:
        """Addresses of any other host than this machine, websockets included."""
        local = ("data", "blob")
        split = [(url, urlsplit(url)) for url in self.urls]
        return [url for url, part in split if part.scheme not in local and part.hostname != "127.0.0.1"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium that finds no host but this machine, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=[*ARGS, OFFLINE])
        yield browser
        browser.close()


def watch(context: BrowserContext) -> Seen:
    """Record every request, websocket, console error and uncaught exception of a context."""
    seen = Seen()
    context.on("request", lambda request: seen.urls.append(request.url))
    context.on("weberror", lambda error: seen.errors.append(f"uncaught: {error.error}"))
    context.on(
        "console",
        lambda message: seen.errors.append(f"{message.text} {message.location.get('url', '')}")
        if message.type == "error" else None,
    )
    context.on("page", lambda page: page.on("websocket", lambda socket: seen.urls.append(socket.url)))
    return seen


def visit(page: Page, url: str) -> None:
    """Open an address and wait until its page is drawn."""
    page.goto(url)
    page.locator("h1").wait_for(timeout=WAIT_MS)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the script has run, every figure is drawn and the page stopped growing."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=WAIT_MS)
    page.wait_for_function(
        """() => {
            if (document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')) return false;
            if (document.querySelector('[data-testid="stPlotlyChart"] .js-plotly-plot:not(:has(.main-svg))'))
                return false;
            const height = document.querySelector('[data-testid="stMain"]').scrollHeight;
            const same = window.lastHeight === height;
            window.lastHeight = height;
            return same;
        }""",
        polling=120, timeout=WAIT_MS,
    )
