"""Every example of data/reference/readings.toml holds, read the way a sheet's column is read."""

from __future__ import annotations

import pytest

from etl.reading_checks import outcome
from etl.readings import Example, readings
from tests.etl.readings import words

EXAMPLES = readings().examples()


@pytest.mark.parametrize(("section", "example"), EXAMPLES, ids=[f"{s}-{e.type}-{e.text}" for s, e in EXAMPLES])
def test_an_example_is_read_as_it_says(section: str, example: Example) -> None:
    assert outcome(example, words()) == (example.reads, example.note, example.fault, example.before, example.after)


def test_every_section_shows_what_it_accepts_and_what_it_refuses() -> None:
    for name, section in readings():
        reads = [one.reads is not None for one in section.example]
        assert {"missing": any(reads) is False, "range": not any(reads)}.get(name, any(reads) and not all(reads)), name
