"""The journal as a file that others can check, and what an outside copy shows that the machine alone can't."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli import app as command
from dashboard.journal.copies import BadCopy, copied, copy_faults
from dashboard.journal.desk import Desk
from dashboard.journal.store import Decision, Journal
from tests.dashboard.journal.lists import drafted

BOOK = "national-2023/scene"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a few decisions, Chinese and awkward characters among them."""
    desk = Desk(Journal(tmp_path / "decisions"), BOOK)
    drafted(desk, 1, 2, 3)
    desk.send_back("乙", "b", list_id="L1", seen=1, reason='引"号\\反斜杠 😀 /\u2028 <b>')
    desk.review("乙", "r", list_id="L1", seen=1)
    desk.journal.close()
    return tmp_path


def run(home: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(command, ["journal", *words, "--home", str(home)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def add(home: Path, name: str) -> None:
    journal = Journal(home / "decisions")
    journal.append(Decision("甲", "note", BOOK, {"n": name}, name), lambda _: None)
    journal.close()


def independent(path: Path) -> int:
    """What the recipe in copies.py says, by somebody who has only the file: how many entries, or an AssertionError."""
    seq, prev = 0, "0" * 64
    for line in path.open(encoding="utf-8"):
        e = json.loads(line)
        told = [e["seq"], e["at"], e["actor"], e["action"], e["book"], e["body"], e["key"], e["prev"]]
        digest = hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
        assert (e["seq"], e["prev"], e["hash"]) == (seq + 1, prev, digest)
        seq, prev = e["seq"], e["hash"]
    return seq


def test_another_program_can_check_the_copy(home: Path) -> None:
    out = home / "副本.jsonl"
    assert run(home, "export", "--out", str(out)) == (0, f"已写出 {out}（3 条）\n")
    assert independent(out) == 3
    lines = out.read_text(encoding="utf-8").splitlines()
    assert json.loads(json.loads(lines[1])["body"])["reason"] == '引"号\\反斜杠 😀 / <b>'
    for harmed in ([lines[0], lines[2]], [lines[1], lines[0], lines[2]], [lines[0].replace("甲", "丁"), *lines[1:]]):
        out.write_text("\n".join(harmed), encoding="utf-8")
        with pytest.raises(AssertionError):
            independent(out)


def test_status_and_verify_say_what_is_there(home: Path) -> None:
    code, said = run(home, "status")
    assert code == 0
    assert said.startswith("决策记录 3 条\n  national-2023/scene：3 条\n最后一条：第 3 条，")
    assert run(home, "verify") == (0, "决策记录 3 条，链条和见证文件一致\n")
    (home / "decisions" / "decisions.witness.json").unlink()
    assert run(home, "verify") == (1, "缺少 decisions.witness.json，无法判断记录末尾是否完整\n")


def test_only_an_outside_copy_shows_that_all_was_put_back(home: Path, tmp_path: Path) -> None:
    """Journal and witness put back together look whole; the copy and the stamp of a sheet know better."""
    shutil.copytree(home / "decisions", tmp_path / "earlier")
    add(home, "x")
    copy = tmp_path / "copy.jsonl"
    run(home, "export", "--out", str(copy))
    stamp = json.loads(copy.read_text(encoding="utf-8").splitlines()[-1])["hash"]
    add(home, "y")
    assert run(home, "verify", "--against", str(copy), "--stamp", stamp[:16])[0] == 0, "a copy is a beginning"
    shutil.rmtree(home / "decisions")
    shutil.copytree(tmp_path / "earlier", home / "decisions")
    assert run(home, "verify")[0] == 0, "nothing on the machine remembers: this is the limit of the witness"
    code, said = run(home, "verify", "--against", str(copy), "--stamp", stamp[:16])
    assert code == 1
    assert "副本第 4 条" in said
    assert "在记录里没有" in said
    assert f"没有校验值为 {stamp[:16]} 的一条" in said
    add(home, "z")  # and writing on does not heal it
    assert "第 4 条与副本不同" in run(home, "verify", "--against", str(copy))[1]


def test_a_copy_that_was_changed_or_is_none_is_said(home: Path, tmp_path: Path) -> None:
    entries = Journal(home / "decisions").entries()
    lines = copied(entries).splitlines()
    assert copy_faults(lines[:2], entries) == []
    assert copy_faults([lines[0].replace("甲", "丁")], entries) == ["副本第 1 行的内容与校验值不符：副本被改动"]
    assert copy_faults([lines[1]], entries), "a copy begins at the beginning"
    for words in ("x", "{}", "[1]", '{"seq": 1}'):
        with pytest.raises(BadCopy, match="第 1 行不是一条记录"):
            copy_faults([words], entries)
    assert "太短" in run(home, "verify", "--stamp", "ab")[1]
    assert "读不了副本" in run(home, "verify", "--against", str(tmp_path / "none"))[1]
    assert "写不了" in run(home, "export", "--out", str(tmp_path / "no" / "x.jsonl"))[1]
