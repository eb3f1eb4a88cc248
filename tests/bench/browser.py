"""How long a browser takes: first visit, reload, a changed filter, beside a static page and an empty Streamlit page.

`python -m tests.bench.browser HOME` prints JSON. The moment a page is settled is the last change of its document
before half a second without any, seen by an observer inside the page that is the same everywhere; so no side pays for
how it is watched. The sides take turns within one run.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench.hosts import hosting
from tests.browser.chrome import chromium

VISITS = 9
CHANGES = 12
QUIET_MS = 500
WAIT_MS = 60_000
WATCH = """
window.__last = 0;
window.__watch = () => new MutationObserver(() => { window.__last = performance.now(); })
    .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
window.__watch();
"""
FOUR_CHARTS = "document.querySelectorAll('.js-plotly-plot:has(.main-svg)').length >= 4"
SCRIPT_DONE = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
NOTHING_STALE = "!document.querySelector('[data-testid=stSkeleton], [data-stale=true]')"
DRAWN = {
    "static": FOUR_CHARTS,
    "ours": f"{SCRIPT_DONE} && {NOTHING_STALE} && {FOUR_CHARTS}",
    "charts": f"{SCRIPT_DONE} && {NOTHING_STALE} && {FOUR_CHARTS}",
    "empty": f"{SCRIPT_DONE} && {NOTHING_STALE} && !!document.querySelector('[data-testid=stText]')",
}


def measure_browser(home: Path) -> dict[str, Any]:
    """first, reload and change → side → milliseconds, one per visit."""
    found: dict[str, Any] = {"first": {}, "reload": {}, "change": {}}
    with hosting("static", home) as static, hosting("ours", home) as ours, hosting("empty", home) as empty, \
            hosting("charts", home) as charts, chromium() as browser:  # fmt: skip
        urls = {"static": static.url, "ours": ours.url, "empty": empty.url}
        for number in range(-1, VISITS):  # the first round warms the servers up and is not kept
            for side, url in urls.items():
                first, again = _visit(browser, side, url)
                if number >= 0:
                    found["first"].setdefault(side, []).append(first)
                    found["reload"].setdefault(side, []).append(again)
        found["change"] = _changes(browser, {"empty": empty.url, "charts": charts.url, "ours": ours.url})
    return found


def _visit(browser: Browser, side: str, url: str) -> tuple[float, float]:
    """Milliseconds of a visit with an empty cache and of a reload after it."""
    context = _context(browser)
    page = context.new_page()
    page.goto(url, wait_until="commit")
    first = settled(page, DRAWN[side])
    page.reload(wait_until="commit")
    again = settled(page, DRAWN[side])
    context.close()
    return first, again


def _context(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.add_init_script(WATCH)
    return context


def settled(page: Page, is_drawn: str, since: float = 0.0) -> float:
    """Milliseconds from `since` (in the page's own clock) to its last change before half a second of quiet."""
    page.wait_for_function(
        f"() => ({is_drawn}) && window.__last > {since} && performance.now() - window.__last > {QUIET_MS}",
        polling=100, timeout=WAIT_MS,
    )  # fmt: skip
    return float(page.evaluate("window.__last")) - since


def _changes(browser: Browser, urls: dict[str, str]) -> dict[str, list[float]]:
    """Milliseconds from choosing a town in the filter to the settled page, side by side; the first round not kept."""
    pages: dict[str, Page] = {}
    for side, url in urls.items():
        page = _context(browser).new_page()
        page.goto(url, wait_until="commit")
        settled(page, DRAWN[side])
        pages[side] = page
    kept: dict[str, list[float]] = {side: [] for side in urls}
    for number in range(-2, CHANGES):
        for side, page in pages.items():
            took = _change(page, number % 7, DRAWN[side])
            if number >= 0:
                kept[side].append(took)
    return kept


def _change(page: Page, number: int, is_drawn: str) -> float:
    """Open the filter 街镇, point at an option, and measure from the click on it."""
    page.get_by_role("combobox", name="街镇").click()
    option = page.get_by_role("option").nth(number)
    option.wait_for()
    page.wait_for_timeout(300)
    page.evaluate("addEventListener('pointerup', () => { window.__clicked = performance.now(); }, true)")
    option.click()
    return settled(page, is_drawn, float(page.evaluate("window.__clicked")))


def main(measure: Callable[[Path], dict[str, Any]] = measure_browser) -> None:
    """Print what was measured."""
    print(json.dumps(measure(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
