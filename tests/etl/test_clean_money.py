"""Amounts become exact yuan, rounded half-up to the fen, whatever they were written in."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.cards import MONEY_UNITS
from tests.etl.readings import reading, readings, recognised

WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@pytest.mark.parametrize(("raw", "unit", "yuan"), [
    ("120", "万元", "1200000.00"),
    ("120万元", "元", "1200000.00"),
    ("1,200元", "万元", "1200.00"),
    ("0.5亿元", "万元", "50000000.00"),
    ("2", "亿元", "200000000.00"),
    ("１２３４．５", "元", "1234.50"),
    ("1，234，567.8", "元", "1234567.80"),
    ("1 200", "元", "1200.00"),
    ("\u200b 12\u00a0", "元", "12.00"),
    ("1.38E10", "元", "13800000000.00"),
    ("1.5e-3", "万元", "15.00"),
    ("+5", "元", "5.00"),
    ("0", "万元", "0.00"),
    ("0.005", "元", "0.01"),
    ("0.0049", "元", "0.00"),
    ("1.005", "元", "1.01"),
    ("2.675", "元", "2.68"),
    ("0.0000005", "万元", "0.01"),
    ("0.00499999999999999999", "元", "0.00"),
    ("999999999999.99", "元", "999999999999.99"),
])
def test_an_amount_is_exact_yuan(raw: str, unit: str, yuan: str) -> None:
    assert reading("money", raw, unit=unit) == (Decimal(yuan), None, None)


def test_a_number_as_excel_shows_it_may_have_lost_digits_and_says_so() -> None:
    assert reading("money", "1.38E+10", unit="元") == (Decimal("13800000000.00"), None, "scientific")


@pytest.mark.parametrize("raw", [
    "约100", ">100", "100-200", "一百", "12%", "5家", "NaN", "Infinity", "-inf", "1e308", "--5", "1.2.3", "0x10",
    "1_000", "¥100", "100元整", "1e", ".", "2024年5月", "=1+1", "9" * 23,
])
def test_what_is_no_exact_number_is_never_an_amount(raw: str) -> None:
    assert reading("money", raw, unit="元") == (None, "bad_number", None)


@pytest.mark.parametrize("raw", [
    None, "", " \u3000", "无", "/", "—", "－", "-", "--", "暂无", "未填报", "N/A", "NA", "null",
])
def test_missing_is_not_zero(raw: str | None) -> None:
    assert reading("money", raw, unit="元") == (None, None, None)


@pytest.mark.parametrize("raw", [
    "1000000000000", "10000亿元", "100000000万元", "9999999999999999999999", "9999999999999999999999亿元", "1e21",
    "-9999999999999999999999万元",
])
def test_a_trillion_is_a_number_in_the_wrong_column(raw: str) -> None:
    """Their sum would overflow DECIMAL(18,2) and with it every build."""
    assert reading("money", raw, unit="元") == (None, "out_of_range", None)


def test_a_negative_amount_waits_unless_the_column_may_recover_money() -> None:
    assert reading("money", "-5", unit="元") == (None, "negative_amount", None)
    assert reading("money", "-0.005", unit="元", is_signed=True) == (Decimal("-0.01"), None, None)


def test_an_amount_without_any_unit_is_wan_and_says_so() -> None:
    assert reading("money", "3") == (Decimal("30000.00"), None, "unit_assumed")
    assert reading("money", "3元") == (Decimal("3.00"), None, None)


@pytest.mark.parametrize(("above", "heading", "unit"), [
    (None, "预算", None),
    ("单位：万元", "预算", "万元"),
    ("（单位:元）", "预算", "元"),
    ("单位： 亿元", "预算", "亿元"),
    ("单位：万元", "预算（元）", "元"),
    ("单位：元", "预算/万元", "万元"),
    (None, "预算\n（亿元）", "亿元"),
])
def test_the_unit_is_the_headings_else_the_captions(above: str | None, heading: str, unit: str | None) -> None:
    found = recognised([["预算表", None, above], ["年度", "资金科目", heading], ["2024", "甲", "1"]])
    assert found.units.get("budget_yuan") == unit


amounts = st.decimals(min_value=0, max_value=9999, places=20, allow_nan=False) | st.decimals(
    min_value=0, max_value=9999, places=3, allow_nan=False
)


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(amounts, min_size=1, max_size=20), unit=st.sampled_from(sorted(MONEY_UNITS)),
    style=st.integers(0, 3),
)
def test_money_agrees_with_decimal_arithmetic(values: list[Decimal], unit: str, style: int) -> None:
    texts = [f"{value:f}" for value in values]
    if style == 1:
        texts = [f"{value:,f}" for value in values]
    elif style == 2:
        texts = [text.translate(WIDE) for text in texts]
    elif style == 3:
        texts = [text + unit for text in texts]
    expected = [
        (value * MONEY_UNITS[unit]).quantize(Decimal("0.01"), ROUND_HALF_UP) for value in values
    ]
    found = readings("money", list(texts), unit="元" if style == 3 and unit != "元" else unit)
    assert found == [(value, None, None) for value in expected]
