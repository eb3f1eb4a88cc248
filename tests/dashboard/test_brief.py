"""A brief holds the figures of its questions, in every file, under every filter."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest

from dashboard.brief import brief
from dashboard.exports.brief_docx import brief_document
from dashboard.exports.brief_html import brief_page
from dashboard.exports.brief_pptx import brief_slides
from queries import Warehouse, warehouse
from tests.dashboard.brief_reading import (
    asked,
    chart_books,
    charts,
    document_tables,
    document_text,
    slide_tables,
    slide_text,
    squeezed,
)
from tests.served import load

FILTERS: list[dict[str, str]] = [
    {}, {"town": "夏阳街道"}, {"year": "2024"}, {"call": "national-2023"},
    {"industry": "装备制造", "tier": "区级智能车间"}, {"assume": "qingpu-2022"},
    {"town": "未填报", "tier": "示范工厂", "year": "2020"},
]  # fmt: skip
IDS = ["all", "town", "year", "call", "industry-tier", "assume", "empty"]


@pytest.fixture(scope="module")
def build(sample_home: Path) -> Warehouse:
    return warehouse(sample_home)


def wan(yuan: Decimal) -> str:
    """万元 by hand: thousands, at most two decimals."""
    shown = f"{(yuan / 10_000).quantize(Decimal('0.01')):,}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) + " 万元"


@pytest.mark.parametrize("filters", FILTERS, ids=IDS)
def test_the_ten_figures_are_those_of_the_questions(filters: dict[str, str], build: Warehouse) -> None:
    total = asked(build, "project_summary", filters).row(0, named=True)
    expected = {
        "认定": f"{total['n_awards']:,} 项", "申报项目": f"{total['n_projects']:,} 项",
        "在册企业": f"{total['n_enterprises']:,} 家", "场景实例": f"{total['n_instances']:,} 个",
        "已拨付": wan(total["paid_yuan"]),
    }
    for name, column in (("应奖", "entitled_yuan"), ("待拨付", "due_yuan")):
        is_unknown = column == "entitled_yuan" and not total[column] and total["n_unpriced"]
        mark = "（含推定）" if "assume" in filters else ""
        expected[name + mark] = "标准未知" if is_unknown else wan(total[column])
    for catalogue in ("2023", "2025"):
        status = asked(build, "scenario_coverage_status", filters, catalogue=catalogue).row(0, named=True)
        expected[f"覆盖场景 {catalogue} 年版"] = f"{status['n_covered']}/{status['n_scenarios']}"
    payload = brief_document(brief(build, filters))
    shown = {row[0]: row[1] for row in document_tables(payload)["指标"]}
    invested = shown.pop("已投入资金")
    assert shown == expected
    factor = {"元": 1, "万元": 10_000, "亿元": 100_000_000}[invested.split()[1]]
    assert abs(Decimal(invested.split()[0].replace(",", "")) * factor - total["invested_yuan"]) <= factor / 200
    slides = slide_text(brief_slides(brief(build, filters)))
    assert all(squeezed(value) in slides for value in (*expected.values(), invested))


@pytest.mark.parametrize("filters", FILTERS, ids=IDS)
def test_tables_hold_the_rows_of_the_questions(filters: dict[str, str], build: Warehouse) -> None:
    content = brief(build, filters)
    for tables in (document_tables(brief_document(content)), slide_tables(brief_slides(content))):
        tiers = [(row[0], row[3], row[4]) for row in tables["认定类别"]]
        assert tiers == [
            (row["tier"], f"{row['n_awards']:,}", f"{row['n_enterprises']:,}")
            for row in asked(build, "tier_summary", filters).iter_rows(named=True)
        ]
        towns = {row[1]: tuple(row[2:5]) for row in tables["名次"]}
        every = asked(build, "town_summary", filters | {"town": ""})
        counts = ("n_enterprises", "n_projects", "n_awards")
        for row in every.iter_rows(named=True):
            assert towns.get(row["town"], ("0", "0", "0")) == tuple(f"{row[name]:,}" for name in counts)
        assert towns["合计"] == tuple(f"{every[name].sum():,}" for name in counts)
        quota = asked(build, "quota_status", filters).filter(is_own_kind=True)
        assert [(row[2], row[3], row[4], row[5]) for row in tables.get("申报批次", [])] == [
            tuple(f"{row[name]}" for name in ("limit", "n_used", "n_remaining", "n_eligible"))
            for row in quota.iter_rows(named=True)
        ]
        late = asked(build, "todo_list", filters, state="逾期")
        assert sum(int(row[2]) for row in tables.get("责任单位", [])) == late.height
        money = sum(int(row[1]) for row in tables["最要紧的问题"])
        assert money == build.ask("finding_summary").filter(severity="error")["n_findings"].sum() + build.ask(
            "finding_summary"
        ).filter(severity="warning")["n_findings"].sum()
        budget = asked(build, "budget_summary", filters).sort("year", descending=True)
        assert [row[0] for row in tables["年度"]] == [str(year) for year in budget["year"]]
        assert [row[4] for row in tables["年度"]] == [wan(paid).removesuffix(" 万元") for paid in budget["paid_yuan"]]


@pytest.mark.parametrize("filters", FILTERS, ids=IDS)
def test_charts_are_native_and_hold_the_answers(filters: dict[str, str], build: Warehouse) -> None:
    content = brief(build, filters)
    titles = [chart.title for chart in content.charts]
    for payload in (brief_document(content), brief_slides(content)):
        drawn = dict(zip(titles, charts(payload), strict=True))
        assert chart_books(payload) == list(drawn.values())
        assert not [name for name in members(payload) if "/media/" in name]
        for at, catalogue in enumerate(("2023", "2025")):
            status = asked(build, "scenario_coverage_status", filters, catalogue=catalogue).row(0, named=True)
            bars = {name: list(values.values())[at] for name, values in drawn["场景覆盖"].items()}
            assert bars == {"有项目": status["n_covered"], "空白": status["n_scenarios"] - status["n_covered"]}
        tiers = {row[0]: row[1] for row in asked(build, "tier_summary", filters).select("tier", "n_awards").rows()}
        held = {tier: n for tier, n in tiers.items() if n}
        if "历年认定" in drawn:
            assert {tier: sum(years.values()) for tier, years in drawn["历年认定"].items()} == held
        else:
            assert drawn.get("各档认定", {"认定（项）": {}})["认定（项）"] == held
        towns = asked(build, "town_summary", filters | {"town": ""}).filter(pl.col("town") != "未填报")
        bars = drawn.get("各街镇认定", {"认定（项）": dict.fromkeys(towns["town"], 0)})["认定（项）"]
        assert bars == dict(towns.select("town", "n_awards").rows())
        assert list(bars.values()) == sorted(bars.values(), reverse=True)


def members(payload: bytes) -> list[str]:
    with ZipFile(BytesIO(payload)) as parts:
        return parts.namelist()


def test_the_bridge_of_a_budget_adds_up(build: Warehouse) -> None:
    (bridge,) = [chart for chart in brief(build, {"year": "2022"}).charts if "预算去向" in chart.title]
    (row,) = build.ask("budget_summary", year="2022").iter_rows(named=True)
    ends = {series.name: sum(value or 0 for value in series.values) for series in bridge.shown}
    assert ends["预算"] == float(row["budget_yuan"]) / 10_000
    assert ends["预算"] - ends["已拨付"] == ends["结余"] == float(row["remaining_yuan"]) / 10_000


@pytest.mark.parametrize("filters", FILTERS, ids=IDS)
def test_every_sentence_stands_in_every_file(filters: dict[str, str], build: Warehouse) -> None:
    content = brief(build, filters)
    said = [*content.points, *content.origin, content.title, content.stamp.content_hash]
    said += [sentence for section in content.sections for sentence in (*section.sentences, section.note)]
    texts = (
        document_text(brief_document(content)), slide_text(brief_slides(content)), squeezed(brief_page(content)),
    )
    for text in texts:
        assert [words for words in said if squeezed(words) not in text] == []
        assert "None" not in text
        assert "虚构示例数据" in text


def test_the_filters_are_named_and_what_ignores_them_says_so(build: Warehouse) -> None:
    content = brief(build, {"town": "夏阳街道", "call": "national-2023"})
    assert content.origin[1] == "筛选：申报批次 国家级2023年度智能制造试点示范行动；街镇 夏阳街道"
    notes = {section.title: section.note for section in content.sections}
    assert notes["名额"] == "不受「街镇」筛选影响"
    assert notes["数据问题"] == "不受「申报批次」「街镇」筛选影响"
    assert "本节列全部街镇" in notes["街镇"]
    assert content.sections[0].figures[1].change == ""  # the applications of one call have no year before


def test_an_assumption_is_said_on_the_first_page(build: Warehouse) -> None:
    assert "含推定" in brief(build, {"assume": "qingpu-2022"}).origin[-1]
    assert not any("含推定" in line for line in brief(build, {}).origin)


def test_the_same_brief_has_the_same_bytes(build: Warehouse) -> None:
    content, again = brief(build, {}), brief(build, {})
    assert content == again
    assert brief_document(content) == brief_document(again)
    assert brief_slides(content) == brief_slides(again)
    other = brief(build, {"year": "2024"})
    assert brief_document(other) != brief_document(content)
    assert brief_slides(other) != brief_slides(content)


def test_a_year_is_compared_with_the_year_before(build: Warehouse) -> None:
    now, before = (build.ask("project_summary", year=year).row(0, named=True) for year in ("2024", "2023"))
    figures = {figure.label: figure for figure in brief(build, {"year": "2024"}).sections[0].figures}
    gain = now["n_awards"] - before["n_awards"]
    assert figures["认定"].change.startswith(f"{'▲' if gain > 0 else '▼'} {abs(gain)}（同比")
    assert figures["应奖"].change == ""  # what nobody can price can't be compared
    whole = {figure.label: figure for figure in brief(build, {}).sections[0].figures}
    last = build.ask("project_summary", year="2025").row(0, named=True)
    assert whole["认定"].change.startswith(f"2025 年 {last['n_awards']} 项，")


def test_a_second_build_is_compared_with_the_first(tmp_path: Path) -> None:
    inbox, home = tmp_path / "in", tmp_path / "home"
    inbox.mkdir()
    head = "企业名称,统一社会信用代码,所属街镇,所属行业\n虚构甲公司,91310118XX00000196,夏阳街道,装备制造\n"
    (inbox / "企业.csv").write_text(head, encoding="utf-8")
    load(inbox, home)
    first = brief(warehouse(home), {})
    assert "没有可以比较的上一版数据。" in first.sections[0].sentences
    (inbox / "企业.csv").write_text(head + "虚构乙公司,91310118XX00000277,华新镇,消费品\n", encoding="utf-8")
    load(inbox, home)
    second = brief(warehouse(home), {})
    figures = {figure.label: figure.since for figure in second.sections[0].figures}
    assert (figures["在册企业"], figures["认定"]) == ("自上一版 +1", "自上一版不变")
    assert figures["覆盖场景 2023 年版"] == "自上一版不变"
    rows = document_tables(brief_document(second))["指标"]
    assert [row[2] for row in rows if row[0] == "在册企业"] == ["+1"]


def test_a_district_with_one_enterprise_has_a_brief(bare_home: Path) -> None:
    content = brief(warehouse(bare_home), {})
    assert content.sections[1].headline == "所选范围内没有认定。"
    for text in (document_text(brief_document(content)), slide_text(brief_slides(content)), brief_page(content)):
        assert "None" not in text
