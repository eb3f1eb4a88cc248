"""How the rows of 附件4 are set: one font size for the sheet, nothing cut, and rows that a page can hold."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.exports.official_sheet import OfficialSheet
from dashboard.exports.text_size import line_count, row_height_pt

FONT_SIZES_PT = (12.0, 11.0, 10.5, 10.0, 9.0)
# Excel allows 409 pt a row, but under the form's head the first page has 350 pt left: a taller first row
# would leave that page empty.
MAX_ROW_PT = 330.0
MIN_ROW_PT = 32.0  # contacts are filled in by hand
CONTINUED = "续"  # stands for 序号 in the further rows of an applicant
_PUNCTUATION_SLACK = 0.98  # 。and ） must not begin a line and take the character before them along


class Piece(NamedTuple):
    """A part of one applicant's instances, one per line, and the height it needs."""

    text: str
    height_pt: float


class Layout(NamedTuple):
    """The font size of all rows, and per applicant its pieces: one, unless it can't fit a page."""

    font_pt: float
    pieces: list[list[Piece]]


def official_layout(sheet: OfficialSheet, widths_pt: Sequence[float]) -> Layout:
    """The largest font size with which as many applicants as possible fit into one row of at most 330 pt.

    `widths_pt` are the printable widths of the columns. An applicant that doesn't fit even at 9 pt (above
    about 14 long instances, 27 short ones) is cut into several pieces, between instances.
    """
    layouts = [Layout(size, _all_pieces(sheet, widths_pt, size)) for size in FONT_SIZES_PT]
    return min(layouts, key=_unfit)


def _unfit(layout: Layout) -> tuple[int, float]:
    """(applicants that don't fit into one row of the page, points that names are too high by)."""
    too_high = sum(max(0.0, piece.height_pt - MAX_ROW_PT) for pieces in layout.pieces for piece in pieces)
    return sum(len(pieces) > 1 or pieces[0].height_pt > MAX_ROW_PT for pieces in layout.pieces), too_high


def _all_pieces(sheet: OfficialSheet, widths_pt: Sequence[float], size: float) -> list[list[Piece]]:
    ems = [width / size * _PUNCTUATION_SLACK for width in widths_pt]
    max_lines = max(lines for lines in range(1, 60) if row_height_pt(lines, size) <= MAX_ROW_PT)
    result = []
    for row in sheet.rows:
        names, instances, contact = sheet.cells(row)
        width = ems[len(names)]
        texts = _texts(instances, width, max_lines)
        beside = [*names, *contact]
        name_lines = max(map(line_count, beside, ems[: len(names)] + ems[len(names) + 1 :]))
        lines = [max(line_count(text, width), name_lines) for text in texts]
        heights = [max(row_height_pt(count, size), MIN_ROW_PT) for count in lines]
        result.append([Piece(*piece) for piece in zip(texts, heights, strict=True)])
    return result


def _texts(instances: list[str], ems: float, max_lines: int) -> list[str]:
    """The instances one per line, in texts of at most `max_lines` printed lines each."""
    limit = int(ems * max_lines * 0.8)  # an instance longer than a page is cut inside
    lines = [text[start : start + limit] for text in instances for start in range(0, len(text), limit)]
    texts: list[str] = []
    used = max_lines
    for line in lines:
        count = line_count(line, ems)
        if used + count > max_lines:
            texts.append(line)
            used = count
        else:
            texts[-1] += f"\n{line}"
            used += count
    return texts
