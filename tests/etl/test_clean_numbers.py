"""Per cent, whole numbers, levels and years: read as printed or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.etl.readings import faults, read_sheet, reading


@pytest.mark.parametrize(("raw", "is_percent", "value", "note"), [
    ("30%", False, 30.0, None),
    ("５０％", False, 50.0, None),
    ("30", False, 30.0, None),
    ("0.3", True, 30.0, None),
    ("0.07", True, 7.0, None),
    ("30", True, 3000.0, "large_percent"),
    ("百分之三十", False, 30.0, "read_phrase"),
    ("0.3", False, 0.3, "fraction_percent"),
    ("0.3%", False, 0.3, None),
    ("-5", False, -5.0, None),
    ("-0.5", False, -0.5, None),
    ("0", False, 0.0, None),
    ("1", False, 1.0, None),
    ("无", False, None, None),
])
def test_per_cent_is_taken_as_printed(raw: str, is_percent: bool, value: float | None, note: str | None) -> None:
    assert reading("percent", raw, is_percent=is_percent) == (value, None, note)


@pytest.mark.parametrize("raw", ["百分之三十几", "约30%", "30元", "30-40", ">30%", "30%以上", "30‰", "inf", "9" * 23])
def test_no_figure_is_guessed_from_words(raw: str) -> None:
    assert reading("percent", raw) == (None, "bad_number", None)


@pytest.mark.parametrize("kind", ["number", "integer", "percent"])
@pytest.mark.parametrize("raw", ["1000000000000", "-1000000000000", "9223372036854775807", "9" * 22, "1e21"])
@pytest.mark.parametrize("is_percent", [False, True])
def test_a_trillion_is_no_count_and_no_share(kind: str, raw: str, is_percent: bool) -> None:
    assert reading(kind, raw, is_percent=is_percent)[1] in {"out_of_range", "bad_number"}
    assert reading(kind, raw[:12].replace("e", "0"), is_percent=is_percent)[1] is None


@pytest.mark.parametrize(("kind", "raw", "options", "value", "fault"), [
    ("integer", "12", {}, 12, None),
    ("integer", "12.0", {}, 12, None),
    ("integer", "1,200人", {}, 1200, None),
    ("integer", "1e3", {}, 1000, None),
    ("integer", "0.5", {}, None, "bad_number"),
    ("integer", "9007199254740993.5", {}, None, "bad_number"),
    ("integer", "99999999999999999999", {}, None, "bad_number"),
    ("integer", "十二", {}, None, "bad_number"),
    ("integer", "-1", {"min": 0}, None, "out_of_range"),
    ("integer", "暂无", {}, None, None),
    ("level", "2", {"min": 1, "max": 5}, 2, None),
    ("level", "2级", {"min": 1, "max": 5}, 2, None),
    ("level", "二级", {"min": 1, "max": 5}, 2, None),
    ("level", "五", {"min": 1, "max": 5}, 5, None),
    ("level", "３级", {"min": 1, "max": 5}, 3, None),
    ("level", "6", {"min": 1, "max": 5}, None, "out_of_range"),
    ("level", "0", {"min": 1, "max": 5}, None, "out_of_range"),
    ("level", "2.5", {"min": 1, "max": 5}, None, "bad_number"),
    ("level", "九级", {"min": 1, "max": 5}, None, "bad_number"),
    ("number", "88.5", {"min": 0, "max": 100}, 88.5, None),
    ("number", "100.5", {"min": 0, "max": 100}, None, "out_of_range"),
    ("number", "88分", {}, None, "bad_number"),
    ("year", "2024", {}, 2024, None),
    ("year", "2024.0", {}, 2024, None),
    ("year", "２０２４年", {}, 2024, None),
    ("year", "2024年度", {}, 2024, None),
    ("year", "24", {}, None, "bad_date"),
    ("year", "1948", {}, None, "bad_date"),
    ("year", "2101", {}, None, "bad_date"),
    ("year", "2024-2025", {}, None, "bad_date"),
])
def test_whole_numbers_levels_scores_and_years(
    kind: str, raw: str, options: dict[str, Any], value: Any, fault: str | None
) -> None:
    assert reading(kind, raw, **options) == (value, fault, None)


def test_a_cell_formatted_as_per_cent_is_known_by_its_address_only() -> None:
    lines = [["企业名称", "统一社会信用代码", "年度", "资产负债率（%）"],
             ["甲", "91350100M000100Y43", "2024", "0.3"], ["甲", "91350100M000100Y43", "2025", "0.3"]]
    cleaned = read_sheet(lines, flags={"D2": "percent"})[2]
    assert cleaned.rows["debt_ratio_pct"].to_list() == [30.0, 0.3]
    assert faults(cleaned) == set()
