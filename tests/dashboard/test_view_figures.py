"""The figures that carry an argument draw the numbers of the frame; read back from `to_dict()`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dashboard import text
from dashboard.figures import bridge, coverage, ladder, outcome, outline, palette, profile, theme, trend
from dashboard.figures.outcome import Band
from dashboard.figures.outline import Outlines
from dashboard.town_profile import town_profile
from queries import warehouse

AS_OF = "2026-11-20"
YEARS = pl.DataFrame(
    {
        "year": [2024, 2025, 2026],
        "is_running": [False, False, True],
        "n_awards": [35, 40, 3],
        "n_awards_by_day": [2, 4, 3],
        "paid_yuan": [Decimal("6460000"), Decimal("8840000.5"), Decimal(0)],
        "paid_by_day_yuan": [Decimal("6460000"), Decimal("8840000.5"), Decimal(0)],
    }
)
STEPS = pl.DataFrame(
    {
        "year": [2026] * 4 + [2025],
        "line": ["智能工厂专项"] * 5,
        "bridge_step": ["预算", "已拨付", "待拨付", "付清后结余", "预算"],
        "item": [None, "区级智能车间", "市级智能工厂", None, None],
        "amount_yuan": [Decimal(1_000_000), Decimal(-800_000), Decimal(-500_000), Decimal(-300_000), Decimal(7)],
        "n_unpriced": [0, 0, 3, 3, 0],
    }
)
OUTCOME = pl.DataFrame(
    {
        "metric": ["生产效率提升", "复制推广企业数"],
        "measure_unit": ["%", "家"],
        "n_reported": [118, 3],
        "n_missing": [14, 129],
        "min": [1.0, 1.0],
        "p25": [10.0, 1.0],
        "median": [22.45, 2.0],
        "p75": [37.5, 3.0],
        "max": [90.0, 3.0],
    }
)
BANDS = (
    Band("生产效率提升", "试点示范项目", 2018, 37.6, "某处公布", False),
    Band("运营成本下降", "示范项目", 2018, 21.2, "某处", True),
)
TOWNS = pl.DataFrame(
    {
        "town": ["甲镇", "乙镇", "丙镇", "未填报"],
        "n_enterprises": [10, 30, 0, 0],
        "n_projects": [4, 4, 0, 2],
        "n_awards": [5, 1, 0, 4],
        "invested_yuan": [Decimal(100), Decimal(300), Decimal(0), Decimal(0)],
        "entitled_yuan": [Decimal(0)] * 4,
        "paid_yuan": [Decimal(1), Decimal(1), Decimal(2), Decimal(0)],
    }
)
SQUARE = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))
HOLE = ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0))  # the same way round as the square: it has to be turned
ISLAND = ((5.0, 0.0), (6.0, 0.0), (6.0, 1.0))
OUTLINES = Outlines({"甲镇": ((SQUARE, HOLE), (ISLAND,)), "丁镇": ((ISLAND,),)}, 14, 14)
Draw = Callable[[pl.DataFrame], Any]
FIGURES: dict[str, tuple[Draw, pl.DataFrame]] = {
    "year_columns": (lambda frame: trend.year_columns(frame, "n_awards", "n_awards_by_day", AS_OF), YEARS),
    "year_columns_money": (lambda frame: trend.year_columns(frame, "paid_yuan", "paid_by_day_yuan", AS_OF), YEARS),
    "budget_bridge": (lambda frame: bridge.budget_bridge(frame, 2026, "智能工厂专项"), STEPS),
    "share_bars": (lambda frame: profile.share_bars(frame, "甲镇"), town_profile(TOWNS, "甲镇")),
    "town_outlines": (lambda frame: outline.town_outlines(frame, "n_awards", OUTLINES), TOWNS),
    "outcome_ranges": (lambda frame: outcome.outcome_ranges(frame, "项", BANDS, "%"), OUTCOME),
    "tier_counts": (ladder.tier_counts, pl.DataFrame({"tier": ["优秀场景"], "rank": [None], "n_awards": [4]})),
}
EVERY = pytest.mark.parametrize(("draw", "frame"), FIGURES.values(), ids=list(FIGURES))


def drawn_dict(name: str) -> dict[str, Any]:
    draw, frame = FIGURES[name]
    found: dict[str, Any] = draw(frame).to_dict()
    return found


@EVERY
def test_an_empty_frame_says_so_and_every_figure_has_the_house_frame(draw: Draw, frame: pl.DataFrame) -> None:
    empty = draw(frame.clear()).to_dict()
    assert [note["text"] for note in empty["layout"]["annotations"]] == [text.EMPTY]
    drawn = draw(frame)
    layout = drawn.to_dict()["layout"]
    assert not theme.alt(drawn).isascii()
    assert "width" not in layout
    assert layout["dragmode"] is False
    assert layout["xaxis"]["fixedrange"]
    assert layout["yaxis"]["fixedrange"]
    seen = re.sub(
        r"<[^>]*>|&\w+;",
        "",
        json.dumps(
            [
                [note["text"] for note in layout.get("annotations", [])],
                layout.get("title"),
                layout["xaxis"].get("ticktext"),
                [[trace.get(key) for key in ("name", "text", "hovertext")] for trace in drawn.to_dict()["data"]],
            ],
            ensure_ascii=False,
            default=list,
        ),
    )
    english = set(re.findall(r"[A-Za-z]{2,}", seen)) - {
        "text",
        "font",
        "size",
        "color",
        "xref",
        "xanchor",
        "container",
        "left",
        "yanchor",
        "yref",
        "top",
        "pad",
        "null",
    }
    assert english == set()


def test_years_are_compared_with_the_whole_year_before_and_the_unfinished_one_with_the_same_days() -> None:
    layout = drawn_dict("year_columns")["layout"]
    assert layout["xaxis"]["ticktext"] == [
        "2024年<br>",
        "2025年<br>▲ 5<br>+14.3%",
        "2026年<br>至11月20日<br>▼ 1<br>-25.0%",
    ]
    money = drawn_dict("year_columns_money")
    assert list(money["data"][0]["y"]) == [646.0, 884.00005, 0.0]
    assert money["layout"]["xaxis"]["ticktext"][1:] == [
        "2025年<br>▲ 238<br>+36.8%",
        "2026年<br>至11月20日<br>▼ 884<br>-100.0%",
    ]
    assert list(money["data"][0]["marker"]["color"]) == [palette.BLUE, palette.BLUE, palette.STEPS[0]]


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (45, 40, "▲ 5（同比 +12.5%）"),
        (35, 40, "▼ 5（同比 -12.5%）"),
        (40, 40, "与上年持平（同比 0.0%）"),
        (3, 0, "▲ 3（上年同期为 0）"),
        (0, 0, ""),
        (None, 3, ""),
        (3, None, ""),
        (0, 40, "▼ 40（同比 -100.0%）"),
    ],
)
def test_no_per_cent_on_a_base_of_nothing(now: int | None, then: int | None, words: str) -> None:
    assert text.year_on_year("n_awards", now, then) == words


def test_the_running_year_is_marked_although_it_has_no_award() -> None:
    frame = pl.DataFrame({"year": [2025], "tier": ["区级智能车间"], "rank": [2], "n_awards": [3]})
    assert trend.award_trend(frame, AS_OF).to_dict()["layout"]["xaxis"]["ticktext"] == [
        "2025年",
        "2026年<br>至11月20日",
    ]
    assert trend.award_trend(frame, "2025-06-01").layout.xaxis.ticktext == ("2025年<br>至6月1日",)


def test_each_step_of_a_bridge_begins_where_the_last_one_ended_and_a_rest_below_zero_is_overspent() -> None:
    drawn = drawn_dict("budget_bridge")
    bar, words = drawn["data"]
    ends = [(base, base + length) for base, length in zip(bar["base"], bar["x"], strict=True)]
    assert ends == [(0, 100), (100, 20), (20, -30), (0, -30)]
    assert [word.strip() for word in words["text"]] == [
        "100 万元",
        "80 万元",
        "50 万元，另 3 项标准未知",
        "30 万元，另 3 项标准未知",
    ]
    assert drawn["layout"]["yaxis"]["ticktext"][-1] == "超支"
    assert bar["marker"]["color"][-1] == palette.ACCENT
    assert [shape["x0"] for shape in drawn["layout"]["shapes"]] == [100, 20, -30]


def test_published_averages_lie_behind_and_name_their_source() -> None:
    drawn = drawn_dict("outcome_ranges")
    marks, bar, median = drawn["data"]
    assert (list(marks["x"]), marks["name"]) == ([37.6], "2018 年 试点示范项目平均")  # behind: drawn first
    assert (marks["marker"]["color"], marks["marker"]["line"]["color"]) == ("#FFFFFF", palette.GREY)
    assert marks["hovertext"][0].endswith("某处公布（据二手资料，未核对原文）")
    assert [key for (key,) in bar["customdata"]] == ["生产效率提升"]  # one unit, and no metric of the other
    assert list(median["x"]) == [22.45]
    assert drawn["layout"]["showlegend"]
    assert [trace["name"] for trace in drawn["data"] if trace.get("showlegend", True)] == [marks["name"]]


def test_a_scenario_that_nobody_has_is_marked_as_a_row_and_towns_say_what_they_lack() -> None:
    frame = pl.DataFrame(
        {
            "scenario_no": [1, 1, 2, 2],
            "scenario": ["甲", "甲", "乙", "乙"],
            "town": ["东", "西"] * 2,
            "n_projects": [4, 0, 0, 0],
        }
    )
    layout = coverage.scenario_town_heatmap(frame).to_dict()["layout"]
    assert ["○" in words for words in layout["yaxis"]["ticktext"]] == [False, True]
    assert [note["text"] for note in layout["annotations"]] == ["缺1", "缺2"]
    assert [shape["y0"] for shape in layout["shapes"] if shape["type"] == "rect"] == [0.5]


def test_a_profile_has_shares_of_the_district_and_places_among_the_towns() -> None:
    """By hand: 10 of 40 enterprises = 25%; 5 of 10 awards, the best; 50 awards per 100 enterprises against 25."""
    rows = {row["measure"]: row for row in town_profile(TOWNS, "甲镇").to_dicts()}
    assert (rows["n_enterprises"]["share_pct"], rows["n_enterprises"]["place_no"]) == (25.0, 2)
    awards = rows["n_awards"]
    assert (awards["share_pct"], awards["place_no"], awards["mean_value"], awards["gap_value"]) == (50.0, 1, 2, 3)
    assert (rows["n_projects"]["place_no"], rows["paid_yuan"]["place_no"]) == (1, 2)  # equal values share a place
    assert rows["entitled_yuan"]["share_pct"] is None  # a share of nothing
    rate = rows["awards_per_100"]
    assert (rate["town_value"], rate["district_value"], rate["n_towns"], rate["share_pct"]) == (50, 25, 2, None)
    assert "awards_per_100" not in town_profile(TOWNS, "丙镇")["measure"]
    assert town_profile(TOWNS, "不存在").is_empty()


def test_the_shares_of_all_towns_add_up(sample_home: Path) -> None:
    towns = warehouse(sample_home).ask("town_summary")
    whole = pl.concat([town_profile(towns, town) for town in towns["town"] if town != text.MISSING])
    for measure in ("n_awards", "paid_yuan"):
        without = float(towns.filter(town=text.MISSING)[measure][0]) * 100 / float(towns[measure].sum())
        assert whole.filter(measure=measure)["share_pct"].sum() + without == pytest.approx(100)


def test_holes_run_the_other_way_and_what_has_no_shape_is_named() -> None:
    drawn = drawn_dict("town_outlines")
    first, second, names = drawn["data"]
    assert first["fill"] == "toself"
    assert first["hoveron"] == "fills"
    xs = list(first["x"])
    assert xs.count(None) == 2  # three rings
    assert xs[:5] == [0.0, 4.0, 4.0, 0.0, 0.0]
    assert xs[6:11] == [1.0, 2.0, 2.0, 1.0, 1.0]
    assert list(first["y"])[6:11] == [2.0, 2.0, 1.0, 1.0, 2.0]  # turned
    assert second["fillcolor"] == palette.TRANSPARENT  # on the map and not in the answer
    assert [words.split("<br>")[0] for words in names["text"]] == ["甲镇"]
    assert drawn["layout"]["annotations"][0]["text"].endswith("未上图：乙镇 1；丙镇 0；未填报 4")
    assert drawn["layout"]["yaxis"]["scaleanchor"] == "x"


def test_shades_run_from_nearly_white_to_the_deepest() -> None:
    assert (palette.shade(0), palette.shade(1)) == (palette.NOTHING, palette.SEQUENCE[-1])
    depth = [palette.luminance(palette.shade(step / 20)) for step in range(21)]
    assert depth == sorted(depth, reverse=True)
