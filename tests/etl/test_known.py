"""The sample district: every planted fault is found where it was planted, every count and answer is right."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.cards import heading_name
from queries import warehouse
from tests.etl.loads import command, held_texts, rows

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
KNOWN: dict[str, Any] = json.loads((SAMPLE / "known.json").read_text(encoding="utf-8"))
PERSONAL = {"联系人", "手机号", "联系方式", "联系电话", "手机"}


@pytest.mark.parametrize("fault", KNOWN["faults"], ids=lambda fault: fault["id"])
def test_a_planted_fault_is_found_at_its_place(sample_home: Path, fault: dict[str, Any]) -> None:
    found = set(rows(sample_home, 'SELECT rule, file, sheet, "row", cell FROM finding'))
    for rule in filter(None, [fault["rule"], *fault["also"]]):
        at = {place[3:] for place in found if place[:3] == (rule, fault["file"], fault["sheet"])}
        if fault["row"] is None:
            assert at, f"{rule} not found in {fault['file']} {fault['sheet']}"
        elif rule in fault["also"]:  # what the same row means to another rule shows in another cell of it
            assert fault["row"] in {row for row, _ in at}
        else:
            assert (fault["row"], fault["cell"]) in at
    if fault["row"] is not None:
        outcomes = set(rows(sample_home, """
            SELECT file, sheet, "row", outcome FROM source_row JOIN source_sheet USING (sheet_id)
        """))
        assert (fault["file"], fault["sheet"], fault["row"], fault["outcome"]) in outcomes


def test_no_row_is_quarantined_that_was_not_planted(sample_home: Path) -> None:
    places = ("rule", "file", "sheet", "row", "cell")
    planted = {tuple(f[name] for name in places) for f in KNOWN["faults"] if f["outcome"] == "quarantined"}
    found = rows(sample_home, """SELECT rule, file, sheet, "row", cell FROM finding WHERE severity = 'error'""")
    assert set(found) == planted


def test_every_sheet_is_counted_as_it_was_written(sample_home: Path) -> None:
    names = ("file", "sheet", "n_read", "n_accepted", "n_quarantined", "n_skipped")
    found = rows(sample_home, f"SELECT {', '.join(names)} FROM source_sheet")
    assert sorted(found) == sorted(tuple(sheet[name] for name in names) for sheet in KNOWN["counts"])


def test_the_answers(sample_home: Path) -> None:
    answers, build = KNOWN["answers"], warehouse(sample_home)
    summary = build.ask("project_summary").row(0, named=True)
    for name in ("n_enterprises", "n_projects", "n_instances", "n_awards"):
        assert summary[name] == answers[name], name
    for name in ("invested_yuan", "paid_yuan", "entitled_yuan"):
        assert summary[name] == Decimal(answers[name]), name
    statuses = dict(rows(sample_home, "SELECT status, count(*) FROM entitlement GROUP BY status"))
    assert statuses == {name: answers[f"n_{name}"] for name in ("priced", "unpriced", "no_step")}
    for key in ("tier", "town"):
        found = {row[key]: row for row in build.ask(f"{key}_summary").iter_rows(named=True)}
        for one, expected in answers[f"{key}s"].items():
            for name, value in expected.items():
                assert found[one][name] == (Decimal(value) if isinstance(value, str) else value), (one, name)


def personal_words() -> set[str]:
    """Every contact's name and phone in the delivered workbooks and text tables."""
    found: set[str] = set()
    for path in SAMPLE.iterdir():
        tables: list[list[tuple[Any, ...]]] = []
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path, data_only=True)
            tables = [[tuple(cell.value for cell in line) for line in page.iter_rows()] for page in book.worksheets]
        elif path.suffix == ".csv":
            payload = path.read_bytes()
            text = payload.decode("utf-8-sig") if payload.startswith(b"\xef\xbb\xbf") else _decoded(payload)
            tables = [[tuple(re.split(r"[,\t;]", line)) for line in text.splitlines()]]
        for lines in tables:
            columns: list[int] = []
            for line in lines:
                here = [i for i, cell in enumerate(line) if cell and heading_name(str(cell)) in PERSONAL]
                if here:
                    columns = here
                elif columns:
                    found |= {str(line[i]).strip() for i in columns if i < len(line) and line[i]}
    return {word for word in found if len(word) > 1 and word not in {"暂无", "--", "——"}}


def _decoded(payload: bytes) -> str:
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        return payload.decode("gb18030")


def test_no_contact_and_no_phone_reaches_the_warehouse_or_the_terminal(sample_home: Path, tmp_path: Path) -> None:
    words = personal_words()
    phones = {word for word in words if re.fullmatch(r"1\d{10}", word)}
    names = words - phones
    assert len(phones) > 100, "the sample has phones; if none is found this test looks in the wrong place"
    assert len(names) > 50
    held = held_texts(sample_home)
    assert {phone for phone in phones if phone in held} == set()
    assert re.findall(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])", held) == []
    assert {name for name in names if name in held} == set()
    for done in (command("status", "--home", sample_home), command("status", "--home", sample_home, "--json")):
        assert done.code == 0
        assert {word for word in words if word in done.out + done.err} == set()
