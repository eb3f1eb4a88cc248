"""The contract's figures, each recomputed the long way from a Ledger. Money is Decimal, yuan, two places."""

from datetime import date
from decimal import Decimal

from tests.oracle.cells import FEN
from tests.oracle.entitlement import TODAY, entitlements, tier_table
from tests.oracle.grid import squeeze
from tests.oracle.ledger import Ledger

UNSTATED = "未填报"
TITLES = ("优秀场景", "示范工厂")


def total(amounts) -> Decimal:
    """The sum in yuan; nothing sums to 0.00."""
    return sum(amounts, Decimal(0)).quantize(FEN)


def project_summary(ledger: Ledger, as_of: date = TODAY) -> list[dict]:
    """The district in one row."""
    return [
        {
            "n_enterprises": len(ledger.enterprise),
            "n_projects": len(ledger.project),
            "n_instances": len(ledger.instance),
            "n_awards": len(ledger.award),
            "invested_yuan": total(row["amount_yuan"] for row in ledger.investment),
            "entitled_yuan": total(row["amount_yuan"] or 0 for row in entitlements(ledger, as_of)),
            "paid_yuan": total(row["paid_yuan"] for row in ledger.payment),
        }
    ]


def town_summary(ledger: Ledger) -> list[dict]:
    """Every town and 未填报: applications and invoices by the project's town, others by the enterprise's."""
    home = {row["credit_code"]: row["town"] for row in ledger.enterprise}
    site = {row["project_id"]: row["town"] for row in ledger.project}
    rows = []
    for town in [*ledger.reference.town_names, UNSTATED]:
        rows.append(
            {
                "town": town,
                "n_enterprises": sum(row["town"] == town for row in ledger.enterprise),
                "n_projects": sum(row["town"] == town for row in ledger.project),
                "n_awards": sum(home.get(row["credit_code"], UNSTATED) == town for row in ledger.award),
                "invested_yuan": total(
                    row["amount_yuan"] for row in ledger.investment if site[row["project_id"]] == town
                ),
                "paid_yuan": total(
                    row["paid_yuan"]
                    for row in ledger.payment
                    if home.get(row["credit_code"], UNSTATED) == town
                ),
            }
        )
    return rows


def tier_summary(ledger: Ledger, as_of: date = TODAY) -> list[dict]:
    """The seven tiers by rank, then the two titles; due is worked out per enterprise, then summed."""
    table = tier_table(ledger.reference.packs)
    steps = entitlements(ledger, as_of)
    rows = []
    for tier in [*sorted(table, key=lambda tier: table[tier]), *TITLES]:
        awards = [row for row in ledger.award if row["tier"] == tier]
        entitled: dict[str, Decimal] = {}
        paid: dict[str, Decimal] = {}
        for row in steps:
            if row["tier"] == tier and row["status"] == "priced":
                entitled[row["credit_code"]] = (
                    entitled.get(row["credit_code"], Decimal(0)) + row["amount_yuan"]
                )
        for row in ledger.payment:
            if row["item"] == tier:
                paid[row["credit_code"]] = paid.get(row["credit_code"], Decimal(0)) + row["paid_yuan"]
        rows.append(
            {
                "tier": tier,
                "rank": table[tier][0] if tier in table else None,
                "n_awards": len(awards),
                "n_enterprises": len({row["credit_code"] for row in awards}),
                "entitled_yuan": total(entitled.values()),
                "paid_yuan": total(paid.values()),
                "due_yuan": total(
                    max(Decimal(0), amount - paid.get(code, 0)) for code, amount in entitled.items()
                ),
            }
        )
    return rows


def entitlement_list(ledger: Ledger, as_of: date = TODAY) -> list[dict]:
    """One row per award up to the as-of date, by enterprise, in the order in which it climbed."""
    return entitlements(ledger, as_of)


def matched_instances(ledger: Ledger, catalogue: str) -> list[tuple[int, dict, dict]]:
    """(scenario number, instance, its project) for instances whose scenario the catalogue knows."""
    numbers = {squeeze(row["scenario"]): row["scenario_no"] for row in ledger.reference.scenarios[catalogue]}
    projects = {row["project_id"]: row for row in ledger.project}
    return [
        (numbers[squeeze(row["scenario"])], row, projects[row["project_id"]])
        for row in ledger.instance
        if row["catalogue"] == catalogue and squeeze(row["scenario"]) in numbers
    ]


