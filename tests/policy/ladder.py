"""晋档补差 for many enterprises at once: by the product's SQL, and by ten lines of Python."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import polars as pl

from tests.policy.memory import POLICY, with_policy

# Article 5 (二) of the 2022 rules, typed from the text: rank and 万元.
TIERS = {
    "区级智能生产线": (1, 10), "区级智能仓储": (1, 10), "区级智能车间": (2, 20), "区级智能工厂": (3, 50),
    "市级智能工厂": (4, 100), "国家级标杆工厂": (5, 200), "灯塔工厂": (6, 500),
}  # fmt: skip
# Article 9 and the date of issue: the only days that have amounts.
FIRST, LAST = date(2022, 3, 2), date(2022, 12, 31)
Award = tuple[date, str]


class Step(NamedTuple):
    """What one award brings."""

    tier: str
    status: str
    amount_yuan: Decimal | None


def climb(awards: Iterable[Award]) -> list[Step]:
    """The ten lines: once per rank, the difference to what was priced before; ranks count whether priced or not."""
    reached, priced, steps = 0, 0, []
    for day, tier in sorted(awards, key=lambda award: (award[0], TIERS[award[1]][0], list(TIERS).index(award[1]))):
        rank, amount = TIERS[tier]
        if rank <= reached:
            steps.append(Step(tier, "no_step", Decimal(0)))
        elif FIRST <= day <= LAST:
            steps.append(Step(tier, "priced", Decimal(amount - priced) * 10_000))
            priced = amount
        else:
            steps.append(Step(tier, "unpriced", None))
        reached = max(reached, rank)
    return steps


def highest_priced(awards: Iterable[Award]) -> Decimal:
    """The claim, said without steps: the amount of the highest award in force that no earlier one had reached."""
    ordered = sorted(awards, key=lambda award: (award[0], TIERS[award[1]][0]))
    ranks = [TIERS[tier][0] for _, tier in ordered]
    new = [
        TIERS[tier][1] for place, (day, tier) in enumerate(ordered)
        if FIRST <= day <= LAST and all(rank < ranks[place] for rank in ranks[:place])
    ]
    return Decimal(max(new, default=0)) * 10_000


def sql_steps(
    paths: list[list[Award]], until: date = date(2099, 1, 1), policy: Path = POLICY, assume: str = ""
) -> list[list[tuple[str, str, Decimal | None]]]:
    """The steps of enterprise n for paths[n], by entitlement_steps, maybe under a named assumption."""
    rows = [(f"{n:08d}", day, tier) for n, path in enumerate(paths) for day, tier in path]
    frame = pl.DataFrame(
        rows, schema={"credit_code": pl.String, "award_date": pl.Date, "tier": pl.String}, orient="row"
    ).with_columns(
        pl.lit("虚构公司").alias("enterprise"), pl.lit(1).alias("sheet_id"),
        pl.int_range(1, pl.len() + 1).alias("row"),
    )
    found: list[list[tuple[str, str, Decimal | None]]] = [[] for _ in paths]
    connection = with_policy(policy, {"award": frame})
    try:
        table = connection.execute(
            "SELECT CAST(credit_code AS INTEGER), tier, status, amount_yuan"
            " FROM entitlement_steps($until, assume := $assume) ORDER BY credit_code, step_no",
            {"until": until, "assume": assume},
        ).fetchall()
    finally:
        connection.close()
    for number, tier, status, amount in table:
        found[number].append((tier, status, amount))
    return found
