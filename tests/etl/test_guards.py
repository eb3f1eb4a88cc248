"""The money guards: every planted case is found, nothing else is said; and case by case on small deliveries.

`pytest tests/etl/test_guards.py -s` prints the counts that the README states.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.district.__main__ import generate
from tests.district.codes import credit_code
from tests.etl.loads import load, rows, written

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
GUARDS = (
    "award_unpaid", "paid_above_entitlement", "paid_both_names", "paid_twice", "paid_while_barred",
    "paid_without_award", "project_two_schemes", "repeated_invoice", "shared_invoice",
)  # fmt: skip
# What a good district holds too: a year not handed in, a project in the next town, an accident without its date, a
# figure a little above the usual band, a third party's evidence without its report.
HINTS = {
    "accident_without_date", "finance_gap", "outside_usual_band", "project_town_elsewhere",
    "third_party_without_material",
}  # fmt: skip
Place = tuple[str, str, str, int]


def planted_places() -> set[Place]:
    """(rule, file, sheet, row) of what the generator planted for these rules."""
    known: dict[str, Any] = json.loads((SAMPLE / "known.json").read_text(encoding="utf-8"))
    return {
        (rule, fault["file"], fault["sheet"], fault["row"])
        for fault in known["faults"] for rule in (fault["rule"], *fault["also"]) if rule in GUARDS
    }  # fmt: skip


def found_places(home: Path) -> list[Place]:
    """The same of the findings."""
    names = ", ".join(f"'{rule}'" for rule in GUARDS)
    return rows(home, f'SELECT rule, file, sheet, "row" FROM finding WHERE rule IN ({names})')


def test_every_planted_case_is_found_and_nothing_else(sample_home: Path) -> None:
    planted, found = planted_places(), found_places(sample_home)
    n_of = Counter(rule for rule, *_ in planted)
    for rule in GUARDS:
        hits = [place for place in found if place[0] == rule]
        n_false = len([place for place in hits if place not in planted])
        print(f"{rule}: planted {n_of[rule]}, found {len(planted & set(hits))}, false alarms {n_false}")
    n_payments = rows(sample_home, "SELECT count(*) FROM payment")[0][0]
    n_lines = rows(sample_home, "SELECT count(*) FROM investment")[0][0]
    print(f"all: planted {len(planted)}, found {len(planted & set(found))}, false alarms {len(set(found) - planted)}"
          f" in {n_payments} payments and {n_lines} invoice lines")
    assert set(n_of) == set(GUARDS)  # a guard with nothing planted would prove nothing
    assert planted - set(found) == set()
    assert set(found) - planted == set()
    assert len(found) == len(set(found))


def test_the_look_alikes_raise_no_doubt_of_money(sample_home: Path) -> None:
    known = json.loads((SAMPLE / "known.json").read_text(encoding="utf-8"))["faults"]
    alike = {(fault["file"], fault["sheet"], fault["row"]) for fault in known if fault["id"].startswith("L")}
    assert len(alike) >= 9
    assert {place[1:] for place in found_places(sample_home)} & alike == set()


@pytest.mark.parametrize("scale", [1, pytest.param(10, marks=pytest.mark.slow)])
def test_a_clean_district_raises_no_doubt_at_all(tmp_path: Path, scale: int) -> None:
    """Nothing planted: no guard speaks, and no other rule that looks at rows together says more than a hint."""
    generate(tmp_path / "in", scale, has_faults=False)
    load(tmp_path / "home", tmp_path / "in")
    assert found_places(tmp_path / "home") == []
    doubts = {path.stem for path in (SAMPLE.parents[1] / "etl" / "doubts").glob("*.sql")}
    spoken = {rule for (rule,) in rows(tmp_path / "home", "SELECT DISTINCT rule FROM finding")} & doubts
    assert spoken - HINTS == set()
    at_most_hints = ", ".join(f"'{rule}'" for rule in HINTS)
    assert rows(tmp_path / "home", f"SELECT DISTINCT severity FROM rule WHERE rule IN ({at_most_hints})") == [("info",)]
    assert rows(tmp_path / "home", "SELECT count(*) > 100 FROM payment") == [(True,)]


A, B, C = credit_code(1), credit_code(2), credit_code(3)
ENTERPRISE = "企业名称,统一社会信用代码,曾用名,所属街镇,所属行业,禁止申报至"
AWARD = "企业名称,统一社会信用代码,认定档次,认定日期"
PAYMENT = "拨付对象,统一社会信用代码,事项,拨付金额（万元）,拨付日期,年度"
PROJECT = "项目编号,企业名称,统一社会信用代码,项目名称,申报批次,申报类别,所在街镇,申报日期"
INVOICE = "项目编号,类别,软硬件名称,开票日期,发票号,金额（万元）,供应商"
STAGE = "项目编号,流程环节,开始日期"
FIRMS = [f"虚构甲（上海）公司,{A},虚构旧甲公司,夏阳街道,装备制造,", f"虚构乙公司,{B},,华新镇,装备制造,"]
LINE, SHOP, CITY = "区级智能生产线", "区级智能车间", "市级智能工厂"
DISTRICT = f"Q1,虚构乙公司,{B},焊接单元项目,qingpu-2025,{LINE},华新镇,2025-08-10"
NATIONAL = f"G1,虚构乙公司,{B},焊接工厂项目,national-2023,优秀场景,华新镇,2023-08-10"


def said(
    folder: Path, as_of: str, firms: list[str] = FIRMS, awards: list[str] | None = None,
    payments: list[str] | None = None, projects: list[str] | None = None, invoices: list[str] | None = None,
    stages: list[str] | None = None,
) -> list[str]:
    """The guards (and name_mismatch) that speak on a small delivery, sorted."""
    tables = {
        "企业": [ENTERPRISE, *firms], "认定": [AWARD, *(awards or [])], "拨付": [PAYMENT, *(payments or [])],
        "项目": [PROJECT, *(projects or [])], "发票": [INVOICE, *(invoices or [])], "流程": [STAGE, *(stages or [])],
    }  # fmt: skip
    texts = {name: "\n".join(lines) + "\n" for name, lines in tables.items() if len(lines) > 1}
    load(folder / "home", written(folder / "in", **texts), as_of=as_of)
    assert rows(folder / "home", "SELECT count(*) FROM finding WHERE severity = 'error'") == [(0,)]
    names = ", ".join(f"'{rule}'" for rule in (*GUARDS, "name_mismatch"))
    return sorted(rule for (rule,) in rows(folder / "home", f"SELECT rule FROM finding WHERE rule IN ({names})"))


# N days: the 2022 city award is 免申即享 (180), the others are applied for (365); the day itself is still within.
@pytest.mark.parametrize(("tier", "day", "as_of", "expected"), [
    (CITY, "2022-06-01", "2022-11-28", []),
    (CITY, "2022-06-01", "2022-11-29", ["award_unpaid"]),
    (SHOP, "2022-06-01", "2023-06-01", []),
    (SHOP, "2022-06-01", "2023-06-02", ["award_unpaid"]),
    (SHOP, "2022-03-01", "2026-11-20", []),  # nobody can price it
    (SHOP, "2025-12-12", "2026-12-31", []),
])  # fmt: skip
def test_an_award_is_unpaid_from_the_day_after(
    tmp_path: Path, tier: str, day: str, as_of: str, expected: list[str]
) -> None:
    assert said(tmp_path, as_of, awards=[f"虚构乙公司,{B},{tier},{day}"]) == expected


@pytest.mark.parametrize(("payments", "expected"), [
    ([f"虚构乙公司,{B},{SHOP},10,2022-12-01,2022"], ["award_unpaid"]),  # the first step is open
    ([f"虚构乙公司,{B},{SHOP},20,2022-12-01,2022"], []),
    ([f"虚构乙公司,{B},{LINE},10,2022-12-01,2022", f"虚构乙公司,{B},{SHOP},10,2022-12-01,2022"], []),
    ([f"虚构乙公司,{B},{SHOP},30,2022-12-01,2022"], ["paid_above_entitlement"]),
    ([f"虚构乙公司,{B},{LINE},10,2022-12-01,2022", f"虚构乙公司,{B},{SHOP},4,2022-12-01,2022"], ["award_unpaid"]),
    ([f"虚构乙公司,{B},{LINE},10,2022-12-01,2022", f"虚构乙公司,{B},{SHOP},10,2022-12-01,2022",
      f"虚构乙公司,{B},{SHOP},-10,2023-12-01,2023"], []),  # taken back by article 7: not forgotten
])  # fmt: skip
def test_steps_and_what_was_paid_of_them(tmp_path: Path, payments: list[str], expected: list[str]) -> None:
    """生产线 is worth 10 万元, 车间 10 more: 20 paid under one of them is all of it, 10 is not."""
    awards = [f"虚构乙公司,{B},{LINE},2022-04-01", f"虚构乙公司,{B},{SHOP},2022-06-01"]
    assert said(tmp_path, "2026-11-20", awards=awards, payments=payments) == expected


PAID_A = f"虚构甲（上海）公司,{A},{LINE},10,2022-12-01,2022"


@pytest.mark.parametrize(("second", "expected"), [
    ([], []),
    ([f"虚构旧甲公司,{A},{LINE},8,2023-05-01,2023"], ["paid_above_entitlement", "paid_both_names"]),
    ([f"虚构旧甲公司,{C},{LINE},10,2023-05-01,2023"], ["paid_both_names", "paid_without_award"]),
    ([f"虚构甲（上海）公司,{A},{LINE},-10,2023-01-01,2023", f"虚构旧甲公司,{A},{LINE},10,2023-05-01,2023"], []),
    ([f"虚构甲 (上海)公司,{A},{SHOP},10,2023-05-01,2023"], []),  # width and space make no other name; another item
    ([f"虚构旧 甲公司,{A},{SHOP},10,2023-05-01,2023"], []),
    ([f"虚构别甲公司,{A},{SHOP},10,2023-05-01,2023"], ["name_mismatch"]),
])  # fmt: skip
def test_one_firm_and_its_names(tmp_path: Path, second: list[str], expected: list[str]) -> None:
    awards = [f"虚构甲（上海）公司,{A},{LINE},2022-04-01", f"虚构甲（上海）公司,{A},{SHOP},2022-06-01"]
    if not any(SHOP in line for line in second):
        awards = awards[:1]
    assert said(tmp_path, "2023-06-01", awards=awards, payments=[PAID_A, *second]) == expected


def test_two_firms_of_one_name_are_two_firms(tmp_path: Path) -> None:
    firms = [f"虚构同名公司,{A},,夏阳街道,装备制造,", f"虚构同名公司,{B},,华新镇,装备制造,"]
    awards = [f"虚构同名公司,{code},{LINE},2022-04-01" for code in (A, B)]
    payments = [f"虚构同名公司,{code},{LINE},10,2022-12-01,2022" for code in (A, B)]
    assert said(tmp_path, "2026-11-20", firms=firms, awards=awards, payments=payments) == []


@pytest.mark.parametrize(("day", "expected"), [
    ("2022-06-30", []), ("2022-07-01", ["paid_while_barred"]), ("2025-06-30", ["paid_while_barred"]),
    ("2025-07-01", []),
])  # fmt: skip
def test_a_bar_lasts_three_years_to_its_last_day(tmp_path: Path, day: str, expected: list[str]) -> None:
    firms = [f"虚构乙公司,{B},,华新镇,装备制造,2025-06-30"]
    payment = f"虚构乙公司,{B},诊断实施奖励,3,{day},2024"
    assert said(tmp_path, "2026-11-20", firms=firms, payments=[payment]) == expected


def invoice(project: str, number: str, supplier: str = "虚构供应商", item: str = "机器人") -> str:
    return f"{project},硬件,{item},2022-06-01,{number},60,{supplier}"


LONG, OTHER_LONG, SHORT = "24992000000000000001", "24992000000000000002", "90000001"


@pytest.mark.parametrize(("invoices", "expected"), [
    ([invoice("Q1", LONG), invoice("G1", OTHER_LONG)], []),
    ([invoice("Q1", LONG), invoice("G1", LONG)], ["shared_invoice"] * 2),  # one may be a slip
    ([invoice(p, n) for p in ("Q1", "G1") for n in (LONG, OTHER_LONG)], ["project_two_schemes"]),
    ([invoice("Q1", LONG, "虚构供应商"), invoice("G1", LONG, "另一家")], ["shared_invoice"] * 2),  # unique in China
    ([invoice("Q1", SHORT, "虚构供应商"), invoice("G1", SHORT, "另一家")], []),
    ([invoice("Q1", SHORT, "虚构供应商"), invoice("G1", SHORT, "")], ["shared_invoice"] * 2),
    ([invoice("Q1", SHORT), invoice("Q1", SHORT, item="软件")], []),
    ([invoice("Q1", SHORT), invoice("Q1", SHORT)], ["repeated_invoice"]),
])  # fmt: skip
def test_invoices_in_two_projects(tmp_path: Path, invoices: list[str], expected: list[str]) -> None:
    assert said(tmp_path, "2026-11-20", projects=[NATIONAL, DISTRICT], invoices=invoices) == expected


@pytest.mark.parametrize(("projects", "stages", "expected"), [
    ([NATIONAL, DISTRICT.replace("焊接单元项目", "焊接工厂 项目")], [], ["project_two_schemes"]),
    ([NATIONAL, DISTRICT.replace("焊接单元项目", "焊接工厂 项目")], ["G1,退回,2023-09-01"], []),  # may come again
    ([NATIONAL, DISTRICT.replace("焊接单元项目", "焊接工厂项目").replace(f"虚构乙公司,{B}", f"虚构甲（上海）公司,{A}")],
     [], []),
])  # fmt: skip
def test_one_project_in_two_calls(
    tmp_path: Path, projects: list[str], stages: list[str], expected: list[str]
) -> None:
    assert said(tmp_path, "2026-11-20", projects=projects, stages=stages) == expected
