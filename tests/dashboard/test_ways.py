"""The ways through: every table leads to the enterprise, two sides equal their answers, views open, paper is whole."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import text
from dashboard.comparison import figures_beside, percent_change
from dashboard.figures.sides import side_bars
from dashboard.headings import HEADINGS
from dashboard.page import Page
from dashboard.printing import PRINTED_ROWS, static_table
from dashboard.sides import BREAKDOWNS, COUNTS, DIMENSIONS, IDLE, MONEY, Sides
from dashboard.ways import applicants_of, firms_of
from etl.reference_model import ViewPage
from queries import ask, questions, warehouse
from tests.dashboard.large_figures import large_figures
from tests.dashboard.test_pages import PAGES, assert_sound, run, words

ROOT = Path(__file__).resolve().parents[2]
EVERYTHING = dict.fromkeys(("year", "call", "town", "industry", "tier", "assume"), "")


@pytest.fixture
def page(sample_home: Path) -> Page:
    return Page(warehouse(sample_home), EVERYTHING, "对比")


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_row_that_names_an_enterprise_or_an_application_leads_to_it(name: str, page: Page) -> None:
    """A credit code or application in any answer is one that the enterprise page knows."""
    frame = page.warehouse.ask(name)
    firms, applicants = firms_of(page.warehouse), applicants_of(page.warehouse)
    if "credit_code" in frame.columns:
        assert set(frame["credit_code"].drop_nulls()) <= set(firms)
    elif "project_id" in frame.columns:
        assert set(frame["project_id"].drop_nulls()) <= set(applicants)
        assert set(applicants.values()) <= set(firms)


def open_enterprise(home: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ZHIZAO_HOME", str(home))
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=30)
    app.switch_page("app_pages/enterprise.py")
    app.query_params["code"] = code
    app.query_params["print"] = "1"  # all parts at once
    return app.run()


def test_the_enterprise_page_holds_everything_of_one_enterprise(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    award = ask("entitlement_list", home=sample_home).filter(status="priced").row(0, named=True)
    app = open_enterprise(sample_home, award["credit_code"], monkeypatch)
    assert_sound(app, award["enterprise"])
    shown = {one.label: one.value for one in app.metric}
    due = ask("enterprise_due", home=sample_home).filter(credit_code=award["credit_code"]).row(0, named=True)
    assert shown["应奖"] == text.money(due["entitled_yuan"])
    assert shown["已拨付"] == text.money(due["paid_yuan"])
    assert shown["待拨付"] == text.money(due["due_yuan"])
    assert shown["认定（项）"] == str(ask("award_list", home=sample_home).filter(
        credit_code=award["credit_code"]).height)


def test_an_enterprise_that_only_other_sheets_name_has_its_page(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = set(ask("enterprise_list", home=sample_home)["credit_code"])
    names = ask("name_list", home=sample_home).filter(found="企业")
    unlisted = names.filter(~names["credit_code"].is_in(known)).row(0, named=True)
    app = open_enterprise(sample_home, unlisted["credit_code"], monkeypatch)
    assert_sound(app, unlisted["name"])
    assert any("企业表里没有这一家" in one.value for one in app.warning)


def test_an_unknown_code_says_what_to_do(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_enterprise(sample_home, "91310118XX9999999X", monkeypatch)
    assert_sound(app, "企业")
    assert [one.value for one in app.info] == ["台账里没有信用代码为「91310118XX9999999X」的企业。"]


def test_the_findings_and_source_rows_of_an_enterprise_are_its_own(sample_home: Path) -> None:
    """Against the delivered cells themselves, read one by one."""
    findings = ask("finding_list", home=sample_home)
    projects = ask("project_list", home=sample_home)
    n_found = 0
    for code in ask("enterprise_list", home=sample_home)["credit_code"].to_list()[::40]:
        marks = {code, *projects.filter(credit_code=code)["project_id"]}
        rows = ask("enterprise_source_list", home=sample_home, credit_code=code)
        for row in rows.iter_rows(named=True):
            at = {"file": row["file"], "sheet": row["sheet"], "row": str(row["row"])}
            cells = ask("source_row_detail", home=sample_home, **at)
            assert marks & {str(cell).strip().upper() for cell in cells["raw"]}, row
        listed = ask("enterprise_finding_list", home=sample_home, credit_code=code)
        where = ["file", "sheet", "row"]
        expected = findings.join(rows.select(where), on=where)
        assert sorted(listed["finding"]) == sorted(expected["finding"])
        n_found += listed.height
    assert n_found


OPTIONS = {"town": ("华新镇", "徐泾镇"), "year": ("2024", "2025"), "call": ("national-2023", "qingpu-2025"),
           "tier": ("区级智能车间", "区级智能工厂"), "industry": ("装备制造", "消费品")}


@pytest.mark.parametrize("dimension", list(DIMENSIONS))
def test_each_side_equals_the_answer_under_that_filter(dimension: str, page: Page, sample_home: Path) -> None:
    left, right = OPTIONS[dimension]
    sides = Sides(page, dimension, left, right)
    expected = [ask("project_summary", home=sample_home, **{dimension: value}).row(0, named=True)
                for value in (left, right)]
    seen = set()
    for columns, x in ((COUNTS, "n"), (MONEY, "amount_yuan")):
        for row in sides.figures(columns).iter_rows(named=True):
            was, now = (one[row["figure"]] for one in expected)
            assert (row[f"left_{x}"], row[f"right_{x}"], row[f"change_{x}"]) == (was, now, now - was)
            share = None if was <= 0 else round(float(Decimal(str(now - was)) * 100 / Decimal(str(was))), 1)
            assert row["change_pct"] == (share if share is None else pytest.approx(share, abs=0.06))
            seen.add(row["figure"])
    assert seen == {*COUNTS, *MONEY} - IDLE[dimension]
    for year, n_left, n_right, _ in sides.covered():
        counts = [
            ask("scenario_coverage", home=sample_home, catalogue=year, **{dimension: value}).filter(
                pl.col("n_projects") > 0).height
            for value in (left, right)
        ]
        assert [n_left, n_right] == counts
    for breakdown, measures in sides.breakdowns().items():
        _, question, key, _ = BREAKDOWNS[breakdown]
        for measure in measures:
            extra = {"catalogue": "2025"} if breakdown == "scenario" else {}
            rows = sides.broken_down(breakdown, measure, "2025")
            for side, value in (("left", left), ("right", right)):
                answers = ask(question, home=sample_home, **{dimension: value}, **extra)
                wanted = dict(answers.select(key, measure).rows())
                assert dict(rows.select(key, f"{side}_{measure}").rows()) == wanted
            changes = [abs(one) for one in rows[f"change_{measure}"]]
            assert changes == sorted(changes, reverse=True)


@pytest.mark.parametrize("dimension", list(DIMENSIONS))
def test_exactly_the_figures_that_a_choice_does_not_act_on_are_left_out(
    dimension: str, page: Page, sample_home: Path
) -> None:
    options = ask("filter_options", home=sample_home).filter(filter=dimension)["value"]
    answers = [ask("project_summary", home=sample_home, **{dimension: value}) for value in options]
    same = {name for name in (*COUNTS, *MONEY) if len({frame[name][0] for frame in answers}) == 1}
    assert same == IDLE[dimension]


def test_the_other_filters_hold_on_both_sides(page: Page, sample_home: Path) -> None:
    narrowed = Page(page.warehouse, EVERYTHING | {"industry": "装备制造", "town": "华新镇"}, "对比")
    rows = Sides(narrowed, "town", "徐泾镇", "赵巷镇").figures(COUNTS)
    left = ask("project_summary", home=sample_home, town="徐泾镇", industry="装备制造")["n_projects"][0]
    assert rows.filter(figure="n_projects")["left_n"][0] == left


def test_per_cent_has_no_base_of_nothing() -> None:
    assert percent_change(0, 5) is percent_change(Decimal("-1"), 5) is None
    assert (percent_change(8, 9), percent_change(3, 2), percent_change(4, 4)) == (12.5, -33.33, 0.0)
    assert figures_beside({"n_projects": 2}, {"n_projects": 0}, ["n_projects"]).rows() == [
        ("n_projects", 2, 0, -2, -100.0)
    ]
    assert text.difference("n_projects", 3, 12.5) == "▲ 3（+12.5%）"
    assert text.difference("invested_yuan", Decimal("-35000"), None) == "▼ 3.5 万元"
    assert text.difference("n_projects", 0, 0.0) == "相同"


def test_the_pairs_of_bars_are_the_rows_in_their_order() -> None:
    frame = pl.DataFrame(
        {"town": ["乙镇", "空镇", "甲镇"], "left_n_projects": [1, 0, 5], "right_n_projects": [9, 0, 4]}
    )
    drawn: dict[str, Any] = side_bars(frame, "town", "n_projects", ("左", "右")).to_dict()
    assert [list(bar["x"]) for bar in drawn["data"]] == [[1, 5], [9, 4]]
    assert [key for bar in drawn["data"] for (key,) in bar["customdata"]] == ["乙镇", "甲镇"] * 2


@pytest.mark.parametrize("dimension", list(DIMENSIONS))
def test_the_comparison_page_draws_every_choice(
    dimension: str, sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(sample_home, "compare", monkeypatch)
    app.segmented_control(key="by").set_value(DIMENSIONS[dimension]).run()
    assert_sound(app, "对比")
    for split in app.segmented_control(key=f"split_{dimension}").options:
        app.segmented_control(key=f"split_{dimension}").set_value(split).run()
        assert_sound(app, "对比")


def test_one_side_twice_says_so(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(sample_home, "compare", monkeypatch)
    app.selectbox(key="right_town").select(app.selectbox(key="left_town").value).run()
    assert_sound(app, "对比")
    assert not app.metric
    assert any("没有差别" in one.value for one in app.info)


def test_the_pages_that_a_view_may_show_are_the_pages_there_are() -> None:
    assert set(get_args(ViewPage)) == set(PAGES)


def test_the_views_of_the_district_reach_the_side_of_every_page(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tomllib.loads((ROOT / "data" / "reference" / "views.toml").read_text("utf-8"))["view"]
    listed = ask("view_list", home=sample_home)
    assert listed["title"].to_list() == [view["title"] for view in written]
    switch, links = [one.proto.body for one in run(sample_home, "money", monkeypatch).sidebar.get("html")]
    assert re.findall('href="([^"]+)".*>([^<]+)</a>', switch) == [("./money?lang=en", "English")]
    assert re.findall(">([^<]+)</a>", links) == [*listed["title"], "打印这一页"]


def test_the_search_page_finds_and_says_what_can_be_searched(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = ask("project_list", home=sample_home).row(7, named=True)
    for wanted in (project["enterprise"], project["credit_code"].lower(), project["project_id"]):
        app = run(sample_home, "search", monkeypatch)
        app.text_input(key="q").input(wanted).run()
        assert_sound(app, "查找")
        assert any(project["enterprise"] in link.proto.label for link in app.main.get("page_link")), wanted
    app.text_input(key="q").input("没有这样一家企业").run()
    assert_sound(app, "查找")
    (said,) = [one.value for one in app.info]
    assert "没有找到「没有这样一家企业」" in said
    assert "统一社会信用代码中连续 4 位以上" in said


def test_the_field_beside_every_page_leads_to_the_search(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(sample_home, "money", monkeypatch)
    app.sidebar.text_input(key="look_for").input("上海").run()
    assert_sound(app, "查找")
    assert app.text_input(key="look_for").value == ""


class Cells(HTMLParser):
    """The cells of an HTML table, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.is_in = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        self.is_in = tag in ("td", "th")
        if self.is_in:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self.is_in = False

    def handle_data(self, data: str) -> None:
        if self.is_in:
            self.rows[-1][-1] += data


