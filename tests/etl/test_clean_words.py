"""Codes, closed lists, yes and no, and the masking of phone numbers."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from etl.clean.phones import masked
from tests.district.codes import credit_code
from tests.etl.readings import reading

# Published examples with a right check digit (python-stdnum's documentation, GB 32100-2015 tutorials).
PUBLISHED = ("91350100M000100Y43", "911101066976941872", "91110000600037341L")


@pytest.mark.parametrize("code", [*PUBLISHED, credit_code(1), credit_code(4_711)])
def test_a_code_with_its_check_digit_is_silent(code: str) -> None:
    assert reading("credit_code", code) == (code, None, None)


@pytest.mark.parametrize(("raw", "code"), [
    ("91350100m000100y43", "91350100M000100Y43"),
    ("９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43"),
    (" 9135 0100 M000 100Y 43\u200b", "91350100M000100Y43"),
])
def test_a_code_is_compared_in_one_form(raw: str, code: str) -> None:
    assert reading("credit_code", raw) == (code, None, None)


@pytest.mark.parametrize("at", range(17))
def test_one_wrong_digit_anywhere_is_noticed(at: int) -> None:
    code = PUBLISHED[0]
    wrong = code[:at] + ("1" if code[at] == "0" else "0") + code[at + 1 :]
    assert reading("credit_code", wrong) == (wrong, None, "check_digit")


@pytest.mark.parametrize("raw", [
    "91350100M000100Y4", "91350100M000100Y433", "9135O100M000100Y43", "I1350100M000100Y43", "91350100M000100Y4-",
    "9.1350100000010004E+17", "统一社会信用代码",
])
def test_a_malformed_code_waits(raw: str) -> None:
    assert reading("credit_code", raw) == (None, "bad_credit_code", None)


def test_a_long_code_typed_as_a_number_is_not_repaired() -> None:
    assert reading("credit_code", "911101066976941000", is_imprecise=True) == (None, "lost_precision", None)
    assert reading("identifier", "33010219900101120", is_imprecise=True) == (None, "lost_precision", None)


@pytest.mark.parametrize(("raw", "value"), [
    *((word, True) for word in ("是", "√", "✓", "1", "true", "TRUE", "yes", "Yes", "有", "１")),
    *((word, False) for word in ("否", "×", "0", "false", "no", "No", "无", "没有")),
    *((word, None) for word in (None, "", "/", "—", "－", "暂无", "未填报", "N/A")),
])
def test_yes_and_no_where_wu_means_no(raw: str | None, value: bool | None) -> None:
    assert reading("boolean", raw) == (value, None, None)


@pytest.mark.parametrize("raw", ["是的吧", "2", "部分", "?"])
def test_no_yes_is_guessed(raw: str) -> None:
    assert reading("boolean", raw) == (None, "bad_boolean", None)


@pytest.mark.parametrize(("kind", "raw", "options", "value", "fault", "note"), [
    ("town", "夏阳街道", {}, "夏阳街道", None, None),
    ("town", "夏阳", {}, "夏阳街道", None, None),
    ("town", "夏 阳 街道", {}, "夏阳街道", None, None),
    ("town", "某某镇", {}, None, "unknown_town", None),
    ("town", "无", {}, None, None, None),
    ("unit", "某某集团", {}, "某某集团", None, "unknown_unit"),
    ("choice", "装备", {"choices": "industry"}, "装备制造", None, None),
    ("choice", "农业", {"choices": "industry"}, None, "bad_choice", None),
    ("choice", "２０２３", {"choices": "catalogue"}, "2023", None, None),
    ("tier", "区级智能车间", {}, "区级智能车间", None, None),
    ("tier", "优秀场景", {}, "优秀场景", None, None),
    ("tier", "省级智能车间", {}, None, "bad_choice", None),
    ("payment_item", "诊断实施奖励", {}, "诊断实施奖励", None, None),
    ("payment_item", "招待费", {}, None, "bad_choice", None),
    ("text_list", "MES；WMS;ERP、 PLM ,SCADA", {}, "MES；WMS；ERP；PLM；SCADA", None, None),
    ("identifier", " ００７ ", {}, "007", None, None),
    ("text", "示例\u202e科技\x07", {}, "示例科技", None, None),
])
def test_words_and_lists(
    kind: str, raw: str, options: dict[str, Any], value: Any, fault: str | None, note: str | None
) -> None:
    assert reading(kind, raw, **options) == (value, fault, note)


@pytest.mark.parametrize(("raw", "shown"), [
    ("13800000123", "138****0123"),
    ("示例13800000123先生", "示例138****0123先生"),
    ("+86 13800000123", "+86 138****0123"),
    ("+8613800000123", "+86138****0123"),
    ("0086-13800000123", "0086-138****0123"),
    ("138 0000 0123", "138****0123"),
    ("138-0000-0123", "138****0123"),
    ("１３８００００１１２３", "１３８****１１２３"),
    ("Tel13800000123", "Tel138****0123"),
    ("13800000123/13900000456", "138****0123/139****0456"),
    ("13800000123 13900000456", "138****0123 139****0456"),
    ("13800000123、13900000456，15000000789", "138****0123、139****0456，150****0789"),
    ("13800000123转8012", "138****0123转8012"),
])
def test_mobile_numbers_are_masked(raw: str, shown: str) -> None:
    assert pl.select(masked(pl.lit(raw))).item() == shown


@pytest.mark.parametrize("raw", [
    "91310118XX13800001", "9113800000123XX15A", "13800000123456789012", "00013800000123", "12345678901", "1380000012",
    "138000001234", "A91350100M13800000123", "2024-05-01", "13800.00", "G13800000123456XXQ",
])
def test_codes_and_long_numbers_stay_whole(raw: str) -> None:
    assert pl.select(masked(pl.lit(raw))).item() == raw


@pytest.mark.parametrize("kind", ["text", "text_list", "unit"])
def test_every_free_text_is_masked(kind: str) -> None:
    assert reading(kind, "示例 13800000123")[0] == "示例 138****0123"
