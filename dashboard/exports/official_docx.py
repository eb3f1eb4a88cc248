"""附件4 as a document: landscape A4, repeated heads, 制表说明 on the last page."""

from dashboard.exports.docx_parts import new_document, paragraph, row, saved, table
from dashboard.exports.official_layout import CONTINUED, official_layout
from dashboard.exports.official_sheet import ATTACHMENT, HEADS, TABLE_HEADING, TITLE, OfficialSheet
from dashboard.exports.stamp import NOTES_HEADING, stamp_lines
from dashboard.exports.workbook import SONG

# Twentieths of a point; together the 267 mm between 15 mm margins.
# 11 digits of 12 pt need up to 85 pt.
_WIDTHS = {"scene": (750, 3250, 7886, 1250, 2000), "factory": (750, 2750, 2550, 5836, 1250, 2000)}
_NOTES_WIDTHS = (2200, 12936)


def official_document(sheet: OfficialSheet) -> bytes:
    """The form and, on a page of its own, 制表说明 as docx; the same sheet gives the same bytes."""
    document = new_document(TITLE, sheet.stamp.moment, mark=sheet.mark)
    widths = _WIDTHS[sheet.track]
    # Word keeps 5.4 pt of a cell free on either side
    layout = official_layout(sheet, [width / 20 - 10.8 for width in widths])
    rows = [row((([text], True) for text in HEADS[sheet.track]), widths, is_head=True)]
    for applicant, pieces in zip(sheet.rows, layout.pieces, strict=True):
        (position, *names), _, contact = sheet.cells(applicant)
        for offset, piece in enumerate(pieces):
            cells = [([CONTINUED if offset else position], True), *(([name], False) for name in names)]
            cells += [(piece.text.split("\n"), False), *((["" if offset else text], True) for text in contact)]
            # only the very first row may break, so that the form's head never stands alone on its page
            rows.append(row(cells, widths, size=layout.font_pt, is_whole=len(rows) > 1))
    notes = [
        row([([name], False), ([text], False)], _NOTES_WIDTHS, size=11, min_height=380)
        for name, text in stamp_lines(sheet.stamp)
    ]
    blocks = [
        paragraph(ATTACHMENT, font=SONG),
        paragraph(TITLE, font=SONG, size=20, is_bold=True, align="center", after=6),
        paragraph(sheet.unit_line, size=14, after=4),
        paragraph(TABLE_HEADING[sheet.track], font=SONG, size=14, is_bold=True, after=4, is_kept=True),
        table(rows, widths),
        paragraph(sheet.closing_note, font=SONG, before=6),
        paragraph(NOTES_HEADING, font=SONG, size=16, is_bold=True, after=8, is_new_page=True),
        table(notes, _NOTES_WIDTHS),
        *(paragraph(sentence, before=6) for sentence in sheet.notes()),
    ]
    return saved(document, "".join(blocks))
