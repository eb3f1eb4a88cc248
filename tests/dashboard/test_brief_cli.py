"""``python -m dashboard export brief`` and the buttons on the overview."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.brief_files import brief_bytes
from dashboard.brief_pdf import browser
from queries import warehouse
from tests.dashboard.test_cli import command
from tests.served import ROOT


def export(home: Path, out: Path, *words: str) -> tuple[int, str]:
    done = command("dashboard", "export", "brief", "--out", str(out), "--home", str(home), *words)
    return done.returncode, done.stderr.strip()


@pytest.mark.parametrize("suffix", [".docx", ".pptx"])
def test_the_file_is_that_of_the_filters_and_the_same_every_time(
    suffix: str, sample_home: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"简报{suffix}"
    assert export(sample_home, out, "--town", "夏阳街道", "--year", "2025") == (0, "")
    assert out.read_bytes() == brief_bytes(warehouse(sample_home), {"town": "夏阳街道", "year": "2025"}, suffix)


@pytest.mark.skipif(browser() is None, reason="Chromium is not installed")
def test_a_pdf_is_printed(sample_home: Path, tmp_path: Path) -> None:
    assert export(sample_home, tmp_path / "简报.pdf") == (0, "")
    assert (tmp_path / "简报.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["简报.xlsx", "简报", "简报.DOC"])
def test_a_wrong_suffix_is_a_usage_error(name: str, sample_home: Path, tmp_path: Path) -> None:
    code, said = export(sample_home, tmp_path / name)
    assert (code, list(tmp_path.iterdir())) == (2, [])
    assert name in said
    assert ".docx、.pptx、.pdf" in said


def test_a_missing_folder_is_a_usage_error(sample_home: Path, tmp_path: Path) -> None:
    code, said = export(sample_home, tmp_path / "没有" / "简报.docx")
    assert code == 2
    assert "文件夹不存在" in said


def test_without_a_build_it_says_what_to_run(tmp_path: Path) -> None:
    code, said = export(tmp_path / "home", tmp_path / "简报.docx")
    assert code == 1
    assert "python -m etl load" in said
    assert len(said.splitlines()) == 1
    assert not (tmp_path / "简报.docx").exists()


@pytest.mark.parametrize(
    "words", [("--town", "夏阳"), ("--year", "1999"), ("--call", "x"), ("--assume", "qingpu-2024")]
)
def test_an_unknown_filter_value_lists_the_known_ones(
    words: tuple[str, str], sample_home: Path, tmp_path: Path
) -> None:
    code, said = export(sample_home, tmp_path / "简报.docx", *words)
    assert code == 2
    assert f"{words[0]} 没有「{words[1]}」，可选 " in said
    assert not (tmp_path / "简报.docx").exists()


def test_a_file_that_cannot_be_written_is_one_sentence(sample_home: Path, tmp_path: Path) -> None:
    (tmp_path / "简报.docx").mkdir()
    code, said = export(sample_home, tmp_path / "简报.docx")
    assert code == 1
    assert "写不进" in said
    assert len(said.splitlines()) == 1


def buttons(home: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], str]:
    monkeypatch.setenv("ZHIZAO_HOME", str(home))
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=30).run()
    assert not app.exception
    labels = [str(button.proto.label) for button in app.get("download_button")]
    return [label for label in labels if "简报" in label], "".join(caption.value for caption in app.caption)


def test_the_overview_offers_the_brief(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offered, _ = buttons(sample_home, monkeypatch)
    assert offered == ["下载简报（Word）", "下载简报（PowerPoint）", *(["下载简报（PDF）"] if browser() else [])]


def test_without_chromium_the_overview_offers_no_pdf_and_says_why(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    offered, said = buttons(sample_home, monkeypatch)
    assert offered == ["下载简报（Word）", "下载简报（PowerPoint）"]
    assert "没有 Chromium" in said
