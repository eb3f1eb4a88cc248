"""A load that is killed, or meets a full or broken disk, at any call that writes: tests/etl/faults.py strikes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.etl.fault_points import Point
from tests.etl.fault_scenes import SCENES
from tests.etl.faults import Trial, prove


@pytest.fixture(autouse=True)
def _strace() -> None:
    assert shutil.which("strace"), "this needs strace: apt-get install strace (make test does it as root)"


def test_a_load_survives_faults_where_it_matters_most(tmp_path: Path) -> None:
    trial = Trial(SCENES["first"], tmp_path)
    assert {point.call for point in trial.points} >= {"write", "fsync", "rename", "openat", "mkdir", "flock", "close"}
    assert {point.process for point in trial.points} == {"load", "child"}

    def struck(call: str, path: str, fault: str) -> None:
        point: Point = next(
            one for one in trial.points if (one.call, one.fault) == (call, fault) and path in one.path
        )
        found = trial.strike(point, "point")
        assert found["is_struck"], point
        assert found["problems"] == [], point

    struck("rename", "/builds/.CURRENT", "SIGKILL")
    struck("write", "/.deliveries.jsonl", "ENOSPC")
    struck("fsync", "/builds/.warehouse", "EIO")
    struck("write", ".arrow", "SIGKILL")


@pytest.mark.slow
def test_no_write_of_a_load_or_a_watch_can_fail_in_a_way_that_harms() -> None:
    """Goes on where it stopped, in ZHIZAO_FAULTS or below the machine's temporary folder; an hour on a free core."""
    folder = Path(os.environ.get("ZHIZAO_FAULTS") or "/tmp/zhizao-faults")
    found = prove(folder, list(SCENES), 1_000_000)
    assert [one for one in found if one["problems"]] == []
    assert sum(one["is_struck"] for one in found) >= 400
