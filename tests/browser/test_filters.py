"""What a colleague does with a page: filter it, send the link, go on, come back, see the source, download."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import docx
import openpyxl
import polars as pl
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from dashboard import text
from dashboard.headings import HEADINGS
from queries import Warehouse, ask, warehouse
from tests.browser.chrome import PAGES, WAIT_MS, settle, visit
from tests.browser.english import visible_words
from tests.browser.people import contacts
from tests.served import SAMPLE

TOWN = "华新镇"
ROW_PX = 35
CHECKBOX_PX = 18
FILE, SHEET, ROW = "file", "sheet", "row"
SOURCE = re.compile(r"来源：(?P<file>\S+) (?:工作表「(?P<sheet>[^」]+)」|（文本表）) 第 (?P<row>\d+) 行")
# Pages of rows as they were delivered; every page in `make soak`, and without a browser in test_contacts_stay.py.
OF_PEOPLE = ("lists", "names", "projects", "enterprise", "findings", "senders", "upload", "search")


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One visitor, so that the frame is fetched once; choices live in addresses, not in the browser."""
    opened = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    opened.set_default_timeout(WAIT_MS)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    yield opened
    opened.close()


def figures(page: Page) -> dict[str, str]:
    """The large figures on the screen by name."""
    cards = page.locator('[data-testid="stMetric"], .card').all()
    return {
        card.locator('[data-testid="stMetricLabel"], .card-name').inner_text().strip():
        card.locator('[data-testid="stMetricValue"], .card-value').inner_text().strip() for card in cards
    }


def pick(page: Page, name: str, label: str) -> None:
    """Choose an option of a filter by hand and wait for what it does to the page."""
    page.locator(f".st-key-{name} input").click()
    page.get_by_role("option", name=label, exact=True).click()
    page.wait_for_function(f"location.search.includes('{name}=')")
    wait_for_run(page)


def wait_for_run(page: Page) -> None:
    """The script has to start before one can wait for its end; one that is over sooner than it is seen has run too."""
    with suppress(PlaywrightTimeout):
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="running"]', timeout=600)
    settle(page)


def parameters(page: Page) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def expected_overview(home: Path, **filters: str) -> dict[str, str]:
    return overview_of(warehouse(home), **filters)


def overview_of(build: Warehouse, **filters: str) -> dict[str, str]:
    """Some cards of the first page as a build has them."""
    total = build.ask("project_summary", **filters).row(0, named=True)
    return {
        "认定（项）": text.count(total["n_awards"]), "申报项目（项）": text.count(total["n_projects"]),
        "在册企业（家）": text.count(total["n_enterprises"]),
        "已投入资金": text.money(total["invested_yuan"]),
        "应奖": text.money(total["entitled_yuan"]), "已拨付": text.money(total["paid_yuan"]),
    }


def chosen(page: Page, wanted: dict[str, str]) -> dict[str, str | None]:
    shown = figures(page)
    return {name: shown.get(name) for name in wanted}


def test_a_filter_is_in_the_address_and_travels_with_it(
    page: Page, browser: Browser, served: str, sample_home: Path
) -> None:
    everything = expected_overview(sample_home)
    visit(page, served)
    assert chosen(page, everything) == everything
    pick(page, "town", TOWN)
    pick(page, "year", "2025")
    assert parameters(page) == {"town": TOWN, "year": "2025"}
    filtered = expected_overview(sample_home, town=TOWN, year="2025")
    assert filtered != everything
    assert chosen(page, filtered) == filtered
    shown = figures(page)

    colleague = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    theirs = colleague.new_page()
    visit(theirs, page.url)
    assert figures(theirs) == shown
    colleague.close()

    page.reload()
    page.locator("h1").wait_for()
    settle(page)
    assert figures(page) == shown

    page.locator('[data-testid="stSidebarNavLink"]', has_text="资金").click()
    page.locator("h1", has_text="资金").wait_for()
    wait_for_run(page)
    assert parameters(page) == {"town": TOWN, "year": "2025"}
    assert page.locator(".st-key-town input").input_value() == TOWN
    assert figures(page)["已拨付"] == filtered["已拨付"]

    page.go_back()
    page.locator("h1", has_text="总览").wait_for()
    wait_for_run(page)
    assert parameters(page) == {"town": TOWN, "year": "2025"}
    assert figures(page) == shown


