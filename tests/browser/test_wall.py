"""The wall on a projector and on a 4K screen: nothing scrolls, nothing is cut, it turns by itself and can be held."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from dashboard.wall import PANELS
from tests.browser.chrome import WAIT_MS, visit, watch
from tests.browser.english import english, visible_words

SIZES = ((1920, 1080), (3840, 2160))
BODY_PX = 16
READABLE = 4  # times the body of a page
BOXES_JS = """() => [...document.querySelectorAll(
    '.wall h1, .wall dt, .wall dd, .wall dt span, .wall th, .wall b, .wall-foot span')]
    .map((one) => {
        const box = one.getBoundingClientRect();
        const scale = box.height / one.offsetHeight;
        return {words: one.innerText, left: box.left, top: box.top, right: box.right, bottom: box.bottom,
            isCut: one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0,
            isFoot: !!one.closest('.wall-foot'), px: parseFloat(getComputedStyle(one).fontSize) * scale};
    })"""
SCROLLS_JS = """() => {
    const moves = (overflow, inner, outer) => ['auto', 'scroll'].includes(overflow) && inner > outer;
    const page = document.scrollingElement;
    const found = [...document.querySelectorAll('*')].filter((one) => {
        const look = getComputedStyle(one);
        return one.offsetParent !== null && (moves(look.overflowY, one.scrollHeight, one.clientHeight)
            || moves(look.overflowX, one.scrollWidth, one.clientWidth));
    }).map((one) => one.className);
    return page.scrollHeight > innerHeight || page.scrollWidth > innerWidth ? [...found, 'page'] : found;
}"""
FRAME = '[data-testid="stSidebar"], [data-testid="stHeader"], .st-key-filters'


def heading(page: Page) -> str:
    return page.locator(".wall h1").inner_text()


@pytest.mark.parametrize("size", SIZES, ids=["projector", "4K"])
def test_no_panel_scrolls_or_is_cut_and_all_is_large_enough(
    size: tuple[int, int], browser: Browser, served: str
) -> None:
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    seen = watch(context)
    page = context.new_page()
    titles = []
    for number in range(1, len(PANELS) + 1):
        visit(page, f"{served}/wall?panel={number}")
        page.locator(".wall-foot", has_text=f"{number}/{len(PANELS)}").wait_for()
        titles.append(heading(page))
        boxes: list[dict[str, Any]] = page.evaluate(BOXES_JS)
        assert len(boxes) >= 5, titles[-1]
        foot = min(box["top"] for box in boxes if box["isFoot"])
        for box in boxes:
            assert 0 <= box["left"] < box["right"] <= width, box
            assert 0 <= box["top"] < box["bottom"] <= height, box
            assert not box["isCut"], box
            if not box["isFoot"]:
                assert box["bottom"] <= foot, box
                assert box["px"] >= READABLE * BODY_PX * height / 1080 - 0.5, box
        assert page.evaluate(SCROLLS_JS) == []
        assert not any(part.is_visible() for part in page.locator(FRAME).all())
        assert english(visible_words(page)) == []
    assert len(set(titles)) == len(PANELS)
    assert seen.foreign() == []
    context.close()


def test_it_turns_by_itself_until_somebody_clicks(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    page = context.new_page()
    visit(page, f"{served}/wall?seconds=3")
    changed = "(was) => { const now = document.querySelector('.wall h1'); return now && now.innerText !== was; }"
    for _ in range(2):
        page.wait_for_function(changed, arg=heading(page), timeout=WAIT_MS)
    page.mouse.click(960, 540)
    page.locator(".wall-foot", has_text="已暂停").wait_for(timeout=WAIT_MS)
    assert "panel=" in page.url
    held = heading(page)
    page.wait_for_timeout(4500)
    assert heading(page) == held
    visit(page, page.url)  # a link holds it as well, and the keyboard reaches the button after the page itself
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.st-key-wall-turn')")
    page.keyboard.press("Enter")
    page.wait_for_function(changed, arg=held, timeout=WAIT_MS)
    assert "panel=" not in page.url
    context.close()


def test_a_ground_of_its_own_in_every_mode(browser: Browser, served: str) -> None:
    for mode in ("light", "dark"):
        context = browser.new_context(viewport={"width": 1920, "height": 1080}, color_scheme=mode, locale="zh-CN")
        page = context.new_page()
        visit(page, f"{served}/wall?panel=1")
        ground = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        words = page.evaluate("getComputedStyle(document.querySelector('.wall h1')).color")
        assert (ground, words) == ("rgb(15, 23, 34)", "rgb(230, 236, 242)"), mode
        context.close()
