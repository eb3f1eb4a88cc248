"""Documents of which every sheet of paper is one case: a heading, sentences and tables, set to fit one A4 page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.exports.docx_parts import new_document, paragraph, row, saved, table
from dashboard.exports.plain_text import one_line
from dashboard.exports.text_size import LINE_FACTOR, line_count
from dashboard.exports.workbook import SONG

SIZES_PT = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_PAGE_PT = 735.0  # A4 upright between 15 mm margins is 757 pt
_WIDTH_PT = 510.0
_CELL_AIR_PT = 10.8  # Word keeps 5.4 pt of a cell free on either side
_ROW_AIR_PT = 5.0


@dataclass(frozen=True)
class Grid:
    """A table: heads, rows of texts, and the share of the width that each column takes."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]


@dataclass(frozen=True)
class Heading:
    """A line that begins a part of the page."""

    text: str


@dataclass(frozen=True)
class Sheet:
    """One page: its title, and under it sentences, headings and tables in order."""

    title: str
    parts: tuple[str | Heading | Grid, ...]


def paged_document(title: str, sheets: Sequence[Sheet], moment: datetime, mark: str = "") -> bytes:
    """A docx with one upright A4 page per sheet; the type gets smaller where a page would not hold it.

    Raises ValueError without sheets. Nothing is ever cut: at 7 pt a sheet that is still too long goes on overleaf.
    """
    if not sheets:
        raise ValueError("没有可写的项目，未生成文件")
    document = new_document(title, moment, mark=mark, is_landscape=False)
    blocks = [block for i, sheet in enumerate(sheets) for block in _blocks(sheet, is_first=i == 0)]
    return saved(document, "".join(blocks))


def type_size(sheet: Sheet) -> float:
    """The largest size in points with which the sheet fits its page, else the smallest."""
    return next((size for size in SIZES_PT if _height(sheet, size) <= _PAGE_PT), SIZES_PT[-1])


def _blocks(sheet: Sheet, *, is_first: bool) -> list[str]:
    size = type_size(sheet)
    title = one_line(sheet.title)
    blocks = [_headline(title, size + 5, align="center", after=3, is_new_page=not is_first)]
    for part in sheet.parts:
        if isinstance(part, Heading):
            blocks.append(_headline(part.text, size + 1, before=4, after=2, is_kept=True))
        elif isinstance(part, Grid):
            widths = tuple(round(width * 20) for width in _widths(part))
            heads = row((([text], True) for text in part.heads), widths, is_head=True, size=size, min_height=0)
            texts = [[([one_line(text)], False) for text in cells] for cells in part.rows]
            lines = [row(cells, widths, size=size, min_height=0) for cells in texts]
            blocks.append(table([heads, *lines], widths))
        else:
            blocks.append(paragraph(one_line(part), size=size, after=1))
    return blocks


def _headline(text: str, size: float, **place: Any) -> str:
    return paragraph(text, font=SONG, size=size, is_bold=True, **place)


def _widths(grid: Grid) -> list[float]:
    return [_WIDTH_PT * share / sum(grid.shares) for share in grid.shares]


def _height(sheet: Sheet, size: float) -> float:
    title = line_count(one_line(sheet.title), _WIDTH_PT / (size + 5)) * (size + 5) * LINE_FACTOR + 3
    return title + sum(_part_height(part, size) for part in sheet.parts)


def _part_height(part: str | Heading | Grid, size: float) -> float:
    if isinstance(part, Heading):
        return (size + 1) * LINE_FACTOR + 6
    if isinstance(part, str):
        return line_count(one_line(part), _WIDTH_PT / size) * size * LINE_FACTOR + 1
    ems = [(width - _CELL_AIR_PT) / size * 0.98 for width in _widths(part)]
    rows = [part.heads, *part.rows]
    lines = [max(line_count(one_line(text), room) for text, room in zip(cells, ems, strict=True)) for cells in rows]
    return sum(n * size * LINE_FACTOR + _ROW_AIR_PT for n in lines)
