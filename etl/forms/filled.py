"""What somebody filled into a form: values with their places, gathered into records per kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from etl.forms.cards import Form, Label


@dataclass(frozen=True)
class Value:
    """What somebody filled in, where, and the label it stands beside (its unit is read from that)."""

    text: str
    place: str
    heading: str = ""


@dataclass
class Record:
    """Fields of one row to be: of which applicant (0 = the first), and whether it comes from a list."""

    values: dict[str, Value] = field(default_factory=dict)
    applicant: int = 0
    is_listed: bool = False

    @property
    def is_filled(self) -> bool:
        return any(value.text for value in self.values.values())


@dataclass
class Filled:
    """Everything a form says. ``rest``: (place, reason) of content without a field; ``labels``: those found."""

    form: Form
    records: dict[str, list[Record]] = field(default_factory=dict)
    rest: list[tuple[str, str]] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    texts: dict[str, Value] = field(default_factory=dict)  # label → its first value, for towns
    names: Value | None = None  # 申报单位 on the cover
    conflicts: list[tuple[str, Value, Value]] = field(default_factory=list)
    too_long: list[tuple[Label, Value]] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
