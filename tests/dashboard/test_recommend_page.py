"""The page 推荐 says what the choice says: on the sample, with a tie, an unmet floor, one applicant, none, no quota."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import text
from dashboard.choice import choice
from dashboard.choice_frames import bar_frame, chosen_frame, drawn_bars, floor_frame, rejected_frame
from queries import warehouse
from tests.dashboard.small_homes import FACTORY, SCENE, home, rules, without_quota

ROOT = Path(__file__).resolve().parents[2]
CALL = "national-2023"


def page(at: Path, monkeypatch: pytest.MonkeyPatch, track: str = "scene") -> AppTest:
    monkeypatch.setenv("ZHIZAO_HOME", str(at))
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=30)
    app.switch_page("app_pages/recommend.py")
    app.session_state["track"] = track
    app.run()
    assert [str(one.value) for one in app.exception] == []
    return app


def said(app: AppTest) -> str:
    kinds = ("text", "caption", "info", "error", "subheader")
    return "\n".join(str(element.value) for kind in kinds for element in getattr(app, kind))


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two equal scenes for one place; one factory and a floor for a town where nobody applies."""
    folder = tmp_path_factory.mktemp("edges")
    data = rules(folder / "data", ("town_floors", "金泽镇=2"), limits={"scene": 1, "factory": 3})
    return home(folder, data, SCENE, SCENE, FACTORY)


@pytest.mark.parametrize("track", ["scene", "factory"])
def test_figures_and_tables_are_the_choices(track: str, sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(sample_home, monkeypatch, track)
    found = choice(warehouse(sample_home), CALL, track)
    limit = {"scene": 25, "factory": 15}[track]
    verdicts = [one.verdict for one in found.robustness.candidates]
    assert {metric.label: metric.value for metric in app.metric} == {
        "入选/名额": f"{limit}/{limit}",
        "名单总分（分）": text.score(found.certificate["total"]["points"] / 100),
        "稳入（项）": str(verdicts.count("in")), "临界（项）": str(verdicts.count("borderline")),
        "落选（项）": str(verdicts.count("out")),
    }  # fmt: skip
    chosen, floors, rejected = (frame.value for frame in app.dataframe)
    frames = (chosen_frame(found), floor_frame(found), rejected_frame(found))
    for shown, frame in zip((chosen, floors, rejected), frames, strict=True):
        assert list(shown.columns) == frame.columns
        assert shown.iloc[:, 0].to_list() == frame.to_series(0).to_list()
    assert chosen["enterprise"].to_list() == [found.names[number] for number in found.selection.project_ids]
    words = said(app)
    for wanted in ("已证明没有更好的名单；没有其他同分名单", "保底 4 条都满足，没有让总分减少", "建议先核实",
                   "先逐对证明，证明不了的抽样 10,000 次", "浮动范围是本区口径：权重上下 20%"):
        assert wanted in words
    labels = [button.label for button in app.get("download_button")]
    assert "下载名单证书" in labels
    assert "下载试排表（未经审定）（附件4 .docx）" in labels
    assert [label for label in labels if label in ("下载 CSV", "下载 Excel")] == ["下载 CSV", "下载 Excel"] * 3


def test_the_chart_ends_the_list_at_the_line_and_says_how_firm_each_score_is(sample_home: Path) -> None:
    found = choice(warehouse(sample_home), CALL, "scene")
    frame, drawn = bar_frame(found), drawn_bars(found).figure.to_dict()
    assert frame["is_within_quota"].to_list() == [True] * 25 + [False] * 10
    assert [shape["y0"] for shape in drawn["layout"]["shapes"]] == [24.5]
    labels = drawn["data"][-1]["text"]
    assert labels[0] == f"{frame['score'][0]:.2f} 稳入"
    assert all(("临界" in label) == label.endswith("%") for label in labels)
    assert [key for (key,) in drawn["data"][0]["customdata"]][:25] == found.selection.project_ids


def test_a_tie_is_said_and_one_place_is_filled(edges: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(edges, monkeypatch)
    words = said(app)
    assert "同分名单共 2 份；按公布的次序（得分、示范性、基础条件、申报编号）取第一份" in words
    assert [len(frame.value) for frame in app.dataframe] == [1, 2, 1]
    assert next(metric.value for metric in app.metric) == "1/1"


def test_an_unmet_floor_is_an_error_on_the_screen_and_one_candidate_is_enough(
    edges: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """46.30 by hand: 10.5 + 9 + 4.2 + 4 + 6 + 4.8 + 2.5 + 2.9 + 2.4, nothing for what is missing."""
    app = page(edges, monkeypatch, "factory")
    assert [one.value for one in app.error] == [
        "街镇「金泽镇」至少 2 项的保底达不到，差 2 项：现有候选、名额和指定下已是差得最少的名单"
    ]
    assert "另有 2 个保底名额无法满足" in said(app)
    assert "没有哪一项数据单独核实后能明显减少临界的申报" in said(app)
    assert app.dataframe[0].value["replacement"].to_list() == ["不选它，总分减少 46.30 分，多缺 1 个保底名额；无人可补"]
    assert "落选名单：暂无数据" in said(app)


def test_nobody_applied_and_no_quota_are_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = without_quota(tmp_path / "data")
    app = page(home(tmp_path / "a", data, SCENE), monkeypatch)
    (sentence,) = [one.value for one in app.info]
    assert sentence.startswith("「国家级2023年度智能制造试点示范行动」的文件没有给本地优秀场景推荐名额")
    assert len(app.dataframe[0].value) == 1
    assert [one.value for one in app.error] == []
    empty = page(home(tmp_path / "b", rules(tmp_path / "plain"), SCENE), monkeypatch, "factory")
    assert [one.value for one in empty.info] == ["这一类没有申报。"]
