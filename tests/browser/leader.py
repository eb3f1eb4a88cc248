"""A leader at the overview: ten questions, each with the clicks to its answer, as it is read off the screen.

``python -m tests.browser.leader`` writes docs/questions.md anew by clicking every path; a test clicks them as well and
holds each answer against ``ask()``.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Locator, Page

from dashboard.headings import HEADINGS
from tests.browser.chrome import WAIT_MS, chromium, settle, visit
from tests.served import SAMPLE, load, load_sample, serving

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "questions.md"
MOST_CLICKS = 3
TIER, PACK, INITIALS = "区级智能车间", "qingpu-2022", "shldzbdtyxgs"
PACK_WORDS = "推定：青浦区推进企业智能化改造和智能工厂建设实施细则（试行）"
FIRM = "上海岚棣臻半导体有限公司"
OVERDUE = "逾期"
LATE = tuple(HEADINGS[column] for column in ("holder", "duty", "enterprise", "due_date"))
CHANGED, GONE_ROW = "华新镇.xlsx", 7
HEAD = """# Ten questions of a leader

Each is answered in at most three clicks from 总览; typing is no click, choosing from a list is two. The answers are
those of the sample district on 2026-11-20, after a build without one application of 华新镇.
`tests/browser/test_questions.py` clicks every path in Chromium, compares what stands on the screen with `ask()`, and
this page with what it clicked; `python -m tests.browser.leader` writes this page anew.

