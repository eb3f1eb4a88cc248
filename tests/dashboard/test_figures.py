"""Figures draw the numbers of the frame, in its order, with Chinese words; read back from `to_dict()`."""

import json
import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.elements.lib.streamlit_plotly_theme import GRAY_90

from dashboard.figures import budget, coverage, ladder, outcome, palette, path, quota, ranking, theme, town, trend

CONFIG_TOML = Path(__file__).parents[2] / ".streamlit" / "config.toml"

COVERAGE = pl.DataFrame(
    {
        "scenario_no": [1, 2, 6],
        "scenario": ["产品数字化研发与设计", "虚拟试验与调试", "智能在线检测"],
        "process": ["产品设计", "产品设计", "质量管控"],
        "n_projects": [12, 0, 3],
        "n_instances": [15, 0, 3],
    }
)
SCENARIO_TOWN = pl.DataFrame(
    {
        "scenario_no": [1, 1, 2, 2],
        "scenario": ["甲场景", "甲场景", "乙场景", "乙场景"],
        "town": ["金泽镇", None, "金泽镇", None],
        "n_projects": [4, 0, 0, 1],
    }
)
TOWN = pl.DataFrame(
    {
        "town": ["徐泾镇", "金泽镇", None],
        "n_projects": [90, 0, 7],
        "invested_yuan": [Decimal("282746400.10"), Decimal("0.00"), None],
        "grid_col": [4, 0, None],
        "grid_row": [1, 3, None],
    }
)
TIER = pl.DataFrame(
    {
        "tier": ["区级智能生产线", "区级智能仓储", "灯塔工厂"],
        "rank": [1, 1, 6],
        "n_awards": [120, 35, 1],
        "n_enterprises": [107, 32, 1],
        "entitled_yuan": [Decimal("12000000"), Decimal("3500000.55"), None],
        "paid_yuan": [Decimal("9600000"), Decimal("0"), Decimal("5000000")],
        "due_yuan": [Decimal("2400000"), Decimal("3500000.55"), None],
    }
)
PATH = pl.DataFrame(
    {
        "tier": ["区级智能车间", "区级智能工厂", "示范工厂"],
        "rank": [2, 3, None],
        "n_ready": [107, 88, 0],
        "n_one": [86, 96, 244],
        "n_two": [104, 0, 103],
    }
)
OUTCOME = pl.DataFrame(
    {
        "metric": ["生产效率提升", "关键设备联网率"],
        "n_reported": [118, 0],
        "n_missing": [14, 132],
        "min": [-3.0, None],
        "p25": [10.0, None],
        "median": [22.45, None],
        "p75": [37.5, None],
        "max": [900.0, None],
    }
)
EVIDENCE = pl.DataFrame(
    {
        "metric": ["生产效率提升", "生产效率提升", "运营成本下降"],
        "evidence": ["第三方", "自报", "自报"],
        "median": [18.0, 30.5, 12.25],
        "n_reported": [4, 80, 75],
    }
)
BUDGET = pl.DataFrame(
    {
        "year": [2024, 2025],
        "line": ["智能工厂专项", "智能工厂专项"],
        "budget_yuan": [Decimal("20000000"), Decimal("30000000")],
        "entitled_yuan": [Decimal("23000000"), None],
        "paid_yuan": [Decimal("21500000"), Decimal("12000000")],
        "remaining_yuan": [Decimal("-1500000"), Decimal("18000000")],
    }
)
QUOTA = pl.DataFrame(
    {
        "track": ["scene", "factory"],
        "applicant_kind": ["区", "区"],
        "limit": [20, 10],
        "n_used": [17, 12],
        "n_remaining": [3, -2],
        "n_recognised": [47, 51],
        "lift_above": [50, 50],
        "is_lifted": [False, True],
    }
)
RANKING = pl.DataFrame(
    {
        "position": [1, 2, 3],
        "project_id": ["P1", "P2", "P3"],
        "enterprise": ["上海甲有限公司", "上海<b>乙</b>有限公司", "上海甲有限公司"],
        "score": [79.305, 60.0, 60.0],
        "base_score": [38.0, 30.0, 20.0],
        "growth_score": [20.0, 20.0, 20.0],
        "demo_score": [21.305, 10.0, 20.0],
        "eligibility": ["pass", "fail", "unknown"],
        "is_within_quota": [True, True, False],
    }
)
TREND = pl.DataFrame(
    {
        "year": [2024, 2024, 2025],
        "tier": ["区级智能车间", "市级智能工厂", "区级智能车间"],
        "n_awards": [9, 2, 31],
    }
)

