"""Which rows of published lists count as awards and payments, and why the others stand beside the sums.

A row counts where it is attached to an enterprise, says what was awarded or paid in a word that the documents know,
when, and (payments) how much; where it was decided and not merely proposed; and where the ledger does not already have
the same award or payment: the ledger has the date and the number of the document, so its row counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

from etl.match.layout import list_words

if TYPE_CHECKING:
    from etl.ledger import Ledger

PLACED: dict[str, Any] = {
    "sheet_id": pl.Int32, "row": pl.Int32, "credit_code": pl.String, "document_no": pl.String, "is_taken": pl.Boolean,
}
PROPOSED = "名单是拟定或公示的，还不是认定或拨付"
ON_LEDGER = "台账上已有同一笔"
NO_ITEM, NO_DAY, NO_AMOUNT = "称号或事项不在政策文件的名目里", "名单上没有日期", "没有金额"


@dataclass
class Ledgered:
    """What the ledger has already: (kind, credit code, tier or item, amount of a payment) → how many times."""

    there: Counter[tuple[object, ...]] = field(default_factory=Counter)

    @classmethod
    def of(cls, ledger: Ledger) -> Ledgered:
        """The awards and payments of the ledger's own sheets."""
        found = cls()
        for frame in ledger.kinds.get("award", []):
            for code, tier in frame.filter("is_taken").select("credit_code", "tier").iter_rows():
                found.there[("award", code, tier, None)] += 1
        for frame in ledger.kinds.get("payment", []):
            for code, item, paid in frame.filter("is_taken").select("credit_code", "item", "paid_yuan").iter_rows():
                found.there[("payment", code, item, paid)] += 1
        return found

    def count(self, listed: list[dict[str, Any]]) -> None:
        """Say of every attached row what it counts as, or why it stands beside; one row of the ledger covers one."""
        for row in sorted(listed, key=lambda one: (one["sheet_id"], one["row"])):
            if row["status"] != "matched":
                continue
            paid = row["amount_yuan"] if row["kind"] == "payment" else None
            same = (row["kind"], row["credit_code"], row["tier"], paid)
            if row["tier"] and self.there[same] > 0:
                self.there[same] -= 1
                row["uncounted"] = ON_LEDGER
            elif row["is_proposed"] and not list_words().counts_proposed:
                row["uncounted"] = PROPOSED
            elif not row["tier"]:
                row["uncounted"] = NO_ITEM
            elif not row["list_date"]:
                row["uncounted"] = NO_DAY
            elif row["kind"] == "payment" and row["amount_yuan"] is None:
                row["uncounted"] = NO_AMOUNT
            else:
                row["counted_as"] = row["kind"]


def counted(listed: list[dict[str, Any]], kind: str) -> pl.DataFrame:
    """The rows that count, as rows of the kind award or payment."""
    rows = [row for row in listed if row["counted_as"] == kind]
    if kind == "award":
        return pl.DataFrame([_placed(row) | {
            "enterprise": row["name"], "tier": row["tier"], "award_date": row["list_date"]} for row in rows],
            schema=PLACED | {"enterprise": pl.String, "tier": pl.String, "award_date": pl.Date})
    return pl.DataFrame([_placed(row) | {
        "payee": row["name"], "item": row["tier"], "paid_yuan": row["amount_yuan"], "paid_date": row["list_date"],
        "year": row["list_date"].year} for row in rows],
        schema=PLACED | {"payee": pl.String, "item": pl.String, "paid_yuan": pl.Decimal(18, 2), "paid_date": pl.Date,
                         "year": pl.Int32})


def _placed(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in PLACED if name != "is_taken"} | {"is_taken": True}
