"""What a year's fund lines will have paid by its end, worked out line by line."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tests.oracle.answers import fund_line
from tests.oracle.cells import FEN
from tests.oracle.diagnosis import diagnosis_due
from tests.oracle.entitlement import TODAY, entitlements, tier_table
from tests.oracle.ledger import Ledger

ZERO = Decimal(0)
N_YEARS = 3


def same_day(day: date, year: int) -> date:
    """The day in another year; 29 February is the 28th."""
    return date(year, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def dues(ledger: Ledger, as_of: date) -> list[tuple[str, Decimal]]:
    """(item that the money will be booked under, due now): per enterprise on the ladder, per payee of a diagnosis."""
    ladder = tier_table(ledger.reference.packs)
    entitled: dict[str, Decimal] = {}
    last: dict[str, str] = {}
    for step in entitlements(ledger, as_of):
        if step["status"] == "priced":
            entitled[step["credit_code"]] = entitled.get(step["credit_code"], ZERO) + step["amount_yuan"]
            if step["amount_yuan"] > 0:
                last[step["credit_code"]] = step["tier"]
    found = []
    for code, yuan in entitled.items():
        paid = sum(
            (p["paid_yuan"] for p in ledger.payment
             if p["credit_code"] == code and p["item"] in ladder and p["paid_date"] <= as_of), ZERO,
        )  # fmt: skip
        if yuan > paid:
            found.append((last[code], yuan - paid))
    return found + [(row["item"], row["due_yuan"]) for row in diagnosis_due(ledger, as_of) if row["due_yuan"]]


def budget_projection(ledger: Ledger, as_of: date = TODAY) -> list[dict]:
    """Per year and line that has a budget or payments, or dues in the year of the day."""
    year = as_of.year
    budget = {(row["year"], row["line"]): row["budget_yuan"] for row in ledger.budget}
    paid: dict[tuple[int, str], Decimal] = {}
    rest: dict[str, dict[int, Decimal]] = {}
    for row in ledger.payment:
        if row["paid_date"] > as_of:
            continue
        key = (row["year"], fund_line(ledger, row["year"], row["item"]))
        paid[key] = paid.get(key, ZERO) + row["paid_yuan"]
        if year - N_YEARS <= row["year"] < year:
            own = rest.setdefault(fund_line(ledger, year, row["item"]), {})
            is_later = row["paid_date"] > same_day(as_of, row["year"])
            own[row["year"]] = own.get(row["year"], ZERO) + (row["paid_yuan"] if is_later else ZERO)
    due: dict[str, Decimal] = {}
    for item, yuan in dues(ledger, as_of):
        line = fund_line(ledger, year, item)
        due[line] = due.get(line, ZERO) + yuan
    rows = []
    for key in sorted(budget.keys() | paid.keys() | {(year, line) for line in due}):
        so_far = paid.get(key, ZERO)
        expected = usual = None
        total: Decimal | None = so_far if key[0] < year else None
        if key[0] == year:
            years = rest.get(key[1], {})
            if years:
                usual = (sum(years.values()) / len(years)).quantize(FEN, ROUND_HALF_UP)
            if usual is not None or due.get(key[1]):
                expected = max(due.get(key[1], ZERO), usual or ZERO)
                total = so_far + expected
        rows.append(
            {
                "year": key[0], "line": key[1], "budget_yuan": budget.get(key), "paid_yuan": so_far,
                "due_yuan": due.get(key[1], ZERO) if key[0] == year else None, "usual_yuan": usual,
                "expected_yuan": expected, "projected_yuan": total,
                "left_yuan": None if total is None or key not in budget else budget[key] - total,
            }
        )  # fmt: skip
    return rows
