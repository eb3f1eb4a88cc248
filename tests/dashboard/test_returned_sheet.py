"""Whatever is altered in an exported sheet is found and named; what isn't altered is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.list_sheet import list_sheets
from dashboard.returned_sheet import ALTERED, UNCHANGED, Verdict, checked
from tests.dashboard import decided, returned

KINDS = [(track, suffix) for track in ("scene", "factory") for suffix in (".docx", ".xlsx")]


class Sent:
    """A list that was exported, its file, and the journal to check what comes back."""

    def __init__(self, folder: Path, track: str, suffix: str, n: int) -> None:
        desk = decided.desk(folder, track)
        self.listing = decided.worked(desk, decided.rows(n))
        self.journal, self.suffix = desk.journal, suffix
        self.data = list_sheets(self.listing, decided.CALL, track)[suffix]
        self.names = [row.enterprise for row in self.listing.rows]

    def checked(self, data: bytes, list_id: str = "") -> Verdict:
        return checked(f"回来的表{self.suffix}", data, self.journal, list_id)

    def edits(self, step: int = 1) -> list[returned.Edit]:
        """All alterations of the file; every ``step``-th of the texts."""
        n = len(self.names)
        found = list(returned.altered_cells(self.suffix, self.data, step))
        for is_renumbered in (False, True):
            found += returned.swapped_rows(self.suffix, self.data, n, is_renumbered)
            found += returned.removed_rows(self.suffix, self.data, self.names, is_renumbered)
        return [*found, returned.added_row(self.suffix, self.data, n)]


def every_edit_is_named(sent: Sent, edits: list[returned.Edit]) -> None:
    for what, data, words in edits:
        verdict = sent.checked(data)
        said = "\n".join(verdict.sentences)
        assert verdict.result == ALTERED, (what, said)
        assert all(word in said for word in words), (what, words, said)
        assert len(verdict.changes) <= 2, (what, said)


@pytest.mark.parametrize(("track", "suffix"), KINDS)
def test_every_text_row_and_order_of_a_short_list(track: str, suffix: str, tmp_path: Path) -> None:
    sent = Sent(tmp_path, track, suffix, 4)
    assert sent.checked(sent.data).result == UNCHANGED
    every_edit_is_named(sent, sent.edits())


@pytest.mark.slow
@pytest.mark.parametrize(("track", "suffix"), KINDS)
def test_every_text_row_and_order_of_a_full_list(track: str, suffix: str, tmp_path: Path) -> None:
    sent = Sent(tmp_path, track, suffix, 25 if track == "scene" else 15)
    every_edit_is_named(sent, sent.edits())
