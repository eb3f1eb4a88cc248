"""etl check: one broken copy of data/ per rule, and the sentence names file and key; broken together, all are said."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from etl.data_checks import checked_tables
from etl.errors import DataInvalid
from tests.other_district.district import data_folder

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
BROKEN = tomllib.loads((HERE / "broken_data.toml").read_text("utf-8"))["broken"]
each_fault = pytest.mark.parametrize("fault", BROKEN, ids=lambda fault: fault["says"][:60])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("sample", "var"))
    return tmp_path / "data"


def break_it(data: Path, file: str, old: str, new: str) -> None:
    text = (data / file).read_text("utf-8")
    assert old in text, (file, old)
    (data / file).write_text(text.replace(old, new, 1), "utf-8")


def problems(data: Path) -> list[str]:
    with pytest.raises(DataInvalid) as refusal:
        checked_tables(data)
    head, *lines = str(refusal.value).splitlines()
    assert head.startswith(f"政策规则包和参考数据有 {len(lines)} 处问题")
    return lines


@each_fault
def test_a_broken_copy_is_refused_with_file_and_key(fault: dict[str, str], data: Path) -> None:
    break_it(data, fault["file"], fault["old"], fault["new"])
    lines = problems(data)
    assert [line for line in lines if line.startswith(fault["says"])], lines
    assert all("：" in line for line in lines)


def test_our_own_data_and_the_other_districts_are_in_order(data: Path, tmp_path: Path) -> None:
    assert len(checked_tables(data)["pack"]) == 5
    assert len(checked_tables(data_folder(tmp_path / "other"))["pack"]) == 2


OTHER_FORMS = [
    ('value = "project"', 'value = "year"', "setting[2].value：只能是 enterprise、project"),
    ('value = "highest"', 'value = "each"', "setting.ladder_unit：只用于 ladder_rule"),
    ("from_yuan = 50_000_000", "from_yuan = 3_000_000", "tier[3].bands：from_yuan 须从小到大"),
    ("cap_yuan = 1_000_000", "cap_yuan = 1_000_000\nfloor_yuan = 1_000_001", "tier[2].floor_yuan：大于 cap_yuan"),
    ("cap_yuan = 1_000_000", "cap_yuan = 1_000_000\namount_yuan = 5", "tier[2].amount_yuan：basis"),
    ("bands = [", "share_pct = 3\nbands = [", "tier[3].bands：分段写了 bands"),
    ("cap_yuan = 1_500_000", "cap_yuan = 1_500_000, split = 2", "tier[3].bands[1].split：不认识的键"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), OTHER_FORMS)
def test_forms_of_reward_that_only_the_other_district_has(old: str, new: str, sentence: str, tmp_path: Path) -> None:
    data = data_folder(tmp_path / "other")
    break_it(data, "policy/yunling-2024.toml", old, new)
    assert [line for line in problems(data) if line.startswith(f"yunling-2024.toml：{sentence}")], problems(data)


def test_the_command_prints_everything_of_every_file_at_once(data: Path) -> None:
    """One fault per file and no reference between them: each is told in the same run."""
    late = ("里没有", "payment_item", "district.toml", "condition[19]")  # said once every file can be read
    chosen = {fault["file"]: fault for fault in reversed(BROKEN) if not any(word in fault["says"] for word in late)}
    for fault in chosen.values():
        break_it(data, fault["file"], fault["old"], fault["new"])
    done = subprocess.run(
        [sys.executable, "-m", "etl", "check", "--data", str(data)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    for fault in chosen.values():
        assert f"\n{fault['says']}" in done.stderr, (fault, done.stderr)
    assert len(chosen) >= 11


def test_a_fault_of_one_document_does_not_hide_what_it_names_wrongly(data: Path) -> None:
    break_it(data, "policy/shanghai-2023-643.toml", "weight = 15", "weight = 16")
    break_it(data, "policy/shanghai-2023-643.toml", 'value = "14;15;16"', 'value = "14;15;17"')
    assert len(problems(data)) == 2


def test_the_sample_is_left_alone(data: Path) -> None:
    (data / "sample").mkdir()
    (data / "sample" / "kaputt.toml").write_text("=", "utf-8")
    (data / "sample" / "kaputt.csv").write_bytes(b"\xff")
    assert checked_tables(data)
