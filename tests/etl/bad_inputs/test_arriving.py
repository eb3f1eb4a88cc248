"""What depends on how a file arrives: growing, locked away, too large."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from etl.errors import FileRefused
from etl.limits import limits
from etl.store import Arrival, read_arrival
from tests.etl.loads import BUDGET, written

NOBODY = 65_534


class Growing(type(Path())):  # type: ignore[misc]
    """A path whose file grows while it is read, as one that is still being copied does."""

    def read_bytes(self) -> bytes:
        payload = super().read_bytes()
        with open(self, "ab") as target:
            target.write(b"2026,more,1\n")
        return bytes(payload)


def test_a_file_that_grows_while_it_is_read_waits_for_the_next_load(tmp_path: Path) -> None:
    path = written(tmp_path / "in", 预算=BUDGET) / "预算.csv"
    with pytest.raises(FileRefused) as refused:
        read_arrival(Arrival("预算.csv", Growing(path)), 10_000)
    assert str(refused.value) == "文件正在写入，还没有传完。请等文件传完后再次入库"
    assert read_arrival(Arrival("预算.csv", path), 10_000).decode() == BUDGET + "2026,more,1\n"


def test_a_file_that_nobody_may_read_is_refused_and_the_rest_loads(tmp_path: Path) -> None:
    """As another user where the tests run as root, for whom there is no such file."""
    path = written(tmp_path / "in", 锁=BUDGET) / "锁.csv"
    path.chmod(0)
    for folder in (path.parent, *path.parents[1:3]):
        folder.chmod(0o755)
    is_root = os.geteuid() == 0
    try:
        if is_root:
            os.seteuid(NOBODY)
        with pytest.raises(FileRefused) as refused:
            read_arrival(Arrival("锁.csv", path), 10_000)
    finally:
        if is_root:
            os.seteuid(0)
    assert refused.value.rule == "unreadable"
    assert str(refused.value) == "文件无法读取（没有读取权限）。请检查文件权限后重新提交"


def test_a_file_beyond_the_limit_is_not_even_read(tmp_path: Path) -> None:
    with (tmp_path / "很大.csv").open("wb") as target:
        target.truncate(300_000_001)
    with pytest.raises(FileRefused) as refused:
        read_arrival(Arrival("很大.csv", tmp_path / "很大.csv"), limits().max_csv_bytes)
    assert refused.value.reason == "文件 300.0 MB，超过上限 300 MB"