def printed(frame: pl.DataFrame) -> list[list[str]]:
    cells = Cells()
    cells.feed(static_table(frame, HEADINGS, "甲<乙", "未填报"))
    return cells.rows


def test_a_printed_table_is_exact_and_escapes_what_was_delivered() -> None:
    frame = pl.DataFrame(
        {"enterprise": ["<b>甲</b>&", None], "invested_yuan": [Decimal("1234567.80"), None], "year": [2025, 2024],
         "n_projects": [1234, 0]},
        schema_overrides={"invested_yuan": pl.Decimal(18, 2)},
    )
    assert printed(frame) == [
        ["企业名称", "已投入资金（元）", "年度", "项目数（项）"],
        ["<b>甲</b>&", "1,234,567.80", "2025", "1,234"], ["未填报", "未填报", "2024", "0"],
    ]
    assert "<b>" not in static_table(frame, HEADINGS, "甲<乙", "未填报")


def test_a_printed_table_ends_after_two_hundred_rows_and_a_wide_short_one_is_turned(page: Page) -> None:
    rows = page.warehouse.ask("enterprise_list")
    assert len(printed(rows)) == 1 + PRINTED_ROWS
    one = rows.head(1)
    turned = printed(one)
    assert [row[0] for row in turned] == [HEADINGS[name] for name in one.columns]
    assert all(len(row) == 2 for row in turned)


@pytest.mark.parametrize("name", list(PAGES))
def test_in_print_a_page_says_the_same_with_nothing_to_click(
    name: str, sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = run(sample_home, name, monkeypatch)
    monkeypatch.setenv("ZHIZAO_HOME", str(sample_home))
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=30)
    if name != "overview":
        app.switch_page(f"app_pages/{name}.py")
    app.query_params["print"] = "1"
    app.run()
    assert_sound(app, PAGES[name])
    assert large_figures(app) == large_figures(usual)
    assert not app.sidebar.text_input
    stamp = [one.proto.body for one in app.get("html") if one.proto.body.startswith("<dl class")]
    assert len(stamp) == 1
    for wanted in ("2026-11-20", warehouse(sample_home).build, "年度：全部", PAGES[name], "青经发〔2024〕22号"):
        assert wanted in stamp[0]
    lost = set(words(usual.main)) - set(words(app.main))
    elsewhere = re.compile(r"[\d,]+ 行|生效文件 .*|原表原样，.*")  # beside the downloads, and in the stamp
    assert [one for one in lost if not elsewhere.fullmatch(one)] == []
