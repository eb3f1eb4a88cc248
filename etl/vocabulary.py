"""Words with one meaning each: towns, units, tiers, metrics and the closed lists, as lookup tables."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Literal

from etl.cards import choices


def word(text: str) -> str:
    """The form in which words are compared: NFKC, no white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True)
class Vocabulary:
    """Lookup tables: compared form → stored form. ``district``: the city and the district without 市 and 区."""

    town: dict[str, str]
    unit: dict[str, str]
    tier: dict[str, str]
    payment_item: dict[str, str]
    metric: dict[str, str]
    metric_units: dict[str, str]
    metric_changes: dict[str, Literal["level", "change_up", "change_down", "count"]]
    lists: dict[str, dict[str, str]]
    district: tuple[str, ...] = ()


def vocabulary(tables: dict[str, list[dict[str, Any]]]) -> Vocabulary:
    """The vocabulary of loaded packs and reference data (rows as etl.packs and etl.reference give them)."""
    tier = {word(row["tier"]): row["tier"] for row in (*tables["tier"], *tables["title"])}
    tier |= {word(row["alias"]): row["tier"] for row in tables["tier_alias"]}
    rewards = {word(row["item"]): row["item"] for row in tables["reward"]}
    return Vocabulary(
        town=_names(tables["town"], "town", tables["town_alias"]),
        # On the national forms the recommending unit is the district's own authority.
        unit=_names(tables["unit"], "unit", tables["unit_alias"])
        | {word(row[name]): row["unit"] for row in tables["district"] for name in ("unit", "authority")},
        tier=tier,
        payment_item=tier | rewards | choices()["payment_item"],
        metric={word(row["alias"]): row["metric"] for row in tables["metric_alias"]}
        | {word(row["metric"]): row["metric"] for row in tables["metric"]},
        metric_units={row["metric"]: row["unit"] for row in tables["metric"]},
        metric_changes={row["metric"]: row["kind"] for row in tables["metric"]},
        lists=choices(),
        district=tuple(
            re.sub(r"[省市区县]$", "", row[name]) for row in tables["district"] for name in ("city", "district")
        ),
    )


def _names(
    rows: list[dict[str, Any]], column: str, aliases: list[dict[str, Any]]
) -> dict[str, str]:
    names = {word(row[column]): row[column] for row in rows}
    return {word(row["alias"]): row[column] for row in aliases} | names
