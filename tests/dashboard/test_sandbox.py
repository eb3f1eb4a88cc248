"""The page 政策推演: its address is the what-if, its figures are the answers', its files say what they are."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import text
from dashboard.change_words import WARNING
from queries import Warehouse, warehouse

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
FACTORY = "tier/qingpu-2022/区级智能工厂/amount_yuan"
SET = f"{FACTORY}=600000;quota/shanghai-2023-643/scene@区/lifted_limit=22"
CANONICAL = f"quota/shanghai-2023-643/scene@区/lifted_limit=22;{FACTORY}=600000"


@pytest.fixture
def sample(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    monkeypatch.setenv("ZHIZAO_HOME", str(sample_home))
    return warehouse(sample_home)


def opened(overrides: str = "", page: str = "sandbox") -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.switch_page(f"app_pages/{page}.py")
    if overrides:
        app.query_params["overrides"] = overrides
    app.run()
    assert [str(one.value) for one in app.exception] == []
    return app


def shown(app: AppTest) -> dict[str, Any]:
    return {one.label: one.value for one in app.metric}


def said(app: AppTest) -> str:
    kinds = ("caption", "info", "warning", "error", "text")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(app, kind))


def address(app: AppTest) -> list[str]:
    found = app.query_params.get("overrides", [])
    return [found] if isinstance(found, str) else list(found)


def test_without_a_change_everything_is_as_today(sample: Warehouse) -> None:
    app = opened()
    assert [one.value for one in app.warning] == []
    assert "还没有改动" in said(app)
    assert {one.delta for one in app.metric if one.delta} == {text.UNCHANGED}
    assert "入围与出局：与今天一致" in said(app)
    assert "企业应奖增减：与今天一致" in said(app)
    for frame in app.dataframe:
        for column in [name for name in frame.value if name.startswith("change_")]:
            assert not frame.value[column].any(), column


def test_an_address_draws_its_what_if(sample: Warehouse) -> None:
    app = opened(SET)
    assert [one.value for one in app.warning] == [WARNING]
    assert [one.value for one in app.error] == []
    trial = sample.ask("project_summary", overrides=SET).row(0, named=True)
    today = sample.ask("project_summary").row(0, named=True)
    metrics = {one.label: one for one in app.metric}
    assert metrics["应奖"].value == text.money(trial["entitled_yuan"])
    assert metrics["应奖"].delta == text.change("entitled_yuan", trial["entitled_yuan"] - today["entitled_yuan"])
    assert metrics["应奖"].delta.startswith("+")
    assert metrics["优秀场景排入/名额"].value == "22/22"
    assert metrics["优秀场景排入/名额"].delta == "今天 25/25"
    assert metrics["出局（项）"].value == "3"
    assert "区级智能工厂 · 金额：50 万元 → 60 万元" in said(app)
    moved = next(frame.value for frame in app.dataframe if "effect" in frame.value)
    assert set(moved["effect"]) == {"出局"}
    assert set(moved["today_standing"]) == {"排入推荐"}
    assert set(moved["trial_standing"]) == {"名额之外"}
    gained = next(frame.value for frame in app.dataframe if "credit_code" in frame.value)
    assert gained["change_entitled_yuan"].sum() == trial["entitled_yuan"] - today["entitled_yuan"]


def test_an_address_that_cannot_be_read_shows_the_sentence_and_today(sample: Warehouse) -> None:
    app = opened(f"{FACTORY}=很多")
    (error,) = [str(one.value) for one in app.error]
    assert "不小于 0 的金额" in error
    assert "以下是今天的数字" in error
    assert [one.value for one in app.warning] == []
    assert shown(app) == shown(opened())


def test_a_change_is_added_taken_back_and_replaced(sample: Warehouse) -> None:
    app = opened()
    assert app.selectbox(key="trial-pack").value == "qingpu-2022"
    app.selectbox(key="trial-entry").select("奖励 · 区级智能工厂").run()
    assert "现为 50 万元" in said(app)
    app.number_input(key=f"trial-value-{FACTORY}").set_value(60.0).run()
    app.button(key="trial-add").click().run()
    assert address(app) == [f"{FACTORY}=600000"]
    assert [one.value for one in app.warning] == [WARNING]
    app.number_input(key=f"trial-value-{FACTORY}").set_value(55.5).run()
    app.button(key="trial-add").click().run()
    assert address(app) == [f"{FACTORY}=555000"]
    app.button(key=f"drop-{FACTORY}").click().run()
    assert address(app) == []
    assert [one.value for one in app.warning] == []


def test_a_change_that_cannot_hold_is_said_and_not_added(sample: Warehouse) -> None:
    app = opened()
    app.selectbox(key="trial-pack").select("shanghai-2023-643").run()
    app.selectbox(key="trial-entry").select("名额 · 优秀场景（区）").run()
    app.selectbox(key="trial-figure").select("名额上限").run()
    app.text_input(key="trial-value-quota/shanghai-2023-643/scene@区/limit").input("40").run()
    app.button(key="trial-add").click().run()
    assert "没有加入" in said(app)
    assert "请一并修改" in said(app)
    assert address(app) == []


def test_every_preset_opens_as_one_click(sample: Warehouse) -> None:
    names = sample.ask("override_preset_list")["preset"].unique(maintain_order=True).to_list()
    assert len(names) >= 3
    for name in names:
        app = opened()
        app.button(key=f"preset-{name}").click().run()
        assert [str(one.value) for one in (*app.exception, *app.error)] == [], name
        (text_in_address,) = address(app)
        assert sample.canonical(text_in_address) == text_in_address
        assert [one.value for one in app.warning] == [WARNING]


@pytest.mark.parametrize("page", ["money", "quota", "recommend"])
def test_no_other_page_hears_of_overrides(page: str, sample: Warehouse) -> None:
    assert shown(opened(SET, page)) == shown(opened("", page))


def test_files_of_a_what_if_say_so_in_name_and_content(sample: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    import streamlit as st

    # AppTest can't run the deferred downloads: the real button is drawn, and what it would hand out is kept.
    files: dict[str, bytes] = {}
    original = st.download_button

    def keeping(label: str, data: Any, file_name: str, *rest: Any, **words: Any) -> Any:
        files[file_name] = data()
        return original(label, data, file_name, *rest, **words)

    monkeypatch.setattr(st, "download_button", keeping)
    opened(SET)
    assert len(files) >= 10
    for name, content in files.items():
        assert name.startswith("推演，不是现行政策"), name
        if name.endswith(".csv"):
            head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
            assert head[0] == "推演说明"
            assert rows
            assert all("推演，不是现行政策。改动：" in row[0] and "50 万元 → 60 万元" in row[0] for row in rows)
        else:
            notes = openpyxl.load_workbook(io.BytesIO(content))["制表说明"]
            assert notes["A2"].value == "推演"
            assert "50 万元 → 60 万元" in notes["B2"].value
            assert "25 个 → 22 个" in notes["B2"].value
    files.clear()
    opened()
    assert files
    assert not [name for name, content in files.items() if "推演" in name or "推演说明".encode() in content]


def test_the_canonical_address_is_what_equal_sets_share(sample: Warehouse) -> None:
    assert sample.canonical(SET) == CANONICAL
    frames = [[frame.value.to_dict() for frame in opened(one).dataframe] for one in (SET, CANONICAL)]
    assert frames[0] == frames[1]
    assert isinstance(sample.ask("standing_list", overrides=SET), pl.DataFrame)
