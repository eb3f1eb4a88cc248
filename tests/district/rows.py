"""What generators hand to layouts: rows of plain values, some of them marked."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell that is written exactly as it stands, whatever the layout does to its column."""

    value: Any


@dataclass(frozen=True, slots=True)
class Percent:
    """A number cell with a per cent format: 0.3 shown as 30%."""

    value: float


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula cell with the value a spreadsheet program left beside it ('' = none)."""

    text: str
    value: Any


@dataclass(slots=True)
class Row:
    """One data row: field -> value; money in yuan (Decimal), dates as dates.

    `rule` is the reason for which the row is expected to be quarantined, None if it is accepted.
    `marks` are (fault id, field or None) of what was planted in it; `tag` says which story it tells.
    """

    cells: dict[str, Any]
    rule: str | None = None
    marks: list[tuple[str, str | None]] = field(default_factory=list)
    tag: str = ""
    group: str = ""
