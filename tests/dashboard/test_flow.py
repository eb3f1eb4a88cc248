"""The flow of enterprises up the ladder: nobody gets lost between two years, and every band says its number."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import polars as pl

from dashboard.figures.flow import SHOWN_YEARS, ladder_flow
from queries import warehouse


def frame(*moves: tuple[int, int, int, int]) -> pl.DataFrame:
    names = ("year", "from_rank", "to_rank", "n_enterprises")
    return pl.DataFrame(moves, schema=dict.fromkeys(names, pl.Int64), orient="row")


def test_who_stands_on_a_rank_is_who_flowed_in_and_flows_on(sample_home: Path) -> None:
    """And both equal the recognitions, read one by one."""
    found = warehouse(sample_home)
    moves = found.ask("enterprise_ladder")
    ranks = dict(found.ask("tier_summary").drop_nulls("rank").select("tier", "rank").iter_rows())
    best: dict[str, dict[int, int]] = defaultdict(dict)
    for award in found.ask("award_list").iter_rows(named=True):
        if award["tier"] in ranks:
            own, year = best[award["credit_code"]], award["award_date"].year
            own[year] = max(own.get(year, 0), ranks[award["tier"]])
    first, last = moves["year"].min(), moves["year"].max()
    expected: Counter[tuple[int, int, int]] = Counter()
    for own in best.values():
        held = 0
        for year in range(first, last + 1):
            now = max(held, own.get(year, 0))
            expected[year, held, now] += bool(now)
            held = now
    assert {tuple(row[:3]): row[3] for row in moves.rows()} == {key: n for key, n in expected.items() if n}


def test_bands_of_the_last_years_are_drawn_and_add_up(sample_home: Path) -> None:
    moves = warehouse(sample_home).ask("enterprise_ladder")
    drawn = ladder_flow(moves, {1: "区级智能生产线"}).to_dict()["data"][0]
    years = sorted(moves["year"].unique())[-SHOWN_YEARS:]
    assert sum(drawn["link"]["value"]) == moves.filter(pl.col("year").is_in(years))["n_enterprises"].sum()
    into, out = Counter(), Counter()
    for source, target, n in zip(drawn["link"]["source"], drawn["link"]["target"], drawn["link"]["value"], strict=True):
        out[source] += n
        into[target] += n
    between = set(into) & set(out)
    assert between
    assert all(into[node] == out[node] for node in between)


def test_a_rise_is_marked_and_named() -> None:
    drawn = ladder_flow(frame((2024, 0, 1, 3), (2025, 1, 1, 2), (2025, 1, 3, 1)), {3: "区级智能工厂"}).to_dict()
    words = drawn["data"][0]["link"]["customdata"]
    assert words == ["2024 年首次认定，进入第1档：3 家", "2025 年留在第1档：2 家", "2025 年由第1档升到第3档：1 家"]
    colors = drawn["data"][0]["link"]["color"]
    assert colors[2] != colors[1] == colors[0]
    heads = [note["text"] for note in drawn["layout"]["annotations"]]
    assert heads == ["2023 末", "2024 末", "2025 至今", "1档 2", "3档 1"]


def test_an_empty_ladder_says_so() -> None:
    assert ladder_flow(frame().clear(), {}).layout.annotations[0].text == "暂无数据"