| question | clicks from 总览 | answer on the screen |
|---|---|---|
"""


@dataclass
class Leader:
    """Somebody at a page who counts his clicks."""

    page: Page
    clicks: list[str] = field(default_factory=list)

    def click(self, what: Locator, words: str) -> Leader:
        """Click once and wait for what comes of it."""
        what.click()
        self.clicks.append(words)
        self.page.wait_for_timeout(300)
        settle(self.page)
        return self

    def menu(self, title: str) -> Leader:
        """A page of the menu."""
        link = self.page.locator('[data-testid="stSidebarNav"]').get_by_role("link", name=title, exact=True)
        self.click(link, f"「{title}」")
        self.page.locator("h1", has_text=title).wait_for()
        settle(self.page)
        return self

    def choose(self, key: str, label: str, option: str) -> Leader:
        """An option of a filter: two clicks."""
        self.page.locator(f".st-key-{key} input").click()
        self.clicks.append(f"筛选「{label}」")
        return self.click(self.page.get_by_role("option", name=option, exact=True), f"「{option}」")

    def press(self, words: str) -> Leader:
        """One of the buttons that exclude each other."""
        button = self.page.get_by_role("radio", name=words).or_(self.page.get_by_role("button", name=words))
        return self.click(button.first, f"「{words}」")

    def lines(self, pattern: str) -> list[str]:
        """The lines on the screen that hold a pattern, in their order."""
        found = self.page.locator('[data-testid="stMain"] [data-testid="stText"]').all_inner_texts()
        return [line.strip() for line in found if re.search(pattern, line)]

    def card(self, label: str) -> str:
        """A large figure and what stands below it."""
        metric = self.page.locator('[data-testid="stMetric"], .card', has=self.page.get_by_text(label, exact=True))
        value = metric.locator('[data-testid="stMetricValue"], .card-value').inner_text().strip()
        notes = metric.locator(".card-note")
        if not notes.count():  # Streamlit's own figure, its caption below it
            block = metric.locator('xpath=ancestor::*[@data-testid="stVerticalBlock"][1]')
            notes = block.locator('[data-testid="stCaptionContainer"]')
        note = notes.first.inner_text().strip()
        return f"{label} {value}；{note}"

    def rows(self, key: str, columns: tuple[str, ...]) -> list[str]:
        """Some columns of a table as they stand on the screen, a line per row."""
        table = self.page.locator(f'.st-key-table-{key} [data-testid="stDataFrame"]')
        table.scroll_into_view_if_needed()
        table.locator("tbody tr").first.wait_for(state="attached")
        heads = [head.strip() for head in table.locator("thead th").all_text_contents()]
        at = [heads.index(column) for column in columns]
        cells = [row.locator("td").all_text_contents() for row in table.locator("tbody tr").all()]
        return ["，".join(row[number] for number in at) for row in cells]


def last_in_workshops(leader: Leader) -> list[str]:
    return leader.menu("街镇").choose("tier", "类别 / 档次", TIER).lines("^(认定最少|没有认定)")


def cost_of_stepping_up(leader: Leader) -> list[str]:
    return leader.menu("晋档路径").choose("assume", "计价口径", PACK_WORDS).lines("晋档后应付")


def nobodys_scenarios(leader: Leader) -> list[str]:
    leader.click(leader.page.get_by_role("link", name="空白在哪里 ›").first, "「覆盖场景 2023」下的「空白在哪里」")
    leader.page.locator("h1", has_text="场景覆盖").wait_for()
    settle(leader.page)
    return leader.lines("还没有人做的场景")


def most_due(leader: Leader) -> list[str]:
    return leader.menu("街镇").press("待拨付").lines("^待拨付最多")


def budget_left(leader: Leader) -> list[str]:
    return [leader.card("2026 年预算结余")]


def places_left(leader: Leader) -> list[str]:
    return [leader.card("优秀场景名额"), leader.card("示范工厂名额")]


def last_of_a_firm(leader: Leader) -> list[str]:
    field = leader.page.locator(".st-key-look_for input")
    leader.click(field, f"「查找企业或项目」，输入 {INITIALS}，回车")
    field.fill(INITIALS)
    field.press("Enter")
    leader.page.locator("h1", has_text="查找").wait_for()
    leader.click(leader.page.get_by_role("link", name=f"打开企业页：{FIRM}"), f"「打开企业页：{FIRM}」")
    leader.page.locator("h1", has_text=FIRM).wait_for()
    settle(leader.page)
    return leader.lines("^最近一次")


def energy(leader: Leader) -> list[str]:
    return [leader.menu("成效").press("能耗与碳排放").card("单位产品综合能耗降低：中位数")]


def since_the_last_build(leader: Leader) -> list[str]:
    captions = leader.page.locator('[data-testid="stCaptionContainer"]').all_inner_texts()
    (said,) = [one for one in captions if re.match(r"自上一版（.*）以来：", one)]
    return [re.sub(r"^.*?以来：", "自上一版以来：", " ".join(said.split()))]


def overdue(leader: Leader) -> list[str]:
    leader.click(leader.page.get_by_role("link", name="待办清单 ›").first, "「待办清单」")
    leader.page.locator("h1", has_text="待办").wait_for()
    settle(leader.page)
    rows = leader.rows("todo_list", (HEADINGS["state"], *LATE))
    return [row.removeprefix(f"{OVERDUE}，") for row in rows if row.startswith(f"{OVERDUE}，")]


QUESTIONS: dict[str, Callable[[Leader], list[str]]] = {
    "哪个镇的区级智能车间最少？": last_in_workshops,
    "只差一项（临界）的企业都晋档，要付多少钱？（按 2022 年的细则推定）": cost_of_stepping_up,
    "哪些场景还没有一家企业做？": nobodys_scenarios,
    "哪个镇待拨付最多？": most_due,
    "今年预算还剩多少？": budget_left,
    "名额还剩几个，哪天截止？": places_left,
    f"{FIRM}（只记得拼音首字母）最近一次认定和拨付？": last_of_a_firm,
    "能耗改善中位数是多少，几项有佐证？": energy,
    "和上一版比变了什么？": since_the_last_build,
    "哪些待办逾期了？": overdue,
}


def asked(browser: Browser, url: str, question: str) -> tuple[list[str], list[str]]:
    """The clicks from the overview, and the lines of the answer as they stand on the screen."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.set_default_timeout(WAIT_MS)
    leader = Leader(context.new_page())
    visit(leader.page, url)
    answer = QUESTIONS[question](leader)
    context.close()
    return leader.clicks, answer


def row_of(question: str, clicks: list[str], answer: list[str]) -> str:
    """One row of the document."""
    path = f"{len(clicks)}：{' → '.join(clicks)}" if clicks else "0：在「总览」上"
    return f"| {question} | {path} | {'<br>'.join(answer)} |\n"


def with_an_earlier_build(home: Path, folder: Path) -> Path:
    """Put a build before the sample's into its home: the same, but one town had not yet sent one application."""
    builds = home / "builds"
    current = (builds / "CURRENT").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(SAMPLE / CHANGED)
    book["申报项目"].delete_rows(GONE_ROW)
    folder.mkdir()
    book.save(folder / CHANGED)
    load(folder, home)
    assert (builds / "CURRENT").read_text(encoding="utf-8") != current
    (builds / "CURRENT").write_text(current, encoding="utf-8")
    for path in builds.glob(f"warehouse-{current.strip()}.*"):  # as if published after it
        os.utime(path)
    return home


def main() -> None:
    """Click every path on the sample and write the document."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = with_an_earlier_build(load_sample(folder / "home"), folder / "in")
        with serving(home, folder / "serve.log") as url, chromium() as browser:
            rows = [row_of(question, *asked(browser, url, question)) for question in QUESTIONS]
    DOCUMENT.write_text(HEAD + "".join(rows), encoding="utf-8")
    print(DOCUMENT)


if __name__ == "__main__":
    main()
