"""A call's and track's applications as candidates, the rules of their selection, and the list that follows.

The rules come from the documents: limit and counting unit from the quota, one floor per industry of the setting
`industries` (沪经信制〔2023〕643号 二（四）「充分考虑行业覆盖面」), further floors and the bonus per scenario from
`town_floors`, `process_floors` and `scenario_bonus`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

import polars as pl

from dashboard import text
from dashboard.answers import answer
from dashboard.decide.certificate import certificate
from dashboard.decide.robustness import Firmness, Robustness, robustness
from dashboard.decide.rules import Attribute, Candidate, Floor, Force, Rules, hundredths, industry_floors
from dashboard.decide.selection import Selection, select
from dashboard.decide.words import floor_rule_sentence
from dashboard.doubt import Doubt, doubt
from dashboard.journal.book import Basis, Row
from dashboard.language import in_chinese, say
from dashboard.own_quota import own_quota
from dashboard.page import pack_words
from queries import Warehouse


class NoQuota(ValueError):
    """The call's document gives applicants of this district no quota for the track."""


@dataclass(frozen=True, eq=False)
class Choice:
    """Whom the rules choose on one build, with what people forced; one object per question, so equal is the same.

    ``applications`` is the answer of recommendation_list, ``instances`` project → 环节—场景—实例名 in order,
    ``settings`` what the call's document sets.
    """

    warehouse: Warehouse
    call: str
    track: str
    applications: pl.DataFrame
    instances: Mapping[str, tuple[str, ...]]
    candidates: tuple[Candidate, ...]
    rules: Rules
    forces: tuple[Force, ...]
    selection: Selection
    quota: Mapping[str, Any]
    settings: Mapping[str, str]

    @cached_property
    def certificate(self) -> dict[str, Any]:
        """The certificate of the selection (decide/certificate.py)."""
        return certificate(self.selection)

    @cached_property
    @in_chinese
    def doubt(self) -> Doubt:
        """What may turn out otherwise: weights, and improvements by their level of evidence."""
        return doubt(self.warehouse, self.call, self.track, self.settings, self.selection.problem)

    @cached_property
    def robustness(self) -> Robustness:
        """How firmly each candidate stands while that may be (decide/robustness.py)."""
        return robustness(self.selection.problem, self.doubt.given)

    @cached_property
    def firmness(self) -> dict[str, Firmness]:
        """Project number → how firmly it stands."""
        return {found.project_id: found for found in self.robustness.candidates}

    @cached_property
    def names(self) -> dict[str, str]:
        """Project number → enterprise."""
        return dict(self.applications.select("project_id", "enterprise").iter_rows())

    @property
    def n_places(self) -> int:
        """How much of the limit the list takes, in the quota's own unit."""
        return int(self.selection.problem.weight[list(self.selection.chosen)].sum())

    def rows(self) -> list[Row]:
        """The chosen list as rows of the journal, in published order."""
        return [self.row(number) for number in self.selection.project_ids]

    @cached_property
    def by_id(self) -> dict[str, dict[str, Any]]:
        """Project number → its row of the ranking."""
        return {row["project_id"]: row for row in self.applications.iter_rows(named=True)}

    def row(self, project_id: str) -> Row:
        """One application as a row of the journal."""
        one = self.by_id[project_id]
        found = next(candidate for candidate in self.candidates if candidate.project_id == project_id)
        return Row(
            project_id, one["credit_code"], one["enterprise"], one["factory"] or "",
            self.instances.get(project_id, ()), found.points,
            max(1, found.n_instances) if self.rules.counting_unit == "instance" else 1, bool(one["is_eligible"]),
        )

    @cached_property
    @in_chinese
    def basis(self) -> Basis:
        """What a list made of this choice rests on."""
        status = answer(self.warehouse, "build_status").row(0, named=True)
        (pack,) = answer(self.warehouse, "pack_list").filter(pack=self.quota["pack"]).iter_rows(named=True)
        return Basis(
            build=self.warehouse.build,
            content_hash=self.warehouse.content_hash,
            as_of=self.warehouse.as_of,
            limit=self.rules.limit,
            counting_unit=self.rules.counting_unit,
            district=f"{status['city']}{status['district']}"
            + (say("（虚构示例数据）") if status["is_invented"] else ""),
            recommending_unit=status["recommending_unit"],
            packs=(pack_words(pack),),
            rules=tuple(floor_rule_sentence(floor) for floor in self.rules.floors),
            seal=self.certificate["seal"],
        )


@lru_cache(maxsize=64)
@in_chinese
def choice(warehouse: Warehouse, call: str, track: str, forces: tuple[Force, ...] = ()) -> Choice:
    """Whom the rules choose; kept per build, call, track and forces.

    Raises NoQuota, ChoiceRefused for contradictory forces, NotSolved where the solver gives up.
    """
    applications = answer(warehouse, "recommendation_list", call=call, track=track)
    quota = own_quota(warehouse, call, track)
    if quota is None:
        titles = dict(answer(warehouse, "call_options").select("call", "title").iter_rows())
        named = say("「{words}」", words=titles[call]) if call in titles else say("批次 {call} ", call=call)
        raise NoQuota(say(
            "{named}的文件没有给本地{track}推荐名额，不用排序推荐",
            named=named, track=text.track(track),
        ))
    listed = answer(warehouse, "recommendation_instances_list", call=call, track=track)
    settings = dict(answer(warehouse, "setting_list", call=call).select("key", "value").iter_rows())
    own = {number: part for (number,), part in listed.partition_by("project_id", as_dict=True).items()}
    candidates = tuple(
        _candidate(one, own.get(one["project_id"], listed.clear())) for one in applications.iter_rows(named=True)
    )
    instances: dict[str, tuple[str, ...]] = {}
    for row in listed.iter_rows(named=True):
        written = f"{row['process']}—{row['scenario']}—{row['instance']}"
        instances[row["project_id"]] = (*instances.get(row["project_id"], ()), written)
    rules = selection_rules(candidates, quota, settings)
    return Choice(
        warehouse, call, track, applications, instances, candidates, rules, forces, select(candidates, rules, forces),
        quota, settings,
    )


def selection_rules(
    candidates: tuple[Candidate, ...], quota: Mapping[str, Any], settings: Mapping[str, str]
) -> Rules:
    """The limit of the quota, every floor and the bonus that the document sets."""
    industries = [word for word in settings.get("industries", "").split(";") if word]
    floors = (
        *industry_floors(candidates, industries),
        *_floors("town", settings.get("town_floors", "")),
        *_floors("process", settings.get("process_floors", "")),
    )
    bonus = hundredths(Decimal(settings.get("scenario_bonus", "0")))
    return Rules(int(quota["limit"]), quota["counting_unit"], floors, bonus)


def _floors(attribute: Attribute, setting: str) -> tuple[Floor, ...]:
    """「朱家角镇=1;华新镇=2」 as floors; nobody has to apply there: a floor that can't be kept is said."""
    pairs = [part.split("=") for part in setting.split(";") if part]
    return tuple(Floor(attribute, value, int(at_least)) for value, at_least in pairs)


def _candidate(one: Mapping[str, Any], own: pl.DataFrame) -> Candidate:
    return Candidate(
        one["project_id"], one["credit_code"], hundredths(one["score"]), hundredths(one["demo_score"]),
        hundredths(one["base_score"]), one["industry"], one["town"] or "", frozenset(own["process"].drop_nulls()),
        frozenset(own["scenario"].drop_nulls()), own.height, bool(one["is_eligible"]),
    )
