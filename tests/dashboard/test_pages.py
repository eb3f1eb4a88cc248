"""Every page on the sample, an almost empty home and none: it draws, and its figures are the answers'."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import text
from dashboard.choice import choice
from dashboard.decide.words import VERDICTS
from queries import ask, warehouse
from tests.dashboard.large_figures import large_figures
from tests.dashboard.unfolded import unfold

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
PAGES = {
    "overview": "总览", "coverage": "场景覆盖", "towns": "街镇", "tiers": "梯度档次",
    "outcomes": "成效", "money": "资金", "compare": "对比", "todo": "待办", "recommend": "推荐", "lists": "名单",
    "names": "名称核对", "path": "晋档路径", "quota": "名额", "projects": "项目与企业", "sandbox": "政策推演",
    "upload": "上传", "search": "查找", "enterprise": "企业", "findings": "数据问题", "senders": "报送质量",
    "history": "历史版本", "policy": "政策", "about": "关于",
}
# They speak of documents, of files, of the system, or of what is looked for, not of the district's rows.
NEVER_EMPTY = {"policy", "about", "search", "enterprise", "upload", "history"}
NO_QUESTION = {"about", "search", "enterprise", "history"}  # before anything is looked for
COUNTS = ("n_projects", "n_reported")
PYTHON_WORDS = re.compile(r"(?<![A-Za-z_])(None|nan|NaN|NaT|null|Decimal|datetime|True|False)(?![A-Za-z_])")
each_page = pytest.mark.parametrize("name", list(PAGES))


def run(home: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page on a home, with every folded part open."""
    monkeypatch.setenv("ZHIZAO_HOME", str(home))
    app = AppTest.from_file(str(APP), default_timeout=30)
    if name != "overview":
        app.switch_page(f"app_pages/{name}.py")
    return unfold(app.run())


def words(app: AppTest) -> list[str]:
    """Everything that the page says outside tables and figures."""
    kinds = ("title", "subheader", "caption", "markdown", "text", "info", "warning")
    said = [str(element.value) for kind in kinds for element in getattr(app, kind)]
    said += [part for one in large_figures(app) for part in (one.label, one.value, one.help, *one.notes)]
    said += [str(button.label) for button in app.button] + [tab.label for tab in app.tabs]
    return [one for one in said if not one.startswith("<style>")]


def assert_sound(app: AppTest, title: str) -> None:
    assert [str(one.value) for one in app.exception] == []
    assert [str(one.value) for one in app.error] == []
    assert [one.value for one in app.title] == [title]
    assert [one for one in words(app) if PYTHON_WORDS.search(one)] == []


