"""Applications to the two calls, each with the story that decides whether it can be proposed."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from .enterprises import Enterprise
from .places import TOWNS
from .rows import Row

DISTRICT_TIERS = {"区级智能生产线": 40, "区级智能仓储": 21, "区级智能车间": 28, "区级智能工厂": 18}
THRESHOLDS = {"区级智能工厂": 500, "区级智能车间": 200, "区级智能生产线": 100, "区级智能仓储": 100}
TYPICAL = {
    "区级智能工厂": 1500,
    "区级智能车间": 520,
    "区级智能生产线": 260,
    "区级智能仓储": 230,
    "优秀场景": 780,
    "示范工厂": 5200,
}
NEW_IT = ("5G", "人工智能", "区块链", "数字孪生", "工业互联网", "边缘计算", "大数据", "机器视觉")
MATERIALS = [
    "申报书",
    "营业执照",
    "产证或租约",
    "上年度审计报告",
    "体系证书",
    "项目已投入资金汇总表",
    "发票复印件",
    "自评估报告",
]
NATIONAL_MATERIALS = ["申报书", "营业执照", "自评估报告"]
ENDINGS = {
    "区级智能生产线": "智能生产线建设项目",
    "区级智能仓储": "智能仓储系统项目",
    "区级智能车间": "智能车间建设项目",
    "区级智能工厂": "智能工厂建设项目",
    "优秀场景": "智能制造优秀场景",
    "示范工厂": "智能制造示范工厂",
}


@dataclass(eq=False, slots=True)
class Project:
    """One application. `invested_yuan` is what its invoices will add up to (0: none were handed in)."""

    id: str
    firm: Enterprise
    call: str
    tier: str
    invested_yuan: int
    n_links: int
    facts: dict[str, object] = field(default_factory=dict)
    story: str = "eligible"
    is_awarded: bool = False

    def row(self) -> Row:
        """Its row on the project sheet."""
        firm = self.firm
        return Row(
            {
                "project_id": self.id,
                "enterprise": firm.name,
                "credit_code": firm.code,
                "call": self.call,
                "applied_tier": self.tier,
                **self.facts,
            },
            tag=self.story,
        )


def district_projects(rng: Random, firms: list[Enterprise], total: int) -> list[Project]:
    """Applications to `qingpu-2025`: one direction per firm and above what it holds; five firms tried two."""
    able = [firm for firm in firms if not firm.is_provider and firm.reached < 3]
    rng.shuffle(able)
    chosen = able[:total]
    n_double = max(1, total // 65)
    chosen += [firm for firm in chosen if firm.reached == 0][:n_double]
    doubles = set(chosen[-n_double:])
    chosen.sort(key=lambda firm: firm.serial)
    projects: list[Project] = []
    for firm in chosen:
        rank = {"区级智能生产线": 1, "区级智能仓储": 1, "区级智能车间": 2, "区级智能工厂": 3}
        earlier = projects[-1].tier if projects and projects[-1].firm is firm else ""
        open_tiers = [t for t in DISTRICT_TIERS if rank[t] > firm.reached and t != earlier]
        tier = rng.choices(open_tiers, [DISTRICT_TIERS[t] for t in open_tiers])[0]
        project = _project(rng, "", firm, "qingpu-2025", tier)
        project.story = "two directions" if firm in doubles else "eligible"
        projects.append(project)
    projects.sort(key=lambda p: (p.facts["applied_date"], p.firm.serial, p.tier))  # numbered as they came in
    for number, project in enumerate(projects, 1):
        # 9000 to 9999 stay free: the planted faults name numbers there that no application may have.
        project.id = f"QP2025-{number if number < 9000 else number + 1000:04d}"
    return projects


def national_projects(rng: Random, firms: list[Enterprise], n_scenes: int, n_plants: int) -> list[Project]:
    """Applications to `national-2023`; the larger firms go for 示范工厂."""
    able = [firm for firm in firms if not firm.is_provider]
    by_size = sorted(able, key=lambda firm: -firm.revenue)
    plants = rng.sample(by_size[: n_plants * 3], n_plants)
    taken = set(plants)
    scenes = rng.sample([firm for firm in by_size[: n_scenes * 4] if firm not in taken], n_scenes)
    pairs = [(firm, "优秀场景") for firm in scenes] + [(firm, "示范工厂") for firm in plants]
    return [
        _project(rng, f"GJ2023-{n:04d}", firm, "national-2023", tier)
        for n, (firm, tier) in enumerate(pairs, 1)
    ]


def _project(rng: Random, project_id: str, firm: Enterprise, call: str, tier: str) -> Project:
    """An application that meets every condition of its call."""
    is_national = call == "national-2023"
    floor = THRESHOLDS.get(tier, 120) * rng.uniform(1.35, 1.7)  # hardware and software alone must reach it
    invested = round(max(floor, TYPICAL[tier] * rng.lognormvariate(-0.1, 0.55)) * 10_000)
    last = date(2023, 6, 30) if is_national else date(2024, 12, 15)
    production = last - timedelta(days=rng.randrange(20, 700))
    applied = date(2023, 8, 7) if is_national else date(2025, 7, 14)
    applied += timedelta(days=rng.randrange(12) if is_national else rng.randrange(47))
    n_lines = {"区级智能生产线": 1, "区级智能仓储": None, "优秀场景": None}.get(tier, rng.randint(2, 6))
    is_chain = tier == "示范工厂" and rng.random() < 0.4
    town = firm.town if rng.random() > 0.02 else rng.choice(list(TOWNS))
    materials = (
        NATIONAL_MATERIALS if is_national else [m for m in MATERIALS if m != "体系证书" or rng.random() < 0.8]
    )
    declared = Decimal(round(invested * rng.uniform(1.0, 1.07) / 1000)) * 1000
    facts: dict[str, object] = {
        "project": firm.product + ENDINGS[tier],
        "factory": f"{firm.product}智能制造示范工厂" if tier == "示范工厂" else None,
        "address": f"青浦区{town}示例路{rng.randint(1, 1999)}号",
        "town": town,
        "unit": firm.unit,
        "start_date": production - timedelta(days=rng.randrange(150, 520)),
        "production_date": production,
        "declared_yuan": declared,
        "n_lines": n_lines,
        "new_it": sorted({rng.choice(NEW_IT[:5]), *rng.sample(NEW_IT, rng.randint(0, 3))}, key=NEW_IT.index),
        "applied_date": applied,
        "materials": list(materials),
        "is_supply_chain": is_chain,
        "replication": "拟向同行业及上下游企业推广，组织现场观摩"
        if tier == "示范工厂" and rng.random() < 0.7
        else None,
    }
    n_links = {
        "区级智能生产线": rng.choice((1, 1, 2)),
        "区级智能仓储": 1,
        "区级智能车间": rng.choice((1, 2, 2, 3)),
        "区级智能工厂": rng.choice((2, 3, 3, 4, 5)),
        "优秀场景": rng.choice((1, 1, 2, 3)),
    }.get(tier, rng.choice((8, 8, 9, 9, 10, 11, 13)))
    return Project(project_id, firm, call, tier, invested, n_links, facts)
