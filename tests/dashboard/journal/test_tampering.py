"""Hands on the files: what is seen, and that nothing is written on top of it before somebody answers for it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.journal.errors import Broken, Unusable
from dashboard.journal.store import Decision, Journal

BOOK = "b/t"


def write(journal: Journal, name: str) -> None:
    journal.append(Decision("甲", "note", BOOK, {"n": name}, name), lambda _: None)


def filled(folder: Path, n: int = 6) -> None:
    journal = Journal(folder)
    for number in range(n):
        write(journal, f"k{number}")
    journal.close()


def cut(folder: Path) -> None:
    connection = sqlite3.connect(folder / "decisions.sqlite")
    connection.execute("DROP TRIGGER entry_no_delete")
    connection.execute("DELETE FROM entry WHERE seq > 4")
    connection.commit()
    connection.close()


def older_file(folder: Path) -> None:
    other = folder / "older"
    filled(other, 3)
    (other / "decisions.sqlite").replace(folder / "decisions.sqlite")


def edited_witness(folder: Path) -> None:
    (folder / "decisions.witness.json").write_text('{"seq": 6, "hash": "' + "ab" * 32 + '"}', encoding="utf-8")


HARMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "end cut off": (cut, "记录应至少有 6 条，现在只有 4 条：末尾被删除，或换成了较早的文件"),
    "older file": (older_file, "记录应至少有 6 条，现在只有 3 条"),
    "file gone": (lambda folder: (folder / "decisions.sqlite").unlink(), "现在只有 0 条"),
    "witness gone": (lambda folder: (folder / "decisions.witness.json").unlink(), "缺少 decisions.witness.json"),
    "witness torn": (lambda folder: (folder / "decisions.witness.json").write_text("{"), "已损坏"),
    "witness emptied": (lambda folder: (folder / "decisions.witness.json").write_text(""), "已损坏"),
    "witness edited": (edited_witness, "第 6 条与见证文件不符：记录被整体替换"),
    "witness ahead": (lambda folder: (folder / "decisions.witness.json").write_text('{"seq":9,"hash":"a"}'), "9 条"),
    "witness negative": (lambda folder: (folder / "decisions.witness.json").write_text('{"seq":-1,"hash":"a"}'), "-1"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_nothing_is_written_on_top_of_a_harm(tmp_path: Path, harm: str) -> None:
    filled(tmp_path)
    do, words = HARMS[harm]
    do(tmp_path)
    journal = Journal(tmp_path)
    before = journal.entries()
    assert words in "；".join(journal.faults())
    with pytest.raises(Broken, match="已停止写入，以免盖住痕迹"):
        write(journal, "on top")
    assert journal.entries() == before
    entry = journal.resume("王芳", "go", "磁盘损坏，已恢复备份")
    assert entry.body["faults"], "what was wrong is put down for good"
    write(journal, "after")
    assert [one.action for one in journal.entries()[-2:]] == ["resume", "note"]
    assert journal.faults() == []


def test_an_edited_entry_stays_a_fault_whatever_is_written_after(tmp_path: Path) -> None:
    filled(tmp_path)
    connection = sqlite3.connect(tmp_path / "decisions.sqlite")
    connection.execute("DROP TRIGGER entry_no_update")
    connection.execute("UPDATE entry SET actor = '乙' WHERE seq = 2")
    connection.commit()
    connection.close()
    journal = Journal(tmp_path)
    write(journal, "on")
    journal.resume("王芳", "go", "已查明原因")
    assert journal.faults() == ["第 2 条的内容与校验值不符：记录被改动"]


def test_a_file_swapped_under_a_running_journal_is_noticed_at_once(tmp_path: Path) -> None:
    """The old connection would go on writing into a file that is no longer there."""
    filled(tmp_path, 2)
    shutil.copy(tmp_path / "decisions.sqlite", tmp_path / "kept.sqlite")
    journal = Journal(tmp_path)
    write(journal, "three")
    (tmp_path / "kept.sqlite").replace(tmp_path / "decisions.sqlite")
    with pytest.raises(Broken, match="现在只有 2 条"):
        write(journal, "four")
    assert len(journal.entries()) == 2
    (tmp_path / "decisions.sqlite").unlink()
    with pytest.raises(Unusable, match="文件被移走或换掉了，没有写入任何内容"):
        write(journal, "five")


def test_guards_that_were_dropped_are_there_again_after_opening(tmp_path: Path) -> None:
    filled(tmp_path)
    connection = sqlite3.connect(tmp_path / "decisions.sqlite")
    connection.execute("DROP TRIGGER entry_no_delete")
    connection.commit()
    Journal(tmp_path).close()
    with pytest.raises(sqlite3.Error, match="entries are never changed"):
        connection.execute("DELETE FROM entry WHERE seq = 6")
    connection.close()


def test_the_witness_never_goes_back(tmp_path: Path) -> None:
    filled(tmp_path)
    from dashboard.journal.witness import read_witness, write_witness

    journal = Journal(tmp_path)
    first = journal.entries()[0]
    write_witness(journal.witness, first.seq, first.hash)
    assert read_witness(journal.witness) == (6, journal.entries()[-1].hash)
