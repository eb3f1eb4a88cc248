"""A brief as six slides: one sentence a slide, with its table and a chart that PowerPoint can edit."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.util import Inches

from dashboard.exports.brief_chart import chart_workbook, data, dress, kind
from dashboard.exports.brief_model import Brief, Figure, Section
from dashboard.exports.brief_slide import FONT, card, lines, table, title
from dashboard.exports.fixed_zip import dated_alike
from dashboard.exports.stamp import NOTES_HEADING, stamp_lines

LEFT, WIDTH, TOP, BOTTOM = 0.55, 12.23, 1.95, 6.85
TITLE_ONLY = 5
TABLE_ROW = 0.3


def brief_slides(brief: Brief) -> bytes:
    """The brief as pptx; the same brief gives the same bytes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    _opening(deck, brief, brief.sections[0])
    for section in brief.sections[1:]:
        if section.is_large:
            _subject(deck, brief, section)
    _closing(deck, brief, [section for section in brief.sections[1:] if not section.is_large])
    properties = deck.core_properties
    properties.title, properties.author, properties.comments = brief.title, "智造", ""
    properties.last_modified_by, properties.revision = "智造", 1
    properties.created = properties.modified = brief.stamp.moment
    buffer = BytesIO()
    deck.save(buffer)
    return dated_alike(buffer.getvalue())


def _slide(deck: Any, brief: Brief, subject: str, sentence: str) -> Any:
    """A slide with its subject, the sentence as its title, and where the figures come from."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    title(slide, subject, sentence)
    number = len(deck.slides)
    lines(slide, (LEFT, 7.02, WIDTH, 0.3), [f"{brief.footer} · 第 {number} 页"], size=10, is_faint=True)
    return slide


def _opening(deck: Any, brief: Brief, section: Section) -> None:
    """The ten figures as cards."""
    slide = _slide(deck, brief, brief.title, section.headline)
    lines(slide, (LEFT, 1.42, WIDTH, 0.8), brief.origin, size=11, is_faint=True)
    rows = -(-len(section.figures) // 5)
    height, width = 4.1 / max(rows, 2), (WIDTH - 4 * 0.18) / 5
    for number, figure in enumerate(section.figures):
        row, column = divmod(number, 5)
        at = (LEFT + column * (width + 0.18), 2.35 + row * (height + 0.15), width, height)
        card(slide, at, figure.label, figure.value, card_lines(figure))
    if section.sentences:
        lines(slide, (LEFT, 6.68, WIDTH, 0.3), ["".join(section.sentences)], size=11, is_faint=True)


def card_lines(figure: Figure) -> list[str]:
    """What stands under the number of a card."""
    return [words for words in (figure.change, figure.since, figure.note) if words]


def _subject(deck: Any, brief: Brief, section: Section) -> None:
    """A section: its sentences, the chart on the left and the table on the right."""
    slide = _slide(deck, brief, section.title, section.headline)
    top = TOP - 0.5
    if section.sentences:
        lines(slide, (LEFT, top, WIDTH, 0.8), ["".join(section.sentences)], size=14)
        top += 0.35 + 0.27 * (len("".join(section.sentences)) // 60)
    body, wide = BOTTOM - 0.3 - top, WIDTH
    at = LEFT
    if section.chart:
        share = 0.36 if section.chart.stands_beside else 0.46
        wide = WIDTH * share if section.table else WIDTH
        lines(slide, (LEFT, top, wide, 0.3), [f"{section.chart.title}（{section.chart.unit}）"], size=12, is_bold=True)
        space = (Inches(LEFT), Inches(top + 0.3), Inches(wide), Inches(body - 0.3))
        frame = slide.shapes.add_chart(kind(section.chart), *space, data(section.chart))
        frame.chart.part.chart_workbook.xlsx_part._blob = chart_workbook(section.chart, brief.stamp)
        dress(frame.chart, section.chart, FONT, 12)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", section.chart.alt)
        at, wide = LEFT + wide + 0.25, WIDTH - wide - 0.25
    if section.table:
        table(slide, (at, top + 0.05, wide), section.table, size=11 if len(section.table.rows) > 9 else 12)
    if section.note:
        lines(slide, (LEFT, 6.72, WIDTH, 0.3), [f"注：{section.note}。"], size=10, is_faint=True)


def _closing(deck: Any, brief: Brief, sections: list[Section]) -> None:
    """What is left in two columns, and 制表说明."""
    slide = _slide(deck, brief, "、".join(section.title for section in sections), sections[0].headline)
    half = (WIDTH - 0.3) / 2
    tops = [1.45, 1.45]
    for number, section in enumerate(sections):
        column = 0 if number == 0 else 1
        at, top = LEFT + column * (half + 0.3), tops[column]
        said = [section.title, *([section.headline] if number else []), *section.sentences]
        if section.note:
            said.append(f"注：{section.note}。")
        lines(slide, (at, top, half, 0.3), said[:1], size=13, is_bold=True)
        lines(slide, (at, top + 0.28, half, 0.3), said[1:], size=12)
        top += 0.4 + 0.23 * sum(1 + len(words) // 37 for words in said[1:])
        if section.table:
            table(slide, (at, top, half), section.table, size=10)
            top += 0.15 + 0.25 * (1 + len(section.table.rows))
        tops[column] = top
    foot = max(tops[0] + 0.1, 3.6)
    lines(slide, (LEFT, foot, half, 0.3), [NOTES_HEADING], size=13, is_bold=True)
    stamped = [f"{name}：{words}" for name, words in stamp_lines(brief.stamp)]
    lines(slide, (LEFT, foot + 0.28, half, 2.8), stamped, size=9.5, is_faint=True)
