"""晋档补差 once more, in decimals and in one loop, for the known answers."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import NamedTuple

# tier -> (rank, 万元 by qingpu-2022), in the order of the document
TIERS = {
    "区级智能生产线": (1, 10),
    "区级智能仓储": (1, 10),
    "区级智能车间": (2, 20),
    "区级智能工厂": (3, 50),
    "市级智能工厂": (4, 100),
    "国家级标杆工厂": (5, 200),
    "灯塔工厂": (6, 500),
}
TITLES = ("优秀场景", "示范工厂")
PRICED_FROM, PRICED_TO = date(2022, 3, 2), date(2022, 12, 31)


class Step(NamedTuple):
    """What one award brings: status priced | unpriced | no_step, and the amount (None = nobody knows)."""

    code: str
    tier: str
    award_date: date
    status: str
    amount_yuan: Decimal | None


def steps(awards: list[tuple[str, str, date, str]]) -> list[Step]:
    """Entitlement steps of awards given as (credit code, tier, date, project id) in file order."""
    by_code: dict[str, list[tuple[str, str, date, str]]] = defaultdict(list)
    for award in awards:
        by_code[award[0]].append(award)
    order = list(TIERS)
    result = []
    for code, own in by_code.items():
        reached, paid = 0, 0
        ladder = [award for award in own if award[1] in TIERS]
        for _, tier, day, _ in sorted(ladder, key=lambda a: (a[2], TIERS[a[1]][0], order.index(a[1]), a[3])):
            rank, amount = TIERS[tier]
            if rank <= reached:
                result.append(Step(code, tier, day, "no_step", Decimal(0)))
                continue
            reached = rank
            if PRICED_FROM <= day <= PRICED_TO:
                result.append(Step(code, tier, day, "priced", Decimal(max(0, amount - paid)) * 10_000))
                paid = max(paid, amount)
            else:
                result.append(Step(code, tier, day, "unpriced", None))
        titles = [award for award in own if award[1] in TITLES]
        result.extend(Step(code, tier, day, "unpriced", None) for _, tier, day, _ in titles)
    return result
