"""What is planted in the sample, and what must come of it.

Quarantined rows are extra rows where that is possible, so that the good district stays whole.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from .codes import credit_code, with_wrong_check
from .files import invoices_of
from .ladder import TIERS, steps
from .planting import Fault
from .projects import Project
from .rows import Formula, Raw, Row
from .world import World

LOST = "QP2025-9002"  # the application that is quarantined with everything that hangs on it


def _code(change: Any) -> Any:
    return lambda world, row: {"credit_code": change(row.cells["credit_code"])}


def _first_of(town: str) -> Any:
    """The enterprise row of a firm of another town, handed in once more."""
    return lambda world, row: dict(world.firms_of(town)[2].row().cells)


def _invoice(**cells: Any) -> Any:
    """A line with a number of its own (so that it is not a repeated invoice as well)."""
    def change(world: World, row: Row) -> dict[str, Any]:
        return {"invoice_no": f"259920099{abs(hash_of(row)) % 10**11:011d}", **cells}

    return change


def hash_of(row: Row) -> int:
    """A stable number for a row (Python's own hash of text changes from run to run)."""
    return sum(ord(char) * 31**place for place, char in enumerate(str(row.cells["invoice_no"])))


def _is_plain(row: Row) -> bool:
    return row.tag == "eligible" and row.cells.get("call") == "qingpu-2025" and bool(row.cells["declared_yuan"])


def _scaled(factor: str) -> Any:
    return lambda world, row: {"declared_yuan": row.cells["declared_yuan"] * Decimal(factor)}


def _new_application(number: int, **cells: Any) -> Any:
    return lambda world, row: {"project_id": f"QP2025-{number}", **cells}


def _for_lost(**cells: Any) -> Any:
    return lambda world, row: {"project_id": LOST, **cells}


def quarantined() -> list[Fault]:
    """Rows that must wait outside the figures, by rule."""
    def q(number: str, rule: str, file: str, kind: str, column: str, what: str, changes: Any = None,
          **more: Any) -> Fault:
        return Fault(f"Q{number}", rule, "quarantined", file, kind, what, column, changes or {}, **more)

    book, orphan = "enterprise", {"project_id": "QP2025-9999"}
    return [
        q("01", "required_empty", "香花桥街道.xlsx", book, "industry", "所属行业未填", {"industry": None}, place=6),
        q("02", "bad_number", "华新镇.xlsx", "project", "declared_yuan", "总投资写作“约1000”",
          _new_application(9001, declared_yuan=Raw("约1000")), place=4, pick=_is_plain),
        q("03", "bad_date", "徐泾镇.xlsx", "investment", "invoice_date", "开票日期为不存在的 2024年2月30日",
          _invoice(invoice_date=Raw("2024年2月30日")), place=5),
        q("04", "bad_date", "赵巷镇.xlsx", "project", "production_date", "投产日期写作“2024.5”，月份不可靠（10 月也会显示成 2024.1）",
          _new_application(9002, production_date=Raw("2024.5")), place=5, pick=_is_plain),
        q("04a", "orphan_project", "赵巷镇.xlsx", "instance", "project_id", "随 Q04 的项目一并隔离", _for_lost(), place=4),
        q("04b", "orphan_project", "赵巷镇.xlsx", "investment", "project_id", "随 Q04 的项目一并隔离",
          _invoice(project_id=LOST), place=4),
        q("04c", "orphan_project", "赵巷镇.xlsx", "investment", "project_id", "随 Q04 的项目一并隔离",
          _invoice(project_id=LOST, category="软件", item="MES制造执行系统"), place=5),
        q("04d", "orphan_project", "赵巷镇.xlsx", "outcome", "project_id", "随 Q04 的项目一并隔离", _for_lost(), place=3),
        q("04e", "orphan_project", "流程.csv", "stage_event", "project_id", "随 Q04 的项目一并隔离", _for_lost(),
          place=20, pick=lambda row: row.cells["stage"] == "申报"),
        q("05", "unknown_town", "夏阳街道.xlsx", book, "town", "所属街镇填了撤并前的旧名“凤溪镇”", {"town": "凤溪镇"}, place=3),
        q("06", "bad_choice", "白鹤镇.xlsx", book, "industry", "所属行业“生物医药”不在四大行业内", {"industry": "生物医药"}, place=8),
        q("07", "bad_credit_code", "重固镇.xlsx", book, "credit_code", "信用代码只有 17 位", _code(lambda c: c[:17]), place=5),
        q("08", "lost_precision", "盈浦街道.xlsx", book, "credit_code", "信用代码以数字录入，末几位已丢失",
          {"credit_code": Raw(913101187654321098)}, place=6),
        q("09", "duplicate_key", "练塘镇.xlsx", "project", "project_id", "同一项目编号再报一次，总投资不同",
          _scaled("1.2"), place=3, pick=_is_plain),
        q("10", "duplicate_key", "白鹤镇.xlsx", book, "credit_code", "该企业已在 华新镇.xlsx 填报", _first_of("华新镇"), place=10),
        q("11", "orphan_project", "华新镇.xlsx", "instance", "project_id", "项目编号不存在", orphan, place=9),
        q("12", "orphan_project", "香花桥街道.xlsx", "investment", "project_id", "项目编号不存在",
          _invoice(**orphan), place=12),
        q("13", "orphan_project", "夏阳街道.xlsx", "outcome", "project_id", "项目编号不存在", orphan, place=4),
        q("14", "out_of_range", "赵巷镇.xlsx", book, "maturity_level", "成熟度等级填 7（只有 1–5 级）",
          {"maturity_level": 7}, place=9),
        q("15", "bad_boolean", "朱家角镇.xlsx", book, "has_credit_issue", "信用异常填“基本良好”",
          {"has_credit_issue": Raw("基本良好")}, place=4),
        q("16", "error_cell", "盈浦街道.xlsx", "finance", "profit_margin_pct", "利润率是公式错误 #DIV/0!",
          {"profit_margin_pct": Raw(Formula("=1/0", "#DIV/0!"))}, place=7, is_extra=False),
        q("17", "uncached_formula", "华新镇.xlsx", "investment", "amount_yuan", "金额是公式且没有保存结果",
          _invoice(amount_yuan=Raw(Formula("=100*1.13", ""))), place=7),
        q("18", "negative_amount", "白鹤镇.xlsx", "investment", "amount_yuan", "红字发票，金额为负",
          _invoice(amount_yuan=Raw(-120000)), place=15),
        q("19", "required_empty", "金泽镇_已投入资金.csv", "investment", "invoice_no", "发票号未填", {"invoice_no": None}, place=4),
        q("20", "bad_date", "重固镇_已投入资金.csv", "investment", "invoice_date", "开票日期只有两位年份 24/5/1",
          _invoice(invoice_date=Raw("24/5/1")), place=6),
        q("21", "bad_choice", "练塘镇.xlsx", "investment", "category", "类别“其他费用”不在可选范围",
          _invoice(category="其他费用"), place=8),
        q("22", "duplicate_key", "徐泾镇.xlsx", "outcome", "project_id", "同一项目报了两行成效", {"生产效率提升": Decimal(45)}, place=6),
        q("23", "duplicate_key", "朱家角镇.xlsx", "finance", "year", "同一企业同一年度报了两行",
          {"revenue_yuan": Decimal(98_760_000)}, place=11),
        q("24", "bad_number", "诊断.xlsx", "diagnosis", "spent_yuan", "企业实施投入写作区间“30-50”", {"spent_yuan": Raw("30-50")}, place=12),
        q("25", "duplicate_key", "预算.csv", "budget", "year", "2023 年预算出现两次（年中调整）",
          {"budget_yuan": Decimal(13_500_000)}, place=3),
        q("26", "bad_choice", "认定台账.xlsx", "award", "tier", "认定档次“数字化车间”不在目录内", {"tier": "数字化车间"}, place=30),
        q("27", "out_of_range", "流程.csv", "stage_event", "score", "评审得分 105，超过 100", {"score": 105},
          place=9, pick=lambda row: row.cells["stage"] == "评审"),
        q("28", "required_empty", "资金拨付.xlsx", "payment", "paid_date", "拨付日期未填", {"paid_date": None}, place=14),
    ]


def accepted(world: World) -> list[Fault]:
    """Rows that count and must be pointed out."""
    awards = [(r.cells["credit_code"], r.cells["tier"], r.cells["award_date"], "") for r in world.awards]
    unpriced = {step.code for step in steps(awards) if step.status == "unpriced"}

    def a(number: str, rule: str | None, file: str, kind: str, column: str, what: str, changes: Any = None,
          **more: Any) -> Fault:
        more.setdefault("is_extra", False)
        return Fault(f"A{number}", rule, "accepted", file, kind, what, column, changes or {}, **more)

    def priced(row: Row) -> bool:  # every step of the firm has a price: only then can too much be told
        return row.tag == "priced" and row.cells["credit_code"] not in unpriced

    def climb(row: Row) -> bool:
        return row.tag == "priced-climb" and row.cells["credit_code"] not in unpriced

    def scene(row: Row) -> bool:
        return str(row.cells["project_id"]).startswith("QP")

    return [
        a("01", "check_digit", "徐泾镇.xlsx", "enterprise", "credit_code", "信用代码末位校验不符",
          _code(with_wrong_check), place=7, is_extra=True),
        a("02", "check_digit", "诊断.xlsx", "diagnosis", "provider_code", "服务商信用代码末位校验不符",
          lambda w, r: {"provider_code": with_wrong_check(r.cells["provider_code"])}, place=20),
        a("06", "declared_vs_invoiced", "华新镇.xlsx", "project", "declared_yuan", "申报总投资约为发票合计的 3 倍",
          _scaled("3"), place=12, pick=_is_plain),
        a("07", "declared_vs_invoiced", "香花桥街道.xlsx", "project", "declared_yuan", "申报总投资不到发票合计的四成",
          _scaled("0.35"), place=18, pick=_is_plain),
        a("08", "paid_twice", "资金拨付.xlsx", "payment", "paid_yuan", "同一企业同一事项拨付两次",
          {"paid_date": date(2023, 9, 15), "document_no": "青示例财〔2023〕61号", "year": 2023}, place=4, is_extra=True,
          pick=priced, sheet_name="2023-2025", also=("paid_above_entitlement",)),
        a("09", "paid_above_entitlement", "资金拨付.xlsx", "payment", "paid_yuan", "晋档只应补差额，却按该档全额拨付",
          lambda w, r: {"paid_yuan": Decimal(TIERS[r.cells["item"]][1]) * 10_000}, pick=climb, sheet_name="2023-2025"),
        a("10", "paid_without_award", "资金拨付.xlsx", "payment", "paid_yuan", "没有认定记录而有拨付", _stranger, place=20,
          is_extra=True, sheet_name="2023-2025", pick=lambda row: row.tag == "priced"),
        a("11", "unknown_scenario", "徐泾镇.xlsx", "instance", "scenario", "2025 年版目录外的场景", {"scenario": "大模型辅助工艺问答"},
          place=8, pick=scene),
        a("12", "unknown_scenario", "香花桥街道.xlsx", "instance", "scenario", "2025 年版目录外的场景",
          {"scenario": "数字员工协同办公"}, place=30, pick=scene),
        a("13", "process_mismatch", "赵巷镇.xlsx", "instance", "process", "该场景在目录中属生产管理，填成了运营管理",
          {"process": "运营管理"}, pick=lambda row: row.cells["scenario"] in ("车间智能排产", "生产计划优化", "生产进度跟踪")
          and scene(row)),
        a("14", "process_mismatch", "夏阳街道.xlsx", "instance", "process", "该场景在目录中属生产作业，填成了设备管理",
          {"process": "设备管理"}, pick=lambda row: row.cells["process"] == "生产作业" and scene(row)),
        a("15", "name_mismatch", "认定台账.xlsx", "award", "enterprise", "企业名称漏字，与企业表不一致", _short_name("enterprise"),
          place=60, sheet_name="2023-2025年"),
        a("16", "name_mismatch", "白鹤镇.xlsx", "project", "enterprise", "企业名称漏字，与企业表不一致",
          _short_name("enterprise"), place=9, pick=_is_plain),
        a("17", "unknown_enterprise", "认定台账.xlsx", "award", "credit_code", "获认定企业不在企业表，街镇归入未填报", _off_ledger,
          place=33, is_extra=True, sheet_name="2020-2022年"),
        a("19", "fraction_percent", "香花桥街道.xlsx", "outcome", "运营成本下降", "填 0.3，疑为 30%",
          {"运营成本下降": Raw(0.3)}, place=10),
        a("20", "fraction_percent", "华新镇.xlsx", "outcome", "质量损失率下降", "填 0.25，疑为 25%",
          {"质量损失率下降": Raw(0.25)}, place=7),
        a("21", "unknown_unit", "华新镇.xlsx", "enterprise", "unit", "推荐单位不在名录", {"unit": "示例科技园"}, place=15),
        a("22", "unknown_unit", "朱家角镇.xlsx", "project", "unit", "推荐单位不在名录", {"unit": "示例产业联盟"}, place=4),
        a("23", "evidence_needed", "香花桥街道.xlsx", "outcome", "生产效率提升", "提升 132%，需佐证",
          {"生产效率提升": Decimal(132)}, place=22),
        a("24", "evidence_needed", "白鹤镇.xlsx", "outcome", "研制周期缩短", "缩短 68%，需佐证", {"研制周期缩短": Decimal(68)}, place=5),
        a("25", "evidence_needed", "赵巷镇.xlsx", "outcome", "关键设备数控化率", "数控化率、联网率均恰为 100，请核实",
          {"关键设备数控化率": Decimal(100), "关键设备联网率": Decimal(100)}, place=12),
        a("26", None, "资金拨付.xlsx", "payment", "paid_yuan", "追回以前年度资金，金额为负，照常计入", _recovered, place=2,
          is_extra=True, sheet_name="2023-2025", pick=lambda row: row.tag == "unpriced"),
    ]


def sheet_faults() -> list[Fault]:
    """Whole sheets; nothing in a single cell."""
    return [
        Fault("S01", "hidden_sheet", "skipped", "赵巷镇.xlsx", "finance", "隐藏的旧表，不读取"),
        Fault("S02", "unknown_sheet", "skipped", "朱家角镇.xlsx", "", "填表说明，不是数据表"),
        Fault("S03", "unit_assumed", "accepted", "科创集团_场景实例.xlsx", "instance", "投资一栏没有注明单位，按万元读取"),
        Fault("S04", "hidden_rows", "accepted", "盈浦街道.xlsx", "enterprise", "每张表有 2 个隐藏行，照常读取"),
        Fault("S05", "month_only", "accepted", "朱家角镇.xlsx", "project", "建成投产日期只有年月，按当月最后一天计"),
    ]


def shared_invoices(world: World) -> list[Fault]:
    """Three invoices that two enterprises both hand in: the first keeps its line, the second hands in a copy."""
    faults = []
    pairs = (("03", "华新镇", 15, "香花桥街道", 3), ("04", "赵巷镇", 12, "徐泾镇", 2), ("05", "白鹤镇", 12, "白鹤镇", 4))
    for number, town, first, other_town, second in pairs:
        one = _with_invoices(world, town)[first]
        line = min(invoices_of(world, one), key=lambda row: row.cells["amount_yuan"])
        others = [p for p in _with_invoices(world, other_town) if p.firm is not one.firm]
        other = sorted(others, key=lambda p: -p.invested_yuan)[second]  # big: the copy must not change its story
        what = f"发票 {line.cells['invoice_no']} 同时列入 {one.id} 与 {other.id}，分属两家企业"
        copied = {**line.cells, "project_id": other.id}
        for suffix, place, project, changes in (("", town, one, {}), ("b", other_town, other, copied)):
            wanted = line.cells["invoice_no"] if project is one else invoices_of(world, other)[0].cells["invoice_no"]
            faults.append(Fault(
                f"A{number}{suffix}", "shared_invoice", "accepted", f"{place}.xlsx", "investment", what, "invoice_no",
                changes, is_extra=project is other,
                pick=lambda row, wanted=wanted: row.cells["invoice_no"] == wanted,  # type: ignore[misc]
            ))
    return faults


def _with_invoices(world: World, town: str) -> list[Project]:
    """Good applications of a town whose invoices stand in the town's own file."""
    return [p for p in world.projects_of(town) if p.story == "eligible" and p.firm.unit == town]


def outside_payments(world: World) -> list[Fault]:
    """Payments to the one diagnosis provider that is registered in another district."""
    paid = [row for row in world.payments if row.cells["credit_code"] == world.outside[1]]
    return [
        Fault(f"A18{chr(97 + n)}", "unknown_enterprise", "accepted", "资金拨付.xlsx", "payment",
              "区外服务商，不在企业表，街镇归入未填报", "credit_code", {}, is_extra=False,
              sheet_name="2020-2022" if row.cells["year"] <= 2022 else "2023-2025",
              pick=lambda other, row=row: other is row)  # type: ignore[misc]
        for n, row in enumerate(paid)
    ]


def _short_name(column: str) -> Any:
    return lambda world, row: {column: row.cells[column].replace("有限公司", "公司")}


def _stranger(world: World, row: Row) -> dict[str, Any]:
    paid = {other.cells["credit_code"] for other in (*world.payments, *world.awards)}
    firm = next(firm for firm in world.firms if firm.code not in paid and not firm.is_provider)
    return {"payee": firm.name, "credit_code": firm.code, "item": "区级智能车间",
            "paid_yuan": Decimal(TIERS["区级智能车间"][1]) * 10_000}


def _off_ledger(world: World, row: Row) -> dict[str, Any]:
    return {"enterprise": "上海示迁离智能装备有限公司", "credit_code": credit_code(900_002), "tier": "区级智能生产线",
            "level": "区级", "award_date": date(2022, 7, 15)}


def _recovered(world: World, row: Row) -> dict[str, Any]:
    return {"paid_yuan": -row.cells["paid_yuan"], "paid_date": date(2024, 10, 18), "year": 2024,
            "document_no": "青示例财〔2024〕40号"}


def all_faults(world: World) -> list[Fault]:
    """Everything planted, in the order in which it is planted (shared invoices first: they look rows up)."""
    return [*shared_invoices(world), *outside_payments(world), *quarantined(), *accepted(world), *sheet_faults()]
