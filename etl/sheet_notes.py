"""What is said once about a read sheet: what stands in it and was not read, or was read though nobody sees it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from decimal import Decimal
from functools import partial
from itertools import accumulate

import polars as pl

from etl.findings import Findings
from etl.recognition import Recognised
from etl.rows import SortedRows
from etl.screen import column_letters, column_number
from etl.sheet_marks import box
from etl.texts import INVISIBLE

PLAIN = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?")
TOLERANCE = Decimal("0.01")  # a hundredth of the unit: sums of rounded figures

def note_sheet(findings: Findings, found: Recognised, rows: SortedRows, *, file: str, sheet_id: int) -> None:
    """Add the findings of a sheet as a whole: marks, repeated headings, merged cells, columns without a heading."""
    add = partial(findings.add, file=file, sheet=found.sheet.name, sheet_id=sheet_id)
    for mark in found.sheet.marks:
        add(mark.rule, row=mark.row, letter=mark.letter, raw=mark.raw)
    for note in found.sheet.notes:
        add(**note)
    for letter, _ in found.repeated:
        add("duplicate_column", row=found.heading_row, letter=letter, heading=found.headings[letter])
    merged = merged_data(found, rows.data["row"].to_list())
    if merged:
        row, column, _, _ = box(merged[0])
        many = f" 等 {len(merged)} 处" if len(merged) > 1 else ""
        add("merged_cells", row=row, letter=column_letters(column), raw=f"{merged[0]}{many}")
    for letter, row, n_cells in without_heading(found, rows.data):
        add("content_without_heading", row=row, letter=letter, heading=letter, raw=str(n_cells))
    if formulas := formulas_in(found, rows.data):
        letter, row = formulas[0]
        add("formula_values", row=row, letter=letter, raw=f"{len(formulas)} 格，首格 {letter}{row}")
    if (count := invisible(found, rows.data)) is not None:
        letter, row, n_cells = count
        add("invisible_characters", row=row, letter=letter, raw=str(n_cells), heading=f"{letter}{row}")
    for letter, row, stated, summed in wrong_totals(found, rows):
        add("subtotal_differs", row=row, letter=letter, raw=stated, heading=found.headings[letter], other=summed)
    if rows.data.is_empty():
        add("no_data", row=found.heading_row)


def merged_data(found: Recognised, data_rows: list[int]) -> list[str]:
    """The merged ranges that take the cells of data rows in columns that are read."""
    columns = {column_number(letter) for letter in found.columns}
    touching = []
    for reference in found.sheet.merged:
        top, left, bottom, right = box(reference)
        at = bisect_left(data_rows, top)
        if at < len(data_rows) and data_rows[at] <= bottom and any(left <= one <= right for one in columns):
            touching.append(reference)
    return touching


def without_heading(found: Recognised, data: pl.DataFrame) -> list[tuple[str, int, int]]:
    """(letter, first row, number of cells) of the columns with content under no heading; those right of the
    headings of a text table are faults of their rows already."""
    last = max(column_number(letter) for letter in found.headings)
    columns = []
    for letter in data.columns:
        if letter == "row" or letter in found.headings or (not found.sheet.name and column_number(letter) > last):
            continue
        filled = data.filter(pl.col(letter).is_not_null())["row"]
        if filled.len():
            columns.append((letter, int(filled[0]), filled.len()))
    return columns


def formulas_in(found: Recognised, data: pl.DataFrame) -> list[tuple[str, int]]:
    """(letter, row) of the data cells that are formulas; sums in total rows are nobody's data."""
    rows = set(data["row"].to_list()) if found.sheet.formulas else set()
    split = ((address.rstrip("0123456789"), address) for address in found.sheet.formulas)
    placed = ((letter, int(address[len(letter) :])) for letter, address in split)
    return [(letter, row) for letter, row in placed if row in rows and letter in found.columns]


def invisible(found: Recognised, data: pl.DataFrame) -> tuple[str, int, int] | None:
    """(letter, row, number of cells) of the first data cell in a read column with characters nobody can see."""
    letters = list(found.columns)
    marked = (
        found.sheet.frame.select("row", pl.col(letters).str.contains(INVISIBLE).fill_null(False))
        .filter(pl.any_horizontal(letters)).join(data.select("row"), on="row", how="semi").sort("row")
    )
    if marked.is_empty():
        return None
    first = marked.row(0, named=True)
    letter = min((one for one in letters if first[one]), key=column_number)
    return letter, first["row"], int(marked.select(pl.sum_horizontal(pl.col(letters).sum())).item())


def wrong_totals(found: Recognised, rows: SortedRows) -> list[tuple[str, int, str, str]]:
    """(letter, row, stated, summed) of every subtotal that is the sum of no rows above it.

    Neither of those since the last subtotal nor of all so far; columns with a figure that is no plain number and
    figures with units of their own are left alone.
    """
    wrong = []
    for letter, field in found.columns.items():
        if field.type not in {"money", "integer", "number"} or rows.totals.is_empty():
            continue
        figures, stated = _figures(rows.data, letter), _figures(rows.totals, letter)
        if figures is None or stated is None:
            continue
        # Running sums: added up anew for each subtotal, 4,000 of them over a million lines took five minutes.
        at, sums, so_far = list(figures), list(accumulate(figures.values(), initial=Decimal(0))), Decimal(0)
        for row, total in stated.items():
            above = sums[bisect_left(at, row)]
            if all(abs(total - one) > TOLERANCE for one in (above, above - so_far)):
                wrong.append((letter, row, f"{round(total, 2):f}", f"{round(above, 2):f}"))
            so_far = above
    return wrong


def _figures(data: pl.DataFrame, letter: str) -> dict[int, Decimal] | None:
    """Row → plain number of a column, without its empty cells; None where one is no plain number."""
    found = {}
    for row, text in data.select("row", letter).drop_nulls().iter_rows():
        plain = unicodedata.normalize("NFKC", text).replace(",", "")
        if PLAIN.fullmatch(plain) is None:
            return None
        found[row] = Decimal(plain)
    return found
