"""Two sides of the district beside each other: two towns, years, calls, tiers or industries."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboard.answers import answer
from dashboard.comparison import beside, figures_beside, with_percent
from dashboard.page import Page
from queries import questions

DIMENSIONS = {"town": "街镇", "year": "年度", "call": "申报批次", "tier": "类别 / 档次", "industry": "行业"}
COUNTS = ("n_enterprises", "n_applicants", "n_projects", "n_eligible", "n_instances", "n_awards", "n_awarded",
          "n_unpriced")
MONEY = ("invested_yuan", "entitled_yuan", "paid_yuan", "due_yuan")
# What a choice does not act on would be the same on both sides and say nothing: what is recognised and paid knows no
# call, who is on the register knows neither year nor call nor tier, and what is due is never cut by year.
IDLE: dict[str, set[str]] = {
    "town": set(), "industry": set(), "year": {"n_enterprises", "due_yuan"}, "tier": {"n_enterprises"},
    "call": {"n_enterprises", "n_awards", "n_awarded", "n_unpriced", "entitled_yuan", "paid_yuan", "due_yuan"},
}
# Breakdown → its name, its question, its key, the measures it knows.
BREAKDOWNS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "town": ("按街镇", "town_summary", "town",
             ("n_projects", "n_awards", "invested_yuan", "entitled_yuan", "paid_yuan")),
    "tier": ("按档次", "tier_summary", "tier", ("n_awards", "entitled_yuan", "paid_yuan", "due_yuan")),
    "industry": ("按行业", "industry_summary", "industry", ("n_projects", "n_awards", "invested_yuan")),
    "scenario": ("按场景", "scenario_coverage", "scenario", ("n_projects", "n_instances")),
}
SIDES = ("left", "right")


@dataclass(frozen=True)
class Sides:
    """One comparison: what is compared, and the two values of it; every other filter of the page holds on both."""

    page: Page
    dimension: str
    left: str
    right: str

    def both(self, question: str, **extra: str) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The answers of the left and of the right side."""
        left, right = (
            answer(self.page.warehouse, question, self.page.filters | {self.dimension: value}, **extra)
            for value in (self.left, self.right)
        )
        return left, right

    def figures(self, columns: tuple[str, ...]) -> pl.DataFrame:
        """The figures of both sides on which the choice acts: figure, left_x, right_x, change_x, change_pct."""
        left, right = (frame.row(0, named=True) for frame in self.both("project_summary"))
        return figures_beside(left, right, [name for name in columns if name not in IDLE[self.dimension]])

    def covered(self) -> list[tuple[str, int, int, int]]:
        """Catalogue, covered scenarios left and right, and how many scenarios there are."""
        found = []
        for year in answer(self.page.warehouse, "catalogue_options")["catalogue"]:
            left, right = (frame.row(0, named=True) for frame in self.both("scenario_coverage_status", catalogue=year))
            found.append((str(year), int(left["n_covered"]), int(right["n_covered"]), int(left["n_scenarios"])))
        return found

    def breakdowns(self) -> dict[str, tuple[str, ...]]:
        """What the difference can be broken down by, with the measures on which the choice acts."""
        return {
            name: measures
            for name, (_, question, _, known) in BREAKDOWNS.items()
            if name != self.dimension and self.dimension in questions()[question].params
            and (measures := tuple(one for one in known if one not in IDLE[self.dimension]))
        }

    def broken_down(self, breakdown: str, measure: str, catalogue: str = "") -> pl.DataFrame:
        """Per town, tier, industry or scenario the measure on both sides, the largest difference first.

        Columns: the key, left_x, right_x, change_x, change_pct.
        """
        _, question, key, _ = BREAKDOWNS[breakdown]
        extra = {"catalogue": catalogue} if breakdown == "scenario" else {}
        found = beside(*self.both(question, **extra), [key], [measure], SIDES)
        return with_percent(found, measure).sort(
            pl.col(f"change_{measure}").abs(), descending=True, maintain_order=True
        )

    def outcomes(self) -> pl.DataFrame:
        """Median of every indicator that a side reports: metric, measure_unit, both medians, the difference, both n."""
        left, right = self.both("outcome_distribution")
        kept = ("median", "n_reported")
        joined = left.select("metric", "measure_unit", *(pl.col(one).alias(f"left_{one}") for one in kept)).join(
            right.select("metric", *(pl.col(one).alias(f"right_{one}") for one in kept)), on="metric",
            maintain_order="left",
        )
        return joined.filter((pl.col("left_n_reported") > 0) | (pl.col("right_n_reported") > 0)).select(
            "metric", "measure_unit", "left_median", "right_median",
            (pl.col("right_median") - pl.col("left_median")).alias("change_median"),
            "left_n_reported", "right_n_reported",
        )
