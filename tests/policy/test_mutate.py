"""No figure of a pack can be changed without a test that breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.policy.figures import figures
from tests.policy.mutate import mutants, report, run, spoken, write_policy


def test_the_packs_survive_being_written_again(tmp_path: Path) -> None:
    """Else every mutant would be noticed for the wrong reason."""
    assert figures(write_policy(tmp_path)) == figures()


def test_every_figure_is_changed_at_least_once() -> None:
    """Words that have no opposite aren't: spelled out here, so that none is forgotten."""
    changed = {(file, spoken(place)) for file, place, _ in mutants()}
    left = {
        value for (file, place), value in figures().items() if (file, place) not in changed
    }
    assert left == {"in", "clear_for_years"}


def test_a_mutant_is_noticed(tmp_path: Path) -> None:
    found = run(tmp_path / "journal.jsonl", limit=1)
    assert all(found.values()), report(found)


@pytest.mark.slow
def test_no_mutant_survives(tmp_path: Path) -> None:
    found = run(tmp_path / "journal.jsonl", is_quick=True)
    assert len(found) > 1200
    assert all(found.values()), report(found, True)
