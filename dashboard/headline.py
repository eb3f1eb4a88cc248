"""The figures that a leader asks for, as cards: what is recognised, covered, paid, left and overdue."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard import text
from dashboard.answers import Asked, answer, asked, made, part
from dashboard.cards import Card
from dashboard.columns import WORDS
from dashboard.figures.budget import words as budget_words
from dashboard.filters import idle
from dashboard.language import say
from dashboard.page import Page
from dashboard.since import Since
from dashboard.years import against_last_year
from queries import Warehouse


def recognised(page: Page, changed: Since | None) -> Card:
    """The largest figure of all: recognitions and how many enterprises have them."""
    total = answer(page.warehouse, "project_summary", page.filters).row(0, named=True)
    years = against_last_year(page, "n_awards", "n_awards_by_day")
    said = (say("企业 {n_awarded} 家", n_awarded=text.count(total['n_awarded'])), years)
    return Card(
        say("认定（项）"), text.count(total["n_awards"]), "tiers", say("认定与晋档"), since=_since(changed, "n_awards"),
        note="\n".join(filter(None, said)),
    )


def covered(page: Page) -> list[Card]:
    """Scenarios that have any project, per catalogue."""
    cards = []
    for year in answer(page.warehouse, "catalogue_options")["catalogue"]:
        status = answer(page.warehouse, "scenario_coverage_status", page.filters, catalogue=year).row(0, named=True)
        cards.append(
            Card(
                say("覆盖场景 {year}", year=year),
                text.part_of(status["n_covered"], status["n_scenarios"]),
                "coverage",
                say("空白在哪里"),
                help=say(
                    "{year} 年版目录共 {n_scenarios} 个场景，至少有一个项目的算覆盖",
                    year=year,
                    n_scenarios=status["n_scenarios"],
                ),
                note=say("空白 {n_scenarios} 个", n_scenarios=status["n_scenarios"] - status["n_covered"]),
                sets={"catalogue": say("{year} 年版", year=year), "shape": say("全区空白")},
            )
        )
    return cards


def money(page: Page, changed: Since | None) -> list[Card]:
    """What enterprises put in, what is owed, paid and due, and what this year's budget has left."""
    total = answer(page.warehouse, "project_summary", page.filters).row(0, named=True)
    assumed = say("（含推定）") if page.filters["assume"] else ""
    unpriced = text.unpriced(total["n_unpriced"])
    paid = against_last_year(page, "paid_yuan", "paid_by_day_yuan")
    cards = [
        Card(
            say("已投入资金"),
            text.money(total["invested_yuan"]),
            "projects",
            say("项目与企业"),
            say("已入库项目的发票合计"),
            _since(changed, "invested_yuan"),
        ),
        Card(
            say("应奖{assumed}", assumed=assumed),
            text.money(total["entitled_yuan"]),
            "tiers",
            say("应奖清单"),
            say("按认定时生效的文件计算；标准未知的未计入"),
            _since(changed, "entitled_yuan"),
            unpriced,
        ),
        Card(
            say("已拨付"),
            text.money(total["paid_yuan"]),
            "money",
            say("拨付记录"),
            say("含诊断奖励；同比按预算年度"),
            _since(changed, "paid_yuan"),
            paid,
        ),
        Card(
            say("待拨付{assumed}", assumed=assumed),
            text.money(total["due_yuan"]),
            "money",
            say("待拨付清单"),
            say("逐企业：应奖减已拨付，为正的部分，不按年度切分；不含诊断奖励"),
            _since(changed, "due_yuan"),
        ),
    ]
    return [*cards, budget_left(page)]


def budget_left(page: Page) -> Card:
    """What the budget of the filtered year, else of this year, has left after what was paid."""
    year, lines = budgeted(page)
    left = lines["remaining_yuan"].sum() if lines.height else None
    note = say("预算 {sum}", sum=text.money(lines['budget_yuan'].sum())) if lines.height else say("没有预算数")
    note += _of_all(page, "budget_summary")
    words = budget_words("remaining_yuan", left, "auto")
    return Card(say("{year} 年预算结余", year=year), words, "money", say("预算去向"), say("预算减已拨付"), note=note)


def budgeted(page: Page) -> tuple[str, pl.DataFrame]:
    """The filtered year, else this one, and the lines of budget_summary that have a budget in it."""
    year = page.filters["year"] or page.warehouse.as_of[:4]
    return year, made(_budgeted, page.warehouse, asked("budget_summary", page.filters | {"year": year}, {}))


def _budgeted(warehouse: Warehouse, params: Asked) -> pl.DataFrame:
    return answer(warehouse, "budget_summary", None, **dict(params)).drop_nulls("budget_yuan")


def places(page: Page) -> list[Card]:
    """Places of the district used and left per track, and how long the call is open."""
    cards = []
    ours = own_quotas(page)
    for row in ours.iter_rows(named=True):
        counted = say(WORDS["counting_unit"][row["counting_unit"]])
        cards.append(
            Card(
                say("{track}名额", track=text.track(row["track"])),
                text.part_of(row["n_used"], row["limit"]),
                "quota",
                say("名额与原因"),
                help=say(
                    "按{counted}计：排入推荐 {n_used}，名额 {limit}",
                    counted=counted,
                    n_used=row["n_used"],
                    limit=row["limit"],
                ),
                note=_left(row) + _of_all(page, "quota_status"),
            )
        )
    return cards


def own_quotas(page: Page) -> pl.DataFrame:
    """The rows of quota_status that are the district's own."""
    return part(page.warehouse, "quota_status", asked("quota_status", page.filters, {}), "is_own_kind")


def _left(row: dict[str, Any]) -> str:
    return say(
        "{left}；{deadline_authority}",
        left=text.places_left(row["n_remaining"]),
        deadline_authority=text.deadline_text(row['deadline_authority'], row['n_days_authority']),
    )


def work(page: Page, changed: Since | None) -> list[Card]:
    """What is overdue, then how much the ledger holds."""
    total = answer(page.warehouse, "project_summary", page.filters).row(0, named=True)
    todo = answer(page.warehouse, "todo_status", page.filters).row(0, named=True)
    soon = say(
        "7 日内 {n_soon} 件；无期限 {n_undated} 件",
        n_soon=text.count(todo['n_soon']), n_undated=text.count(todo['n_undated']),
    )
    return [
        Card(
            say("逾期（件）"),
            text.count(todo["n_overdue"]),
            "todo",
            say("待办清单"),
            say("应办日期已过、没有办结记录"),
            note=soon,
        ),
        Card(
            say("申报项目（项）"),
            text.count(total["n_projects"]),
            "projects",
            say("项目与企业"),
            say("申报企业 {n_applicants} 家", n_applicants=text.count(total["n_applicants"])),
            _since(changed, "n_projects"),
            against_last_year(page, "n_projects", "n_projects_by_day"),
        ),
        Card(
            say("在册企业（家）"),
            text.count(total["n_enterprises"]),
            "projects",
            say("企业清单"),
            say("企业表中的企业，不受年度、批次、类别筛选影响"),
            _since(changed, "n_enterprises"),
        ),
        Card(
            say("场景实例（个）"),
            text.count(total["n_instances"]),
            "coverage",
            say("各场景"),
            since=_since(changed, "n_instances"),
        ),
    ]


def _of_all(page: Page, question: str) -> str:
    """Beside a figure that the filters in force do not narrow: that it is the whole district's."""
    return say("；全区的数，不受筛选影响") if idle(question, page.filters) else ""


def _since(changed: Since | None, column: str) -> str:
    return changed.change("project_summary", column) if changed else ""
