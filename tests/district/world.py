"""The whole district in memory; rows of big sheets are made when a town's files are written."""

from dataclasses import dataclass
from random import Random

from . import awards, payments, stories
from .codes import credit_code
from .enterprises import Enterprise, enterprises
from .names import company, suppliers
from .projects import Project, district_projects, national_projects
from .rows import Row

N_FIRMS, N_DISTRICT, N_SCENES, N_PLANTS = 372, 330, 55, 26


@dataclass(eq=False)
class World:
    """Everything that crosses towns, plus the firms and projects from which the rest follows."""

    seed: int
    scale: int
    firms: list[Enterprise]
    projects: list[Project]
    awards: list[Row]
    payments: list[Row]
    unpaid: list[Row]  # payments that were due and that nobody made
    budgets: list[Row]
    diagnoses: list[Row]
    suppliers: list[str]
    taken: set[str]
    outside: tuple[str, str]

    def firms_of(self, town: str) -> list[Enterprise]:
        """The firms that hand in through this town's file."""
        return [firm for firm in self.firms if firm.town == town]

    def projects_of(self, town: str) -> list[Project]:
        """Applications of those firms."""
        return [project for project in self.projects if project.firm.town == town]


def world(seed: int, scale: int) -> World:
    """The district for a seed; `scale` multiplies firms, projects, awards and money."""
    rng = Random(seed)
    taken: set[str] = set()
    firms = enterprises(rng, N_FIRMS * scale, taken)
    sellers = suppliers(rng, 60, taken)
    outside = (company(rng, "工业互联网研究", taken), credit_code(900_001, "310115"))
    rows = awards.early_awards(rng, firms, scale)
    district = district_projects(rng, firms, N_DISTRICT * scale)
    national = national_projects(rng, firms, N_SCENES * scale, N_PLANTS * scale)
    stories.tell(rng, national, stories.NATIONAL, scale)
    spared = {project.firm for project in national}  # what speaks against a firm would count in both calls
    stories.tell(rng, district, stories.DISTRICT, scale, spared)
    rows += awards.late_awards(rng, firms, district + national, scale)
    names = {firm.code: firm.name for firm in firms}
    money, unpaid = payments.award_payments(rng, rows, names)
    providers = [(firm.name, firm.code) for firm in firms if firm.is_provider]
    reports, rewards = payments.diagnoses(rng, firms, providers, outside, scale)
    money += rewards
    money.sort(key=payments.order)
    rows.sort(key=lambda row: row.cells["award_date"])
    return World(
        seed,
        scale,
        firms,
        national + district,
        rows,
        money,
        unpaid,
        payments.budget_rows(scale),
        reports,
        sellers,
        taken,
        outside,
    )
