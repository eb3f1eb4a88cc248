"""Scenario instances of a project, in the catalogue that belongs to its call."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from .projects import Project
from .rows import Row
from .scenarios import CATALOGUES, POPULAR, SUPPLY_CHAIN

TECHNIQUES = ("机器视觉", "工业互联网", "数字孪生", "边缘计算", "大数据分析", "5G专网", "知识库", "AI算法")
PAINS = (
    "人工记录多、数据不连续",
    "换型时间长、计划频繁调整",
    "质量问题追溯困难",
    "设备异常发现滞后",
    "库存占用高、找料费时",
)
EFFECTS = (
    "系统已稳定运行，现场人员明显精简",
    "异常响应时间明显缩短",
    "计划达成情况持续改善",
    "一次合格率稳步提高",
    "单位产品能耗逐季下降",
)
GUARDS = ("成立专项小组，按月评估", "制定运行管理制度并组织培训", "设备、工艺、信息三部门联合保障")


def instance_rows(project: Project, seed: int, suppliers: list[str]) -> list[Row]:
    """At least one instance for each of the project's processes; popular scenarios come more often."""
    rng = Random(f"{seed}-instances-{project.id}")
    version = "2023" if project.call == "national-2023" else "2025"
    links = CATALOGUES[version]
    chosen = _links(rng, project, list(links))
    rows = []
    for link in chosen:
        scenes = links[link]
        if project.tier == "区级智能仓储":
            scenes = [scene for scene in scenes if scene in ("仓储智能管理", "物料精准配送")]
        weights = [4 if scene in POPULAR else 1 for scene in scenes]
        wanted = 2 if rng.random() < 0.22 and len(scenes) > 1 else 1
        picked = list(dict.fromkeys(rng.choices(scenes, weights, k=wanted)))
        rows += [_row(rng, project, version, link, scene, suppliers) for scene in picked]
    return rows


def _links(rng: Random, project: Project, links: list[str]) -> list[str]:
    if project.tier == "区级智能仓储":
        return ["生产管理"]
    own = [link for link in links if link not in SUPPLY_CHAIN]
    heavy = {
        "生产管理": 5,
        "生产作业": 6,
        "质量管控": 4,
        "计划调度": 4,
        "仓储物流": 3,
        "设备管理": 4,
        "工厂建设": 2,
    }
    ranked = sorted(own, key=lambda link: rng.random() ** (1 / heavy.get(link, 1)), reverse=True)
    chosen = ranked[: project.n_links]
    if project.facts["is_supply_chain"]:
        chosen.append(rng.choice(SUPPLY_CHAIN))
    return sorted(chosen, key=links.index)


def _row(rng: Random, project: Project, version: str, link: str, scene: str, suppliers: list[str]) -> Row:
    technique, product = rng.choice(TECHNIQUES), project.firm.product
    end = project.facts["production_date"] or project.facts["applied_date"]
    start = end - timedelta(days=rng.randrange(90, 400))  # type: ignore[operator]
    spent = Decimal(round((project.invested_yuan or 2_000_000) * rng.uniform(0.08, 0.3) / 1000)) * 1000
    is_full = rng.random() < 0.85
    return Row(
        {
            "project_id": project.id,
            "catalogue": int(version),
            "process": link,
            "scenario": scene,
            "instance": f"基于{technique}的{product}{scene}",
            "start_date": start,
            "end_date": end if rng.random() > 0.06 else None,
            "spent_yuan": spent if rng.random() > 0.08 else None,
            "supplier": rng.choice((*suppliers[:40], "自建", "自建", "自建", "自建")),
            "description": f"面向{product}生产，围绕“{scene}”建设，打通相关设备与系统数据。"
            if is_full
            else None,
            "pain_point": rng.choice(PAINS) if is_full else None,
            "solution": f"采用{technique}，与现有MES、ERP集成。" if is_full else None,
            "safeguards": rng.choice(GUARDS) if is_full else None,
            "effects": rng.choice(EFFECTS) if rng.random() < 0.8 else None,
        },
        group=project.id,
    )
