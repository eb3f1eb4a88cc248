"""How people write figures (data/reference/readings.toml): words by section, each section with examples that hold."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import product
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from etl.paths import data_root

Word = Annotated[str, StringConstraints(min_length=1)]
Words = tuple[Word, ...]
Change = Literal["level", "change_up", "change_down", "count"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(Strict):
    """A cell and what it is read as. ``column``: the other cells of its column, which a bare per cent depends on."""

    type: Literal["measure", "money", "percent", "number", "integer", "date", "boolean"]
    text: Word
    reads: str | None = None
    note: str | None = None
    fault: str | None = None
    metric: Change = "change_up"
    unit: str | None = None
    before: float | None = None
    after: float | None = None
    column: tuple[str, ...] = ()
    is_formatted: bool = False


class Section(Strict):
    """Words of one subject. Every section shows by examples what its words do."""

    title: Word
    example: Annotated[tuple[Example, ...], Field(min_length=1)]


class Missing(Section):
    words: Words


class Money(Section):
    currency: Words


class Hedge(Section):
    before: Words
    inside: Words
    after: Words


class Around(Section):
    words: Words
    patterns: Words
    up: Words
    down: Words
    neutral: Words


class BeforeAfter(Section):
    from_: Annotated[Words, Field(alias="from")]
    was: Words
    becomes: Words
    now: Words
    arrows: Words


class Multiple(Section):
    double: Words
    half: Words
    base: Words


class Unit(Section):
    words: Words
    per: Words
    cycle: Words
    same: dict[str, Words]
    scale: dict[str, dict[str, Annotated[int, Field(gt=0)]]]


class Dates(Section):
    weekday: Words
    daytime: Words


class Booleans(Section):
    yes: Words
    no: Words
    ticked: Words
    unticked: tuple[str, ...]


class Readings(Strict):
    """The whole file."""

    missing: Missing
    number: Section
    money: Money
    hedge: Hedge
    around: Around
    chinese: Section
    before_after: BeforeAfter
    range: Section
    multiple: Multiple
    unit: Unit
    percent: Section
    date: Dates
    boolean: Booleans

    def examples(self) -> list[tuple[str, Example]]:
        """(section, example) in file order."""
        return [(name, one) for name, section in self for one in section.example]


def readings() -> Readings:
    """The words in force."""
    return _read(data_root() / "reference" / "readings.toml")


def missing_words() -> list[str]:
    """What senders write where they have nothing to say (contract: empty is 未填报, never 0), in every width."""
    return _missing(data_root() / "reference" / "readings.toml")


@cache
def _read(path: Path) -> Readings:
    return Readings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def _missing(path: Path) -> list[str]:
    words = _read(path).missing.words
    widths = [product(*((sign, full_width(sign)) if sign.isascii() else (sign,) for sign in word)) for word in words]
    return list(dict.fromkeys("".join(signs) for word in widths for signs in word))


def full_width(text: str) -> str:
    """ASCII characters in their full-width forms."""
    return re.sub("[!-~]", lambda sign: chr(ord(sign.group()) + 0xFEE0), text)