Draw = Callable[[pl.DataFrame], Any]
FIGURES: dict[str, tuple[Draw, pl.DataFrame]] = {
    "scenario_bars": (coverage.scenario_bars, COVERAGE),
    "scenario_town_heatmap": (coverage.scenario_town_heatmap, SCENARIO_TOWN),
    "town_ranking": (lambda frame: town.town_ranking(frame, "invested_yuan"), TOWN),
    "town_tiles": (lambda frame: town.town_tiles(frame, "n_projects"), TOWN),
    "tier_ladder": (ladder.tier_ladder, TIER),
    "tier_money": (ladder.tier_money, TIER),
    "path_targets": (path.path_targets, PATH),
    "outcome_ranges": (outcome.outcome_ranges, OUTCOME),
    "outcome_evidence": (outcome.outcome_evidence, EVIDENCE),
    "budget_bars": (budget.budget_bars, BUDGET),
    "quota_gauge": (quota.quota_gauge, QUOTA),
    "score_bars": (ranking.score_bars, RANKING),
    "award_trend": (trend.award_trend, TREND),
}
EVERY = pytest.mark.parametrize(("draw", "frame"), FIGURES.values(), ids=list(FIGURES))


def bars(drawn: dict[str, Any]) -> dict[str, list[Any]]:
    """Name → lengths of the bars of a figure."""
    return {trace["name"]: list(trace["x"]) for trace in drawn["data"] if trace["type"] == "bar"}


def words_of(drawn: dict[str, Any]) -> str:
    """Everything of the figure that a reader sees, in one string."""
    layout = drawn["layout"]
    seen: list[Any] = [
        layout.get("title", {}).get("text"),
        [note["text"] for note in layout.get("annotations", [])],
    ]
    for axis in ("xaxis", "yaxis"):
        shown = layout.get(axis, {})
        seen += [shown.get("title", {}).get("text"), shown.get("ticktext")]
    for trace in drawn["data"]:
        seen += [trace.get("name"), trace.get("text"), trace.get("hovertext")]
    return json.dumps(seen, ensure_ascii=False, default=list)


@EVERY
def test_an_empty_frame_says_so(draw: Draw, frame: pl.DataFrame) -> None:
    drawn = draw(frame.clear()).to_dict()
    assert [note["text"] for note in drawn["layout"]["annotations"]] == ["暂无数据"]
    assert drawn["data"] == []


@EVERY
def test_all_words_are_chinese(draw: Draw, frame: pl.DataFrame) -> None:
    shown = re.sub(r"<[^>]*>|&\w+;", "", words_of(draw(frame).to_dict()))
    assert re.findall(r"[A-Za-z]{2,}", shown.replace("null", "")) == []


@EVERY
def test_one_row_is_enough_for_a_figure(draw: Draw, frame: pl.DataFrame) -> None:
    assert draw(frame.head(1)).to_dict()["data"]


@EVERY
def test_every_figure_has_the_house_frame(draw: Draw, frame: pl.DataFrame) -> None:
    """A text alternative, a height of its own, no width, no zooming, a see-through ground."""
    drawn = draw(frame)
    layout = drawn.to_dict()["layout"]
    assert not theme.alt(drawn).isascii()
    assert layout["height"] > 100
    assert "width" not in layout
    assert layout["dragmode"] is False
    assert layout["xaxis"]["fixedrange"]
    assert layout["yaxis"]["fixedrange"]
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == palette.TRANSPARENT
    json.loads(drawn.to_json())


def test_a_scenario_without_projects_is_blank_and_says_so() -> None:
    drawn = coverage.scenario_bars(COVERAGE).to_dict()
    bar, blank = drawn["data"]
    assert list(bar["x"]) == [None, 12, None, None, 3]
    assert drawn["layout"]["yaxis"]["ticktext"] == [
        "<b>产品设计</b>", "1 产品数字化研发与设计", "2 虚拟试验与调试", "<b>质量管控</b>", "6 智能在线检测",
    ]  # fmt: skip
    assert list(blank["y"]) == [2]
    assert "空白" in blank["text"][0]
    assert [key for (key,) in bar["customdata"]] == [None, 1, 2, None, 6]


