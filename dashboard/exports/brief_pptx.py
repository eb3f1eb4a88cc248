"""A brief as six slides: one sentence a slide, with its table and a chart that PowerPoint can edit."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.util import Inches

from dashboard.exports.brief_chart import chart_workbook, data, dress, kind
from dashboard.exports.brief_model import Brief, Chart, Section
from dashboard.exports.brief_slide import BLUE, FONT, card, lines, lines_height, table, title
from dashboard.exports.fixed_zip import fixed_zip
from dashboard.exports.plain_text import one_line
from dashboard.exports.stamp import NOTES_HEADING, stamp_lines

LEFT, WIDTH, TOP, BOTTOM, FOOT, GAP = 0.55, 12.23, 1.42, 6.95, 7.08, 0.15
TITLE_ONLY = 5


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
    properties.title, properties.author, properties.comments = one_line(brief.title)[:255], "智造", ""
    properties.last_modified_by, properties.revision = "智造", 1
    properties.created = properties.modified = brief.stamp.moment
    buffer = BytesIO()
    deck.save(buffer)
    return fixed_zip(buffer.getvalue())


def _slide(deck: Any, brief: Brief, subject: str, sentence: str) -> Any:
    """A slide with its subject, the sentence as its title, and where the figures come from."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    title(slide, subject, sentence)
    lines(slide, (LEFT, FOOT, WIDTH), [f"{brief.footer} · 第 {len(deck.slides)} 页"], size=10, is_faint=True)
    return slide


def _opening(deck: Any, brief: Brief, section: Section) -> None:
    """The ten figures as cards."""
    slide = _slide(deck, brief, brief.title, section.headline)
    top = TOP + lines(slide, (LEFT, TOP, WIDTH), brief.origin, size=11, is_faint=True) + 0.1
    rows = max(-(-len(section.figures) // 5), 2)
    height, width = (BOTTOM - 0.25 - top) / rows - GAP, (WIDTH - 4 * GAP) / 5
    for number, figure in enumerate(section.figures):
        row, column = divmod(number, 5)
        at = (LEFT + column * (width + GAP), top + row * (height + GAP), width, height)
        below = [words for words in (figure.change, figure.since, figure.note) if words]
        card(slide, at, figure.label, figure.value, below)
    if section.sentences:
        lines(slide, (LEFT, BOTTOM - 0.2, WIDTH), ["".join(section.sentences)], size=11, is_faint=True)


def _subject(deck: Any, brief: Brief, section: Section) -> None:
    """A section: its sentences, then chart and table, beside each other or, where the bars are few, below."""
    slide = _slide(deck, brief, section.title, section.headline)
    top = TOP
    if section.sentences:
        top += lines(slide, (LEFT, top, WIDTH), ["".join(section.sentences)], size=14) + 0.1
    bottom = BOTTOM
    if section.note:
        bottom -= 0.3
        lines(slide, (LEFT, BOTTOM - 0.2, WIDTH), [f"注：{section.note}。"], size=10, is_faint=True)
    left, wide = LEFT, WIDTH
    if section.chart:
        is_flat = section.chart.is_horizontal and not section.chart.stands_beside
        share = 1 if is_flat or not section.table else 0.34 if section.chart.stands_beside else 0.42
        space = (LEFT, top, WIDTH * share - (GAP if share < 1 else 0), 1.55 if is_flat else bottom - top)
        _chart(slide, brief, section.chart, space)
        if is_flat:
            top += space[3] + GAP
        else:
            left, wide = LEFT + WIDTH * share, WIDTH * (1 - share)
    if section.table:
        table(slide, (left, top, wide), section.table, bottom - top)


def _chart(slide: Any, brief: Brief, chart: Chart, at: tuple[float, float, float, float]) -> None:
    """A chart with its title at (left, top, width, height); the workbook behind it carries no clock."""
    left, top, width, height = at
    head = lines(slide, (left, top, width), [f"{chart.title}（{chart.unit}）"], size=12, is_bold=True)
    space = (Inches(value) for value in (left, top + head, width, height - head))
    frame = slide.shapes.add_chart(kind(chart), *space, data(chart))
    frame.chart.part.chart_workbook.xlsx_part._blob = chart_workbook(chart, brief.stamp)
    dress(frame.chart, chart, FONT, 12)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", one_line(chart.alt))


def _closing(deck: Any, brief: Brief, sections: list[Section]) -> None:
    """What is left in two columns, the first section with 制表说明 below it."""
    first, *others = sections
    slide = _slide(deck, brief, "、".join(section.title for section in sections), first.headline)
    half = (WIDTH - 0.3) / 2
    top = _part(slide, first, (LEFT, TOP, half), is_titled=True)
    top += lines(slide, (LEFT, top, half), [NOTES_HEADING], size=13, is_bold=True)
    stamped = [f"{name}：{words}" for name, words in stamp_lines(brief.stamp)]
    size = next((size for size in (11, 10, 9, 8) if top + lines_height(stamped, half, size) <= BOTTOM), 7)
    lines(slide, (LEFT, top, half), stamped, size=size, is_faint=True)
    top = TOP
    for section in others:
        top = _part(slide, section, (LEFT + half + 0.3, top, half), is_titled=False)


def _part(slide: Any, section: Section, at: tuple[float, float, float], is_titled: bool) -> float:
    """A section in a column; returns where the next one begins. Its headline may be the slide's title already."""
    left, top, width = at
    top += lines(slide, at, [section.title], size=13, is_bold=True, color=BLUE)
    said = [*([] if is_titled else [section.headline]), *section.sentences]
    said += [f"注：{section.note}。"] if section.note else []
    if said:
        top += lines(slide, (left, top, width), said, size=12) + 0.05
    if section.table:
        top += table(slide, (left, top, width), section.table, 1.9)
    return top + 0.2
