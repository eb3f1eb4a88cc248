"""The kinds of faults that change or repeat one row, and where each may be planted."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from .ladder import TIERS
from .rows import Row

Cells = dict[str, Any]
Change = Callable[[Row], Cells]
Pick = Callable[[Row], bool]
TEN_THOUSAND, THOUSAND = Decimal(10_000), Decimal(1_000)


def later(column: str, days: int) -> Change:
    return lambda row: {column: row.cells[column] + timedelta(days)}


def put(**cells: Any) -> Change:
    return lambda row: cells


def times(column: str, factor: Decimal) -> Change:
    return lambda row: {column: (row.cells[column] * factor).quantize(Decimal("0.01"))}


def all_times(columns: tuple[str, ...]) -> Change:
    return lambda row: {name: row.cells[name] * TEN_THOUSAND for name in columns}


def has(*columns: str) -> Pick:
    return lambda row: all(row.cells.get(column) for column in columns)


def small(column: str) -> Pick:
    """Below 100 million: ten thousand times it is no trillion yet, from which on a cell is refused (out_of_range)."""
    return lambda row: bool(row.cells[column]) and row.cells[column] < 90_000_000


def _is_local(row: Row) -> bool:
    return row.cells["project_id"].startswith("QP2025-")


def _big_line(row: Row) -> bool:
    return _is_local(row) and Decimal(1_000_000) < row.cells["amount_yuan"] < Decimal(4_000_000)


def _ordinary_payment(row: Row) -> bool:
    return row.tag == "unpriced, last" and row.cells["item"] in TIERS and row.cells["paid_yuan"] > 0


def _linked(row: Row) -> bool:
    return bool(row.cells["project_id"]) and row.cells["award_date"].year == 2025


# (rule, kind, column, what changes, where it may, is it an extra row)
KINDS: list[tuple[str, str, str, Change, Pick, bool]] = [
    # duplicates
    ("repeated_invoice", "investment", "invoice_no", put(), has("supplier"), True),
    ("instance_repeated", "instance", "instance", put(), has("start_date"), True),
    ("award_repeated", "award", "tier", put(), lambda row: row.cells["award_date"].year == 2024, True),
    ("diagnosis_repeated", "diagnosis", "report_date", put(), has("provider"), True),
    ("paid_twice", "payment", "paid_yuan", later("paid_date", 40), _ordinary_payment, True),
    # contradictions
    ("production_before_start", "project", "production_date",
     lambda row: {"production_date": row.cells["start_date"] - timedelta(9)},
     has("start_date", "production_date"), False),
    ("applied_before_production", "project", "production_date",
     lambda row: {"production_date": row.cells["applied_date"] + timedelta(60)},
     lambda row: _is_local(row) and bool(row.cells["production_date"]), False),
    ("founded_after_project", "project", "start_date", put(start_date=date(1990, 5, 1)), has("start_date"), False),
    ("address_vs_town", "project", "address", put(address="青浦区金泽镇示例路1号"), has("address"), False),
    ("project_unit_vs_town", "project", "unit", put(unit="金泽镇"), has("unit"), False),
    ("applied_before_call", "project", "applied_date",
     put(applied_date=date(2021, 3, 1)), has("applied_date"), False),
    ("placeholder_text", "project", "project", put(project="测试"), has("project"), False),
    ("invoiced_above_declared", "project", "declared_yuan",
     times("declared_yuan", Decimal("0.65")), has("declared_yuan"), False),
    ("unit_vs_town", "enterprise", "unit", put(unit="金泽镇"), has("unit"), False),
    ("size_vs_employees", "enterprise", "size", put(size="大型"),
     lambda row: bool(row.cells["n_employees"]) and row.cells["n_employees"] < 300, False),
    ("accident_date_without_flag", "enterprise", "has_accident", put(accident_date=date(2025, 2, 3)),
     lambda row: row.cells["has_accident"] is False, False),
    ("finance_before_founding", "finance", "year", put(year=1989), has("revenue_yuan"), True),
    ("debt_ratio_range", "finance", "debt_ratio_pct",
     put(debt_ratio_pct=Decimal("132.5")), has("debt_ratio_pct"), False),
    ("instance_ends_before_start", "instance", "end_date",
     lambda row: {"end_date": row.cells["start_date"] - timedelta(3)},
     has("start_date", "end_date"), False),
    ("instance_after_production", "instance", "end_date", later("end_date", 200), has("end_date"), False),
    ("instance_before_project", "instance", "start_date", later("start_date", -1500), has("start_date"), False),
    ("catalogue_vs_call", "instance", "catalogue", put(catalogue=2023), _is_local, False),
    ("over_long", "instance", "description", put(description="说" * 301), lambda row: not _is_local(row), False),
    ("invoice_after_application", "investment", "invoice_date", put(invoice_date=date(2025, 12, 1)), _is_local, False),
    ("invoice_before_project", "investment", "invoice_date",
     put(invoice_date=date(2016, 1, 15)), has("supplier"), False),
    ("period_after_application", "outcome", "period", put(period="2027年度"), has("period"), False),
    ("award_before_application", "award", "award_date", put(award_date=date(2025, 1, 6)), _linked, False),
    ("award_level", "award", "level", put(level="全球"), lambda row: row.cells["level"] == "区级", False),
    ("document_no_year", "award", "document_no", put(document_no="青示例发〔2011〕7号"), has("document_no"), False),
    ("payment_before_award", "payment", "paid_date",
     put(paid_date=date(2019, 5, 6), year=2019), _ordinary_payment, False),
    ("payment_year", "payment", "year", lambda row: {"year": row.cells["year"] - 3}, _ordinary_payment, False),
    ("diagnosis_self", "diagnosis", "provider",
     lambda row: {"provider": row.cells["enterprise"]}, has("provider"), False),
    ("stage_order", "stage_event", "start_date", put(start_date=date(2020, 5, 6), end_date=date(2020, 5, 6)),
     lambda row: row.cells["stage"] == "评审", False),
    ("stage_ends_before_start", "stage_event", "end_date",
     lambda row: {"end_date": row.cells["start_date"] - timedelta(4)},
     lambda row: row.cells["stage"] == "申报", False),
    # unit errors
    ("declared_vs_invoiced", "project", "declared_yuan",
     times("declared_yuan", TEN_THOUSAND), has("declared_yuan"), False),
    ("declared_vs_invoiced", "project", "declared_yuan",
     times("declared_yuan", 1 / TEN_THOUSAND), has("declared_yuan"), False),
    ("finance_unit_jump", "finance", "revenue_yuan",
     times("revenue_yuan", TEN_THOUSAND), small("revenue_yuan"), False),
    ("finance_unit_jump", "finance", "revenue_yuan",
     times("revenue_yuan", 1 / TEN_THOUSAND), has("revenue_yuan"), False),
    ("finance_unit_jump", "finance", "assets_yuan", times("assets_yuan", THOUSAND), small("assets_yuan"), False),
    ("finance_unit_jump", "finance", "assets_yuan", times("assets_yuan", 1 / THOUSAND), has("assets_yuan"), False),
    ("invoice_unit_error", "investment", "amount_yuan", times("amount_yuan", TEN_THOUSAND), _big_line, False),
    ("invoice_unit_error", "investment", "amount_yuan", times("amount_yuan", 1 / TEN_THOUSAND), _big_line, False),
    ("instance_above_project", "instance", "spent_yuan", times("spent_yuan", TEN_THOUSAND), has("spent_yuan"), False),
    ("payment_unit_error", "payment", "paid_yuan", times("paid_yuan", TEN_THOUSAND), _ordinary_payment, False),
    ("payment_unit_error", "payment", "paid_yuan", times("paid_yuan", 1 / TEN_THOUSAND), _ordinary_payment, False),
]  # fmt: skip
