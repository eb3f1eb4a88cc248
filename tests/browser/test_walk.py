"""A real browser walks every page at three widths, touches what it can, and meets nothing it should not."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.chrome import BY_LINK, HEIGHTS, PAGES, WAIT_MS, Seen, settle, visit, watch
from tests.browser.english import english, visible_words

# Below a page path Streamlit's client first looks for its server there (it may lie behind a proxy with a
# prefix), then at the root, where it is. Chromium logs both misses; nothing of ours asks for them.
PROBE = re.compile(r"Failed to load .* 404 .* http://127\.0\.0\.1:\d+/[a-z]+/_stcore/(health|host-config)$")
CUT_JS = """() => [...document.querySelectorAll(
    '[data-testid="stMetricValue"], [data-testid="stMetricLabel"], [data-testid="stMetricValue"] *,' +
    '[data-testid="stMetricLabel"] [data-testid="stMarkdownContainer"], .card > :not(.card-label), .card-name')]
    .filter((one) => one.clientWidth)
    .filter((one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight + 4)
    .map((one) => one.innerText)"""
WIDE_JS = """() => [document.scrollingElement, document.querySelector('[data-testid="stMain"]')]
    .filter((one) => one.scrollWidth > Math.min(one.clientWidth, window.innerWidth))
    .map((one) => one.scrollWidth)"""
# Large figures stand side by side, on a phone in twos: one per row pushes what they are about off the screen.
ALONE_JS = """() => [...document.querySelectorAll('.cards, .st-key-figures')]
    .map((row) => [...row.children].filter((one) => one.clientWidth))
    .filter((figures) => figures.length > 1)
    .filter(([first, second]) => Math.abs(first.getBoundingClientRect().top - second.getBoundingClientRect().top) > 2)
    .map(([first]) => first.innerText)"""
BROKEN = '[data-testid="stException"], [data-testid="stAlertContentError"], [role="dialog"]'
HEADING_PX = 15
TOUCHED = ("overview", "coverage", "tiers", "money", "todo", "lists", "findings", "policy")  # all in `make soak`
each_page = pytest.mark.parametrize("name", list(PAGES))


@pytest.fixture(scope="module", params=[390, 1440, pytest.param(1920, marks=pytest.mark.slow)])
def walker(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[BrowserContext, Seen]]:
    """A visitor with a screen of one width, its cache warm after the first page."""
    size = {"width": request.param, "height": HEIGHTS[request.param]}
    context = browser.new_context(viewport=size, locale="zh-CN")
    context.set_default_timeout(WAIT_MS)
    yield context, watch(context)
    context.close()


@pytest.fixture
def page(walker: tuple[BrowserContext, Seen]) -> Iterator[Page]:
    context, seen = walker
    seen.urls.clear()
    seen.errors.clear()
    opened = context.new_page()
    yield opened
    opened.close()


def assert_clean(page: Page, seen: Seen) -> None:
    assert page.locator(BROKEN).all_inner_texts() == []
    assert english(visible_words(page)) == []
    assert seen.foreign() == []
    assert [error for error in seen.errors if not PROBE.match(error)] == []


@each_page
def test_a_page(name: str, page: Page, walker: tuple[BrowserContext, Seen], served: str) -> None:
    visit(page, f"{served}/{name}")
    assert page.locator("h1").inner_text() == PAGES[name]
    assert_clean(page, walker[1])
    assert any(url.startswith("ws://") for url in walker[1].urls)  # the recording does record websockets
    assert page.evaluate(WIDE_JS) == []
    assert page.evaluate(CUT_JS) == []
    assert page.evaluate(ALONE_JS) == []


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[tuple[BrowserContext, Seen]]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.set_default_timeout(WAIT_MS)
    yield context, watch(context)
    context.close()


@pytest.mark.parametrize(
    "name", [name if name in TOUCHED else pytest.param(name, marks=pytest.mark.slow) for name in PAGES]
)
def test_a_page_when_touched(name: str, visitor: tuple[BrowserContext, Seen], served: str) -> None:
    """Filter open, chart hovered, table sorted and its menu asked for: nothing in English, nothing breaks."""
    context, seen = visitor
    seen.urls.clear()
    seen.errors.clear()
    page = context.new_page()
    visit(page, f"{served}/{name}")
    page.locator(".st-key-call input").click()
    page.get_by_role("option").first.wait_for()
    assert page.get_by_role("option").count() > 1
    assert_clean(page, seen)
    page.keyboard.press("Escape")
    for chart in page.locator('[data-testid="stPlotlyChart"]:visible').all():
        chart.scroll_into_view_if_needed()
        box = chart.bounding_box()
        assert box
        for share in (0.25, 0.5, 0.75):
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * share)
            page.wait_for_timeout(60)
        assert_clean(page, seen)
    for table in page.locator('[data-testid="stDataFrame"]:visible').all()[:2]:
        table.scroll_into_view_if_needed()
        box = table.bounding_box()
        assert box
        x, y = box["x"] + 120, box["y"] + HEADING_PX
        page.mouse.move(x, y)
        page.mouse.click(x, y)
        page.mouse.move(x, y + 2 * HEADING_PX)
        page.wait_for_timeout(250)
        page.mouse.click(x, y, button="right")
        page.wait_for_timeout(250)
        assert_clean(page, seen)
    for help_icon in page.locator('[data-testid="stTooltipIcon"]:visible').all()[:2]:
        help_icon.hover()
        page.get_by_role("tooltip").first.wait_for()
        assert_clean(page, seen)
    page.close()


def test_on_the_phone_the_menu_leads_to_every_page(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", has_touch=True)
    seen = watch(context)
    page = context.new_page()
    visit(page, f"{served}/towns")
    page.locator('[data-testid="stExpandSidebarButton"]').tap()
    sidebar = page.locator('[data-testid="stSidebar"]')
    sidebar.locator("text=资金").wait_for(state="visible")
    page.wait_for_timeout(400)
    assert_clean(page, seen)
    links = sidebar.locator('[data-testid="stSidebarNavLink"]')
    assert [words.strip() for words in links.all_inner_texts()] == [
        title for name, title in PAGES.items() if name not in BY_LINK
    ]
    sidebar.locator("text=资金").tap()
    page.locator("h1", has_text="资金").wait_for()
    settle(page)
    assert_clean(page, seen)
    assert page.evaluate(WIDE_JS) == []
    context.close()


def test_the_instruments_see_what_they_look_for(browser: Browser, served: str) -> None:
    """Else the tests above would prove nothing."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.route("http://192.0.2.1/**", lambda route: route.abort())
    seen = watch(context)
    page = context.new_page()
    visit(page, served)
    assert page.evaluate(WIDE_JS) == page.evaluate(CUT_JS) == []
    assert english(visible_words(page)) == seen.foreign() == []
    page.evaluate("""() => {
        const main = document.querySelector('[data-testid="stMain"]');
        main.insertAdjacentHTML('beforeend', '<p style="width:800px">Choose an option</p>');
        const value = document.querySelector('.card-value');
        value.style.cssText = 'width:20px; overflow:hidden; white-space:nowrap';
        value.textContent = '3,297.5 万元';
        new Image().src = 'http://192.0.2.1/font.woff';
        console.error('broken');
    }""")
    page.wait_for_timeout(200)
    assert page.evaluate(WIDE_JS)
    assert page.evaluate(CUT_JS) == ["3,297.5 万元"]
    assert english(visible_words(page)) == ["Choose an option"]
    assert seen.foreign() == ["http://192.0.2.1/font.woff"]
    assert any("broken" in error for error in seen.errors)
    context.close()


@pytest.mark.parametrize("path", ["overview", "nonsense", "towns/nonsense", "Towns"])
def test_an_unknown_address_leads_to_the_first_page(path: str, browser: Browser, served: str) -> None:
    """Streamlit would open a dialog in English."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    visit(page, f"{served}/{path}?town=华新镇")
    assert page.locator("h1").inner_text() == "总览"
    assert page.locator(".st-key-town input").input_value() == "华新镇"
    assert page.locator(BROKEN).count() == 0
    context.close()


def test_the_keyboard_meets_no_english(browser: Browser, served: str) -> None:
    """The first Tab brings up a link that Streamlit writes in English."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    visit(page, served)
    for _ in range(3):
        page.keyboard.press("Tab")
        assert english(visible_words(page)) == []
    context.close()


@pytest.mark.slow
def test_first_content_of_a_warm_server(
    visitor: tuple[BrowserContext, Seen], served: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Seconds from asking for an address to its heading and its first figure, table or text."""
    first = (
        "stMetric", "stBidiComponent", "stDataFrame", "stPlotlyChart", "stText", "stAlert", "stPageLink", "stTextInput"
    )
    taken: dict[str, float] = {}
    context, _ = visitor
    warming = context.new_page()
    visit(warming, served)
    warming.close()
    for name in PAGES:
        page = context.new_page()
        start = time.monotonic()
        page.goto(f"{served}/{name}")
        page.locator("h1").wait_for()
        page.locator(",".join(f'[data-testid="{one}"]' for one in first)).first.wait_for()
        taken[name] = time.monotonic() - start
        page.close()
    with capsys.disabled():
        print("\n首屏（秒）：" + "，".join(f"{PAGES[name]} {seconds:.2f}" for name, seconds in taken.items()))
    assert set(taken) == set(PAGES)
