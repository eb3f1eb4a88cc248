"""Which kind a sheet is, by its headings and never by its name or position."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from etl.cards import Card, Field, heading_name, heading_parts
from etl.limits import limits
from etl.sheet_text import SheetText
from etl.texts import clean_texts
from etl.vocabulary import Vocabulary

CAPTION = re.compile(r"单位[:：]\s*(亿元|万元|元)")


@dataclass
class Recognised:
    """A sheet with its kind. ``columns``: letters → field; ``units``: field name → 元 | 万元 | 亿元."""

    sheet: SheetText
    card: Card
    heading_row: int
    columns: dict[str, Field]
    headings: dict[str, str]
    units: dict[str, str] = field(default_factory=dict)
    repeated: tuple[tuple[str, str], ...] = ()


def with_metrics(known: Sequence[Card], vocabulary: Vocabulary) -> list[Card]:
    """The cards, with the outcome card widened by a column per metric under all its printed headings."""
    widened = []
    for card in known:
        if card.kind == "outcome":
            extra = tuple(
                Field(
                    name=metric, heading=metric, type="percent" if unit == "%" else "integer",
                    measure=vocabulary.metric_changes[metric],
                    variants=tuple(spelling for spelling, name in vocabulary.metric.items() if name == metric),
                )
                for metric, unit in vocabulary.metric_units.items()
            )
            card = card.model_copy(update={"field": card.field + extra})
        widened.append(card)
    return widened


def recognise(sheet: SheetText, known: Sequence[Card]) -> Recognised | None:
    """The sheet as the kind whose required headings all stand in one row, the most headings winning.

    Only the first rows are searched. None where no kind fits.
    """
    best: tuple[int, int, Recognised] | None = None
    letters = [name for name in sheet.frame.columns if name != "row"]
    headings = [(card, card.headings()) for card in known]
    for index, values in enumerate(clean_texts(sheet.frame.head(limits().heading_rows)).iter_rows()):
        texts = {letter: text for letter, text in zip(letters, values[1:], strict=True) if text}
        names = {letter: heading_name(text) for letter, text in texts.items()}
        for card, spellings in headings:
            found = _match(names, card, spellings)
            if found is None:
                continue
            columns, repeated = found
            score = len(columns)
            if best is None or score > best[0]:
                chosen = Recognised(
                    sheet, card, values[0], columns, {k: _shown(v) for k, v in texts.items()},
                    repeated=tuple(repeated),
                )
                best = (score, index, chosen)
    if best is None:
        return None
    best[2].units.update(_units(best[2], texts_above(sheet.frame, best[2].heading_row)))
    return best[2]


def _match(
    names: dict[str, str], card: Card, known: dict[str, Field]
) -> tuple[dict[str, Field], list[tuple[str, str]]] | None:
    columns: dict[str, Field] = {}
    taken: dict[str, str] = {}
    repeated: list[tuple[str, str]] = []
    for letter, name in names.items():
        match = known.get(name)
        if match is None:
            continue
        if match.name in taken:
            repeated.append((letter, match.name))
            continue
        taken[match.name] = letter
        columns[letter] = match
    if not card.required <= set(taken):
        return None
    if card.kind == "outcome" and len(columns) <= 1 + ("period" in taken) + ("evidence" in taken):
        return None
    if card.kind == "finance" and not set(taken) & {"assets_yuan", "revenue_yuan", "debt_ratio_pct"}:
        return None
    return columns, repeated


def _shown(text: str) -> str:
    return re.sub(r"\s+", "", text)


def texts_above(frame: pl.DataFrame, heading_row: int) -> str:
    """Everything written above the heading row, in one string."""
    above = frame.filter(pl.col("row") < heading_row).drop("row")
    return " ".join(text for row in above.iter_rows() for text in row if text)


def _units(found: Recognised, caption: str) -> dict[str, str]:
    stated = CAPTION.search(unicodedata.normalize("NFKC", caption))
    units = {}
    for letter, column in found.columns.items():
        if column.type == "money":
            unit = heading_parts(found.headings[letter])[1]
            if unit in {"元", "万元", "亿元"}:
                units[column.name] = unit
            elif stated:
                units[column.name] = stated.group(1)
    return units


def nearest_kind(sheet: SheetText, known: Sequence[Card]) -> tuple[str, list[str]] | None:
    """For a sheet of no kind: the title of the nearest kind and the required headings it lacks."""
    best: tuple[int, str, list[str]] | None = None
    for values in clean_texts(sheet.frame.head(limits().heading_rows)).iter_rows():
        names = {heading_name(text) for text in values[1:] if text}
        for card in known:
            headings = card.headings()
            hit = {headings[name].name for name in names if name in headings}
            lacking = [f.heading for f in card.field if f.required and f.name not in hit]
            if hit and (best is None or len(hit) - len(lacking) > best[0]):
                best = (len(hit) - len(lacking), card.title, lacking)
    return (best[1], best[2]) if best else None
