"""Applications whose steps are told day by day, delivered as files: what the clock's tests ask about."""

from __future__ import annotations

from pathlib import Path

from tests.district.codes import credit_code

TIER = "区级智能生产线"
ENTERPRISES = ["企业名称,统一社会信用代码,所属街镇,所属行业,推荐单位,自评估日期,信用异常"]
PROJECTS = ["项目编号,企业名称,统一社会信用代码,项目名称,申报批次,申报类别,所在街镇,申报日期"]
STEPS = ["项目编号,环节,开始日期,结束日期,结果,说明"]
# project: steps as 环节 开始 结束 结果; - is empty. Most of 2025 begin with the usual three.
USUAL = "申报 2025-08-10 2025-08-10 已受理|初审 2025-09-01 2025-09-03 通过|评审 2025-09-10 2025-09-10 通过"
STORIES = {
    "公示中": f"{USUAL}|公示 2025-09-26 - -",
    "公示短": f"{USUAL}|公示 2025-09-26 2025-09-30 无异议",
    "公示足": f"{USUAL}|公示 2025-09-26 2025-10-09 无异议|认定 2025-10-20 2025-10-20 已认定",
    "跨年": f"{USUAL}|公示 2026-12-28 - -",
    "有异议": f"{USUAL}|公示 2026-03-16 2026-03-20 有异议|异议 2026-03-23 - -",
    "未登记异议": f"{USUAL}|公示 2026-03-16 2026-03-20 有异议",
    "倒序": "申报 2025-08-10 2025-08-10 已受理|评审 2025-09-01 2025-09-01 通过|初审 2025-09-05 2025-09-05 通过",
    "后补申报": "初审 2025-08-05 2025-08-06 通过|申报 2025-08-10 2025-08-10 已受理",
    "退回重报": "申报 2025-08-01 2025-08-01 已受理|退回 2025-08-03 2025-08-03 已退回|申报 2025-08-10 2025-08-10 已受理",
    "文件外": f"{USUAL}|审议 2025-10-01 2025-10-08 通过",
    "暂缓": "申报 2025-08-10 2025-08-10 已受理|初审 2025-09-01 2025-09-03 通过|评审 2025-09-10 2025-09-10 暂缓",
    "不通过": "申报 2025-08-10 2025-08-10 已受理|初审 2025-09-01 2025-09-03 不通过",
    "撤回": "申报 2025-08-10 2025-08-10 已受理|撤回 2025-08-20 2025-08-20 企业撤回",
    "未结束": "申报 2025-08-10 2025-08-10 已受理|初审 2025-09-01 - -",
    "没有流程": "",
    "国家级": "申报 2023-08-10 2023-08-10 已受理|初审 2023-08-20 2023-08-20 通过|评审 2023-08-21 2023-08-21 通过",
}
# Nobody knows whether its credit is good; it has not assessed itself.
UNKNOWN = "缺材料"


def write(folder: Path) -> Path:
    """The files of all stories, one award that was paid in two parts, and one file with a row that can't be read."""
    enterprises, projects, steps = [*ENTERPRISES], [*PROJECTS], [*STEPS]
    stories = STORIES | {UNKNOWN: "申报 2025-08-10 2025-08-10 已受理"}
    for number, (name, story) in enumerate(stories.items(), 1):
        code, firm = credit_code(number), f"虚构{name}公司"
        is_unknown = name == UNKNOWN
        assessed, credit = ("", "") if is_unknown else ("2023-01-01", "否")
        enterprises.append(f"{firm},{code},夏阳街道,装备制造,{'工业园区' if is_unknown else ''},{assessed},{credit}")
        call, tier, day = "qingpu-2025", TIER, "2025-08-10"
        if name == "国家级":
            call, tier, day = "national-2023", "优秀场景", "2023-08-10"
        projects.append(f"{name},{firm},{code},虚构项目,{call},{tier},夏阳街道,{day}")
        for step in filter(None, story.split("|")):
            stage, start, end, result = step.split()
            steps.append(f"{name},{stage},{start},{'' if end == '-' else end},{'' if result == '-' else result},")
    code = credit_code(99)
    enterprises.append(f"虚构市级公司,{code},赵巷镇,装备制造,,2023-01-01,否")
    files = {
        "企业": enterprises, "申报项目": projects, "流程": steps,
        "认定": ["企业名称,统一社会信用代码,认定档次,认定日期", f"虚构市级公司,{code},市级智能工厂,2022-06-01"],
        "拨付": [
            "企业名称,统一社会信用代码,事项,拨付金额（万元）,拨付日期,年度",
            f"虚构市级公司,{code},市级智能工厂,60,2022-09-01,2022",
            f"虚构市级公司,{code},市级智能工厂,40,2022-12-01,2022",
        ],
        "练塘镇_企业": [
            "企业名称,统一社会信用代码,所属街镇,所属行业", f"虚构一公司,{credit_code(97)},没有这个镇,装备制造",
            f"虚构二公司,{credit_code(98)},练塘镇,装备制造", f"虚构三公司,{credit_code(96)},没有这个镇,装备制造",
        ],
    }
    folder.mkdir(parents=True)
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
