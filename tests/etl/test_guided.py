"""Coverage-guided texts through the coercions: each gives a value, a fault or nothing, and never in silence another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.etl.guided import begun, go_on


def test_no_text_breaks_a_coercion() -> None:
    run = begun()
    assert go_on(run, 1_500) == []
    assert {"read", "bad_number", "bad_date", "hedged_figure", "read_phrase"} <= set(run.fates)


def test_a_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    at_once, in_parts, state = begun(), begun(), tmp_path / "state.json"
    go_on(at_once, 240)
    go_on(in_parts, 120, state)
    resumed = begun(state)
    go_on(resumed, 120, state)
    assert (resumed.n_texts, resumed.seen, resumed.kept) == (240, at_once.seen, at_once.kept)


@pytest.mark.slow
def test_no_text_of_a_long_run_breaks_a_coercion() -> None:
    run = begun()
    assert go_on(run, 200_000) == []
