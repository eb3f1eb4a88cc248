"""晋档补差: what each award entitles its enterprise to."""

from datetime import date
from decimal import Decimal

from tests.oracle.cells import FEN
from tests.oracle.ledger import Ledger
from tests.oracle.reference import as_date

TODAY = date(2026, 11, 20)


def tier_table(packs: list[dict]) -> dict[str, tuple[int, int]]:
    """Ladder tier -> (rank, order), from every pack that has it on its ladder."""
    return {
        tier["item"]: (tier["rank"], tier.get("order", 0))
        for pack in packs
        for tier in pack["tier"]
        if tier.get("rank") is not None
    }


def pack_in_force(packs: list[dict], tier: str, day: date) -> dict | None:
    """The pack whose days include `day` and whose ladder has the tier."""
    for pack in packs:
        head = pack["pack"]
        if as_date(head["valid_from"]) <= day <= as_date(head["valid_to"]) and ladder_entry(pack, tier):
            return pack
    return None


def ladder_entry(pack: dict, tier: str) -> dict | None:
    """The pack's entry for a tier on its ladder."""
    return next(
        (entry for entry in pack["tier"] if entry["item"] == tier and entry.get("rank") is not None), None
    )


def entitlements(ledger: Ledger, as_of: date = TODAY) -> list[dict]:
    """One row per award up to the as-of date: priced, no_step or unpriced, and the amount of the step."""
    packs = ledger.reference.packs
    table = tier_table(packs)
    names = {row["credit_code"]: row["enterprise"] for row in ledger.enterprise}
    by_enterprise: dict[str, list[dict]] = {}
    for award in ledger.award:
        if award["award_date"] <= as_of:
            by_enterprise.setdefault(award["credit_code"], []).append(award)
    rows = []
    for code in sorted(by_enterprise):
        awards = sorted(by_enterprise[code], key=lambda award: order_of(award, table))
        for award, step in zip(awards, climb(awards, packs, table), strict=True):
            who = {"credit_code": code, "enterprise": names.get(code, award["enterprise"])}
            what = {"award_date": award["award_date"], "tier": award["tier"]}
            rows.append(who | what | step)
    return rows


def order_of(award: dict, table: dict[str, tuple[int, int]]) -> tuple:
    """The order in which an enterprise climbs; titles off the ladder come last within a day."""
    rank, order = table.get(award["tier"], (99, 99))
    return (
        award["award_date"],
        rank,
        order,
        award["project_id"] or "",
        award["file"],
        award["sheet"],
        award["row"],
    )


def climb(awards: list[dict], packs: list[dict], table: dict[str, tuple[int, int]]) -> list[dict]:
    """The steps of one enterprise's awards, in order."""
    reached = 0
    received = Decimal(0)
    steps = []
    for award in awards:
        tier = award["tier"]
        if tier not in table:
            steps.append(step(None, None, "unpriced", None, tier))
            continue
        rank = table[tier][0]
        pack = pack_in_force(packs, tier, award["award_date"])
        amount = price(pack, tier)
        if rank <= reached:
            steps.append(step(rank, Decimal(0), "no_step", pack, tier))
        elif amount is None:
            steps.append(step(rank, None, "unpriced", pack, tier))
        else:
            steps.append(step(rank, max(Decimal(0), amount - received), "priced", pack, tier))
            received = max(received, amount)
        reached = max(reached, rank)
    return steps


def price(pack: dict | None, tier: str) -> Decimal | None:
    """The tier's amount in the pack; None without a pack or where the pack says "unknown"."""
    amount = ladder_entry(pack, tier)["amount_yuan"] if pack else "unknown"
    return None if amount == "unknown" else Decimal(amount)


def step(rank: int | None, amount: Decimal | None, status: str, pack: dict | None, tier: str) -> dict:
    """One step with the pack in force on its day and that pack's clause."""
    entry = (ladder_entry(pack, tier) or {}) if pack else {}
    return {
        "rank": rank,
        "amount_yuan": None if amount is None else amount.quantize(FEN),
        "status": status,
        "pack": pack["pack"]["id"] if pack else None,
        "clause": entry.get("clause"),
    }
