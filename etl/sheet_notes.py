"""What is said once about a read sheet: what stands in it and was not read, or was read though nobody sees it."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial

import polars as pl

from etl.findings import Findings
from etl.recognition import Recognised
from etl.rows import SortedRows
from etl.screen import column_letters, column_number
from etl.sheet_marks import box


def note_sheet(findings: Findings, found: Recognised, rows: SortedRows, *, file: str, sheet_id: int) -> None:
    """Add the findings of a sheet as a whole: marks, repeated headings, merged cells, columns without a heading."""
    add = partial(findings.add, file=file, sheet=found.sheet.name, sheet_id=sheet_id)
    for mark in found.sheet.marks:
        add(mark.rule, row=mark.row, letter=mark.letter, raw=mark.raw)
    for letter, _ in found.repeated:
        add("duplicate_column", row=found.heading_row, letter=letter, heading=found.headings[letter])
    merged = merged_data(found, rows.data["row"].to_list())
    if merged:
        row, column, _, _ = box(merged[0])
        many = f" 等 {len(merged)} 处" if len(merged) > 1 else ""
        add("merged_cells", row=row, letter=column_letters(column), raw=f"{merged[0]}{many}")
    for letter, row, n_cells in without_heading(found, rows.data):
        add("content_without_heading", row=row, letter=letter, heading=letter, raw=str(n_cells))
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