def test_the_heatmap_leaves_zero_cells_blank_and_keeps_the_order_of_the_frame() -> None:
    drawn = coverage.scenario_town_heatmap(SCENARIO_TOWN).to_dict()
    heat, words = drawn["data"]
    assert list(words["text"]) == ["4", "1"]
    assert [list(line) for line in heat["z"]] == [[4, None], [None, 1]]
    assert drawn["layout"]["yaxis"]["ticktext"] == ["1 甲场景", "2 乙场景"]
    assert drawn["layout"]["xaxis"]["ticktext"] == ["金<br>泽<br>镇", "未<br>填<br>报"]
    assert heat["hovertext"][0][1] == "1 甲场景<br>未填报：空白"


def test_towns_keep_their_order_money_has_one_unit_and_the_unreported_row_is_grey() -> None:
    drawn = town.town_ranking(TOWN, "invested_yuan").to_dict()
    (bar,) = drawn["data"]
    assert list(bar["x"]) == [2.8274640010, 0.0, None]
    assert bar["text"][:2] == ["2.83 亿元", "0 亿元"]
    assert drawn["layout"]["yaxis"]["ticktext"] == ["徐泾镇", "金泽镇", "未填报"]
    assert drawn["layout"]["xaxis"]["title"]["text"] == "已投入资金（亿元）"
    assert bar["marker"]["color"] == [palette.BLUE, palette.BLUE, palette.GREY]
    assert bars(town.town_ranking(TOWN, "n_projects").to_dict()) == {"项目数（项）": [90, 0, 7]}


def test_the_tile_map_is_called_schematic_and_names_what_it_cannot_place() -> None:
    drawn = town.town_tiles(TOWN, "n_projects").to_dict()
    heat, words = drawn["data"]
    for color, x, y in zip(words["textfont"]["color"], words["x"], words["y"], strict=True):
        assert palette.contrast(color, palette.shade(heat["z"][y][x] / 90)) >= 4.5
    assert [list(line) for line in heat["z"]] == [
        [None, None, None, None, 90],
        [None] * 5,
        [0, None, None, None, None],
    ]
    (caption,) = [note["text"] for note in drawn["layout"]["annotations"]]
    assert caption == "示意图，非实际边界<br>未上图：未填报 7"


def test_the_path_shows_every_target_with_its_three_distances() -> None:
    drawn = path.path_targets(PATH).to_dict()
    assert bars(drawn) == {"现在就可报": [107, 88, 0], "只差一项": [86, 96, 244], "差两项": [104, 0, 103]}
    assert "不设档" in words_of(drawn)


def test_the_ladder_stands_on_its_first_row() -> None:
    drawn = ladder.tier_ladder(TIER).to_dict()
    assert bars(drawn) == {"认定数": [120, 35, 1], "企业数": [107, 32, 1]}
    assert list(drawn["layout"]["yaxis"]["range"]) == [-0.5, 2.5]
    assert drawn["layout"]["yaxis"]["ticktext"][2] == "第6档<br>灯塔工厂"


def test_an_amount_nobody_knows_is_a_word_and_never_a_zero() -> None:
    drawn = ladder.tier_money(TIER).to_dict()
    assert bars(drawn) == {
        "应奖": [1200.0, 350.000055, None],
        "已拨付": [960.0, 0.0, 500.0],
        "待拨付": [240.0, 350.000055, None],
    }
    gaps = drawn["data"][-1]
    assert [word.strip() for word in gaps["text"]] == ["标准未知", "标准未知"]
    assert [round(at) for at in gaps["y"]] == [2, 2]


