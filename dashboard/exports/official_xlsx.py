"""附件4 as a workbook: landscape A4, one row per applicant, rows high enough that nothing is cut in print."""

from io import BytesIO

from dashboard.exports.fixed_zip import fixed_zip
from dashboard.exports.official_layout import CONTINUED, official_layout
from dashboard.exports.official_sheet import (
    ATTACHMENT,
    HEADS,
    TABLE_HEADING,
    TITLE,
    TRACK_NAME,
    OfficialSheet,
)
from dashboard.exports.workbook import (
    A4,
    FANG_SONG,
    FOOTER,
    HEADER,
    SONG,
    Format,
    Sheet,
    add_notes_sheet,
    new_workbook,
    write_text,
)

# Together 1,000 px = the printable width of a landscape A4 page with 15 mm margins.
_WIDTHS_PX = {"scene": (50, 215, 515, 75, 145), "factory": (50, 185, 170, 375, 75, 145)}
_HEAD_ROW = 4


def official_workbook(sheet: OfficialSheet) -> bytes:
    """The form (sheet 1) and 制表说明 (sheet 2) as xlsx; the same sheet gives the same bytes.

    An applicant whose instances need more than a page goes on in rows numbered 「续」.
    """
    buffer = BytesIO()
    workbook = new_workbook(buffer, sheet.stamp, f"{TITLE}（{TRACK_NAME[sheet.track]}）")
    page = workbook.add_worksheet(TRACK_NAME[sheet.track])
    layout = official_layout(sheet, _printable_pt(sheet))
    last = len(HEADS[sheet.track]) - 1

    song = {"font_name": SONG, "valign": "vcenter"}
    base = {
        "font_name": FANG_SONG,
        "font_size": layout.font_pt,
        "border": 1,
        "text_wrap": True,
        "valign": "vcenter",
    }
    plain = workbook.add_format(song | {"font_size": 12})
    title = workbook.add_format(song | {"font_size": 20, "bold": True, "align": "center"})
    line = workbook.add_format({"font_name": FANG_SONG, "font_size": 14, "valign": "vcenter"})
    heading = workbook.add_format(song | {"font_size": 14, "bold": True})
    head = workbook.add_format(base | {"font_name": SONG, "font_size": 11, "bold": True, "align": "center"})
    centred = workbook.add_format(base | {"align": "center"})
    left = workbook.add_format(base)

    _print_setup(page, sheet)
    tops = [(ATTACHMENT, plain, 20), (TITLE, title, 34), (sheet.unit_line, line, 26)]
    for row, (text, style, height) in enumerate([*tops, (TABLE_HEADING[sheet.track], heading, 24)]):
        page.set_row(row, height)
        _write_across(page, row, last, text, style)
    page.set_row(_HEAD_ROW, 36)
    for column, text in enumerate(HEADS[sheet.track]):
        write_text(page, _HEAD_ROW, column, text, head)

    row = _HEAD_ROW + 1
    for applicant, pieces in zip(sheet.rows, layout.pieces, strict=True):
        (_, *names), _, contact = sheet.cells(applicant)
        for offset, piece in enumerate(pieces):
            page.set_row(row, piece.height_pt)
            if offset:
                write_text(page, row, 0, CONTINUED, centred)
            else:
                page.write_number(row, 0, applicant.position, centred)
            for column, text in enumerate([*names, piece.text], start=1):
                write_text(page, row, column, text, left)
            for column, text in enumerate(contact, start=last + 1 - len(contact)):
                if text and not offset:
                    write_text(page, row, column, text, centred)
                else:
                    page.write_blank(row, column, None, centred)
            row += 1
    page.set_row(row, 26)
    _write_across(page, row, last, sheet.closing_note, plain)
    page.print_area(0, 0, row, last)

    add_notes_sheet(workbook, sheet.stamp, sheet.notes(), sheet.mark)
    workbook.close()
    return fixed_zip(buffer.getvalue())


def _printable_pt(sheet: OfficialSheet) -> list[float]:
    # 96 px = 72 pt; Excel keeps 5 to 7 px of a cell free, LibreOffice 4
    return [(width - 7) * 0.75 for width in _WIDTHS_PX[sheet.track]]


def _write_across(page: Sheet, row: int, last: int, text: str, style: Format) -> None:
    page.merge_range(row, 0, row, last, "", style)
    write_text(page, row, 0, text, style)


def _print_setup(page: Sheet, sheet: OfficialSheet) -> None:
    for column, width in enumerate(_WIDTHS_PX[sheet.track]):
        page.set_column_pixels(column, column, width)
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.59, right=0.59, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.center_horizontally()
    page.repeat_rows(_HEAD_ROW)
    page.freeze_panes(_HEAD_ROW + 1, 0)
    page.set_footer(FOOTER)
    if sheet.mark:
        page.set_header(HEADER + sheet.mark)
