"""A new build is published while pages are open: nobody's figures move or mix until he asks for the new ones."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from queries import Warehouse, earlier, warehouse
from tests.browser.chrome import BY_LINK, PAGES, WAIT_MS, settle, visit
from tests.browser.english import english, visible_words
from tests.browser.test_filters import TOWN, chosen, figures, overview_of, parameters, pick, saved, wait_for_run
from tests.served import SAMPLE, load, serving

LOOK_S = "1"
NOTE = ".st-key-newer-build"
UPDATE = "点此更新"
BUILD = re.compile(r"\b20\d{6}-[0-9a-f]{10}\b")
PAID = "资金拨付.xlsx"


@pytest.fixture(scope="module")
def home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of our own with the sample in service."""
    copied = tmp_path_factory.mktemp("new-build") / "home"
    shutil.copytree(sample_home, copied, ignore=shutil.ignore_patterns("decisions"))
    return copied


@pytest.fixture(scope="module")
def url(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its server, whose pages look for a newer build every second."""
    with serving(home, tmp_path_factory.mktemp("new-build-log") / "serve.log", ZHIZAO_LOOK_S=LOOK_S) as address:
        yield address


@pytest.fixture
def visitors(browser: Browser) -> Iterator[list[Page]]:
    """Three people, each with a browser of his own."""
    contexts = [browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN") for _ in range(3)]
    for context in contexts:
        context.set_default_timeout(WAIT_MS)
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def published(home: Path, folder: Path, more: int) -> tuple[Warehouse, Warehouse]:
    """The build before and after the payments come in again, so many 万元 more each and one gone."""
    older = warehouse(home)
    book = openpyxl.load_workbook(SAMPLE / PAID)
    sheet = book["2023-2025"]
    for cell in sheet["D"]:
        if isinstance(cell.value, int | float):
            cell.value += more
    sheet.delete_rows(sheet.max_row - 2)
    folder.mkdir()
    book.save(folder / PAID)
    load(folder, home)
    newer = warehouse(home)
    for filters in ({}, {"town": TOWN}, {"town": TOWN, "year": "2025"}):
        assert overview_of(newer, **filters)["已拨付"] != overview_of(older, **filters)["已拨付"]
    return older, newer


def builds_named(page: Page) -> set[str]:
    """The builds that the page names besides its note on the newer one."""
    named = Counter(BUILD.findall("\n".join(visible_words(page))))
    for said in page.locator(NOTE).all_inner_texts():
        named -= Counter(BUILD.findall(said))
    return set(named)


def test_open_pages_stay_whole_until_somebody_moves_over(
    visitors: list[Page], browser: Browser, url: str, home: Path, tmp_path: Path
) -> None:
    busy, idle, wall = visitors
    visit(busy, f"{url}/?town={TOWN}")
    visit(idle, url)
    visit(wall, f"{url}/wall?seconds=3")
    older, newer = published(home, tmp_path / "in", 1)

    idle.locator(NOTE).wait_for()  # nobody touched this page
    assert newer.build in idle.inner_text(NOTE)
    assert chosen(idle, overview_of(older)) == overview_of(older)
    wall.locator(".wall-foot", has_text=newer.build).wait_for()

    pick(busy, "year", "2025")
    filters = {"town": TOWN, "year": "2025"}
    assert chosen(busy, overview_of(older, **filters)) == overview_of(older, **filters)
    busy.locator('[data-testid="stSidebarNavLink"]', has_text="资金").click()
    busy.locator("h1", has_text="资金").wait_for()
    wait_for_run(busy)
    assert busy.locator(NOTE).is_visible()
    assert english(visible_words(busy)) == []
    assert figures(busy)["已拨付"] == overview_of(older, **filters)["已拨付"]
    assert builds_named(busy) == {older.build}
    with busy.expect_download() as waiting:
        busy.locator(".st-key-csv-payment_list").get_by_role("button").click()
    assert older.build in waiting.value.suggested_filename
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + older.ask("payment_list", **filters).height

    colleague = browser.new_context(locale="zh-CN")
    theirs = colleague.new_page()
    visit(theirs, busy.url)  # a link names no build: it shows the newest
    assert figures(theirs)["已拨付"] == overview_of(newer, **filters)["已拨付"]
    assert theirs.locator(NOTE).count() == 0
    colleague.close()

    busy.get_by_role("button", name=UPDATE).click()
    busy.locator(NOTE).wait_for(state="detached")
    wait_for_run(busy)
    assert parameters(busy) == filters
    assert figures(busy)["已拨付"] == overview_of(newer, **filters)["已拨付"]
    assert builds_named(busy) == {newer.build}
    busy.go_back()
    busy.locator("h1", has_text="总览").wait_for()
    wait_for_run(busy)
    assert chosen(busy, overview_of(newer, **filters)) == overview_of(newer, **filters)

    assert chosen(idle, overview_of(older)) == overview_of(older)
    brief = docx.Document(BytesIO(saved(idle, idle.get_by_role("button", name="下载简报（Word）"))))
    said = "\n".join(paragraph.text for paragraph in brief.paragraphs)
    assert set(BUILD.findall(said)) == {older.build}
    idle.reload()
    idle.locator("h1").wait_for()
    settle(idle)
    assert chosen(idle, overview_of(newer)) == overview_of(newer)
    assert idle.locator(NOTE).count() == 0


@pytest.mark.slow
def test_no_page_names_two_builds(visitors: list[Page], url: str, home: Path, tmp_path: Path) -> None:
    page = visitors[0]
    visit(page, url)
    older, newer = published(home, tmp_path / "in", 2)
    page.locator(NOTE).wait_for()
    before = earlier(older)  # what the first page compares with
    allowed = {older.build} | ({before.build} if before else set())
    for name, title in PAGES.items():
        if name in BY_LINK:
            continue
        page.locator('[data-testid="stSidebarNav"]').get_by_role("link", name=title, exact=True).click()
        page.locator("h1", has_text=title).wait_for()
        wait_for_run(page)
        assert builds_named(page) <= allowed, name
        assert newer.build in page.inner_text(NOTE), name
