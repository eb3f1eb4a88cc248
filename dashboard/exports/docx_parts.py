"""Parts that every docx of ours is made of: paragraphs, tables, the page, bytes without a clock.

python-docx's `table.cell(i, j)` took 40 s for 300 rows, so the tables are written as XML in one go; the
package, styles and section still come from python-docx's template, which Word is known to open.
"""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dashboard.exports.fixed_zip import fixed_zip
from dashboard.exports.plain_text import plain_text
from dashboard.exports.workbook import FANG_SONG, SONG

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
)
_STYLES = {
    "Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Header", "HeaderChar", "Footer", "FooterChar",
}
_FIELDS = ("第 ", "PAGE", " 页，共 ", "NUMPAGES", " 页")


def paragraph(
    text: str,
    *,
    font: str = FANG_SONG,
    size: float = 12,
    is_bold: bool = False,
    align: str = "left",
    before: float = 0,
    after: float = 0,
    is_kept: bool = False,
    is_new_page: bool = False,
) -> str:
    """One paragraph in one look; a line feed becomes a line break."""
    look = _run_look(font, size, is_bold)
    kept = "<w:keepNext/>" if is_kept else ""
    page = "<w:pageBreakBefore/>" if is_new_page else ""
    written = escape(plain_text(text)).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    run = f'<w:r>{look}<w:t xml:space="preserve">{written}</w:t></w:r>' if text else ""
    return (
        f"<w:p><w:pPr>{kept}<w:keepLines/>{page}"
        # the template's own spacing is 1.15 lines, and heights here are reckoned with 1
        f'<w:spacing w:before="{before * 20:.0f}" w:after="{after * 20:.0f}" w:line="240" w:lineRule="auto"/>'
        f'<w:jc w:val="{align}"/>{look}</w:pPr>{run}</w:p>'
    )


def _run_look(font: str, size: float, is_bold: bool) -> str:
    bold = "<w:b/>" if is_bold else ""
    half_points = f"{size * 2:.0f}"
    return (
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>{bold}'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    )


def row(
    cells: Iterable[tuple[list[str], bool]],
    widths: tuple[int, ...],
    *,
    is_head: bool = False,
    size: float = 12,
    is_whole: bool = True,
    min_height: int = 600,
) -> str:
    """One table row of (paragraphs, is centred) cells; a whole one moves to the next page in one piece."""
    whole = "<w:cantSplit/>" if is_whole else ""
    repeated = "<w:tblHeader/>" if is_head else ""
    body = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        + "".join(
            paragraph(
                text,
                font=SONG if is_head else FANG_SONG,
                size=size,
                is_bold=is_head,
                align="center" if is_centred else "left",
            )
            for text in texts
        )
        + "</w:tc>"
        for (texts, is_centred), width in zip(cells, widths, strict=True)
    )
    height = f'<w:trHeight w:val="{min_height}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{whole}{height}{repeated}</w:trPr>{body}</w:tr>"


def table(rows: list[str], widths: tuple[int, ...]) -> str:
    """A bordered table of fixed column widths (twentieths of a point)."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def new_document(title: str, moment: datetime, *, mark: str = "", is_landscape: bool = True) -> Document:
    """An A4 document with page numbers; `mark` stands at the top right of every page, `moment` in the properties."""
    document: Document = docx.Document()
    _slim(document)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    long, short = Mm(297), Mm(210)
    section.page_width, section.page_height = (long, short) if is_landscape else (short, long)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    section.footer_distance, section.header_distance = Mm(8), Mm(6)

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FANG_SONG, Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FANG_SONG)

    look = _run_look(SONG, 10, False)
    runs = "".join(
        f'<w:fldSimple w:instr="{text}"><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>'
        if text.isascii()
        else f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'
        for text in _FIELDS
    )
    footer = parse_xml(f'<w:p {_NAMESPACE}><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p>')
    _instead(section.footer.paragraphs[0]._p, footer)
    if mark:
        run = f'<w:r>{_run_look(SONG, 12, True)}<w:t xml:space="preserve">{escape(mark)}</w:t></w:r>'
        header = parse_xml(f'<w:p {_NAMESPACE}><w:pPr><w:jc w:val="right"/></w:pPr>{run}</w:p>')
        _instead(section.header.paragraphs[0]._p, header)

    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "智造", ""
    properties.created = properties.modified = moment
    return document


def _slim(document: Document) -> None:
    """Leave out what python-docx's template brings along: 150 unused styles, written twice, and a picture."""
    for style in list(document.styles.element.iterchildren(qn("w:style"))):
        if style.get(qn("w:styleId")) not in _STYLES:
            document.styles.element.remove(style)
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(("/stylesWithEffects", "/thumbnail"))]:
            del rels[key]


def _instead(blank: Any, paragraph: Any) -> None:
    blank.getparent().replace(blank, paragraph)


def saved(document: Document, blocks: str) -> bytes:
    """The document's bytes with `blocks` as its body, the same on every machine.

    The blocks go in as text: lxml took 2.4 s to move 300 rows from one tree into the other.
    """
    written = BytesIO()
    document.save(written)

    def filled(name: str, content: bytes) -> bytes:
        is_body = name == "word/document.xml"
        return content.replace(b"<w:sectPr", blocks.encode() + b"<w:sectPr", 1) if is_body else content

    return fixed_zip(written.getvalue(), filled)
