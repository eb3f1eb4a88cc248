"""What changed since the build before: every difference adds up to the district's."""

from __future__ import annotations

import polars as pl
import pytest

from dashboard.comparison import arrivals
from dashboard.page import Page
from dashboard.since import TOWN_VALUES, Since, since
from queries import earlier, warehouse
from tests.served import load

FILTERS = {"year": "", "call": "", "town": "", "industry": "", "tier": "", "assume": ""}
ENTERPRISES = """企业名称,统一社会信用代码,所属街镇,所属行业
虚构甲公司,91310118XX00000196,夏阳街道,装备制造
虚构乙公司,91310118XX00000277,华新镇,消费品
"""
AWARDS = """企业名称,统一社会信用代码,认定类别,认定日期
虚构甲公司,91310118XX00000196,区级智能车间,2022-06-01
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Since:
    """A home with two builds: the second knows one more enterprise and one recognition."""
    folder = tmp_path_factory.mktemp("since")
    inbox, home = folder / "in", folder / "home"
    inbox.mkdir()
    (inbox / "企业.csv").write_text(ENTERPRISES[: ENTERPRISES.index("虚构乙")], encoding="utf-8")
    load(inbox, home)
    assert earlier(warehouse(home)) is None
    assert since(Page(warehouse(home), FILTERS, "总览")) is None
    (inbox / "企业.csv").write_text(ENTERPRISES, encoding="utf-8")
    (inbox / "认定.csv").write_text(AWARDS, encoding="utf-8")
    load(inbox, home)
    result = since(Page(warehouse(home), FILTERS, "总览"))
    assert result
    return result


def test_differences_of_towns_add_up_to_the_district(found: Since) -> None:
    then, now = found.both("project_summary")
    towns = found.towns()
    for name in TOWN_VALUES:
        if name in now.columns:
            assert towns[f"change_{name}"].sum() == now[name][0] - then[name][0], name
    grown = towns.filter(pl.col("change_n_enterprises") != 0).select("town", "change_n_enterprises")
    assert grown.rows() == [("华新镇", 1)]
    assert (found.change("project_summary", "n_awards"), found.change("project_summary", "n_projects")) == ("+1", "")
    assert found.change("project_summary", "entitled_yuan") == "+20 万元"


def test_what_came_is_named(found: Since) -> None:
    assert found.rows().rows() == [("新增", "认定", "虚构甲公司", "夏阳街道", "区级智能车间", None)]


def test_a_copy_more_is_one_row_more() -> None:
    was = pl.DataFrame({"k": ["a", "a", "b", None]})
    now = pl.DataFrame({"k": ["a", "c", "a", "a", None, None]})
    assert arrivals(was, now, ["k"]).rows() == [("新增", "c"), ("新增", "a"), ("新增", None), ("减少", "b")]
