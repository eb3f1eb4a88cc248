"""What changed since the build before: figures beside each other, and the rows that came or went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

from dashboard import text
from dashboard.answers import answer
from dashboard.comparison import arrivals, beside
from dashboard.page import Page
from queries import Warehouse, earlier

SIDES = ("earlier", "now")
TOWN_VALUES = ("n_enterprises", "n_projects", "n_awards", "invested_yuan", "entitled_yuan", "paid_yuan")
# Question → what its rows are called, what tells them apart, who, what, and the column that sums.
LEDGERS: dict[str, tuple[str, tuple[str, ...], str, str, str | None]] = {
    "project_list": ("申报项目", ("project_id",), "enterprise", "applied_tier", "invested_yuan"),
    "award_list": ("认定", ("credit_code", "tier", "award_date", "document_no"), "enterprise", "tier", None),
    "payment_list": ("拨付", ("credit_code", "item", "paid_date", "document_no"), "payee", "item", "paid_yuan"),
}


@dataclass(frozen=True)
class Since:
    """The page's build and the one published before it."""

    page: Page
    before: Warehouse

    def both(self, question: str) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The answer then and now, under the page's filters."""
        return (
            answer(self.before, question, self.page.filters), answer(self.page.warehouse, question, self.page.filters)
        )

    def change(self, question: str, column: str) -> str:
        """How much a figure of a one-row question grew or fell, in words; '' where it did not."""
        then, now = (frame[column][0] for frame in self.both(question))
        return text.change(column, now - then) if now != then else ""

    def towns(self) -> pl.DataFrame:
        """Per town the figures then, now and the difference; the differences add up to those of the district."""
        return beside(*self.both("town_summary"), ("town",), TOWN_VALUES, SIDES)

    def rows(self) -> pl.DataFrame:
        """The applications, recognitions and payments that came (新增) or went (减少).

        Columns: came, ledger, enterprise, town, item, amount_yuan.
        """
        return pl.concat([self._moved(question, *spec) for question, spec in LEDGERS.items()])

    def _moved(
        self, question: str, ledger: str, keys: Sequence[str], who: str, item: str, money: str | None
    ) -> pl.DataFrame:
        amount = pl.col(money) if money else pl.lit(None)
        return arrivals(*self.both(question), keys).select(
            "came", pl.lit(ledger).alias("ledger"), pl.col(who).alias("enterprise"), "town",
            pl.col(item).alias("item"), amount.cast(pl.Decimal(18, 2)).alias("amount_yuan"),
        )


def since(page: Page) -> Since | None:
    """The build before and this one; None where there is none, or where an older program made it."""
    before = earlier(page.warehouse)
    if before is None:
        return None
    found = Since(page, before)
    try:
        for question in ("project_summary", "town_summary", *LEDGERS):
            found.both(question)
    except duckdb.Error:
        return None
    return found
