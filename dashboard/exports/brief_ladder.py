"""The section of a brief on recognitions: by tier, and over the years where no year is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

import polars as pl

from dashboard import text
from dashboard.exports import brief_words as words
from dashboard.exports.brief_facts import Facts, Row
from dashboard.exports.brief_model import Chart, Section, Series, Table
from dashboard.figures import palette


def recognitions(facts: Facts) -> Section:
    """How many, which tier most, how high, and the year beside the year before."""
    total, tiers = facts.total, facts.tiers.to_dicts()
    steps = [(tier["tier"], tier["rank"], tier["n_awards"]) for tier in tiers if tier["rank"] is not None]
    sentences = [words.highest(steps)]
    if facts.year and total["n_awards"]:
        per_year = dict(yearly(facts))
        sentences.append(
            words.moved(facts.year, per_year.get(facts.year, 0), per_year.get(facts.year - 1, 0), facts.is_open)
        )
        if not facts.filters.get("year"):
            sentences.append(words.best_year([(str(year), n) for year, n in per_year.items()]))
    return Section(
        "认定梯度",
        words.recognised(total["n_awards"], total["n_awarded"], [(tier["tier"], tier["n_awards"]) for tier in tiers]),
        tuple(filter(None, sentences)), chart=_chart(facts, tiers) if total["n_awards"] else None,
        table=_table(facts, tiers), note=facts.unaffected("tier_summary"), is_large=True,
    )


def yearly(facts: Facts) -> list[tuple[int, int]]:
    """Recognitions per year, oldest first; years between without any count 0."""
    counted: dict[int, int] = {}
    for row in facts.trend.drop_nulls("year").iter_rows(named=True):
        counted[row["year"]] = counted.get(row["year"], 0) + row["n_awards"]
    return [(year, counted.get(year, 0)) for year in range(min(counted), max(counted) + 1)] if counted else []


def _chart(facts: Facts, tiers: Sequence[Row]) -> Chart:
    held = [tier for tier in tiers if tier["n_awards"]]
    years = yearly(facts)
    if facts.filters.get("year") or len(years) < 2:
        return Chart(
            "各档认定", "项", tuple(tier["tier"] for tier in held),
            (Series("认定（项）", palette.BLUE, tuple(float(tier["n_awards"]) for tier in held)),),
            "各认定档次的认定数条形图", is_horizontal=True, has_labels=True,
        )
    at = {(row["year"], row["tier"]): row["n_awards"] for row in facts.trend.iter_rows(named=True)}
    steps, greys = cycle(palette.STEPS), cycle(palette.BESIDE)
    return Chart(
        "历年认定", "项", tuple(f"{year}年\n{text.count(n)} 项" for year, n in years),
        tuple(
            Series(
                tier["tier"], next(greys if tier["rank"] is None else steps),
                tuple(float(at.get((year, tier["tier"]), 0)) for year, _ in years),
            )
            for tier in held
        ),
        "历年认定数堆叠柱状图，按认定档次",
    )


def _table(facts: Facts, tiers: Sequence[Row]) -> Table:
    """All tiers, with the year compared beside the year before, and what they were paid."""
    counts = {(row["year"], row["tier"]): row["n_awards"] for row in facts.trend.iter_rows(named=True)}
    year = facts.year
    has_years = year is not None and not facts.filters.get("year")

    def cells(tier: Row) -> tuple[str, ...]:
        now, before = (counts.get((at, tier["tier"]), 0) for at in (year, (year or 0) - 1))
        rank = "不设档" if tier["rank"] is None else f"第 {text.count(tier['rank'])} 档"
        return (
            tier["tier"], rank, text.label(tier["level"]), text.count(tier["n_awards"]),
            text.count(tier["n_enterprises"]), *([text.count(now)] if has_years else []),
            *([words.year_on_year("n_awards", now, before)] if year else []),
        )

    heads = (
        "认定类别", "档", "层级", "认定（项）", "企业（家）", *([f"{year} 年（项）"] if has_years else []),
        *([f"比 {year - 1} 年"] if year else []),
    )
    widths = (22, 11, 11, 14, 14, *([17] if has_years else []), *([28] if year else []))
    return Table(heads, tuple(cells(tier) for tier in tiers), widths, "lll" + "r" * (len(heads) - 3))


def listed(frame: pl.DataFrame, name: str, value: str) -> list[tuple[str, int]]:
    """(name, count) of every row of a frame."""
    return [(text.label(row[name]), row[value]) for row in frame.iter_rows(named=True)]
