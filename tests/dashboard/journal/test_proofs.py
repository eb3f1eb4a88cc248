"""The promises of the decision store under pressure: short here, long with -m slow (figures in RESULTS.md).

The long ones keep their state in pytest's cache and go on where they stopped; a change of the journal's code starts
them anew.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.dashboard.journal.outages import outages
from tests.dashboard.journal.postgres import cluster
from tests.dashboard.journal.racing import ROOT, race

SEED = 20261120
CODE = sorted((ROOT / "dashboard" / "journal").glob("*.py")) + sorted(Path(__file__).parent.glob("*ing.py"))


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Path, str]]:
    """One PostgreSQL for the module."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    with cluster(folder) as url:
        yield folder, url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty store of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'decisions.sqlite'}"
    found: str = request.getfixturevalue("server")[1]
    emptied(found)
    return found


def emptied(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS entry"))
    engine.dispose()


@pytest.fixture
def lasting(request: pytest.FixtureRequest) -> Path:
    """A folder that outlives the run, named by the code it proves."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in CODE)).hexdigest()[:16]
    folder = Path(request.config.cache.mkdir("journal-proofs")) / f"{request.node.name}-{digest}"
    folder.mkdir(exist_ok=True)
    return folder


def kills(folder: Path, n: int, seed: int) -> dict[str, int]:
    """The kills in a process of their own: it forks, which a process with threads must not."""
    words = [sys.executable, "-m", "tests.dashboard.journal.killing", str(folder), str(n), str(seed)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    counted: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return counted


def test_nobody_gets_past_the_quota_in_a_race(tmp_path: Path, url: str) -> None:
    outcomes = race(tmp_path, url, 150, seed=1)
    assert outcomes["submit: done"]
    assert outcomes["submit: refused"]
    assert not outcomes["draft above: done"]
    assert not outcomes["revise above: done"]


@pytest.mark.slow
def test_ten_thousand_attempts(tmp_path: Path, url: str) -> None:
    outcomes = race(tmp_path, url, 5_000, seed=SEED)
    assert outcomes.total() == 10_000
    print(json.dumps(dict(sorted(outcomes.items()))))


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    counted = kills(tmp_path / "journal", 9, seed=1)
    assert counted["acknowledged"] >= 6
    assert kills(tmp_path / "journal", 12, seed=1)["rounds"] == 12, "a broken run goes on where it stopped"


@pytest.mark.slow
def test_five_hundred_kills(lasting: Path) -> None:
    print(json.dumps(kills(lasting / "journal", 500, seed=SEED)))
    shutil.rmtree(lasting)


def test_a_crash_of_the_server_loses_nothing(tmp_path: Path, server: tuple[Path, str]) -> None:
    emptied(server[1])
    assert outages(*server, tmp_path, 2, seed=1)["acknowledged"] >= 10


@pytest.mark.slow
def test_twenty_crashes_of_the_server(tmp_path: Path, server: tuple[Path, str]) -> None:
    emptied(server[1])
    print(json.dumps(outages(*server, tmp_path, 20, seed=SEED)))
