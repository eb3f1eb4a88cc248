"""What was planted in a generated district is found, all of it; what is said of anybody else is a hint at most.

`python -m tests.district.measure` prints the table of the README from 5,000 projects.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.district.measure import measured
from tests.district.quality_kinds import KINDS

SIZES = [(1, 1), pytest.param(13, 10, marks=pytest.mark.slow)]
HINTS = {"accident_without_date", "finance_gap", "outside_usual_band", "project_town_elsewhere"}


@pytest.mark.parametrize(("scale", "n_each"), SIZES)
def test_every_planted_duplicate_contradiction_and_unit_error_is_found(
    tmp_path: Path, scale: int, n_each: int
) -> None:
    """At scale 13: 5,343 projects."""
    scores = {one.rule: one for one in measured(tmp_path, scale, n_each)}
    kinds = {kind[0] for kind in KINDS}
    assert kinds <= set(scores)
    for rule in kinds:
        assert scores[rule].n_planted >= n_each
    assert {one.rule: (one.n_found, one.n_planted) for one in scores.values() if one.n_found < one.n_planted} == {}
    false = {one.rule: one.n_false for one in scores.values() if one.n_false and one.severity != "info"}
    assert false.pop("name_two_codes", 0) <= 2  # L03: two enterprises of one name, each with a code of its own
    assert false == {}
    alarms = {one.rule for one in scores.values() if one.n_false}
    assert alarms - HINTS <= {"third_party_without_material", "name_two_codes"}