def test_outcomes_show_the_median_with_the_number_that_reported() -> None:
    drawn = outcome.outcome_ranges(OUTCOME).to_dict()
    bar, median = drawn["data"]
    assert list(bar["base"]) == [10.0, None]
    assert list(bar["x"]) == [27.5, None]
    assert list(median["x"]) == [22.45, None]
    assert [note["text"] for note in drawn["layout"]["annotations"]] == [
        "中位数 22.5%（118/132 项填报）",
        "无人填报（0/132 项填报）",
    ]
    assert "最大值：900.0%" in bar["hovertext"][0]


def test_a_count_among_the_outcomes_is_not_called_a_percentage() -> None:
    counted = OUTCOME.head(1).with_columns(metric=pl.lit("复制推广企业数"), measure_unit=pl.lit("家"))
    drawn = outcome.outcome_ranges(counted, counted="家").to_dict()
    assert drawn["layout"]["annotations"][0]["text"] == "中位数 22.5 家（118/132 家填报）"
    assert drawn["layout"]["xaxis"]["title"]["text"] == "数值（家）"


def test_evidence_levels_are_ordered_by_strength_and_carry_their_numbers() -> None:
    drawn = outcome.outcome_evidence(EVIDENCE).to_dict()
    assert bars(drawn) == {"自报": [30.5, 12.25], "第三方": [18.0, None]}
    assert drawn["data"][1]["text"] == ["18.0%（4 项）", ""]


def test_an_overspent_budget_goes_left_and_says_so() -> None:
    drawn = budget.budget_bars(BUDGET).to_dict()
    assert bars(drawn) == {
        "预算": [2000.0, 3000.0],
        "应奖": [2300.0, None],
        "已拨付": [2150.0, 1200.0],
        "结余": [-150.0, 1800.0],
    }
    assert [word.strip() for word in drawn["data"][-1]["text"]] == ["未填报", "超支 150 万元"]


def test_the_quota_says_used_left_over_and_what_lifts_it() -> None:
    drawn = quota.quota_gauge(QUOTA).to_dict()
    assert bars(drawn) == {"已用": [17, 12], "剩余": [3, None]}
    assert [note["text"] for note in drawn["layout"]["annotations"]] == [
        "<b>上限 20，已用 17，剩余 3</b><br>未增额：累计认定 47，须多于 50",
        "<b>上限 10，已用 12，超出 2</b><br>已增额：累计认定 51，须多于 50",
    ]
    assert [shape["x0"] for shape in drawn["layout"]["shapes"]] == [20, 10]
    assert drawn["layout"]["yaxis"]["ticktext"] == ["优秀场景<br>（区）", "示范工厂<br>（区）"]


def test_scores_are_stacked_and_the_line_stands_below_the_last_place_within() -> None:
    drawn = ranking.score_bars(RANKING, 2).to_dict()
    assert bars(drawn) == {
        "基础条件": [38.0, 30.0, 20.0],
        "成长性": [20.0] * 3,
        "示范性": [21.305, 10.0, 20.0],
    }
    assert drawn["data"][-1]["text"] == ["79.31", "60.00 不符合", "60.00 待核实"]
    assert [shape["y0"] for shape in drawn["layout"]["shapes"]] == [1.5]
    assert drawn["layout"]["annotations"][0]["text"] == "名额线（2）"
    assert [key for (key,) in drawn["data"][0]["customdata"]] == ["P1", "P2", "P3"]


def test_two_enterprises_of_one_name_stay_two_rows_and_markup_in_a_name_stays_text() -> None:
    drawn = ranking.score_bars(RANKING).to_dict()
    assert list(drawn["data"][0]["y"]) == [0, 1, 2]
    shown = "".join(drawn["layout"]["yaxis"]["ticktext"]).replace("<br>", "")
    assert "上海&lt;b&gt;乙&lt;/b&gt;有限公司" in shown


def test_without_parts_the_score_itself_is_drawn_and_without_a_quota_no_line() -> None:
    drawn = ranking.score_bars(RANKING.select("position", "enterprise", "score")).to_dict()
    assert bars(drawn) == {"综合得分": [79.305, 60.0, 60.0]}
    assert "shapes" not in drawn["layout"]


def test_the_trend_stacks_tiers_over_years() -> None:
    drawn = trend.award_trend(TREND).to_dict()
    assert {trace["name"]: list(trace["y"]) for trace in drawn["data"]} == {
        "区级智能车间": [9, 31],
        "市级智能工厂": [2, None],
    }
    assert drawn["layout"]["xaxis"]["ticktext"] == ["2024年", "2025年"]