def test_two_people_at_once_see_each_his_own(browser: Browser, served: str, sample_home: Path) -> None:
    """They choose in turn, the runs of both under way together; neither meets the other's choice."""
    contexts = [browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN") for _ in range(2)]
    people = [context.new_page() for context in contexts]
    for person in people:
        visit(person, served)
    steps = (("town", ("华新镇", "练塘镇")), ("year", ("2025", "2024")))
    for name, labels in steps:
        for person, label in zip(people, labels, strict=True):
            person.locator(f".st-key-{name} input").click()
            person.get_by_role("option", name=label, exact=True).click()
        for person in people:
            person.wait_for_function(f"location.search.includes('{name}=')")
            wait_for_run(person)
    for at, person in enumerate(people):
        filters = {name: labels[at] for name, labels in steps}
        assert parameters(person) == filters
        wanted = expected_overview(sample_home, **filters)
        assert chosen(person, wanted) == wanted
    for context in contexts:
        context.close()


def test_a_page_says_which_filters_do_not_act_on_it(page: Page, served: str) -> None:
    visit(page, f"{served}/recommend?town={TOWN}&year=2025")
    assert "不受「年度」「街镇」筛选影响" in page.inner_text('[data-testid="stMain"]')


def test_an_option_that_does_not_exist_is_everything(page: Page, served: str, sample_home: Path) -> None:
    visit(page, f"{served}/?town=没有这个镇&year=1999")
    everything = expected_overview(sample_home)
    assert chosen(page, everything) == everything


def test_the_catalogue_switch_changes_the_coverage(page: Page, served: str, sample_home: Path) -> None:
    visit(page, f"{served}/coverage")
    for year in ("2025", "2023"):
        words = f"{year} 年版"
        page.get_by_role("radio", name=words).or_(page.get_by_role("button", name=words)).click()
        wait_for_run(page)
        rows = ask("scenario_coverage", home=sample_home, catalogue=year)
        covered = rows.filter(rows["n_projects"] > 0).height
        assert figures(page)["覆盖场景"] == text.part_of(covered, rows.height)
        assert parameters(page).get("catalogue", "2023 年版") == words


def table_below(page: Page, key: str) -> Locator:
    table = page.locator(f'.st-key-table-{key} [data-testid="stDataFrame"]')
    table.scroll_into_view_if_needed()
    return table


def click_row(page: Page, key: str, number: int) -> None:
    """Tick the row that stands ``number``-th (from 0) in a table; tables are drawn on a canvas."""
    box = table_below(page, key).bounding_box()
    assert box
    page.mouse.click(box["x"] + CHECKBOX_PX, box["y"] + ROW_PX * (number + 1) + ROW_PX / 2)
    wait_for_run(page)


def raw_row(match: re.Match[str]) -> list[str]:
    """The cells of the row that a page names as a source, read from the delivered file itself."""
    book = openpyxl.load_workbook(SAMPLE / match["file"], data_only=True)
    return [str(cell.value) for cell in book[match["sheet"]][int(match["row"])] if cell.value is not None]


@pytest.mark.parametrize(
    ("name", "key", "number"), [("tiers", "entitlement_list", 3), ("money", "payment_list", 0)]
)
def test_a_row_leads_to_the_delivered_cells(
    name: str, key: str, number: int, page: Page, served: str
) -> None:
    visit(page, f"{served}/{name}")
    click_row(page, key, number)
    match = SOURCE.search(page.inner_text('[data-testid="stMain"]'))
    assert match, "no source shown"
    trace = page.locator('[data-testid="stDataFrame"]', has=page.locator('[aria-label="原始单元格"]'))
    trace.scroll_into_view_if_needed()
    trace.locator("tbody tr").first.wait_for(state="attached")
    shown = [row.locator("td").all_text_contents() for row in trace.locator("tbody tr").all()]
    delivered = raw_row(match)
    credit_code = next(cell for cell in delivered if re.fullmatch(r"[0-9A-Z]{18}", cell))
    assert len(shown) >= 4
    assert [cells[0] for cells in shown] == [f"{cells[0][0]}{match['row']}" for cells in shown]
    assert credit_code in [cells[2] for cells in shown]
    texts = [cell for cell in delivered if not re.fullmatch(r"[\d.\-: ]+", cell)]
    assert set(texts) <= {cells[2] for cells in shown} | set(contacts())


def test_a_sorted_table_leads_to_the_row_that_was_clicked(page: Page, served: str, sample_home: Path) -> None:
    visit(page, f"{served}/coverage")
    box = table_below(page, "scenario_coverage").bounding_box()
    assert box
    table = table_below(page, "scenario_coverage")
    for _ in range(2):  # once is ascending, twice is descending
        page.mouse.click(box["x"] + box["width"] - 60, box["y"] + ROW_PX / 2)
        page.wait_for_timeout(400)
    first = table.locator("tbody tr").first.locator("td").all_text_contents()
    rows = ask("scenario_coverage", home=sample_home, catalogue="2023")
    top = rows["n_enterprises"].max()
    assert first[-1] == str(top)
    click_row(page, "scenario_coverage", 0)
    wanted = rows.filter(pl.col("n_enterprises") == top)
    headings = page.locator("h3").all_inner_texts()
    names = [f"{row['scenario_no']} {row['scenario']}：项目" for row in wanted.iter_rows(named=True)]
    assert set(names) & set(headings)


def saved(page: Page, button: Locator) -> bytes:
    with page.expect_download() as waiting:
        button.click()
    return Path(waiting.value.path()).read_bytes()


def same(cell: Any, value: Any) -> bool:
    if value is None:
        return cell in (None, "")
    if isinstance(value, Decimal | int | float):
        return Decimal(str(cell)) == Decimal(str(value))
    return str(cell) == str(value)


def test_the_downloads_hold_the_filtered_answer(page: Page, served: str, sample_home: Path) -> None:
    visit(page, f"{served}/towns?industry=装备制造")
    frame = ask("town_summary", home=sample_home, industry="装备制造")
    assert frame["invested_yuan"].sum() != ask("town_summary", home=sample_home)["invested_yuan"].sum()
    lines = list(csv.reader(io.StringIO(
        saved(page, page.get_by_role("button", name="下载 CSV").first).decode("utf-8-sig")
    )))
    book = openpyxl.load_workbook(io.BytesIO(saved(page, page.get_by_role("button", name="下载 Excel").first)))
    cells = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    for rows in (lines, cells):
        assert len(rows) == frame.height + 1
        by_heading = {heading: number for number, heading in enumerate(rows[0])}
        for column in frame.columns:
            if HEADINGS[column] in by_heading:
                shown = [row[by_heading[HEADINGS[column]]] for row in rows[1:]]
                assert all(same(one, value) for one, value in zip(shown, frame[column], strict=True)), column
        assert {"街镇", "项目数（项）", "已投入资金（元）", "已拨付（元）"} <= set(by_heading)
    notes = "\n".join(str(cell) for row in book.worksheets[1].iter_rows(values_only=True) for cell in row)
    build = ask("build_status", home=sample_home)["build"][0]
    for wanted in ("装备制造", "2026", build, "青经发〔2024〕22号"):
        assert wanted in notes


@pytest.mark.parametrize(("track", "limit"), [("scene", 25), ("factory", 15)])
def test_the_official_sheet_holds_who_is_within_the_quota(
    track: str, limit: int, page: Page, served: str, sample_home: Path
) -> None:
    visit(page, f"{served}/recommend?track={text.track(track)}")
    ranking = ask("recommendation_list", home=sample_home, track=track).filter(is_within_quota=True)
    names = ranking.sort("position")["enterprise"].to_list()
    assert len(names) == limit
    payloads = {
        suffix: saved(page, page.get_by_role("button", name=f"（附件4 .{suffix}）"))
        for suffix in ("docx", "xlsx")
    }
    word = docx.Document(io.BytesIO(payloads["docx"]))
    rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert [row[1] for row in rows if row[0].strip().isdigit()] == names
    sheet = openpyxl.load_workbook(io.BytesIO(payloads["xlsx"])).worksheets[0]
    assert [row[1] for row in sheet.iter_rows(values_only=True) if str(row[0] or "").isdigit()] == names
    said = "\n".join(cell for row in rows for cell in row)
    assert not [one for one in contacts() if one in said]


def test_the_sample_names_contacts_to_look_for() -> None:
    """Else the next test would prove nothing."""
    phones = [one for one in contacts() if one.isdigit()]
    assert len(phones) > 200
    assert len(contacts()) - len(phones) > 200


@pytest.mark.parametrize(
    "name", [name if name in OF_PEOPLE else pytest.param(name, marks=pytest.mark.slow) for name in PAGES]
)
def test_no_contact_is_on_a_page_or_in_its_downloads(name: str, page: Page, served: str) -> None:
    visit(page, f"{served}/{name}")
    said = visible_words(page)
    tabs = page.get_by_role("tab")
    for number in range(max(tabs.count(), 1)):
        if tabs.count():
            tabs.nth(number).click()
            settle(page)
            said += visible_words(page)
        folded = page.locator('[data-testid="stExpander"] details:not([open]) summary:visible')
        while folded.count():
            folded.first.click()
            wait_for_run(page)
        said += visible_words(page)
        for button in page.get_by_role("button", name="下载 CSV").all():
            if button.is_visible():
                said.append(saved(page, button).decode("utf-8-sig"))
    everything = "\n".join(said)
    assert len(everything) > 200
    assert sorted(one for one in contacts() if one in everything) == []
