"""Number → words, against tables written by hand."""

import tomllib
from datetime import date, datetime
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from dashboard import text, vocabulary
from dashboard.headings import answers, ledger, lists, matches, plans, selection, views

SOURCES = Path(__file__).parents[2] / "data" / "sources"


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        (None, "未填报"),
        (float("nan"), "未填报"),
        (0, "0 元"),
        (Decimal("0.00"), "0 元"),
        (Decimal("-0.001"), "0 元"),
        (Decimal("0.01"), "0.01 元"),
        (Decimal("0.005"), "0.01 元"),
        (Decimal("0.0049"), "0 元"),
        (5000, "5,000 元"),
        (Decimal("9999.99"), "9,999.99 元"),
        (Decimal("9999.995"), "1 万元"),
        (10_000, "1 万元"),
        (-10_000, "-1 万元"),
        (12_345_000, "1,234.5 万元"),
        (Decimal("12345050"), "1,234.51 万元"),
        (Decimal("12345049.99"), "1,234.5 万元"),
        (Decimal("99999949.99"), "9,999.99 万元"),
        (Decimal("99999950"), "1 亿元"),
        (100_000_000, "1 亿元"),
        (123_456_789, "1.23 亿元"),
        (Decimal("125500000"), "1.26 亿元"),
        (Decimal("-125500000"), "-1.26 亿元"),
        (1_234_567_890_123, "12,345.68 亿元"),
        (0.1 + 0.2, "0.3 元"),
    ],
)
def test_money_takes_the_largest_unit_after_rounding_half_up(
    yuan: Decimal | float | None, words: str
) -> None:
    assert text.money(yuan) == words


@pytest.mark.parametrize(
    ("yuan", "unit", "words"),
    [
        (None, "万元", "未填报"),
        (0, "万元", "0 万元"),
        (5_000, "万元", "0.5 万元"),
        (50, "万元", "0.01 万元"),
        (123_456_789, "万元", "12,345.68 万元"),
        (12_345, "元", "12,345 元"),
        (12_345, "亿元", "1.23 万元"),  # 0 亿元 would say that there is none
        (Decimal("0.5"), "万元", "0.5 元"),
        (Decimal("-1500000"), "万元", "-150 万元"),
    ],
)
def test_money_keeps_a_unit_that_was_asked_for(yuan: Decimal | None, unit: text.Unit, words: str) -> None:
    assert text.money(yuan, unit) == words


def test_money_exact_shows_the_fen_of_amounts_beyond_float_precision() -> None:
    assert text.money_exact(Decimal("98765432109876.54")) == "98,765,432,109,876.54 元"
    assert text.money_exact(0) == "0.00 元"
    assert text.money_exact(None) == "未填报"


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (None, "未填报"),
        (0, "0"),
        (7, "7"),
        (1234, "1,234"),
        (-1234567, "-1,234,567"),
        (Decimal(45), "45"),
        (3.0, "3"),
    ],
)
def test_count_separates_thousands(n: Decimal | float | None, words: str) -> None:
    assert text.count(n) == words


def test_count_refuses_half_a_project() -> None:
    with pytest.raises(ValueError, match=r"2\.5"):
        text.count(2.5)


@pytest.mark.parametrize(
    ("value", "digits", "words"),
    [
        (None, 1, "未填报"),
        (0, 1, "0.0%"),
        (37.6, 1, "37.6%"),
        (2.25, 1, "2.3%"),
        (-2.25, 1, "-2.3%"),
        (0.05, 1, "0.1%"),
        (-0.04, 1, "0.0%"),
        (1200, 0, "1,200%"),
        (Decimal("33.335"), 2, "33.34%"),
    ],
)
def test_percent_reads_a_published_rate(value: Decimal | float | None, digits: int, words: str) -> None:
    assert text.percent(value, digits) == words


def test_share_has_no_value_for_nothing_of_nothing() -> None:
    assert text.share(12, 45) == "26.7%"
    assert text.share(1, 8, digits=0) == "13%"
    assert text.share(0, 45) == "0.0%"
    assert text.share(0, 0) == "—"
    assert text.share(None, 45) == "未填报"
    assert text.part_of(12, 45) == "12/45"


