"""What a slide of a brief is made of: title, lines of text, cards, tables. Sizes in inches and points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dashboard.exports.brief_model import Table
from dashboard.exports.plain_text import one_line
from dashboard.exports.text_size import line_count
from dashboard.figures import palette

FONT = "黑体"
TABLE_FONT = "宋体"
INK, FAINT, BLUE = palette.LIGHT["text"][1:], "5A6875", palette.BLUE[1:]
HEAD_FILL, CARD_FILL = "E8EEF4", palette.LIGHT["panel"][1:]
EDGE_IN, SIDE_IN = 0.04, 0.06
LINE = 1.25
# Digits and Latin letters of stand-in fonts are up to a twentieth wider.
SLACK = 0.96
SIZES = (14, 13, 12, 11, 10, 9, 8)
READABLE = 11


def title(slide: Any, subject: str, sentence: str) -> None:
    """The subject in small type and, as the slide's title, the sentence to repeat."""
    lines(slide, (0.55, 0.3, 12.23), [subject], size=14, is_bold=True, color=BLUE)
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = (Inches(value) for value in (0.55, 0.6, 12.23, 0.8))
    frame = _frame(shape.text_frame, MSO_ANCHOR.TOP)
    write(frame.paragraphs[0], sentence, 24 if lines_height([sentence], 12.23, 24) < 0.5 else 19, is_bold=True)


def lines(
    slide: Any, at: tuple[float, float, float], words: Sequence[str], *, size: float, is_bold: bool = False,
    is_faint: bool = False, color: str = "",
) -> float:
    """A text box at (left, top, width) with one paragraph per line; returns its height."""
    height = lines_height(words, at[2], size)
    frame = _frame(slide.shapes.add_textbox(*(Inches(value) for value in (*at, height))).text_frame, MSO_ANCHOR.TOP)
    for number, line in enumerate(words):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        write(paragraph, line, size, is_bold=is_bold, color=color or (FAINT if is_faint else INK))
    return height


def lines_height(words: Sequence[str], width: float, size: float) -> float:
    """How high lines of text stand in a box of that width."""
    return sum(line_count(line, width * 72 / size * SLACK) for line in words) * size * LINE / 72


def card(slide: Any, at: tuple[float, float, float, float], label: str, value: str, below: Sequence[str]) -> None:
    """One figure: its name, the number large, what it is compared with."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(part) for part in at))
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(CARD_FILL)
    shape.line.fill.background()
    frame = _frame(shape.text_frame, MSO_ANCHOR.TOP, edge=0.12)
    write(frame.paragraphs[0], label, 14, color=FAINT)
    write(frame.add_paragraph(), value, 26 if len(value) <= 9 else 20, is_bold=True)
    for words in below:
        write(frame.add_paragraph(), words, 12)


def table(slide: Any, at: tuple[float, float, float], content: Table, room: float) -> float:
    """A table at (left, top, width) that fits the room, its head shaded, thin rules between the rows; returns its
    height."""
    left, top, width = at
    size = table_size(content, width, room)
    heights = row_heights(content, width, size)
    frame = slide.shapes.add_table(
        len(heights), len(content.heads), Inches(left), Inches(top), Inches(width), Inches(sum(heights))
    )
    grid = frame.table
    properties = grid._tbl.tblPr
    for flag in ("bandRow", "firstRow"):
        properties.set(flag, "0")
    properties.find(qn("a:tableStyleId")).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
    for column, share in zip(grid.columns, content.widths, strict=True):
        column.width = Inches(width * share / sum(content.widths))
    listed = (content.heads, *content.rows)
    for number, (row, height, cells) in enumerate(zip(grid.rows, heights, listed, strict=True)):
        row.height = Inches(height)
        is_bold = not number or number - 1 in content.strong
        for cell, words, align in zip(row.cells, cells, content.aligns, strict=True):
            _cell(cell, words, size, align, is_bold, is_head=not number)
    return sum(heights)


def table_size(content: Table, width: float, room: float) -> float:
    """The type of a table that fits the room: the fewest broken cells, then the largest."""
    fitting = [size for size in SIZES if sum(row_heights(content, width, size)) <= room]
    readable = [size for size in fitting if size >= READABLE]
    if not readable:
        return fitting[0] if fitting else SIZES[-1]
    return min(readable, key=lambda size: (sum(row_lines(content, width, size)), -size))


def row_heights(content: Table, width: float, size: float) -> list[float]:
    """The height of the head and of every row, as high as their fullest cell."""
    return [count * size * LINE / 72 + 2 * EDGE_IN for count in row_lines(content, width, size)]


def row_lines(content: Table, width: float, size: float) -> list[int]:
    """The lines of the head and of every row."""
    ems = [(width * share / sum(content.widths) - 2 * SIDE_IN) * 72 / size * SLACK for share in content.widths]
    return [max(map(line_count, cells, ems)) for cells in (content.heads, *content.rows)]


def _cell(cell: Any, words: str, size: float, align: str, is_bold: bool, is_head: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(SIDE_IN)
    cell.margin_top = cell.margin_bottom = Inches(EDGE_IN)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    if is_head:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(HEAD_FILL)
    paragraph = cell.text_frame.paragraphs[0]
    write(paragraph, words, size, is_bold=is_bold, font=TABLE_FONT, align=align)
    properties = cell._tc.get_or_add_tcPr()
    rule = properties.makeelement(qn("a:lnB"), {"w": "6350"})
    fill = rule.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": "B9C4CE"}))
    rule.append(fill)
    properties.insert(0, rule)


def write(
    paragraph: Any, words: str, size: float, *, is_bold: bool = False, color: str = INK, font: str = FONT,
    align: str = "l",
) -> None:
    """Words as one run in a named font, Chinese and Latin alike."""
    paragraph.alignment = PP_ALIGN.LEFT if align == "l" else PP_ALIGN.RIGHT
    run = paragraph.add_run()
    run.text = one_line(words)
    run.font.size, run.font.bold, run.font.name = Pt(size), is_bold, font
    run.font.color.rgb = RGBColor.from_string(color)
    east = run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": font})
    run._r.rPr.find(qn("a:latin")).addnext(east)


def _frame(frame: Any, anchor: Any, edge: float = 0.0) -> Any:
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = Inches(edge)
    frame.margin_top = frame.margin_bottom = Inches(edge and 0.08)
    return frame
