"""A choice as the tables and the chart that people read: the list, the rejected, the floors, one application."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

import polars as pl

from dashboard import text
from dashboard.answers import Drawing, answer, drawn_of
from dashboard.choice import Choice
from dashboard.decide.words import (
    VERDICTS,
    firmness_sentence,
    floor_rule_sentence,
    floor_sentence,
    rejected_sentence,
    replacement_sentence,
)
from dashboard.figures.ranking import score_bars
from dashboard.language import say

NEAREST = 10  # rejected ones that the chart shows behind the line
WHO = {"enterprise": pl.String, "town": pl.String, "industry": pl.String}
SCORES = {"score": pl.Float64, "base_score": pl.Float64, "growth_score": pl.Float64, "demo_score": pl.Float64}
FIRMNESS = {"firmness": pl.String, "drawn_in_pct": pl.Float64}


@lru_cache(maxsize=16)
def chosen_frame(found: Choice) -> pl.DataFrame:
    """The list in published order: who, score, firmness, missing facts, what it costs to do without."""
    entries = found.certificate["chosen"]
    rows = (
        {"position": place, **_application(found, entry["project_id"]),
         "replacement": replacement_sentence(entry, found.names)}
        for place, entry in enumerate(entries, 1)
    )  # fmt: skip
    schema = {
        "position": pl.Int64, **WHO, **SCORES, **FIRMNESS, "n_missing_facts": pl.Int64, "replacement": pl.String,
        "project_id": pl.String,
    }  # fmt: skip
    return _frame(rows, schema)


@lru_cache(maxsize=16)
def rejected_frame(found: Choice) -> pl.DataFrame:
    """The others, first those who qualify, each in published order: why not, by how many points, open conditions.

    No points where nothing but a condition stands in the way, or where what people forced leaves no room.
    """
    unfit = [entry["by"] == "ineligible" for entry in found.certificate["rejected"]]
    entries = [entry for _, entry in sorted(zip(unfit, found.certificate["rejected"], strict=True), key=lambda p: p[0])]
    rows = (
        {**_application(found, entry["project_id"]), "rejected_reason": rejected_sentence(entry, found.names),
         "miss_points": _points_lost(entry)}
        for entry in entries
    )  # fmt: skip
    schema = {
        **WHO, "score": pl.Float64, "miss_points": pl.Decimal(12, 2), "rejected_reason": pl.String,
        **FIRMNESS, **{name: kind for name, kind in SCORES.items() if name != "score"}, "n_missing_facts": pl.Int64,
        "eligibility": pl.String, "reasons": pl.String, "project_id": pl.String,
    }  # fmt: skip
    return _frame(rows, schema)


@lru_cache(maxsize=16)
def floor_frame(found: Choice) -> pl.DataFrame:
    """Every floor, how many of the list count towards it, how many places it lacks, what it costs in points."""
    short = dict(found.selection.shortfalls)
    rows = (
        {"floor_rule": floor_rule_sentence(floor), "n_chosen": entry["n_chosen"], "n_short": short.get(floor, 0),
         "floor_cost": floor_sentence(entry)}
        for floor, entry in zip(found.rules.floors, found.certificate["floors"], strict=True)
    )  # fmt: skip
    return _frame(
        rows, {"floor_rule": pl.String, "n_chosen": pl.Int64, "n_short": pl.Int64, "floor_cost": pl.String}
    )


def criterion_frame(found: Choice, project_id: str) -> pl.DataFrame:
    """Points per criterion of one application, with evidence, clause, and the points that its claims may come to."""
    scored = answer(found.warehouse, "criterion_score_list", call=found.call, track=found.track)
    corners = answer(found.warehouse, "criterion_point_list", call=found.call, track=found.track)
    fields = dict(corners.select("criterion", "field").iter_rows())
    order = list(fields)
    own = sorted(
        scored.filter(project_id=project_id).iter_rows(named=True), key=lambda row: order.index(row["criterion"])
    )
    spans = found.doubt.spans[project_id]
    rows = (
        {**row, "fact": fact_words(fields[row["criterion"]], row["value_num"]),
         "low_points": spans[row["criterion"]][0], "high_points": spans[row["criterion"]][1]}
        for row in own
    )  # fmt: skip
    schema = {
        "criterion_group": pl.String, "title": pl.String, "fact": pl.String, "evidence": pl.String,
        "weight": pl.Float64, "criterion_points": pl.Float64, "weighted_points": pl.Float64,
        "low_points": pl.Float64, "high_points": pl.Float64, "clause": pl.String, "is_ours": pl.Boolean,
    }  # fmt: skip
    return _frame(rows, schema)


def swap_frame(found: Choice, project_id: str) -> pl.DataFrame:
    """Who leaves and who enters in the best list without a chosen one, or with a rejected one."""
    entries = {entry["project_id"]: entry.get("replacement") or entry.get("miss") for entry in (
        *found.certificate["chosen"], *found.certificate["rejected"])}  # fmt: skip
    swap = entries[project_id] or {"out": [], "in": []}
    rows = (
        {"swap_role": role, **_application(found, number)}
        for role, numbers in ((say("换下"), swap["out"]), (say("换上"), swap["in"])) for number in numbers
    )  # fmt: skip
    return _frame(rows, {"swap_role": pl.String, **WHO, **SCORES, **FIRMNESS, "project_id": pl.String})


def bar_frame(found: Choice) -> pl.DataFrame:
    """The list and the eligible ones nearest behind it, as score_bars takes them; those behind have no place."""
    chosen = chosen_frame(found).with_columns(is_within_quota=True, eligibility=pl.lit("pass"))
    behind = rejected_frame(found).filter(eligibility="pass").head(NEAREST)
    behind = behind.with_columns(is_within_quota=False, position=pl.lit(None, pl.Int64))
    return pl.concat([chosen, behind.select(set(chosen.columns) & set(behind.columns))], how="diagonal")


@lru_cache(maxsize=64)
def drawn_bars(found: Choice) -> Drawing:
    """The chart of the list, drawn once per choice."""
    return drawn_of(score_bars, bar_frame(found), found.rules.limit)


def floors_sentence(found: Choice) -> str:
    """Whether the floors are kept, and what those cost that cost anything."""
    entries = found.certificate["floors"]
    if not entries:
        return say("没有保底要求")
    n_kept = len(entries) - len(found.selection.shortfalls)
    kept = say("保底 {entries} 条都满足", entries=len(entries)) if n_kept == len(entries) else say(
        "保底 {entries} 条，满足 {n_kept} 条",
        entries=len(entries), n_kept=n_kept,
    )
    costly = [floor_sentence(entry) for entry in entries if any(entry["cost"][key] for key in ("points", "missing"))]
    return (
        say("{kept}：{costly}", kept=kept, costly=say("；").join(costly))
        if costly
        else say("{kept}，没有让总分减少", kept=kept)
    )


def firmness_words(found: Choice, project_id: str) -> str:
    """How firmly one application stands; who does not qualify takes no part."""
    if not found.by_id[project_id]["is_eligible"] and project_id not in found.selection.project_ids:
        return say("不符合或未核实申报条件，不参与选择")
    return firmness_sentence(found.firmness[project_id], found.robustness.n_draws)


def standing_words(found: Choice, project_id: str) -> str:
    """What it costs to do without a chosen one, or why a rejected one is not in."""
    told = found.certificate
    for entries, say in ((told["chosen"], replacement_sentence), (told["rejected"], rejected_sentence)):
        for entry in entries:
            if entry["project_id"] == project_id:
                return say(entry, found.names)
    raise KeyError(project_id)


def fact_words(field: str, value: float | None) -> str:
    """A fact as people write it: money in 元 or 万元, rates in per cent, the rest as a number."""
    if field.endswith("_yuan"):
        return text.money(value)
    return text.percent(value, 2) if field.endswith("_pct") else text.number(value, 2)


def _application(found: Choice, project_id: str) -> dict[str, Any]:
    """Who it is, with its scores and how firmly it stands; who does not qualify is out whatever turns out."""
    firm = found.firmness[project_id]
    return {
        **found.by_id[project_id], "firmness": VERDICTS[firm.verdict], "drawn_in_pct": round(100 * firm.share, 2)
    }


def _points_lost(entry: Mapping[str, Any]) -> Decimal | None:
    is_open = entry["miss"] is not None and entry["by"] != "ineligible"
    return Decimal(entry["miss"]["points"]) / 100 if is_open else None


def _frame(rows: Iterable[Mapping[str, Any]], schema: Mapping[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([{name: row[name] for name in schema} for row in rows], schema=dict(schema), orient="row")
