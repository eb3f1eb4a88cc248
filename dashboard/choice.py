"""A call's and track's applications as candidates, the rules of their selection, and the list that follows.

The rules come from the documents: limit and counting unit from the quota, one floor per industry of the setting
`industries` (沪经信制〔2023〕643号 二（四）「充分考虑行业覆盖面」).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import polars as pl

from dashboard.answers import answer
from dashboard.decide.certificate import certificate
from dashboard.decide.rules import Candidate, Force, Rules, hundredths, industry_floors
from dashboard.decide.selection import Selection, select
from dashboard.decide.words import floor_rule_sentence
from dashboard.journal.book import Basis, Row
from dashboard.page import pack_words
from queries import Warehouse


class NoQuota(ValueError):
    """The call's document gives applicants of this district no quota for the track."""


@dataclass(frozen=True)
class Choice:
    """Whom the rules choose on one build, with what people forced.

    ``applications`` is the answer of recommendation_list, ``instances`` project → 环节—场景—实例名 in order.
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

    @cached_property
    def certificate(self) -> dict[str, Any]:
        """The certificate of the selection (decide/certificate.py)."""
        return certificate(self.selection)

    @cached_property
    def names(self) -> dict[str, str]:
        """Project number → enterprise."""
        return dict(self.applications.select("project_id", "enterprise").iter_rows())

    def rows(self) -> list[Row]:
        """The chosen list as rows of the journal, in published order."""
        return [self.row(number) for number in self.selection.project_ids]

    def row(self, project_id: str) -> Row:
        """One application as a row of the journal."""
        one = self.applications.row(by_predicate=pl.col("project_id") == project_id, named=True)
        found = next(candidate for candidate in self.candidates if candidate.project_id == project_id)
        return Row(
            project_id, one["credit_code"], one["enterprise"], one["factory"] or "",
            self.instances.get(project_id, ()), found.points,
            max(1, found.n_instances) if self.rules.counting_unit == "instance" else 1, bool(one["is_eligible"]),
        )

    @cached_property
    def basis(self) -> Basis:
        """What a list made of this choice rests on."""
        status = answer(self.warehouse, "build_status").row(0, named=True)
        (pack,) = answer(self.warehouse, "pack_list").filter(pack=self.quota["pack"]).iter_rows(named=True)
        return Basis(
            build=self.warehouse.build, content_hash=self.warehouse.content_hash, as_of=self.warehouse.as_of,
            limit=self.rules.limit, counting_unit=self.rules.counting_unit,
            district=f"{status['city']}{status['district']}" + ("（虚构示例数据）" if status["is_invented"] else ""),
            recommending_unit=status["recommending_unit"], packs=(pack_words(pack),),
            rules=tuple(floor_rule_sentence(floor) for floor in self.rules.floors), seal=self.certificate["seal"],
        )


@lru_cache(maxsize=64)
def choice(warehouse: Warehouse, call: str, track: str, forces: tuple[Force, ...] = ()) -> Choice:
    """Whom the rules choose; kept per build, call, track and forces.

    Raises NoQuota, ChoiceRefused for contradictory forces, NotSolved where the solver gives up.
    """
    applications = answer(warehouse, "recommendation_list", call=call, track=track)
    quotas = answer(warehouse, "quota_status", call=call).filter(track=track, is_own_kind=True)
    if quotas.is_empty():
        raise NoQuota(f"批次 {call} 的文件没有给本地 {track} 的推荐名额，不用排序推荐")
    quota = quotas.row(0, named=True)
    listed = answer(warehouse, "recommendation_instances_list", call=call, track=track)
    candidates = tuple(_candidate(one, listed) for one in applications.iter_rows(named=True))
    settings = dict(answer(warehouse, "setting_list", call=call).select("key", "value").iter_rows())
    industries = [word for word in settings.get("industries", "").split(";") if word]
    rules = Rules(int(quota["limit"]), quota["counting_unit"], industry_floors(candidates, industries))
    instances: dict[str, tuple[str, ...]] = {}
    for row in listed.iter_rows(named=True):
        written = f"{row['process']}—{row['scenario']}—{row['instance']}"
        instances[row["project_id"]] = (*instances.get(row["project_id"], ()), written)
    return Choice(
        warehouse, call, track, applications, instances, candidates, rules, forces, select(candidates, rules, forces),
        quota,
    )


def _candidate(one: Mapping[str, Any], listed: pl.DataFrame) -> Candidate:
    own = listed.filter(project_id=one["project_id"])
    return Candidate(
        one["project_id"], one["credit_code"], hundredths(one["score"]), hundredths(one["demo_score"]),
        hundredths(one["base_score"]), one["industry"], one["town"] or "", frozenset(own["process"].drop_nulls()),
        frozenset(own["scenario"].drop_nulls()), own.height, bool(one["is_eligible"]),
    )
