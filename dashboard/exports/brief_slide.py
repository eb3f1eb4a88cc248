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
from dashboard.figures import palette

FONT = "黑体"
TABLE_FONT = "宋体"
INK, FAINT, BLUE = palette.LIGHT["text"][1:], "5A6875", palette.BLUE[1:]
HEAD_FILL, CARD_FILL = "E8EEF4", palette.LIGHT["panel"][1:]
EDGE_IN = 0.04


def title(slide: Any, subject: str, sentence: str) -> None:
    """The subject in small type and, as the slide's title, the sentence to repeat."""
    lines(slide, (0.55, 0.3, 12.23, 0.3), [subject], size=14, is_bold=True, color=BLUE)
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = (Inches(value) for value in (0.55, 0.6, 12.23, 0.8))
    frame = _frame(shape.text_frame, MSO_ANCHOR.TOP)
    write(frame.paragraphs[0], sentence, 24 if len(sentence) <= 42 else 20 if len(sentence) <= 62 else 16, is_bold=True)


def lines(
    slide: Any, at: tuple[float, float, float, float], words: Sequence[str], *, size: float, is_bold: bool = False,
    is_faint: bool = False, color: str = "",
) -> None:
    """A text box at (left, top, width, height) with one paragraph per line."""
    frame = _frame(slide.shapes.add_textbox(*(Inches(value) for value in at)).text_frame, MSO_ANCHOR.TOP)
    for number, line in enumerate(words):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        write(paragraph, line, size, is_bold=is_bold, color=color or (FAINT if is_faint else INK))


def card(slide: Any, at: tuple[float, float, float, float], label: str, value: str, below: Sequence[str]) -> None:
    """One figure: its name, the number large, what it is compared with."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(part) for part in at))
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(CARD_FILL)
    shape.line.fill.background()
    frame = _frame(shape.text_frame, MSO_ANCHOR.TOP, edge=0.12)
    write(frame.paragraphs[0], label, 14, color=FAINT)
    write(frame.add_paragraph(), value, 26, is_bold=True)
    for words in below:
        write(frame.add_paragraph(), words, 11)


def table(slide: Any, at: tuple[float, float, float], content: Table, *, size: float) -> None:
    """A table at (left, top, width), its head shaded, thin rules between the rows."""
    left, top, width = at
    row_in = size * 1.4 / 72 + 2 * EDGE_IN
    n_rows = 1 + len(content.rows)
    frame = slide.shapes.add_table(
        n_rows, len(content.heads), Inches(left), Inches(top), Inches(width), Inches(row_in * n_rows)
    )
    grid = frame.table
    properties = grid._tbl.tblPr
    for flag in ("bandRow", "firstRow"):
        properties.set(flag, "0")
    properties.find(qn("a:tableStyleId")).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
    total = sum(content.widths)
    for column, share in zip(grid.columns, content.widths, strict=True):
        column.width = Inches(width * share / total)
    for number, (row, cells) in enumerate(zip(grid.rows, (content.heads, *content.rows), strict=True)):
        row.height = Inches(row_in)
        is_bold = not number or number - 1 in content.strong
        for cell, words, align in zip(row.cells, cells, content.aligns, strict=True):
            _cell(cell, words, size, align, is_bold, is_head=not number)


def _cell(cell: Any, words: str, size: float, align: str, is_bold: bool, is_head: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(EDGE_IN)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    if is_head:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(HEAD_FILL)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT if align == "l" else PP_ALIGN.RIGHT
    write(paragraph, words, size, is_bold=is_bold, font=TABLE_FONT)
    properties = cell._tc.get_or_add_tcPr()
    rule = properties.makeelement(qn("a:lnB"), {"w": "6350"})
    fill = rule.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": "B9C4CE"}))
    rule.append(fill)
    properties.insert(0, rule)


def write(paragraph: Any, words: str, size: float, *, is_bold: bool = False, color: str = INK, font: str = FONT) -> None:
    """Words as one run in a named font, Chinese and Latin alike."""
    run = paragraph.add_run()
    run.text = one_line(words)
    run.font.size, run.font.bold, run.font.name = Pt(size), is_bold, font
    run.font.color.rgb = RGBColor.from_string(color)
    east = run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": font})
    run._r.rPr.find(qn("a:latin")).addnext(east)
    if paragraph.alignment is None:
        paragraph.alignment = PP_ALIGN.LEFT


def _frame(frame: Any, anchor: Any, edge: float = 0.0) -> Any:
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = Inches(edge)
    frame.margin_top = frame.margin_bottom = Inches(edge and 0.08)
    return frame
