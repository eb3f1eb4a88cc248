"""What may turn out otherwise in a ranking: the weights, and the improvements that enterprises report.

How far is the document's to say (settings `weight_range_pct` and `claim_range_pct`, both ours: 沪经信制〔2023〕643号
names no points). Only a criterion whose fact is a reported improvement is a claim; its range depends on the level of
evidence, and a claim without a stated level has the widest one. A missing fact keeps the points of the written rule: to
imagine a report that nobody handed in would favour those who left it out. All else is fixed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from dashboard.answers import answer
from dashboard.decide.problem import Problem
from dashboard.decide.scale import Criterion, points_between, points_on
from dashboard.decide.uncertainty import Span, Uncertainty, uncertainty
from dashboard.language import say
from queries import Warehouse

CLAIM = "outcome:"  # what the field of a criterion on a reported improvement begins with


@dataclass(frozen=True)
class Doubt:
    """Ranges of weights and claims of one call and track.

    `titles` is criterion → title, `spans` project number → criterion → least and most points (0–100).
    """

    weight_range_pct: int
    claim_range_pct: Mapping[str, int]
    titles: Mapping[str, str]
    spans: Mapping[str, Mapping[str, Span]]
    given: Uncertainty


def doubt(warehouse: Warehouse, call: str, track: str, settings: Mapping[str, str], problem: Problem) -> Doubt:
    """What may turn out otherwise for the candidates of the problem."""
    scales = {scale.id: scale for scale in criteria(answer(warehouse, "criterion_point_list", call=call, track=track))}
    scored = answer(warehouse, "criterion_score_list", call=call, track=track)
    weight_range = int(settings.get("weight_range_pct", "0"))
    pairs = [part.split("=") for part in settings.get("claim_range_pct", "").split(";") if part]
    claim_range = {level: int(share) for level, share in pairs}
    spans: dict[str, dict[str, Span]] = {}
    for row in scored.iter_rows(named=True):
        span = claimed_span(scales[row["criterion"]], row["value_num"], row["evidence"], claim_range)
        spans.setdefault(row["project_id"], {})[row["criterion"]] = span
    weights = {scale.id: spread(scale.weight, weight_range) for scale in scales.values()}
    titles = dict(scored.select("criterion", "title").unique(maintain_order=True).iter_rows())
    return Doubt(weight_range, claim_range, titles, spans, uncertainty(problem, weights, spans))


def criteria(corners: pl.DataFrame) -> list[Criterion]:
    """The scales of one track from the answer of criterion_point_list."""
    found: dict[str, Criterion] = {}
    for row in corners.iter_rows(named=True):
        name, corner = row["criterion"], (row["scale_value"], row["scale_points"])
        before = found[name].corners if name in found else ()
        found[name] = Criterion(name, row["field"], row["weight"], (*before, corner), row["missing_score"])
    return list(found.values())


def claimed_span(
    criterion: Criterion, value: float | None, evidence: str | None, claim_range: Mapping[str, int]
) -> Span:
    """Least and most points that a fact may turn out to be worth; a range of 0 where it is settled."""
    if value is None or not criterion.field.startswith(CLAIM):
        points = points_on(criterion, value)
        return points, points
    widest = max(claim_range.values(), default=0)
    return points_between(criterion, *spread(value, claim_range.get(evidence or "", widest)))


def spread(value: float, range_pct: int) -> Span:
    """A value that many per cent lower and higher."""
    ends = value * (100 - range_pct) / 100, value * (100 + range_pct) / 100
    return min(ends), max(ends)


def range_sentence(found: Doubt) -> str:
    """By how much weights and claims may be off, as the document sets it."""
    levels: Iterable[str] = (f"{say(level)} {share}%" for level, share in found.claim_range_pct.items())
    levels_told = say("、").join(levels) or "0%"
    if not found.weight_range_pct and not any(found.claim_range_pct.values()):
        return say("文件没有设定浮动范围：权重和成效数据都按填报值计")
    return (
        say(
            "浮动范围是本区口径：权重上下 {weight_range_pct}%，成效数据按佐证级别上下 {told}；没填的数据按规定的缺数"
            "据分数计，不作假设",
            weight_range_pct=found.weight_range_pct, told=levels_told,
        )
    )
