"""A file that can't be read is refused by name and reason; whatever it is, the others load."""

from __future__ import annotations

import io
import os
import signal
import threading
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from etl.errors import FileRefused
from etl.parser import Parser
from etl.screen import container
from tests.district import broken
from tests.etl.books import book, swapped, table
from tests.etl.loads import BUDGET, budgets, load, rows, written

REASONS = {
    "empty.xlsx": "文件是空的",
    "html.xlsx": "网页格式",
    "old.xls": "旧版 .xls",
    "encrypted.xlsx": "已加密",
    "truncated.xlsx": "已损坏或没有传完",
    "unknown_headings.xlsx": "没有找到可识别的标题行",
    "far_cell.xlsx": "XFD1048576 超出上限",
    "zip_bomb.xlsx": "倍），超过上限",
    "not_a_zip.xlsx": "没有找到可识别的标题行",
}


def zipped(*parts: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return target.getvalue()


def many_sheets() -> bytes:
    def fill(made: Any) -> None:
        for number in range(300):
            page = made.add_worksheet(f"第{number}页'\"")
            page.write_row(0, 0, ["年度", "资金科目", "预算(万元)"])
            page.write_row(1, 0, [2024, f"科目{number}", 1])

    return book(fill)


def test_every_broken_file_is_refused_by_reason_and_the_rest_loads(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", 好=BUDGET)
    broken.write_broken(folder)
    (folder / "link.xlsx").symlink_to(folder / "lying_dimension.xlsx")
    (folder / "folder.xlsx").mkdir()
    (folder / "folder.xlsx" / "深.csv").write_text(BUDGET.replace("示例", "深处"), encoding="utf-8")
    (folder / "~$锁.xlsx").write_bytes(b"x")
    (folder / "下载.xlsx.part").write_bytes(b"x")
    os.mkfifo(folder / "管道.csv")
    (folder / os.fsdecode("旧编码.csv".encode("gb18030"))).write_text(BUDGET.replace("示例", "旧"), encoding="gb18030")
    (folder / "一行\n两行.csv").write_text(BUDGET.replace("示例", "换行"), encoding="utf-8")
    (folder / "三百张表.xlsx").write_bytes(many_sheets())
    done = load(tmp_path / "home", folder)
    found = done.outcomes()
    for name, reason in REASONS.items():
        outcome, said = found[name]
        assert (outcome, reason in (said or "")) == ("refused", True), (name, said)
    for name in ("link.xlsx", "管道.csv"):
        assert found[name] == ("refused", "这是一个快捷方式或特殊文件，不是文件本身。请放入原文件")
    for name in ("~$锁.xlsx", "下载.xlsx.part"):
        assert found[name] == ("ignored", "临时文件或锁文件，未读取")
    loaded = {name for name, (outcome, _) in found.items() if outcome == "loaded"}
    assert loaded == {
        "好.csv", "lying_dimension.xlsx", "folder.xlsx/深.csv", "旧编码.csv", "一行\\u000a两行.csv", "三百张表.xlsx"
    }
    assert len(budgets(tmp_path / "home")) == 2 + 50 + 2 + 2 + 2 + 300
    refused = rows(tmp_path / "home", "SELECT file, message FROM finding WHERE rule = 'refused_file'")
    assert {name for name, _ in refused} == set(REASONS)


@pytest.mark.parametrize(("payload", "rule"), [
    (zipped(("word/document.xml", b"<x/>"), ("word/vbaProject.bin", b"x")), "wrong_format"),
    (zipped(("xl/workbook.bin", b"")), "wrong_format"),
    (zipped(("xl/workbook.xml", b"<x/>"), ("xl/vbaProject.bin", b"")), "wrong_format"),
    (zipped(("mimetype", b""), ("content.xml", b"<x/>")), "wrong_format"),
    (zipped(("报表.xlsx", broken.workbook([["a"]]))), "not_a_workbook"),
    (zipped(("../../etc/x.xml", b"")), "unsafe_zip"),
    (zipped(("/abs.xml", b"")), "unsafe_zip"),
    (zipped(("a\\b.xml", b"")), "unsafe_zip"),
    (swapped(table(["a"]), b"<worksheet", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet'),
     "unsafe_zip"),
    (swapped(table(["a"]), b'<c r="A1"', b"<c r='AAAA1'"), "out_of_bounds"),
    (swapped(table(["a"]), b'<c r="A1"', b'<c s="0" r="A200001"'), "out_of_bounds"),
    (broken.workbook([["a"]])[:-30], "damaged"),
    (b"PK\x03\x04 and then nothing of a zip", "damaged"),
    (b"%PDF-1.7 ...", "not_a_workbook"),
    (b"\x89PNG\r\n", "not_a_workbook"),
    (b"\xef\xbb\xbf  <!DOCTYPE html><p>", "html"),
    (b"<?xml version='1.0'?><Workbook/>", "html"),
    (b"", "empty_file"),
])
def test_the_screen_knows_what_bytes_are(payload: bytes, rule: str) -> None:
    with pytest.raises(FileRefused) as refused:
        container(payload)
    assert refused.value.rule == rule


def test_a_part_twice_in_the_zip_is_not_chosen_between() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        payload = zipped(("xl/workbook.xml", b"<a/>"), ("xl/workbook.xml", b"<b/>"))
    with pytest.raises(FileRefused) as refused:
        container(payload)
    assert refused.value.rule == "unsafe_zip"


def test_a_table_that_begins_with_the_letters_of_a_zip_is_a_table() -> None:
    assert container("PK编号,名称\n1,甲\n".encode()) == "csv"


@pytest.mark.parametrize(("how", "is_refused"), [(signal.SIGKILL, False), (signal.SIGABRT, True)])
def test_a_parsing_child_that_dies_costs_one_file(how: signal.Signals, is_refused: bool, tmp_path: Path) -> None:
    """Died of the file: it is refused. Killed by somebody, at work or between two files: another child reads it."""
    big, small = tmp_path / "big.csv", tmp_path / "small.csv"
    big.write_text("年度,资金科目,预算\n" + "2024,甲,1\n" * 2_000, encoding="utf-8")
    small.write_text(BUDGET, encoding="utf-8")
    with Parser(tmp_path / "work") as parser:
        assert len(parser.sheets(small, "csv")) == 1
        assert parser._child is not None
        first = parser._child
        first.send_signal(signal.SIGSTOP)  # so that it is at work for as long as it takes

        def kill_at_work() -> None:
            time.sleep(0.15)
            first.send_signal(how)
            first.send_signal(signal.SIGCONT)

        killer = threading.Thread(target=kill_at_work)
        killer.start()
        if is_refused:
            with pytest.raises(FileRefused) as refused:
                parser.sheets(big, "csv")
            assert refused.value.rule == "parser_died"
        else:
            assert parser.sheets(big, "csv")[0].frame.height == 2_001
        killer.join()
        assert len(parser.sheets(small, "csv")) == 1
        second = parser._child
        assert second is not first
        second.kill()
        second.wait()
        assert len(parser.sheets(small, "csv")) == 1
    assert list((tmp_path / "work").glob("*")) == []


def test_a_cell_that_kills_the_reader_kills_the_child_and_not_us(tmp_path: Path) -> None:
    """The screen stops this file; without the screen the child must still be what dies."""
    path = tmp_path / "far.xlsx"
    path.write_bytes(broken.far_cell())
    with Parser(tmp_path / "work") as parser:
        with pytest.raises(FileRefused) as refused:
            parser.sheets(path, "xlsx")
        assert refused.value.rule in {"parser_died", "damaged"}
        path.write_bytes(broken.workbook(broken.budget_lines(3)))
        assert parser.sheets(path, "xlsx")[0].frame.height == 5
