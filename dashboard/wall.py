"""The wall: panels of at most three figures or one chart, one after the other, for a room to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboard import text
from dashboard.answers import answer
from dashboard.figures.budget import words as budget_words
from dashboard.figures.outcome import measured
from dashboard.headline import budgeted, own_quotas
from dashboard.language import say
from dashboard.page import Page

MAX_ROWS = 12  # bars of 64 px type on a stage of 1080
OUTCOMES = ("生产效率提升", "产品不良率下降", "单位产品综合能耗降低")


@dataclass(frozen=True)
class Figure:
    """One figure for a room: name, words, and a short remark below the name."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Bar:
    """One row of a chart: its name and how many."""

    name: str
    n: int


@dataclass(frozen=True)
class Panel:
    """What fills the wall for a while: a title with at most three figures, or with one chart of bars."""

    title: str
    figures: tuple[Figure, ...] = ()
    bars: tuple[Bar, ...] = ()


def recognised(page: Page) -> Panel:
    """Recognitions, enterprises that have them, and the last full year against the one before."""
    total = answer(page.warehouse, "project_summary", page.filters).row(0, named=True)
    years = answer(page.warehouse, "year_trend", page.filters).filter(is_running=False).tail(2).to_dicts()
    figures = [
        Figure(say("认定（项）"), text.count(total["n_awards"])),
        Figure(say("获认定企业（家）"), text.count(total["n_awarded"])),
    ]
    if len(years) == 2:
        then, now = years
        change = text.year_on_year("n_awards", now["n_awards"], then["n_awards"])
        figures.append(Figure(say("{year} 年认定（项）", year=now['year']), text.count(now["n_awards"]), change))
    return Panel(say("认定情况"), tuple(figures))


def tiers(page: Page) -> Panel:
    """Recognitions per tier, the highest on top."""
    rows = [row for row in answer(page.warehouse, "tier_summary", page.filters).to_dicts() if row["n_awards"]]
    rows.sort(key=lambda row: -(row["rank"] or 0))
    return _ranking(say("各档认定（项）"), [Bar(row["tier"], row["n_awards"]) for row in rows])


def towns(page: Page) -> Panel:
    """Recognitions per town, most first."""
    rows = answer(page.warehouse, "town_summary", page.filters).sort("n_awards", descending=True, maintain_order=True)
    bars = [Bar(row["town"], row["n_awards"]) for row in rows.to_dicts() if row["n_awards"]]
    return _ranking(say("各街镇认定（项）"), bars)


def _ranking(title: str, bars: list[Bar]) -> Panel:
    if not bars:
        return Panel(title, (Figure(title, say(text.EMPTY)),))
    more = say("，前 {max_rows}", max_rows=MAX_ROWS) if len(bars) > MAX_ROWS else ""
    return Panel(title + more, bars=tuple(bars[:MAX_ROWS]))


def coverage(page: Page) -> Panel:
    """Scenarios covered, per catalogue."""
    figures = []
    for year in answer(page.warehouse, "catalogue_options")["catalogue"]:
        status = answer(page.warehouse, "scenario_coverage_status", page.filters, catalogue=year).row(0, named=True)
        blank = say("空白 {n_scenarios} 个", n_scenarios=status['n_scenarios'] - status['n_covered'])
        figures.append(
            Figure(say("{year} 年版目录", year=year), text.part_of(status["n_covered"], status["n_scenarios"]), blank)
        )
    return Panel(say("典型场景覆盖"), tuple(figures[:3]))


def money(page: Page) -> Panel:
    """Paid, due, and what this year's budget has left."""
    total = answer(page.warehouse, "project_summary", page.filters).row(0, named=True)
    year, lines = budgeted(page)
    left = lines["remaining_yuan"].sum() if lines.height else None
    assumed = say("含推定") if page.filters["assume"] else ""
    return Panel(say("奖励资金"), (
        Figure(say("已拨付"), text.money(total["paid_yuan"]), say("含诊断奖励")),
        Figure(say("待拨付"), text.money(total["due_yuan"]), assumed or text.unpriced(total["n_unpriced"])),
        Figure(say("{year} 年预算结余", year=year), budget_words("remaining_yuan", left, "auto")),
    ))  # fmt: skip


def places(page: Page) -> Panel:
    """Places used and left."""
    ours = own_quotas(page)
    figures = [
        Figure(
            say("{track}名额", track=text.track(row["track"])), text.part_of(row["n_used"], row["limit"]),
            text.places_left(row["n_remaining"]),
        )
        for row in ours.head(2).to_dicts()
    ]
    if figures:
        figures.append(Figure(say("推荐截止"), text.days_left(ours["n_days_authority"][0])))
    return Panel(say("推荐名额"), tuple(figures) or (Figure(say("名额"), say(text.EMPTY)),))


def work(page: Page) -> Panel:
    """What is overdue and what falls due."""
    todo = answer(page.warehouse, "todo_status", page.filters).row(0, named=True)
    return Panel(say("待办（件）"), (
        Figure(say("逾期"), text.count(todo["n_overdue"])), Figure(say("7 日内到期"), text.count(todo["n_soon"])),
        Figure(say("30 日内到期"), text.count(todo["n_later"]), say("不含 7 日内")),
    ))  # fmt: skip


def outcomes(page: Page) -> Panel:
    """The medians of three improvements with how many reported."""
    found = {row["metric"]: row for row in answer(page.warehouse, "outcome_distribution", page.filters).to_dicts()}
    figures = [_median(found[metric]) for metric in OUTCOMES if metric in found]
    return Panel(say("企业自报成效：中位数"), tuple(figures) or (Figure(say("成效"), say(text.EMPTY)),))


def _median(row: dict[str, Any]) -> Figure:
    reported = text.part_of(row["n_reported"], row["n_reported"] + row["n_missing"])
    return Figure(row["metric"], measured(row) if row["n_reported"] else say("无人填报"), say(
        "{reported} 项填报",
        reported=reported,
    ))


PANELS: tuple[Callable[[Page], Panel], ...] = (recognised, tiers, coverage, money, places, towns, work, outcomes)
