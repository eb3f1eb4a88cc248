"""The steps every application went through; many are still on their way."""

from datetime import date, timedelta
from random import Random

from .projects import Project
from .rows import Row

STOPS_AT_SCREENING = (
    "handed in late",
    "not taxed here",
    "not operating here",
    "barred",
    "no audit",
    "no self-assessment report",
    "two directions",
    "not registered here",
)
REASONS = {
    "handed in late": "逾期递交",
    "no audit": "缺上年度审计报告",
    "no self-assessment report": "缺自评估报告",
    "two directions": "同一批次申报两个方向",
    "barred": "处于禁止申报期",
}


def stage_rows(project: Project, seed: int) -> list[Row]:
    """申报 → 初审 → 评审 → 公示 → 认定, as far as the project came; 退回 and 撤回 end it."""
    rng = Random(f"{seed}-stages-{project.id}")
    rows: list[Row] = []

    def step(
        stage: str,
        start: date,
        end: date | None,
        result: str | None,
        note: str | None = None,
        score: float | None = None,
    ) -> None:
        rows.append(
            Row(
                {
                    "project_id": project.id,
                    "stage": stage,
                    "start_date": start,
                    "end_date": end,
                    "result": result,
                    "note": note,
                    "score": score,
                }
            )
        )

    applied: date = project.facts["applied_date"]  # type: ignore[assignment]
    is_national = project.call == "national-2023"
    step("申报", applied, applied, "已受理")
    if not project.is_awarded and rng.random() < 0.012:
        step(
            "撤回", applied + timedelta(days=6), applied + timedelta(days=6), "企业撤回", "项目延期，自行撤回"
        )
        return rows
    screening = date(2023, 8, 20) if is_national else date(2025, 9, 8) + timedelta(days=rng.randrange(12))
    screened = screening + timedelta(days=0 if is_national else rng.randrange(2, 9))
    if project.story in STOPS_AT_SCREENING:
        step("初审", screening, screened, "不通过", REASONS.get(project.story))
        step(
            "退回",
            screened + timedelta(days=1),
            screened + timedelta(days=1),
            "已退回",
            REASONS.get(project.story),
        )
        return rows
    if not project.is_awarded and rng.random() < 0.08:
        step("初审", screening, None, None, "材料补正中")
        return rows
    step("初审", screening, screened, "通过")
    review = date(2023, 8, 21) if is_national else date(2025, 10, 13) + timedelta(days=rng.randrange(19))
    score = round(min(97.0, max(52.0, rng.gauss(86 if project.is_awarded else 75, 6))), 1)
    passed = project.is_awarded or (project.story == "eligible" and score >= 70)
    step(
        "评审",
        review,
        review,
        "通过" if passed else "暂缓",
        None if passed else "建设内容需进一步核实",
        score,
    )
    if project.is_awarded:
        notice, decided = (
            (date(2023, 12, 11), date(2023, 12, 20))
            if is_national
            else (date(2025, 11, 24), date(2025, 12, 12))
        )
        step("公示", notice, notice + timedelta(days=4), "无异议")
        step("认定", decided, decided, "已认定")
    elif passed and not is_national and score >= 82 and rng.random() < 0.25:
        step("公示", date(2026, 3, 16), date(2026, 3, 20), "有异议", "第二批公示")
        step("异议", date(2026, 3, 19), None, None, "投资发票核查中")
    return rows
