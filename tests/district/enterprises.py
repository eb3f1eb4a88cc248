"""The invented enterprises: who they are, where, how big, and what may stop them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from .codes import credit_code
from .names import TRADES, company, person, phone
from .places import COMPANIES, town_sizes
from .rows import Row

INDUSTRIES = {"装备制造": 0.42, "消费品": 0.20, "电子信息": 0.20, "原材料": 0.18}
N_PROVIDERS = 5  # diagnosis providers that are on the district's ledger themselves


@dataclass(eq=False, slots=True)
class Enterprise:
    """One firm. `facts` holds its optional cells by field name; a missing one is None."""

    serial: int
    name: str
    code: str
    town: str
    unit: str | None
    industry: str
    product: str
    revenue: Decimal
    facts: dict[str, object]
    is_provider: bool = False
    reached: int = 0  # rank reached so far on the district's ladder
    former_names: list[str] = field(default_factory=list)

    def row(self) -> Row:
        """Its row on the enterprise sheet."""
        return Row(
            {
                "enterprise": self.name,
                "credit_code": self.code,
                "former_names": self.former_names or None,
                "town": self.town,
                "unit": self.unit,
                "industry": self.industry,
                **self.facts,
            }
        )


def enterprises(rng: Random, total: int, taken: set[str]) -> list[Enterprise]:
    """`total` firms, town by town; the first `N_PROVIDERS` of 徐泾镇 are diagnosis providers."""
    firms: list[Enterprise] = []
    for town, size in town_sizes(total).items():
        for place in range(size):
            is_provider = town == "徐泾镇" and place < N_PROVIDERS
            firms.append(firm(rng, len(firms) + 1, town, taken, is_provider))
    return firms


def firm(rng: Random, serial: int, town: str, taken: set[str], is_provider: bool = False) -> Enterprise:
    """One firm with everything filled that a tidy clerk would fill, and a few cells left empty."""
    industry = rng.choices(list(INDUSTRIES), list(INDUSTRIES.values()))[0]
    trade, product, code, is_process = rng.choice(TRADES[industry])
    if is_provider:
        industry, trade, product, code, is_process = "电子信息", "智能制造咨询", "诊断服务", "6513", False
    staff = max(12, min(2600, round(rng.lognormvariate(4.9, 0.85))))
    revenue = Decimal(round(staff * rng.uniform(70, 170)))  # 万元
    has_former = rng.random() < 0.08
    company_unit, share = COMPANIES.get(town, ("", 0))
    unit = company_unit if rng.random() < share else town
    assessed = date(2025, 3, 1) + timedelta(days=rng.randrange(140))
    facts: dict[str, object] = {
        "industry_code": code,
        "ownership": rng.choices(("民营企业", "三资企业", "地方国企", "中央企业"), (72, 19, 7, 2))[0],
        "size": "大型" if staff >= 1000 else "中型" if staff >= 300 else "小型" if staff >= 20 else "微型",
        "n_employees": staff if rng.random() > 0.03 else None,
        "founded_date": date(rng.randint(1994, 2017), rng.randint(1, 12), rng.randint(1, 28)),
        "is_process_industry": is_process,
        "is_registered_here": True,
        "is_operating_here": True,
        "is_taxed_here": True,
        "maturity_level": rng.choices((1, 2, 3, 4), (16, 52, 27, 5))[0],
        "assessment_date": assessed,
        "has_accident": False,
        "accident_date": None,
        "has_credit_issue": False,
        "has_national_task": False,
        "barred_until": None,
        "contact": person(rng) if rng.random() > 0.04 else None,
        "phone": phone(serial * 37 + 100),
    }
    name = company(rng, trade, taken)
    former = [company(rng, trade, taken)] if has_former else []
    return Enterprise(
        serial,
        name,
        credit_code(serial),
        town,
        unit if rng.random() > 0.02 else None,
        industry,
        product,
        revenue,
        facts,
        is_provider,
        former_names=former,
    )


def finance_rows(firm: Enterprise, seed: int) -> list[Row]:
    """Finance 2020-2024: a trend with noise; now and then a year or a cell was not handed in."""
    rng = Random(f"{seed}-finance-{firm.serial}")
    growth = rng.gauss(1.06, 0.06)
    assets_per_revenue = rng.uniform(0.7, 1.6)
    debt, margin = rng.uniform(26, 66), rng.uniform(2.5, 15)
    rows = []
    for year in range(2020, 2025):
        revenue = firm.revenue * Decimal(round(growth ** (year - 2022) * rng.uniform(0.94, 1.06), 4))
        loss = rng.random() < 0.04
        cells = {
            "enterprise": firm.name,
            "credit_code": firm.code,
            "year": year,
            "assets_yuan": round(revenue * Decimal(round(assets_per_revenue, 3)), 2) * 10_000,
            "debt_ratio_pct": Decimal(str(round(min(88.0, max(12.0, debt + rng.gauss(0, 3))), 1))),
            "revenue_yuan": round(revenue, 2) * 10_000,
            "profit_margin_pct": Decimal(
                str(round(-rng.uniform(1.2, 6) if loss else margin + rng.uniform(0, 2), 1))
            ),
        }
        if rng.random() < 0.02:
            cells[rng.choice(("assets_yuan", "debt_ratio_pct", "profit_margin_pct"))] = None
        if rng.random() > 0.015:
            rows.append(Row(cells, group=firm.code))
    return rows
