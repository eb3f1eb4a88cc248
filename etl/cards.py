"""The source cards of data/sources: which headings make a kind of sheet, and how each column is read."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from etl.paths import data_root

FieldType = Literal[
    "text", "identifier", "text_list", "personal", "credit_code", "town", "unit", "choice", "tier",
    "payment_item", "metric",
    "number", "integer", "level", "percent", "money", "date", "year", "boolean",
]

TRAILING_UNIT = re.compile(r"(?:\((?P<inside>[^()]*)\)|[/:](?P<after>亿元|万元|元|%))$")
MONEY_UNITS = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


class Field(BaseModel):
    """One column of a kind: canonical heading, other headings for it, and the type it is read as.

    ``asked_by``: the facts of etl/facts.sql that an empty cell leaves unknown (conditions and criteria name them).
    ``measure``: the column holds measured figures of an indicator of that kind, or ``row``: of the row's indicator.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    heading: str
    type: FieldType
    required: bool = False
    variants: tuple[str, ...] = ()
    choices: str | None = None
    min: float | None = None
    max: float | None = None
    is_signed: bool = False
    asked_by: tuple[str, ...] = ()
    max_chars: int | None = None
    measure: Literal["level", "change_up", "change_down", "count", "row"] | None = None


class Card(BaseModel):
    """One kind of sheet. ``key`` are the fields that make a row unique (none: every row counts).

    ``is_list``: a published list, whose names without codes are to be matched (etl/match). ``kept_by``: towns and
    enterprises send it (sender), the district keeps it as its own ledger (district), or it is a part of an application
    form that nobody else lacks (form).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    title: str
    key: tuple[str, ...]
    is_list: bool = False
    kept_by: Literal["sender", "district", "form"] = "sender"
    field: tuple[Field, ...]

    @property
    def required(self) -> frozenset[str]:
        return frozenset(field.name for field in self.field if field.required)

    def headings(self) -> dict[str, Field]:
        """Every normalised heading this kind knows, canonical ones before variants."""
        known: dict[str, Field] = {}
        for field in self.field:
            known.setdefault(heading_name(field.heading), field)
        for field in self.field:
            for variant in field.variants:
                known.setdefault(heading_name(variant), field)
        return known


def heading_parts(text: str) -> tuple[str, str | None]:
    """A heading as (name, unit): NFKC, without white space and stars, with the trailing unit split off.

    >>> heading_parts("总投资（万元）*")
    ('总投资', '万元')
    >>> heading_parts("单位产品二氧化碳（CO₂）排放量降低（%）")
    ('单位产品二氧化碳(CO2)排放量降低', '%')
    """
    name = re.sub(r"[\s*]", "", unicodedata.normalize("NFKC", text))
    found = TRAILING_UNIT.search(name)
    if found is None:
        return name, None
    return name[: found.start()], found.group("inside") or found.group("after")


def heading_name(text: str) -> str:
    """The normalised name of a heading; the brackets that are part of a name stay."""
    name, unit = heading_parts(text)
    if unit is None or unit in MONEY_UNITS or unit in {"%", "家", "个", "人", "级", "条", "是/否"}:
        return name
    return f"{name}({unit})"


def cards() -> tuple[Card, ...]:
    """Every source card, by file name; limits.toml and choices.toml are not cards."""
    return _read_cards(data_root() / "sources")


def choices() -> dict[str, dict[str, str]]:
    """Closed lists: list → word as senders write it (NFKC, no white space) → word as we store it."""
    return _read_choices(data_root() / "sources")


@cache
def _read_cards(folder: Path) -> tuple[Card, ...]:
    found = []
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in {"limits", "choices"}:
            found.append(Card(**tomllib.loads(path.read_text(encoding="utf-8"))))
    return tuple(found)


@cache
def _read_choices(folder: Path) -> dict[str, dict[str, str]]:
    lists = tomllib.loads((folder / "choices.toml").read_text(encoding="utf-8"))
    return {
        name: {_word(spelling): word for word, others in words.items() for spelling in (word, *others)}
        for name, words in lists.items()
    }


def _word(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
