"""Duplicates, contradictions and unit errors of every kind, so many of each, where their rule must find them."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice

from .enterprises import Enterprise, finance_rows
from .files import invoices_of
from .outcomes import outcome_row
from .planting import Fault, nothing
from .projects import Project
from .quality_kinds import KINDS, Cells, Change, Pick, all_times, put, small
from .rows import Row
from .world import World

PLACES = ("香花桥街道", "华新镇", "白鹤镇", "赵巷镇", "徐泾镇")  # whose sheets all stand in the town's own workbook
LEDGERS = {"award": "认定台账.xlsx", "payment": "资金拨付.xlsx", "diagnosis": "诊断.xlsx", "stage_event": "流程.csv"}
SHEETS = {"award": "2023-2025年", "payment": "2023-2025"}
LONG = (
    "把机床、机器人和在线测量接入同一个平台，按订单自动下发程序与刀具清单，"
    "异常在两分钟内推送到班组长终端并留有记录，质检数据自动回写，"
)


def quality_faults(world: World, n_each: int, others: list[Fault]) -> list[Fault]:
    """``n_each`` faults of every kind; those that need two rows or a whole firm first, for they choose their rows.

    No firm gets two of them, nor one beside what the ``others`` do: one would hide the other (an invoice entered twice,
    the first then changed).
    """
    used: set[str] = set()
    firms = _plain_firms(world, used)
    code_of = {project.id: project.firm.code for project in world.projects}

    def owner(row: Row) -> str:
        return str(row.cells.get("credit_code") or code_of.get(row.cells.get("project_id"), ""))

    def taking(change: Change) -> Change:
        def taken(row: Row) -> Cells:
            used.add(owner(row))
            return change(row)

        return taken

    def free(pick: Pick) -> Pick:
        return lambda row: owner(row) not in used and pick(row)

    def noting(changes: Callable[[World, Row], Cells]) -> Callable[[World, Row], Cells]:
        def noted(world: World, row: Row) -> Cells:
            used.add(owner(row))
            return changes(world, row)

        return noted

    for other in others:
        other.changes = noting(other.changes)
    faults = [
        *_repeated_projects(world, firms, n_each), *_shared_invoices(world, firms, n_each),
        *_copied_outcomes(world, firms, n_each), *_copied_texts(firms, n_each),
        *_copied_finance(world, firms, n_each), *_whole_firms(world, firms, n_each),
    ]  # fmt: skip
    for number, (rule, kind, column, change, pick, is_extra) in enumerate(KINDS, 1):
        for turn in range(n_each):
            file = LEDGERS.get(kind) or f"{PLACES[(turn + number) % len(PLACES)]}.xlsx"
            faults.append(_fault(
                f"P{number:02d}-{turn + 1:03d}", rule, file, kind, column, taking(change), free(pick), is_extra,
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


def _plain_firms(world: World, used: set[str]) -> Iterator[tuple[Enterprise, Project]]:
    """Firms with one good application to the district's call, all of whose sheets stand in their town's workbook."""
    own: dict[str, list[Project]] = {}
    for project in world.projects:
        own.setdefault(project.firm.code, []).append(project)
    for projects in own.values():
        (project, *others) = projects
        firm = project.firm
        is_plain = project.call == "qingpu-2025" and project.story == "eligible" and not project.is_awarded
        if not others and is_plain and firm.unit == firm.town and firm.town in PLACES:
            used.add(firm.code)
            yield firm, project


def _of(column: str, value: object) -> Pick:
    return lambda row: bool(row.cells[column] == value)


def _book(firm: Enterprise) -> str:
    return f"{firm.town}.xlsx"


def _repeated_projects(world: World, firms: Iterator[tuple[Enterprise, Project]], n: int) -> Iterator[Fault]:
    for turn, (firm, project) in enumerate(islice(firms, n), 1):
        again = {"project_id": f"QP2025-95{turn:02d}", "applied_date": date(2025, 8, 30)}
        yield _fault(f"D1-{turn:03d}", "project_repeated", _book(firm), "project", "project", put(**again),
                     _of("project_id", project.id), is_extra=True)  # fmt: skip


def _shared_invoices(world: World, firms: Iterator[tuple[Enterprise, Project]], n: int) -> Iterator[Fault]:
    for turn in range(1, n + 1):
        (firm, one), (other_firm, other) = islice(firms, 2)
        line = min(invoices_of(world, one), key=lambda row: row.cells["amount_yuan"])
        yield _fault(f"D2-{turn:03d}", "shared_invoice", _book(firm), "investment", "invoice_no", None,
                     _of("invoice_no", line.cells["invoice_no"]))  # fmt: skip
        yield _fault(f"D2-{turn:03d}b", "shared_invoice", _book(other_firm), "investment", "invoice_no",
                     put(**{**line.cells, "project_id": other.id}), _of("project_id", other.id),
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
        yield _fault(f"D3-{turn:03d}b", "copied_outcomes", _book(other_firm), "outcome", "project_id", put(**figures),
                     _of("project_id", other.id))  # fmt: skip


def _copied_texts(firms: Iterator[tuple[Enterprise, Project]], n: int) -> Iterator[Fault]:
    for turn in range(1, n + 1):
        for mark, (firm, project) in zip("ab", islice(firms, 2), strict=True):
            yield _fault(f"D4-{turn:03d}{mark}", "copied_text", _book(firm), "instance", "description",
                         put(description=f"{LONG}示例{turn}"), _of("project_id", project.id))  # fmt: skip


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
                     put(**copied), _in_year(other, 2023))  # fmt: skip
        yield _fault(f"D6-{turn:03d}", "finance_copied_year", _book(late), "finance", "revenue_yuan",
                     put(**{name: earlier.cells[name] for name in money}), _in_year(late, 2023))  # fmt: skip


def _whole_firms(world: World, firms: Iterator[tuple[Enterprise, Project]], n: int) -> Iterator[Fault]:
    """All years of a firm in another unit: both columns (revenue per head) or assets alone. Said at the last year."""
    both, one = ("revenue_yuan", "assets_yuan"), ("assets_yuan",)
    for rule, columns in (("revenue_per_head", both), ("assets_vs_revenue", one)):
        turn = 0
        while turn < n:
            ((firm, _),) = islice(firms, 1)
            years = _years(world, firm)
            is_fit = all(small(name)(row) for row in years.values() for name in ("revenue_yuan", "assets_yuan"))
            if not firm.facts["n_employees"] or not is_fit:
                continue
            turn += 1
            for year in years:
                yield _fault(
                    f"U{len(columns)}-{turn:03d}-{year}", rule if year == max(years) else None, _book(firm),
                    "finance", columns[0], all_times(columns), _in_year(firm, year),
                )  # fmt: skip
