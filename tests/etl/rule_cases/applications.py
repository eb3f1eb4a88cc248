"""Cases of the project, instance, investment and outcome sheets."""

from __future__ import annotations

from datetime import date

from tests.etl.rule_cases.deal import LINE, Deal, case, tables

FIGURES = {
    "生产效率提升": 27.3, "资源综合利用率提升": 14.1, "运营成本下降": 17.9, "产品不良率下降": 24.6,
    "质量损失率下降": 21.2, "研制周期缩短": 31.7, "单位产品成本下降": 12.4, "库存周转率提升": 22.8,
}  # fmt: skip
LONG_TEXT = (
    "围绕齿轮箱壳体的精密加工，把机床、机器人和在线测量接入同一个平台，"
    "按订单自动下发程序与刀具清单，异常在两分钟内推送到班组长的终端并留有记录。"
)
NATIONAL = {
    "call": "national-2023", "applied_tier": "优秀场景", "applied_date": date(2023, 8, 10),
    "start_date": date(2022, 1, 1), "production_date": date(2023, 1, 1),
}  # fmt: skip


@case
def production_before_start(d: Deal, bad: bool) -> None:
    d.project(hit=bad, production_date=date(2023, 12, 1) if bad else date(2024, 1, 10))


@case
def applied_before_production(d: Deal, bad: bool) -> None:
    d.project(hit=bad, production_date=date(2025, 8, 1) if bad else date(2025, 7, 20))


@case
def project_repeated(d: Deal, bad: bool) -> None:
    firm = d.firm()
    d.project(firm, project="虚构焊接单元项目")
    d.project(firm, bad, project="虚构焊接 单元项目" if bad else "虚构涂装单元项目")


@case
def project_two_schemes(d: Deal, bad: bool) -> None:
    firm = d.firm()
    d.project(firm, project="虚构工厂项目", **NATIONAL)
    d.project(firm, bad, project="虚构工厂项目" if bad else "虚构仓储项目")


@case
def address_vs_town(d: Deal, bad: bool) -> None:
    d.project(hit=bad, address="青浦区华新镇示例路8号" if bad else "青浦区夏阳街道示例路8号")
    d.project(address="示例路8号")


@case
def project_unit_vs_town(d: Deal, bad: bool) -> None:
    d.project(hit=bad, unit="华新镇" if bad else "夏阳街道")


@case
def invoiced_above_declared(d: Deal, bad: bool) -> None:
    project = d.project(hit=bad, declared_yuan=3_000_000)
    for yuan in (1_500_000, 1_300_000, 700_000 if bad else 300_000):
        d.invoice(project, yuan)


@case
def declared_vs_invoiced(d: Deal, bad: bool) -> None:
    d.invoice(d.project(hit=bad, declared_yuan=50_000_000 if bad else 2_000_000))


@case
def applied_before_call(d: Deal, bad: bool) -> None:
    d.project(hit=bad, applied_date=date(2025, 3, 1) if bad else date(2025, 8, 1))


@case
def unknown_call(d: Deal, bad: bool) -> None:
    d.project(hit=bad, call="qingpu-2031" if bad else "qingpu-2025")


@case
def unknown_direction(d: Deal, bad: bool) -> None:
    d.project(hit=bad, applied_tier="灯塔工厂" if bad else LINE)


@case
def placeholder_text(d: Deal, bad: bool) -> None:
    d.project(hit=bad, project="测试" if bad else "虚构测试台架项目")
    d.instance(d.project(), bad, description="同上" if bad else "略去人工抄表，自动采集")


@case
def supply_chain_vs_flag(d: Deal, bad: bool) -> None:
    facts = NATIONAL | {"applied_tier": "示范工厂"}
    supply = next(row["value"] for row in tables()["setting"] if row["key"] == "supply_processes").split(";")
    d.instance(
        d.project(hit=bad, is_supply_chain=True, **facts), process_no=1 if bad else int(supply[0]), catalogue="2023",
        start_date=date(2022, 2, 1), end_date=date(2022, 9, 1),
    )


@case
def instance_ends_before_start(d: Deal, bad: bool) -> None:
    d.instance(d.project(), bad, end_date=date(2024, 1, 31) if bad else date(2024, 2, 1))


@case
def instance_after_production(d: Deal, bad: bool) -> None:
    d.instance(d.project(), bad, end_date=date(2024, 11, 21) if bad else date(2024, 11, 20))


@case
def instance_before_project(d: Deal, bad: bool) -> None:
    d.instance(d.project(), bad, start_date=date(2023, 1, 9) if bad else date(2023, 1, 10))


@case
def instance_above_project(d: Deal, bad: bool) -> None:
    d.instance(d.project(declared_yuan=5_000_000), bad, spent_yuan=8_000_000_000 if bad else 5_400_000)


@case
def instance_repeated(d: Deal, bad: bool) -> None:
    project = d.project()
    d.instance(project, instance="虚构排产实例")
    d.instance(project, bad, instance="虚构 排产实例" if bad else "虚构排产实例二期")
    d.instance(d.project(), instance="虚构排产实例")


