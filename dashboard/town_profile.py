"""A town against the district: its share, its place among the towns, its distance from their average. Frames only."""

from __future__ import annotations

import polars as pl

from dashboard import text

SUMS = ("n_enterprises", "n_projects", "n_awards", "invested_yuan", "entitled_yuan", "paid_yuan")
# A rate → its name, what is counted and per how many of what.
RATES = {
    "awards_per_100": ("每百家企业的认定（项）", "n_awards", "n_enterprises", 100),
    "projects_per_100": ("每百家企业的申报（项）", "n_projects", "n_enterprises", 100),
    "invested_each": ("平均每个项目的投入（元）", "invested_yuan", "n_projects", 1),
}
SCHEMA = {
    "measure": pl.String, "town_measure": pl.String, "town_value": pl.Float64, "district_value": pl.Float64,
    "share_pct": pl.Float64, "place_no": pl.Int64, "n_towns": pl.Int64, "mean_value": pl.Float64,
    "gap_value": pl.Float64,
}  # fmt: skip


def ends(towns: pl.DataFrame, measure: str) -> tuple[list[str], list[str]]:
    """The named towns of town_summary with the most and with the least of a measure; none where all have the same."""
    named = towns.filter(pl.col("town") != text.MISSING)
    first = named.filter(pl.col(measure) == pl.col(measure).max())["town"].to_list()
    last = named.filter(pl.col(measure) == pl.col(measure).min())["town"].to_list()
    return (first, last) if len(last) < named.height else ([], [])


def town_profile(towns: pl.DataFrame, town: str) -> pl.DataFrame:
    """One row per measure of a town: its value, the district's, share, place and distance from the towns' average.

    ``towns`` is town_summary of the whole district. The district includes what has no town; places and averages are
    those of the named towns, equal values share a place, who has nothing has none. A rate has no share, its average is
    the district's rate; a rate of nothing is left out.

    Columns: measure, town_measure, town_value, district_value, share_pct, place_no,
    n_towns, mean_value, gap_value.
    """
    named = towns.filter(pl.col("town") != text.MISSING)
    if town not in named["town"]:
        return pl.DataFrame(schema=SCHEMA)
    rows = []
    for measure in SUMS:
        values = {name: float(value) for name, value in named.select("town", measure).iter_rows()}
        district = float(towns[measure].sum())
        mean = sum(values.values()) / len(values)
        share = values[town] * 100 / district if district else None
        rows.append((measure, text.HEADINGS[measure], values[town], district, share, *_place(values, town),
                     mean, values[town] - mean))
    for measure, (name, part, whole, per) in RATES.items():
        rates = {
            each: float(upper) * per / float(lower)
            for each, upper, lower in named.select("town", part, whole).iter_rows() if lower
        }
        if town in rates:
            district = float(towns[part].sum()) * per / float(towns[whole].sum())
            own = rates[town]
            rows.append((measure, name, own, district, None, *_place(rates, town), district, own - district))
    exact = ("town_value", "district_value", "mean_value", "gap_value")
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").with_columns(pl.col(exact).cast(pl.Decimal(18, 2)))


def _place(values: dict[str, float], town: str) -> tuple[int | None, int]:
    """The place among so many; none where the town has nothing, or where there is nobody to be compared with."""
    if not values[town] or len(values) == 1:
        return None, len(values)
    return 1 + sum(value > values[town] for value in values.values()), len(values)
