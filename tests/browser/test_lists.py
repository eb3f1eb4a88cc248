"""Two people with a browser each bring a list to the city, and get in each other's way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dashboard.journal.book import SUBMITTED, Book, replay
from dashboard.journal.store import Journal
from tests.browser.chrome import WAIT_MS, settle, visit, watch
from tests.browser.english import english, visible_words
from tests.browser.test_filters import figures, saved, wait_for_run
from tests.browser.test_walk import CUT_JS, WIDE_JS
from tests.dashboard.people import own_home
from tests.served import serving

ROW_PX = 35
CHECKBOX_PX = 18
LIST = "national-2023-scene-1"


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    """Nobody has decided anything here."""
    return own_home(sample_home, tmp_path / "home")


@pytest.fixture
def url(home: Path, tmp_path: Path) -> Iterator[str]:
    with serving(home, tmp_path / "serve.log") as found:
        yield found


@pytest.fixture(scope="module")
def drafted(browser: Browser, sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page with a draft on it."""
    folder = tmp_path_factory.mktemp("drafted")
    with serving(own_home(sample_home, folder / "home"), folder / "serve.log") as found:
        press(person(browser, f"{found}/lists", "甲"), "按评分拟定名单")
        yield f"{found}/lists"


def book(home: Path, track: str = "scene") -> Book:
    """What the journal has."""
    journal = Journal(home / "decisions")
    found = replay(journal.entries(f"national-2023/{track}"))
    assert journal.faults() == []
    journal.close()
    return found


def person(browser: Browser, address: str, name: str, width: int = 1440) -> Page:
    """Somebody with a browser of their own at an address, who gives a name."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    visit(page, address)
    field = page.locator(".st-key-actor input")
    field.click()
    field.fill(name)
    page.keyboard.press("Enter")
    wait_for_run(page)
    return page


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()
    wait_for_run(page)


def choose(page: Page, words: str) -> None:
    page.get_by_role("radio", name=words, exact=True).click()
    wait_for_run(page)


def tick(page: Page, place: int) -> None:
    """Tick the row of a place; the table is drawn on a canvas."""
    table = page.locator('[class*="st-key-places-"] [data-testid="stDataFrame"]')
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box
    page.mouse.click(box["x"] + CHECKBOX_PX, box["y"] + ROW_PX * place + ROW_PX / 2)
    wait_for_run(page)


def move(page: Page, place: int, to: int, why: str) -> None:
    """Prepare a move up to the button that writes it."""
    tick(page, place)
    field = page.locator('[class*="st-key-place-"] input')
    field.fill(str(to))
    field.press("Enter")
    wait_for_run(page)
    page.locator('[class*="st-key-reason-reorder-"] textarea').fill(why)


def said(page: Page) -> str:
    return page.inner_text('[data-testid="stMain"]')


def test_two_people_and_one_list(browser: Browser, url: str, home: Path) -> None:
    jia = person(browser, f"{url}/lists", "甲")
    assert "还没有名单" in said(jia)
    assert not (home / "decisions").exists(), "looking makes no store"
    press(jia, "按评分拟定名单")
    assert figures(jia)["占用名额"] == "25/25"
    assert jia.url.endswith(f"list={LIST}")
    press(jia, "复核通过")
    assert "甲 拟定或修改过这份名单，须由另一人复核" in said(jia)

    jia.reload()
    settle(jia)
    assert figures(jia)["状态"] == "草稿"
    jia = person(browser, jia.url, "甲")
    yi = person(browser, jia.url, "乙")
    move(yi, 5, 2, "示范性更强")
    move(jia, 3, 1, "现场核查后调整")
    press(jia, "确认移到第 1 位")
    assert figures(jia)["版本"] == "第 2 版"
    press(yi, "确认移到第 2 位")
    words = said(yi)
    assert "名单已被 甲 改为第 2 版" in words
    assert "你写的原因还在，可以直接再用：示范性更强" in words
    assert yi.locator('[class*="st-key-reason-reorder-"] textarea').input_value() == "示范性更强"
    assert figures(yi)["版本"] == "第 2 版"
    assert len(book(home).lists[LIST].versions) == 2

    press(yi, "复核通过")
    assert figures(yi)["状态"] == "已复核"
    jia.reload()
    settle(jia)
    jia = person(browser, jia.url, "甲")
    jia.get_by_role("button", name="提交", exact=True).dblclick()
    wait_for_run(jia)
    assert figures(jia)["状态"] == SUBMITTED
    done = book(home).lists[LIST]
    assert [what for _, what, _ in done.events].count("提交") == 1
    assert set(done.sheets) == {".docx", ".xlsx"}
    assert english(visible_words(jia)) == []
    visit(jia, f"{url}/quota")
    assert "优秀场景 已提交 25/25" in said(jia)


def test_a_double_click_is_one_step_and_nobody_gets_past_the_quota(browser: Browser, url: str, home: Path) -> None:
    """Whoever is put in takes somebody's place."""
    jia = person(browser, f"{url}/lists?track=示范工厂", "丙")
    assert "名额 15" in said(jia)
    jia.get_by_role("button", name="按评分拟定名单", exact=True).dblclick()
    wait_for_run(jia)
    assert list(book(home, "factory").lists) == ["national-2023-factory-1"]
    jia.get_by_text("列入名单以外的申报").click()
    wait_for_run(jia)
    menu = jia.locator('[class*="st-key-find-"] input')
    menu.click()
    menu.fill("符合条件")
    jia.get_by_role("option").first.click()
    wait_for_run(jia)
    assert "占用名额 15/15" in jia.inner_text(".st-key-preview-in")
    assert "移出，原第" in jia.inner_text(".st-key-preview-in")
    jia.locator('[class*="st-key-reason-force_in"] textarea').fill("区长办公会议定")
    second = jia.locator('[class*="st-key-second-force_in"] textarea')
    if second.count():
        second.fill("证照已补齐，待录入")
    jia.get_by_role("button", name="确认列入", exact=True).dblclick()
    wait_for_run(jia)
    (listing,) = book(home, "factory").lists.values()
    assert [version.number for version in listing.versions] == [1, 2]
    assert listing.n_places == 15
    assert figures(jia)["占用名额"] == "15/15"


