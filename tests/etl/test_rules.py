"""Every rule on rows together catches its seeded violation and leaves its clean twin alone, by the product's SQL."""

from __future__ import annotations

import pytest

from etl.quality import doubt_findings, doubts, rule_rows
from etl.rules import looks, rules
from tests.etl.rule_cases import CASES, Deal, deal
from tests.etl.rule_cases.deal import snapshot

Found = tuple[Deal, list[tuple[str, int, int, str | None, str]], dict[str, int]]


def found_in(is_bad: bool) -> Found:
    dealt = deal(is_bad)
    connection = snapshot(dealt)
    frame, looked_at = doubt_findings(connection)
    return dealt, frame.select("rule", "sheet_id", "row", "letter", "message").rows(), looked_at


@pytest.fixture(scope="module")
def seeded() -> Found:
    return found_in(True)


@pytest.fixture(scope="module")
def clean() -> Found:
    return found_in(False)


@pytest.mark.parametrize("rule", sorted(doubts()))
def test_a_rule_catches_its_seeded_violation(seeded: Found, rule: str) -> None:
    assert rule in CASES, f"seed a violation and a clean twin of {rule} in tests/etl/rule_cases"
    dealt, found, _ = seeded
    wanted = {place for place in dealt.hits if place[0] == rule}
    own = [row for row in found if row[0] == rule and dealt.owners[row[1], row[2]] == rule]
    assert wanted
    assert {row[:3] for row in own} == wanted
    assert len(own) == len(wanted)
    for _, _, _, letter, message in own:
        assert message
        assert letter or rule == "heaped_figures"  # that one is about a whole sheet


@pytest.mark.parametrize("rule", sorted(doubts()))
def test_a_rule_leaves_every_clean_twin_alone(clean: Found, rule: str) -> None:
    dealt, found, looked_at = clean
    assert [(dealt.owners[sheet, row], message) for name, sheet, row, _, message in found if name == rule] == []
    assert looked_at[rule] > 0, "a rule that looks at none of the clean twins leaves nothing alone"


def test_a_rule_finds_no_more_than_it_looks_at(seeded: Found) -> None:
    _, found, looked_at = seeded
    names = [row[0] for row in found]
    assert {rule: (names.count(rule), n) for rule, n in looked_at.items() if names.count(rule) > n} == {}


def test_the_catalogue_and_the_rules_are_the_same() -> None:
    assert set(looks()) == set(rules())
    assert set(CASES) == set(doubts())
    assert len(rules()) >= 50
    rows = rule_rows()
    for row in rows:
        assert row["title"]
        assert row["guards"] != row["title"]
    assert len({row["title"] for row in rows}) == len(rows)
