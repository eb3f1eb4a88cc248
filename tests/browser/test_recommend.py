"""The page 推荐 in a browser: its address, a row that is ticked, the certificate that is downloaded, a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from dashboard import text
from dashboard.certificate_file import certificate_faults
from dashboard.choice import choice
from dashboard.choice_frames import standing_words
from queries import warehouse
from tests.browser.chrome import WAIT_MS, visit
from tests.browser.test_filters import click_row, saved

CALL = "national-2023"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    context.close()


def shown_track(page: Page) -> str:
    return page.locator('[data-testid="stButtonGroup"] [aria-checked="true"]').inner_text()


@pytest.mark.parametrize("asked", ["factory", "示范工厂"])
def test_id_and_name_of_a_track_in_an_address_both_work(asked: str, page: Page, served: str) -> None:
    visit(page, f"{served}/recommend?track={asked}")
    assert shown_track(page) == "示范工厂"
    assert parse_qs(urlsplit(page.url).query)["track"] == ["示范工厂"]
    assert "入选 15 项" in page.inner_text('[data-testid="stMain"]')


@pytest.mark.parametrize(("address", "track"), [("", "scene"), ("?track=scene", "scene"), ("?track=x", "scene")])
def test_any_other_address_shows_the_first_track(address: str, track: str, page: Page, served: str) -> None:
    visit(page, f"{served}/recommend{address}")
    assert shown_track(page) == text.track(track)


@pytest.mark.parametrize(("key", "which"), [("chosen", "chosen"), ("rejected", "rejected")])
def test_a_ticked_row_shows_points_alternatives_and_conditions(
    key: str, which: str, page: Page, served: str, sample_home: Path
) -> None:
    found = choice(warehouse(sample_home), CALL, "factory")
    number = found.certificate[which][0]["project_id"]
    if which == "rejected":  # those who qualify stand first
        number = next(e["project_id"] for e in found.certificate[which] if e["by"] != "ineligible")
    visit(page, f"{served}/recommend?track=factory")
    click_row(page, key, 0)
    words = page.inner_text('[data-testid="stMain"]')
    assert f"{found.names[number]}：评分明细" in words
    assert standing_words(found, number) in words
    for heading in ("替换方案", "条件核对"):
        assert heading in words


def test_the_downloaded_certificate_holds(page: Page, served: str, sample_home: Path) -> None:
    visit(page, f"{served}/recommend?track=factory")
    payload = saved(page, page.get_by_role("button", name="下载名单证书"))
    assert certificate_faults(payload, choice(warehouse(sample_home), CALL, "factory")) == []


def test_on_a_phone_the_first_in_the_list_stands_above_the_sentences(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, f"{served}/recommend")
    tops = [page.get_by_text(words).first.bounding_box() for words in ("基础条件", "申报 55 项")]
    assert all(tops)
    assert tops[0]["y"] < tops[1]["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
