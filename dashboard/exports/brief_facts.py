"""The answers that a brief is made of: frames and rows of one build under one set of filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from dashboard.exports.stamp import Stamp

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Coverage:
    """One catalogue: its status now and in the build before, and its scenarios."""

    catalogue: str
    status: Row
    earlier: Row | None
    scenarios: pl.DataFrame


@dataclass(frozen=True)
class Facts:
    """Answers by what they are about; frames keep the columns of their questions.

    `year` is the year compared with the one before: that of the filter, else the last one with any data, None where
    there is no data at all. `this_year` and `last_year` are project_summary of the two, `trend` ignores the filter of
    the year, `towns` that of the town. `idle` gives per question the labels of the filters that do not act on it.
    """

    district: str
    as_of: date
    is_invented: bool
    filters: Mapping[str, str]
    filters_words: str
    documents: str
    assumption: str
    stamp: Stamp
    titles: Mapping[str, str]
    idle: Mapping[str, tuple[str, ...]]
    total: Row
    earlier: Row | None
    year: int | None
    this_year: Row | None
    last_year: Row | None
    coverages: tuple[Coverage, ...]
    tiers: pl.DataFrame
    trend: pl.DataFrame
    dues: pl.DataFrame
    budget: pl.DataFrame
    projection: pl.DataFrame
    quota: pl.DataFrame
    towns: pl.DataFrame
    findings: pl.DataFrame
    status: Row
    duties: pl.DataFrame
    late: pl.DataFrame

    @property
    def is_open(self) -> bool:
        """Whether the year compared has not ended on the data date."""
        return self.year == self.as_of.year

    @property
    def assumed(self) -> str:
        """What marks a figure that rests on an assumption."""
        return "（含推定）" if self.filters.get("assume") else ""

    def unaffected(self, *questions: str) -> str:
        """The filters that act on none of these answers, as a note; '' where all act."""
        labels = list(dict.fromkeys(label for question in questions for label in self.idle.get(question, ())))
        return f"不受「{'」「'.join(labels)}」筛选影响" if labels else ""