def test_the_code_of_a_track_leads_there_too(browser: Browser, drafted: str) -> None:
    page = person(browser, f"{drafted}?track=factory", "")
    assert page.get_by_role("radio", name="示范工厂").is_checked()
    assert "示范工厂" in said(page)


@pytest.mark.parametrize("width", [390, 1440, 1920])
def test_a_list_fits_the_screen(browser: Browser, drafted: str, width: int) -> None:
    page = person(browser, drafted, "丁", width)
    seen = watch(page.context)
    tick(page, 2)
    assert page.evaluate(WIDE_JS) == []
    assert page.evaluate(CUT_JS) == []
    assert english(visible_words(page)) == []
    assert seen.foreign() == []


def test_the_menus_speak_chinese_while_one_types(browser: Browser, drafted: str) -> None:
    page = person(browser, drafted, "丁")
    for key, words in (("actor", "就用所填的"), ("find-", "没有找到")):
        if key == "find-":
            page.get_by_text("列入名单以外的申报").click()
            wait_for_run(page)
        field = page.locator(f'[class*="st-key-{key}"] input')
        field.click()
        field.fill("没有这样一个")
        shown = page.locator('[data-testid="stSelectboxVirtualDropdown"] :is([data-key="__creatable__"] > div, span)')
        english_size, instead = shown.locator("visible=true").last.evaluate(
            "one => [getComputedStyle(one).fontSize, getComputedStyle(one, '::after').content]"
        )
        assert (english_size, instead) == ("0px", f'"{words}"')
        page.keyboard.press("Escape")


def test_the_name_stays_on_the_way_through_other_pages(browser: Browser, drafted: str) -> None:
    page = person(browser, drafted, "丁")
    for title in ("名额", "名单"):
        page.locator('[data-testid="stSidebarNavLink"]', has_text=title).click()
        page.locator("h1", has_text=title).wait_for()
        wait_for_run(page)
    assert page.locator(".st-key-actor input").input_value() == "丁"


def test_the_official_sheet_can_be_downloaded(browser: Browser, drafted: str) -> None:
    page = person(browser, drafted, "丁")
    assert saved(page, page.get_by_role("button", name="下载推荐汇总表（.docx）"))[:2] == b"PK"
    assert saved(page, page.get_by_role("button", name="下载推荐汇总表（.xlsx）"))[:2] == b"PK"
