"""Every page where there is next to nothing: headings without rows, one of everything, filters that leave nothing.

It draws, says what is missing and what to do, and never a rate, a place or a chart of nothing.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import nothing, text, vocabulary
from dashboard.figures import ladder, outcome, profile, rows, town, trend
from dashboard.town_profile import town_profile
from queries import ask, questions
from tests.browser import homes
from tests.dashboard.large_figures import large_figures
from tests.dashboard.test_pages import APP, PAGES

# What a page says where a program forgot that there may be nothing; 0/0 and the first of nobody likewise.
FORGOTTEN = re.compile(
    r"(?<![A-Za-z_])(None|nan|NaN|NaT|null|inf|Infinity|undefined|Decimal)(?![A-Za-z_])|(?<![\d,.])0/0(?!\d)"
)
WALL = "wall"
NOTHING = {"year": "2020", "town": "金泽镇", "tier": "灯塔工厂"}
each_page = pytest.mark.parametrize("name", [*PAGES, WALL])


@pytest.fixture(scope="module")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return homes.empty(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="module")
def one_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return homes.one(tmp_path_factory.mktemp("one"))


def page(
    home: Path, name: str, monkeypatch: pytest.MonkeyPatch, filters: dict[str, str] | None = None, **address: str
) -> AppTest:
    """The page after one run under these filters, opened at that address."""
    monkeypatch.setenv("ZHIZAO_HOME", str(home))
    app = AppTest.from_file(str(APP), default_timeout=30)
    for key, value in (filters or {}).items():
        app.session_state[key] = value
    for key, value in address.items():
        app.query_params[key] = value
    if name != "overview":
        app.switch_page(f"app_pages/{name}.py")
    app.run()
    assert [str(one.value) for one in (*app.exception, *app.error)] == []
    return app


def figures(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(one.proto.spec or one.proto.figure.spec) for one in app.get("plotly_chart")]


def said(app: AppTest) -> list[str]:
    """Every word on the page, those of figures and tables included."""
    kinds = ("title", "subheader", "caption", "markdown", "text", "info", "warning")
    words = [str(element.value) for kind in kinds for element in getattr(app, kind)]
    words += [str(part) for one in large_figures(app)
              for part in (one.label, one.value, one.help, one.delta, *one.notes)]
    words += [one.proto.body for one in app.get("html")]
    words += [cell for one in app.dataframe for column in one.value for cell in one.value[column] if type(cell) is str]
    words += [json.dumps(labels(figure), ensure_ascii=False) for figure in figures(app)]
    return [re.sub(r"<style>.*?</style>", "", one, flags=re.DOTALL) for one in words]


def labels(figure: dict[str, Any]) -> list[Any]:
    traces = [trace.get(part) for trace in figure["data"] for part in ("text", "hovertext", "name")]
    layout = figure["layout"]
    notes = [note["text"] for note in layout.get("annotations", [])]
    ticks = [layout.get(axis, {}).get("ticktext") for axis in ("xaxis", "yaxis")]
    flat = [each for part in (*traces, *ticks) for each in (part if isinstance(part, list) else [part])]
    return [*notes, *(str(each) for each in flat if each is not None)]


def assert_nothing_forgotten(app: AppTest) -> None:
    assert [one for one in said(app) if FORGOTTEN.search(one)] == []
    assert [figure for figure in figures(app) if not labels(figure)] == []  # axes without a word


@each_page
def test_headings_without_rows_say_that_there_is_no_row(
    name: str, empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page(empty_home, name, monkeypatch)
    assert_nothing_forgotten(app)
    words = "\n".join(said(app))
    assert not re.search(r"第 ?1 ?名|100(\.0+)?%", words)
    if name != WALL:
        assert "这一版没有一行数据：读取 26 个文件，入库 0 行" in words
        assert "请把填好的报送表放进文件夹，再运行 python -m etl load" in words


@each_page
def test_one_of_everything_draws(name: str, one_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(one_home, name, monkeypatch)
    assert_nothing_forgotten(app)
    assert "这一版没有一行数据" not in "\n".join(said(app))


@each_page
def test_filters_that_leave_nothing_are_named_and_can_be_cleared(
    name: str, sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = ask("project_summary", home=sample_home, **NOTHING).row(0, named=True)
    assert [total[column] for column in ("n_projects", "n_awards", "paid_yuan")] == [0, 0, Decimal(0)]
    app = page(sample_home, name, monkeypatch, NOTHING)
    assert_nothing_forgotten(app)
    words = "\n".join(said(app))
    acts = name not in nothing.UNFILTERED
    assert ("当前筛选（年度 2020、街镇 金泽镇、类别 / 档次 灯塔工厂）下没有申报、认定和拨付" in words) == acts
    assert ("清除全部筛选" in words) == acts


def test_the_link_that_clears_the_filters_keeps_the_rest(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page(sample_home, "coverage", monkeypatch, NOTHING, town="金泽镇", catalogue="2025 年版")
    (clear,) = [one.proto.body for one in app.get("html") if "清除全部筛选" in one.proto.body]
    assert 'href="./coverage?catalogue=2025%20%E5%B9%B4%E7%89%88"' in clear


def test_a_link_that_asks_for_what_the_data_does_not_have_is_no_silent_everything(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = page(sample_home, "overview", monkeypatch, year="2019", town="虚构镇", tier="全部", call="qingpu-2025")
    assert [one.value for one in asked.warning] == [
        "网址里的筛选「年度 2019」「街镇 虚构镇」在这一版数据里没有，下面没有按它筛选。"
    ]
    assert not page(sample_home, "overview", monkeypatch, year="2025").warning


def test_figures_of_the_whole_district_say_so_under_a_filter(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remark = "全区的数，不受筛选影响"
    narrowed = [one for one in said(page(sample_home, "overview", monkeypatch, {"town": "金泽镇"})) if remark in one]
    assert len(narrowed) == 3  # both quotas and the budget
    assert not [one for one in said(page(sample_home, "overview", monkeypatch)) if remark in one]


def test_an_empty_table_says_which_sheet_is_missing(
    bare_home: Path, empty_home: Path, one_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def about_payments(home: Path) -> list[str]:
        return [one.value for one in page(home, "money", monkeypatch).info if one.value.startswith("拨付清单")]

    assert about_payments(bare_home) == ["拨付清单：暂无数据。还没有收到「资金拨付」表；报送后重新装入，这里就有。"]
    assert about_payments(empty_home) == [
        "拨付清单：暂无数据。「资金拨付」表没有一行入库，原因见「数据问题」；补报后重新装入，这里就有。"
    ]
    assert about_payments(one_home) == []


def test_what_answers_are_said_to_need_are_questions_and_sheets(empty_home: Path) -> None:
    needs = nothing.NEEDS | nothing.NEEDS_OF_ONE
    assert set(needs) | set(nothing.GOOD) <= set(questions())
    assert {kind for kinds in needs.values() for kind in kinds} <= set(vocabulary.KINDS)
    full = {name for name in nothing.NEEDS if ask(name, home=empty_home).height}
    assert full == {"year_trend", "outcome_distribution"}  # a row per year and per indicator, of nothing


def test_no_news_is_good_news_where_it_is(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(sample_home, "findings", monkeypatch, severity="info")
    assert not [one for one in app.info if text.EMPTY in one.value]
    todo = page(sample_home, "todo", monkeypatch, {"town": "金泽镇"}, within="7")
    assert not [one for one in todo.info if text.EMPTY in one.value]


def drawn_words(figure: Any) -> list[str]:
    return [str(note["text"]) for note in figure.to_dict()["layout"]["annotations"]]


def test_bars_of_nothing_are_words() -> None:
    towns = pl.DataFrame({"town": ["夏阳街道", "金泽镇"], "n_projects": [0, 0], "paid_yuan": [Decimal(0), None]})
    assert drawn_words(town.town_ranking(towns, "n_projects")) == [text.EMPTY]
    assert "annotations" not in town.town_ranking(towns, "paid_yuan").to_dict()["layout"]  # an unknown one is no 0
    tiers = pl.DataFrame({
        "tier": ["甲"], "rank": [1], "n_awards": [0], "n_enterprises": [0], "entitled_yuan": [Decimal(0)],
        "paid_yuan": [Decimal(0)], "due_yuan": [Decimal(0)], "n_unpriced": [0],
    })  # fmt: skip
    for draw in (ladder.tier_counts, ladder.tier_ladder, ladder.tier_money):
        assert drawn_words(draw(tiers)) == [text.EMPTY]
    unpriced = ladder.tier_money(tiers.with_columns(n_unpriced=pl.lit(2))).to_dict()
    assert unpriced["layout"]["yaxis"]["ticktext"] == ["第1档<br>甲<br>另 2 项标准未知"]


def test_indicators_that_nobody_reported_are_words() -> None:
    metric = {"metric": "生产效率提升", "measure_unit": "%", "n_reported": 0, "n_missing": 0}
    frame = pl.DataFrame([metric | dict.fromkeys(("min", "p25", "median", "p75", "max"))])
    assert drawn_words(outcome.outcome_ranges(frame)) == [text.EMPTY]


def test_who_has_nothing_has_no_place() -> None:
    names = ("n_enterprises", "n_projects", "n_awards", "invested_yuan", "entitled_yuan", "paid_yuan")
    towns = pl.DataFrame([
        {"town": "夏阳街道"} | dict.fromkeys(names, 0) | {"n_enterprises": 2},
        {"town": "金泽镇"} | dict.fromkeys(names, 0) | {"n_enterprises": 3, "n_projects": 1},
    ])
    places = dict(town_profile(towns, "夏阳街道").select("measure", "place_no").iter_rows())
    assert (places["n_enterprises"], places["n_projects"], places["n_awards"]) == (2, None, None)
    alone = dict(town_profile(towns, "金泽镇").select("measure", "place_no").iter_rows())
    assert (alone["n_projects"], alone["invested_each"]) == (1, None)  # the only one with a project has no rival
    drawn = profile.share_bars(town_profile(towns, "夏阳街道"), "夏阳街道").to_dict()
    assert [note["text"] for note in drawn["layout"]["annotations"]] == ["40.0% 第2名", "0.0%"]


def test_large_amounts_stand_in_one_unit_that_fits() -> None:
    assert rows.unit_of([Decimal("99999999.99"), None, -5]) == "万元"
    assert rows.unit_of([5, Decimal("-100000000")]) == "亿元"
    assert rows.unit_of([]) == "万元"
    year = {"is_running": False, "paid_by_day_yuan": Decimal(0)}
    years = pl.DataFrame([
        year | {"year": 2024, "paid_yuan": Decimal(300_000)}, year | {"year": 2025, "paid_yuan": Decimal(831_240_000)},
    ])
    drawn = trend.year_columns(years, "paid_yuan", "paid_by_day_yuan", "2026-11-20").to_dict()
    assert list(drawn["data"][0]["y"]) == [0.003, 8.3124]
    assert list(drawn["data"][0]["text"]) == ["<b>30 万元</b>", "<b>8.31</b>"]  # a small one never becomes 0
    assert drawn["layout"]["yaxis"]["title"]["text"] == "已拨付（亿元）"
    assert list(drawn["layout"]["xaxis"]["ticktext"])[1] == "2025年<br>▲ 8.31<br>+276,980.0%"


def test_no_year_is_left_out_between_two_and_few_things_have_no_halves() -> None:
    awards = pl.DataFrame({"year": [2022, 2024], "tier": ["甲", "甲"], "rank": [1, 1], "n_awards": [1, 2]})
    drawn = trend.award_trend(awards, "2026-11-20").to_dict()
    ticks = list(drawn["layout"]["xaxis"]["ticktext"])
    assert ticks == ["2022年", "2023年", "2024年", "2025年", "2026年<br>至11月20日"]
    assert list(drawn["data"][0]["y"]) == [1, None, 2, None, None]
    assert drawn["layout"]["yaxis"]["dtick"] == 1
    many = trend.award_trend(awards.with_columns(n_awards=pl.lit(40)), "2026-11-20").to_dict()
    assert "dtick" not in many["layout"]["yaxis"]
