"""Cases of the district's own ledgers: recognitions, payments, budget, diagnoses, steps."""

from __future__ import annotations

from datetime import date

from tests.etl.rule_cases.deal import CITY, LINE, SHOP, Deal, case

SUMMER = date(2022, 6, 1)


@case
def award_before_application(d: Deal, bad: bool) -> None:
    firm = d.firm()
    d.award(firm, day=date(2025, 7, 1) if bad else date(2025, 12, 12), hit=bad, project_id=d.project(firm))


@case
def award_of_other_firm(d: Deal, bad: bool) -> None:
    firm = d.firm()
    d.award(firm, day=date(2025, 12, 12), hit=bad, project_id=d.project() if bad else d.project(firm))


@case
def award_repeated(d: Deal, bad: bool) -> None:
    firm = d.firm()
    d.award(firm)
    d.award(firm, hit=bad, day=date(2024, 11, 29) if bad else date(2023, 12, 8))


@case
def award_level(d: Deal, bad: bool) -> None:
    d.award(d.firm(), CITY, hit=bad, level="区级" if bad else "市级")


@case
def document_no_format(d: Deal, bad: bool) -> None:
    d.award(d.firm(), hit=bad, document_no="青示例发2024-34" if bad else "青示例发〔2024〕34号")
    d.award(d.firm(), document_no="青示例发(2024)34号")


@case
def document_no_year(d: Deal, bad: bool) -> None:
    d.payment(*_paid(d), hit=bad, document_no="青示例财〔2021〕7号" if bad else "青示例财〔2024〕7号")


@case
def document_no_two_dates(d: Deal, bad: bool) -> None:
    for day in (29, 29, 28):
        late = bad and day == 28
        d.award(d.firm(), day=date(2024, 11, day if late else 29), hit=late, document_no="青示例发〔2024〕99号")


def _paid(d: Deal) -> tuple[str]:
    """A firm that holds a recognition of 2024, so that a payment of 2025 is in order."""
    firm = d.firm()
    d.award(firm)
    return (firm,)


@case
def payment_before_award(d: Deal, bad: bool) -> None:
    d.payment(*_paid(d), hit=bad, day=date(2024, 11, 1) if bad else date(2024, 11, 29))


@case
def payment_unit_error(d: Deal, bad: bool) -> None:
    for yuan in (80_000, 90_000, 100_000):
        firm = d.firm()
        d.award(firm, LINE)
        d.payment(firm, LINE, yuan)
    for yuan in ((9, 900_000_000) if bad else (70_000, 300_000)):
        firm = d.firm()
        d.award(firm, LINE)
        d.payment(firm, LINE, yuan, hit=bad)


@case
def payment_year(d: Deal, bad: bool) -> None:
    d.payment(*_paid(d), hit=bad, year=2023 if bad else 2024)


@case
def paid_without_award(d: Deal, bad: bool) -> None:
    firm = d.firm()
    if not bad:
        d.award(firm)
    d.payment(firm, hit=bad)


@case
def paid_twice(d: Deal, bad: bool) -> None:
    (firm,) = _paid(d)
    d.payment(firm)
    d.payment(firm, yuan=200_000 if bad else 100_000, day=date(2025, 9, 1), hit=bad)


@case
def paid_above_entitlement(d: Deal, bad: bool) -> None:
    firm = d.firm()
    d.award(firm, SHOP, SUMMER)
    d.payment(firm, SHOP, 300_000 if bad else 200_000, date(2022, 12, 1), bad)


@case
def award_unpaid(d: Deal, bad: bool) -> None:
    firm = d.firm()
    d.award(firm, SHOP, SUMMER, bad)
    if not bad:
        d.payment(firm, SHOP, 200_000, date(2022, 12, 1))


@case
def paid_both_names(d: Deal, bad: bool) -> None:
    firm = d.firm(former_names="虚构改名前公司")
    d.award(firm)
    d.payment(firm, yuan=100_000)
    if bad:
        d.payment(firm, yuan=80_000, day=date(2025, 9, 1), hit=True, payee="虚构改名前公司")


