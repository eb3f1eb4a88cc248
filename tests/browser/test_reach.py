"""Everybody reaches everything: axe finds nothing serious on any page, light or dark, and the keyboard gets through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chrome import BY_LINK, PAGES, WAIT_MS, settle, visit

(AXE,) = Path(axe_playwright_python.__file__).resolve().parent.rglob("axe.min.js")
GRAVE = {"serious", "critical"}
# Streamlit's own, which a page can't change: rule → (the part of the screen it is about, why). A finding of the rule
# anywhere else counts.
THEIRS = {
    "list": ('[data-testid="stSidebarNavItems"]', "the menu's sections are div below ul (Streamlit 1.67)"),
    "listitem": ('[data-testid="stSidebarNavItems"]', "the same: its li stand in those div"),
}
THEMES = ("light", "dark")
WALKED = ("overview", "recommend", "lists", "search", "enterprise")  # by keyboard, and in the dark; all in `make soak`
# Those whose parts no other of them has.
BRIGHT = (*WALKED, "coverage", "money", "compare", "todo", "names", "sandbox", "upload", "senders", "history")
LIT = [
    pytest.param(theme, name, marks=[] if name in (WALKED if theme == "dark" else BRIGHT) else [pytest.mark.slow])
    for theme in THEMES for name in PAGES
]
FINDINGS_JS = """(theirs) => axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations.flatMap(
    (rule) => rule.nodes.filter((node) => {
        const part = theirs[rule.id] && document.querySelector(theirs[rule.id]);
        return !(part && part.contains(document.querySelector(node.target[0])));
    }).map((node) => [rule.impact, rule.id, node.target.join(' '), node.html.slice(0, 200), node.failureSummary])))"""
# What can be reached by Tab: everything that takes the focus and is on the screen.
FOCUS_JS = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const box = one.getBoundingClientRect();
    const ring = one.matches(':focus-visible');
    return {tag: one.tagName, id: one.closest('[data-testid]')?.dataset.testid || '', width: box.width,
        words: (one.innerText || one.getAttribute('aria-label') || one.value || '').trim().slice(0, 30), ring,
        is_table: !!one.closest('[data-testid="stDataFrame"]'),
        is_choice: !!one.closest('[data-testid="stButtonGroup"]')};
}"""
# What Tab has to come to: links, buttons and folds on the screen, and the chosen one of the tabs.
WANTED_JS = """() => [...document.querySelectorAll('a[href], button, [role="tab"][aria-selected="true"], summary')]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && one.innerText.trim() && !one.disabled)
    .filter((one) => one.tabIndex >= 0 && !one.closest('[aria-hidden="true"], [data-testid="stButtonGroup"]'))
    .filter((one) => one.getAttribute('role') !== 'tab' || one.getAttribute('aria-selected') === 'true')
    .map((one) => one.innerText.trim().slice(0, 30))"""
MANY_TABS = 400


@pytest.fixture(scope="module")
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="zh-CN", color_scheme=request.param, bypass_csp=True
    )
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    context.close()


def findings(page: Page) -> list[list[Any]]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[list[Any]] = page.evaluate(FINDINGS_JS, {rule: part for rule, (part, _) in THEIRS.items()})
    return [one for one in found if one[0] in GRAVE]


@pytest.mark.parametrize(("page", "name"), LIT, indirect=["page"])
def test_axe_finds_nothing_serious(name: str, page: Page, served: str) -> None:
    visit(page, f"{served}/{name}")
    assert findings(page) == []


@pytest.mark.parametrize("page", ["light", pytest.param("dark", marks=pytest.mark.slow)], indirect=True)
def test_axe_finds_nothing_serious_where_pages_unfold(page: Page, served: str, code: str) -> None:
    """The enterprise page, hits of a search, the views beside the page, the rows below a chart, the form for paper."""
    for path in (f"enterprise?code={code}", "search?q=上海", "search?q=没有这家", "money?print=1"):
        visit(page, f"{served}/{path}")
        assert findings(page) == [], path
    visit(page, served)
    for summary in page.locator('[data-testid="stExpander"] summary').all():
        summary.click()
        settle(page)
    assert findings(page) == []


@pytest.mark.parametrize("page", ["light"], indirect=True)
def test_what_is_excused_is_still_there(page: Page, served: str) -> None:
    """An excuse that nothing needs any more has to go; and axe does find what is wrong."""
    visit(page, served)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    ids = set(page.evaluate("axe.run(document).then((found) => found.violations.map((rule) => rule.id))"))
    assert set(THEIRS) <= ids
    page.evaluate("""() => document.querySelector('[data-testid="stMainBlockContainer"]').insertAdjacentHTML(
        'afterbegin',
        '<p style="color:#bbb;background:#ccc">淡淡的字</p><ul><div><li>x</li></div></ul><img src="data:,">')""")
    assert {one[1] for one in findings(page)} >= {"color-contrast", "list", "image-alt"}


@pytest.fixture(scope="module")
def code(sample_home: Path) -> str:
    from queries import ask

    return str(ask("entitlement_list", home=sample_home).filter(status="priced")["credit_code"][0])


@pytest.mark.parametrize(
    "name", [name if name in WALKED else pytest.param(name, marks=pytest.mark.slow) for name in PAGES]
)
def test_the_keyboard_walks_the_whole_page(name: str, browser: Browser, served: str) -> None:
    """Tab gets to every control in turn, shows where it is, and comes out at the end: nothing holds it.

    Within a group of choices and within a table the arrow keys move on, so Tab stops at each of them once.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    visit(page, f"{served}/{name}")
    wanted = set(page.evaluate(WANTED_JS))
    met: list[dict[str, Any]] = []
    for _ in range(MANY_TABS):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUS_JS)
        if now is None:
            break
        met.append(now)
    else:
        raise AssertionError(f"after {MANY_TABS} tabs still at {met[-1]}")
    assert wanted - {one["words"] for one in met} == set()
    assert page.locator('[data-testid="stButtonGroup"]:visible').count() <= sum(one["is_choice"] for one in met)
    assert page.locator('[data-testid="stDataFrame"]:visible').count() <= sum(one["is_table"] for one in met)
    assert [one for one in met if not one["is_table"] and (not one["ring"] or one["width"] == 0)] == []
    context.close()


def test_a_page_is_reached_and_filtered_by_keyboard_alone(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    visit(page, served)
    for _ in range(60):
        page.keyboard.press("Tab")
        if (page.evaluate(FOCUS_JS) or {}).get("words") == "街镇":
            break
    page.keyboard.press("Enter")
    page.locator("h1", has_text="街镇").wait_for()
    settle(page)
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.st-key-town') !== null"):
            break
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('town=')")
    assert "town" in page.url
    context.close()


@pytest.mark.parametrize("page", ["light"], indirect=True)
def test_the_menu_names_every_page_but_those_behind_links(page: Page, served: str) -> None:
    visit(page, served)
    links = page.locator('[data-testid="stSidebarNavLink"]').all_inner_texts()
    assert [words.strip() for words in links] == [title for name, title in PAGES.items() if name not in BY_LINK]
