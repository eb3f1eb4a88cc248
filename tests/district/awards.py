"""Recognitions 2020-2025: batches of the district, the city and above; most winners climb a ladder."""

from datetime import date
from random import Random

from .enterprises import Enterprise
from .ladder import TIERS
from .projects import Project
from .rows import Row

LINE, STORE, SHOP, PLANT, CITY, NATION, LIGHT = TIERS
STAR_CLIMB = {"2020-11-20": PLANT, "2021-12-28": CITY, "2022-05-30": NATION, "2022-10-11": LIGHT}
# Three firms climb while the amounts are known and rest there: the plainest case of 晋档补差.
PRICED_CLIMB, N_PRICED_CLIMBERS = {"2022-07-15": LINE, "2022-12-09": SHOP}, 3
BATCHES: list[tuple[str, dict[str, int]]] = [
    ("2020-11-20", {LINE: 3, SHOP: 2, PLANT: 1}),
    ("2020-12-22", {CITY: 1}),
    ("2021-12-03", {LINE: 5, STORE: 2, SHOP: 5, PLANT: 2}),
    ("2021-12-15", {NATION: 1}),
    ("2021-12-28", {CITY: 1}),
    ("2022-01-24", {LINE: 2, SHOP: 1, PLANT: 1}),  # before the rules of 2022 came into force
    ("2022-05-30", {}),
    ("2022-07-15", {LINE: 3, STORE: 2, SHOP: 4, PLANT: 2}),
    ("2022-10-11", {}),
    ("2022-12-09", {LINE: 3, STORE: 2, SHOP: 2, PLANT: 3}),
    ("2022-12-20", {CITY: 3}),
    ("2023-12-08", {LINE: 9, STORE: 3, SHOP: 8, PLANT: 5}),
    ("2023-12-25", {CITY: 3}),
    ("2024-11-29", {LINE: 12, STORE: 4, SHOP: 10, PLANT: 6}),
    ("2024-12-10", {NATION: 1}),
    ("2024-12-26", {CITY: 2}),
]
LATE_BATCHES = {"2025-12-12": {LINE: 14, STORE: 5, SHOP: 12, PLANT: 8}, "2025-12-23": {CITY: 1}}
TITLE_DATE, N_TITLES = date(2023, 12, 20), {"优秀场景": 4, "示范工厂": 2}
LEVELS = {CITY: "市级", NATION: "国家级", LIGHT: "全球", "优秀场景": "国家级", "示范工厂": "国家级"}


def award_row(firm: Enterprise, tier: str, day: date, project_id: str | None = None) -> Row:
    """A row of the ledger under the name the firm had then (before 2023) and an invented document number."""
    level = LEVELS.get(tier, "区级")
    name = firm.former_names[0] if firm.former_names and day.year < 2023 else firm.name
    issuer = {"区级": "青示例发", "市级": "沪示例发", "国家级": "国示例发", "全球": None}[level]
    number = f"{issuer}〔{day.year}〕{day.month * 3 + day.day % 7}号" if issuer else None
    return Row(
        {
            "enterprise": name,
            "credit_code": firm.code,
            "project_id": project_id,
            "tier": tier,
            "level": level,
            "document_no": number,
            "award_date": day,
        }
    )


def early_awards(rng: Random, firms: list[Enterprise], scale: int) -> list[Row]:
    """Awards 2020-2024; moves every winner's `reached` up."""
    pool = [firm for firm in firms if not firm.is_provider]
    big = [f for f in pool if f.town == "香花桥街道" and f.industry == "装备制造" and not f.former_names]
    stars = sorted(big, key=lambda firm: -int(firm.facts["n_employees"] or 0))[:scale]  # type: ignore[call-overload]
    star_set = set(stars)
    fresh = [firm for firm in pool if firm not in star_set]
    rng.shuffle(fresh)
    climbers = [fresh.pop() for _ in range(N_PRICED_CLIMBERS * scale)]
    scripted = {*stars, *climbers}
    held: dict[int, list[Enterprise]] = {rank: [] for rank in range(7)}
    rows = []
    for text, plan in BATCHES:
        day = date.fromisoformat(text)
        batch = [(star, STAR_CLIMB[text]) for star in stars if text in STAR_CLIMB]
        batch += [(firm, PRICED_CLIMB[text]) for firm in climbers if text in PRICED_CLIMB]
        for tier, count in plan.items():
            batch += [(_winner(rng, tier, fresh, held), tier) for _ in range(count * scale)]
        for firm, tier in batch:  # winners can climb again from the next batch on
            rank = TIERS[tier][0]
            if rank > firm.reached:
                firm.reached = rank
                if firm not in scripted:
                    held[rank].append(firm)
            rows.append(award_row(firm, tier, day))
    return rows


def _winner(rng: Random, tier: str, fresh: list[Enterprise], held: dict[int, list[Enterprise]]) -> Enterprise:
    """Somebody who climbs to the tier from below, else a newcomer."""
    rank = TIERS[tier][0]
    climb = {LINE: 0.0, STORE: 0.3, SHOP: 0.45, PLANT: 0.5}.get(tier, 1.0)
    ranks = {LINE: (), STORE: (1,), SHOP: (1,), PLANT: (2, 1)}.get(tier, (rank - 1, rank - 2))
    below = next((held[lower] for lower in ranks if held[lower]), [])
    if below and rng.random() < climb:
        firm = rng.choice(below)
        if tier != STORE:  # a second item of the same rank does not move the firm
            below.remove(firm)
        return firm
    return fresh.pop()


def is_clean(firm: Enterprise) -> bool:
    """Whether nothing at all speaks against the firm."""
    facts = firm.facts
    bad = ("has_credit_issue", "has_accident", "barred_until")
    here = ("is_registered_here", "is_operating_here", "is_taxed_here")
    return not any(facts[name] for name in bad) and all(facts[name] for name in here)


def late_awards(rng: Random, firms: list[Enterprise], projects: list[Project], scale: int) -> list[Row]:
    """Titles of the national round of 2023 and awards of 2025, given to applications that qualify."""
    rows = []
    for tier, count in N_TITLES.items():
        good = [p for p in projects if p.tier == tier and p.story == "eligible" and is_clean(p.firm)]
        for project in rng.sample(good, count * scale):
            project.is_awarded = True
            rows.append(award_row(project.firm, tier, TITLE_DATE, project.id))
    for text, plan in LATE_BATCHES.items():
        day = date.fromisoformat(text)
        for tier, count in plan.items():
            if tier == CITY:
                plants = [firm for firm in firms if firm.reached == 3]
                rows += [award_row(firm, tier, day) for firm in rng.sample(plants, count * scale)]
                continue
            good = [p for p in projects if p.tier == tier and p.story == "eligible" and is_clean(p.firm)]
            for project in sorted(rng.sample(good, min(count * scale, len(good))), key=lambda p: p.id):
                project.is_awarded = True
                project.firm.reached = max(project.firm.reached, TIERS[tier][0])
                rows.append(award_row(project.firm, tier, day, project.id))
    return rows
