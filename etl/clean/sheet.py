"""All columns of a recognised sheet coerced at once: accepted rows, faulty cells, notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from etl.cards import Field
from etl.clean import dates, numbers, words
from etl.clean.reading import NOTHING, Column, Reading, present
from etl.recognition import Recognised
from etl.vocabulary import Vocabulary

READINGS: dict[str, Callable[[Column], Reading]] = {
    "text": words.text, "identifier": words.identifier,
    "text_list": words.text_list, "credit_code": words.credit_code, "town": words.town,
    "unit": words.unit, "choice": words.choice, "tier": words.tier, "payment_item": words.payment_item,
    "metric": words.metric, "boolean": words.boolean, "number": numbers.number, "integer": numbers.integer,
    "level": numbers.level, "percent": numbers.percent, "money": numbers.money, "date": dates.date_value,
    "year": dates.year,
}
ERROR_TEXT = r"^#(错误值|DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!)$"
UNCACHED_TEXT = "#公式未计算"
# How WPS writes a picture placed in a cell; the result it saves is this text.
PICTURE_TEXT = r"^=(?:_xlfn\.)?DISPIMG\("


@dataclass
class CleanSheet:
    """``rows``: row + typed columns of every data row, ``is_taken``; ``cells``: one row per fault or note.

    cells: row, letter, field, raw, rule, is_fault.
    """

    rows: pl.DataFrame
    cells: pl.DataFrame


CELLS = {
    "row": pl.Int32, "letter": pl.String, "field": pl.String, "raw": pl.String, "rule": pl.String,
    "is_fault": pl.Boolean,
}


def clean(found: Recognised, data: pl.DataFrame, vocabulary: Vocabulary) -> CleanSheet:
    """Coerce the data rows of a sheet by its card. A row with any fault is not accepted; notes never stop one."""
    flags = _flag_columns(found, data)
    data = data.with_columns(flags) if flags else data
    values: list[pl.Expr] = []
    outcomes: list[pl.Expr] = []
    mapped = [(letter, field) for letter, field in found.columns.items() if field.type != "personal"]
    for letter, field in mapped:
        reading = _read(letter, field, found, data, vocabulary)
        values.append(reading.value.alias(field.name))
        outcomes.append(reading.fault.alias(f"fault:{letter}"))
        outcomes.append(reading.note.alias(f"note:{letter}"))
    surplus = _surplus(found, data)
    outcomes.extend(surplus)
    absent = [
        pl.lit(None, dtype=_dtype(field)).alias(field.name)
        for field in found.card.field
        if field.type != "personal" and field.name not in {f.name for _, f in mapped}
    ]
    read = data.select("row", *values, *absent, *outcomes)
    faults = [name for name in read.columns if name.startswith("fault:")]
    rows = read.with_columns(pl.all_horizontal(pl.col(faults).is_null()).alias("is_taken"))
    cells = _cells(read, data, {letter: field.name for letter, field in mapped})
    order = [field.name for field in found.card.field if field.type != "personal"]
    return CleanSheet(rows.select("row", *order, "is_taken"), cells)


def _read(
    letter: str, field: Field, found: Recognised, data: pl.DataFrame, vocabulary: Vocabulary
) -> Reading:
    column = Column(
        letter, field, found.units.get(field.name), vocabulary,
        is_percent=pl.col(f"{letter}:percent") if f"{letter}:percent" in data.columns else pl.lit(False),
        is_imprecise=pl.col(f"{letter}:precision") if f"{letter}:precision" in data.columns else pl.lit(False),
        is_1904=found.sheet.is_1904,
    )
    reading = READINGS[field.type](column)
    raw = pl.col(letter)
    fault = (
        pl.when(raw == UNCACHED_TEXT).then(pl.lit("uncached_formula"))
        .when(raw.str.contains(ERROR_TEXT)).then(pl.lit("error_cell"))
        .when(raw.str.contains(PICTURE_TEXT)).then(pl.lit("picture_cell"))
        .otherwise(reading.fault)
    )
    if field.required:
        is_empty = (raw if field.type == "boolean" else present(raw)).is_null()
        fault = pl.when(is_empty).then(pl.lit("required_empty")).otherwise(fault)
    return Reading(reading.value, fault, pl.when(fault.is_null()).then(reading.note).otherwise(NOTHING))


def _flag_columns(found: Recognised, data: pl.DataFrame) -> list[pl.Expr]:
    marked: dict[str, list[int]] = {}
    for address, flag in found.sheet.flags.items():
        if flag in {"percent", "precision"}:
            letter = address.rstrip("0123456789")
            marked.setdefault(f"{letter}:{flag}", []).append(int(address[len(letter) :]))
    return [
        pl.col("row").is_in(rows).alias(name)
        for name, rows in marked.items()
        if name.split(":")[0] in data.columns
    ]


def _surplus(found: Recognised, data: pl.DataFrame) -> list[pl.Expr]:
    """In a text table, content beyond the last heading means that a separator got into a cell."""
    if found.sheet.name:
        return []
    letters = [c for c in data.columns if c != "row" and ":" not in c]
    last = max(letters.index(letter) for letter in found.headings)
    return [
        pl.when(pl.col(letter).is_not_null()).then(pl.lit("ragged_row")).otherwise(NOTHING).alias(f"fault:{letter}")
        for letter in letters[last + 1 :]
    ]


def _cells(read: pl.DataFrame, data: pl.DataFrame, fields: dict[str, str]) -> pl.DataFrame:
    found = []
    for name in read.columns:
        kind, _, letter = name.partition(":")
        if kind not in {"fault", "note"} or not letter or read[name].null_count() == read.height:
            continue
        found.append(
            read.select("row").with_columns(
                pl.lit(letter).alias("letter"), pl.lit(fields.get(letter), dtype=pl.String).alias("field"),
                data[letter].alias("raw"), read[name].alias("rule"), pl.lit(kind == "fault").alias("is_fault"),
            ).filter(pl.col("rule").is_not_null())
        )
    return pl.concat(found) if found else pl.DataFrame(schema=CELLS)


def _dtype(field: Field) -> pl.DataType | type[pl.DataType]:
    kinds: dict[str, pl.DataType | type[pl.DataType]] = {
        "number": pl.Float64, "percent": pl.Float64, "integer": pl.Int64, "level": pl.Int64, "year": pl.Int32,
        "money": numbers.MONEY, "date": pl.Date, "boolean": pl.Boolean,
    }
    return kinds.get(field.type, pl.String)
