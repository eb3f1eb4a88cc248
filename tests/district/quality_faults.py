"""Duplicates, contradictions and unit errors of every kind, so many of each, where their rule must find them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from .enterprises import Enterprise, finance_rows
from .files import invoices_of
from .ladder import TIERS
from .outcomes import outcome_row
from .planting import Fault, nothing
from .projects import Project
from .rows import Row
from .world import World

Cells = dict[str, Any]
Change = Callable[[Row], Cells]
Pick = Callable[[Row], bool]
PLACES = ("香花桥街道", "华新镇", "白鹤镇", "赵巷镇", "徐泾镇")  # whose sheets all stand in the town's own workbook
LEDGERS = {"award": "认定台账.xlsx", "payment": "资金拨付.xlsx", "diagnosis": "诊断.xlsx", "stage_event": "流程.csv"}
SHEETS = {"award": "2023-2025年", "payment": "2023-2025"}
LONG = (
    "把机床、机器人和在线测量接入同一个平台，按订单自动下发程序与刀具清单，"
    "异常在两分钟内推送到班组长终端并留有记录，质检数据自动回写，"
)
TEN_THOUSAND, THOUSAND = Decimal(10_000), Decimal(1_000)


def _day(column: str, days: int) -> Change:
    return lambda row: {column: row.cells[column] + timedelta(days)}


def _set(**cells: Any) -> Change:
    return lambda row: cells


def _times(column: str, factor: Decimal) -> Change:
    return lambda row: {column: (row.cells[column] * factor).quantize(Decimal("0.01"))}


def _all_times(columns: tuple[str, ...]) -> Change:
    return lambda row: {name: row.cells[name] * TEN_THOUSAND for name in columns}


def _has(*columns: str) -> Pick:
    return lambda row: all(row.cells.get(column) for column in columns)


def _small(column: str) -> Pick:
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
    ("repeated_invoice", "investment", "invoice_no", _set(), _has("supplier"), True),
    ("instance_repeated", "instance", "instance", _set(), _has("start_date"), True),
    ("award_repeated", "award", "tier", _set(), lambda row: row.cells["award_date"].year == 2024, True),
    ("diagnosis_repeated", "diagnosis", "report_date", _set(), _has("provider"), True),
    ("paid_twice", "payment", "paid_yuan", _day("paid_date", 40), _ordinary_payment, True),
    # contradictions
    ("production_before_start", "project", "production_date",
     lambda row: {"production_date": row.cells["start_date"] - timedelta(9)},
     _has("start_date", "production_date"), False),
    ("applied_before_production", "project", "production_date",
     lambda row: {"production_date": row.cells["applied_date"] + timedelta(60)},
     lambda row: _is_local(row) and bool(row.cells["production_date"]), False),
    ("founded_after_project", "project", "start_date", _set(start_date=date(1990, 5, 1)), _has("start_date"), False),
    ("address_vs_town", "project", "address", _set(address="青浦区金泽镇示例路1号"), _has("address"), False),
    ("project_unit_vs_town", "project", "unit", _set(unit="金泽镇"), _has("unit"), False),
    ("applied_before_call", "project", "applied_date",
     _set(applied_date=date(2021, 3, 1)), _has("applied_date"), False),
    ("placeholder_text", "project", "project", _set(project="测试"), _has("project"), False),
    ("invoiced_above_declared", "project", "declared_yuan",
     _times("declared_yuan", Decimal("0.65")), _has("declared_yuan"), False),
    ("unit_vs_town", "enterprise", "unit", _set(unit="金泽镇"), _has("unit"), False),
    ("size_vs_employees", "enterprise", "size", _set(size="大型"),
     lambda row: bool(row.cells["n_employees"]) and row.cells["n_employees"] < 300, False),
    ("accident_date_without_flag", "enterprise", "has_accident", _set(accident_date=date(2025, 2, 3)),
     lambda row: row.cells["has_accident"] is False, False),
    ("finance_before_founding", "finance", "year", _set(year=1989), _has("revenue_yuan"), True),
    ("debt_ratio_range", "finance", "debt_ratio_pct",
     _set(debt_ratio_pct=Decimal("132.5")), _has("debt_ratio_pct"), False),
    ("instance_ends_before_start", "instance", "end_date",
     lambda row: {"end_date": row.cells["start_date"] - timedelta(3)},
     _has("start_date", "end_date"), False),
    ("instance_after_production", "instance", "end_date", _day("end_date", 200), _has("end_date"), False),
    ("instance_before_project", "instance", "start_date", _day("start_date", -1500), _has("start_date"), False),
    ("catalogue_vs_call", "instance", "catalogue", _set(catalogue=2023), _is_local, False),
    ("text_too_long", "instance", "description", _set(description="说" * 301), lambda row: not _is_local(row), False),
    ("invoice_after_application", "investment", "invoice_date", _set(invoice_date=date(2025, 12, 1)), _is_local, False),
    ("invoice_before_project", "investment", "invoice_date",
     _set(invoice_date=date(2016, 1, 15)), _has("supplier"), False),
    ("period_after_application", "outcome", "period", _set(period="2027年度"), _has("period"), False),
    ("award_before_application", "award", "award_date", _set(award_date=date(2025, 1, 6)), _linked, False),
    ("award_level", "award", "level", _set(level="全球"), lambda row: row.cells["level"] == "区级", False),
    ("document_no_year", "award", "document_no", _set(document_no="青示例发〔2011〕7号"), _has("document_no"), False),
    ("payment_before_award", "payment", "paid_date",
     _set(paid_date=date(2019, 5, 6), year=2019), _ordinary_payment, False),
    ("payment_year", "payment", "year", lambda row: {"year": row.cells["year"] - 3}, _ordinary_payment, False),
    ("diagnosis_self", "diagnosis", "provider",
     lambda row: {"provider": row.cells["enterprise"]}, _has("provider"), False),
    ("stage_order", "stage_event", "start_date", _set(start_date=date(2020, 5, 6), end_date=date(2020, 5, 6)),
     lambda row: row.cells["stage"] == "评审", False),
    ("stage_ends_before_start", "stage_event", "end_date",
     lambda row: {"end_date": row.cells["start_date"] - timedelta(4)},
     lambda row: row.cells["stage"] == "申报", False),
    # unit errors
    ("declared_vs_invoiced", "project", "declared_yuan",
     _times("declared_yuan", TEN_THOUSAND), _has("declared_yuan"), False),
    ("declared_vs_invoiced", "project", "declared_yuan",
     _times("declared_yuan", 1 / TEN_THOUSAND), _has("declared_yuan"), False),
    ("finance_unit_jump", "finance", "revenue_yuan",
     _times("revenue_yuan", TEN_THOUSAND), _small("revenue_yuan"), False),
    ("finance_unit_jump", "finance", "revenue_yuan",
     _times("revenue_yuan", 1 / TEN_THOUSAND), _has("revenue_yuan"), False),
    ("finance_unit_jump", "finance", "assets_yuan", _times("assets_yuan", THOUSAND), _small("assets_yuan"), False),
    ("finance_unit_jump", "finance", "assets_yuan", _times("assets_yuan", 1 / THOUSAND), _has("assets_yuan"), False),
    ("invoice_unit_error", "investment", "amount_yuan", _times("amount_yuan", TEN_THOUSAND), _big_line, False),
    ("invoice_unit_error", "investment", "amount_yuan", _times("amount_yuan", 1 / TEN_THOUSAND), _big_line, False),
    ("instance_above_project", "instance", "spent_yuan", _times("spent_yuan", TEN_THOUSAND), _has("spent_yuan"), False),
    ("payment_unit_error", "payment", "paid_yuan", _times("paid_yuan", TEN_THOUSAND), _ordinary_payment, False),
    ("payment_unit_error", "payment", "paid_yuan", _times("paid_yuan", 1 / TEN_THOUSAND), _ordinary_payment, False),
]  # fmt: skip


def quality_faults(world: World, n_each: int) -> list[Fault]:
    """``n_each`` faults of every kind; those that need two rows or a whole firm first, for they choose their rows."""
    firms = _plain_firms(world)
    faults = [
        *_repeated_projects(world, firms, n_each), *_shared_invoices(world, firms, n_each),
        *_copied_outcomes(world, firms, n_each), *_copied_texts(firms, n_each),
        *_copied_finance(world, firms, n_each), *_whole_firms(world, firms, n_each),
    ]  # fmt: skip
    for number, (rule, kind, column, change, pick, is_extra) in enumerate(KINDS, 1):
        for turn in range(n_each):
            file = LEDGERS.get(kind) or f"{PLACES[(turn + number) % len(PLACES)]}.xlsx"
            faults.append(_fault(
                f"P{number:02d}-{turn + 1:03d}", rule, file, kind, column, change, pick, is_extra,
                place=(turn // len(PLACES)) * 7 + number % 5,
            ))  # fmt: skip
    return faults


def _fault(
    fault_id: str, rule: str | None, file: str, kind: str, column: str, change: Change | None, pick: Pick,
    is_extra: bool = False, place: int = 0,
) -> Fault:  # fmt: skip
    return Fault(
        fault_id, rule, "accepted", file, kind, "批量预埋", column,
        nothing if change is None else lambda world, row: change(row),
        place=place, is_extra=is_extra, pick=pick, sheet_name=SHEETS.get(kind),
    )  # fmt: skip


def _plain_firms(world: World) -> Iterator[tuple[Enterprise, Project]]:
    """Firms with one good application to the district's call, all of whose sheets stand in their town's workbook."""
    own: dict[str, list[Project]] = {}
    for project in world.projects:
        own.setdefault(project.firm.code, []).append(project)
    for projects in own.values():
        (project, *others) = projects
        firm = project.firm
        is_plain = project.call == "qingpu-2025" and project.story == "eligible" and not project.is_awarded
        if not others and is_plain and firm.unit == firm.town and firm.town in PLACES:
            yield firm, project


def _of(column: str, value: object) -> Pick:
    return lambda row: bool(row.cells[column] == value)


def _book(firm: Enterprise) -> str:
    return f"{firm.town}.xlsx"


def _repeated_projects(world: World, firms: Iterator[tuple[Enterprise, Project]], n: int) -> Iterator[Fault]:
    for turn, (firm, project) in enumerate(islice(firms, n), 1):
        again = {"project_id": f"QP2025-95{turn:02d}", "applied_date": date(2025, 8, 30)}
        yield _fault(f"D1-{turn:03d}", "project_repeated", _book(firm), "project", "project", _set(**again),
                     _of("project_id", project.id), is_extra=True)  # fmt: skip


def _shared_invoices(world: World, firms: Iterator[tuple[Enterprise, Project]], n: int) -> Iterator[Fault]:
    for turn in range(1, n + 1):
        (firm, one), (other_firm, other) = islice(firms, 2)
        line = min(invoices_of(world, one), key=lambda row: row.cells["amount_yuan"])
        yield _fault(f"D2-{turn:03d}", "shared_invoice", _book(firm), "investment", "invoice_no", None,
                     _of("invoice_no", line.cells["invoice_no"]))  # fmt: skip
        yield _fault(f"D2-{turn:03d}b", "shared_invoice", _book(other_firm), "investment", "invoice_no",
                     _set(**{**line.cells, "project_id": other.id}), _of("project_id", other.id),
                     is_extra=True)  # fmt: skip


def _copied_outcomes(world: World, firms: Iterator[tuple[Enterprise, Project]], n: int) -> Iterator[Fault]:
    """Half of them with one figure changed."""
    turn = 0
    while turn < n:
        (firm, one), (other_firm, other) = islice(firms, 2)
        row, own = outcome_row(one, world.seed), outcome_row(other, world.seed)
        names = [] if row is None else [
            name for name, value in row.cells.items() if isinstance(value, Decimal)
        ]  # fmt: skip
        if row is None or own is None or len(names) < 8:
            continue
        turn += 1
        figures = {name: row.cells.get(name) for name in own.cells if name not in ("project_id", "period", "evidence")}
        if turn % 2:
            figures[names[0]] = row.cells[names[0]] + Decimal("0.7")
        yield _fault(f"D3-{turn:03d}", "copied_outcomes", _book(firm), "outcome", "project_id", None,
                     _of("project_id", one.id))  # fmt: skip
        yield _fault(f"D3-{turn:03d}b", "copied_outcomes", _book(other_firm), "outcome", "project_id", _set(**figures),
                     _of("project_id", other.id))  # fmt: skip


def _copied_texts(firms: Iterator[tuple[Enterprise, Project]], n: int) -> Iterator[Fault]:
    for turn in range(1, n + 1):
        for mark, (firm, project) in zip("ab", islice(firms, 2), strict=True):
            yield _fault(f"D4-{turn:03d}{mark}", "copied_text", _book(firm), "instance", "description",
                         _set(description=f"{LONG}示例{turn}"), _of("project_id", project.id))  # fmt: skip


def _in_year(firm: Enterprise, year: int) -> Pick:
    return lambda row: (row.cells["credit_code"], row.cells["year"]) == (firm.code, year)


def _years(world: World, firm: Enterprise) -> dict[int, Row]:
    return {row.cells["year"]: row for row in finance_rows(firm, world.seed)}


def _copied_finance(world: World, firms: Iterator[tuple[Enterprise, Project]], n: int) -> Iterator[Fault]:
    """Another firm's figures of 2023; the firm's own of the year before."""
    money = ("assets_yuan", "revenue_yuan", "profit_margin_pct")
    turn = 0
    while turn < n:
        (firm, _), (other, _), (late, _) = islice(firms, 3)
        first, second, third = (_years(world, each) for each in (firm, other, late))
        if not ({2023} <= first.keys() & second.keys() and {2022, 2023} <= third.keys()):
            continue
        turn += 1
        source, earlier = first[2023], third[2022]
        if not all(row.cells[name] for row in (source, earlier) for name in money):
            turn -= 1
            continue
        copied = {name: source.cells[name] for name in money[:2]}
        yield _fault(f"D5-{turn:03d}", "finance_copied_firm", _book(firm), "finance", "revenue_yuan", None,
                     _in_year(firm, 2023))  # fmt: skip
        yield _fault(f"D5-{turn:03d}b", "finance_copied_firm", _book(other), "finance", "revenue_yuan",
                     _set(**copied), _in_year(other, 2023))  # fmt: skip
        yield _fault(f"D6-{turn:03d}", "finance_copied_year", _book(late), "finance", "revenue_yuan",
                     _set(**{name: earlier.cells[name] for name in money}), _in_year(late, 2023))  # fmt: skip


def _whole_firms(world: World, firms: Iterator[tuple[Enterprise, Project]], n: int) -> Iterator[Fault]:
    """All years of a firm in another unit: both columns (revenue per head) or assets alone. Said at the last year."""
    both, one = ("revenue_yuan", "assets_yuan"), ("assets_yuan",)
    for rule, columns in (("revenue_per_head", both), ("assets_vs_revenue", one)):
        turn = 0
        while turn < n:
            ((firm, _),) = islice(firms, 1)
            years = _years(world, firm)
            is_fit = all(_small(name)(row) for row in years.values() for name in ("revenue_yuan", "assets_yuan"))
            if not firm.facts["n_employees"] or not is_fit:
                continue
            turn += 1
            for year in years:
                yield _fault(
                    f"U{len(columns)}-{turn:03d}-{year}", rule if year == max(years) else None, _book(firm),
                    "finance", columns[0], _all_times(columns), _in_year(firm, year),
                )  # fmt: skip
