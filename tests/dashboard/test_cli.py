"""The two command lines people type: ``python -m dashboard export`` and ``python -m queries``."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from queries import ask, questions

ROOT = Path(__file__).resolve().parents[2]
LIMIT = {"scene": 25, "factory": 15}


def command(*words: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run ``python -m`` with ZHIZAO_HOME set to ``home``; a traceback is never an answer."""
    environment = {key: value for key, value in os.environ.items() if key != "ZHIZAO_HOME"}
    environment |= {"PYTHONUTF8": "1", "COLUMNS": "200"} | ({"ZHIZAO_HOME": str(home)} if home else {})
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False, env=environment
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def export(home: Path, out: Path, track: str = "scene", call: str = "national-2023") -> tuple[int, str]:
    done = command(
        "dashboard", "export", "recommendation", "--call", call, "--track", track, "--out", str(out),
        "--home", str(home),
    )
    return done.returncode, done.stderr.strip()


def names_in_word(path: Path) -> list[str]:
    """The second column of every row that begins with a rank."""
    rows = [row for table in docx.Document(str(path)).tables for row in table.rows]
    return [row.cells[1].text for row in rows if row.cells[0].text.strip().isdigit()]


def names_in_excel(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [str(row[1]) for row in sheet.iter_rows(values_only=True) if str(row[0] or "").isdigit()]


@pytest.mark.parametrize("track", ["scene", "factory"])
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_the_official_sheet_lists_who_is_within_the_quota(
    track: str, suffix: str, sample_home: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"推荐汇总表{suffix}"
    assert export(sample_home, out, track) == (0, "")
    names = names_in_word(out) if suffix == ".docx" else names_in_excel(out)
    ranking = ask("recommendation_list", home=sample_home, track=track, call="national-2023")
    assert names == ranking.filter(is_within_quota=True).sort("position")["enterprise"].to_list()
    assert len(names) == LIMIT[track]


def test_a_wrong_suffix_is_a_usage_error(sample_home: Path, tmp_path: Path) -> None:
    code, said = export(sample_home, tmp_path / "推荐.pdf")
    assert code == 2
    assert "推荐.pdf" in said
    assert not (tmp_path / "推荐.pdf").exists()


def test_a_missing_folder_is_a_usage_error(sample_home: Path, tmp_path: Path) -> None:
    code, said = export(sample_home, tmp_path / "没有" / "推荐.docx")
    assert code == 2
    assert "文件夹不存在" in said


def test_an_unknown_track_is_a_usage_error(sample_home: Path, tmp_path: Path) -> None:
    assert export(sample_home, tmp_path / "a.docx", track="workshop")[0] == 2


def test_without_a_build_it_says_what_to_run(tmp_path: Path) -> None:
    code, said = export(tmp_path / "home", tmp_path / "推荐.docx")
    assert code == 1
    assert "python -m etl load" in said
    assert len(said.splitlines()) == 1
    assert not (tmp_path / "推荐.docx").exists()


@pytest.mark.parametrize("call", ["national-1999", "qingpu-2025", ""])
def test_a_call_without_a_quota_is_one_sentence(call: str, sample_home: Path, tmp_path: Path) -> None:
    code, said = export(sample_home, tmp_path / "推荐.docx", call=call)
    assert code == 1
    assert len(said.splitlines()) == 1
    assert not (tmp_path / "推荐.docx").exists()


def test_no_question_lists_all_of_them() -> None:
    done = command("queries")
    assert done.returncode == 0
    assert {line.split()[0] for line in done.stdout.splitlines()} == set(questions())


def test_an_answer_is_the_same_in_three_formats(sample_home: Path) -> None:
    words = ("queries", "town_summary", "--param", "industry=装备制造")
    frame = ask("town_summary", home=sample_home, industry="装备制造")
    expected = {row["town"]: row["invested_yuan"] for row in frame.iter_rows(named=True)}
    assert any(expected.values())

    listed = json.loads(command(*words, "--format", "json", home=sample_home).stdout)
    assert {row["town"]: Decimal(row["invested_yuan"]) for row in listed} == expected
    lines = csv.DictReader(io.StringIO(command(*words, "--format", "csv", home=sample_home).stdout))
    assert {row["town"]: Decimal(row["invested_yuan"]) for row in lines} == expected
    table = command(*words, home=sample_home)
    assert table.returncode == 0
    for town, invested in expected.items():
        (line,) = [line for line in table.stdout.splitlines() if f" {town} " in line]
        assert str(invested) in line


def test_an_unknown_question_is_a_usage_error(sample_home: Path) -> None:
    done = command("queries", "town_sumary", home=sample_home)
    assert done.returncode == 2
    assert "town_sumary" in done.stderr


@pytest.mark.parametrize("param", ["twon=华新镇", "town", "=华新镇"])
def test_an_unknown_parameter_is_a_usage_error(param: str, sample_home: Path) -> None:
    done = command("queries", "town_summary", "--param", param, home=sample_home)
    assert done.returncode == 2
    assert "可用参数" in done.stderr


def test_an_unknown_format_is_a_usage_error(sample_home: Path) -> None:
    assert command("queries", "town_summary", "--format", "xml", home=sample_home).returncode == 2


def test_a_question_without_a_build_says_what_to_run(tmp_path: Path) -> None:
    done = command("queries", "town_summary", home=tmp_path)
    assert done.returncode == 1
    assert "python -m etl load" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_what_if_answers_and_says_that_it_is_one(sample_home: Path) -> None:
    change = "tier/qingpu-2022/区级智能工厂/amount_yuan=600000"
    words = ("queries", "project_summary", "--format", "json", "--param")
    done = command(*words, f"overrides={change}", home=sample_home)
    assert done.returncode == 0
    assert "推演：以下数字按改动后的条款计算，不是现行政策" in done.stderr
    assert change in done.stderr
    (found,) = json.loads(done.stdout)
    expected = ask("project_summary", home=sample_home, overrides=change).row(0, named=True)
    assert Decimal(found["entitled_yuan"]) == expected["entitled_yuan"]
    same = command(*words, "overrides=tier/qingpu-2022/区级智能工厂/amount_yuan=500000", home=sample_home)
    assert "与现行条款相同" in same.stderr
    assert same.stdout == command(*words, "tier=", home=sample_home).stdout != done.stdout


def test_a_bad_what_if_is_a_usage_error(sample_home: Path) -> None:
    done = command("queries", "project_summary", "--param", "overrides=tier/qingpu-2022/x/y=1", home=sample_home)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "可选 区级智能生产线" in done.stderr


def test_help_speaks_of_what_ifs() -> None:
    assert "--param overrides=" in command("queries", "--help").stdout
