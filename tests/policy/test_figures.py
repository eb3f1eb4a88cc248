"""Every figure of every pack stands in figures.csv: nobody changes one without saying so twice."""

from __future__ import annotations

from tests.policy.figures import figures, known_figures


def test_every_figure_is_the_one_that_was_checked_against_its_document() -> None:
    """After a deliberate change: python -m tests.policy.figures, then read the difference against the document."""
    packs, table = figures(), known_figures()
    assert {place: (value, packs.get(place)) for place, value in table.items() if packs.get(place) != value} == {}
    assert packs.keys() == table.keys()
