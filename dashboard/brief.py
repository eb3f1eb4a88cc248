"""The brief made from the answers of one build, under the filters of a page."""

from __future__ import annotations

from dashboard.answers import answer
from dashboard.exports.brief_content import brief as content
from dashboard.exports.brief_facts import Coverage, Facts
from dashboard.exports.brief_model import Brief
from dashboard.filters import LABELS, idle
from dashboard.language import say
from dashboard.layout import assumption, document_names, in_force
from dashboard.page import Page
from dashboard.since import since
from queries import Warehouse

PURPOSE = "智能制造简报"
WITH_NOTES = (
    "tier_summary", "budget_summary", "quota_status", "town_summary", "scenario_coverage_status", "finding_summary",
    "todo_summary",
)


def brief(warehouse: Warehouse, filters: dict[str, str]) -> Brief:
    """Everything a brief says of one build under one set of filters; '' in a filter is all."""
    return content(facts(Page(warehouse, {name: filters.get(name, "") for name in LABELS}, say("总览"))))


def facts(page: Page) -> Facts:
    """The answers that a brief is made of."""
    warehouse, filters = page.warehouse, page.filters
    status = answer(warehouse, "build_status").row(0, named=True)
    found = since(page)
    before = found.before if found else None
    year = compared_year(page)
    every_year, every_town = filters | {"year": ""}, filters | {"town": ""}

    def figures(asked: Warehouse, chosen: dict[str, str]) -> dict[str, object]:
        return answer(asked, "project_summary", chosen).row(0, named=True)

    def coverage(asked: Warehouse, catalogue: str) -> dict[str, object]:
        return answer(asked, "scenario_coverage_status", filters, catalogue=catalogue).row(0, named=True)

    return Facts(
        district=f"{status['city']}{status['district']}",
        as_of=status["as_of"],
        is_invented=status["is_invented"],
        filters=filters,
        filters_words=chosen_words(page),
        documents=in_force(page),
        assumption=assumption(page, "project_summary"),
        stamp=page.stamp(PURPOSE),
        titles=document_names(page),
        idle={
            question: tuple(label for label in idle(question, filters) if (question, label) != ("town_summary", "街镇"))
            for question in WITH_NOTES
        },
        total=figures(warehouse, filters),
        earlier=figures(before, filters) if before else None,
        year=year,
        this_year=figures(warehouse, filters | {"year": str(year)}) if year else None,
        last_year=figures(warehouse, filters | {"year": str(year - 1)}) if year else None,
        coverages=tuple(
            Coverage(
                catalogue,
                coverage(warehouse, catalogue),
                coverage(before, catalogue) if before else None,
                answer(warehouse, "scenario_coverage", filters, catalogue=catalogue),
            )
            for catalogue in answer(warehouse, "catalogue_options")["catalogue"]
        ),
        tiers=answer(warehouse, "tier_summary", filters),
        trend=answer(warehouse, "award_trend", every_year),
        dues=answer(warehouse, "enterprise_due", filters),
        budget=answer(warehouse, "budget_summary", filters),
        projection=answer(warehouse, "budget_projection_summary", filters),
        quota=answer(warehouse, "quota_status", filters),
        towns=answer(warehouse, "town_summary", every_town),
        findings=answer(warehouse, "finding_summary"),
        status=status,
        duties=answer(warehouse, "todo_summary", filters),
        late=answer(warehouse, "todo_list", filters, state=say("逾期")),
    )


def compared_year(page: Page) -> int | None:
    """The year of the filter, else the last one that has any data up to the data date; None without any."""
    if page.filters["year"]:
        return int(page.filters["year"])
    options = answer(page.warehouse, "filter_options").filter(filter="year")["value"]
    years = [int(year) for year in options if year <= page.warehouse.as_of[:4]]
    return max(years, default=None)


def chosen_words(page: Page) -> str:
    """The chosen filters as people call them; 全部 where nothing is chosen."""
    titles = document_names(page)
    chosen = [f"{LABELS[name]} {titles.get(value, value)}" for name, value in page.filters.items() if value]
    return say("；").join(chosen) or say("全部")
