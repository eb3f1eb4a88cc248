"""Money planted wrong, and what only looks wrong: unpaid awards, two names of one firm, bars.

Everything is chosen among rows that are there; a look-alike (L…) must raise no doubt.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

from .codes import credit_code
from .enterprises import Enterprise
from .ladder import TIERS, steps
from .payments import order
from .planting import Fault, nothing
from .rows import Row
from .world import World

FILE = "资金拨付.xlsx"
FORMER = ("上海示更一机械有限公司", "上海示更二机械有限公司", "上海示更三机械有限公司")
OLD_CODE = credit_code(900_003)


def money_faults(world: World) -> list[Fault]:
    """Faults of awards and payments; changes firms and payments of the world where a story needs it."""
    used: set[str] = set()  # credit codes: a firm is in one story only
    return [*_unpaid(world), *_two_names(world, used), *_bars(world, used), *_paid_again(world, used)]


def _award(fault_id: str, rule: str | None, row: Row, what: str) -> Fault:
    sheet = "2020-2022年" if row.cells["award_date"].year <= 2022 else "2023-2025年"
    return Fault(
        fault_id, rule, "accepted", "认定台账.xlsx", "award", what, "tier", is_extra=False,
        pick=lambda other: other is row, sheet_name=sheet,
    )  # fmt: skip


def _payment(
    fault_id: str, rule: str | None, row: Row, what: str, column: str, also: tuple[str, ...] = (),
    **cells: Any,
) -> Fault:  # fmt: skip
    """A payment as it is, or with `cells` a copy of it put behind it."""
    change: Callable[[World, Row], dict[str, Any]] = (lambda world, other: cells) if cells else nothing
    return Fault(
        fault_id, rule, "accepted", FILE, "payment", what, column, change, is_extra=bool(cells),
        pick=lambda other: other is row, also=also,
        sheet_name="2020-2022" if row.cells["year"] <= 2022 else "2023-2025",
    )  # fmt: skip


def _unpaid(world: World) -> list[Fault]:
    """The priced steps that nobody paid, one 免申即享 among them; the second item of a rank is no step."""
    city = [row for row in world.payments if row.cells["item"] == "市级智能工厂" and row.tag.startswith("priced")][-1]
    world.payments.remove(city)
    faults = []
    for number, row in enumerate(sorted(world.unpaid, key=order), 1):
        what = f"{row.cells['item']}认定后多年没有拨付"
        faults.append(_award(f"A28-{number}", "award_unpaid", _award_of(world, row), what))
    what = "市级认定免申即享，一直没有拨付"
    faults.append(_award("A29", "award_unpaid", _award_of(world, city), what))
    plain = [
        (r.cells["credit_code"], r.cells["tier"], r.cells["award_date"], r.cells["project_id"] or "")
        for r in world.awards
    ]
    second = min((s for s in steps(plain) if s.status == "no_step"), key=lambda s: (s.award_date, s.code))
    row = next(r for r in world.awards if (r.cells["credit_code"], r.cells["tier"]) == (second.code, second.tier))
    return [*faults, _award("L01", None, row, "同一档的第二项认定，不另奖励，没有拨付是对的")]


def _award_of(world: World, payment: Row) -> Row:
    wanted = (payment.cells["credit_code"], payment.cells["item"])
    return next(row for row in world.awards if (row.cells["credit_code"], row.cells["tier"]) == wanted)


def _single(world: World) -> list[tuple[Enterprise, Row]]:
    """Firms that never changed their name and got exactly one payment, for an award nobody can price."""
    firms = {firm.code: firm for firm in world.firms if not firm.former_names}
    n_paid = Counter(row.cells["credit_code"] for row in world.payments)
    return [
        (firms[row.cells["credit_code"]], row) for row in world.payments
        if row.cells["credit_code"] in firms and n_paid[row.cells["credit_code"]] == 1
        and row.cells["item"] in TIERS and row.tag.startswith("unpriced") and row.cells["paid_yuan"] > 0
    ]  # fmt: skip


def _two_names(world: World, used: set[str]) -> list[Fault]:
    """One firm paid under both names, one under its old code, one only under the old name, two of one name."""
    single = [pair for pair in _single(world) if pair[1].cells["year"] == 2024]
    (first, one), (second, two), (third, three) = single[:3]
    for firm, former in zip((first, second, third), FORMER, strict=True):
        firm.former_names.append(former)
    later = one.cells["paid_date"] + timedelta(35)
    faults = [
        _payment("A30", "paid_both_names", one, "更名企业，新旧两个名称各拨付一次", "payee", ("paid_twice",),
                 payee=FORMER[0], paid_date=later, document_no="青示例财〔2024〕33号"),
        _payment("A31", "paid_both_names", two, "更名企业，旧名称和旧信用代码又拨付一次", "payee",
                 ("paid_without_award", "unknown_enterprise"), payee=FORMER[1], credit_code=OLD_CODE,
                 paid_date=later, document_no="青示例财〔2024〕34号"),
    ]  # fmt: skip
    three.cells["payee"] = FORMER[2]
    faults.append(_payment("L02", None, three, "更名企业，只用旧名称拨付过一次", "payee"))
    others = [pair for pair in _single(world) if pair[0] not in (first, second, third)]
    here, there = next(
        (here, there) for here, there in combinations(others, 2)
        if here[1].cells["item"] == there[1].cells["item"] and here[0].town != there[0].town
    )  # fmt: skip
    used |= {firm.code for firm in (first, second, third, here[0], there[0])}
    there[0].name = here[0].name
    for rows, column in ((world.awards, "enterprise"), (world.payments, "payee"), (world.diagnoses, "enterprise")):
        for row in rows:
            if row.cells["credit_code"] == there[0].code:
                row.cells[column] = here[0].name
    what = f"两家同名企业分属{here[0].town}和{there[0].town}，信用代码不同，各得各的"
    return [*faults, _payment("L03", None, there[1], what, "payee")]


def _bars(world: World, used: set[str]) -> list[Fault]:
    """One firm paid while barred, one after the bar, one before it; no bar touches the day of an application."""
    applying = {project.firm.code for project in world.projects if project.call == "national-2023"}
    plain = [firm for firm in world.firms if not firm.is_provider and not firm.former_names]
    firms = {firm.code: firm for firm in plain if firm.code not in applying | used}
    n_paid = Counter(row.cells["credit_code"] for row in world.payments)
    found = [
        (firms[row.cells["credit_code"]], row) for row in world.payments
        if row.cells["credit_code"] in firms and n_paid[row.cells["credit_code"]] == 1 and row.cells["paid_yuan"] > 0
    ]  # fmt: skip
    late = [pair for pair in found if pair[1].cells["paid_date"] > date(2024, 1, 1)]
    early = [pair for pair in found if pair[1].cells["paid_date"] <= date(2022, 6, 30)]
    (barred, during), (freed, after), (later_barred, before) = late[0], late[1], early[0]
    used |= {barred.code, freed.code, later_barred.code}
    barred.facts["barred_until"] = later_barred.facts["barred_until"] = date(2025, 6, 30)
    freed.facts["barred_until"] = date(2023, 12, 31)
    return [
        _payment("A32", "paid_while_barred", during, "禁止申报期间仍有拨付", "paid_date"),
        _payment("L04", None, after, "禁止期满以后的拨付", "paid_date"),
        _payment("L05", None, before, "禁止期开始以前的拨付", "paid_date"),
    ]


def _paid_again(world: World, used: set[str]) -> list[Fault]:
    """Taken back and paid once more: in the end it was paid once."""
    row = [row for firm, row in _single(world) if row.cells["year"] == 2024 and firm.code not in used][-1]
    day, amount = row.cells["paid_date"], row.cells["paid_yuan"]
    again = {"paid_date": day + timedelta(90), "document_no": "青示例财〔2024〕45号", "paid_yuan": Decimal(amount)}
    back = {"paid_date": day + timedelta(60), "document_no": "青示例财〔2024〕41号", "paid_yuan": -amount}
    return [
        _payment("L06b", None, row, "追回以后更正文号重新拨付", "paid_yuan", **again),
        _payment("L06a", None, row, "拨付文号有误，先追回", "paid_yuan", **back),
    ]
