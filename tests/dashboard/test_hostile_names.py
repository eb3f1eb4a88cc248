"""What senders type is shown as text: no page obeys it as Markdown, HTML, an icon or a formula."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.district.codes import credit_code
from tests.etl.bad_inputs.case import AWARD, ENTERPRISE, PROJECT, csv
from tests.etl.loads import load, written

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
HOSTILE = "[点我](http://evil.example)<script>alert(1)</script>:smile:$x^2$**粗**公司"
OBEYED = re.compile(r"(?<!\\)\[点我(?<!\\)\]\(http|<script>|(?<!\\):smile:|(?<!\\)\$x\^2(?<!\\)\$|(?<!\\)\*\*粗")
KINDS = ("title", "header", "subheader", "caption", "markdown", "info", "warning", "error", "success")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("hostile")
    code = credit_code(98)
    load(base / "home", written(
        base / "in",
        企业=csv(ENTERPRISE, [HOSTILE, code, "夏阳街道", "装备制造"]),
        项目=csv(PROJECT, ["P98", HOSTILE, code, HOSTILE, "qingpu-2025", "区级智能车间", "夏阳街道"],
               ["P98", HOSTILE, code, HOSTILE, "qingpu-2025", "区级智能车间", "夏阳街道"],
               [f"P98{HOSTILE}", HOSTILE, code, HOSTILE, "national-2023", "优秀场景", "夏阳街道"]),
        认定=csv(AWARD, [HOSTILE, code, "区级智能车间", "2022-05-01"],
               [HOSTILE + "分", code, "区级智能工厂", "2023-05-01"]),
    ))
    return base / "home"


@pytest.mark.parametrize("name", ["overview", "projects", "tiers", "recommend", "findings"])
def test_names_are_shown_and_not_obeyed(name: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIZAO_HOME", str(home))
    app = AppTest.from_file(str(APP), default_timeout=30)
    if name != "overview":
        app.switch_page(f"app_pages/{name}.py")
    app.run()
    assert [str(one.value) for one in app.exception] == []
    said = [str(one.value) for kind in KINDS for one in getattr(app, kind)]
    said += [str(part) for metric in app.metric for part in (metric.label, metric.help or "")]
    labelled = ("button", "checkbox", "expander", "tabs", "toggle")
    said += [str(one.label) for kind in labelled for one in getattr(app, kind)]
    assert [one for one in said if OBEYED.search(one)] == []
    held = [str(cell) for frame in app.dataframe for cell in frame.value.to_numpy().ravel()]
    if name in {"projects", "findings"}:
        assert any("点我" in cell for cell in held), "the name itself is there, as a cell of a table"
