"""Rewards of an invented district under every rule: by the product's SQL, and by ten lines of Python."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import polars as pl

from tests.policy.memory import with_policy

FIRST, SECOND = date(2024, 3, 1), date(2025, 3, 1)  # the first days of two documents, each a year long
RULES = ("top_up", "highest enterprise", "highest project", "each")
ORDER = {"星火车间": 1, "星火产线": 2, "星火工厂": 3, "星火标杆": 4, "星火领军": 5}
RANK = {"星火车间": 1, "星火产线": 1, "星火工厂": 2, "星火标杆": 3, "星火领军": 4}
# Invoices by project: hardware and software count, services don't. 丁 has none.
INVOICES = [
    ("甲", "硬件", 3_000_000), ("甲", "软件", 1_000_000), ("甲", "服务", 1_000_000), ("乙", "硬件", 60_000_000),
    ("丙", "软件", 999_999),
]  # fmt: skip
TIERS = """
[[tier]]
item = "星火车间"
rank = 1
order = 1
amount_yuan = 300_000
[[tier]]
item = "星火产线"
rank = 1
order = 2
amount_yuan = 250_000
[[tier]]
item = "星火工厂"
rank = 2
order = 3
basis = "share"
share_pct = 8
cap_yuan = 1_000_000
floor_yuan = 200_000
[[tier]]
item = "星火标杆"
rank = 3
order = 4
basis = "share"
bands = [
    {from_yuan = 3_000_000, share_pct = 10, cap_yuan = 500_000},
    {from_yuan = 50_000_000, share_pct = 10, cap_yuan = 5_000_000},
]
[[tier]]
item = "星火领军"
rank = 4
order = 5
amount_yuan = "unknown"
"""
# The same worked out by hand, in yuan; a project that isn't named has no known worth.
WORTH: dict[str, dict[str | None, int]] = {
    "星火车间": dict.fromkeys(["甲", "乙", "丙", "丁", None], 300_000),
    "星火产线": dict.fromkeys(["甲", "乙", "丙", "丁", None], 250_000),
    "星火工厂": {"甲": 320_000, "乙": 1_000_000, "丙": 200_000},
    "星火标杆": {"甲": 400_000, "乙": 5_000_000, "丙": 0},
    "星火领军": {},
}  # fmt: skip


class Award(NamedTuple):
    """A recognition of a project, maybe without its number."""

    day: date
    tier: str
    project: str | None


Step = tuple[str, str, Decimal | None]


def pay(awards: list[Award], rules: tuple[str, str]) -> list[Step]:
    """The ten lines, per award: which rule its document has, whether it counts, what it adds to what was counted."""
    reached, counted, steps = 0, [(Decimal(0), "")][:0], []
    for day, tier, project in sorted(awards, key=lambda a: (a.day, ORDER[a.tier], a.project or chr(0x10FFFF))):
        rule = rules[day >= SECOND]
        worth = None if (known := WORTH[tier].get(project)) is None else Decimal(known)
        before = [each for each, of in counted if rule != "highest project" or of == project]
        is_nobodys = rule == "highest project" and project is None
        is_new = RANK[tier] > reached if rule == "top_up" else not is_nobodys
        reached = max(reached, RANK[tier])
        counted += [(worth, project or "")] if is_new and worth is not None else []
        if is_nobodys or (is_new and worth is None):
            steps.append((tier, "unpriced", None))
        elif not is_new or (worth is not None and rule.startswith("highest") and before and worth <= max(before)):
            steps.append((tier, "no_step", Decimal(0)))
        elif worth is not None:
            steps.append((tier, "priced", worth if rule == "each" else max(worth - max(before, default=0), Decimal(0))))
    return steps


def write_packs(folder: Path, rules: tuple[str, str], tiers: str = TIERS) -> Path:
    """Two invented documents with the same tiers and these rules."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, first, rule in (("spark-1", FIRST, rules[0]), ("spark-2", SECOND, rules[1])):
        head = {"id": name, "title": "虚构办法", "number": "", "issuer": "虚构区经委", "status": "valid",
                "scope": "district"}
        lines = ["[pack]", *(f'{key} = "{value}"' for key, value in head.items()), "text_available = false"]
        lines += [f"valid_from = {first}", f"valid_to = {first.replace(year=first.year + 1, month=2, day=28)}"]
        entry = 'clause = "第一条"\nquote = ""\n'
        lines += [tiers.replace("[[tier]]", f'[[tier]]\n{entry}level = "区级"\nprocedure = "apply"')]
        kind, _, unit = rule.partition(" ")
        settings = {"ladder_rule": kind, "investment_categories": "硬件;软件"} | ({"ladder_unit": unit} if unit else {})
        for key, value in settings.items():
            lines.append(f'[[setting]]\nkey = "{key}"\nvalue = "{value}"\nmeaning = "虚构"\n{entry}')
        (folder / f"{name}.toml").write_text("\n".join(lines), "utf-8")
    return folder


def sql_steps(
    policy: Path, lives: list[list[Award]], invoices: Sequence[tuple[str, str, object]] = INVOICES
) -> list[list[Step]]:
    """The steps of enterprise n for lives[n], by entitlement_steps."""
    rows = [(f"{n:08d}", *award) for n, life in enumerate(lives) for award in life]
    award = pl.DataFrame(
        rows, orient="row",
        schema={"credit_code": pl.String, "award_date": pl.Date, "tier": pl.String, "project_id": pl.String},
    ).with_columns(
        pl.lit("虚构公司").alias("enterprise"), pl.lit(1).alias("sheet_id"), pl.int_range(1, pl.len() + 1).alias("row")
    )
    investment = pl.DataFrame(
        [(project, category, str(yuan)) for project, category, yuan in invoices], orient="row",
        schema={"project_id": pl.String, "category": pl.String, "amount_yuan": pl.String},
    ).with_columns(
        pl.lit("虚构设备").alias("item"), pl.lit(FIRST).alias("invoice_date"), pl.lit("1").alias("invoice_no"),
        pl.lit(2).alias("sheet_id"), pl.int_range(1, pl.len() + 1).alias("row"),
    )
    connection = with_policy(policy, {"award": award, "investment": investment})
    try:
        table = connection.execute(
            "SELECT CAST(credit_code AS INTEGER), tier, status, amount_yuan FROM entitlement_steps(DATE '2099-01-01')"
            " ORDER BY credit_code, step_no"
        ).fetchall()
    finally:
        connection.close()
    found: list[list[Step]] = [[] for _ in lives]
    for number, *step in table:
        found[number].append((step[0], step[1], step[2]))
    return found
