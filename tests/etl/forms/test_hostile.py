"""Word files that are no forms or mean harm, and what a form may hold besides text (bad inputs 20, 21, 92 to 95)."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from etl.errors import FileRefused
from etl.forms.cards import forms
from etl.forms.sheets import read_docx
from etl.screen import container
from etl.sheet_text import SheetText
from etl.template.blank_form import blank_form, package
from tests.etl.forms.application import application
from tests.etl.forms.filling import filled_form, written

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHELL = f'<w:document xmlns:w="{W}"><w:body>{{}}</w:body></w:document>'


def main_part(payload: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return archive.read("word/document.xml").decode()


def changed(payload: bytes, old: str, new: str) -> bytes:
    """The form with one piece of its XML replaced; the piece must be there."""
    xml = main_part(payload)
    assert old in xml
    return package(xml.replace(old, new, 1))


def row_of(*texts: str) -> str:
    """A table row with a cell per text."""
    return "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts) + "</w:tr>"


def sheet(payload: bytes, title: str) -> SheetText:
    return next(one for one in read_docx(payload) if one.name == title)


def cells(payload: bytes, title: str, row: int = 3) -> dict[str, str | None]:
    """Heading → text of a row of a sheet."""
    frame = sheet(payload, title).frame
    heads, values = frame.row(1)[1:], frame.row(row - 1)[1:]
    return {str(head): value for head, value in zip(heads, values, strict=True) if head}


def rules(payload: bytes) -> dict[str, str]:
    """Rule → raw of the notes of a form."""
    return {str(note["rule"]): str(note["raw"]) for one in read_docx(payload) for note in one.notes}


def read(payload: bytes) -> list[SheetText]:
    """What the intake does with the bytes: the screen first, then the reader."""
    assert container(payload) == "docx"
    return read_docx(payload)


def refused(payload: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read(payload)
    return caught.value


def test_a_document_without_a_form_is_refused_and_the_nearest_named() -> None:
    letter = package(SHELL.format("<w:p><w:r><w:t>关于报送材料的函</w:t></w:r></w:p>"))
    found = refused(letter)
    assert found.rule == "not_a_form"
    assert "附件3-1（优秀场景）" in found.reason
    assert "附件3-2（示范工厂）" in found.reason
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>企业名称</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    near = refused(package(SHELL.format(table)))
    assert "缺少：" in near.reason
    assert "统一社会信用代码" in near.reason


@pytest.mark.parametrize(
    ("payload", "rule"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "WordDocument".encode("utf-16-le") + b"\0" * 512,
            "legacy_doc",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (package(SHELL.format("<w:p/>"), {"word/vbaProject.bin": b"x"}), "wrong_format"),
        (package(SHELL.format("<w:p/>"))[:-30], "damaged"),
        (package(SHELL.format("<w:p><w:r>")[:-30]), "damaged"),
        (
            package(
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + SHELL.format("<w:p><w:t>&e;</w:t></w:p>")
            ),
            "unsafe_zip",
        ),
        (package(("<!DOCTYPE x [<!ENTITY e 'a'>]>" + SHELL.format("<w:p/>")).encode("utf-16")), "unsafe_zip"),
        (package("<!--" + "x" * 4000 + "--><!DOCTYPE x [<!ENTITY e 'a'>]>" + SHELL.format("<w:p/>")), "unsafe_zip"),
        (package(SHELL.format("<w:p><w:r><w:t>" + "0" * 60_000_000 + "</w:t></w:r></w:p>")), "zip_bomb"),
        (package(SHELL.format("<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300)), "damaged"),
        (package(SHELL.format("<w:tbl><w:tr><w:tc>" * 12 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 12)), "too_deep"),
    ],
)
def test_hostile_documents_are_refused(payload: bytes, rule: str) -> None:
    assert refused(payload).rule == rule


@pytest.mark.parametrize("form", [form.form for form in forms()])
def test_a_blank_form_has_headings_and_no_data(form: str) -> None:
    blank = blank_form(next(one for one in forms() if one.form == form))
    sheets = read_docx(blank)
    assert [(one.name, one.frame.height) for one in sheets] == [("企业", 2), ("申报项目", 2)]
    assert not any(one.notes for one in sheets)


def test_an_embedded_object_and_a_picture_are_left_out_and_noted() -> None:
    """Case 95 and case 48: the workbook in the cell is not read, the text beside it is."""
    made = application("form_3_1", 0)
    ole = '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/>'
    thing = f"<w:r><w:object>{ole}</w:object></w:r>"
    picture = (
        '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>'
    )
    old = f"<w:p><w:r><w:t>{made.address}</w:t></w:r></w:p>"
    payload = changed(written(made), old, f"<w:p>{thing}<w:r><w:t>{made.address}</w:t></w:r>{picture}</w:p>")
    assert cells(payload, "申报项目")["建设地址"] == made.address
    assert rules(payload) == {"form_embedded": "1", "form_pictures": "1"}


def test_deleted_rows_hidden_text_and_placeholders_are_no_content() -> None:
    made = application("form_3_1", 0)
    old = f"<w:p><w:r><w:t>{made.address}</w:t></w:r></w:p>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>"
    prompt = "<w:sdtContent><w:r><w:t>单击此处</w:t></w:r></w:sdtContent>"
    holder = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{prompt}</w:sdt>"
    payload = changed(written(made), old, f"<w:p>{hidden}{holder}<w:r><w:t>{made.address}</w:t></w:r></w:p>")
    assert cells(payload, "申报项目")["建设地址"] == made.address
    assert rules(payload) == {"form_hidden_text": "1"}
    above, at, below = main_part(written(made)).partition("工厂地址")
    table, row, look = above.rpartition('<w:trHeight w:val="454"/>')
    struck = package(f'{table}<w:del w:id="1" w:author="示例"/>{row}{look}{at}{below}')
    assert "建设地址" not in cells(struck, "申报项目")
    assert rules(struck) == {"form_changes": "0"}


def test_two_applicants_with_one_code_are_not_split() -> None:
    """Case 94: which of the two the code belongs to is not guessed; the row stands as written and is asked about."""
    made = application("form_3_1", 0)
    old = f"<w:p><w:r><w:t>{made.firm}</w:t></w:r></w:p>"
    payload = changed(written(made), old, old.replace(made.firm, f"{made.firm}、上海虚构伙伴有限公司"))
    assert sheet(payload, "企业").frame.height == 3
    assert rules(payload)["joint_applicants"] == "上海虚构伙伴有限公司"


def test_content_without_a_label_is_named_by_its_place() -> None:
    made = application("form_3_1", 0)
    old = f"<w:p><w:r><w:t>{made.firm}</w:t></w:r></w:p></w:tc></w:tr>"
    extra = row_of("开户银行", "某行")
    payload = changed(written(made), old, old + extra)
    assert rules(payload) == {"form_rest": "表1 R2C1、表1 R2C2"}
    assert cells(payload, "企业")["企业名称"] == made.firm


def test_contradicting_values_keep_the_first_and_are_noted() -> None:
    made = application("form_3_1", 0)
    xml = main_part(written(made))
    again = f"<w:tbl>{row_of('工厂地址', '另一处')}</w:tbl>"
    payload = package(xml.replace("</w:body>", again + "</w:body>"))
    assert cells(payload, "申报项目")["建设地址"] == made.address
    assert rules(payload) == {"form_conflict": "另一处"}


def test_a_form_dated_in_another_year_is_asked_about() -> None:
    xml = main_part(written(application("form_3_1", 0)))
    before, label, after = xml.partition("申报日期")
    assert label
    payload = package(before + label + re.sub(r"20\d\d", "2019", after, count=1))
    assert rules(payload) == {"form_year": "2019"}


def test_an_instance_under_two_names_is_asked_about() -> None:
    """Its name in the description differs from the list at the beginning: two instances, and a note says so."""
    made = application("form_3_1", 0)
    name = made.instances[0].instance  # the one that the form lists at its beginning
    above, found, below = main_part(written(made)).partition(f">{name}</w:t>")
    assert found
    assert f">{name}</w:t>" in below
    assert rules(package(above + ">别的名称</w:t>" + below)) == {"instance_unmatched": "别的名称"}


def test_no_contact_leaves_the_form() -> None:
    """Names, phones and mail addresses of contacts are in none of the sheets that the child hands over."""
    for seed in range(3):
        for form in ("form_3_1", "form_3_2"):
            texts = "\n".join(str(one.frame.rows()) + str(one.notes) for one in read_docx(filled_form(form, seed)))
            for secret in ("示例王", "示例李", "示例赵", "13800000123", "13800000456", "13800000789", "invented@"):
                assert secret not in texts
