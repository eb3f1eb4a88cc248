"""What a policy pack (data/policy/<document>.toml) may say; unknown keys are errors.

Beyond design.md a pack may hold [[article]], a clause in our own words. Every entry names its clause and
quotes the shortest phrase that carries the figure. The setting ``grades`` (``;``-separated, lowest first)
names what the conditions of a document that opens no call apply to.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from etl.pack_words import (
    Amount,
    Catalogue,
    Entry,
    Fact,
    Op,
    Point,
    ScoreField,
    StageName,
    Strict,
    Text,
    Texts,
    Track,
    Value,
)  # fmt: skip


class Head(Strict):
    id: Text
    title: Text
    number: str
    issuer: Text
    issued: date | None = None
    valid_from: date
    valid_to: date | None = None
    status: Literal["valid", "expired", "unverified"]
    catalogue: Catalogue | None = None
    scope: Literal["district", "city", "national"]
    text_available: bool
    note: str = ""


class Call(Entry):
    id: Text
    title: Text
    opens: date
    deadline_enterprise: date
    deadline_authority: date | None = None
    catalogue: Catalogue


class Named(Entry):
    """What an enterprise can be recognised as; ``aliases`` are other spellings of ``item``."""

    item: Text
    aliases: list[Text] = Field(default_factory=list)


class Tier(Named):
    rank: Annotated[int, Field(ge=1)]
    order: Annotated[int, Field(ge=1)]
    level: Literal["区级", "市级", "国家级", "全球"]
    amount_yuan: Amount
    procedure: Literal["apply", "auto", "deliberate", "unknown"]


class Title(Named):
    level: Literal["国家级"]
    track: Track
    call: Text


class Reward(Entry):
    item: Literal["诊断服务商奖励", "诊断实施奖励"]
    amount_yuan: Amount
    basis: Literal["per_report", "up_to_spent"]


class FundLine(Entry):
    line: Text
    aliases: list[Text] = []
    items: Texts
    year_from: int
    year_to: int


class Condition(Entry):
    id: Text
    title: Text
    call: Text | None = None
    applies_to: Texts
    field: Fact
    op: Op
    value: Value | None = None
    unit: str = ""
    severity: Literal["block", "warn", "info"]
    applies_if: Literal["is_supply_chain", "is_process_industry"] | None = None
    is_ours: bool = False
    note: str = ""


class Material(Entry):
    item: Text
    aliases: list[Text] = Field(default_factory=list)
    is_required: bool
    call: Text


class Quota(Entry):
    call: Text
    track: Track
    applicant_kind: Literal["区", "管委会"]
    limit: Annotated[int, Field(ge=0)]
    lifted_limit: int | None = None
    lift_above: int | None = None
    counting_unit: Literal["applicant", "application", "instance"] = "applicant"
    recognised_unit: Literal["award", "project", "enterprise"] = "award"


class Stage(Entry):
    order: Annotated[int, Field(ge=1)]
    stage: StageName
    workdays: Annotated[int, Field(ge=1)] | None = None
    responsible: Text


class Deadline(Entry):
    call: Text
    who: Literal["企业", "推荐单位"]
    date: date


class Criterion(Entry):
    call: Text
    tracks: Annotated[list[Track], Field(min_length=1)]
    group: Literal["基础条件", "成长性", "示范性"]
    id: Text
    title: Text
    field: ScoreField
    weight: Annotated[float, Field(gt=0, le=100)]
    points: Annotated[list[Point], Field(min_length=2)]
    missing_score: Annotated[float, Field(ge=0, le=100)]
    is_ours: Literal[True]


class Setting(Entry):
    key: Text
    value: Text
    meaning: Text


class Article(Entry):
    summary: Text


class Pack(Strict):
    """One document."""

    pack: Head
    call: list[Call] = Field(default_factory=list)
    tier: list[Tier] = Field(default_factory=list)
    title: list[Title] = Field(default_factory=list)
    reward: list[Reward] = Field(default_factory=list)
    fund_line: list[FundLine] = Field(default_factory=list)
    condition: list[Condition] = Field(default_factory=list)
    material: list[Material] = Field(default_factory=list)
    quota: list[Quota] = Field(default_factory=list)
    stage: list[Stage] = Field(default_factory=list)
    deadline: list[Deadline] = Field(default_factory=list)
    criterion: list[Criterion] = Field(default_factory=list)
    setting: list[Setting] = Field(default_factory=list)
    article: list[Article] = Field(default_factory=list)

    def named(self) -> list[Named]:
        """Tiers, then titles."""
        return [*self.tier, *self.title]

    def entries(self) -> list[tuple[str, Entry]]:
        """Every entry with its key path, entries counted from 1: ``("tier[1]", …)``."""
        return [
            (f"{name}[{number}]", entry)
            for name in type(self).model_fields
            if name != "pack"
            for number, entry in enumerate(getattr(self, name), 1)
        ]
