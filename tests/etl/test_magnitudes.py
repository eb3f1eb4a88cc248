"""An amount typed in 元 where the column says 万元: two signs and the row waits, one sign and it is doubted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from etl.magnitudes import other_years, siblings
from tests.district.codes import credit_code
from tests.etl.loads import load, rows, written

USUAL = [120.0, 340.0, 95.0, 800.0, 410.0, 260.0, 1500.0, 77.0, 530.0, 620.0]  # 万元
CODES = [credit_code(n) for n in range(1, 11)]
FINANCE = "企业名称,统一社会信用代码,年度,主营业务收入(万元)\n"


def found(amounts: Sequence[float]) -> list[tuple[int, int]]:
    frame = pl.DataFrame({
        "sheet_id": 1, "row": range(1, len(amounts) + 1), "is_taken": True, "x": pl.Series(amounts) * 10_000
    }).with_columns(pl.col("sheet_id", "row").cast(pl.Int32))
    return siblings(frame, "x").select("row", "way").rows()


@pytest.mark.parametrize(("amounts", "odd"), [
    (USUAL, []),
    ([*USUAL, 4_000_000.0], [(11, 1)]),
    ([*USUAL, 0.04], [(11, -1)]),
    ([*USUAL, 40_000.0], []),  # a giant, 100 times the median
    ([*USUAL, 2_000_000.0, 4_000_000.0], [(11, 1), (12, 1)]),
    ([*USUAL, 400_000.0, 4_000_000.0], []),  # a long tail without a gap
    ([*USUAL, 900_000_000.0], []),  # 10,000 times smaller it would still be no sibling: another kind of slip
    ([*USUAL[:6], 4_000_000.0], []),  # too few to judge
    ([each * 10_000 for each in USUAL], []),  # a whole column is its own sibling
])
def test_a_sibling_of_another_magnitude(amounts: list[float], odd: list[tuple[int, int]]) -> None:
    assert found(amounts) == odd


@pytest.mark.parametrize(("years", "odd"), [
    ({2021: 300, 2022: 310, 2023: 330}, []),
    ({2021: 300, 2022: 3_100_000, 2023: 330}, [(2, 1, True)]),
    ({2021: 300, 2022: 310, 2023: 3_300_000}, [(3, 1, True)]),
    ({2021: 3_000_000, 2022: 310, 2023: 330}, [(1, 1, True)]),
    ({2022: 310, 2023: 3_300_000}, [(2, 1, True)]),
    ({2022: 3_100_000, 2023: 330}, [(2, -1, True)]),
    ({2022: 310, 2023: 330_000}, [(2, 1, False)]),  # 千元
    ({2022: 310, 2023: 31_000}, []),  # a hundredfold year is a story, not a unit
])
def test_a_year_of_another_magnitude(years: dict[int, int], odd: list[tuple[int, int, bool]]) -> None:
    frame = pl.DataFrame({
        "sheet_id": 1, "row": range(1, len(years) + 1), "is_taken": True, "credit_code": "X",
        "year": list(years), "x": list(years.values()),
    }).with_columns(pl.col("sheet_id", "row").cast(pl.Int32))
    assert other_years(frame, "x").select("row", "way", "is_slip").rows() == odd


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("magnitudes")
    lines = [
        f"虚构{n}公司,{code},{year},{amount * (1 + year - 2022):g}\n"
        for n, (code, amount) in enumerate(zip(CODES, USUAL, strict=True)) for year in (2022, 2023)
    ]
    lines[3] = lines[3].replace(",680", ",6800000")  # the second firm's 2023, in 元
    lines.append(f"虚构甲公司,{credit_code(99)},2023,5000000\n")  # a giant with no year before
    load(base / "home", written(base / "in", 经营=FINANCE + "".join(lines)))
    return base / "home"


def test_both_signs_quarantine_one_sign_warns_and_nothing_is_repaired(home: Path) -> None:
    assert rows(home, "SELECT cell, severity, rule FROM finding WHERE rule LIKE 'magnitude%' ORDER BY cell") == [
        ("D22", "warning", "magnitude_doubt"), ("D5", "error", "magnitude_slip"),
    ]
    assert rows(home, 'SELECT "row", outcome FROM source_row WHERE outcome <> \'accepted\'') == [(5, "quarantined")]
    assert rows(home, "SELECT CAST(max(revenue_yuan) AS BIGINT) FROM finance") == [(50_000_000_000,)]


def test_the_sentence_says_what_was_compared(home: Path) -> None:
    ((slip,), (doubt,)) = rows(home, "SELECT message FROM finding WHERE rule LIKE 'magnitude%' ORDER BY rule DESC")
    assert [part for part in ("6800000", "该企业 2022 年度的 20000 倍", "本列中位数") if part not in slip] == []
    assert "已照填报计入" in doubt
