"""The store and its journal tell the truth after crashes, bit rot and full disks."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from etl.errors import FileRefused, LoadError
from etl.paths import ROOT, Home
from etl.store import Arrival, Delivery, arrivals, content, deliveries, keep, read_arrival, record, stored_bytes

A = Delivery("甲.csv", "0" * 64, 3)
ODD = Delivery("乙\u2028丙\u0085\"\\.csv", "1" * 64, 4)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_deliveries_come_back_in_order_of_arrival(home: Home) -> None:
    assert deliveries(home) == []
    record(home, [], [A])
    record(home, [A], [ODD, A])
    assert deliveries(home) == [A, ODD, A]


@pytest.mark.parametrize("torn", ['{"name": "x', '{"name": "x.csv", "sha', "{", "\x00\x00"])
def test_a_torn_last_line_is_as_if_it_had_not_begun(home: Home, torn: str) -> None:
    record(home, [], [A])
    with home.deliveries.open("a", encoding="utf-8") as journal:
        journal.write(torn)
    assert deliveries(home) == [A]


@pytest.mark.parametrize("line", ["{", json.dumps({**vars(A), "schema": 2}), "[]", "null"])
def test_a_line_we_did_not_write_stops_the_load_by_number(home: Home, line: str) -> None:
    record(home, [], [A, ODD])
    lines = home.deliveries.read_text(encoding="utf-8").split("\n")
    home.deliveries.write_text("\n".join([lines[0], line, lines[1], ""]), encoding="utf-8")
    with pytest.raises(LoadError, match="第 2 行无法读取"):
        deliveries(home)


@pytest.mark.parametrize("harm", [b"", b"hal", b"HALLO WELT"])
def test_content_that_does_not_match_its_hash_is_noticed_and_written_anew(home: Home, harm: bytes) -> None:
    delivery = keep(home, "甲.csv", b"hallo welt")
    assert stored_bytes(home, delivery) == b"hallo welt"
    kept = content(home, delivery.sha256)
    assert kept.stat().st_mode & 0o222 == 0
    kept.chmod(0o644)
    kept.write_bytes(harm)
    with pytest.raises(LoadError, match=r"「甲[.]csv」原件缺失或已损坏"):
        stored_bytes(home, delivery)
    assert keep(home, "甲.csv", b"hallo welt") == delivery
    assert stored_bytes(home, delivery) == b"hallo welt"


def test_content_that_is_gone_is_noticed(home: Home) -> None:
    delivery = keep(home, "甲.csv", b"x")
    content(home, delivery.sha256).unlink()
    with pytest.raises(LoadError, match="缺失或已损坏"):
        stored_bytes(home, delivery)


def test_the_store_goes_by_content_and_not_by_name(home: Home) -> None:
    first, second = keep(home, "../../甲.csv", b"x"), keep(home, "乙.csv", b"x")
    assert first.sha256 == second.sha256 == hashlib.sha256(b"x").hexdigest()
    assert [path.name for path in home.store.rglob("*") if path.is_file()] == [first.sha256]


@pytest.mark.parametrize(("raw", "shown"), [
    ("预算.csv".encode("gb18030"), "预算.csv"),
    (b"a\xff\xff.csv", "a\\xff\\xff.csv"),
    ("a\u202egpj.csv".encode(), "a\\u202egpj.csv"),
    (b"a\nb\x1b[31m.csv", "a\\u000ab\\u001b[31m.csv"),
    (b"'; DROP TABLE x; --.csv", "'; DROP TABLE x; --.csv"),
])
def test_a_hostile_file_name_is_shown_and_stored_as_plain_text(
    tmp_path: Path, home: Home, raw: bytes, shown: str
) -> None:
    (tmp_path / os.fsdecode(raw)).write_bytes(b"x")
    (offered,), _ = arrivals(tmp_path, home)
    assert offered.name == shown
    record(home, [], [keep(home, offered.name, read_arrival(offered, 10))])
    assert [one.name for one in deliveries(home)] == [shown]


def test_what_editors_leave_behind_is_named_and_not_read(tmp_path: Path, home: Home) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("~$a.xlsx", ".DS_Store", "a.tmp", "b.PART", ".git/config", "README.md", "known.json", "c.csv"):
        (tmp_path / name).write_bytes(b"x")
    offered, aside = arrivals(tmp_path, home)
    assert [one.name for one in offered] == ["c.csv"]
    assert {name for name, _ in aside} == {
        "~$a.xlsx", ".DS_Store", "a.tmp", "b.PART", ".git/config", "README.md", "known.json"
    }


def test_a_file_that_is_gone_or_too_large_is_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="无法读取"):
        read_arrival(Arrival("x", tmp_path / "x"), 10)
    (tmp_path / "y").write_bytes(b"x" * 11)
    with pytest.raises(FileRefused, match="超过上限"):
        read_arrival(Arrival("y", tmp_path / "y"), 10)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file; run as another user to see the refusal")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x")
    (tmp_path / "x").chmod(0)
    with pytest.raises(FileRefused, match="无法读取"):
        read_arrival(Arrival("x", tmp_path / "x"), 10)


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then a write beyond the limit fails as on a full disk
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
from etl.cli import app
app()
"""


@pytest.mark.parametrize("limit", [1_000, 60_000], ids=["while storing", "while writing the snapshot"])
def test_a_full_disk_is_one_sentence_and_leaves_nothing_half(tmp_path: Path, limit: int) -> None:
    source = tmp_path / "预算.csv"
    source.write_text("年度,资金科目,预算\n" + "".join(f"2024,科目{i},1\n" for i in range(100)), encoding="utf-8")
    home = Home(tmp_path / "home")
    done = subprocess.run(
        [sys.executable, "-c", FULL.format(limit=limit), "load", str(source), "--home", str(home.path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "写入失败" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    left = [path.name for path in home.path.rglob("*") if path.is_file() and path.name != "load.lock"]
    assert [name for name in left if name.endswith(".tmp") or "unfinished" in name or name == "CURRENT"] == []
