"""Files that nobody should send get a sentence: never a crash, and what they hide is named."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.comments import Comment

from dashboard.journal.contacts import Contact, keep_contact, note_reveal
from dashboard.list_sheet import list_sheets
from dashboard.returned_sheet import ALTERED, UNCHANGED, UNREADABLE, Verdict, checked
from tests.dashboard import decided, returned


class Sent:
    """A list of three and its two files."""

    def __init__(self, folder: Path) -> None:
        self.desk = decided.desk(folder)
        self.listing = decided.worked(self.desk, decided.rows(3))
        self.journal = self.desk.journal
        self.files = list_sheets(self.listing, decided.CALL, "scene")

    def checked(self, data: bytes, list_id: str = "") -> Verdict:
        return checked("表.bin", data, self.journal, list_id)


@pytest.fixture
def sent(tmp_path: Path) -> Sent:
    return Sent(tmp_path)


def repacked(data: bytes, extra: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in extra:
                target.writestr(name, source.read(name))
        for name, content in extra.items():
            target.writestr(name, content)
    return out.getvalue()


def encrypted_flag(data: bytes) -> bytes:
    """The same zip with every entry marked as encrypted."""
    raw = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            struct.pack_into("<H", raw, at + offset, 1)
            at = raw.find(mark, at + 4)
    return bytes(raw)


def test_what_is_no_office_file_is_refused_in_a_sentence(sent: Sent) -> None:
    xlsx, word = sent.files[".xlsx"], sent.files[".docx"]
    files = {
        "空的": b"", "加了密码": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "不是": b"hello",
        "读不出来": xlsx[:2000], "超过": b"PK" + b"\0" * 50_000_000, "密码": encrypted_flag(xlsx),
        "不是 .xlsx": _zip({"a": b"b"}),
        "实体声明": repacked(word, {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "展开后": repacked(xlsx, {"xl/worksheets/sheet1.xml": b" " * 30_000_000}),
        "重名": _twice(word), "损坏": repacked(word, {"word/document.xml": b"<w:document"}),
        "工作簿内部": repacked(xlsx, {"xl/workbook.xml": b"<workbook/>x"}),
    }
    for word_said, data in files.items():
        verdict = sent.checked(data)
        assert verdict.result == UNREADABLE, word_said
        assert word_said in "".join(verdict.about), (word_said, verdict.about)
        assert not verdict.changes


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def _twice(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as target, pytest.warns(UserWarning, match="Duplicate"):
        target.writestr("word/document.xml", b"<a/>")
    return out.getvalue()


def test_a_cell_in_the_last_corner_is_refused_and_not_walked_to(sent: Sent) -> None:
    def far(book: Any) -> None:
        book.worksheets[0].cell(1_048_576, 16_384).value = "x"

    book = openpyxl.load_workbook(io.BytesIO(sent.files[".xlsx"]))
    far(book)
    out = io.BytesIO()
    book.save(out)
    verdict = sent.checked(out.getvalue())
    assert verdict.result == UNREADABLE
    assert "XFD1048576" in verdict.about[0]


def hidden_row(book: Any) -> None:
    book.worksheets[0].row_dimensions[7].hidden = True


def hidden_column(book: Any) -> None:
    book.worksheets[0].column_dimensions["C"].hidden = True


def hidden_sheet(book: Any) -> None:
    book.create_sheet("藏起来的")["A1"] = "x"
    book.worksheets[2].sheet_state = "veryHidden"


def hidden_form(book: Any) -> None:
    book.worksheets[1].sheet_state = "hidden"


def formula(book: Any) -> None:
    book.worksheets[0]["B6"].value = '=HYPERLINK("http://x.invalid","a")'


def comment(book: Any) -> None:
    book.worksheets[0]["B6"].comment = Comment("悄悄话", "某人")


def merged(book: Any) -> None:
    book.worksheets[0].merge_cells("B6:B7")


def link(book: Any) -> None:
    book.worksheets[0]["B6"].hyperlink = "http://x.invalid"


def display(book: Any) -> None:
    book.worksheets[0]["B6"].number_format = ";;;"


def beyond(book: Any) -> None:
    book.worksheets[0]["H6"] = "表外的字"


def no_draft_mark(book: Any) -> None:
    book.worksheets[0].oddHeader.right.text = "定稿"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (hidden_row, "第 7 行被隐藏"), (hidden_column, "C 列被隐藏"), (hidden_sheet, "多出隐藏的工作表「藏起来的」"),
        (hidden_form, "工作表「制表说明」被隐藏"), (formula, "B6 是公式"), (comment, "有批注「悄悄话」"),
        (merged, "B6:B7 被合并"), (link, "B6 有链接"), (display, "显示格式「;;;」"),
        (beyond, "表外的字"), (no_draft_mark, "定稿"),
    ],
)
def test_what_a_workbook_hides_or_adds_is_named(edit: Callable[[Any], None], said: str, sent: Sent) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sent.files[".xlsx"]))
    for cell in (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row):
        if cell.data_type == "f":
            cell.data_type = "s"
    edit(book)
    out = io.BytesIO()
    book.save(out)
    verdict = sent.checked(out.getvalue())
    assert verdict.result == ALTERED
    assert said in "\n".join(verdict.sentences), verdict.sentences


@pytest.mark.parametrize(
    ("part", "said"),
    [("xl/vbaProject.bin", "宏"), ("xl/media/image1.png", "图片"), ("xl/externalLinks/externalLink1.xml", "外部链接"),
     ("xl/drawings/drawing1.xml", "文本框")],
)
def test_parts_that_a_plain_workbook_has_not_are_named(part: str, said: str, sent: Sent) -> None:
    verdict = sent.checked(repacked(sent.files[".xlsx"], {part: b"<a:t>x</a:t>"}))
    assert verdict.result == ALTERED
    assert said in "\n".join(verdict.sentences)


W = nsdecls("w")
IN_PARAGRAPH = {
    "修订：插入「塞入」": f'<w:ins {W} w:author="某人"><w:r><w:t>塞入</w:t></w:r></w:ins>',
    "修订：删去「旧字」": f'<w:del {W} w:author="某人"><w:r><w:delText>旧字</w:delText></w:r></w:del>',
    "隐藏文字": f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>",
    "文本框「框里」": f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></w:pict>"
    "</w:r>",
    "域代码": f'<w:fldSimple {W} w:instr="INCLUDETEXT x"/>',
    "内容控件": f"<w:sdt {W}><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>",
    "脚注": f'<w:r {W}><w:footnoteReference w:id="1"/></w:r>',
}


@pytest.mark.parametrize("said", list(IN_PARAGRAPH))
def test_what_a_document_hides_or_adds_is_named(said: str, sent: Sent) -> None:
    def edit(document: Any) -> None:
        document.tables[0].rows[1].cells[1].paragraphs[0]._p.append(parse_xml(IN_PARAGRAPH[said]))

    verdict = sent.checked(returned.edited_document(sent.files[".docx"], edit))
    assert verdict.result == ALTERED
    assert said in "\n".join(verdict.sentences), verdict.sentences


def test_a_comment_in_a_document_is_named(sent: Sent) -> None:
    def edit(document: Any) -> None:
        document.add_comment(document.paragraphs[1].runs, "悄悄话", "某人")

    said = "\n".join(sent.checked(returned.edited_document(sent.files[".docx"], edit)).sentences)
    assert "有批注「悄悄话」" in said


def test_the_draft_mark_cannot_be_taken_away(tmp_path: Path) -> None:
    desk = decided.desk(tmp_path)
    draft = decided.drafted(desk, decided.rows(2))
    data = list_sheets(draft, decided.CALL, "scene")[".docx"]

    def edit(document: Any) -> None:
        document.sections[0].header.paragraphs[0].clear()

    verdict = checked("a.docx", returned.edited_document(data, edit), desk.journal)
    assert verdict.result == ALTERED
    assert [change.sentence for change in verdict.changes] == ["页眉：原为「草稿，未复核」，现为「（空）」"]


def no_stamp(document: Any) -> None:
    for table in document.tables[1:]:
        table._tbl.getparent().remove(table._tbl)


def no_record(document: Any) -> None:
    for row in document.tables[1].rows:
        if row.cells[0].text == "决策记录":
            row.cells[1].paragraphs[0].runs[0].text = "没有"


@pytest.mark.parametrize("edit", [no_stamp, no_record])
def test_without_its_stamp_the_most_similar_list_is_taken_and_said(edit: Callable[[Any], None], sent: Sent) -> None:
    data = returned.edited_document(sent.files[".docx"], edit)
    for list_id in ("", sent.listing.id):
        verdict = sent.checked(data, list_id)
        assert verdict.result == ALTERED
        assert "没有完好的决策记录" in verdict.about[0]
        assert "第 4 版（决策记录第 5 条）" in verdict.about[0]
    other = sent.checked(data, "L9")
    assert other.result == UNREADABLE
    assert "没有名单 L9" in other.about[0]


def test_a_sheet_of_nobody_is_not_compared_with_anything(sent: Sent) -> None:
    document = docx.Document()
    document.add_table(2, 2)
    out = io.BytesIO()
    document.save(out)
    verdict = sent.checked(out.getvalue())
    assert verdict.result == UNREADABLE
    assert "--list" in verdict.about[0]


def test_an_old_version_is_checked_as_it_was_and_said_to_be_old(sent: Sent) -> None:
    sent.desk.send_back("丙", "b", list_id=sent.listing.id, seen=4, reason="再看一遍")
    verdict = sent.checked(sent.files[".docx"])
    assert verdict.result == UNCHANGED
    assert any("状态变过，现在是「草稿」" in sentence for sentence in verdict.about)


def with_contacts(suffix: str, data: bytes, name: str, phone: object) -> bytes:
    """The first applicant's contact cells filled in by hand."""
    if suffix == ".xlsx":
        def fill(book: Any) -> None:
            book.worksheets[0]["D6"].value, book.worksheets[0]["E6"].value = name, phone

        return returned.edited_workbook(data, fill)

    def write(document: Any) -> None:
        cells = document.tables[0].rows[1].cells
        for cell, text in ((cells[3], name), (cells[4], str(phone))):
            cell.paragraphs[0].text = text

    return returned.edited_document(data, write)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_contacts_filled_in_by_hand_are_no_alteration_and_come_back_masked(suffix: str, sent: Sent) -> None:
    verdict = sent.checked(with_contacts(suffix, sent.files[suffix], "虚构某", 13800005678))
    said = "\n".join(verdict.sentences)
    assert verdict.result == UNCHANGED
    assert len(verdict.filled) == 2
    assert "138****5678" in said
    assert "13800005678" not in said
    assert "虚构某" not in said


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_an_altered_contact_is_an_alteration_and_shown_masked(suffix: str, sent: Sent) -> None:
    first = sent.listing.rows[0]
    keep_contact(sent.journal, "甲", "k", first.credit_code, Contact("虚构某", "13800005678"))
    contacts = {first.credit_code: Contact("虚构某", "13800005678")}
    data = list_sheets(sent.listing, decided.CALL, "scene", contacts)[suffix]
    note_reveal(
        sent.journal, "甲", "n", book=sent.desk.book, list_id=sent.listing.id, version=4, purpose="报送",
        credit_codes=list(contacts),
    )
    assert sent.checked(data).result == UNCHANGED
    for name, phone in (("虚构某", "13900001234"), ("另一人", "13800005678"), ("", ""), ("虚构某", "13800015678")):
        verdict = sent.checked(with_contacts(suffix, data, name, phone))
        said = "\n".join(verdict.sentences)
        assert verdict.result == ALTERED, (name, phone)
        assert "与现在登记的不同" in said
        assert not any(secret in said for secret in ("13800005678", "13900001234", "13800015678", "虚构某", "另一人"))


def test_contacts_that_nobody_exported_are_named(sent: Sent) -> None:
    data = list_sheets(sent.listing, decided.CALL, "scene", {})[".docx"]
    verdict = sent.checked(data)
    assert verdict.result == ALTERED
    assert "没有这份名单的联系人导出" in verdict.sentences[-1]
