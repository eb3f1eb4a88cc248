"""The contacts that the sample's workbooks name, which must never come out again; csv and openpyxl only."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import openpyxl

from tests.served import SAMPLE

CONTACT = re.compile("联系人|手机|联系电话|联系方式")
PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
NAME = re.compile("[\u4e00-\u9fff]{2,4}")
NOBODY = {"暂无"}


@cache
def contacts() -> frozenset[str]:
    """Every name and phone number below a heading for contacts, in every sheet of the sample."""
    grids = [grid for path in sorted(SAMPLE.iterdir()) for grid in _grids(path)]
    return frozenset(word for grid in grids for word in _contacts_in(grid))


def _grids(path: Path) -> Iterator[list[list[str]]]:
    if path.suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
            yield [[str(cell or "").strip() for cell in row] for row in sheet.iter_rows(values_only=True)]
    elif path.suffix == ".csv":
        payload = path.read_bytes()
        try:
            words = payload.decode("utf-8-sig")
        except UnicodeDecodeError:
            words = payload.decode("gb18030")
        yield [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(words))]


def _contacts_in(grid: list[list[str]]) -> Iterator[str]:
    for number, row in enumerate(grid):
        for column in (i for i, cell in enumerate(row) if len(cell) < 20 and CONTACT.search(cell)):
            for below in grid[number + 1 :]:
                cell = below[column] if column < len(below) else ""
                yield from PHONE.findall(cell)
                if NAME.fullmatch(cell) and not CONTACT.search(cell) and cell not in NOBODY:
                    yield cell
