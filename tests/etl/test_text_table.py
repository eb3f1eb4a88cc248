"""CSV as it comes: encodings, separators, quotes. Refused with the line, or read to the last cell."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from etl import text_table
from etl.errors import FileRefused
from etl.screen import container
from etl.sheet_text import text_frame
from etl.text_table import read_csv, records, without_quotes
from tests.etl.books import cells

TEXT = "年度,资金科目,预算(万元)\n2024,智能制造专项,100\n"
READ = {"A1": "年度", "B1": "资金科目", "C1": "预算(万元)", "A2": "2024", "B2": "智能制造专项", "C2": "100"}


def texts(payload: bytes) -> dict[str, str]:
    assert container(payload) == "csv"
    (found,) = read_csv(payload)
    assert found.name == ""
    return cells(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends(encoding: str, separator: str, ending: str) -> None:
    assert texts(TEXT.replace(",", separator).replace("\n", ending).encode(encoding)) == READ


def test_lists_with_semicolons_do_not_become_columns() -> None:
    text = "编号,系统\n1,MES;WMS;ERP;PLM\n2,MES;WMS;ERP;PLM\n3,SCADA\n"
    assert texts(text.encode())["B2"] == "MES;WMS;ERP;PLM"


def test_a_title_line_without_separators_does_not_hide_them() -> None:
    assert texts(("青浦区预算；单位：万元\n\n" + TEXT.replace(",", "\t")).encode())["C3"] == "预算(万元)"


def test_quotes_newlines_and_blank_records() -> None:
    text = 'a,b\n"第一行\n第二行","说 ""好"" 的, 逗号"\n\n,\n末,行'
    assert texts(text.encode()) == {
        "A1": "a", "B1": "b", "A2": "第一行\n第二行", "B2": '说 "好" 的, 逗号', "A5": "末", "B5": "行"
    }


def test_ragged_records_lose_nothing() -> None:
    assert texts(b"1,2,3\n4\n5,6,7,8,9\n") == {
        "A1": "1", "B1": "2", "C1": "3", "A2": "4", "A3": "5", "B3": "6", "C3": "7", "D3": "8", "E3": "9"
    }


@pytest.mark.parametrize(("payload", "rule", "said"), [
    (b'a,b\n1,"open\n2,3\n4,5\n', "bad_csv", "从第 2 行"),
    (b'a,b\n1,2\n3,"x"y\n', "bad_csv", "从第 3 行"),
    ("a,b\n甲,乙\n".encode("gb18030") + "丙，丁戊,己\n".encode(), "bad_encoding", "第 3 行"),
    ("a,b\n甲,乙\n".encode("gb18030") + "丙丁,戊己\n".encode(), "bad_encoding", "混用了两种文字编码（第 3 行"),
    (b"a,b\n" + b"\xff\xff\xff,1\n", "bad_encoding", "第 2 行"),
    ("甲,乙\n".encode("utf-8-sig") + "丙丁,1\n".encode("gbk"), "bad_encoding", "第 2 行"),
    (b"1" + b"," * 600 + b"x\n", "out_of_bounds", "第 1 行"),
    (b"a,b\n" + b"x" * 1_000_001 + b",1\n", "bad_csv", "从第 2 行"),
])
def test_what_cannot_be_read_is_refused_with_its_line(payload: bytes, rule: str, said: str) -> None:
    with pytest.raises(FileRefused) as refused:
        texts(payload)
    assert refused.value.rule == rule
    assert said in refused.value.reason


@pytest.mark.parametrize(("payload", "rule", "said"), [
    (b"a,b\n1,\x002\n", "bad_encoding", "第 2 行含空字符（NUL）"),
    (TEXT.encode("utf-16-le"), "not_a_workbook", "没有标记的 UTF-16"),
    (b"\x1f\x8b\x08\x00abc", "not_a_workbook", "这是压缩包"),
    (b"\x01\x02\x00abc", "not_a_workbook", "内容不是文本"),
])
def test_bytes_that_are_no_text_stop_at_the_screen(payload: bytes, rule: str, said: str) -> None:
    with pytest.raises(FileRefused) as refused:
        container(payload)
    assert refused.value.rule == rule
    assert said in refused.value.reason


def test_a_full_width_comma_separates_where_nothing_else_does() -> None:
    (found,) = read_csv(TEXT.replace(",", "，").encode())
    assert cells(found) == READ
    assert [mark.rule for mark in found.marks] == ["fullwidth_comma"]
    assert texts("a,b\n甲，乙,1\n丙，丁,2\n".encode())["A2"] == "甲，乙"


def test_one_long_record_does_not_widen_a_million_short_ones() -> None:
    with pytest.raises(FileRefused, match="第 30000 行有 400 列"):
        read_csv(b"1,2\n" * 29_999 + b"," * 398 + b"x,y\n")


SIGNS = ["a", "甲", ",", "，", "\n", "\r\n", " ", "\t", "'", "\u2028", "\x0b", "𠮷"]


@settings(max_examples=400, deadline=None)
@given(
    text=st.lists(st.sampled_from(SIGNS), max_size=40).map("".join),
    mark=st.sampled_from([",", "，", "\t"]), piece=st.sampled_from([1, 3, 1_000_000]),
)
def test_a_text_without_quotes_is_split_as_its_records_are_read(text: str, mark: str, piece: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_table, "PIECE", piece)
        frame = without_quotes(text, mark)
    if frame is None:
        assert not text.strip("\r\n")
    else:
        assert_frame_equal(frame, text_frame(records(text, mark)))


@pytest.mark.parametrize("text", ['a,b\n"1",2\n', "a,b\r1,2\r", "a\n" + "x" * 1_000_001, "a" + "," * 500, ""])
def test_what_is_more_than_lines_and_separators_goes_to_the_reader_of_records(text: str) -> None:
    assert without_quotes(text, ",") is None
