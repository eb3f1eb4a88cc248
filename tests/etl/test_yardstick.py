"""Published figures as people wrote them: none may come out wrong."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.etl.yardstick import METRICS, read_published


@pytest.mark.skipif(not METRICS.is_file(), reason="the published figures lie beside the repository, not in it")
def test_no_published_figure_is_read_wrongly() -> None:
    read = read_published(METRICS)
    assert [one for one in read if one.fate == "wrong"] == []
    assert Counter(one.fate for one in read) == {"right": 160, "refused": 13}
    assert all(one.rule for one in read if one.fate == "refused")
