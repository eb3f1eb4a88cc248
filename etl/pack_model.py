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
    Entry,
    Fact,
    Op,
    Point,
    Quote,
    ScoreField,
    Strict,
    Text,
    Texts,
    Value,
    Year,
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
    catalogue: Year | None = None
    scope: Literal["district", "city", "national"]
    text_available: bool
    note: str = ""


class Call(Entry):
    id: Text
    title: Text
    opens: date
    deadline_enterprise: date
    deadline_authority: date | None = None
    catalogue: Year


class Named(Entry):
    """What an enterprise can be recognised as; ``aliases`` are other spellings of ``item``."""

    item: Text
    aliases: list[Text] = Field(default_factory=list)


class Band(Strict):
    """From an investment on: this share of it, at most the cap, at least the floor."""

    from_yuan: Annotated[int, Field(ge=0)] = 0
    share_pct: Annotated[float, Field(gt=0, le=100)]
    cap_yuan: Annotated[int | None, Field(gt=0)] = None
    floor_yuan: Annotated[int | None, Field(ge=0)] = None


class Tier(Named):
    """What a recognition is worth by itself: ``amount_yuan``, or a share of the project's counted investment.

    ``share`` pays ``share_pct`` of the invoice lines that the setting ``investment_categories`` of the same document
    counts, between ``floor_yuan`` and ``cap_yuan``; ``bands`` say it per size of investment, and below the first
    band nothing is paid. ``is_ceiling`` (不超过, 最高): the document only limits what may be granted, so the figure
    prices nothing.
    """

    rank: Annotated[int, Field(ge=1)]
    order: Annotated[int, Field(ge=1)]
    level: Text
    basis: Literal["fixed", "share"] = "fixed"
    amount_yuan: Amount | None = None
    share_pct: Annotated[float | None, Field(gt=0, le=100)] = None
    cap_yuan: Annotated[int | None, Field(gt=0)] = None
    floor_yuan: Annotated[int | None, Field(ge=0)] = None
    bands: list[Band] = Field(default_factory=list)
    is_ceiling: bool = False
    procedure: Literal["apply", "auto", "deliberate", "unknown"]

    def scale(self) -> list[Band]:
        """The bands of a share, one from 0 on where the tier states none."""
        if self.bands or self.share_pct is None:
            return self.bands
        return [Band(share_pct=self.share_pct, cap_yuan=self.cap_yuan, floor_yuan=self.floor_yuan)]


class Title(Named):
    level: Text
    track: Text
    call: Text


class Reward(Entry):
    item: Text
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
    track: Text
    applicant_kind: Text
    limit: Annotated[int, Field(ge=0)]
    lifted_limit: int | None = None
    lift_above: int | None = None
    lift_quote: Quote = ""
    counting_unit: Literal["applicant", "application", "instance"] = "applicant"
    recognised_unit: Literal["award", "project", "enterprise"] = "award"


class Stage(Entry):
    order: Annotated[int, Field(ge=1)]
    stage: Text
    workdays: Annotated[int, Field(ge=1)] | None = None
    responsible: Text


class Deadline(Entry):
    call: Text
    who: Literal["企业", "推荐单位"]
    date: date


class Criterion(Entry):
    call: Text
    tracks: Texts
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
