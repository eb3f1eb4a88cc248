"""Every rule by which recognitions add up, and every form of amount: SQL, ten lines and hand arithmetic agree."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from decimal import Decimal
from itertools import combinations_with_replacement, product
from pathlib import Path

import pytest

from etl.errors import DataInvalid
from etl.packs import load_packs
from tests.policy.rewards import FIRST, ORDER, RULES, SECOND, Award, pay, sql_steps, write_packs

PROJECTS = ["甲", "乙", "丙", None]


def lives(length: int, projects: list[str | None], zones: tuple) -> list[list[Award]]:  # type: ignore[type-arg]
    """All paths of tiers and projects of a length, under every pattern of documents forward in time, and on one day."""
    found = []
    for path in product(product(ORDER, projects), repeat=length):
        for pattern in combinations_with_replacement(zones, length):
            steps = enumerate(zip(pattern, path, strict=True))
            found.append([Award(first + timedelta(place), *what) for place, (first, what) in steps])
        if length > 1:
            found += [[Award(first, *what) for what in path] for first in zones]
    return found


def sums(rule: str, life: list[Award], steps: list[tuple[str, str, Decimal | None]]) -> None:
    """What the rule promises, said without steps."""
    paid = sum((amount for _, _, amount in steps if amount is not None), Decimal(0))
    assert all(amount is None or amount >= 0 for _, _, amount in steps)
    if rule == "each":
        alone = [pay([award], (rule, rule))[0][2] or Decimal(0) for award in life]
        assert paid == sum(alone), life
    elif rule.startswith("highest"):
        units = {award.project for award in life if award.project} if rule.endswith("project") else {"*"}
        best = [
            max((pay([award], (rule, rule))[0][2] or Decimal(0) for award in life if unit in ("*", award.project)),
                default=Decimal(0))
            for unit in units
        ]
        assert paid == sum(best), life


@pytest.mark.parametrize("rule", RULES)
def test_every_life_up_to_length_3_under_one_rule(rule: str, tmp_path: Path) -> None:
    every = [life for length in (1, 2, 3) for life in lives(length, PROJECTS, (FIRST,))]
    every += lives(2, ["甲", "丁"], (FIRST,))
    assert len(every) == 20 + 400 * 2 + 8000 * 2 + 100 * 2
    for life, steps in zip(every, sql_steps(write_packs(tmp_path, (rule, rule)), every), strict=True):
        assert steps == pay(life, (rule, rule)), life
        sums(rule, life, steps)


@pytest.mark.parametrize("rules", [pair for pair in product(RULES, RULES) if pair[0] != pair[1]], ids="→".join)
def test_a_life_under_two_documents_of_different_rules(rules: tuple[str, str], tmp_path: Path) -> None:
    """The document in force on the day decides; what an earlier one paid counts as paid."""
    every = [life for length in (2, 3) for life in lives(length, ["甲", "乙"], (FIRST, SECOND))]
    assert len(every) == 100 * (3 + 2) + 1000 * (4 + 2)
    for life, steps in zip(every, sql_steps(write_packs(tmp_path, rules), every), strict=True):
        assert steps == pay(life, rules), life


def test_take_the_highest_by_hand(tmp_path: Path) -> None:
    """工厂 of 甲 32 万; its 车间 (30) brings nothing; 标杆 of 甲 (40) the difference 8; of 乙 (500) the difference 460,
    or all 500 where projects are the unit."""
    life = [
        Award(FIRST, "星火工厂", "甲"), Award(FIRST + timedelta(1), "星火车间", "甲"),
        Award(FIRST + timedelta(2), "星火标杆", "甲"), Award(FIRST + timedelta(3), "星火标杆", "乙"),
    ]  # fmt: skip
    for rule, last in (("highest enterprise", 4_600_000), ("highest project", 5_000_000)):
        (steps,) = sql_steps(write_packs(tmp_path / rule, (rule, rule)), [life])
        assert [amount for _, _, amount in steps] == [320_000, 0, 80_000, last]


TWO_BANDS = """bands = [
    {share_pct = 10, cap_yuan = 5_000_000}, {from_yuan = 100_000_000, share_pct = 10, cap_yuan = 10_000_000},
]"""
# 17.9 % of the counted lines, half a fen up; 8 % at the cap, one fen below it, at the floor; bands at their edges.
SHARES = [
    ("share_pct = 17.9", "1234567.89", "220987.65"),
    ("share_pct = 0.5", "1.00", "0.01"), ("share_pct = 0.4", "1.00", "0.00"),
    ("share_pct = 8\ncap_yuan = 1_000_000", "12500000.00", "1000000.00"),
    ("share_pct = 8\ncap_yuan = 1_000_000", "12499999.87", "999999.99"),
    ("share_pct = 8\ncap_yuan = 1_000_000", "99999999999.99", "1000000.00"),
    ("share_pct = 10\nfloor_yuan = 50_000", "499999.90", "50000.00"),
    ("share_pct = 10\nfloor_yuan = 50_000", "500000.10", "50000.01"),
    ("bands = [{from_yuan = 5_000_000, share_pct = 10}]", "4999999.99", "0.00"),
    ("bands = [{from_yuan = 5_000_000, share_pct = 10}]", "5000000.00", "500000.00"),
    (TWO_BANDS, "99999999.99", "5000000.00"), (TWO_BANDS, "100000000.00", "10000000.00"),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "invoiced", "amount"), SHARES)
def test_a_share_of_the_investment_to_the_fen(terms: str, invoiced: str, amount: str, tmp_path: Path) -> None:
    tier = f'[[tier]]\nitem = "星火工厂"\nrank = 1\norder = 1\nbasis = "share"\n{terms}\n'
    policy = write_packs(tmp_path, ("each", "each"), tier)
    invoices = [("甲", "硬件", invoiced), ("甲", "服务", "7777777")]
    (steps,) = sql_steps(policy, [[Award(FIRST, "星火工厂", "甲")]], invoices)
    assert steps == [("星火工厂", "priced", Decimal(amount))]


def test_a_ceiling_prices_nothing(tmp_path: Path) -> None:
    """最高 50 万元 says what may not be exceeded, not what is due."""
    fixed = '[[tier]]\nitem = "星火工厂"\nrank = 1\norder = 1\namount_yuan = 500_000\nis_ceiling = true\n'
    share = '[[tier]]\nitem = "星火标杆"\nrank = 2\norder = 2\nbasis = "share"\nshare_pct = 50\nis_ceiling = true\n'
    policy = write_packs(tmp_path, ("top_up", "top_up"), fixed + share)
    life = [Award(FIRST, "星火工厂", "甲"), Award(FIRST, "星火标杆", "甲")]
    assert sql_steps(policy, [life]) == [[("星火工厂", "unpriced", None), ("星火标杆", "unpriced", None)]]


FORMS = list(csv.DictReader((Path(__file__).parent / "reward_forms.csv").open(encoding="utf-8", newline="")))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: " ".join(list(form.values())[:3]))
def test_the_rules_of_other_places_are_priced_or_refused(form: dict[str, str], tmp_path: Path) -> None:
    """30 published rules of 18 places: no amount in the table means that the document names only a ceiling."""
    terms = form["terms"].replace("; ", "\n")
    policy = write_packs(tmp_path, ("each", "each"), f'[[tier]]\nitem = "星火工厂"\nrank = 1\norder = 1\n{terms}\n')
    if form["refused"]:
        with pytest.raises(DataInvalid, match=re.escape(f"spark-1.toml：tier[1].{form['refused']}")):
            load_packs(policy)
        return
    (steps,) = sql_steps(
        policy, [[Award(FIRST, "星火工厂", "甲")]], [("甲", "硬件", form["invested_yuan"] or "1")]
    )
    amount = Decimal(form["amount_yuan"]) if form["amount_yuan"] else None
    assert steps == [("星火工厂", "unpriced" if amount is None else "priced", amount)]
