"""Reported improvements, shaped like the published ones: skewed, heaped on round values, often missing."""

from decimal import Decimal
from random import Random

from .headings import METRICS
from .projects import Project
from .rows import Row

# metric -> (middle, spread, least, most, share of applications without it)
SHAPES = {
    "关键设备数控化率": (80, 11, 35, 98, 0.30),
    "关键设备联网率": (74, 14, 20, 97, 0.32),
    "生产效率提升": (27.5, 11, 5, 78, 0.05),
    "资源综合利用率提升": (15, 6, 2, 40, 0.09),
    "研制周期缩短": (30, 8, 8, 55, 0.42),
    "运营成本下降": (18, 6, 3, 36, 0.06),
    "单位产品成本下降": (13, 5, 2, 30, 0.45),
    "产品不良率下降": (25, 10, 5, 62, 0.34),
    "质量损失率下降": (22, 9, 3, 55, 0.08),
    "销售增长率": (13, 7, 1.2, 45, 0.5),
    "设备综合利用率提升": (17, 6, 2, 42, 0.35),
    "库存周转率提升": (24, 10, 4, 70, 0.48),
    "供应商准时交付率提升": (6, 2.5, 1, 15, 0.6),
    "订单准时交付率提升": (7.5, 3, 1, 19, 0.46),
    "先进过程控制投用率": (72, 13, 30, 96, 0.2),
    "单位产品综合能耗降低": (12, 4.5, 2, 29, 0.33),
    "单位产品二氧化碳（CO₂）排放量降低": (11, 4.5, 2, 28, 0.62),
    "复制推广企业数": (3, 2.5, 1, 15, 0.64),
    "来料合格率提升": (4, 1.5, 1, 10, 0.2),
    "采购费用率下降": (9, 3.5, 1.5, 20, 0.25),
    "物流成本降低": (12, 4.5, 2, 25, 0.2),
    "订单配送周期缩短": (18, 6, 3, 36, 0.25),
}
CHAIN = ("来料合格率提升", "采购费用率下降", "物流成本降低", "订单配送周期缩短")
EVIDENCE = {"自报": 45, "佐证材料": 33, "现场核查": 14, "第三方": 5, None: 3}


def outcome_row(project: Project, seed: int) -> Row | None:
    """The wide row of a project, or None: one application in twelve reported nothing."""
    rng = Random(f"{seed}-outcome-{project.id}")
    if rng.random() < 0.08:
        return None
    period = "2022年度" if project.call == "national-2023" else "2024年度"
    cells: dict[str, object] = {
        "project_id": project.id,
        "period": period if rng.random() > 0.05 else None,
        "evidence": rng.choices(list(EVIDENCE), list(EVIDENCE.values()))[0],
    }
    modesty = rng.gauss(0, 0.45)  # one hand filled the form: its figures lean the same way
    for name, _, unit in METRICS:
        cells[name] = _value(rng, name, unit, modesty)
        if name in CHAIN and not project.facts["is_supply_chain"]:
            cells[name] = None
        if name == "先进过程控制投用率" and not project.firm.facts["is_process_industry"]:
            cells[name] = None
    return Row(cells, group=project.id)


def _value(rng: Random, name: str, unit: str, modesty: float) -> Decimal | None:
    middle, spread, least, most, missing = SHAPES[name]
    raw = middle + spread * (modesty + rng.gauss(0, 0.9) + max(0.0, rng.gauss(0, 0.45)))
    value = min(most, max(least, raw))
    heap = rng.random()
    if rng.random() < missing:
        return None
    if unit != "%":
        return Decimal(round(value))
    if heap < 0.3 and value > 8:
        return Decimal(round(value / 5) * 5)
    return Decimal(round(value)) if heap < 0.6 else Decimal(str(round(value, 1)))


def long_rows(row: Row) -> list[Row]:
    """The same figures, one row per indicator; before/after given for two of them."""
    rows = []
    for name, _, unit in METRICS:
        value = row.cells[name]
        if value is None:
            continue
        cells = {
            "project_id": row.cells["project_id"],
            "metric": name,
            "value": value,
            "unit": unit,
            "before": None,
            "after": None,
            "period": row.cells["period"],
            "evidence": row.cells["evidence"],
        }
        if name == "生产效率提升":
            cells["before"], cells["after"] = Decimal(100), Decimal(100) + value
        if name == "运营成本下降":
            cells["before"], cells["after"] = Decimal(100), Decimal(100) - value
        rows.append(Row(cells, group=row.group))
    return rows
