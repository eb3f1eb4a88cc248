"""The policy page: its lines are the answers', its filters narrow the entries, its how-to names a file that exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from queries import ask

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def page(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ZHIZAO_HOME", str(sample_home))
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=30)
    return app.switch_page("app_pages/policy.py").run()


def test_the_conservation_lines_are_the_answer_and_add_up(page: AppTest, sample_home: Path) -> None:
    lines = [str(one.value) for one in page.text if "→" in str(one.value)]
    status = ask("scenario_crosswalk_status", home=sample_home)
    assert len(lines) == status.height == 2
    for line, row in zip(lines, status.iter_rows(named=True), strict=True):
        scenarios, instances = (list(map(int, re.findall(r"\d+", part))) for part in line.split("：")[1].split("；"))
        assert scenarios == [row["n_scenarios"], row["n_same"], row["n_near"], row["n_alone"]]
        assert scenarios[0] == sum(scenarios[1:])
        assert instances[0] == row["n_instances"] == sum(instances[1:])


def test_the_kind_of_entry_narrows_the_table(page: AppTest, sample_home: Path) -> None:
    assert len(page.dataframe[0].value) == ask("policy_notes", home=sample_home).height
    page.session_state["entry_kind"] = "名额"
    page.run()
    assert not page.exception
    assert set(page.dataframe[0].value["entry_kind"]) == {"名额"}
    assert len(page.dataframe[0].value) == ask("policy_notes", home=sample_home, entry_kind="名额").height == 4


def test_the_history_shows_every_kind_of_rule(page: AppTest, sample_home: Path) -> None:
    for kind in ("奖励", "条件", "名额", "期限", "流程", "评分", "设定"):
        page.session_state["rules"] = kind
        page.run()
        assert not page.exception
        shown = [frame.value for frame in page.dataframe if "change" in frame.value]
        assert len(shown[0]) == ask("rule_history", home=sample_home, entry_kind=kind).height > 0


def test_the_how_to_names_the_file_and_the_command(page: AppTest) -> None:
    (how_to,) = [str(one.value) for one in page.markdown if "crosswalk.csv" in str(one.value)]
    (path,) = re.findall(r"`(data/\S+)`", how_to)
    assert (ROOT / path).exists()
    assert "python -m etl check" in how_to
