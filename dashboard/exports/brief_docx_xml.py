"""Paragraphs, tables and charts of a brief as WordprocessingML; text is only ever text."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from dashboard.exports.brief_model import Table
from dashboard.exports.plain_text import one_line
from dashboard.exports.workbook import FANG_SONG
from dashboard.figures import palette

NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
WIDTH = 9638  # twentieths of a point: 170 mm between 20 mm margins
EMU_PER_MM = 36_000
# Twentieths of a point per point of type. An exact line, because stand-ins for 仿宋 and 宋体 are up to 20 % higher and
# the brief would run over its four pages on such a machine.
LINE = 28
RULE = "B9C4CE"
HEAD_FILL = "E8EEF4"


def look(font: str, size: float, is_bold: bool, color: str) -> str:
    """Run properties: the font for Chinese and Latin, size in points."""
    bold = "<w:b/>" if is_bold else ""
    tint = f'<w:color w:val="{color}"/>' if color else ""
    return (
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>{bold}{tint}'
        f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    )


def paragraph(
    text: str, *, font: str = FANG_SONG, size: float = 12, is_bold: bool = False, align: str = "left",
    before: float = 0, after: float = 0, color: str = "", is_kept: bool = False,
) -> str:
    """One paragraph; a kept one stays on the page of the next."""
    style = look(font, size, is_bold, color)
    run = f'<w:r>{style}<w:t xml:space="preserve">{escape(one_line(text))}</w:t></w:r>' if text else ""
    return (
        f'<w:p><w:pPr>{"<w:keepNext/>" if is_kept else ""}<w:keepLines/>'
        f'<w:spacing w:before="{before * 20:.0f}" w:after="{after * 20:.0f}" w:line="{size * LINE:.0f}" '
        'w:lineRule="exact"/>'
        f'<w:jc w:val="{align}"/>{style}</w:pPr>{run}</w:p>'
    )


def table(
    content: Table, *, font: str, size: float, is_large: bool = False, has_head: bool = True, width: int = WIDTH,
    air: int = 15,
) -> str:
    """Rules above and below each row, the head shaded and repeated; a row is never cut, the first
    and the last three stay together, and all of a table without a head.

    `is_large` sets the second column, the figures, in bold; `air` is what stands above and below the text.
    """
    total = sum(content.widths)
    widths = [width * share // total for share in content.widths]
    last = len(content.rows) - 1
    rows = [_row(content.heads, widths, content.aligns, font, size, is_head=True)] if has_head else []
    for number, cells in enumerate(content.rows):
        rows.append(_row(
            cells, widths, content.aligns, font, size, is_bold=number in content.strong,
            bold_column=1 if is_large else 0 if not has_head else None,
            is_kept=number < last and (not has_head or number < 2 or number >= last - 2),
        ))
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in ("top", "bottom", "insideH")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{rules}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{air}" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
        f'<w:bottom w:w="{air}" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(
    cells: tuple[str, ...], widths: list[int], aligns: str, font: str, size: float, *, is_head: bool = False,
    is_bold: bool = False, bold_column: int | None = None, is_kept: bool = False,
) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{HEAD_FILL}"/>' if is_head else ""
    body = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
        + paragraph(
            cell, font=font, size=size, is_bold=is_head or is_bold or column == bold_column,
            align="left" if align == "l" else "right", is_kept=is_head or is_kept,
        )
        + "</w:tc>"
        for column, (cell, width, align) in enumerate(zip(cells, widths, aligns, strict=True))
    )
    return f'<w:tr><w:trPr><w:cantSplit/>{"<w:tblHeader/>" if is_head else ""}</w:trPr>{body}</w:tr>'


def beside(left: str, right: str, left_width: int) -> str:
    """Two blocks beside each other, in a table without rules."""
    widths = (left_width, WIDTH - left_width)
    # a cell must end in a paragraph
    end = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="top"/></w:tcPr>{block}{end}</w:tc>'
        for width, block in zip(widths, (left, right), strict=True)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>"
    )


def anchored_chart(relation: str, number: int, title: str, alt: str, width_mm: float, height_mm: float) -> str:
    """A paragraph that holds the chart of a relation in line with the text, kept with what follows."""
    size = f'cx="{width_mm * EMU_PER_MM:.0f}" cy="{height_mm * EMU_PER_MM:.0f}"'
    return (
        '<w:p><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="60"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name={quoteattr(one_line(title))} '
        f'descr={quoteattr(one_line(alt))}/>'
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/chart">'
        f'<c:chart xmlns:c="{DRAWING}/chart" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


def footer(text: str, font: str, size: float) -> str:
    """The foot of every page: where the figures come from, and which page of how many."""
    style = look(font, size, False, palette.GREY[1:])
    plain = '<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>'
    field = '<w:fldSimple w:instr="{}"><w:r>{}<w:t>1</w:t></w:r></w:fldSimple>'
    return (
        '<w:pPr><w:jc w:val="center"/></w:pPr>' + plain.format(style, escape(one_line(text)) + " · 第 ")
        + field.format("PAGE", style) + plain.format(style, " 页，共 ") + field.format("NUMPAGES", style)
        + plain.format(style, " 页")
    )
