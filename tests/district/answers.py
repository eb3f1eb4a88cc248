"""The contract figures of what was written, added up row by row in decimals."""

from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

from .ladder import TIERS, TITLES, steps
from .rows import Row


class Tally:
    """Collects accepted rows while files are written."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.town_of_firm: dict[str, str] = {}
        self.town_of_project: dict[str, str] = {}
        self.invested: dict[str, Decimal] = defaultdict(Decimal)  # by project
        self.paid: dict[tuple[str, str], Decimal] = defaultdict(Decimal)  # by code and item
        self.awards: list[tuple[str, str, Any, str]] = []

    def add(self, kind: str, row: Row) -> None:
        """Count one accepted row."""
        cells = row.cells
        self.counts[kind] += 1
        if kind == "enterprise":
            self.town_of_firm[cells["credit_code"]] = cells["town"]
        elif kind == "project":
            self.town_of_project[cells["project_id"]] = cells["town"]
        elif kind == "investment":
            self.invested[cells["project_id"]] += cells["amount_yuan"]
        elif kind == "payment":
            self.paid[cells["credit_code"], cells["item"]] += cells["paid_yuan"]
        elif kind == "award":
            self.awards.append(
                (cells["credit_code"], cells["tier"], cells["award_date"], cells["project_id"] or "")
            )

    def answers(self) -> dict[str, Any]:
        """Figures as text with two decimals where they are money; per tier and per town as well."""
        entitled: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        status: Counter[str] = Counter()
        for step in steps(self.awards):
            status[step.status] += 1
            entitled[step.code, step.tier] += step.amount_yuan or 0
        tiers = {}
        for tier in (*TIERS, *TITLES):
            codes = {code for code, item in (*entitled, *self.paid) if item == tier}
            own = [award for award in self.awards if award[1] == tier]
            tiers[tier] = {
                "n_awards": len(own),
                "n_enterprises": len({award[0] for award in own}),
                "entitled_yuan": _yuan(sum(entitled[code, tier] for code in sorted(codes))),
                "paid_yuan": _yuan(sum(self.paid[code, tier] for code in sorted(codes))),
                "due_yuan": _yuan(
                    sum(
                        max(Decimal(0), entitled[code, tier] - self.paid[code, tier])
                        for code in sorted(codes)
                    )
                ),
            }
        return {
            "n_enterprises": self.counts["enterprise"],
            "n_projects": self.counts["project"],
            "n_instances": self.counts["instance"],
            "n_awards": self.counts["award"],
            "invested_yuan": _yuan(sum(self.invested.values())),
            "paid_yuan": _yuan(sum(self.paid.values())),
            "entitled_yuan": _yuan(sum(entitled.values())),
            "n_priced": status["priced"],
            "n_unpriced": status["unpriced"],
            "n_no_step": status["no_step"],
            "tiers": tiers,
            "towns": self._towns(),
        }

    def _towns(self) -> dict[str, dict[str, Any]]:
        towns: dict[str, dict[str, Any]] = {}
        for town in sorted({*self.town_of_firm.values(), *self.town_of_project.values()}):
            projects = [project for project, place in self.town_of_project.items() if place == town]
            towns[town] = {
                "n_enterprises": sum(place == town for place in self.town_of_firm.values()),
                "n_projects": len(projects),
                "invested_yuan": _yuan(sum(self.invested[project] for project in projects)),
                "n_awards": sum(self.town_of_firm.get(award[0]) == town for award in self.awards),
            }
        towns["未填报"] = {
            "n_enterprises": 0,
            "n_projects": 0,
            "invested_yuan": "0.00",
            "n_awards": sum(award[0] not in self.town_of_firm for award in self.awards),
        }
        return towns


def _yuan(amount: Decimal | int) -> str:
    return f"{amount:.2f}"
