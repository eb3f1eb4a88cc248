"""A blank application form as .docx, printed from the parts of data/forms.

A row is written as cells between bars: text is printed, ``_`` is a blank, ``^`` continues the cell above, ``>n`` takes
n columns. The package is written by hand: bytes without a clock, and python-docx's `table.cell` took 40 s for 300 rows.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from etl.forms.cards import Form, Part

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{office}/{kind}" Target="{target}"/></Relationships>'
)
STYLES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr>'
    '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style></w:styles>'
)
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
TWIPS_PER_MM = 56.7
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Spot:
    """One cell of the blank form: its part and row counted from 0, its text ('' for a blank), its columns."""

    part: int
    row: int
    index: int
    text: str
    start: int
    width: int
    is_continued: bool = False


Filling = Callable[[Spot], str]


def spots(number: int, part: Part) -> list[list[Spot]]:
    """The cells of a part's table, row by row."""
    table = []
    for row, line in enumerate(part.rows):
        start, cells = 1, []
        for index, spec in enumerate(re.split(r"\s*\|\s*", line)):
            found = re.fullmatch(r"(.*?)(?:\s*>(\d+))?", spec.strip(" "), re.DOTALL)
            assert found is not None  # every text matches
            text, width = found.group(1), int(found.group(2) or 1)
            cells.append(Spot(number, row, index, "" if text in {"_", "^"} else text, start, width, text == "^"))
            start += width
        table.append(cells)
    return table


def paragraph(
    text: str, *, size: int = 21, is_bold: bool = False, align: str = "left", is_kept: bool = False
) -> str:
    """Paragraphs of one look, one per line of the text; ``is_kept``: on one page with what follows."""
    kept = "<w:keepNext/>" if is_kept else ""
    bold = "<w:b/>" if is_bold else ""
    return "".join(
        f'<w:p><w:pPr>{kept}<w:jc w:val="{align}"/></w:pPr><w:r><w:rPr>{bold}<w:sz w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )


def blank(spot: Spot) -> str:
    """The cell as the blank form prints it."""
    return paragraph(spot.text, align="left" if "□" in spot.text or len(spot.text) > 40 else "center")


def form_xml(form: Form, filling: Filling = blank, line: Callable[[str], str] = lambda text: text) -> str:
    """The main part of the document; ``filling`` gives each cell's paragraphs, ``line`` each line above a table."""
    body = []
    for number, part in enumerate(form.part):
        is_next_landscape = number + 1 < len(form.part) and form.part[number + 1].is_landscape
        body.append(paragraph(line(part.heading), size=28, is_bold=True, is_kept=True) if part.heading else "")
        for text in part.lines:
            is_title = text.startswith("# ")
            body.append(paragraph(
                line(text.removeprefix("# ")), size=36 if is_title else 24, is_bold=is_title,
                align="center" if is_title else "left", is_kept=bool(part.rows),
            ))
        if part.rows:
            body.append(_table(part, number, filling))
        body.extend(paragraph(line(text), size=18) for text in part.notes)
        if number == 0:
            body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
        if part.is_landscape != is_next_landscape and number + 1 < len(form.part):
            body.append(f"<w:p><w:pPr>{_section(part.is_landscape)}</w:pPr></w:p>")
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {W}><w:body>'
        + "".join(body) + _section(form.part[-1].is_landscape if form.part else False) + "</w:body></w:document>"
    )


def _section(is_landscape: bool) -> str:
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if is_landscape else 'w:w="11906" w:h="16838"'
    return (
        f'<w:sectPr><w:pgSz {size}/>'
        '<w:pgMar w:top="1134" w:right="1021" w:bottom="1134" w:left="1021" w:header="567" w:footer="567"'
        ' w:gutter="0"/>'
        "</w:sectPr>"
    )


def _table(part: Part, number: int, filling: Filling) -> str:
    full = 260 if part.is_landscape else 174
    widths = [width * full / sum(part.widths) for width in part.widths]
    grid = "".join(f'<w:gridCol w:w="{width * TWIPS_PER_MM:.0f}"/>' for width in widths)
    rows = spots(number, part)
    xml = []
    for place, row in enumerate(rows):
        below = {spot.start for spot in (rows[place + 1] if place + 1 < len(rows) else []) if spot.is_continued}
        cells = []
        for spot in row:
            merge = '<w:vMerge/>' if spot.is_continued else '<w:vMerge w:val="restart"/>' if spot.start in below else ""
            span = f'<w:gridSpan w:val="{spot.width}"/>' if spot.width > 1 else ""
            wide = sum(widths[spot.start - 1 : spot.start - 1 + spot.width]) * TWIPS_PER_MM
            inside = "<w:p/>" if spot.is_continued else filling(spot)
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{wide:.0f}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
                f"{inside}</w:tc>"
            )
        xml.append('<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="454"/></w:trPr>' + "".join(cells) + "</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{full * TWIPS_PER_MM:.0f}" w:type="dxa"/><w:tblBorders>{BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>' + "".join(xml) + "</w:tbl><w:p/>"
    )


def package(document: str | bytes, others: dict[str, bytes] | None = None) -> bytes:
    """A .docx with this main part; ``others``: further parts by name."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS.format(office=OFFICE, kind="officeDocument", target="word/document.xml"),
        "word/_rels/document.xml.rels": RELATIONS.format(office=OFFICE, kind="styles", target="styles.xml"),
        "word/styles.xml": STYLES, "word/document.xml": document, **(others or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED_TIME), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def blank_form(form: Form) -> bytes:
    """The blank form as the bytes of a .docx."""
    return package(form_xml(form))
