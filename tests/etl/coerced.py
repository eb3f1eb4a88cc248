"""A column of texts coerced as one of the types, and the reader of phrases behind that type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from etl.cards import Card, Field
from etl.clean.days import day_said
from etl.clean.grammar import grammar
from etl.clean.phrases import measure_said, money_said, number_said, percent_said
from etl.clean.sheet import clean
from etl.recognition import Recognised
from etl.sheet_text import SheetText, text_frame
from etl.texts import clean_texts
from tests.etl.readings import words


@dataclass(frozen=True)
class Cell:
    """What became of one cell; the value of a faulty cell is None."""

    value: Any
    fault: str | None
    note: str | None


@dataclass(frozen=True)
class Way:
    """One way to read a column. ``unit``: of money its factor's name, of measured figures their own."""

    type: str
    unit: str
    phrase: Callable[[str], object]
    change: str | None = None

    def column(self, texts: Sequence[str]) -> list[Cell]:
        """The texts as one column, read by the coercion of the intake."""
        if not texts:
            return []
        kind = "percent" if self.change else self.type
        fields = (
            Field(name="x", heading="x", type=kind, measure="row" if self.change else None),
            *([Field(name="metric", heading="m", type="metric"), Field(name="unit", heading="u", type="text")]
              if self.change else []),
        )
        known = replace(words(), metric={"m": "m"}, metric_units={"m": self.unit}, metric_changes={"m": self.change})
        page = SheetText("示例", False, text_frame([[text, "m", self.unit] for text in texts]))
        found = Recognised(
            page, Card(kind="x", title="x", key=(), field=fields), 0, dict(zip("ABC", fields, strict=False)),
            dict(zip("ABC", ("x", "m", "u"), strict=False)), {"x": self.unit} if self.type == "money" else {},
        )
        cleaned = clean(found, clean_texts(page.frame), known)
        said = {(one["row"], one["is_fault"]): one["rule"] for one in cleaned.cells.iter_rows(named=True)
                if one["letter"] == "A"}
        return [
            Cell(None if (row, True) in said else value, said.get((row, True)), said.get((row, False)))
            for row, value in cleaned.rows.select("row", "x").iter_rows()
        ]


@cache
def ways() -> dict[str, Way]:
    """Every way that the guided run tries, by name."""
    found = {
        "number": Way("number", "", lambda text: number_said(text, grammar())),
        "integer": Way("integer", "", lambda text: number_said(text, grammar())),
        "money": Way("money", "万元", lambda text: money_said(text, grammar())),
        "percent": Way("percent", "%", lambda text: percent_said(text, grammar())),
        "date": Way("date", "", day_said),
    }
    for change in ("level", "change_up", "change_down"):
        for unit in ("%", "天"):
            found[f"{change} {unit}"] = Way("measure", unit, _measured(change, unit), change)
    return found


def _measured(change: str, unit: str) -> Callable[[str], object]:
    return lambda text: measure_said(text, change, unit, grammar())
