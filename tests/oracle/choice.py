"""The chosen list and what every choice costs, in plain Python: no solver, no numpy, none of the dashboard's code.

Greedy, which is exact where nobody counts for two floors and all applications of an enterprise count for the same:
per floor its best ones, then the best of the rest. Scores are whole hundredths.
"""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def in_order(rows: list[Row]) -> list[Row]:
    """The published order: score, 示范性, 基础条件, project number."""
    return sorted(rows, key=lambda r: (-r["score"], -r["demo_score"], -r["base_score"], r["project_id"]))


def best_list(rows: list[Row], limit: int, floors: list[str], forced: Row | None = None) -> list[Row]:
    """The best list of eligible applications with one place per industry of `floors`, `forced` among them."""
    chosen = [forced] if forced else []
    may = [row for row in in_order(rows) if row["is_eligible"] and row is not forced]

    def take(row: Row) -> None:
        if len(chosen) < limit and all(one["credit_code"] != row["credit_code"] for one in chosen):
            chosen.append(row)

    for industry in floors:
        if not any(one["industry"] == industry for one in chosen):
            for row in [row for row in may if row["industry"] == industry][:1]:
                take(row)
    for row in may:
        take(row)
    return in_order(chosen)


def total(rows: list[Row]) -> int:
    """Points of a list in hundredths."""
    return sum(round(row["score"] * 100) for row in rows)


def choice(rows: list[Row], limit: int, industries: list[str]) -> dict[str, Any]:
    """The list, its points, and in hundredths the loss without each chosen, with each rejected; the gain per floor."""
    floors = [i for i in industries if any(row["is_eligible"] and row["industry"] == i for row in rows)]
    chosen = best_list(rows, limit, floors)
    points = total(chosen)
    ids = [row["project_id"] for row in chosen]
    return {
        "chosen": ids,
        "total": points,
        "without": {
            row["project_id"]: points - total(best_list([r for r in rows if r is not row], limit, floors))
            for row in chosen
        },
        "with": {
            row["project_id"]: points - total(best_list(rows, limit, floors, row))
            for row in rows if row["project_id"] not in ids
        },
        "floors": {i: total(best_list(rows, limit, [f for f in floors if f != i])) - points for i in floors},
    }  # fmt: skip