def test_scores_never_lose_a_decimal_and_numbers_never_keep_an_empty_one() -> None:
    assert text.score(46.3) == "46.30"
    assert text.score(None) == "未填报"
    assert text.number(46.0) == "46"
    assert text.number(1234.56, 1) == "1,234.6"
    assert text.number(None) == "未填报"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "未填报"),
        ("", "未填报"),
        (date(2025, 8, 31), "2025年8月31日"),
        ("2025-08-31", "2025年8月31日"),
        (datetime(2025, 1, 2, 3, 4), "2025年1月2日 03:04"),
        ("2025-01-02T03:04:05", "2025年1月2日 03:04"),
    ],
)
def test_dates_are_written_out(day: date | str | None, words: str) -> None:
    assert text.date_text(day) == words


def test_codes_have_words_and_unknown_codes_are_errors() -> None:
    assert [text.verdict(code) for code in ("pass", "fail", "unknown")] == ["符合", "不符合", "待核实"]
    assert [text.cost(yuan, n) for yuan, n in ((None, 3), (None, 0), (Decimal(300_000), 2))] == [
        "标准未知", "0 元", "30 万元",
    ]  # fmt: skip
    assert [text.status(code) for code in ("priced", "no_step", "unpriced")] == [
        "已核定",
        "不另奖励",
        "标准未知",
    ]
    assert [text.severity(code) for code in ("error", "warning", "info")] == ["已隔离", "请核实", "提示"]
    assert [text.track(code) for code in ("scene", "factory", "优秀场景")] == [
        "优秀场景",
        "示范工厂",
        "优秀场景",
    ]
    with pytest.raises(KeyError):
        text.verdict("maybe")


def test_headings_are_chinese_and_carry_the_unit_that_the_name_promises() -> None:
    for column, words in text.HEADINGS.items():
        assert not words.isascii(), column
        assert ("（元）" in words) == column.endswith("_yuan"), column
        if column.startswith("n_"):
            assert words.endswith("）"), column
    assert text.heading("paid_yuan") == "已拨付（元）"
    assert text.heading("paid_yuan", "万元") == "已拨付（万元）"
    assert text.noun("paid_yuan") == "已拨付"


def test_every_contract_column_has_a_heading() -> None:
    contract = """
        n_enterprises n_projects n_instances n_awards invested_yuan entitled_yuan paid_yuan
        town tier rank due_yuan catalogue process scenario_no scenario year line budget_yuan
        remaining_yuan credit_code enterprise award_date amount_yuan status pack clause call
        track applicant_kind limit is_lifted n_recognised lift_above n_used n_remaining
        project_id condition verdict value needed metric n_reported n_missing min p25 median
        p75 max position industry score is_eligible is_within_quota file sheet kind n_read
        n_accepted n_quarantined n_skipped finding severity rule row cell raw message action
    """
    assert set(contract.split()) <= set(text.HEADINGS)


def test_amount_follows_the_suffix_of_the_column() -> None:
    assert text.amount("paid_yuan", 12_345_000) == "1,234.5 万元"
    assert text.amount("paid_yuan", 123_450_000, "万元") == "12,345 万元"
    assert text.amount("share_pct", 12.5) == "12.5%"
    assert text.amount("n_awards", 1200) == "1,200"


def test_kinds_are_titled_as_in_the_source_cards() -> None:
    cards = [tomllib.loads(path.read_text(encoding="utf-8")) for path in SOURCES.glob("*.toml")]
    titles = {card["kind"]: card["title"] for card in cards if "kind" in card}
    assert titles == vocabulary.KINDS


@pytest.mark.parametrize(
    ("n", "words", "in_full"),
    [
        (9, "还有 9 天", "2023年8月19日截止"), (0, "今天截止", "2023年8月19日截止"),
        (-1, "已截止", "2023年8月19日截止，已过 1 天"), (-1189, "已截止", "2023年8月19日截止，已过 1,189 天"),
        (None, "—", "文件未写明截止日期"),
    ],
)  # fmt: skip
def test_a_deadline_in_words(n: int | None, words: str, in_full: str) -> None:
    assert text.days_left(n) == words
    assert text.deadline_text(date(2023, 8, 19), n) == in_full


def test_no_column_has_two_headings() -> None:
    """A later part would silently win."""
    parts = [set(part.HEADINGS) for part in (answers, ledger, lists, matches, plans, selection, views)]
    assert [both for one, other in combinations(parts, 2) if (both := one & other)] == []
