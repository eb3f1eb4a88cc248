"""Invoice lines that add up to what a project really cost."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from .projects import Project
from .rows import Row

ITEMS = {
    "硬件": (
        "数控加工中心",
        "六轴工业机器人",
        "AGV搬运小车",
        "自动化立体货架",
        "视觉检测设备",
        "智能电表及采集网关",
        "自动上下料单元",
        "伺服压力机",
        "输送分拣线",
        "激光打标机",
    ),
    "软件": (
        "MES制造执行系统",
        "WMS仓储管理系统",
        "APS高级排程软件",
        "SCADA数据采集平台",
        "PLM系统",
        "QMS质量管理系统",
        "能源管理系统",
        "数字孪生平台",
    ),
    "集成": ("产线电气集成", "工业网络集成", "系统联调", "自动化集成工程"),
    "服务": ("实施服务费", "数据采集点位改造", "运维培训服务", "咨询服务"),
}
WEIGHTS = {"硬件": 2.2, "软件": 1.0, "集成": 0.5, "服务": 0.25}
SHARES = {"硬件": 60, "软件": 22, "集成": 11, "服务": 7}


def invoice_rows(project: Project, seed: int, suppliers: list[str], has_fen: bool = False) -> list[Row]:
    """3-12 lines (none for a project that handed in none), mostly hardware; whole yuan unless `has_fen`."""
    if not project.invested_yuan:
        return []
    rng = Random(f"{seed}-invoices-{project.id}")
    n_lines = min(12, 3 + int(rng.expovariate(0.28)))
    categories = ["硬件", "软件", *rng.choices(list(SHARES), list(SHARES.values()), k=n_lines - 2)]
    weights = [rng.uniform(0.3, 1.0) * WEIGHTS[category] for category in categories]
    total = Decimal(project.invested_yuan)
    amounts = [Decimal(round(project.invested_yuan * w / sum(weights))) for w in weights[:-1]]
    if has_fen:
        amounts = [amount + Decimal(rng.randrange(-99, 99)) / 100 for amount in amounts]
    amounts.append(total - sum(amounts))
    order = sorted(range(n_lines), key=lambda n: (categories[n] in ("集成", "服务"), n))
    categories, amounts = [categories[n] for n in order], [amounts[n] for n in order]
    last = project.facts["production_date"] or project.facts["applied_date"]
    rows = []
    for line, (category, amount) in enumerate(zip(categories, amounts, strict=True)):
        day = last - timedelta(days=rng.randrange(10, 420))  # type: ignore[operator]
        rows.append(
            Row(
                {
                    "project_id": project.id,
                    "category": category,
                    "item": rng.choice(ITEMS[category]),
                    "invoice_date": day,
                    "invoice_no": _number(rng, project, line, day.year),
                    "amount_yuan": amount,
                    "supplier": rng.choice(suppliers),
                },
                group=project.id,
            )
        )
    return rows


def _number(rng: Random, project: Project, line: int, year: int) -> str:
    """Twenty digits as electronic invoices have since 2023 (99 where a province code would be), eight before.

    The eight are project and line, scrambled without collisions: chance would share 500 of them at scale 100.
    """
    if year >= 2023:
        return f"{year % 100}992000{rng.randrange(10**12):012d}"
    own = (int(project.id.partition("-")[2]) * 13 + line) * 7_654_321 % 10**7
    return f"{8 if project.call == 'national-2023' else 9}{own:07d}"
