"""Contacts through the real command: what is put down, what is refused, what is forgotten for good."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from dashboard.contact_file import MAX_BYTES, Unreadable, contact_lines
from dashboard.contact_match import Enterprise, matched, mobile
from dashboard.journal.contacts import Contact, contacts_of, keep_contact
from dashboard.journal.engine import opened
from dashboard.journal.store import Journal
from queries import ask
from tests.dashboard.contact_books import HEAD, archive, text_table, with_part, workbook

ROOT = Path(__file__).resolve().parents[2]
FIRMS = [
    Enterprise("91310118XX00000001", "虚构甲公司", "虚构老甲公司"),
    Enterprise("91310118XX00000002", "虚构乙（上海）公司"),
    Enterprise("91310118XX00000003", "虚构同名公司"), Enterprise("91310118XX00000004", "虚构同名公司"),
    Enterprise("003101180000000005", "虚构零公司"),
]
A, B, ZERO = FIRMS[0].credit_code, FIRMS[1].credit_code, FIRMS[4].credit_code


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    """A home of one's own on the sample's build."""
    own = tmp_path / "home"
    own.mkdir()
    shutil.copytree(sample_home / "builds", own / "builds")
    return own


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", *words, "--home", str(home)], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def read(payload: bytes):
    return matched(contact_lines(payload), FIRMS)


@pytest.mark.parametrize("make", [workbook, text_table])
def test_rows_become_contacts(make) -> None:
    found = read(make([
        (A, "", "王芳", "13800138001"), ("", "虚构乙(上海)公司", "李 明", "+86 138-0013-8002"),
        (ZERO, "虚构零公司", "赵\u200b云", "１３８００１３８００３"),
    ]))
    assert found.faults == []
    assert {code: (one.name, one.phone) for code, one in found.contacts.items()} == {
        A: ("王芳", "13800138001"), B: ("李 明", "13800138002"), ZERO: ("赵云", "13800138003")
    }


def test_numbers_in_cells_are_read_as_written_and_zeros_kept() -> None:
    found = read(workbook([(ZERO, None, "王芳", 13800138001)]))
    assert [one.phone for one in found.contacts.values()] == ["13800138001"]
    (fault,) = read(workbook([(310118000000000005, None, "王芳", "13800138001")])).faults
    assert (fault.cell, fault.found) == ("A2", "超过 15 位的数字（末位已丢失，应设为文本）")


WRONG = {
    "unknown code": ((A[:-1] + "9", "", "王芳", "13800138001"), "A2", "91310118XX00000009"),
    "unknown name": (("", "虚构无此公司", "王芳", "13800138001"), "B2", "虚构无此公司"),
    "two of one name": (("", "虚构同名公司", "王芳", "13800138001"), "B2", "虚构同名公司，有 2 家同名企业"),
    "code of another": ((A, "虚构乙（上海）公司", "王芳", "13800138001"), "B2", "虚构乙（上海）公司"),
    "neither": (("", "", "王芳", "13800138001"), "A2", "空"),
    "no person": ((A, "", "", "13800138001"), "C2", "空"),
    "number in the name": ((A, "", "王芳13800138001", "13800138001"), "C2", "13 个字，或含数字、不以文字开头"),
    "sign before the name": ((A, "", "'=王芳", "13800138001"), "C2", "4 个字，或含数字、不以文字开头"),
    "no number": ((A, "", "王芳", ""), "D2", "空"),
    "ten digits": ((A, "", "王芳", "1380013800"), "D2", "138…（10 位数字）"),
    "landline": ((A, "", "王芳", "021-59732000"), "D2", "021…（11 位数字，另有 1 个其他字符）"),
    "two numbers": ((A, "", "王芳", "13800138001/13800138002"), "D2", "138…（22 位数字，另有 1 个其他字符）"),
    "1.38E+10": ((A, "", "王芳", "1.38E+10"), "D2", "1.3…（5 位数字，另有 3 个其他字符）"),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("make", [workbook, text_table])
def test_a_wrong_row_says_cell_found_and_expected(make, case: str) -> None:
    row, cell, words = WRONG[case]
    found = read(make([row, (B, "", "李明", "13800138002")]))
    (fault,) = found.faults
    assert (fault.row, fault.cell, fault.found) == (2, cell, words)
    assert fault.expected
    assert list(found.contacts) == [B], "the good row is taken"


def test_rows_that_contradict_each_other_are_both_refused() -> None:
    found = read(workbook([
        (A, "", "王芳", "13800138001"), ("", "虚构老甲公司", "王芳", "13800138009"),
        (B, "", "李明", "13800138002"), (B, "", "李明", "138 0013 8002"),
    ]))
    assert [(fault.row, fault.found) for fault in found.faults] == [
        (2, "同一企业在第 2、3 行各不相同"), (3, "同一企业在第 2、3 行各不相同")
    ]
    assert list(found.contacts) == [B], "said twice alike is said once"


@pytest.mark.parametrize("written", [
    "13800138001", " 138 0013 8001 ", "138-0013-8001", "+8613800138001", "+86 138 0013 8001", "008613800138001",
    "8613800138001", "１３８００１３８００１", "138\u20130013\u20138001", "138\u00a00013\u30008001",
    "\u202d13800138001\u202c",
])  # fmt: skip
def test_usual_ways_to_write_a_number(written: str) -> None:
    assert mobile(written) == "13800138001"


@pytest.mark.parametrize(
    "written", ["23800138001", "12800138001", "138001380011", "٠١٣٨٠٠١٣٨٠٠", "+1 13800138001", "1"]
)
def test_what_is_no_mobile_number(written: str) -> None:
    assert mobile(written) == ""


SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook([(A, "", "王芳", "13800138001")])
HOSTILE = {
    "empty": (b"", "0 字节"),
    "not a zip": (b"PK\x03\x04 this is no archive", "已损坏"),
    "cut": (GOOD[: len(GOOD) // 2], "已损坏"),
    "old xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 .xls"),
    "other zip": (archive({"a.txt": b"x"}), "这是压缩包"),
    "bomb": (with_part(GOOD, "xl/media/a.xml", b"0" * 40_000_000), "MB，超过上限"),
    "many parts": (archive({"xl/workbook.xml": b"<a/>"} | {f"p{n}": b"" for n in range(600)}), "602 个部件|601 个部件"),
    "entity": (with_part(GOOD, SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "外部实体"),
    "broken xml": (with_part(GOOD, SHEET, b"<worksheet><sheetData><row"), "已损坏"),
    "binary": (bytes(range(256)) * 9, "不是文本"),
    "nul": ("\x00统一社会信用代码,联系人,手机号".encode(), "不是文本"),
    "huge": (b"x" * (MAX_BYTES + 1), "上限 5 MB"),
    "web page": (b"<html><table><tr><td>1</td></tr></table></html>", "有 0 张联系人表，应恰好有 1 张"),
    "other headings": (workbook([], ("企业", "电话")), "表头应有：统一社会信用代码"),
    "twice the column": (workbook([], (*HEAD, "手机号")), "同一内容出现两列"),
    "far away": (workbook([("", "", "", "")] * 20_001 + [(A, "", "王芳", "13800138001")]), "第 20003 行还有内容"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_gets_a_sentence(case: str) -> None:
    payload, words = HOSTILE[case]
    with pytest.raises(Unreadable, match=words):
        contact_lines(payload)


def test_formulas_and_error_cells_are_refused_one_by_one() -> None:
    found = read(workbook([
        (A, "", "=B1", "13800138001"), (B, "", "李明", "=1+1"), ("#REF!", "", "赵云", "13800138003"),
        (ZERO, "", "赵云", True),
    ]))
    assert [(fault.cell, fault.found) for fault in found.faults] == [
        ("C2", "公式"), ("D3", "公式"), ("A4", "错误值"), ("D5", "日期或逻辑值")
    ]


def sheet_of(home: Path, n: int) -> list[tuple[str, str, str, str]]:
    firms = ask("enterprise_list", home=home).head(n)
    return [
        (code, "", f"虞琭{'甲乙丙丁戊己庚辛壬癸'[i]}", f"1990000{i:04d}") for i, code in enumerate(firms["credit_code"])
    ]


def test_the_command_puts_down_good_rows_and_names_the_others(home: Path, tmp_path: Path) -> None:
    rows = sheet_of(home, 3)
    file = tmp_path / "联系人.xlsx"
    file.write_bytes(workbook([*rows, ("X", "", "虞琭", "19900009999"), (rows[0][0], "", rows[0][2], rows[0][3])]))
    done = run(home, "contacts", "load", str(file), "--by", "王芳")
    assert (done.returncode, done.stdout) == (1, "录入 3 家（其中更换 0 家），未变 0 家，1 行未录入\n")
    assert done.stderr == "联系人.xlsx 第 5 行 A5：现在是「X」，应为在册企业的统一社会信用代码\n"
    assert "未变 3 家" in run(home, "contacts", "load", str(file), "--by", "王芳").stdout
    journal = Journal(home / "decisions")
    (entry,) = journal.entries()
    assert (entry.actor, entry.action, entry.body["what"]) == ("王芳", "contact", "录入")
    assert entry.body["credit_codes"] == sorted(row[0] for row in rows)
    assert contacts_of(journal, [rows[1][0]]) == {rows[1][0]: Contact(rows[1][2], rows[1][3])}


def test_a_huge_file_and_none_at_all_are_said_by_the_command(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "大.csv"
    with file.open("wb") as out:
        out.truncate(300_000_000)
    done = run(home, "contacts", "load", str(file), "--by", "王芳")
    assert (done.returncode, done.stderr) == (1, "大.csv 有 300.0 MB，上限 5 MB，请只留联系人一张表\n")
    assert "读不到文件" in run(home, "contacts", "load", str(tmp_path / "无.csv"), "--by", "王芳").stderr
    assert run(home, "contacts", "load", str(file), "--by", "\u200b").stderr == "请先填写经办人姓名\n"


def residue(home: Path, words: list[str]) -> list[str]:
    """Which of the words stand in the bytes of any file of the decision store."""
    files = [path.read_bytes() for path in (home / "decisions").iterdir() if path.is_file()]
    return [word for word in words if any(word.encode() in content for content in files)]


def test_what_is_forgotten_is_gone_from_the_bytes(home: Path, tmp_path: Path) -> None:
    rows = sheet_of(home, 10)
    file = tmp_path / "联系人.csv"
    file.write_bytes(text_table(rows))
    assert run(home, "contacts", "load", str(file), "--by", "王芳").returncode == 0
    numbers, names = [row[3] for row in rows], [row[2] for row in rows]
    assert residue(home, numbers) == numbers, "the search finds what is there"
    assert run(home, "contacts", "forget", "--credit-code", rows[4][0], "--by", "王芳").returncode == 0
    assert residue(home, numbers + names) == [w for w in numbers + names if w not in (rows[4][3], rows[4][2])]
    changed = [(*rows[5][:3], "19911110000")]
    file.write_bytes(text_table(changed))
    assert "其中更换 1 家" in run(home, "contacts", "load", str(file), "--by", "王芳").stdout
    assert rows[5][3] not in residue(home, numbers), "a replaced number is gone too"
    assert run(home, "contacts", "forget", "--all", "--by", "王芳", "--reason", "。").returncode == 1
    assert run(home, "contacts", "forget", "--all", "--by", "王芳", "--reason", "申报结束").returncode == 0
    assert residue(home, [*numbers, *names, "19911110000"]) == []
    assert run(home, "journal", "verify").returncode == 0


def test_without_overwriting_the_number_would_still_be_there(tmp_path: Path) -> None:
    """What the proof above is worth: the same deletion without secure_delete leaves the number in the file."""
    journal = Journal(tmp_path)
    for n in range(10):
        keep_contact(journal, "王芳", f"k{n}", f"C{n}", Contact("虞琭", f"1990000{n:04d}"))
    journal.close()
    plain = sqlite3.connect(tmp_path / "decisions.sqlite")
    plain.execute("PRAGMA secure_delete=OFF")
    plain.execute("DELETE FROM contact WHERE credit_code = 'C5'")
    plain.commit()
    plain.close()
    assert b"19900000005" in (tmp_path / "decisions.sqlite").read_bytes()


def test_forgetting_asks_for_one_or_all(home: Path) -> None:
    assert run(home, "contacts", "forget", "--by", "王芳").returncode == 2
    assert run(home, "contacts", "forget", "--by", "王芳", "--all", "--credit-code", "X").returncode == 2
    assert "没有联系人，无需删除" in run(home, "contacts", "forget", "--by", "王芳", "--credit-code", "X").stderr


def test_a_failing_statement_does_not_say_the_number(tmp_path: Path) -> None:
    engine = opened(tmp_path, "", 1)
    with pytest.raises(Exception, match="no such table") as found, engine.begin() as connection:
        connection.execute(sql("INSERT INTO nowhere VALUES (:phone)"), {"phone": "19900000001"})
    assert "19900000001" not in str(found.value)
