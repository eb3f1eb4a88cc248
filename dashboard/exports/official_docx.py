"""附件4 as a document: landscape A4, repeated heads, 制表说明 on the last page.

python-docx's `table.cell(i, j)` took 40 s for 300 rows, so the tables are written as XML in one go; the
package, styles and section still come from python-docx's template, which Word is known to open.
"""

from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dashboard.exports.official_layout import CONTINUED, official_layout
from dashboard.exports.official_sheet import ATTACHMENT, HEADS, TABLE_HEADING, TITLE, OfficialSheet
from dashboard.exports.plain_text import plain_text
from dashboard.exports.stamp import NOTES_HEADING, stamp_lines
from dashboard.exports.workbook import FANG_SONG, SONG

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# Twentieths of a point; together the 267 mm between 15 mm margins.
_WIDTHS = {"scene": (750, 3250, 8386, 1150, 1600), "factory": (750, 2750, 2550, 6336, 1150, 1600)}
_NOTES_WIDTHS = (2200, 12936)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
)
_FIELDS = ("第 ", "PAGE", " 页，共 ", "NUMPAGES", " 页")


def official_document(sheet: OfficialSheet) -> bytes:
    """The form and, on a page of its own, 制表说明 as docx; the same sheet gives the same bytes."""
    document = docx.Document()
    _set_page(document, sheet)
    widths = _WIDTHS[sheet.track]
    # Word keeps 5.4 pt of a cell free on either side
    layout = official_layout(sheet, [width / 20 - 10.8 for width in widths])
    rows = [_row((([text], True) for text in HEADS[sheet.track]), widths, is_head=True)]
    for applicant, pieces in zip(sheet.rows, layout.pieces, strict=True):
        (position, *names), _, n_contacts = sheet.cells(applicant)
        for offset, piece in enumerate(pieces):
            cells = [([CONTINUED if offset else position], True), *(([name], False) for name in names)]
            cells += [(piece.text.split("\n"), False), *[([""], True)] * n_contacts]
            # only the very first row may break, so that the form's head never stands alone on its page
            rows.append(_row(cells, widths, size=layout.font_pt, is_whole=len(rows) > 1))
    notes = [
        _row([([name], False), ([text], False)], _NOTES_WIDTHS) for name, text in stamp_lines(sheet.stamp)
    ]
    blocks = [
        _paragraph(ATTACHMENT, font=SONG),
        _paragraph(TITLE, font=SONG, size=20, is_bold=True, align="center", after=6),
        _paragraph(sheet.unit_line, size=14, after=4),
        _paragraph(TABLE_HEADING[sheet.track], font=SONG, size=14, is_bold=True, after=4, is_kept=True),
        _table(rows, widths),
        _paragraph(sheet.closing_note, font=SONG, before=6),
        _paragraph(NOTES_HEADING, font=SONG, size=16, is_bold=True, after=8, is_new_page=True),
        _table(notes, _NOTES_WIDTHS),
        *(_paragraph(sentence, before=6) for sentence in sheet.notes()),
    ]
    return _saved(document, "".join(blocks))


def _paragraph(
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
    look = _run_look(font, size, is_bold)
    kept = "<w:keepNext/>" if is_kept else ""
    page = "<w:pageBreakBefore/>" if is_new_page else ""
    run = f'<w:r>{look}<w:t xml:space="preserve">{escape(plain_text(text))}</w:t></w:r>' if text else ""
    return (
        f"<w:p><w:pPr>{kept}<w:keepLines/>{page}"
        f'<w:spacing w:before="{before * 20:.0f}" w:after="{after * 20:.0f}"/>'
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


def _row(
    cells: Iterable[tuple[list[str], bool]],
    widths: tuple[int, ...],
    *,
    is_head: bool = False,
    size: float = 12,
    is_whole: bool = True,
) -> str:
    """One table row of (paragraphs, is centred) cells; a whole one moves to the next page in one piece."""
    whole = "<w:cantSplit/>" if is_whole else ""
    repeated = "<w:tblHeader/>" if is_head else ""
    body = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        + "".join(
            _paragraph(
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
    height = '<w:trHeight w:val="600" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{whole}{height}{repeated}</w:trPr>{body}</w:tr>"


def _table(rows: list[str], widths: tuple[int, ...]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _set_page(document: Document, sheet: OfficialSheet) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    section.footer_distance = Mm(8)

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
    blank = section.footer.paragraphs[0]._p
    blank.getparent().replace(blank, footer)

    properties = document.core_properties
    properties.title, properties.author, properties.comments = TITLE, "智造", ""
    properties.created = properties.modified = sheet.stamp.moment


def _saved(document: Document, blocks: str) -> bytes:
    """The document's bytes with `blocks` as its body and every zip member dated 1980-01-01.

    The blocks go in as text: lxml took 2.4 s to move 300 rows from one tree into the other. python-docx
    would date the members with the wall clock.
    """
    saved, fixed = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(fixed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:sectPr", blocks.encode() + b"<w:sectPr", 1)
            target.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, ZIP_DEFLATED)
    return fixed.getvalue()
