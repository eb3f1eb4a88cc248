"""The contract's figures under a page's five filters, recomputed row by row. '' leaves all.

A filter acts where a row has the attribute: applications by year of application, call, their own town, the
applicant's industry and tier applied for; recognitions and payments by their year, the enterprise's town and
industry, and tier; enterprises by town and industry only.
"""

from decimal import Decimal

from tests.oracle.answers import UNSTATED, matched_instances, total
from tests.oracle.entitlement import TODAY, entitlements, tier_table
from tests.oracle.ledger import Ledger


class Narrowed:
    """The rows that a set of filters leaves."""

    def __init__(self, ledger: Ledger, filters: dict[str, str]) -> None:
        self.ledger, self.filters = ledger, filters
        self.home = {row["credit_code"]: row["town"] for row in ledger.enterprise}
        self.trade = {row["credit_code"]: row["industry"] for row in ledger.enterprise}
        self.enterprises = [
            row for row in ledger.enterprise
            if self.keeps("town", row["town"]) and self.keeps("industry", row["industry"])
        ]
        self.projects = [
            row for row in ledger.project
            if self.keeps("year", str(row["applied_date"].year) if row["applied_date"] else UNSTATED)
            and self.keeps("call", row["call"]) and self.keeps("town", row["town"])
            and self.keeps("industry", self.trade.get(row["credit_code"], UNSTATED))
            and self.keeps("tier", row["applied_tier"])
        ]
        self.ids = {row["project_id"] for row in self.projects}
        self.awards = [
            row for row in ledger.award if self.keeps_of(row, str(row["award_date"].year), row["tier"])
        ]
        self.payments = [row for row in ledger.payment if self.keeps_of(row, str(row["year"]), row["item"])]
        self.steps = [
            row for row in entitlements(ledger, TODAY)
            if row["status"] == "priced" and self.keeps_of(row, str(row["award_date"].year), row["tier"])
        ]

    def keeps(self, name: str, value: str) -> bool:
        return self.filters.get(name, "") in ("", value)

    def keeps_of(self, row: dict, year: str, tier: str) -> bool:
        code = row["credit_code"]
        return (
            self.keeps("year", year) and self.keeps("tier", tier)
            and self.keeps("town", self.home.get(code, UNSTATED))
            and self.keeps("industry", self.trade.get(code, UNSTATED))
        )

    def invested(self, ids: set[str]) -> Decimal:
        return total(row["amount_yuan"] for row in self.ledger.investment if row["project_id"] in ids)


def project_summary(ledger: Ledger, filters: dict[str, str]) -> list[dict]:
    """The district in one row."""
    rows = Narrowed(ledger, filters)
    return [{
        "n_enterprises": len(rows.enterprises), "n_projects": len(rows.projects),
        "n_instances": sum(row["project_id"] in rows.ids for row in ledger.instance),
        "n_awards": len(rows.awards), "invested_yuan": rows.invested(rows.ids),
        "entitled_yuan": total(row["amount_yuan"] for row in rows.steps),
        "paid_yuan": total(row["paid_yuan"] for row in rows.payments),
    }]


def town_summary(ledger: Ledger, filters: dict[str, str]) -> list[dict]:
    """Every town that the filter leaves, and 未填报."""
    rows = Narrowed(ledger, filters)
    found = []
    for town in [*ledger.reference.town_names, UNSTATED]:
        if not rows.keeps("town", town):
            continue
        found.append({
            "town": town,
            "n_enterprises": sum(row["town"] == town for row in rows.enterprises),
            "n_projects": sum(row["town"] == town for row in rows.projects),
            "n_awards": sum(rows.home.get(row["credit_code"], UNSTATED) == town for row in rows.awards),
            "invested_yuan": rows.invested({row["project_id"] for row in rows.projects if row["town"] == town}),
            "paid_yuan": total(
                row["paid_yuan"] for row in rows.payments
                if rows.home.get(row["credit_code"], UNSTATED) == town
            ),
        })
    return found


def tier_summary(ledger: Ledger, filters: dict[str, str]) -> list[dict]:
    """Every tier that the filter leaves: due is formed per enterprise and tier before it is summed."""
    rows = Narrowed(ledger, filters)
    ladder = tier_table(ledger.reference.packs)
    found = []
    for tier in [*sorted(ladder, key=lambda name: ladder[name]), "优秀场景", "示范工厂"]:
        if not rows.keeps("tier", tier):
            continue
        owed: dict[str, Decimal] = {}
        for row in rows.steps:
            if row["tier"] == tier:
                owed[row["credit_code"]] = owed.get(row["credit_code"], Decimal(0)) + row["amount_yuan"]
        paid: dict[str, Decimal] = {}
        for row in rows.payments:
            if row["item"] == tier:
                paid[row["credit_code"]] = paid.get(row["credit_code"], Decimal(0)) + row["paid_yuan"]
        held = [row for row in rows.awards if row["tier"] == tier]
        found.append({
            "tier": tier, "rank": ladder[tier][0] if tier in ladder else None, "n_awards": len(held),
            "n_enterprises": len({row["credit_code"] for row in held}),
            "entitled_yuan": total(owed.values()), "paid_yuan": total(paid.values()),
            "due_yuan": total(
                max(owed.get(code, Decimal(0)) - paid.get(code, Decimal(0)), Decimal(0)) for code in owed | paid
            ),
        })
    return found


def scenario_coverage(ledger: Ledger, filters: dict[str, str], catalogue: str) -> list[dict]:
    """Every scenario of a catalogue, also at zero."""
    rows = Narrowed(ledger, filters)
    used = [hit for hit in matched_instances(ledger, catalogue) if hit[1]["project_id"] in rows.ids]
    found = []
    for scenario in ledger.reference.scenarios[catalogue]:
        hits = [(instance, project) for number, instance, project in used if number == scenario["scenario_no"]]
        found.append({
            "scenario_no": scenario["scenario_no"], "scenario": scenario["scenario"], "n_instances": len(hits),
            "n_projects": len({instance["project_id"] for instance, _ in hits}),
            "n_enterprises": len({project["credit_code"] for _, project in hits}),
        })
    return found
