"""The journal itself: nothing can be changed unseen, nothing acknowledged is lost, nobody gets past the quota."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from dashboard.journal.book import replay
from dashboard.journal.desk import Desk, Refused
from dashboard.journal.entry import Entry, chain_faults
from dashboard.journal.store import Decision, Journal
from tests.dashboard.journal.lists import drafted
from tests.dashboard.journal.postgres import cluster

ROOT = Path(__file__).resolve().parents[3]
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


ATTEMPT = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from dashboard.journal.desk import Desk, Refused
from dashboard.journal.store import Journal
folder, url, name, n = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
journal = Journal(folder, url)
desk = Desk(journal, "national-2023/scene")
def attempt(number):
    try:
        desk.submit(name, f"{name}-{number}", list_id=f"L{number % 5}", seen=1, sheets={}, limit=3)
        return "done"
    except Refused:
        return "refused"
with ThreadPoolExecutor(8) as pool:
    results = list(pool.map(attempt, range(n)))
print(results.count("done"), results.count("refused"))
"""


def submissions(tmp_path: Path, url: str, n_each: int) -> None:
    """Two processes of eight threads each try to submit five reviewed lists: one wins, every loser is told."""
    desk = Desk(Journal(tmp_path, url), BOOK)
    for number in range(5):
        drafted(desk, 1, 2, 3, list_id=f"L{number}")
        desk.review("乙", f"r{number}", list_id=f"L{number}", seen=1)
    desk.journal.close()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", ATTEMPT, str(tmp_path), url, name, str(n_each)], cwd=ROOT, stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("丙", "丁")
    ]
    counts = [list(map(int, process.communicate()[0].split())) for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert sum(done for done, _ in counts) == 1
    assert sum(map(sum, counts)) == 2 * n_each, "nobody's attempt went without an answer"
    journal = Journal(tmp_path, url)
    assert journal.faults() == []
    book = replay(journal.entries(BOOK))
    assert [listing.state for listing in book.lists.values()].count("已提交") == 1


def test_a_race_to_submit_has_one_winner(tmp_path: Path, url: str) -> None:
    submissions(tmp_path, url, 100)


@pytest.mark.slow
def test_ten_thousand_attempts_have_one_winner(tmp_path: Path, url: str) -> None:
    submissions(tmp_path, url, 5_000)


def test_threads_write_one_chain(tmp_path: Path, url: str) -> None:
    journal = Journal(tmp_path, url)

    def write(number: int) -> Entry:
        return journal.append(Decision("甲", "note", BOOK, {"n": number % 40}, f"k{number % 40}"), lambda _: None)

    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(write, range(80)))  # every one twice: the second click changes nothing
    assert len(journal.entries()) == 40
    assert len({entry.seq for entry in written}) == 40
    assert journal.faults() == []


WRITE = """
import sys
from pathlib import Path
from dashboard.journal.store import Decision, Journal
journal = Journal(Path(sys.argv[1]))
for number in range(100_000):
    entry = journal.append(Decision("甲", "note", "b", {"n": number}, f"{sys.argv[2]}-{number}"), lambda _: None)
    print(entry.seq, entry.hash, flush=True)
"""


def killed(folder: Path, n_kills: int, seed: int) -> int:
    """Kill a writer at random moments; returns how many acknowledged entries were all still there."""
    chance = random.Random(seed)
    acknowledged: dict[int, str] = {}
    for number in range(n_kills):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITE, str(folder), str(number)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout
        seen = [writer.stdout.readline()]
        time.sleep(chance.uniform(0, 0.05))
        os.kill(writer.pid, signal.SIGKILL)
        seen += writer.communicate()[0].splitlines()
        acknowledged |= {int(seq): digest for seq, digest in (line.split() for line in seen if len(line.split()) == 2)}
        journal = Journal(folder)
        held = {entry.seq: entry.hash for entry in journal.entries()}
        assert {seq: held.get(seq) for seq in acknowledged} == acknowledged
        assert journal.faults() == []
        journal.close()
    return len(acknowledged)


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    assert killed(tmp_path, 4, seed=1) >= 4


@pytest.mark.slow
def test_five_hundred_kills(tmp_path: Path) -> None:
    print(killed(tmp_path, 500, seed=20261120), "acknowledged entries, none lost")


def test_a_refused_step_leaves_nothing(tmp_path: Path, url: str) -> None:
    desk = Desk(Journal(tmp_path, url), BOOK)
    with pytest.raises(Refused, match="名额只有 3"):
        drafted(desk, 1, 2, 3, 4)
    assert desk.journal.entries() == []
