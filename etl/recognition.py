"""Which kind a sheet is, by its headings and never by its name or position."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from etl.cards import MONEY_UNITS, Card, Field, heading_name, heading_parts
from etl.limits import limits
from etl.match.layout import is_list
from etl.screen import column_letters
from etl.sheet_marks import box
from etl.sheet_text import SheetText
from etl.texts import clean_texts
from etl.vocabulary import Vocabulary

CAPTION = re.compile(r"单位[:：]\s*(亿元|万元|元)")


@dataclass
class Recognised:
    """A sheet with its kind. ``columns``: letters → field; ``units``: field name → 元 | 万元 | 亿元.

    ``heading_top`` is the upper of two heading rows, else the heading row itself.
    """

    sheet: SheetText
    card: Card
    heading_row: int
    columns: dict[str, Field]
    headings: dict[str, str]
    units: dict[str, str] = field(default_factory=dict)
    repeated: tuple[tuple[str, str], ...] = ()
    heading_top: int = 0


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
    """The sheet as the kind whose required headings all stand in one row; of several kinds, the most headings win.

    The topmost such row counts: what has headings of its own further down is another table. Two rows under each
    other are taken as one heading where that fits more columns than either row does. Only the first rows are
    searched. A published list is what no other kind is. None where no kind fits.
    """
    letters = [name for name in sheet.frame.columns if name != "row"]
    headings = [(card, card.headings()) for card in known]
    best: Recognised | None = None
    above: tuple[int, dict[str, str]] = (0, {})
    for values in clean_texts(sheet.frame.head(limits().heading_rows)).iter_rows():
        texts = {letter: text for letter, text in zip(letters, values[1:], strict=True) if text}
        is_settled = best is not None
        if not is_settled:
            best = _better(best, sheet, (values[0], values[0]), texts, headings)
        if above[0] == values[0] - 1 and above[1]:
            best = _better(best, sheet, (above[0], values[0]), _joined(sheet, above, texts, headings), headings)
        if is_settled:
            break
        above = (values[0], texts)
    if best is not None:
        best.units.update(_units(best, texts_above(sheet.frame, best.heading_row)))
    return best


def _better(
    best: Recognised | None, sheet: SheetText, place: tuple[int, int], texts: dict[str, str],
    headings: Sequence[tuple[Card, dict[str, Field]]],
) -> Recognised | None:
    """The best reading so far, or that of these headings where it fits more columns; a list only where nothing else."""
    names = {letter: heading_name(text) for letter, text in texts.items()}
    for card, spellings in headings:
        found = match(names, card, spellings)
        if not found or (card.is_list and not _is_listed(sheet, place[0], names, card, headings)):
            continue
        if best is None or (not card.is_list, len(found[0])) > (not best.card.is_list, len(best.columns)):
            best = Recognised(
                sheet, card, place[1], found[0], {k: _shown(v) for k, v in texts.items()},
                repeated=tuple(found[1]), heading_top=place[0],
            )
    return best


def _is_listed(
    sheet: SheetText, row: int, names: dict[str, str], card: Card, headings: Sequence[tuple[Card, dict[str, Field]]]
) -> bool:
    """Whether headings under their title are a published list."""
    return is_list(names, card, [other for other, _ in headings], f"{sheet.name} {texts_above(sheet.frame, row)}")


def _joined(
    sheet: SheetText, above: tuple[int, dict[str, str]], below: dict[str, str],
    headings: Sequence[tuple[Card, dict[str, Field]]],
) -> dict[str, str]:
    """Two heading rows as one: the lower text, the upper one where there is none, both where only both are known.

    A text merged over several columns stands above each of them, and so does the unit in it.
    """
    row, upper = above[0], dict(above[1])
    for top, first, bottom, last in map(box, sheet.merged):
        if top <= row <= bottom and column_letters(first) in upper:
            for number in range(first + 1, min(last, limits().max_column) + 1):
                upper.setdefault(column_letters(number), upper[column_letters(first)])
    spellings = {name for _, names in headings for name in names}
    joined = {letter: text for letter, text in above[1].items() if letter not in below}
    for letter, text in below.items():
        over = upper.get(letter, "")
        name, unit = heading_parts(text)
        over_unit = heading_parts(over)[1]
        if heading_name(text) not in spellings and heading_name(over + text) in spellings:
            text = over + text
        elif name and unit is None and over_unit in MONEY_UNITS:
            text = f"{text}（{over_unit}）"
        joined[letter] = text
    return joined


def match(
    names: dict[str, str], card: Card, known: dict[str, Field]
) -> tuple[dict[str, Field], list[tuple[str, str]]] | None:
    """Letters → field and the repeated headings, where every required heading of the card is among the names."""
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
        for card in (card for card in known if not card.is_list):  # a list asks for so little that it is near to all
            headings = card.headings()
            hit = {headings[name].name for name in names if name in headings}
            lacking = [f.heading for f in card.field if f.required and f.name not in hit]
            if hit and (best is None or len(hit) - len(lacking) > best[0]):
                best = (len(hit) - len(lacking), card.title, lacking)
    return (best[1], best[2]) if best else None
