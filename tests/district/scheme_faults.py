"""One project handed in under two calls, and what only looks like it."""

from typing import Any

from .files import invoices_of
from .places import TOWNS
from .planting import Fault, nothing
from .projects import Project
from .rows import Row
from .world import World

BOTH = "同一企业的 {} 与 {} "


def scheme_faults(world: World) -> list[Fault]:
    """Two shared invoices, an equal name; and two projects of one firm that share nothing; a short number twice."""
    pairs = sorted(_pairs(world), key=lambda pair: sum(row.cells["amount_yuan"] for row in _smallest(world, pair[0])))
    (shared, one), (named, two), (apart, three) = pairs[:3]
    lines = _smallest(world, shared)
    what = BOTH.format(shared.id, one.id) + "共用两张发票"
    own_no = invoices_of(world, one)[0].cells["invoice_no"]
    faults = [_project("A33", "project_two_schemes", one, what)]
    for mark, line in zip("ab", lines, strict=True):
        faults.append(
            _invoice(f"A33{mark}", one, what, own_no, {**line.cells, "project_id": one.id}, is_extra=True)
        )
    what = BOTH.format(named.id, two.id) + "项目名称相同"
    faults.append(_project("A34", "project_two_schemes", two, what, {"project": named.facts["project"]}))
    what = BOTH.format(apart.id, three.id) + "先后申报两级，项目和发票都不同"
    faults.append(_project("L07", None, three, what))
    return [*faults, _short_number(world)]


def _smallest(world: World, project: Project) -> list[Row]:
    """Its two smallest invoice lines."""
    return sorted(invoices_of(world, project), key=lambda row: row.cells["amount_yuan"])[:2]


def _pairs(world: World) -> list[tuple[Project, Project]]:
    """(national, district) applications of one firm, both good and handed in by its own town."""
    firms: dict[str, list[Project]] = {}
    for project in world.projects:
        if project.story == "eligible" and project.firm.unit == project.firm.town:
            firms.setdefault(project.firm.code, []).append(project)
    return [
        (own[0], own[1]) for own in firms.values()
        if [project.call for project in own] == ["national-2023", "qingpu-2025"]
        and f"{own[0].firm.town}.xlsx" in WORKBOOKS
    ]  # fmt: skip


# 金泽镇 and 重固镇 hand in their invoices as text files of another name.
WORKBOOKS = {f"{town}.xlsx" for town in TOWNS if town not in ("金泽镇", "重固镇")}


def _project(
    fault_id: str, rule: str | None, project: Project, what: str, cells: dict[str, Any] | None = None
) -> Fault:
    return Fault(
        fault_id, rule, "accepted", f"{project.firm.town}.xlsx", "project", what, "project",
        (lambda world, row: cells) if cells else nothing, is_extra=False,
        pick=lambda row: row.cells["project_id"] == project.id,
    )  # fmt: skip


def _invoice(
    fault_id: str, project: Project, what: str, wanted: str, cells: dict[str, Any], is_extra: bool
) -> Fault:
    return Fault(
        fault_id, None, "accepted", f"{project.firm.town}.xlsx", "investment", what, "invoice_no",
        lambda world, row: cells, is_extra=is_extra, pick=lambda row: row.cells["invoice_no"] == wanted,
    )  # fmt: skip


def _short_number(world: World) -> Fault:
    """Before 2023 a number of eight digits was unique per supplier only."""
    old: list[tuple[Project, Row]] = []
    for project in world.projects:
        if project.story == "eligible" and project.firm.unit == project.firm.town == "香花桥街道":
            old += [(project, row) for row in invoices_of(world, project) if len(row.cells["invoice_no"]) == 8]
    first, line = old[0]
    second, other = next(
        (project, row) for project, row in old
        if project.firm is not first.firm and row.cells["supplier"] != line.cells["supplier"]
    )  # fmt: skip
    what = f"与 {first.id} 的一张旧版发票号码相同，开票方不同，是两张发票"
    cells = {"invoice_no": line.cells["invoice_no"]}
    return _invoice("L08", second, what, other.cells["invoice_no"], cells, is_extra=False)
