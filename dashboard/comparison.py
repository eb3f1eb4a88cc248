"""A what-if beside today: two answers to one question joined row by row. Frames in, frames out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from dashboard import text
from dashboard.language import say

Number = Decimal | float | int

# On the recommended list, or through where there is no list.
CHOSEN = ("within", "pass")


@dataclass(frozen=True)
class Figure:
    """One figure of both sides; ``column`` says its unit by its suffix."""

    column: str
    today: Number
    trial: Number

    @property
    def change(self) -> Number:
        """Trial less today."""
        return Decimal(str(self.trial)) - Decimal(str(self.today))


def beside(
    today: pl.DataFrame, trial: pl.DataFrame, keys: Sequence[str], values: Sequence[str],
    sides: tuple[str, str] = ("today", "trial"),
) -> pl.DataFrame:
    """One row per key of either side: the keys, then today_x, trial_x and change_x for every value x.

    What one side lacks counts as nothing: 0 in a number. Rows come in the order of ``trial``, then those that only
    today has. ``sides`` are the prefixes of the two.
    """
    was, now = sides
    late = today.join(trial.select(keys), on=keys, how="anti", nulls_equal=True)
    every = pl.concat([trial.select(keys), late.select(keys)])
    joined = every.join(
        today.select(*keys, *(pl.col(name).alias(f"{was}_{name}") for name in values)), on=keys, how="left",
        nulls_equal=True, maintain_order="left",
    ).join(
        trial.select(*keys, *(pl.col(name).alias(f"{now}_{name}") for name in values)), on=keys, how="left",
        nulls_equal=True, maintain_order="left",
    )
    both = [f"{side}_{name}" for name in values for side in sides]
    filled = joined.with_columns(pl.col(both).fill_null(0))
    changed = filled.with_columns(_change(name, trial.schema[name], sides) for name in values)
    return changed.select(*keys, *(f"{side}_{name}" for name in values for side in (*sides, "change")))


def _change(name: str, kind: pl.DataType, sides: tuple[str, str]) -> pl.Expr:
    was, now = sides
    difference = pl.col(f"{now}_{name}") - pl.col(f"{was}_{name}")
    return difference.cast(kind if kind.is_decimal() else pl.Int64).alias(f"change_{name}")


def arrivals(was: pl.DataFrame, now: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """The rows whose key only one side has: ``came`` is 新增 or 减少, then the columns of ``now``. As many times as the
    key stands there more often."""

    def counted(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.with_columns(pl.int_range(pl.len()).over(keys).alias("copy"))

    both = [*keys, "copy"]
    new = counted(now).join(counted(was).select(both), on=both, how="anti", nulls_equal=True, maintain_order="left")
    gone = counted(was).join(counted(now).select(both), on=both, how="anti", nulls_equal=True, maintain_order="left")
    return pl.concat(
        [
            new.select(pl.lit(say("新增")).alias("came"), *now.columns),
            gone.select(pl.lit(say("减少")).alias("came"), *now.columns),
        ]
    )


def differing(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of a side by side in which anything changes."""
    return frame.filter(pl.any_horizontal(pl.col("^change_.*$") != 0))


def moves(today: pl.DataFrame, trial: pl.DataFrame) -> pl.DataFrame:
    """The applications (standing_list) that stand elsewhere: who comes in, who drops out, and why.

    effect: in | up | down | out; in and out are about the recommended list, or about meeting the conditions where
    there is no list. Columns: project_id, enterprise, town, call, applied_tier, effect, then standing, position and
    reasons of both sides. In first, out last.
    """
    sides = ("standing", "standing_order", "position", "reasons")
    joined = trial.select(
        "project_id", "enterprise", "town", "call", "applied_tier",
        *(pl.col(name).alias(f"trial_{name}") for name in sides),
    ).join(today.select("project_id", *(pl.col(name).alias(f"today_{name}") for name in sides)), on="project_id")
    was, now = pl.col("today_standing").is_in(CHOSEN), pl.col("trial_standing").is_in(CHOSEN)
    rose = pl.col("trial_standing_order") > pl.col("today_standing_order")
    effect = (
        pl.when(now & ~was).then(pl.lit("in")).when(was & ~now).then(pl.lit("out"))
        .when(rose).then(pl.lit("up")).otherwise(pl.lit("down"))
    )
    found = joined.filter(pl.col("today_standing") != pl.col("trial_standing")).with_columns(effect.alias("effect"))
    order = pl.col("effect").replace_strict({"in": 1, "up": 2, "down": 3, "out": 4}, return_dtype=pl.Int64)
    return found.sort(order, "call", "applied_tier", "project_id").select(
        "effect", "project_id", "enterprise", "town", "call", "applied_tier", "today_standing", "trial_standing",
        "today_position", "trial_position", "today_reasons", "trial_reasons",
    )


def n_effects(found: pl.DataFrame, effect: str) -> int:
    """How many applications come in, go up, go down or drop out."""
    return found.filter(effect=effect).height


def n_reordered(today: pl.DataFrame, trial: pl.DataFrame) -> int:
    """Applications whose place in the ranking changes, whether or not their standing does."""
    joined = today.select("project_id", pl.col("position").alias("was")).join(
        trial.select("project_id", "position"), on="project_id"
    )
    return joined.filter(pl.col("was") != pl.col("position")).height


def total(today: pl.DataFrame, trial: pl.DataFrame, column: str) -> Figure:
    """The sum of a column on both sides."""
    return Figure(column, today[column].sum(), trial[column].sum())


def n_covered(today: pl.DataFrame, trial: pl.DataFrame, column: str) -> Figure:
    """How many scenarios of standing_coverage have anybody in ``column``, on both sides."""
    return Figure("n_covered", today.filter(pl.col(column) > 0).height, trial.filter(pl.col(column) > 0).height)


def percent_change(before: Number, after: Number) -> float | None:
    """By how many per cent ``after`` is more than ``before``, two decimals; None from nothing or less."""
    if before <= 0:
        return None
    exact = (Decimal(str(after)) - Decimal(str(before))) * 100 / Decimal(str(before))
    return float(exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def with_percent(frame: pl.DataFrame, value: str, sides: tuple[str, str] = ("left", "right")) -> pl.DataFrame:
    """A side by side with change_pct, the difference in per cent of the first side."""
    first, second = (frame[f"{side}_{value}"] for side in sides)
    shares = [percent_change(before, after) for before, after in zip(first, second, strict=True)]
    return frame.with_columns(pl.Series("change_pct", shares, dtype=pl.Float64))


def figures_beside(left: Mapping[str, Number], right: Mapping[str, Number], columns: Sequence[str]) -> pl.DataFrame:
    """One row per column of two one-row answers, all of one unit: figure (the column), then left_x, right_x, change_x
    and change_pct, x being n for counts and amount_yuan for money."""
    is_money = bool(columns) and columns[0].endswith("_yuan")
    name, kind = ("amount_yuan", pl.Decimal(18, 2)) if is_money else ("n", pl.Int64())
    schema = {"figure": pl.String, name: kind}
    first, second = (
        pl.DataFrame({"figure": list(columns), name: [side[column] for column in columns]}, schema=schema)
        for side in (left, right)
    )
    return with_percent(beside(first, second, ["figure"], [name], ("left", "right")), name)


def with_names(frame: pl.DataFrame) -> pl.DataFrame:
    """The figures of ``figures_beside`` under the names that people know them by."""
    return frame.with_columns(pl.col("figure").map_elements(text.heading, return_dtype=pl.String))
