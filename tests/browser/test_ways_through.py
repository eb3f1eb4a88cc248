"""From a figure to its rows, to the enterprise, to the cell, filters kept; search, comparison, views and paper."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dashboard import text
from queries import ask
from tests.browser.chrome import WAIT_MS, settle, visit
from tests.browser.english import english, visible_words
from tests.browser.test_filters import SOURCE, TOWN, click_row, figures, parameters, wait_for_run


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    context.close()


def follow(page: Page, words: str) -> None:
    page.get_by_role("link", name=words).first.click()
    wait_for_run(page)


def test_from_a_figure_to_the_cell_with_the_filters_kept(page: Page, served: str, sample_home: Path) -> None:
    visit(page, f"{served}/?town={TOWN}&industry=装备制造")
    filters = {"town": TOWN, "industry": "装备制造"}
    assert parameters(page) == filters
    follow(page, "应奖清单 ›")
    page.locator("h1", has_text="梯度档次").wait_for()
    settle(page)
    assert parameters(page) == filters
    listed = ask("entitlement_list", home=sample_home, **filters).row(1, named=True)
    click_row(page, "entitlement_list", 1)
    assert SOURCE.search(page.inner_text('[data-testid="stMain"]'))
    follow(page, f"打开企业页：{listed['enterprise']}")
    page.locator("h1", has_text=listed["enterprise"]).wait_for()
    settle(page)
    assert parameters(page) == filters | {"code": listed["credit_code"]}
    shown = figures(page)
    page.get_by_role("tab", name="申报项目").click()
    wait_for_run(page)
    assert parameters(page)["part"] == "申报项目"
    click_row(page, "enterprise_project_list", 0)
    match = SOURCE.search(page.inner_text('[data-testid="stMain"]'))
    project = ask("enterprise_project_list", home=sample_home, credit_code=listed["credit_code"]).row(0, named=True)
    assert match
    assert (match["file"], match["row"]) == (project["file"], str(project["row"]))

    page.reload()
    page.locator("h1", has_text=listed["enterprise"]).wait_for()
    settle(page)
    assert figures(page) == shown
    assert page.get_by_role("tab", name="申报项目").get_attribute("aria-selected") == "true"
    for _ in range(4):
        page.go_back()
        wait_for_run(page)
        if page.locator("h1").inner_text() == "梯度档次":
            break
    assert page.locator("h1").inner_text() == "梯度档次"
    assert parameters(page) == filters
    assert page.locator(".st-key-town input").input_value() == TOWN


def test_the_field_in_the_side_bar_finds(page: Page, served: str, sample_home: Path) -> None:
    firm = ask("enterprise_list", home=sample_home).row(3, named=True)
    visit(page, f"{served}/money?town={TOWN}")
    page.locator(".st-key-look_for input").fill(firm["credit_code"][-8:])
    page.locator(".st-key-look_for input").press("Enter")
    page.locator("h1", has_text="查找").wait_for()
    wait_for_run(page)
    assert parameters(page) == {"town": TOWN, "q": firm["credit_code"][-8:]}
    follow(page, f"打开企业页：{firm['enterprise']}")
    page.locator("h1", has_text=firm["enterprise"]).wait_for()
    settle(page)
    assert parameters(page) == {"town": TOWN, "code": firm["credit_code"]}
    page.go_back()
    page.locator("h1", has_text="查找").wait_for()
    settle(page)
    page.locator(".st-key-look_for input").fill("没有这家企业")  # from the search page itself
    page.locator(".st-key-look_for input").press("Enter")
    page.get_by_text("没有找到「没有这家企业」").wait_for()
    assert parameters(page)["q"] == "没有这家企业"


def test_a_comparison_travels_in_its_address(page: Page, browser: Browser, served: str, sample_home: Path) -> None:
    visit(page, f"{served}/compare?by=年度&left_year=2023&right_year=2024")
    shown = figures(page)
    left, right = (ask("project_summary", home=sample_home, year=year).row(0, named=True) for year in ("2023", "2024"))
    assert shown["认定数（项）"] == f"{left['n_awards']} → {right['n_awards']}"
    page.get_by_role("radio", name="按行业").or_(page.get_by_role("button", name="按行业")).click()
    wait_for_run(page)
    assert parameters(page)["split_year"] == "按行业"
    theirs = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
    visit(theirs, page.url)
    assert figures(theirs) == shown
    assert theirs.locator('[role="img"][aria-label*="2023与2024"], [alt*="2023与2024"]').count() or "2023" in (
        theirs.inner_text('[data-testid="stMain"]'))
    theirs.context.close()


def test_every_view_of_the_district_shows_what_its_address_says(page: Page, served: str, sample_home: Path) -> None:
    """A value that a page does not know would be dropped from the address without a word."""
    for view in ask("view_list", home=sample_home).iter_rows(named=True):
        visit(page, f"{served}/money?town={TOWN}")
        page.locator('[data-testid="stSidebar"] [data-testid="stExpander"] summary').click()
        page.locator("a.view", has_text=view["title"]).first.click()
        wait_for_run(page)
        wanted = dict(part.split("=", 1) for part in view["address"].split(";"))
        assert page.url.split("?")[0].endswith(f"/{view['page']}"), view["title"]
        assert parameters(page) == wanted, view["title"]
        assert english(visible_words(page)) == []


def test_a_choice_turns_its_language_with_the_page(browser: Browser, served: str) -> None:
    """The switch, and a link shared in the other language: same page, same choice. A language lasts for a session."""
    for address, title, town in (
        ("towns?town=Xiayang Subdistrict", "街镇", "夏阳街道"),
        ("towns?town=夏阳街道&lang=en", "Town", "Xiayang Subdistrict"),
    ):
        context = browser.new_context(locale="zh-CN")
        turned = context.new_page()
        visit(turned, f"{served}/{address}")
        turned.wait_for_url(re.compile("/towns"))
        turned.locator("h1", has_text=title).wait_for()
        assert parameters(turned)["town"] == town
        context.close()


def test_the_address_beside_the_page_is_the_page(page: Page, served: str) -> None:
    visit(page, f"{served}/path?town={TOWN}&distance=差两项")
    page.locator('[data-testid="stSidebar"] [data-testid="stExpander"] summary').click()
    settle(page)
    shown = figures(page)
    address = page.locator('[data-testid="stSidebar"] code').inner_text().strip()
    visit(page, address)
    assert figures(page) == shown
    assert parameters(page) == {"town": TOWN, "distance": "差两项"}


def test_a_page_goes_to_paper_and_back(page: Page, served: str) -> None:
    visit(page, f"{served}/towns?town={TOWN}&measure=认定")
    page.locator('[data-testid="stSidebar"] [data-testid="stExpander"] summary').click()
    follow(page, "打印这一页")
    page.locator(".printed").first.wait_for()
    assert parameters(page) == {"town": TOWN, "measure": "认定", "print": "1"}
    assert page.locator('[data-testid="stSidebarNavLink"]').count() == 0
    assert english(visible_words(page)) == []
    follow(page, "回到页面")
    page.locator('[data-testid="stDataFrame"]').first.wait_for()
    assert parameters(page) == {"town": TOWN, "measure": "认定"}


CUT_JS = """() => [...document.querySelectorAll(
    '.printed, [data-testid="stPlotlyChart"], [data-testid="stMetric"], .card')]
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((one) => one.className)"""


@pytest.mark.parametrize("name", ["overview", "money", "tiers", "coverage"])
def test_paper_holds_the_page_whole(name: str, page: Page, served: str, sample_home: Path, tmp_path: Path) -> None:
    visit(page, f"{served}/{'' if name == 'overview' else name}?print=1&town={TOWN}")
    shown = figures(page)
    page.set_viewport_size({"width": 718, "height": 1000})
    page.emulate_media(media="print")
    settle(page)
    assert page.evaluate(CUT_JS) == []
    hidden = '[data-testid="stSidebar"], .st-key-filters, [data-testid="stDownloadButton"], [data-testid="stDataFrame"]'
    assert [one for one in page.locator(hidden).all() if one.is_visible()] == []
    paper = tmp_path / "page.pdf"
    page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1440, "height": 900})
    read = subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True, check=True)
    flat = re.sub(r"\s+", "", read.stdout)
    for label, value in shown.items():
        assert re.sub(r"\s+", "", value) in flat, label
    build = ask("build_status", home=sample_home)["build"][0]
    for wanted in ("数据日期2026-11-20", f"街镇：{TOWN}", build, "制表用途"):
        assert wanted in flat
    if name == "money":
        due = ask("enterprise_due", home=sample_home, town=TOWN)
        assert all(code in flat for code in due["credit_code"])
        for yuan in due["entitled_yuan"]:
            assert text.cell("entitled_yuan", yuan) in flat
    if name == "coverage":
        assert ask("scenario_coverage", home=sample_home)["scenario"][44] in flat
