"""Years beside each other: the change of a figure to the year before, and what a year is compared with."""

from __future__ import annotations

from dashboard import text
from dashboard.answers import answer
from dashboard.language import say
from dashboard.page import Page


def against_last_year(page: Page, value: str, by_day: str) -> str:
    """The figure of the filtered year against the year before; without that filter, of last year and of this year.

    The unfinished year is compared with the same days of the year before. A line each. '' where there is no year
    before.
    """
    years = answer(page.warehouse, "year_trend", page.filters)
    found = {year["year"]: year for year in years.iter_rows(named=True)}
    this_year = int(page.warehouse.as_of[:4])
    wanted = [int(page.filters["year"])] if page.filters["year"] else [this_year - 1, this_year]
    said = []
    for year in wanted:
        if year not in found or year - 1 not in found:
            continue
        now, then = found[year], found[year - 1]
        change = text.year_on_year(value, now[value], then[by_day if now["is_running"] else value])
        until = text.until_day(page.warehouse.as_of) if now["is_running"] else ""
        said.append(say(
            "{year}年{until} {value} {change}",
            year=year, until=until, value=text.amount(value, now[value]), change=change,
        ).rstrip())
    return "\n".join(said)


def pairs_of_ranks(page: Page) -> tuple[tuple[int, str], ...]:
    """Rank → the names of its tiers, as pairs."""
    names: dict[int, list[str]] = {}
    for tier in answer(page.warehouse, "tier_summary").drop_nulls("rank").iter_rows(named=True):
        names.setdefault(tier["rank"], []).append(tier["tier"])
    return tuple((rank, say("、").join(tiers)) for rank, tiers in names.items())
