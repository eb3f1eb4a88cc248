"""Why some applications cannot be proposed: one clear reason each, or one empty cell."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random

from .enterprises import Enterprise
from .projects import THRESHOLDS, Project

Story = tuple[str, int, Callable[[Project], bool], Callable[[Project], None]]


def _invest(project: Project) -> None:
    share = 0.62 + (int(project.id[-2:]) % 30) / 100
    project.invested_yuan = round(THRESHOLDS[project.tier] * share) * 10_000
    project.facts["declared_yuan"] = Decimal(project.invested_yuan) + 20_000


def _no_invoices(project: Project) -> None:
    project.invested_yuan = 0
    project.facts["declared_yuan"] = None


def _own(**facts: object) -> Callable[[Project], None]:
    return lambda project: project.facts.update(facts)


def _firm(**facts: object) -> Callable[[Project], None]:
    return lambda project: project.firm.facts.update(facts)


def _without(material: str) -> Callable[[Project], None]:
    def drop(project: Project) -> None:
        project.facts["materials"] = [m for m in project.facts["materials"] if m != material]  # type: ignore[attr-defined]

    return drop


def _links(low: int, high: int) -> Callable[[Project], None]:
    def set_links(project: Project) -> None:
        project.n_links = low + int(project.id[-1]) % (high - low + 1)
        project.facts["is_supply_chain"] = False  # it would add a process

    return set_links


def _any(project: Project) -> bool:
    return True


def _is_new(project: Project) -> bool:
    """Never recognised, so never paid: a bar must not reach back over a payment by accident."""
    return project.firm.reached == 0


def _is(tier: str) -> Callable[[Project], bool]:
    return lambda project: project.tier == tier


def _has_lines(project: Project) -> bool:
    return project.tier == "区级智能车间"


# (story, how many at scale 1, to whom it can happen, what happens)
DISTRICT: list[Story] = [
    ("investment", 12, _any, _invest),
    ("production late", 8, _any, _own(production_date=date(2025, 3, 20))),
    ("not taxed here", 5, _any, _firm(is_taxed_here=False)),
    ("not operating here", 2, _any, _firm(is_operating_here=False)),
    ("accident", 3, _any, _firm(has_accident=True, accident_date=date(2024, 4, 18))),
    ("accident, no date", 2, _any, _firm(has_accident=True)),
    ("accident long ago", 1, _any, _firm(has_accident=True, accident_date=date(2022, 11, 3))),
    ("credit", 3, _any, _firm(has_credit_issue=True)),
    ("barred", 2, _is_new, _firm(barred_until=date(2026, 6, 30))),
    ("no self-assessment report", 4, _any, _without("自评估报告")),
    ("no audit", 4, _any, _without("上年度审计报告")),
    ("handed in late", 3, _any, _own(applied_date=date(2025, 9, 3))),
    ("one process", 4, _is("区级智能工厂"), _links(1, 1)),
    ("no new IT", 2, _is("区级智能工厂"), _own(new_it=["大数据"])),
    ("one line", 5, _has_lines, _own(n_lines=1)),
    ("lines unknown", 4, _has_lines, _own(n_lines=None)),
    ("production unknown", 5, _any, _own(production_date=None)),
    ("tax unknown", 5, _any, _firm(is_taxed_here=None)),
    ("credit unknown", 3, _any, _firm(has_credit_issue=None)),
    ("accident unknown", 4, _any, _firm(has_accident=None)),
    ("no invoices", 4, _any, _no_invoices),
    ("assessment unknown", 5, _any, _firm(maturity_level=None, assessment_date=None)),
    ("materials unknown", 3, _any, _own(materials=None)),
]
NATIONAL: list[Story] = [
    ("few processes", 3, _is("示范工厂"), _links(6, 7)),
    ("maturity 1", 2, _is("示范工厂"), _firm(maturity_level=1)),
    ("maturity unknown", 1, _is("示范工厂"), _firm(maturity_level=None, assessment_date=None)),
    ("has the task", 1, _is("示范工厂"), _firm(has_national_task=True)),
    ("task unknown", 1, _is("示范工厂"), _firm(has_national_task=None)),
    ("credit", 2, _is("优秀场景"), _firm(has_credit_issue=True)),
    ("accident", 2, _is("优秀场景"), _firm(has_accident=True, accident_date=date(2022, 9, 7))),
    ("handed in late", 2, _is("优秀场景"), _own(applied_date=date(2023, 8, 22))),
    ("accident unknown", 2, _is("优秀场景"), _firm(has_accident=None)),
    ("not registered here", 1, _is("优秀场景"), _firm(is_registered_here=False)),
]


def tell(
    rng: Random,
    projects: list[Project],
    stories: list[Story],
    scale: int,
    spared: set[Enterprise] | None = None,
) -> None:
    """Give every story to the wanted number of applications that have none yet; 示范工厂 that stay are raised
    to maturity 2. A firm gets one story at most, `spared` ones none."""
    used = {project.firm for project in projects if project.story != "eligible"} | (spared or set())
    order = list(projects)
    rng.shuffle(order)
    for name, count, fits, happen in stories:
        left = count * scale
        for project in order:
            if left == 0:
                break
            if project.story == "eligible" and fits(project) and project.firm not in used:
                happen(project)
                project.story = name
                used.add(project.firm)
                left -= 1
    for project in projects:
        level = project.firm.facts["maturity_level"]
        if project.tier == "示范工厂" and level == 1 and project.story != "maturity 1":
            project.firm.facts["maturity_level"] = 2
