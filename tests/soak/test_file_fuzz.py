"""The fuzz of files itself: it sees what it must, goes on where it stopped, and finds nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from etl import ledger as reading
from tests.soak.file_fuzz import judged, run
from tests.soak.mutations import harmed


def silent(line: str) -> None:
    """Nobody watches a test."""


def test_sixty_harmed_files_raise_nothing_and_lose_nothing(tmp_path: Path) -> None:
    fates, bad = run(40, 20261120, tmp_path, batch=40, say=silent)
    assert bad == []
    fates, bad = run(60, 20261120, tmp_path, batch=40, say=silent)
    assert bad == []
    ends = ("loaded", "refused", "same_content")
    ended = {fate: number for fate, number in fates.items() if fate.endswith(ends)}
    assert sum(ended.values()) == 60, "stopped after forty and gone on"
    for fate in ("cell loaded", "byte refused"):
        assert ended[fate] > 5


def test_the_same_number_is_the_same_file() -> None:
    assert [harmed(7, number) for number in range(12)] == [harmed(7, number) for number in range(12)]


def test_a_row_that_is_lost_or_says_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader is broken on purpose; else a fuzz that finds nothing proves nothing."""
    files = [file for number in range(40) if (file := harmed(3, number)).level == "cell"][:8]
    assert judged(files, is_whole=False)[1] == []
    sort = reading.sort_rows

    def careless(found: Any) -> Any:
        rows = sort(found)
        rows.data = rows.data.head(2)
        return rows

    monkeypatch.setattr(reading, "sort_rows", careless)
    assert any("counted" in line for line in judged(files, is_whole=False)[1])
    monkeypatch.setattr(reading, "sort_rows", sort)
    monkeypatch.setattr(reading.Findings, "add_cells", lambda *arguments, **named: None)
    assert any("waits without cell or message" in line for line in judged(files, is_whole=False)[1])
    monkeypatch.setattr(reading, "sort_rows", lambda found: 1 / 0)
    assert any("ZeroDivisionError" in line for line in judged(files, is_whole=False)[1])


@pytest.mark.slow
def test_twenty_thousand_harmed_files(tmp_path: Path) -> None:
    fates, bad = run(20_000, 1, tmp_path)
    assert bad == [], fates
