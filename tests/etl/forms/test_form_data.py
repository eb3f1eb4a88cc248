"""The forms of data/forms are checked with the rest of our data."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.cards import cards
from etl.form_checks import form_problems
from etl.paths import ROOT

FORM = ROOT / "data" / "forms" / "form_3_1.toml"


def test_our_own_forms_are_sound() -> None:
    assert form_problems(FORM.parent, cards()) == []


def test_a_district_without_forms_has_no_problem(tmp_path: Path) -> None:
    assert form_problems(tmp_path / "forms", cards()) == []


@pytest.mark.parametrize(("old", "new", "said"), [
    ('to = ["enterprise.size"]', 'to = ["enterprise.sise"]', "没有 enterprise.sise 这个字段"),
    ('first = ["关键装备种类"]', 'first = ["装备种类"]', "装备种类 不在 columns 里"),
    ('options = ["是", "否"]', "", "须写 options"),
    ('label = "企业性质"', 'label = "企业名称"', "企业名称"),
    ('form = "form_3_1"', "form = 3", "form"),
    ('[[label]]', "[[label", "读不出来"),
])
def test_a_slip_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = FORM.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "form.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    assert said in "\n".join(form_problems(tmp_path, cards()))
