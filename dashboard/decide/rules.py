"""What a selection is made from: applications of one call and track, the rules, what people forced.

Points are exact integers in hundredths of a point: the score as published, with its two decimals. The clause is
沪经信制〔2023〕643号 二（四）: 「优先推荐基础条件好、成长性好、示范性强的项目，并充分考虑行业覆盖面」.
The limit, the counting unit and every floor come from the caller, who reads them from the packs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dashboard.language import say

Attribute = Literal["industry", "town", "process"]
CountingUnit = Literal["applicant", "application", "instance"]


class ChoiceRefused(ValueError):
    """Candidates, rules or forces contradict themselves; the message says where, in Chinese, with the next step."""


@dataclass(frozen=True)
class Candidate:
    """One application of the track. Points in hundredths; `scenarios` and `processes` are those it covers."""

    project_id: str
    credit_code: str
    points: int
    demo_points: int = 0
    base_points: int = 0
    industry: str = ""
    town: str = ""
    processes: frozenset[str] = frozenset()
    scenarios: frozenset[str] = frozenset()
    n_instances: int = 1
    is_eligible: bool = True


@dataclass(frozen=True)
class Floor:
    """At least so many chosen applications of an industry or town, or covering a process (环节)."""

    attribute: Attribute
    value: str
    at_least: int = 1

    def covers(self, candidate: Candidate) -> bool:
        """Whether the candidate counts towards the floor; one that covers several processes counts for each."""
        if self.attribute == "process":
            return self.value in candidate.processes
        return self.value == (candidate.industry if self.attribute == "industry" else candidate.town)


@dataclass(frozen=True)
class Rules:
    """Limit of the quota in `counting_unit`, floors, bonus in hundredths per scenario that the list covers.

    Every scenario counts once, however many of the list cover it. One application per enterprise and track is always
    kept (附件4 has one row per applicant), so that applicant and application count alike.
    """

    limit: int
    counting_unit: CountingUnit = "applicant"
    floors: tuple[Floor, ...] = ()
    scenario_bonus: int = 0


@dataclass(frozen=True)
class Force:
    """A person's decision for or against one application. Someone not eligible enters only with a reason of its own."""

    project_id: str
    is_in: bool
    reason: str
    ineligible_reason: str = ""


def hundredths(score: float | Decimal) -> int:
    """A published score as an exact integer; ChoiceRefused where it has more than two decimals."""
    points = round(Decimal(str(score)) * 100)
    if abs(Decimal(str(score)) * 100 - points) > Decimal("1e-6"):
        raise ChoiceRefused(say("得分 {score} 不止两位小数：请用推荐排序里公布的得分", score=score))
    return points


def rank_key(candidate: Candidate) -> tuple[int, int, int, str]:
    """The published order: score, 示范性, 基础条件, project number (the order of the mart `candidate`)."""
    return (-candidate.points, -candidate.demo_points, -candidate.base_points, candidate.project_id)


def industry_floors(candidates: Iterable[Candidate], industries: Iterable[str]) -> tuple[Floor, ...]:
    """One floor of 1 per listed industry in which somebody eligible applies: 「充分考虑行业覆盖面」, 二（四）."""
    present = {candidate.industry for candidate in candidates if candidate.is_eligible}
    return tuple(Floor("industry", industry) for industry in industries if industry in present)