def scenario_coverage(ledger: Ledger, catalogue: str) -> list[dict]:
    """Every scenario of one catalogue, also at zero, under the catalogue's own process."""
    matched = matched_instances(ledger, catalogue)
    rows = []
    for scenario in ledger.reference.scenarios[catalogue]:
        own = [(row, project) for number, row, project in matched if number == scenario["scenario_no"]]
        rows.append(
            {
                "catalogue": catalogue,
                "process": scenario["process"],
                "scenario_no": scenario["scenario_no"],
                "scenario": scenario["scenario"],
                "n_instances": len(own),
                "n_projects": len({row["project_id"] for row, _ in own}),
                "n_enterprises": len({project["credit_code"] for _, project in own}),
            }
        )
    return rows


def scenario_town(ledger: Ledger, catalogue: str) -> list[dict]:
    """Applications per scenario and town of the project; pairs at zero are left out."""
    projects: dict[tuple[int, str], set[str]] = {}
    for number, row, project in matched_instances(ledger, catalogue):
        projects.setdefault((number, project["town"]), set()).add(row["project_id"])
    names = {row["scenario_no"]: row["scenario"] for row in ledger.reference.scenarios[catalogue]}
    towns = ledger.reference.town_names
    return [
        {
            "scenario_no": number,
            "scenario": names[number],
            "town": town,
            "n_projects": len(projects[number, town]),
        }
        for number, town in sorted(projects, key=lambda pair: (pair[0], towns.index(pair[1])))
    ]


def outcome_values(ledger: Ledger) -> dict[str, list[Decimal]]:
    """Metric -> the figures reported for it, wide and long rows together, smallest first."""
    values: dict[str, list[Decimal]] = {name: [] for name in ledger.reference.metrics}
    for row in ledger.outcome:
        for name, figures in values.items():
            if row[name] is not None:
                figures.append(Decimal(row[name]))
    for row in ledger.outcome_line:
        values[row["metric"]].append(Decimal(row["value"]))
    return {name: sorted(figures) for name, figures in values.items()}


def quantile(ordered: list[Decimal], share: Decimal) -> Decimal | None:
    """Exact, inclusive, linear between neighbours."""
    if not ordered:
        return None
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def outcome_distribution(ledger: Ledger) -> list[dict]:
    """Each metric over the applications: how many report it, how many don't, and the five numbers."""
    rows = []
    for metric, figures in outcome_values(ledger).items():
        counts = {
            "metric": metric,
            "n_reported": len(figures),
            "n_missing": len(ledger.project) - len(figures),
        }
        shares = {"min": "0", "p25": "0.25", "median": "0.5", "p75": "0.75", "max": "1"}
        rows.append(counts | {name: quantile(figures, Decimal(share)) for name, share in shares.items()})
    return rows


def fund_line(ledger: Ledger, year: int, item: str) -> str:
    """The 资金科目 a pack names for item and year, else the year's only budget line, else 未对应科目."""
    for pack in ledger.reference.packs:
        for line in pack.get("fund_line", []):
            if line["year_from"] <= year <= line["year_to"] and (
                item in line["items"] or "*" in line["items"]
            ):
                budgeted = {row["line"] for row in ledger.budget if row["year"] == year}
                spellings = [line["line"], *line.get("aliases", [])]
                return next((name for name in spellings if name in budgeted), line["line"])
    lines = [row["line"] for row in ledger.budget if row["year"] == year]
    return lines[0] if len(lines) == 1 else "未对应科目"


def budget_summary(ledger: Ledger, as_of: date = TODAY) -> list[dict]:
    """Per year and line: budget, entitlement (by award year), payments (by 年度), the rest.

    Neither awards nor payments name a line: see fund_line. A line without a budget has none (None), not 0.
    """
    budget = {(row["year"], row["line"]): row["budget_yuan"] for row in ledger.budget}
    entitled: dict[tuple[int, str], Decimal] = {}
    paid: dict[tuple[int, str], Decimal] = {}
    for row in entitlements(ledger, as_of):
        if row["rank"] is not None:
            key = (row["award_date"].year, fund_line(ledger, row["award_date"].year, row["tier"]))
            entitled[key] = entitled.get(key, Decimal(0)) + (row["amount_yuan"] or 0)
    for row in ledger.payment:
        key = (row["year"], fund_line(ledger, row["year"], row["item"]))
        paid[key] = paid.get(key, Decimal(0)) + row["paid_yuan"]
    return [
        {
            "year": key[0],
            "line": key[1],
            "budget_yuan": budget.get(key),
            "entitled_yuan": total([entitled.get(key, 0)]),
            "paid_yuan": total([paid.get(key, 0)]),
            "remaining_yuan": total([budget[key], -paid.get(key, 0)]) if key in budget else None,
        }
        for key in sorted(budget.keys() | entitled.keys() | paid.keys())
    ]
