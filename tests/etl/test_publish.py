"""Whatever happens to a load, the last good build stays in service, and the next load needs no repair."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from etl import load as loading
from etl.errors import CheckFailed
from etl.paths import ROOT, Home
from etl.publish import KEEP_BUILDS, READ_ONLY, current, sweep
from queries import ask, warehouse
from queries.warehouse import SAFE
from tests.etl.loads import BUDGET, ENTERPRISES, budgets, load, written

DAYS = ("2026-11-20", "2026-11-21")
SOME = ["预算.csv", "认定台账.xlsx", "金泽镇_企业.csv", "金泽镇_申报项目.csv"]


def spawn(home: Path, folder: Path, day: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "etl", "load", str(folder), "--home", str(home), "--as-of", day],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )


def wait_for(child: subprocess.Popen[bytes], builds: Path, begun: float, *, is_writing: bool) -> None:
    """Return when this load's unfinished snapshot appears (or is gone again), or when the load is over."""
    while child.poll() is None:
        with suppress(FileNotFoundError):  # renamed between the listing and the look
            found = any(path.stat().st_mtime >= begun for path in builds.glob("unfinished-*.duckdb"))
            if found is is_writing:
                return
        time.sleep(0.001)


@pytest.mark.parametrize("n_kills", [4, pytest.param(20, marks=pytest.mark.slow)])
def test_kill_9_at_any_moment_leaves_the_last_good_build_in_service(n_kills: int, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in SOME:
        (folder / name).write_bytes((ROOT / "data" / "sample" / name).read_bytes())
    whole = {}
    for day in DAYS:
        whole[day] = load(tmp_path / f"undisturbed-{day}", folder, as_of=day).report["content_hash"]
    home = tmp_path / "home"
    begun = time.time()
    child = spawn(home, folder, DAYS[1])
    wait_for(child, home / "builds", begun, is_writing=True)
    until_writing = time.time() - begun
    assert child.wait() == 0
    seconds = time.time() - begun
    moments = random.Random(20261120)
    n_killed = 0
    for number in range(n_kills):
        # Always the day that is not in service: a load of the same day has nothing to do and is over at once.
        day = DAYS[warehouse(home).as_of == DAYS[0]]
        begun = time.time()
        child = spawn(home, folder, day)
        phase = number // 2 % 3
        if phase == 0:  # at any moment
            time.sleep(moments.uniform(0.1, 0.9) * seconds)
        else:  # while the snapshot is written; just after it took its name
            wait_for(child, home / "builds", begun, is_writing=True)
            if phase == 1:
                time.sleep(moments.uniform(0.0, 0.7) * (seconds - until_writing))
            else:
                wait_for(child, home / "builds", begun, is_writing=False)
                time.sleep(moments.uniform(0.0, 0.01))
        n_killed += child.poll() is None
        child.kill()
        child.wait()
        served = warehouse(home)
        assert served.as_of in DAYS
        assert served.content_hash == whole[served.as_of]
        assert ask("project_summary", home=home)["n_projects"].item() > 0
        if number % 2:  # after two kills in a row, the leftovers of both
            day = DAYS[served.as_of == DAYS[0]]
            assert load(home, folder, as_of=day).report["content_hash"] == whole[day]
    assert n_killed >= n_kills // 2, "most kills must hit a load at work, or this proves nothing"
    left = [path.name for path in home.rglob("*") if path.is_file()]
    assert [name for name in left if name.endswith((".tmp", ".wal", ".arrow")) or "unfinished" in name] == []


def test_both_halves_open_a_build_alike() -> None:
    """With other settings DuckDB refuses the second connection of a process to one file."""
    assert READ_ONLY == SAFE


def test_only_the_last_builds_are_kept(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", written(tmp_path / "in", 预算=BUDGET)
    days = [(date(2026, 11, 1) + timedelta(days=number)).isoformat() for number in range(KEEP_BUILDS + 1)]
    builds = [load(home, folder, as_of=day).report["build"] for day in days]
    kept = {path.stem.removeprefix("warehouse-") for path in (home / "builds").glob("*.duckdb")}
    assert kept == set(builds[-KEEP_BUILDS:])
    assert {path.stem.removeprefix("warehouse-") for path in (home / "builds").glob("*.json")} == kept
    again = load(home, folder, as_of=days[-KEEP_BUILDS]).report["build"]  # the oldest that is kept, back in service
    assert warehouse(home).build == again == builds[-KEEP_BUILDS]
    load(home, folder, as_of="2026-12-31")
    assert again in {path.stem.removeprefix("warehouse-") for path in (home / "builds").glob("*.duckdb")}


def test_leftovers_of_killed_loads_are_swept_and_nothing_else(tmp_path: Path) -> None:
    home = tmp_path / "home"
    load(home, written(tmp_path / "in", 预算=BUDGET, 企业=ENTERPRISES))
    kept = {path for path in home.rglob("*") if path.is_file()}
    assert not (home / "work").exists()
    shelf = next((home / "store").iterdir())
    (home / "work" / "parse-x").mkdir(parents=True)
    for path in (
        home / "builds" / "unfinished-x.duckdb", home / "builds" / "unfinished-x.duckdb.wal",
        home / "builds" / ".CURRENT.1.tmp", home / "builds" / "warehouse-x.duckdb.wal",
        home / ".deliveries.jsonl.1.tmp", shelf / f".{'0' * 64}.1.tmp", home / "work" / "parse-x" / "0.arrow",
    ):
        path.write_bytes(b"half")
    sweep(Home(home))
    assert {path for path in home.rglob("*") if path.is_file()} == kept


def test_a_snapshot_that_breaks_a_check_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows are harmed between reading and writing; the checks, the writing and the publishing are the real ones."""
    home, folder = tmp_path / "home", written(tmp_path / "in", 预算=BUDGET)
    load(home, folder)
    good = current(Home(home))
    read = loading.read_ledger

    def lose_a_row(*arguments):  # type: ignore[no-untyped-def]
        ledger = read(*arguments)
        ledger.kinds["budget"] = [frame.head(1) for frame in ledger.kinds["budget"]]
        ledger.sheets[0]["n_read"] = 99
        return ledger

    monkeypatch.setattr(loading, "read_ledger", lose_a_row)
    with pytest.raises(CheckFailed, match="every_row_is_counted_once"):
        loading.load([folder], Home(home), date(2026, 11, 22))
    assert current(Home(home)) == good
    assert len(budgets(home)) == 2
    assert list((home / "builds").glob("unfinished*")) == []
