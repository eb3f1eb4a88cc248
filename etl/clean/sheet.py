"""All columns of a recognised sheet coerced at once: accepted rows, faulty cells, notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import polars as pl

from etl.cards import Field
from etl.clean import dates, numbers, percents, words
from etl.clean.plain import with_plain
from etl.clean.reading import NOTHING, Column, Reading, present
from etl.recognition import Recognised
from etl.vocabulary import Vocabulary

READINGS: dict[str, Callable[[Column], Reading]] = {
    "text": words.text, "identifier": words.identifier,
    "text_list": words.text_list, "credit_code": words.credit_code, "town": words.town,
    "unit": words.unit, "choice": words.choice, "tier": words.tier, "payment_item": words.payment_item,
    "metric": words.metric, "boolean": words.boolean, "number": numbers.number, "integer": numbers.integer,
    "level": numbers.level, "percent": percents.percent, "money": numbers.money, "date": dates.date_value,
    "year": dates.year,
}
ERROR_TEXT = r"^#(错误值|DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!)$"
UNCACHED_TEXT = "#公式未计算"
# How WPS writes a picture placed in a cell; the result it saves is this text.
PICTURE_TEXT = r"^=(?:_xlfn\.)?DISPIMG\("


@dataclass
class CleanSheet:
    """``rows``: row + typed columns of every data row, ``is_taken``; ``cells``: one row per fault or note.

    cells: row, letter, field, raw, rule, is_fault, other (the value a noted cell counts as, or a hint on a fault).
    """

    rows: pl.DataFrame
    cells: pl.DataFrame


CELLS = {
    "row": pl.Int32, "letter": pl.String, "field": pl.String, "raw": pl.String, "rule": pl.String,
    "is_fault": pl.Boolean, "other": pl.String,
}
# What the value of a noted cell is counted in.
COUNTED_IN = {"money": " 元", "percent": "%"}


def clean(found: Recognised, data: pl.DataFrame, vocabulary: Vocabulary) -> CleanSheet:
    """Coerce the data rows of a sheet by its card. A row with any fault is not accepted; notes never stop one."""
    flags = _flag_columns(found, data)
    data = data.with_columns(flags) if flags else data
    mapped = {letter: field for letter, field in found.columns.items() if field.type != "personal"}
    data = with_plain(data, mapped, vocabulary)
    values = {
        field.name: pl.lit(None, dtype=_dtype(field)) for field in found.card.field if field.type != "personal"
    }
    outcomes: list[pl.Expr] = []
    ends: dict[str, pl.Expr] = {}
    hints: dict[str, Callable[[str], str]] = {}
    for letter, field in mapped.items():
        reading = _read(letter, field, found, data, vocabulary)
        values[field.name] = reading.value
        outcomes.append(reading.fault.alias(f"fault:{letter}"))
        outcomes.append(reading.note.alias(f"note:{letter}"))
        if reading.hint:
            hints[letter] = reading.hint
        if reading.before is not None and reading.after is not None:
            ends |= {"before": reading.before, "after": reading.after}
    for name in ends.keys() & values.keys():
        values[name] = pl.coalesce(values[name], ends[name])
    outcomes.extend(_surplus(found, data))
    # Lazily, because only there polars works out once what value, fault and note of a column share: 7 s, not 13,
    # over a million rows.
    read = data.lazy().select("row", *(value.alias(name) for name, value in values.items()), *outcomes).collect()
    faults = [name for name in read.columns if name.startswith("fault:")]
    rows = read.with_columns(pl.all_horizontal(pl.col(faults).is_null()).alias("is_taken"))
    cells = _cells(read, data, mapped, hints)
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
    reading = percents.measure(column) if field.measure else READINGS[field.type](column)
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
    return replace(reading, fault=fault, note=pl.when(fault.is_null()).then(reading.note).otherwise(NOTHING))


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


def _cells(
    read: pl.DataFrame, data: pl.DataFrame, fields: dict[str, Field], hints: dict[str, Callable[[str], str]]
) -> pl.DataFrame:
    found = []
    for name in read.columns:
        kind, _, letter = name.partition(":")
        if kind not in {"fault", "note"} or not letter or read[name].null_count() == read.height:
            continue
        field = fields.get(letter)
        cells = (
            read.select("row").with_columns(
                pl.lit(letter).alias("letter"), pl.lit(field.name if field else None, dtype=pl.String).alias("field"),
                data[letter].alias("raw"), read[name].alias("rule"), pl.lit(kind == "fault").alias("is_fault"),
                _counted(read, field if kind == "note" else None).alias("other"),
            ).filter(pl.col("rule").is_not_null())
        )
        if kind == "fault" and letter in hints:
            cells = cells.with_columns(pl.col("raw").map_elements(hints[letter], return_dtype=pl.String).alias("other"))
        found.append(cells)
    return pl.concat(found) if found else pl.DataFrame(schema=CELLS)


def _counted(read: pl.DataFrame, field: Field | None) -> pl.Series:
    """What each cell of a figure's column counts as, in words."""
    if field is None or field.type not in {"money", "percent", "number", "integer"}:
        return pl.Series([None] * read.height, dtype=pl.String)
    unit = "" if field.measure == "row" else COUNTED_IN.get(field.type, "")
    return read[field.name].cast(pl.String).str.replace(r"\.0+$", "") + unit


def _dtype(field: Field) -> pl.DataType | type[pl.DataType]:
    kinds: dict[str, pl.DataType | type[pl.DataType]] = {
        "number": pl.Float64, "percent": pl.Float64, "integer": pl.Int64, "level": pl.Int64, "year": pl.Int32,
        "money": numbers.MONEY, "date": pl.Date, "boolean": pl.Boolean,
    }
    return kinds.get(field.type, pl.String)
