"""What disks, locks, files and servers do: a sentence each, nothing half written, and on again afterwards."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from dashboard.cli import app as command
from dashboard.journal import store
from dashboard.journal.desk import Desk
from dashboard.journal.entry import Entry
from dashboard.journal.errors import Unusable
from dashboard.journal.store import Decision, Journal
from tests.dashboard.journal.lists import drafted
from tests.dashboard.journal.postgres import cluster, start, stop

ROOT = Path(__file__).resolve().parents[3]
PAGES = sorted(path.stem for path in (ROOT / "dashboard" / "app_pages").glob("[!_]*.py"))


def write(journal: Journal, name: str, size: int = 1) -> None:
    journal.append(Decision("甲", "note", "b/t", {"n": name * size}, name), lambda _: None)


@pytest.fixture
def full_disk() -> Iterator[None]:
    """Every connection may use 30 pages and not one more: SQLite says what it says on a full disk."""
    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count=30").fetchall()

    event.listen(Engine, "connect", limit)
    yield
    event.remove(Engine, "connect", limit)


def test_a_full_disk(tmp_path: Path, full_disk: None) -> None:
    journal = Journal(tmp_path)
    write(journal, "a")
    with pytest.raises(Unusable, match=r"^磁盘已满，没有写入任何内容。请清理决策库 .* 所在的磁盘后重试$"):
        write(journal, "b", 200_000)
    write(journal, "c")
    assert [entry.key for entry in journal.entries()] == ["a", "c"]
    assert journal.faults() == []


def test_a_store_that_may_only_be_read(tmp_path: Path) -> None:
    write(Journal(tmp_path), "a")
    journal = Journal(tmp_path, f"sqlite:///file:{tmp_path / 'decisions.sqlite'}?mode=ro&uri=true")
    assert len(journal.entries()) == 1, "what is there can be looked at"
    with pytest.raises(Unusable, match="打不开或不可写，没有写入任何内容。请管理员检查文件夹权限和磁盘是否只读"):
        write(journal, "b")


def test_a_folder_that_can_not_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nowhere")):
        with pytest.raises(Unusable, match="打不开或不可写"):
            Journal(folder)


def test_somebody_else_holds_the_lock(tmp_path: Path) -> None:
    journal = Journal(tmp_path, patience_s=0.2)
    other = sqlite3.connect(tmp_path / "decisions.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert journal.entries() == [], "reading goes on while somebody writes"
    with pytest.raises(Unusable, match=r"被另一个程序占用超过 0.2 秒，没有写入任何内容"):
        write(journal, "a")
    other.execute("ROLLBACK")
    write(journal, "a")
    assert len(journal.entries()) == 1
    other.close()


@pytest.mark.parametrize("where", ["head", "inside"])
def test_a_damaged_file(tmp_path: Path, where: str) -> None:
    journal = Journal(tmp_path)
    for number in range(8):
        write(journal, f"k{number}", 5_000)
    journal.close()
    file = tmp_path / "decisions.sqlite"
    content = bytearray(file.read_bytes())
    begin = 0 if where == "head" else 8192
    content[begin : begin + 4096 * 8] = b"\xa5" * 4096 * 8
    file.write_bytes(bytes(content))
    with pytest.raises(Unusable, match="已损坏，没有写入任何内容。请停止使用，保留原文件，用备份恢复"):
        Journal(tmp_path).faults()
    assert file.read_bytes() == bytes(content), "nobody tried to mend it"


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://u:secret@h/d", "postgresql+nodriver://u:secret@h/d", "mssql://u:secret@h"]
)
def test_an_address_that_names_no_database(tmp_path: Path, url: str) -> None:
    with pytest.raises(Unusable, match="ZHIZAO_DECISIONS 不是可用的数据库地址") as found:
        Journal(tmp_path, url)
    assert "secret" not in str(found.value)


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    for url in (f"postgresql+psycopg://u:secret@/d?host={tmp_path}", "postgresql+psycopg://u:secret@127.0.0.1:1/d"):
        with pytest.raises(Unusable, match="连不上 PostgreSQL，没有写入任何内容。请检查服务是否在运行") as found:
            Journal(tmp_path, url)
        assert "secret" not in str(found.value)


def test_a_server_that_goes_away_and_comes_back() -> None:
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    with cluster(folder) as url:
        journal = Journal(folder.parent / f"{folder.name}-witness", url, patience_s=1)
        write(journal, "a")
        stop(folder)
        with pytest.raises(Unusable, match="PostgreSQL"):
            write(journal, "b")
        with pytest.raises(Unusable, match="PostgreSQL"):
            journal.entries()
        start(folder)
        write(journal, "b")
        assert [entry.key for entry in journal.entries()] == ["a", "b"]
        with Journal(journal.folder, url)._engine.begin() as other:
            other.execute(text("SELECT pg_advisory_xact_lock(20260831)"))
            with pytest.raises(Unusable, match="被另一个程序占用超过 1 秒"):
                write(journal, "c")
        journal.close()
        shutil.rmtree(journal.folder)


def test_the_command_and_every_page_say_it(
    tmp_path: Path, sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIZAO_DECISIONS", "mysql://u:secret@h/d")
    monkeypatch.setenv("ZHIZAO_HOME", str(sample_home))
    for words in (["journal", "status"], ["journal", "verify"], ["contacts", "status"]):
        done = CliRunner().invoke(command, words)
        assert done.exit_code == 1
        assert "不是可用的数据库地址" in done.output
    for name in PAGES:
        app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=30)
        if name != "overview":
            app.switch_page(f"app_pages/{name}.py")
        app.run()
        assert [str(one.value) for one in app.exception] == [], name
        assert all("不是可用的数据库地址" in str(one.value) for one in app.error), name


def test_a_witness_that_can_not_be_written_does_not_unsay_a_decision(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    write(journal, "a")
    blocked = journal.witness.with_name(f".{journal.witness.name}.tmp")
    blocked.mkdir()  # where the witness is written first
    write(journal, "b")
    assert [entry.key for entry in journal.entries()] == ["a", "b"]
    assert journal.faults() == [], "behind is allowed"
    blocked.rmdir()
    write(journal, "c")
    assert '"seq": 3' in journal.witness.read_text()


def test_a_clock_that_goes_backwards_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        now_is = datetime(2026, 11, 20, tzinfo=UTC)

        @classmethod
        def now(cls, tz: object = None) -> datetime:
            cls.now_is -= timedelta(days=1)
            return cls.now_is

    monkeypatch.setattr(store, "datetime", Clock)
    desk = Desk(Journal(tmp_path), "b/t")
    drafted(desk, 1, 2, list_id="L1")
    drafted(desk, 2, 3, list_id="L2")
    desk.review("乙", "r", list_id="L2", seen=1)
    entries = desk.journal.entries()
    assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)
    book = desk.read()
    assert book.current is not None
    assert (book.current.id, book.current.state) == ("L2", "已复核")
    assert desk.journal.faults() == []


def test_a_check_beside_a_writer_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, other = Journal(tmp_path), Journal(tmp_path)
    write(journal, "a")
    read = journal.entries

    def read_and_then_another_writes() -> list[Entry]:
        found = read()
        write(other, "b")
        return found

    monkeypatch.setattr(journal, "entries", read_and_then_another_writes)
    assert journal.faults() == [], "the witness may not be newer than the entries it is held against"


COUNT = """
import sys
from pathlib import Path
from dashboard.journal.store import Decision, Journal
journal = Journal(Path(sys.argv[1]))
for number in range(60):
    journal.append(Decision("甲", "note", "b/t", {"n": number}, f"{sys.argv[2]}-{number}"), lambda _: None)
"""


def test_two_apps_and_the_command_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "decisions"
    apps = [subprocess.Popen([sys.executable, "-c", COUNT, str(folder), name], cwd=ROOT) for name in ("one", "two")]
    said = [CliRunner().invoke(command, ["journal", "verify", "--home", str(tmp_path)]) for _ in range(40)]
    assert [app.wait() for app in apps] == [0, 0]
    assert {(done.exit_code, done.output.split("，")[-1]) for done in said} == {(0, "链条和见证文件一致\n")}
    journal = Journal(folder)
    assert len(journal.entries()) == 120
    assert journal.faults() == []
