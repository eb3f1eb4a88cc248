"""What changed since the build before stands on the cards, and the folded table adds up to it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.dashboard.large_figures import large_figures
from tests.dashboard.test_pages import assert_sound, run, words
from tests.dashboard.test_since import AWARDS, ENTERPRISES
from tests.served import load


@pytest.fixture(scope="module")
def grown_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two builds: the second knows one more enterprise and one recognition of 20 万."""
    folder = tmp_path_factory.mktemp("grown")
    inbox, home = folder / "in", folder / "home"
    inbox.mkdir()
    (inbox / "企业.csv").write_text(ENTERPRISES[: ENTERPRISES.index("虚构乙")], encoding="utf-8")
    load(inbox, home)
    (inbox / "企业.csv").write_text(ENTERPRISES, encoding="utf-8")
    (inbox / "认定.csv").write_text(AWARDS, encoding="utf-8")
    return load(inbox, home)


def test_the_cards_say_what_changed_and_the_table_adds_up(grown_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(grown_home, "overview", monkeypatch)
    assert_sound(app, "总览")
    changed = {one.label: one.delta for one in large_figures(app) if one.delta}
    assert changed == {
        "认定（项）": "自上一版 +1",
        "在册企业（家）": "自上一版 +1",
        "应奖": "自上一版 +20 万元",
        "待拨付": "自上一版 +20 万元",
    }
    tables = [frame.value for frame in app.dataframe]
    (towns,) = [table for table in tables if "change_n_awards" in table]
    assert (towns["change_n_awards"].sum(), towns["change_n_enterprises"].sum()) == (1, 1)
    assert towns["change_entitled_yuan"].sum() == Decimal(200_000)
    (rows,) = [table for table in tables if "came" in table]
    assert rows[["came", "ledger", "enterprise"]].to_numpy().tolist() == [["新增", "认定", "虚构甲公司"]]
    assert "对账：各街镇变化相加 = 全区变化：企业数 +1；认定数 +1；应奖 +20 万元" in words(app)
    assert [one.label for one in app.expander if one.label.startswith("自上一版（")]
