"""云岭区, a district that does not exist: its data folder is ours with eight files changed, its workbook made here."""

from __future__ import annotations

import shutil
from pathlib import Path

from openpyxl import Workbook

from tests.district.codes import credit_code

HERE = Path(__file__).resolve().parent
OURS = HERE.parents[1] / "data"
ALPHA, BETA, GAMMA, DELTA = (credit_code(n, "990199") for n in range(1, 5))
NAMES = {ALPHA: "虚构云岭光电公司", BETA: "虚构竹海食品公司", GAMMA: "虚构泉口装备公司", DELTA: "虚构开发装备公司"}
SHEETS = {
    "企业": [
        ["企业名称", "统一社会信用代码", "所属街镇", "推荐单位", "所属行业", "企业规模", "成熟度等级",
         "近三年重大事故", "重大事故日期"],
        [NAMES[ALPHA], ALPHA, "松涛", "松涛街道", "光电", "规上", 4, "否", None],
        [NAMES[BETA], BETA, "竹海镇", "竹海镇", "食品", "规上", 2, "否", None],
        [NAMES[GAMMA], GAMMA, "泉口乡", "泉口乡", "装备", "规下", 5, "是", "2021-04-15"],
        [NAMES[DELTA], DELTA, "泉口乡", "云岭开发", "装备", "规下", 3, "是", "2021-04-14"],
    ],
    "申报项目": [
        ["项目编号", "企业名称", "统一社会信用代码", "项目名称", "申报批次", "申报类别", "所在街镇", "申报日期",
         "总投资（万元）"],
        ["YL-1", NAMES[ALPHA], ALPHA, "虚构甲项目", "yunling-2026", "攀登示范", "松涛街道", "2026-04-15", 1500],
        ["YL-2", NAMES[ALPHA], ALPHA, "虚构乙项目", "yunling-2026", "攀登示范", "松涛街道", "2026-04-15", 200],
        ["YL-3", NAMES[BETA], BETA, "虚构丙项目", "yunling-2026", "示范攀登", "竹海镇", "2026-04-15", 2000],
        ["YL-4", NAMES[GAMMA], GAMMA, "虚构丁项目", "yunling-2026", "攀登示范", "泉口乡", "2026-04-15", 6000],
        ["YL-5", NAMES[DELTA], DELTA, "虚构戊项目", "yunling-2026", "攀登示范", "泉口乡", "2026-04-15", 350],
    ],
    "投入": [
        ["项目编号", "类别", "软硬件名称", "开票日期", "发票号", "金额（元）"],
        ["YL-1", "硬件", "虚构设备", "2024-01-10", "99000001", 5_000_000],
        ["YL-1", "集成", "虚构集成", "2024-01-11", "99000002", "1000000.50"],
        ["YL-1", "软件", "虚构软件", "2024-01-12", "99000003", 9_000_000],
        ["YL-2", "硬件", "虚构设备", "2024-01-13", "99000004", 2_000_000],
        ["YL-3", "设备", "虚构设备", "2024-01-14", "99000005", 20_000_000],
        ["YL-4", "硬件", "虚构设备", "2024-01-15", "99000006", 60_000_000],
        ["YL-5", "集成", "虚构集成", "2024-01-16", "99000007", "3499999.99"],
    ],
    "场景实例": [
        ["项目编号", "目录版本", "环节", "场景", "场景实例名称"],
        ["YL-1", "2025", "工厂建设", "数字孪生工厂构建", "虚构实例"],
    ],
    "成效": [["项目编号", "指标", "数值"], ["YL-1", "生产效率提升", 20]],
    "认定": [
        ["企业名称", "统一社会信用代码", "项目编号", "认定档次", "认定层级", "认定日期"],
        [NAMES[ALPHA], ALPHA, "YL-2", "攀登车间", "区级", "2024-05-10"],
        [NAMES[ALPHA], ALPHA, "YL-1", "区攀登产线", "区级", "2024-06-01"],
        [NAMES[ALPHA], ALPHA, "YL-1", "攀登工厂", "区级", "2025-02-01"],
        [NAMES[ALPHA], ALPHA, "YL-1", "攀登车间", "区级", "2025-03-01"],
        [NAMES[BETA], BETA, "YL-3", "攀登车间", "区级", "2024-05-10"],
        [NAMES[BETA], BETA, "YL-3", "市标兵工厂", "市级", "2025-07-01"],
        [NAMES[GAMMA], GAMMA, "YL-4", "攀登工厂", "区级", "2023-12-31"],
        [NAMES[GAMMA], GAMMA, "YL-4", "攀登工厂", "区级", "2026-01-05"],
        [NAMES[DELTA], DELTA, None, "攀登产线", "区级", "2026-02-01"],
    ],
    "拨付": [
        ["拨付对象", "统一社会信用代码", "事项", "拨付金额（元）", "拨付日期", "年度"],
        [NAMES[ALPHA], ALPHA, "攀登产线", 80_000, "2024-08-01", 2024],
        ["虚构顾问公司", credit_code(9, "990199"), "顾问补贴", 30_000, "2024-08-02", 2024],
    ],
    "预算": [["年度", "资金科目", "预算（万元）"], [2024, "智造攀登专项", 300]],
    "流程": [
        ["项目编号", "流程环节", "开始日期", "结束日期"],
        ["YL-1", "评审", "2026-05-18", "2026-05-20"], ["YL-1", "公示", "2026-05-21", None],
    ],
}  # fmt: skip


def data_folder(folder: Path) -> Path:
    """Our data folder without the sample, overlaid with the files that a district replaces."""
    shutil.copytree(OURS, folder, ignore=shutil.ignore_patterns("sample", "var"))
    for path in (folder / "policy").glob("*.toml"):
        path.unlink()
    shutil.copytree(HERE / "data", folder, dirs_exist_ok=True)
    return folder


def workbook(folder: Path) -> Path:
    """The district's deliveries: one workbook, a sheet per kind, called invented on every sheet."""
    folder.mkdir(parents=True, exist_ok=True)
    book = Workbook()
    book.remove(book.active)
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in [["虚构示例数据"], *rows]:
            sheet.append(row)
    book.save(folder / "云岭区.xlsx")
    return folder
