"""The wall: at most three figures or one chart a panel, the answers' own numbers, held by the address."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import text
from dashboard.page import Page
from dashboard.wall import MAX_ROWS, PANELS, Bar, Panel, _ranking
from dashboard.wall_view import LONGEST_S, SHORTEST_S, USUAL_S
from queries import warehouse
from tests.dashboard.test_pages import APP

FILTERS = {"year": "", "call": "", "town": "", "industry": "", "tier": "", "assume": ""}


def wall(home: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> AppTest:
    monkeypatch.setenv("ZHIZAO_HOME", str(home))
    app = AppTest.from_file(str(APP), default_timeout=30)
    app.switch_page("app_pages/wall.py")
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def html(app: AppTest) -> str:
    return "\n".join(str(one.proto.body) for one in app.get("html"))


def heading(app: AppTest) -> str:
    (found,) = re.findall(r"<h1>(.+?)</h1>", html(app))
    return str(found)


@pytest.mark.parametrize("which", ["sample_home", "bare_home"])
def test_a_panel_has_at_most_three_figures_or_one_chart(which: str, request: pytest.FixtureRequest) -> None:
    page = Page(warehouse(request.getfixturevalue(which)), FILTERS, "大屏")
    panels = [draw(page) for draw in PANELS]
    assert len({panel.title for panel in panels}) == len(panels)
    for panel in panels:
        assert bool(panel.figures) != bool(panel.bars), panel.title
        assert len(panel.figures) <= 3
        assert len(panel.bars) <= MAX_ROWS
        assert not any("None" in words for figure in panel.figures for words in (figure.value, figure.note))


def test_the_wall_says_what_the_answers_say(sample_home: Path) -> None:
    page = Page(warehouse(sample_home), FILTERS, "大屏")
    panels = {panel.title: panel for panel in (draw(page) for draw in PANELS)}
    total = page.warehouse.ask("project_summary").row(0, named=True)
    money = {figure.label: figure.value for figure in panels["奖励资金"].figures}
    assert money["已拨付"] == text.money(total["paid_yuan"])
    assert money["待拨付"] == text.money(total["due_yuan"])
    assert money["2026 年预算结余"] == "900 万元"
    towns = panels["各街镇认定（项）"].bars
    assert sum(bar.n for bar in towns) == total["n_awards"]
    assert [bar.n for bar in towns] == sorted((bar.n for bar in towns), reverse=True)
    assert sum(bar.n for bar in panels["各档认定（项）"].bars) == total["n_awards"]
    town = replace(page, filters=FILTERS | {"town": "华新镇"})
    assert PANELS[0](town).figures[0].value == text.count(
        page.warehouse.ask("project_summary", town="华新镇")["n_awards"][0]
    )


def test_a_long_ranking_says_that_it_goes_on() -> None:
    long = _ranking("各街镇", [Bar(str(n), n) for n in range(20, 0, -1)])
    assert (long.title, len(long.bars)) == (f"各街镇，前 {MAX_ROWS}", MAX_ROWS)
    assert _ranking("各街镇", []) == Panel("各街镇", _ranking("各街镇", []).figures)
    assert _ranking("各街镇", []).figures[0].value == text.EMPTY


def test_the_address_holds_a_panel_and_a_click_holds_and_lets_go(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = wall(sample_home, monkeypatch, panel="2")
    assert [str(one.value) for one in app.exception] == []
    assert heading(app) == "各档认定（项）"
    assert "2/8" in html(app)
    assert "数据日期 2026年11月20日" in html(app)
    assert "虚构示例数据" in html(app)
    app.run()
    assert heading(app) == "各档认定（项）"
    app.button(key="wall-turn").click().run()
    assert "panel" not in app.query_params
    assert "已暂停" not in html(app)
    turned = wall(sample_home, monkeypatch)
    assert heading(turned) == "认定情况"
    turned.button(key="wall-turn").click().run()
    assert turned.query_params["panel"] == "1"
    assert (heading(turned), "已暂停" in html(turned)) == ("认定情况", True)


@pytest.mark.parametrize("asked", ["0", "9", "x", "", "-1", "²"])
def test_an_address_without_such_a_panel_lets_the_wall_turn(
    asked: str, sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = wall(sample_home, monkeypatch, panel=asked)
    assert [str(one.value) for one in app.exception] == []
    assert "已暂停" not in html(app)
    first = heading(app)
    assert heading(app.run()) != first


@pytest.mark.parametrize(
    ("asked", "every"), [("", USUAL_S), ("20", 20), ("1", SHORTEST_S), ("99999", LONGEST_S), ("x", USUAL_S)]
)
def test_the_address_says_how_long_a_panel_stays(asked: str, every: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard import wall_view

    monkeypatch.setattr(wall_view.st, "query_params", {"seconds": asked})
    assert wall_view.seconds() == every


def test_names_from_files_stay_words(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard import wall_view

    body = wall_view._bars(Panel("x", bars=(Bar("<img src=x>", 1),)))
    assert "<img" not in body
    assert "&lt;img src=x&gt;" in body
