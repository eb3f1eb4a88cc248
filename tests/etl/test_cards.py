"""Headings as senders print them, and the cards that know them."""

from __future__ import annotations

import pytest

from etl.cards import cards, heading_name, heading_parts


@pytest.mark.parametrize(("text", "parts"), [
    ("总投资（万元）*", ("总投资", "万元")),
    ("总投资/元", ("总投资", "元")),
    ("总投资\n（万元）", ("总投资", "万元")),
    ("总投资(亿元)＊", ("总投资", "亿元")),
    ("资产负债率（％）", ("资产负债率", "%")),
    ("单位产品二氧化碳（CO₂）排放量降低（%）", ("单位产品二氧化碳(CO2)排放量降低", "%")),
    ("企 业　名\n称", ("企业名称", None)),
    ("总投资:万元", ("总投资", "万元")),
    ("已投入资金", ("已投入资金", None)),
])
def test_a_heading_is_a_name_and_a_unit(text: str, parts: tuple[str, str | None]) -> None:
    assert heading_parts(text) == parts


@pytest.mark.parametrize(("text", "name"), [
    ("街道（镇）", "街道(镇)"),
    ("推荐（盖章）单位", "推荐(盖章)单位"),
    ("近三年重大事故（是/否）", "近三年重大事故"),
    ("金额（不含税）", "金额(不含税)"),
])
def test_brackets_that_are_no_unit_stay_in_the_name(text: str, name: str) -> None:
    assert heading_name(text) == name


@pytest.mark.parametrize("card", cards(), ids=lambda card: card.kind)
def test_no_heading_of_a_card_means_two_columns(card) -> None:  # type: ignore[no-untyped-def]
    spellings = [(heading_name(text), field.name) for field in card.field for text in (field.heading, *field.variants)]
    meant = {name: {field for spelling, field in spellings if spelling == name} for name, _ in spellings}
    assert {name: fields for name, fields in meant.items() if len(fields) > 1} == {}


def test_every_kind_of_the_intake_has_its_card_and_its_required_columns() -> None:
    required = {card.kind: len(card.required) for card in cards()}
    # Counted by hand from the stars of the intake description; the long outcome layout needs three columns.
    assert required == {
        "award": 4, "award_list": 1, "budget": 3, "diagnosis": 5, "enterprise": 4, "equipment": 3,
        "finance": 3, "instance": 5, "investment": 6, "outcome": 1, "outcome_line": 3, "payment": 6, "payment_list": 2,
        "project": 7, "stage_event": 3,
    }
