"""A workbook as text with addresses: what stands in the file, nothing more and nothing less."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest

from etl.errors import FileRefused
from etl.sheet_xml import Styles, scan
from tests.etl.books import book, cells, edited, sheets, swapped, table

TWO = table(["a", "b"], [1, 2])
A2 = b'<c r="A2"><v>1</v></c>'
B2 = b'<c r="B2"><v>2</v></c>'
RELS = "xl/_rels/workbook.xml.rels"


def test_the_first_used_cell_may_stand_anywhere() -> None:
    def fill(made: Any) -> None:
        page = made.add_worksheet("S")
        page.write(4, 2, "x")
        page.write(6, 4, 3.5)

    assert cells(sheets(book(fill))[0]) == {"C5": "x", "E7": "3.5"}


@pytest.mark.parametrize(("old", "new", "seen", "flags"), [
    (A2, b'<c r="A2" t="e"><v>#DIV/0!</v></c>', "#错误值", {"A2": "error"}),
    (A2, b'<c r="A2"><f>1+1</f></c>', "#公式未计算", {"A2": "uncached"}),
    (A2, b'<c r="A2"><f>1+1</f><v></v></c>', "#公式未计算", {"A2": "uncached"}),
    (A2, b'<c r="A2"><f>1+1</f><v>2</v></c>', "2", {}),
    (A2, b'<c r="A2" t="str"><f>"x"</f><v>x</v></c>', "x", {}),
    (A2, b'<c r="A2" t="inlineStr"><is><t>x</t></is></c>', "x", {}),
    (A2, b'<c r="A2" t="inlineStr"><is><r><t>x</t></r><r><t>y &amp; z</t></r></is></c>', "xy & z", {}),
    (A2, b'<c r="A2" t="b"><v>1</v></c>', "true", {}),
    (A2, b'<c r="A2" t="d"><v>2024-05-01T00:00:00</v></c>', "2024-05-01T00:00:00", {}),
    (A2, b'<c r="A2"><v>910000000000000000</v></c>', "910000000000000000", {"A2": "precision"}),
    (A2, b'<c r="A2"><v>9.1350100000010003E+17</v></c>', "913501000000099968", {"A2": "precision"}),
    (A2, b'<c r="A2"><v>1.3800000123E+20</v></c>', "138000001229999996928", {"A2": "precision"}),
    (A2, b'<c r="A2"><v>1234.5599999999999</v></c>', "1234.56", {}),
    (A2, b'<c r="A2"><v>0.10000000000000001</v></c>', "0.1", {}),
])
def test_odd_cells(old: bytes, new: bytes, seen: str, flags: dict[str, str]) -> None:
    found = sheets(swapped(TWO, old, new))[0]
    assert (cells(found)["A2"], found.flags) == (seen, flags)


def test_a_format_of_per_cent_and_a_real_date_are_seen() -> None:
    def fill(made: Any) -> None:
        page = made.add_worksheet("S")
        page.write(0, 0, 0.3, made.add_format({"num_format": "0.0%"}))
        page.write(0, 1, 0.3, made.add_format({"num_format": 9}))
        page.write(0, 2, 0.3)
        page.write_datetime(0, 3, datetime(2024, 5, 1), made.add_format({"num_format": "yyyy年m月"}))
        page.write(0, 4, "30%", made.add_format({"num_format": 9}))

    found = sheets(book(fill))[0]
    assert found.flags == {"A1": "percent", "B1": "percent"}
    assert cells(found)["D1"].startswith("2024-05-01")
    assert cells(found)["E1"] == "30%"


@pytest.mark.parametrize("is_1904", [False, True])
def test_a_workbook_that_counts_from_1904_has_the_same_days(is_1904: bool) -> None:
    def fill(made: Any) -> None:
        made.add_worksheet("S").write_datetime(0, 0, datetime(2024, 5, 1), made.add_format({"num_format": 14}))

    found = sheets(book(fill, date_1904=is_1904))[0]
    assert cells(found)["A1"].startswith("2024-05-01")
    assert found.is_1904 is is_1904


@pytest.mark.parametrize("change", [
    lambda xml: re.sub(rb' r="[A-Z]+\d+"', b"", xml),
    lambda xml: re.sub(rb' r="[A-Z]*\d+"', b"", xml),
    lambda xml: re.sub(rb' r="([A-Z]+\d+)"', rb" r='\1'", xml),
    lambda xml: xml.replace(b'<dimension ref="A1:B2"/>', b'<dimension ref="A1"/>'),
    lambda xml: xml.replace(b'<dimension ref="A1:B2"/>', b""),
    lambda xml: xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'),
    lambda xml: xml.replace(b"</sheetData>", b'<row r="9"><c r="D9" s="0"><v></v></c></row></sheetData>'),
], ids=["no cell addresses", "no addresses at all", "single quotes", "lying dimension", "no dimension",
        "empty far cell", "empty value"])
def test_unusual_xml_gives_the_same_cells(change: Any) -> None:
    assert cells(sheets(edited(TWO, change))[0]) == {"A1": "a", "B1": "b", "A2": "1", "B2": "2"}


def test_a_late_text_in_a_column_of_numbers_is_not_lost() -> None:
    lines: list[list[Any]] = [[i] for i in range(1, 1501)] + [["1,234"], ["约100"], ["３０"]]
    found = sheets(table(*lines))[0]
    assert found.frame.height == 1503
    assert [cells(found)[f"A{row}"] for row in (1, 1500, 1501, 1502, 1503)] == ["1", "1500", "1,234", "约100", "３０"]


def test_hidden_sheets_and_rows_are_told() -> None:
    def fill(made: Any) -> None:
        page = made.add_worksheet("S")
        page.write(0, 0, "v")
        page.set_row(0, None, None, {"hidden": True})
        made.add_worksheet("H").hide()
        made.add_worksheet("VH").very_hidden()

    found = sheets(book(fill))
    assert [(one.name, one.is_hidden, one.n_hidden_rows) for one in found] == [
        ("S", False, 1), ("H", True, 0), ("VH", True, 0)
    ]


@pytest.mark.parametrize("name", ["A&B '\"<x>", "表 (1)", "“引号”", "a!b", "Sheet;DROP TABLE", "{other}"])
def test_sheet_names_are_what_they_are(name: str) -> None:
    found = sheets(table(["v"], name=name))[0]
    assert (found.name, cells(found)) == (name, {"A1": "v"})


def test_a_chart_sheet_is_a_sheet_without_cells() -> None:
    def fill(made: Any) -> None:
        made.add_worksheet("S").write(0, 0, 1)
        chart = made.add_chart({"type": "line"})
        chart.add_series({"values": "=S!$A$1"})
        made.add_chartsheet("图").set_chart(chart)

    assert [(one.name, cells(one)) for one in sheets(book(fill))] == [("S", {"A1": "1"}), ("图", {})]


@pytest.mark.parametrize("payload", [
    edited(TWO, lambda xml: xml, drop="xl/worksheets/sheet1.xml"),
    edited(TWO, lambda xml: xml, drop="xl/sharedStrings.xml"),
    edited(TWO, lambda xml: xml[: len(xml) // 2]),
    edited(TWO, lambda xml: b"not xml", part=RELS),
    swapped(TWO, b"worksheets/sheet1.xml", b"worksheets/Sheet1.xml", part=RELS),
], ids=["no sheet part", "no shared strings", "broken xml", "broken links", "link of another case"])
def test_a_damaged_workbook_is_never_an_empty_one(payload: bytes) -> None:
    with pytest.raises(FileRefused):
        sheets(payload)


NUMBERS = ["0", "-1.5", "123456789012345", "1234567890123456", "1E+20", "1.5E-7", "0.1234567890123456789012"]
BODIES = [
    b"", b"<v></v>", b"<f>1+1</f>", b"<f>1+1</f><v>2</v>", b"<is><t>x</t></is>", b"<is><r><t>x</t></r></is>",
    b'<is><t xml:space="preserve"> </t></is>', *(b"<v>%b</v>" % number.encode() for number in NUMBERS),
]
KINDS = [b"", b' t="n"', b' t="s"', b' t="str"', b' t="e"', b' t="b"', b' t="inlineStr"']
STYLES = [b"", b' s="1"', b' s="2"', b' s="12"', b' s="3"']


@pytest.mark.parametrize("shown", [Styles(), Styles(frozenset({b"2"}), {b"3": 6})])
def test_plain_cells_taken_together_are_what_they_are_one_by_one(shown: Styles) -> None:
    made = [(style, kind, body) for style in STYLES for kind in KINDS for body in BODIES]
    lines = [
        b'<row r="%d"><c r="%b%d"%b%b>%b</c></row>' % (row, letters, row, *cell)
        for row, (letters, cell) in enumerate(zip([b"C", b"AB", b"B"] * len(made), made, strict=False), 4)
    ]
    part = b"<sheetData>" + b"".join(lines) + b"</sheetData>"
    # With a prefix no cell passes for a plain one.
    one_by_one = scan(part.replace(b"<c ", b"<x:c ").replace(b"</c>", b"</x:c>"), shown)
    assert scan(part, shown) == one_by_one
    assert {*one_by_one.flags.values()} >= {"error", "uncached", "precision"}
    assert (one_by_one.first_column, one_by_one.last_column, one_by_one.first_row) == (2, 28, 5)
    assert bool(one_by_one.padded) is ("percent" in one_by_one.flags.values()) is bool(shown.zeros)
