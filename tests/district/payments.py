"""What the district paid 2020-2025 and had budgeted: awards by the ladder, diagnosis money beside it."""

from datetime import date
from decimal import Decimal
from random import Random

from .enterprises import Enterprise
from .ladder import PRICED_FROM, TIERS, steps
from .rows import Row

# What was customary before the rules of 2022 (invented): rank -> 万元.
EARLIER = {1: 8, 2: 15, 3: 30, 4: 60, 5: 120, 6: 300}
BUDGETS = {2020: 200, 2021: 400, 2022: 900, 2023: 1100, 2024: 900, 2025: 1000, 2026: 900}
UNPAID_SHARE = 0.15  # of the district's own priced steps of 2022: nobody paid them


def payment_row(name: str, code: str, item: str, amount_yuan: Decimal, day: date, tag: str = "") -> Row:
    """A row of the payment ledger with an invented document number."""
    return Row(
        {
            "payee": name,
            "credit_code": code,
            "item": item,
            "paid_yuan": amount_yuan,
            "paid_date": day,
            "document_no": f"青示例财〔{day.year}〕{day.month * 4 + day.day % 5}号",
            "year": day.year,
        },
        tag=tag,
    )


def order(row: Row) -> tuple[date, str, str]:
    """How the ledger is kept: by date, item and credit code."""
    return row.cells["paid_date"], row.cells["item"], row.cells["credit_code"]


def paid_on(award_date: date) -> date:
    """Money follows within the year if the award came early, else in spring or by Christmas (2020)."""
    if award_date.year == 2020 and award_date.month == 11:
        return date(2020, 12, 25)
    if award_date == date(2021, 12, 3):
        return date(2021, 12, 28)
    if award_date < date(award_date.year, 9, 1):
        return date(award_date.year, 11, 25)
    return date(award_date.year + 1, 5, 20 if award_date.day % 2 else 27)


def award_payments(
    rng: Random, awards: list[Row], names: dict[str, str]
) -> tuple[list[Row], list[Row]]:
    """Payments for awards up to 2024: priced steps exactly, the others by custom; and those nobody made."""
    plain = [
        (r.cells["credit_code"], r.cells["tier"], r.cells["award_date"], r.cells["project_id"] or "")
        for r in awards
    ]
    all_steps = sorted(steps(plain), key=lambda s: (s.award_date, s.code))
    partly = {step.code for step in all_steps if step.status == "unpriced"}
    rows: list[Row] = []
    unpaid: list[Row] = []
    customary = dict.fromkeys((code for code, *_ in plain), 0)
    for step in all_steps:
        if step.tier not in TIERS or step.status == "no_step" or step.award_date.year > 2024:
            continue
        rank, full = TIERS[step.tier]
        usual = EARLIER[rank] if step.award_date < PRICED_FROM else full
        if step.amount_yuan is not None:
            amount = step.amount_yuan
            if rank <= 3 and rng.random() < UNPAID_SHARE:
                unpaid.append(
                    payment_row(names[step.code], step.code, step.tier, amount, paid_on(step.award_date), "unpaid")
                )
                continue
        else:
            amount = Decimal(max(0, usual - customary[step.code])) * 10_000
            if rng.random() < 0.1:
                continue
        customary[step.code] = max(usual, customary[step.code])
        climbed = step.amount_yuan is not None and step.amount_yuan < full * 10_000
        tag = "priced-climb" if climbed else "priced" if step.amount_yuan is not None else "unpriced"
        if step.amount_yuan is not None and step.code in partly:
            tag += ", others not"  # whether such a firm got too much, nobody can tell
        rows.append(
            payment_row(names[step.code], step.code, step.tier, amount, paid_on(step.award_date), tag)
        )
    last = {row.cells["credit_code"]: row for row in rows}
    for row in last.values():
        row.tag += ", last"  # what was paid too much shows at a firm's last payment
    return rows, unpaid


def diagnoses(
    rng: Random,
    firms: list[Enterprise],
    providers: list[tuple[str, str]],
    outside: tuple[str, str],
    scale: int,
) -> tuple[list[Row], list[Row]]:
    """Reports 2021-2025 and the money for them: 2 万元 a report to the provider, up to 10 万元 to the firm.

    A provider has another number of accepted reports every year, so equal payments are never two payments.
    """
    clients = [firm for firm in firms if not firm.is_provider]
    rng.shuffle(clients)
    reports: list[Row] = []
    payments: list[Row] = []
    for name, code in [*providers, outside]:
        years = (2022, 2023) if (name, code) == outside else tuple(range(2021, 2026))
        counts = rng.sample(range(1, 6), len(years))
        for year, count in zip(years, counts, strict=True):
            for number in range(count * scale + (1 if rng.random() < 0.3 else 0)):
                client = clients.pop()
                day = date(year, rng.randint(3, 11), rng.randint(1, 28))
                accepted = number < count * scale
                spent = Decimal(rng.randint(3, 45)) * 10_000 if accepted and rng.random() < 0.45 else None
                reports.append(
                    Row(
                        {
                            "provider": name,
                            "provider_code": code,
                            "enterprise": client.name,
                            "credit_code": client.code,
                            "report_date": day,
                            "is_accepted": accepted,
                            "spent_yuan": spent,
                        }
                    )
                )
                if spent and year < 2025 and not client.facts["barred_until"]:
                    reward = min(Decimal(100_000), spent)
                    payments.append(
                        payment_row(client.name, client.code, "诊断实施奖励", reward, date(year + 1, 6, 28))
                    )
            if year < 2025:
                amount = Decimal(count * scale * 20_000)
                payments.append(payment_row(name, code, "诊断服务商奖励", amount, date(year + 1, 6, 18)))
    reports.sort(key=lambda row: (row.cells["report_date"], row.cells["credit_code"]))
    return reports, payments


def budget_rows(scale: int) -> list[Row]:
    """One line a year; the fund changed its name in 2024."""
    return [
        Row(
            {
                "year": year,
                "line": "技术改造专项" if year < 2024 else "智能工厂专项",
                "budget_yuan": Decimal(amount * scale * 10_000),
            }
        )
        for year, amount in BUDGETS.items()
    ]