@case
def paid_while_barred(d: Deal, bad: bool) -> None:
    firm = d.firm(barred_until=date(2025, 6, 30))
    d.payment(firm, "诊断实施奖励", 30_000, date(2025, 6, 30) if bad else date(2025, 7, 1), bad)


@case
def future_date(d: Deal, bad: bool) -> None:
    d.award(d.firm(), day=date(2027, 1, 4) if bad else date(2026, 11, 20), hit=bad)
    d.firm(bad, assessment_date=date(2027, 3, 1) if bad else date(2026, 3, 1))


@case
def budget_repeated(d: Deal, bad: bool) -> None:
    d.add("budget", {"year": 2031, "line": "技术改造专项", "budget_yuan": 8_000_000})
    again = "技术 改造专项" if bad else "示例推广专项"
    d.add("budget", {"year": 2031, "line": again, "budget_yuan": 8_000_000}, bad)


@case
def budget_unit_jump(d: Deal, bad: bool) -> None:
    for year in (2032, 2033, 2034):
        d.add("budget", {"year": year, "line": "虚构专项", "budget_yuan": 9_000 if bad and year == 2034 else 9_000_000},
              bad and year == 2034)


def _report(d: Deal, firm: str, day: int, hit: bool = False, **cells: object) -> None:
    d.add("diagnosis", {
        "provider": "虚构诊断公司", "provider_code": "91310115XX00000009", "enterprise": d.name(firm),
        "credit_code": firm, "report_date": date(2024, 5, day), "is_accepted": True, **cells,
    }, hit)


@case
def diagnosis_self(d: Deal, bad: bool) -> None:
    firm = d.firm()
    _report(d, firm, 1, bad, **({"provider": d.name(firm), "provider_code": None} if bad else {}))


@case
def diagnosis_repeated(d: Deal, bad: bool) -> None:
    firm = d.firm()
    _report(d, firm, 1)
    _report(d, firm, 1 if bad else 20, bad)


@case
def stage_order(d: Deal, bad: bool) -> None:
    project = d.project()
    d.stage(project, "申报", date(2025, 7, 20), date(2025, 7, 20))
    d.stage(project, "初审", date(2025, 10, 20) if bad else date(2025, 9, 20))
    d.stage(project, "评审", date(2025, 10, 13), date(2025, 10, 13), bad)
    again = d.project()  # sent back and handed in once more
    for stage, day in (("申报", 20), ("初审", 21), ("退回", 22), ("申报", 24), ("初审", 25)):
        d.stage(again, stage, date(2025, 7, day))


@case
def stage_ends_before_start(d: Deal, bad: bool) -> None:
    d.stage(d.project(), "初审", date(2025, 9, 20), date(2025, 9, 2) if bad else date(2025, 9, 20), bad)


@case
def stage_overlap(d: Deal, bad: bool) -> None:
    project = d.project()
    d.stage(project, "初审", date(2025, 9, 8), date(2025, 10, 20) if bad else date(2025, 10, 13))
    d.stage(project, "评审", date(2025, 10, 13), date(2025, 10, 13), bad)
    d.stage(project, "公示", date(2026, 3, 16), date(2026, 3, 20))
    d.stage(project, "异议", date(2026, 3, 19))


@case
def stage_after_end(d: Deal, bad: bool) -> None:
    project = d.project()
    d.stage(project, "撤回" if bad else "认定", date(2025, 9, 1))
    d.stage(project, "拨付", date(2025, 9, 20), None, bad)


@case
def stage_vs_applied(d: Deal, bad: bool) -> None:
    d.stage(d.project(), "申报", date(2025, 8, 21) if bad else date(2025, 8, 20), None, bad)


@case
def short_publicity(d: Deal, bad: bool) -> None:
    d.stage(d.project(), "公示", date(2025, 11, 24), date(2025, 11, 25 if bad else 28), bad)
