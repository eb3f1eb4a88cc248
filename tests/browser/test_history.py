"""Looking back: an earlier build on every page, said so, and the way back; a day made again from its page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from queries import Warehouse, warehouse
from tests.browser.chrome import WAIT_MS, visit
from tests.browser.english import visible_words
from tests.browser.test_filters import chosen, overview_of, parameters, saved, wait_for_run
from tests.served import SAMPLE, load, serving

PAID = "资金拨付.xlsx"
BANNER = ".st-key-past-build"


@pytest.fixture(scope="module")
def builds(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Warehouse, Warehouse]:
    """A home with the sample, and after it a build in which a payment is gone: home, older, newer."""
    home = tmp_path_factory.mktemp("past") / "home"
    shutil.copytree(sample_home, home, ignore=shutil.ignore_patterns("decisions"))
    older, folder = warehouse(home), tmp_path_factory.mktemp("past-in")
    book = openpyxl.load_workbook(SAMPLE / PAID)
    sheet = book["2023-2025"]
    sheet.delete_rows(sheet.max_row - 20)
    book.save(folder / PAID)
    load(folder, home)
    return home, older, warehouse(home)


@pytest.fixture(scope="module")
def url(builds: tuple[Path, Warehouse, Warehouse], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(builds[0], tmp_path_factory.mktemp("past-log") / "serve.log") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor who was never here."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    context.close()


def test_an_earlier_build_is_shown_on_every_page_until_somebody_goes_back(
    page: Page, browser: Browser, url: str, builds: tuple[Path, Warehouse, Warehouse]
) -> None:
    home, older, newer = builds
    visit(page, f"{url}/history")
    page.get_by_role("button", name="看这个版本").click()
    expect(page.locator(BANNER)).to_be_visible()
    wait_for_run(page)
    assert parameters(page)["at"] == older.build
    assert chosen(page, overview_of(older)) == overview_of(older)
    page.get_by_role("link", name="资金", exact=True).click()
    expect(page.locator("h1", has_text="资金")).to_be_visible()
    wait_for_run(page)
    assert parameters(page)["at"] == older.build, "it travels in the address"
    said = "\n".join(visible_words(page))
    assert older.build in said
    assert newer.build not in said
    page.get_by_role("link", name="名单", exact=True).click()
    expect(page.get_by_text("这一页的事只在现用版本上办理")).to_be_visible()
    shared = browser.new_context()
    other = shared.new_page()
    visit(other, f"{url}/?at={older.build}")
    assert chosen(other, overview_of(older)) == overview_of(older), "the link shows a colleague the same"
    shared.close()
    page.get_by_role("button", name="回到现用版本").click()
    expect(page.locator(BANNER)).to_be_hidden()
    page.get_by_role("link", name="总览", exact=True).click()
    expect(page.locator("h1", has_text="总览")).to_be_visible()
    wait_for_run(page)
    assert "at" not in parameters(page)
    assert chosen(page, overview_of(newer)) == overview_of(newer)
    assert warehouse(home).build == newer.build


def test_the_page_lists_the_change_and_it_adds_up(
    page: Page, url: str, builds: tuple[Path, Warehouse, Warehouse]
) -> None:
    _, older, newer = builds
    visit(page, f"{url}/history")
    assert page.get_by_text("减少（行）").first.is_visible()
    rows = saved(page, page.get_by_role("button", name="下载 CSV").nth(1)).decode("utf-8-sig").splitlines()
    paid = [side.ask("project_summary")["paid_yuan"].item() for side in (older, newer)]
    gone = [line.split(",") for line in rows if line.startswith("减少,资金拨付")]
    assert len(gone) == 1
    assert gone[0][7] == str(paid[1] - paid[0])


@pytest.mark.parametrize("wanted", ["20200101-0000000000", "../../etc/passwd", "x"])
def test_a_build_that_is_not_there_is_said_and_today_shown(
    wanted: str, page: Page, url: str, builds: tuple[Path, Warehouse, Warehouse]
) -> None:
    visit(page, f"{url}/?at={wanted}")
    expect(page.get_by_text("不在库中，以下是现用版本")).to_be_visible()
    assert chosen(page, overview_of(builds[2])) == overview_of(builds[2])


def test_a_day_is_made_again_from_its_page(page: Page, url: str) -> None:
    visit(page, f"{url}/history")
    page.get_by_text("用现在的全部报送").click()
    wait_for_run(page)
    day = page.locator('[data-testid="stDateInput"] input')
    day.fill("2026-03-31")
    day.press("Enter")
    wait_for_run(page)
    page.get_by_role("button", name="重做这一天").click()
    page.get_by_role("button", name="看 2026-03-31").click(timeout=90_000)
    expect(page.locator(BANNER)).to_be_visible()
    expect(page.get_by_text("数据日期 2026年3月31日").first).to_be_visible()
