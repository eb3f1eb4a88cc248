"""Boundary tables (boundaries/*.csv) as delivered files: every case is one enterprise with one application.

A row says tier, condition, the verdict wanted and, under the headings of the intake, what differs from an applicant
that meets everything; an empty cell leaves that applicant's value, 空 empties it. Further columns:
投入 类别:万元 ...；环节 目录版本:环节号 ...（0 = 目录外）；认定 档次@日期 ...；经营 年度:利润率 ...；
成效 指标:数值 ...；另报 another direction of the same enterprise；字数 栏:字数 ...
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from tests.district.codes import credit_code

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BOUNDARIES = HERE / "boundaries"
WANTED = ("case", "tier", "condition", "verdict", "eligibility")
OTHER_TABLES = ("quotas", "scores", "diagnosis", "publicity", "places")
NATIONAL = ("优秀场景", "示范工厂")
MATERIALS = "申报书；营业执照；产证或租约；上年度审计报告；体系证书；项目已投入资金汇总表；自评估报告"

ENTERPRISE = {
    "所属街镇": "夏阳街道", "所属行业": "装备制造", "是否流程行业": "否", "注册地在本区": "是", "经营地在本区": "是",
    "税户管地在本区": "是", "智能制造能力成熟度等级": "3", "自评估日期": "2023-06-01", "近三年重大事故": "否",
    "重大事故日期": "", "信用异常": "否", "已承担国家示范工厂揭榜任务": "否", "禁止申报至": "",
}  # fmt: skip
PROJECT = {
    "建成投产日期": "2022-06-30", "总投资": "1000", "智能生产线数量": "3", "新一代信息技术": "人工智能",
    "申报材料": MATERIALS, "是否申报智慧供应链": "否",
}  # fmt: skip
TEXTS = ("场景实例描述", "解决的痛点", "技术方案", "保障要素", "已实施成效")
STARRED = "生产效率提升:20 资源综合利用率提升:10 运营成本下降:12 质量损失率下降:15"
HEADINGS = {
    "企业": ["企业名称", "统一社会信用代码", *ENTERPRISE],
    "申报项目": [
        "项目编号", "企业名称", "统一社会信用代码", "项目名称", "申报批次", "申报类别", "所在街镇", "申报日期",
        *PROJECT,
    ],
    "场景实例": ["项目编号", "目录版本", "环节", "场景", "场景实例名称", *TEXTS],
    "投入": ["项目编号", "类别", "软硬件名称", "开票日期", "发票号", "金额"],
    "认定": ["企业名称", "统一社会信用代码", "认定档次", "认定日期"],
    "经营": ["企业名称", "统一社会信用代码", "年度", "主营业务收入", "利润率"],
    "成效": ["项目编号", "指标", "数值"],
}  # fmt: skip


@dataclass
class Delivery:
    """The rows of the files, by file."""

    rows: dict[str, list[list[str]]] = field(default_factory=lambda: {name: [] for name in HEADINGS})

    def write(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in self.rows.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
                csv.writer(lines).writerows([HEADINGS[name], *rows])
        return folder


def read_cases(name: str) -> list[dict[str, str]]:
    """The rows of one table."""
    with (BOUNDARIES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def tables() -> list[str]:
    """Tables of conditions; the others are of another kind."""
    return sorted(path.stem for path in BOUNDARIES.glob("*.csv") if path.stem not in OTHER_TABLES)


def all_cases() -> list[tuple[str, dict[str, str]]]:
    """(project number, case) over all tables."""
    cases = [case for name in tables() for case in read_cases(name)]
    return [(f"BJ-{number:04d}", case) for number, case in enumerate(cases, 1)]


def first_scenarios() -> dict[tuple[str, int], tuple[str, str]]:
    """(catalogue, process number) -> process and its first scenario."""
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for path in sorted((ROOT / "data" / "catalogues").glob("scenarios_*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                found.setdefault((row["catalogue"], int(row["process_no"])), (row["process"], row["scenario"]))
    return found


def pairs(text: str, mark: str = ":") -> list[tuple[str, str]]:
    """a:1 b:2 -> (a, 1), (b, 2)."""
    return [(left, right) for left, _, right in (part.partition(mark) for part in text.split())]


def deliver(cases: list[tuple[str, dict[str, str]]]) -> Delivery:
    """All cases as one delivery."""
    delivery, scenarios = Delivery(), first_scenarios()
    known = {*ENTERPRISE, *PROJECT, *WANTED, "申报日期", "投入", "环节", "认定", "经营", "成效", "另报", "字数"}
    for number, (project, case) in enumerate(cases, 1):
        assert case.keys() <= known, case.keys() - known
        add(delivery, scenarios, number, project, case)
    return delivery


def add(
    delivery: Delivery, scenarios: dict[tuple[str, int], tuple[str, str]], number: int, project: str,
    case: dict[str, str],
) -> None:
    """One case's rows in every file."""
    is_national = case["tier"] in NATIONAL

    def value(name: str, usual: str) -> str:
        given = case.get(name) or usual
        return "" if given == "空" else given

    rows, code, firm = delivery.rows, credit_code(number), f"虚构第{number}公司"
    rows["企业"].append([firm, code, *(value(name, usual) for name, usual in ENTERPRISE.items())])
    applied = value("申报日期", "2023-08-10" if is_national else "2025-08-10")
    details = [value(name, usual) for name, usual in PROJECT.items()]
    call = "national-2023" if is_national else "qingpu-2025"
    for key, tier in [(project, case["tier"]), *([(f"{project}-B", case["另报"])] if case.get("另报") else [])]:
        rows["申报项目"].append([key, firm, code, "虚构项目", call, tier, "夏阳街道", applied, *details])
    lengths = {name: int(size) for name, size in pairs(value("字数", ""))}
    usual = "2023:1,2,3,4,5,6,7,8" if is_national else "2025:1,2,3"
    for catalogue, numbers in pairs(value("环节", usual)):
        for process in map(int, numbers.split(",")):
            names = scenarios[catalogue, process] if process else ("生产作业", "目录外的新场景")
            texts = ["述" * lengths.get(name, 10) for name in TEXTS]
            rows["场景实例"].append([project, catalogue, *names, "虚构实例", *texts])
    for serial, (category, amount) in enumerate(pairs(value("投入", "硬件:600")), 1):
        invoice = f"{number:05d}{serial:03d}"
        rows["投入"].append([project, category, "虚构设备", "2022-03-01", invoice, amount])
    for tier, day in pairs(value("认定", ""), "@"):
        rows["认定"].append([firm, code, tier, day])
    for year, margin in pairs(value("经营", "2020:5 2021:5 2022:5")):
        rows["经营"].append([firm, code, year, "1000", margin])
    for metric, figure in pairs(value("成效", STARRED)):
        rows["成效"].append([project, metric, figure])
