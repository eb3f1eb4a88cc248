"""A condition nobody could say how to meet stops `etl check`, and so does a remedy with a blank nobody fills."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.cli import app
from etl.data_checks import checked_tables
from etl.errors import DataInvalid
from etl.load import policy_tables
from etl.reference import load_reference
from etl.remedies import remedy_problems

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of what `etl check` reads, to be spoiled."""
    for part in ("policy", "catalogues", "reference", "sources"):
        shutil.copytree(DATA / part, tmp_path / part)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_every_remedy_that_a_condition_needs_is_missed_when_it_is_gone() -> None:
    tables = policy_tables()
    needed = {(row["field"], row["op"]) for row in tables["condition"] if row["call"]}
    assert len(needed) > 20
    for row in tables["remedy"]:
        fewer = [other for other in tables["remedy"] if other is not row]
        problems = remedy_problems(tables | {"remedy": fewer})
        is_needed = (row["field"], row["op"]) in needed | {("is_supply_chain", "is_false")}
        assert bool(problems) == is_needed, row
        assert all(f"缺 {row['field']} {row['op']} 的补齐办法" in problem for problem in problems)


def test_the_command_names_the_fact_and_the_condition(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIZAO_DATA", str(copied))
    change(copied / "policy" / "qingpu-2025-call.toml", 'field = "n_lines"', 'field = "n_finance_years"')
    done = CliRunner().invoke(app, ["check"])
    assert done.exit_code == 1
    assert "remedies.toml：remedy：缺 n_finance_years >= 的补齐办法" in done.output
    assert "qingpu-2025-call.toml 的条件 min_lines 用到" in done.output


def test_a_setting_that_the_pack_lacks_is_named(copied: Path) -> None:
    change(copied / "policy" / "qingpu-2025-call.toml", 'key = "new_it_words"', 'key = "new_words"')
    with pytest.raises(DataInvalid, match=r"n_new_it\.setting：new_it_words 不在规则包的设定里"):
        checked_tables(copied)


def test_words_with_an_unknown_blank_are_refused(copied: Path) -> None:
    path = copied / "reference" / "remedies.toml"
    change(path, 'words = "{gap}环节"', 'words = "{lack}环节"')
    change(path, 'field = "n_lines"', 'field = "n_processes"')
    with pytest.raises(DataInvalid) as refusal:
        load_reference(copied)
    assert "remedies.toml：remedy[2].words：不能为空，空位只能是" in str(refusal.value)
    path.write_text(path.read_text("utf-8").replace("{lack}", "{gap}"), "utf-8")
    with pytest.raises(DataInvalid, match="field,op：n_processes、>= 出现不止一次"):
        load_reference(copied)