@case
def catalogue_vs_call(d: Deal, bad: bool) -> None:
    d.instance(d.project(), bad, catalogue="2023" if bad else "2025")


@case
def unknown_scenario(d: Deal, bad: bool) -> None:
    if bad:
        d.instance(d.project(), True, scenario="虚构新场景", scenario_no=None)
    else:
        d.instance(d.project())


@case
def process_mismatch(d: Deal, bad: bool) -> None:
    d.instance(d.project(), bad, **({"process": "别的环节"} if bad else {}))


@case
def copied_text(d: Deal, bad: bool) -> None:
    d.instance(d.project(), bad, description=LONG_TEXT)
    d.instance(d.project(), bad, description=LONG_TEXT if bad else LONG_TEXT.replace("齿轮箱壳体", "注塑件"))
    for _ in range(2):
        d.instance(d.project(), description="打通相关设备与系统数据。")


@case
def invoice_after_application(d: Deal, bad: bool) -> None:
    d.invoice(d.project(declared_yuan=None), hit=bad, invoice_date=date(2025, 7, 21) if bad else date(2025, 7, 20))


@case
def invoice_before_project(d: Deal, bad: bool) -> None:
    d.invoice(d.project(declared_yuan=None), hit=bad, invoice_date=date(2023, 1, 9) if bad else date(2023, 1, 10))


@case
def invoice_unit_error(d: Deal, bad: bool) -> None:
    project = d.project(declared_yuan=3_700_000)
    for yuan in (1_200_000, 1_250_000, 1_250_000):
        d.invoice(project, yuan)
    d.invoice(project, 90 if bad else 1_900, hit=bad)  # 0.009 万元; a cable for 1,900 yuan is a cable


@case
def invoice_self(d: Deal, bad: bool) -> None:
    firm = d.firm(enterprise="虚构自制公司")
    seller = "虚构自制 公司" if bad else "虚构自制公司苏州分公司"
    d.invoice(d.project(firm, declared_yuan=None), hit=bad, supplier=seller)


@case
def repeated_invoice(d: Deal, bad: bool) -> None:
    project = d.project(declared_yuan=2_400_000)
    d.invoice(project, invoice_no="24992000000000777001")
    d.invoice(project, hit=bad, invoice_no="24992000000000777001", item="机器人" if bad else "夹具")


@case
def shared_invoice(d: Deal, bad: bool) -> None:
    for n in range(2):
        number = "24992000000000888001" if bad else f"2499200000000088800{n}"
        d.invoice(d.project(declared_yuan=None), hit=bad, invoice_no=number)


@case
def copied_outcomes(d: Deal, bad: bool) -> None:
    """One of eight figures differs: still a copy. Of the clean twins two differ."""
    d.outcomes(d.project(), FIGURES, bad)
    d.outcomes(d.project(), FIGURES | {"研制周期缩短": 32.2} | ({} if bad else {"生产效率提升": 27.4}), bad)
    firm = d.firm()  # the firm's own figures in two applications
    own = {metric: value + 0.3 for metric, value in FIGURES.items()}
    d.outcomes(d.project(firm), own)
    d.outcomes(d.project(firm, applied_tier=LINE), own)


@case
def heaped_figures(d: Deal, bad: bool) -> None:
    for n in range(6):
        figures = {metric: 15 + 5 * ((n + place) % 3) + (0 if bad else (n * 7 + place * 3) % 10 / 10)
                   for place, metric in enumerate(FIGURES)}
        d.outcomes(d.project(), figures | {"生产效率提升": 40 + n / 10}, bad and n == 0, sheet=91, evidence="佐证材料")


@case
def outside_usual_band(d: Deal, bad: bool) -> None:
    d.outcomes(d.project(), {"生产效率提升": 61 if bad else 60}, bad)
    d.outcomes(d.project(), {"生产效率提升": 75}, evidence="现场核查")


@case
def evidence_needed(d: Deal, bad: bool) -> None:
    d.outcomes(d.project(), {"生产效率提升": 132}, bad, evidence="自报" if bad else "佐证材料")


@case
def impossible_improvement(d: Deal, bad: bool) -> None:
    d.outcomes(d.project(), {"运营成本下降": 100 if bad else 48}, bad, evidence="佐证材料")


@case
def outcome_vs_base(d: Deal, bad: bool) -> None:
    d.outcomes(d.project(), {"研制周期缩短": 40 if bad else 60}, bad, before_num=15, after_num=6, evidence="佐证材料")
    d.outcomes(d.project(), {"订单准时交付率提升": 6}, before_num=90, after_num=96)  # points


@case
def period_after_application(d: Deal, bad: bool) -> None:
    d.outcomes(d.project(), {"生产效率提升": 21}, bad, period="2026年1-6月" if bad else "2025年上半年")


@case
def third_party_without_material(d: Deal, bad: bool) -> None:
    papers = "申报书；营业执照" if bad else "申报书；第三方检测报告"
    d.outcomes(d.project(materials=papers), {"生产效率提升": 22}, bad, evidence="第三方")
    d.outcomes(d.project(materials=None), {"生产效率提升": 23}, evidence="第三方")