def test_a_tier_that_first_appears_later_still_stands_on_its_rank_and_titles_without_one_are_grey() -> None:
    frame = pl.DataFrame(
        {
            "year": [2023, 2023, 2024, 2024],
            "tier": ["优秀场景", "市级智能工厂", "区级智能生产线", "区级智能仓储"],
            "rank": [None, 4, 1, 1],
            "n_awards": [4, 2, 9, 3],
        }
    )
    traces = trend.award_trend(frame).to_dict()["data"]
    assert [trace["name"] for trace in traces] == [
        "区级智能生产线",
        "区级智能仓储",
        "市级智能工厂",
        "优秀场景",
    ]
    assert [trace["marker"]["color"] for trace in traces] == [*palette.STEPS[:3], palette.BESIDE[0]]


def test_awards_without_a_known_amount_are_counted_beside_the_sum() -> None:
    tiers = ladder.tier_money(TIER.with_columns(n_unpriced=pl.Series([31, 0, 1]))).to_dict()
    assert tiers["layout"]["yaxis"]["ticktext"] == [
        "第1档<br>区级智能生产线<br>另 31 项标准未知",
        "第1档<br>区级智能仓储",
        "第6档<br>灯塔工厂<br>另 1 项标准未知",
    ]
    lines = budget.budget_bars(BUDGET.with_columns(n_unpriced=pl.Series([0, 16]))).to_dict()
    assert lines["layout"]["yaxis"]["ticktext"][1] == "2025年<br>智能工厂专项<br>另 16 项标准未知"


@pytest.mark.parametrize(
    ("label", "width", "lines"),
    [
        ("金泽镇", 8, "金泽镇"),
        ("资源综合利用率提升", 8, "资源综合利<br>用率提升"),
        ("第1档\n区级智能生产线", 10, "第1档<br>区级智能生产线"),
        ("", 8, "未填报"),
        (None, 8, "未填报"),
        ("甲<乙", 8, "甲&lt;乙"),
    ],
)
def test_labels_break_into_even_lines(label: str | None, width: int, lines: str) -> None:
    assert theme.wrapped(label, width) == lines


def test_money_axes_never_say_k_or_m() -> None:
    for drawn in (
        budget.budget_bars(BUDGET),
        ladder.tier_money(TIER),
        town.town_ranking(TOWN, "invested_yuan"),
    ):
        axis = drawn.to_dict()["layout"]["xaxis"]
        assert axis["tickformat"] == ",~f"
        assert axis["exponentformat"] == "none"
        assert re.search("（(万元|亿元)）", axis["title"]["text"])


def test_the_streamlit_theme_repeats_the_palette() -> None:
    config = tomllib.loads(CONFIG_TOML.read_text(encoding="utf-8"))
    shared = config["theme"]
    assert shared["font"] == shared["headingFont"] == palette.FONT
    assert shared["primaryColor"] == palette.BLUE
    assert shared["chartCategoricalColors"] == [palette.BLUE, palette.TEAL, palette.ACCENT, palette.GREY]
    for mode, ground in (("light", palette.LIGHT), ("dark", palette.DARK)):
        assert shared[mode] == {
            "backgroundColor": ground["background"],
            "secondaryBackgroundColor": ground["panel"],
            "textColor": ground["text"],
            "borderColor": ground["border"],
            "linkColor": ground["link"],
        }


def test_streamlit_still_recolours_our_ink() -> None:
    """It swaps this placeholder for a colour of the mode; without that, dark charts have dark words."""
    assert palette.INK == GRAY_90


def test_colours_stand_out_on_both_grounds() -> None:
    for ground in (palette.LIGHT, palette.DARK):
        for color in (palette.BLUE, palette.TEAL, palette.ACCENT, palette.GREY):
            assert palette.contrast(color, ground["background"]) >= 3
        for words in (ground["text"], ground["link"]):
            assert palette.contrast(words, ground["background"]) >= 4.5
            assert palette.contrast(words, ground["panel"]) >= 4.5
    assert palette.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    for step in palette.STEPS:
        assert palette.contrast(palette.on(step), step) >= 3.6
