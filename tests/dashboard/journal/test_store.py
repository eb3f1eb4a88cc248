"""The journal itself: nothing can be changed unseen, nothing acknowledged is lost, nobody gets past the quota."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from dashboard.journal.desk import Desk, Refused
from dashboard.journal.entry import Entry, chain_faults
from dashboard.journal.store import Decision, Journal
from tests.dashboard.journal.lists import drafted
from tests.dashboard.journal.postgres import cluster

BOOK = "national-2023/scene"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """One PostgreSQL for the module."""
    with cluster(Path(tempfile.mkdtemp(prefix="pg"))) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty store of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'decisions.sqlite'}"
    found: str = request.getfixturevalue("server")
    engine = create_engine(found)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS entry"))
    engine.dispose()
    return found


def filled(folder: Path, url: str = "", n: int = 6) -> Journal:
    journal = Journal(folder, url)
    for number in range(n):
        journal.append(Decision("甲", "note", BOOK, {"n": number, "词": "中文"}, f"k{number}"), lambda _: None)
    return journal


def test_what_is_written_comes_back_the_same(tmp_path: Path, url: str) -> None:
    journal = filled(tmp_path, url)
    entries = journal.entries()
    assert [entry.body for entry in entries] == [{"n": number, "词": "中文"} for number in range(6)]
    assert journal.faults() == []
    journal.close()
    assert Journal(tmp_path, url).entries() == entries


def test_sql_can_not_change_replace_or_remove_an_entry(tmp_path: Path, url: str) -> None:
    filled(tmp_path, url).close()
    engine = create_engine(url)
    statements = ["UPDATE entry SET actor = '乙' WHERE seq = 2", "DELETE FROM entry WHERE seq = 6"]
    statements += ["INSERT OR REPLACE INTO entry SELECT seq, at, '乙', action, book, body, key, prev, hash FROM entry"
                   " WHERE seq = 6"] if url.startswith("sqlite") else ["TRUNCATE entry"]
    for statement in statements:
        with pytest.raises(DBAPIError, match="entries are never changed"), engine.begin() as connection:
            connection.execute(text(statement))
    engine.dispose()
    assert Journal(tmp_path, url).faults() == []


# What somebody with the file in hands could do once the guards are dropped.
HARMS = {
    "edited": ["UPDATE entry SET body = replace(body, '3', '4') WHERE seq = 4"],
    "other actor": ["UPDATE entry SET actor = '乙' WHERE seq = 1"],
    "other time": ["UPDATE entry SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 6"],
    "other book": ["UPDATE entry SET book = 'x' WHERE seq = 3"],
    "deleted inside": ["DELETE FROM entry WHERE seq = 3"],
    "deleted first": ["DELETE FROM entry WHERE seq = 1"],
    "deleted last": ["DELETE FROM entry WHERE seq = 6"],
    "all deleted": ["DELETE FROM entry"],
    "reordered": ["UPDATE entry SET seq = 100 WHERE seq = 3", "UPDATE entry SET seq = 3 WHERE seq = 4",
                  "UPDATE entry SET seq = 4 WHERE seq = 100"],
    "inserted at the end": ["INSERT INTO entry SELECT 7, at, actor, action, book, body, 'k', hash, 'h' FROM entry"
                            " WHERE seq = 6"],
    "inserted inside": ["UPDATE entry SET seq = seq + 101 WHERE seq > 3",
                        "UPDATE entry SET seq = seq - 100 WHERE seq > 100",
                        "INSERT INTO entry SELECT 4, at, actor, action, book, body, 'k', prev || 'x', 'h' FROM entry"
                        " WHERE seq = 5"],
    "replaced": ["DELETE FROM entry WHERE seq = 3",
                 "INSERT INTO entry SELECT 3, at, actor, action, book, body, 'k9', hash, 'h' FROM entry WHERE seq = 2"],
    "swapped contents": ["UPDATE entry SET body = (SELECT body FROM entry WHERE seq = 5) WHERE seq = 2"],
    "renumbered": ["UPDATE entry SET seq = 7 WHERE seq = 6"],
}  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
def test_every_harm_is_seen(tmp_path: Path, harm: str) -> None:
    filled(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "decisions.sqlite")
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    for statement in HARMS[harm]:
        connection.execute(statement)
    connection.commit()
    connection.close()
    assert Journal(tmp_path).faults()


def test_a_journal_written_anew_with_sound_hashes_is_seen(tmp_path: Path) -> None:
    filled(tmp_path).close()
    (tmp_path / "decisions.sqlite").unlink()
    (tmp_path / "other").mkdir()
    forged = filled(tmp_path / "other", n=8)
    assert chain_faults(forged.entries()) == []
    forged.close()
    (tmp_path / "other" / "decisions.sqlite").rename(tmp_path / "decisions.sqlite")
    assert Journal(tmp_path).faults() == ["第 6 条与见证文件不符：记录被整体替换"]


def test_a_lost_or_torn_witness_is_said(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    journal.witness.write_text("{", encoding="utf-8")
    assert "已损坏" in journal.faults()[0]
    journal.witness.unlink()
    assert "缺少" in journal.faults()[0]


def test_threads_write_one_chain(tmp_path: Path, url: str) -> None:
    journal = Journal(tmp_path, url)

    def write(number: int) -> Entry:
        return journal.append(Decision("甲", "note", BOOK, {"n": number % 40}, f"k{number % 40}"), lambda _: None)

    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(write, range(80)))  # every one twice: the second click changes nothing
    assert len(journal.entries()) == 40
    assert len({entry.seq for entry in written}) == 40
    assert journal.faults() == []


def test_a_refused_step_leaves_nothing(tmp_path: Path, url: str) -> None:
    desk = Desk(Journal(tmp_path, url), BOOK)
    with pytest.raises(Refused, match="名额只有 3"):
        drafted(desk, 1, 2, 3, 4)
    assert desk.journal.entries() == []
