"""What a planted fault writes into its row, and which row it looks for, by fault id of `faults.csv`."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from .codes import credit_code, with_wrong_check
from .ladder import TIERS
from .rows import Formula, Raw, Row
from .world import World

Change = Callable[[World, Row], dict[str, Any]]
LOST = "QP2025-9002"  # the application that is quarantined with everything that hangs on it
NOWHERE = {"project_id": "QP2025-9999"}
OFF_LEDGER = {"enterprise": "上海示迁离智能装备有限公司", "credit_code": credit_code(900_002)}


def fixed(**cells: Any) -> Change:
    """The same cells whatever the row."""
    return lambda world, row: cells


def invoice(**cells: Any) -> Change:
    """Cells of an invoice line, with a number of its own so that it is not a shared invoice as well."""

    def change(world: World, row: Row) -> dict[str, Any]:
        own = sum(ord(char) * 31**place for place, char in enumerate(str(row.cells["invoice_no"])))
        return {"invoice_no": f"259920099{own % 10**11:011d}", **cells}

    return change


def scaled(factor: str) -> Change:
    """The declared total, multiplied."""
    return lambda world, row: {"declared_yuan": row.cells["declared_yuan"] * Decimal(factor)}


def code(column: str, change: Callable[[str], Any]) -> Change:
    """A credit code, changed."""
    return lambda world, row: {column: change(row.cells[column])}


def short_name(world: World, row: Row) -> dict[str, Any]:
    """The firm's name with two characters left out."""
    return {"enterprise": row.cells["enterprise"].replace("有限公司", "公司")}


def another_towns_firm(world: World, row: Row) -> dict[str, Any]:
    """The row of a firm that 华新镇 hands in, too."""
    return dict(world.firms_of("华新镇")[2].row().cells)


def stranger(world: World, row: Row) -> dict[str, Any]:
    """A payment to a firm that was never recognised and never paid."""
    known = {other.cells["credit_code"] for other in (*world.payments, *world.awards)}
    firm = next(firm for firm in world.firms if firm.code not in known and not firm.is_provider)
    amount = Decimal(TIERS["区级智能车间"][1]) * 10_000
    return {"payee": firm.name, "credit_code": firm.code, "item": "区级智能车间", "paid_yuan": amount}


def recovered(world: World, row: Row) -> dict[str, Any]:
    """The same money, taken back."""
    number = "青示例财〔2024〕40号"
    day = date(2024, 10, 18)
    return {"paid_yuan": -row.cells["paid_yuan"], "paid_date": day, "year": 2024, "document_no": number}


def in_full(world: World, row: Row) -> dict[str, Any]:
    """The whole amount of the tier instead of the step."""
    return {"paid_yuan": Decimal(TIERS[row.cells["item"]][1]) * 10_000}


CHANGES: dict[str, Change] = {
    "Q01": fixed(industry=None),
    "Q02": fixed(project_id="QP2025-9001", declared_yuan=Raw("约1000")),
    "Q03": invoice(invoice_date=Raw("2024年2月30日")),
    "Q04": fixed(project_id=LOST, production_date=Raw("2024.5")),
    "Q04a": fixed(project_id=LOST),
    "Q04b": invoice(project_id=LOST),
    "Q04c": invoice(project_id=LOST, category="软件", item="MES制造执行系统"),
    "Q04d": fixed(project_id=LOST),
    "Q04e": fixed(project_id=LOST),
    "Q05": fixed(town="凤溪镇"),
    "Q06": fixed(industry="生物医药"),
    "Q07": code("credit_code", lambda text: text[:17]),
    "Q08": fixed(credit_code=Raw(913101187654321098)),
    "Q09": scaled("1.2"),
    "Q10": another_towns_firm,
    "Q11": fixed(**NOWHERE),
    "Q12": invoice(**NOWHERE),
    "Q13": fixed(**NOWHERE),
    "Q14": fixed(maturity_level=7),
    "Q15": fixed(has_credit_issue=Raw("基本良好")),
    "Q16": fixed(profit_margin_pct=Raw(Formula("=1/0", "#DIV/0!"))),
    "Q17": invoice(amount_yuan=Raw(Formula("=100*1.13", ""))),
    "Q18": invoice(amount_yuan=Raw(-120000)),
    "Q19": fixed(invoice_no=None),
    "Q20": invoice(invoice_date=Raw("24/5/1")),
    "Q21": invoice(category="其他费用"),
    "Q22": fixed(生产效率提升=Decimal(45)),
    "Q23": fixed(revenue_yuan=Decimal(98_760_000)),
    "Q24": fixed(spent_yuan=Raw("30-50")),
    "Q25": fixed(budget_yuan=Decimal(13_500_000)),
    "Q26": fixed(tier="数字化车间"),
    "Q27": fixed(score=105),
    "Q28": fixed(paid_date=None),
    "A01": code("credit_code", with_wrong_check),
    "A02": code("provider_code", with_wrong_check),
    "A06": scaled("3"),
    "A07": scaled("0.35"),
    "A08": fixed(paid_date=date(2023, 9, 15), document_no="青示例财〔2023〕61号", year=2023),
    "A09": in_full,
    "A10": stranger,
    "A11": fixed(scenario="大模型辅助工艺问答"),
    "A12": fixed(scenario="数字员工协同办公"),
    "A13": fixed(process="运营管理"),
    "A14": fixed(process="设备管理"),
    "A15": short_name,
    "A16": short_name,
    "A17": fixed(**OFF_LEDGER, tier="区级智能生产线", level="区级", award_date=date(2022, 7, 15)),
    "A19": fixed(运营成本下降=Raw(0.3)),
    "A20": fixed(质量损失率下降=Raw(0.25)),
    "A21": fixed(unit="示例科技园"),
    "A22": fixed(unit="示例产业联盟"),
    "A23": fixed(生产效率提升=Decimal(132), evidence="自报"),
    "A24": fixed(研制周期缩短=Decimal(68), evidence="自报"),
    "A25": fixed(关键设备数控化率=Decimal(100), 关键设备联网率=Decimal(100), evidence="自报"),
    "A26": recovered,
    "A27": fixed(payee=OFF_LEDGER["enterprise"], credit_code=OFF_LEDGER["credit_code"]),
}


def is_plain(row: Row) -> bool:
    """A good application to the district's call."""
    return row.tag == "eligible" and row.cells["call"] == "qingpu-2025" and bool(row.cells["declared_yuan"])


def is_2025(row: Row) -> bool:
    """An instance of the district's call."""
    return str(row.cells["project_id"]).startswith("QP")


PLANNED = ("车间智能排产", "生产计划优化", "生产进度跟踪")
PICKS: dict[str, Callable[[Row], bool]] = {
    **dict.fromkeys(("Q02", "Q04", "Q09", "A06", "A07", "A16"), is_plain),
    "Q04e": lambda row: row.cells["stage"] == "申报",
    "Q27": lambda row: row.cells["stage"] == "评审",
    "A08": lambda row: row.tag.startswith("priced") and "others" not in row.tag,
    "A09": lambda row: row.tag == "priced-climb, last",
    "A10": lambda row: row.tag.startswith("priced"),
    "A11": is_2025,
    "A12": is_2025,
    "A13": lambda row: is_2025(row) and row.cells["scenario"] in PLANNED,
    "A14": lambda row: is_2025(row) and row.cells["process"] == "生产作业",
    "A26": lambda row: row.tag.startswith("unpriced"),
    "A35": lambda row: row.cells["amount_yuan"] < 100_000,
    "A27": lambda row: row.tag.startswith("priced") and row.cells["item"] == "区级智能生产线",
}
