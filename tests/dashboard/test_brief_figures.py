"""Every amount and count in the tables of a brief, read back from .docx, .pptx and .pdf, is that of its question."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.brief_files import brief_bytes
from queries import Warehouse, warehouse
from tests.dashboard.brief_reading import Rows, asked, pdf_text, squeezed, whole_document_tables, whole_slide_tables

FILTERS: dict[str, dict[str, str]] = {
    "all": {}, "town": {"town": "华新镇", "year": "2025"}, "year": {"year": "2022"},
    "industry": {"industry": "装备制造"},
    "assume": {"assume": "qingpu-2022", "tier": "区级智能工厂"},
}
PRINTED = ("all", "assume")  # a PDF takes Chromium two seconds
UNITS = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
MONEY = re.compile(r"（(元|万元|亿元)）")


@pytest.fixture(scope="module")
def build(sample_home: Path) -> Warehouse:
    return warehouse(sample_home)


def same(cell: str, value: Decimal | int, head: str) -> bool:
    """Whether a printed number is the value, to the last digit that is printed, in the unit of its heading."""
    unit = MONEY.search(squeezed(head))
    wanted = Decimal(value) / (UNITS[unit[1]] if unit else 1)
    printed = Decimal(cell.replace(",", ""))
    return abs(printed - wanted) <= Decimal(1).scaleb(min(int(printed.as_tuple().exponent), 0)) / 2


@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
@pytest.mark.parametrize(
    ("suffix", "read"), [(".docx", whole_document_tables), (".pptx", whole_slide_tables)], ids=["docx", "pptx"]
)
def test_every_number_in_a_table_is_that_of_its_question(
    suffix: str, read: Callable[[bytes], dict[str, Rows]], filters: dict[str, str], build: Warehouse
) -> None:
    tables = read(brief_bytes(build, filters, suffix))
    assert {"认定类别", "年度", "名次", "最要紧的问题"} <= set(tables)

    head, *rows = tables["名次"]
    towns = {row["town"]: row for row in asked(build, "town_summary", filters | {"town": ""}).iter_rows(named=True)}
    columns = ("n_enterprises", "n_projects", "n_awards", "invested_yuan", "entitled_yuan", "paid_yuan")
    whole = {column: sum(row[column] for row in towns.values()) for column in columns}
    for row in rows:
        for cell, column, name in zip(row[2:], columns, head[2:], strict=True):
            assert same(cell, (whole if row[1] == "合计" else towns[row[1]])[column], name), (row[1], column)
    missing = set(towns) - {row[1] for row in rows}
    assert all(not any(towns[town][column] for column in columns) for town in missing)

    head, *rows = tables["年度"]
    budget = asked(build, "budget_summary", filters)
    lines = {(str(one["year"]), one["line"]): one for one in budget.iter_rows(named=True)}
    assert {(row[0], row[1]) for row in rows} == set(lines)
    columns = ("budget_yuan", "entitled_yuan", "paid_yuan", "remaining_yuan", "n_unpriced")
    for row in rows:
        line = lines[row[0], row[1]]
        for cell, column, name in zip(row[2:], columns, head[2:], strict=True):
            is_unknown = column == "entitled_yuan" and not line[column] and line["n_unpriced"]
            assert cell == "标准未知" if is_unknown else same(cell, line[column], name), (row[:2], column)

    head, *rows = tables["认定类别"]
    now, then = (asked(build, "tier_summary", filters | {"year": year}) for year in _years(head, filters))
    for row, tier in zip(rows, asked(build, "tier_summary", filters).iter_rows(named=True), strict=True):
        assert row[0] == tier["tier"]
        assert row[3:5] == [f"{tier['n_awards']:,}", f"{tier['n_enterprises']:,}"]
        this, last = (one.filter(tier=row[0])["n_awards"][0] for one in (now, then))
        assert row[-1].startswith("持平" if this == last else f"{'▲' if this > last else '▼'} {abs(this - last)}（")
        if len(row) == 7:
            assert row[5] == f"{this:,}"

    for catalogue, process, n, names in tables.get("目录", [])[1:]:
        scenarios = asked(build, "scenario_coverage", filters, catalogue=catalogue[:4])
        blank = scenarios.filter(process=process, n_projects=0)
        assert (int(n), names.split("、")) == (blank.height, blank["scenario"].to_list()), (catalogue, process)


def _years(head: list[str], filters: dict[str, str]) -> tuple[str, str]:
    """The year of the comparison and the one before it, as the last heading names it."""
    before = int(re.search(r"\d{4}", head[-1])[0])  # type: ignore[index]
    assert not filters.get("year") or int(filters["year"]) == before + 1
    return str(before + 1), str(before)


@pytest.mark.parametrize("name", PRINTED)
def test_the_printed_page_holds_the_rows_of_the_document(name: str, build: Warehouse, tmp_path: Path) -> None:
    """Row by row, each with all its cells side by side, and the ten figures with their words."""
    (tmp_path / "brief.pdf").write_bytes(brief_bytes(build, FILTERS[name], ".pdf"))
    printed = pdf_text(str(tmp_path / "brief.pdf"))
    tables = whole_document_tables(brief_bytes(build, FILTERS[name], ".docx"))
    for key in ("认定类别", "年度", "名次", "申报批次", "责任单位"):
        for row in tables[key][1:]:
            assert squeezed("".join(row)) in printed, (key, row)
    for row in tables["指标"][1:]:
        assert squeezed(row[1]) in printed, row
