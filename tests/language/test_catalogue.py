"""English says everything that Chinese says, from one catalogue, and nothing that nobody asks for."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from dashboard.language import CATALOGUE, say, speaking
from queries import warehouse
from tests.language.messages import CHINESE, spoken, unsaid, vocabulary


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str]:
    with CATALOGUE.open("rb") as source:
        found: list[Message] = [one for one in read_po(source) if one.id]
    return {str(one.id): str(one.string) for one in found}


def test_every_text_of_a_page_is_given_to_the_catalogue() -> None:
    assert [f"{path}:{line}: {words}" for path, line, words in unsaid()] == []


def test_nothing_is_untranslated_and_nothing_unused(catalogue: dict[str, str], sample_home: Path) -> None:
    asked = spoken() | vocabulary(warehouse(sample_home))
    advice = "run python -m tests.language --home DIR and translate what is new"
    assert {words: where for words, where in asked.items() if not catalogue.get(words)} == {}, advice
    assert sorted(catalogue.keys() - asked.keys()) == [], advice


def test_a_translation_has_the_same_places_for_values(catalogue: dict[str, str]) -> None:
    def places(words: str) -> set[str]:
        return {str(name) for _, name, _, _ in string.Formatter().parse(words) if name}

    def is_template(words: str) -> bool:
        try:
            return bool(places(words))
        except ValueError:
            return False  # braces that hold nothing: said as they are

    wrong = {here: there for here, there in catalogue.items() if is_template(here) and places(here) != places(there)}
    assert wrong == {}


def test_english_is_english(catalogue: dict[str, str]) -> None:
    assert {here: there for here, there in catalogue.items() if CHINESE.search(there)} == {}


def test_values_are_said_in_the_language_of_the_sentence() -> None:
    with speaking("en"):
        assert say("{town}：{measure}", town="夏阳街道", measure="中位数") == "Xiayang Subdistrict: Median"
        assert say("{town}：{measure}", town="上海甲乙公司", measure=3) == "上海甲乙公司: 3"
    assert say("{town}：{measure}", town="夏阳街道", measure=3) == "夏阳街道：3"
