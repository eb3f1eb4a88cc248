"""Every page in English: no Chinese but what the data says; and one reader's language is never another's."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.language import chinese, english, say, speaking
from queries import questions, warehouse
from tests.dashboard.test_pages import APP, PAGES, assert_sound, words
from tests.dashboard.unfolded import every_part

CHINESE_WORDS = re.compile(r"[\u3400-\u9fff]+")
CODE = "91310118XX00000196"


@pytest.fixture(scope="module")
def told_by_the_data(sample_home: Path) -> str:
    """Every Chinese word of the answers and of the documents, one long text."""
    found = warehouse(sample_home)
    said: set[str] = set()
    for name in questions():
        try:
            frame = found.ask(name, **({"credit_code": CODE} if "credit_code" in questions()[name].params else {}))
        except (duckdb.Error, ValueError):
            continue
        for column, kind in frame.schema.items():
            if str(kind) == "String":
                said |= set(frame[column].drop_nulls())
    return "\n".join(sorted(said))


def in_english(home: Path, name: str, monkeypatch: pytest.MonkeyPatch, language: str = "en") -> AppTest:
    """The page after one run of the app, its address asking for a language."""
    monkeypatch.setenv("ZHIZAO_HOME", str(home))
    app = AppTest.from_file(str(APP), default_timeout=30)
    if name != "overview":
        app.switch_page(f"app_pages/{name}.py")
    app.query_params["lang"] = language
    if name == "enterprise":
        app.query_params["code"] = CODE
    return app.run()


def shown(app: AppTest) -> list[str]:
    """What the page says, the names of its parts, the heads of its tables and the words of its figures."""
    said = words(app) + [one.label for one in (*app.expander, *app.selectbox, *app.text_input, *app.toggle)]
    for frame in app.dataframe:
        columns = json.loads(frame.proto.columns or "{}")
        said += [str(column.get("label", "")) for column in columns.values()]
    return said + [
        text for chart in app.get("plotly_chart") for text in _texts(json.loads(chart.proto.spec or "{}"))
    ]


def _texts(part: object) -> list[str]:
    if isinstance(part, dict):
        return [one for name, inner in part.items() if name not in {"customdata", "template"} for one in _texts(inner)]
    if isinstance(part, list):
        return [one for inner in part for one in _texts(inner)]
    return [part] if isinstance(part, str) else []


@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_in_english_has_no_chinese_but_the_data(
    name: str, sample_home: Path, told_by_the_data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = in_english(sample_home, name, monkeypatch)
    with speaking("en"):  # the test clicks on what it reads
        title = say(PAGES[name])
        for part in every_part(app, name):
            if name != "enterprise":  # its title is the name of the enterprise
                assert_sound(part, title)
            ours = {
                word: one for one in shown(part) if not one.startswith("中文")
                for word in CHINESE_WORDS.findall(one) if word not in told_by_the_data
            }
            assert ours == {}


def test_the_language_of_one_reader_is_not_that_of_the_next(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shown(in_english(sample_home, "money", monkeypatch, "zh"))
    assert shown(in_english(sample_home, "money", monkeypatch)) != first
    assert shown(in_english(sample_home, "money", monkeypatch, "zh")) == first


def test_a_link_shared_in_the_other_language_means_the_same(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIZAO_HOME", str(sample_home))
    for language, town in (("en", "夏阳街道"), ("zh", "Xiayang Subdistrict")):
        app = AppTest.from_file(str(APP), default_timeout=30)
        app.query_params.update({"lang": language, "town": town})
        app.run()
        assert app.selectbox(key="town").value == "夏阳街道"


@pytest.mark.parametrize("name", ["towns", "todo", "path", "projects", "enterprise", "policy", "findings", "senders"])
def test_every_choice_shared_in_english_is_found_again(
    name: str, sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = in_english(sample_home, name, monkeypatch, "zh")
    choices = [tab.label for tab in app.tabs] + [one for group in app.get("button_group") for one in group.options]
    known = [one for one in choices if one in english()]
    assert len(known) > 1
    assert {one: chinese()[english()[one]] for one in known if chinese()[english()[one]] != one} == {}
