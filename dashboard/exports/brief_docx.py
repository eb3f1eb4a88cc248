"""A brief as a document: A4 upright, real tables, charts that Word can edit."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dashboard.exports.brief_chart import chart_workbook, chart_xml
from dashboard.exports.brief_docx_xml import NAMESPACES, WIDTH, anchored_chart, beside, footer, paragraph, table
from dashboard.exports.brief_model import Brief, Chart, Figure, Section, Table
from dashboard.exports.fixed_zip import fixed_zip
from dashboard.exports.plain_text import one_line
from dashboard.exports.stamp import NOTES_HEADING, stamp_lines
from dashboard.exports.workbook import FANG_SONG, SONG
from dashboard.figures import palette

HEI = "黑体"
CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NUMERALS = "一二三四五六七八九十"
BLUE = palette.BLUE[1:]
SMALL = "5A6875"


def brief_document(brief: Brief) -> bytes:
    """The brief as docx; the same brief gives the same bytes."""
    document = docx.Document()
    _set_page(document, brief)
    blocks = [
        paragraph(brief.title, font=HEI, size=22, is_bold=True, align="center", after=6),
        *(paragraph(line, font=SONG, size=9, align="center", color=SMALL) for line in brief.origin),
        paragraph("要点", font=HEI, size=14, is_bold=True, before=8, after=2, color=BLUE, is_kept=True),
        *(paragraph(f"{number}. {point}", size=13, after=3) for number, point in enumerate(brief.points, 1)),
    ]
    for number, section in enumerate(brief.sections):
        blocks += _section(document, brief, section, NUMERALS[number])
    blocks += [
        paragraph(NOTES_HEADING, font=HEI, size=11, is_bold=True, before=8, after=2, is_kept=True),
        table(
            Table(("项目", "内容"), tuple(stamp_lines(brief.stamp)), (14, 86), "ll"), font=SONG, size=8,
            has_head=False,
        ),
    ]
    body = "".join(blocks).encode()
    buffer = BytesIO()
    document.save(buffer)
    return fixed_zip(buffer.getvalue(), lambda name, content: (
        content.replace(b"<w:sectPr", body + b"<w:sectPr", 1) if name == "word/document.xml" else content
    ))


def _section(document: Any, brief: Brief, section: Section, number: str) -> list[str]:
    """Heading, sentences, chart, table, note; a heading never stands alone at the foot of a page.

    The ten figures have their sentence right above, among the points.
    """
    has_more = bool(section.chart or section.table)
    blocks = [paragraph(
        f"{number}、{section.title}", font=HEI, size=13, is_bold=True, before=7, after=1, color=BLUE, is_kept=True
    )]
    if section.figures:
        blocks.append(table(_figures(section.figures), font=SONG, size=10.5, is_large=True, air=45))
        return [*blocks, *(paragraph("".join(section.sentences), font=SONG, size=8.5, before=2, color=SMALL)
                           for _ in section.sentences[:1])]
    blocks.append(paragraph(section.headline, size=11, is_bold=True, after=1, is_kept=has_more))
    if section.sentences:
        blocks.append(paragraph("".join(section.sentences), size=11, after=2, is_kept=has_more))
    if section.chart and section.table and section.chart.stands_beside:
        rows = len(section.table.rows)
        drawn = _chart(document, brief, section.chart, 50, max(rows * 5.4 - 2, 40))
        listed = table(section.table, font=SONG, size=8.5, width=WIDTH * 118 // 170)
        blocks.append(beside("".join(drawn), listed, WIDTH * 52 // 170))
    else:
        if section.chart:
            blocks += _chart(document, brief, section.chart, 170, 24 if section.chart.is_horizontal else 46)
        if section.table:
            blocks.append(table(section.table, font=SONG, size=9))
    if section.note:
        blocks.append(paragraph(f"注：{section.note}。", font=SONG, size=8.5, before=2, color=SMALL))
    return blocks


def _figures(figures: tuple[Figure, ...]) -> Table:
    """The ten figures as a table; columns that say nothing of any figure are left out."""
    columns: list[tuple[str, int, tuple[str, ...]]] = [
        ("指标", 25, tuple(figure.label for figure in figures)),
        ("数值", 16, tuple(figure.value for figure in figures)),
        ("比上年", 45, tuple(figure.change for figure in figures)),
        ("自上一版", 22, tuple(figure.since.removeprefix("自上一版").strip() for figure in figures)),
        ("说明", 27, tuple(figure.note for figure in figures)),
    ]
    shown = [column for column in columns if any(column[2])]
    return Table(
        tuple(head for head, _, _ in shown), tuple(zip(*(cells for _, _, cells in shown), strict=True)),
        tuple(width for _, width, _ in shown), "l" * len(shown),
    )


def _chart(document: Any, brief: Brief, chart: Chart, width_mm: float, height_mm: float) -> list[str]:
    """Its title and the chart, kept together; adds the chart and its workbook to the package."""
    number = 1 + sum(rel.reltype == RT.CHART for rel in document.part.rels.values())
    package = document.part.package
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), WORKBOOK, chart_workbook(chart, brief.stamp), package)
    part = Part(
        PackURI(f"/word/charts/chart{number}.xml"), CHART, chart_xml(chart, SONG, 9, "rId1"), package
    )
    if part.relate_to(book, RT.PACKAGE) != "rId1":
        raise RuntimeError("a new part has relations")
    relation = document.part.relate_to(part, RT.CHART)
    unit = f"{chart.title}（{chart.unit}）"
    return [
        paragraph(unit, font=SONG, size=9, is_bold=True, align="center", before=2, is_kept=True),
        anchored_chart(relation, number, chart.title, chart.alt, width_mm, height_mm),
    ]


def _set_page(document: Any, brief: Brief) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin, section.footer_distance = Mm(17), Mm(17), Mm(8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FANG_SONG, Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FANG_SONG)
    blank = section.footer.paragraphs[0]._p
    blank.getparent().replace(blank, parse_xml(f"<w:p {NAMESPACES}>{footer(brief.footer, SONG, 8)}</w:p>"))
    properties = document.core_properties
    properties.title, properties.author, properties.comments = one_line(brief.title)[:255], "智造", ""
    properties.created = properties.modified = brief.stamp.moment
