"""Cases of the enterprise and finance sheets."""

from __future__ import annotations

from datetime import date

from tests.etl.rule_cases.deal import Deal, case


@case
def debt_ratio_range(d: Deal, bad: bool) -> None:
    d.finance(d.firm(), 2024, bad, debt_ratio_pct=104.5 if bad else 100.0)
    d.finance(d.firm(), 2024, bad, debt_ratio_pct=-3.0 if bad else 0.0)


@case
def margin_range(d: Deal, bad: bool) -> None:
    d.finance(d.firm(), 2024, bad, profit_margin_pct=650.0 if bad else -22.0)


@case
def finance_year_open(d: Deal, bad: bool) -> None:
    d.finance(d.firm(), 2026 if bad else 2025, bad, sheet=92)


@case
def finance_gap(d: Deal, bad: bool) -> None:
    firm = d.firm()
    for year in (2021, 2024) if bad else (2021, 2022):
        d.finance(firm, year, bad and year == 2024)


@case
def finance_unit_jump(d: Deal, bad: bool) -> None:
    """Three years of which one is in another unit; two years; a firm that grew forty times is left alone."""
    three, two, grown = d.firm(), d.firm(n_employees=None), d.firm()
    for year in (2022, 2023, 2024):
        d.finance(three, year, bad and year == 2023, revenue_yuan=90_000 if bad and year == 2023 else 90_000_000 + year)
        d.finance(grown, year, revenue_yuan=9_000_000 * (40 if year == 2024 else 1) + year)
    d.finance(two, 2023, revenue_yuan=80_000_000)
    d.finance(two, 2024, bad, assets_yuan=99_000_000_000 if bad else 99_000_000)


@case
def assets_vs_revenue(d: Deal, bad: bool) -> None:
    firm = d.firm()
    for year in (2022, 2023, 2024):
        d.finance(firm, year, bad and year == 2024, assets_yuan=(90_000 if bad else 90_000_000) + year)


@case
def revenue_per_head(d: Deal, bad: bool) -> None:
    high, low = d.firm(), d.firm(n_employees=20, size="小型")
    for year in (2022, 2023, 2024):
        d.finance(high, year, bad and year == 2024, revenue_yuan=100_000_000 * (10_000 if bad else 1) + year,
                  assets_yuan=120_000_000 * (10_000 if bad else 1) + year)
        d.finance(low, year, bad and year == 2024, revenue_yuan=(2_000 if bad else 20_000_000) + year,
                  assets_yuan=(2_500 if bad else 25_000_000) + year)


@case
def finance_copied_year(d: Deal, bad: bool) -> None:
    firm = d.firm()
    d.finance(firm, 2023, revenue_yuan=77_000_000, assets_yuan=88_000_000)
    d.finance(firm, 2024, bad, revenue_yuan=77_000_000, assets_yuan=88_000_000 if bad else 89_000_000)


@case
def finance_copied_firm(d: Deal, bad: bool) -> None:
    d.finance(d.firm(), 2024, bad, revenue_yuan=66_000_000, assets_yuan=55_000_000)
    d.finance(d.firm(), 2024, bad, revenue_yuan=66_000_000, assets_yuan=55_000_000 if bad else 55_000_100)


@case
def finance_before_founding(d: Deal, bad: bool) -> None:
    d.finance(d.firm(founded_date=date(2022, 1, 5)), 2021 if bad else 2022, bad)


@case
def sender_shrinks(d: Deal, bad: bool) -> None:
    firms = [d.firm() for _ in range(12)]
    for n, firm in enumerate(firms):
        d.finance(firm, 2023, sheet=90)
        if not bad or n == 0:
            d.finance(firm, 2024, bad, sheet=90)


@case
def size_vs_employees(d: Deal, bad: bool) -> None:
    d.firm(bad, size="大型", n_employees=999 if bad else 1000)
    d.firm(bad, size="小型", n_employees=19 if bad else 20)
    d.firm(size="小型", n_employees=900)  # so many employees and little revenue: 小型 by the standard


@case
def accident_without_date(d: Deal, bad: bool) -> None:
    d.firm(bad, has_accident=True, accident_date=None if bad else date(2025, 1, 1))


@case
def accident_date_without_flag(d: Deal, bad: bool) -> None:
    d.firm(bad, has_accident=False, accident_date=date(2025, 1, 1) if bad else date(2021, 1, 1))


@case
def maturity_without_date(d: Deal, bad: bool) -> None:
    d.firm(bad, maturity_level=3, assessment_date=None if bad else date(2025, 1, 1))
    d.firm(maturity_level=None, assessment_date=None)


@case
def unit_vs_town(d: Deal, bad: bool) -> None:
    d.firm(bad, unit="华新镇" if bad else "夏阳街道")
    d.firm(unit="工业园区")  # a district company stamps for any town


@case
def founded_after_project(d: Deal, bad: bool) -> None:
    d.project(d.firm(founded_date=date(2024, 3, 1) if bad else date(2024, 1, 10)), bad)


@case
def unknown_enterprise(d: Deal, bad: bool) -> None:
    d.project("91310118XX99999999" if bad else d.firm(), bad)


@case
def name_mismatch(d: Deal, bad: bool) -> None:
    d.project(d.firm(enterprise="虚构（上海）改名公司", former_names="虚构旧名公司"), bad,
              enterprise="虚构别名公司" if bad else "虚构旧名 公司")


@case
def project_town_elsewhere(d: Deal, bad: bool) -> None:
    d.project(d.firm(town="华新镇" if bad else "夏阳街道"), bad)


@case
def lines_vs_employees(d: Deal, bad: bool) -> None:
    d.project(d.firm(n_employees=30, size="小型"), bad, n_lines=31 if bad else 30)


@case
def name_two_codes(d: Deal, bad: bool) -> None:
    d.firm(bad, enterprise="虚构同名公司")
    d.firm(bad, enterprise="虚构同名公司" if bad else "虚构另名公司")


@case
def struck_off(d: Deal, bad: bool) -> None:
    """Only where the ledger still has something of it; 未注销 is no striking off."""
    d.project(d.firm(bad, register_state="已注销" if bad else "未注销"))
    d.firm(register_state="注销" if not bad else "存续")
