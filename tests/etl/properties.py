"""What must hold of every column that is read, whatever stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import cycle

from etl.clean.numbers import MOST
from etl.readings import full_width, missing_words
from etl.texts import INVISIBLE
from tests.etl.coerced import Cell, Way

SPACES = ("\u3000", " ", "\u00a0", "\t", "")
FACTORS = {"亿元": 10**8, "万元": 10**4, "元": 1, "": 1}
# A plain cell, by itself: digits in threes or none, an exponent, one unit.
NAIVE = re.compile(r"([+-]?\d[\d, ]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(亿元|万元|元|%|家|个|人|条|级|天|日)?")
ONE_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
SCALED = re.compile("[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟成半倍番分小时秒]")


def broken(way: Way, texts: Sequence[str], cells: Sequence[Cell]) -> list[str]:
    """A sentence per property that the column breaks."""
    return [
        f"{text!r}: {what} ({cell})"
        for text, cell in zip(texts, cells, strict=True) for what in _of_one(way, text, cell)
    ] + list(_of_all(way, texts, cells))


def _of_one(way: Way, text: str, cell: Cell) -> Iterator[str]:
    bare = re.sub(INVISIBLE, "", text).strip()
    is_missing = bare == "" or bare in missing_words()
    if is_missing != (cell.value is None and cell.fault is None):
        yield "a filled cell without value and fault, or an empty one with either"
    if cell.fault and cell.note:
        yield "a fault and a note"
    if isinstance(cell.value, date):
        if not 1949 <= cell.value.year <= 2100:
            yield "a day out of bounds"
    elif cell.value is not None:
        if abs(cell.value) >= MOST or (way.type == "money" and cell.value < 0):
            yield "a number out of bounds"
        yield from _magnitude(way, unicodedata.normalize("NFKC", bare).replace("\u2212", "-"), cell)


def _magnitude(way: Way, plain: str, cell: Cell) -> Iterator[str]:
    """Without a note the value is what the cell says; a note on one number keeps that number."""
    value = Decimal(str(cell.value))
    if cell.note in (None, "unit_assumed", "fraction_percent", "scientific"):
        found = NAIVE.fullmatch(plain)
        if found is None:
            yield "a value without a note that is no plain figure"
            return
        number, unit = Decimal(re.sub("[, ]", "", found[1])), found[2] or ""
        if way.type == "money":
            number *= FACTORS[unit or way.unit]
        if abs(number - value) > max(abs(number) * Decimal("1e-12"), Decimal("0.005")):
            yield f"the magnitude changed in silence: {number}"
    elif cell.note in ("hedged_figure", "read_phrase") and way.type != "money" and not SCALED.search(plain):
        numbers = ONE_NUMBER.findall(plain)
        if len(numbers) == 1 and abs(value) != Decimal(numbers[0].replace(",", "")):
            yield f"a hedge changed the number: {numbers[0]}"


def _of_all(way: Way, texts: Sequence[str], cells: Sequence[Cell]) -> Iterator[str]:
    # A digit in front keeps nothing apart: blanks go around, never between.
    wide = [f"{space}{full_width(text)}{space}" for text, space in zip(texts, cycle(SPACES), strict=False)]
    for text, cell, again in zip(texts, cells, way.column(wide), strict=True):
        if cell != again:
            yield f"{text!r}: {cell} becomes {again} in full width"
    kept = [(text, cell) for text, cell in zip(texts, cells, strict=True) if cell.value is not None]
    for (text, cell), again in zip(kept, way.column([written(way, cell) for _, cell in kept]), strict=True):
        if again.fault or again.value != cell.value:
            yield f"{text!r}: {cell} is {again} when written back as {written(way, cell)}"


def written(way: Way, cell: Cell) -> str:
    """The value in its canonical form: 12,345.6, with % where the column is of per cent and 元 where it is of money."""
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    number = Decimal(repr(cell.value) if isinstance(cell.value, float) else str(cell.value))
    return f"{number:,f}" + ("元" if way.type == "money" else "%" if way.unit == "%" else "")