@each_page
def test_the_page_draws_on_the_sample(name: str, sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(sample_home, name, monkeypatch)
    assert_sound(app, PAGES[name])
    said = "\n".join(words(app))
    assert "虚构示例数据" in said
    assert "2026年11月20日" in said  # data date, on every page
    if name not in NO_QUESTION:
        assert re.search(r"版本 20261120-[0-9a-f]{10} · 查询 [a-z_]+", said)
        assert "青经发〔2024〕22号（现行，未获正文）" in said  # in force, and what is doubtful


@each_page
def test_the_page_draws_with_one_enterprise_and_nothing_else(
    name: str, bare_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(bare_home, name, monkeypatch)
    assert_sound(app, PAGES[name])
    empty = [one for one in words(app) if text.EMPTY in one or "没有申报" in one]
    zero = [one.value for one in large_figures(app) if re.match(r"0(?!\d)", one.value)]
    counts = [frame.value[name].sum() for frame in app.dataframe for name in frame.value if name in COUNTS]
    assert empty or zero or (counts and not any(counts)) or name in NEVER_EMPTY


@each_page
def test_without_a_build_the_page_says_what_to_do(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(tmp_path / "home", name, monkeypatch)
    assert_sound(app, "智造")
    (said,) = [one.value for one in app.info]
    assert "还没有数据，请先运行：python -m etl load" in said
    assert not large_figures(app)


def overview(home: Path) -> dict[str, str]:
    total = ask("project_summary", home=home).row(0, named=True)
    figures = {
        "认定（项）": text.count(total["n_awards"]), "申报项目（项）": text.count(total["n_projects"]),
        "在册企业（家）": text.count(total["n_enterprises"]),
        "场景实例（个）": text.count(total["n_instances"]),
    }
    for year in ("2023", "2025"):
        rows = ask("scenario_coverage", home=home, catalogue=year)
        figures[f"覆盖场景 {year}"] = text.part_of(rows.filter(rows["n_projects"] > 0).height, rows.height)
    for row in ask("quota_status", home=home).filter(is_own_kind=True).iter_rows(named=True):
        figures[f"{text.track(row['track'])}名额"] = text.part_of(row["n_used"], row["limit"])
    late = ask("todo_list", home=home, state="逾期").height
    left = ask("budget_summary", home=home, year="2026")["remaining_yuan"].to_list()
    return figures | {
        "已投入资金": text.money(total["invested_yuan"]), "应奖": text.money(total["entitled_yuan"]),
        "已拨付": text.money(total["paid_yuan"]), "待拨付": text.money(total["due_yuan"]),
        "逾期（件）": text.count(late), "2026 年预算结余": text.money(sum(left)) if left else text.MISSING,
    }


def towns(home: Path) -> dict[str, str]:
    """The profile begins with the first town."""
    row = ask("town_summary", home=home).row(0, named=True)
    return {
        "夏阳街道：认定数": text.count(row["n_awards"]), "夏阳街道：项目数": text.count(row["n_projects"]),
        "夏阳街道：已投入资金": text.money(row["invested_yuan"]), "夏阳街道：已拨付": text.money(row["paid_yuan"]),
    }


def coverage(home: Path) -> dict[str, str]:
    rows = ask("scenario_coverage", home=home, catalogue="2023")
    covered = rows.filter(rows["n_projects"] > 0).height
    return {
        "覆盖场景": text.part_of(covered, rows.height), "空白场景": text.count(rows.height - covered),
        "场景实例（个）": text.count(rows["n_instances"].sum()),
    }


def money(home: Path) -> dict[str, str]:
    total = ask("project_summary", home=home).row(0, named=True)
    unpriced = ask("budget_summary", home=home)["n_unpriced"].sum()
    projected = {
        f"{row['line']} {row['year']} 年末预计{name}": text.money(row[f"{column}_yuan"])
        for row in ask("budget_projection_summary", home=home, year="2026").iter_rows(named=True)
        for name, column in (("拨付", "projected"), ("结余", "left")) if row[f"{column}_yuan"] is not None
    }
    return projected | {
        "应奖": text.money(total["entitled_yuan"]), "已拨付": text.money(total["paid_yuan"]),
        "待拨付": text.money(total["due_yuan"]), "标准未知（项）": text.count(unpriced),
    }


def quota(home: Path) -> dict[str, str]:
    figures: dict[str, str] = {}
    recognised = None
    for row in ask("quota_status", home=home).filter(is_own_kind=True).iter_rows(named=True):
        name = text.track(row["track"])
        ranking = ask("recommendation_list", home=home, track=row["track"])
        used = ranking["is_within_quota"].sum() if ranking.height else 0
        figures[name] = text.part_of(used, row["limit"])
        figures[f"{name}剩余"] = text.count(row["limit"] - used)
        recognised = row["n_recognised"]
    assert recognised is not None
    return figures | {
        "累计认定（项）": text.count(recognised),
        "距增额还差（项）": "已增额" if recognised > 50 else text.count(51 - recognised),
        "企业申报截止": "已截止", "推荐截止": "已截止",
    }


def todo(home: Path) -> dict[str, str]:
    states = ask("todo_list", home=home)["state"].to_list()
    return {
        "逾期（件）": text.count(states.count("逾期")), "7 日内（件）": text.count(states.count("7 日内")),
        "30 日内（件）": text.count(states.count("30 日内")),
        "无期限（件）": text.count(states.count("无期限") + states.count("无法推算")),
    }


def findings(home: Path) -> dict[str, str]:
    sheets = ask("source_reconciliation", home=home)
    listed = ask("finding_list", home=home)
    return {
        "读取（行）": text.count(sheets["n_read"].sum()),
        "入库（行）": text.count(sheets["n_accepted"].sum()),
        "隔离（行）": text.count(sheets["n_quarantined"].sum()),
        "跳过（行）": text.count(sheets["n_skipped"].sum()),
        "请核实（条）": text.count(listed.filter(severity="warning").height),
    }


def path(home: Path) -> dict[str, str]:
    listed = ask("path_list", home=home, within="99").filter(call="qingpu-2025")
    near = listed.filter(n_unmet=1)
    figures = {
        name: text.count(listed.filter(n_unmet=distance)["credit_code"].n_unique())
        for distance, name in enumerate(("现在就可报（家）", "只差一项（家）", "差两项（家）"))
    }
    return figures | {"晋档后应付": "标准未知" if near.height else "0 元"}


def sandbox(home: Path) -> dict[str, str]:
    total = ask("project_summary", home=home).row(0, named=True)
    figures = {
        "应奖": text.money(total["entitled_yuan"]), "待拨付": text.money(total["due_yuan"]),
        "标准未知（项）": text.count(total["n_unpriced"]), "符合条件（项）": text.count(total["n_eligible"]),
        "入围（项）": "0", "出局（项）": "0",
    }
    for row in ask("quota_status", home=home).filter(is_own_kind=True).iter_rows(named=True):
        figures[f"{text.track(row['track'])}排入/名额"] = text.part_of(row["n_used"], row["limit"])
    for year, column, label in (("2023", "n_within", "排入推荐"), ("2025", "n_eligible", "符合条件")):
        rows = ask("standing_coverage", home=home, catalogue=year)
        figures[f"{label}覆盖场景 {year}"] = text.count(rows.filter(rows[column] > 0).height)
    return figures


def recommend(home: Path) -> dict[str, str]:
    """No floor costs anything in the sample, so that its list is the top of the ranking."""
    ranking = ask("recommendation_list", home=home, track="scene")
    if ranking.is_empty():
        return {}
    within = ranking.filter(is_within_quota=True)
    stands = choice(warehouse(home), "national-2023", "scene").robustness.candidates
    firm = {word: sum(one.verdict == verdict for one in stands) for verdict, word in VERDICTS.items()}
    return {
        "入选/名额": text.part_of(within.height, ranking["limit"][0]),
        "名单总分（分）": text.score(within["score"].sum()),
    } | {f"{word}（项）": text.count(n) for word, n in firm.items()}


def senders(home: Path) -> dict[str, str]:
    first = ask("sender_list", home=home).row(0, named=True)
    filled = text.UNDEFINED if first["fill_pct"] is None else text.percent(first["fill_pct"])
    return {
        "须更正（条）": text.count(first["n_errors"]), "请核实（条）": text.count(first["n_warnings"]),
        "已更正（条）": text.count(first["n_corrected"]), "完整度": filled,
        "报送（次）": text.count(first["n_deliveries"]),
    }


FIGURES: dict[str, Callable[[Path], dict[str, str]]] = {
    "overview": overview, "coverage": coverage, "money": money, "quota": quota, "findings": findings,
    "sandbox": sandbox, "path": path, "todo": todo, "recommend": recommend, "towns": towns,
    "senders": senders,
}
ELSEWHERE = {"compare"}  # its figures are held against the answers in test_ways.py


@pytest.mark.parametrize("name", list(FIGURES))
@pytest.mark.parametrize("which", ["sample_home", "bare_home"])
def test_the_large_figures_are_the_answers(
    name: str, which: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    home: Path = request.getfixturevalue(which)
    shown: dict[str, Any] = {one.label: one.value for one in large_figures(run(home, name, monkeypatch))}
    expected = FIGURES[name](home)
    assert {label: shown.get(label) for label in expected} == expected
    if name != "coverage":  # it also shows the instances outside the catalogue, which no other answer holds
        assert set(shown) == set(expected)


def test_a_page_without_large_figures_is_meant_to_have_none(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    having = {name for name in PAGES if large_figures(run(sample_home, name, monkeypatch))}
    assert having == set(FIGURES) | ELSEWHERE


def test_the_filters_narrow_the_figures(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(sample_home, "overview", monkeypatch)
    app.selectbox(key="town").select("华新镇").run()
    app.selectbox(key="year").select("2025").run()
    assert_sound(app, "总览")
    total = ask("project_summary", home=sample_home, town="华新镇", year="2025").row(0, named=True)
    shown = {one.label: one.value for one in large_figures(app)}
    assert shown["申报项目（项）"] == text.count(total["n_projects"])
    assert shown["已拨付"] == text.money(total["paid_yuan"])
    assert total["n_projects"] < ask("project_summary", home=sample_home)["n_projects"][0]


def test_the_radar_and_the_list_of_a_past_date(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The date stands in the URL; the page shows the answers of that day."""
    app = run(sample_home, "quota", monkeypatch)
    app.date_input(key="as_of").set_value(date(2023, 8, 10)).run()
    assert_sound(app, "名额")
    shown = {one.label: (one.value, one.help) for one in large_figures(app)}
    row = ask("quota_status", home=sample_home, as_of="2023-08-10").row(0, named=True)
    assert shown["优秀场景"][0] == text.part_of(row["n_used"], row["limit"])
    assert shown["企业申报截止"] == ("还有 9 天", "2023年8月19日截止")
    assert shown["推荐截止"][0] == "还有 11 天"
    app.date_input(key="as_of").set_value(date(2023, 8, 19)).run()
    assert {one.label: one.value for one in large_figures(app)}["企业申报截止"] == "今天截止"
    app = run(sample_home, "todo", monkeypatch)
    app.date_input(key="as_of").set_value(date(2025, 11, 26)).run()
    assert_sound(app, "待办")
    total = ask("todo_status", home=sample_home, as_of="2025-11-26").row(0, named=True)
    shown_todo = {one.label: one.value for one in large_figures(app)}
    assert shown_todo["7 日内（件）"] == text.count(total["n_soon"]) == "39"
    app.selectbox(key="unit").select("赵巷镇").run()
    listed = ask("todo_list", home=sample_home, as_of="2025-11-26", unit="赵巷镇")
    late = {one.label: one.value for one in large_figures(app)}["逾期（件）"]
    assert late == text.count(listed.filter(state="逾期").height)


def test_the_assumption_is_said_with_every_figure_of_money_it_touches(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(sample_home, "money", monkeypatch)
    before = {one.label: one.value for one in large_figures(app)}
    app.selectbox(key="assume").select("qingpu-2022").run()
    assert_sound(app, "资金")
    after = {one.label: one.value for one in large_figures(app)}
    assumed = {"应奖", "待拨付", "智能工厂专项 2026 年末预计拨付", "智能工厂专项 2026 年末预计结余"}
    assert set(before) - set(after) == assumed
    assert {f"{name}（含推定）" for name in assumed} < set(after)
    assert "超支" in after["智能工厂专项 2026 年末预计结余（含推定）"]
    said = "\n".join(words(app))
    assert "；含推定。" in said
    assert "不计入上面的应奖和待拨付" in said


def test_every_card_of_the_overview_leads_somewhere(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(sample_home, "overview", monkeypatch)
    links = [one.link for one in large_figures(app)] + [str(link.proto.label) for link in app.get("page_link")]
    assert len(links) == len(large_figures(app)) + 3  # and findings, to-do list, wall
    assert all(link.endswith(" ›") and len(link) > 2 for link in links)
    said = "\n".join(words(app))
    assert "怎么选：先看级别" in said
    first = ask("finding_ranking", home=sample_home).head(3)["title"].to_list()
    assert all(f"**{title}**" in said for title in first)
    assert "自上一版：没有更早的版本可比。" in said
    assert "2025年 40 ▲ 5（同比 +14.3%）" in said


def test_an_improvement_has_a_view_of_its_own(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(sample_home, "outcomes", monkeypatch)
    for family, name in (("能耗", "单位产品综合能耗降低"), ("效率", "生产效率提升"), ("质量", "产品不良率下降")):
        app.segmented_control(key="family").set_value(family).run()
        assert_sound(app, "成效")
        shown = {one.label: one.value for one in large_figures(app)}
        found = ask("outcome_distribution", home=sample_home, family=family)
        assert len(shown) == found.height
        assert shown[f"{name}：中位数"] == text.percent(found.filter(metric=name)["median"][0])


def test_a_budget_line_of_the_past_can_be_bridged(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(sample_home, "money", monkeypatch)
    assert app.selectbox(key="budget").value == "2026 智能工厂专项"
    app.selectbox(key="budget").select("2022 技术改造专项").run()
    assert_sound(app, "资金")
