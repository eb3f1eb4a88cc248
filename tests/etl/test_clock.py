"""What the to-do list reads into the documents: horizons without a gap, known steps only."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from etl.data_checks import checked_tables
from etl.errors import DataInvalid
from etl.paths import data_root
from etl.reference import load_reference


def test_horizons_follow_each_other_without_a_gap() -> None:
    assert [(r["state"], r["from_days"], r["within_days"]) for r in load_reference(data_root()).horizon] == [
        ("7 日内", 0, 7), ("30 日内", 8, 30),
    ]  # fmt: skip


def test_whom_a_document_means() -> None:
    """区经委 is the district's own; 企业 and 街镇 stand for whoever stamps the application."""
    actors = {row["starts_with"]: (row["unit"], row["is_authority"]) for row in load_reference(data_root()).actor}
    assert actors["区经委"] == ("区经委", True)
    assert actors["企业"] == actors["街镇"] == (None, False)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('stage = "撤回"', 'stage = "撤销"', "clock.toml：stage_role：choices.toml 的 stage 里没有 撤销"),
        ("within_days = 7", 'within_days = "7"', "clock.toml：horizon[1].within_days：应为整数"),
        ('state = "7 日内"', 'state = "7 日内"\nlimit_days = 3', "clock.toml：horizon[1].limit_days：不认识的键"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, old: str, new: str, what: str) -> None:
    for name in ("policy", "reference", "catalogues", "sources"):
        shutil.copytree(data_root() / name, tmp_path / name)
    file = tmp_path / "reference" / "clock.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataInvalid) as error:
        checked_tables(tmp_path)
    assert what in str(error.value)
