"""Scores are fixed on the whole path: from the delivered workbooks to the ranking nobody's coming or going matters."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl

from dashboard.choice import choice
from queries import Warehouse, warehouse
from tests.district.codes import credit_code
from tests.served import SAMPLE, load

BOOK = "白鹤镇.xlsx"
CLONE = "GJ2023-9001"
KEYS = ["project_id", "score", "base_score", "growth_score", "demo_score", "n_missing_facts", "eligibility"]


def rows_of(sheet: Any, *words: str) -> list[int]:
    return [
        number for number, cells in enumerate(sheet.iter_rows(values_only=True), 1) if set(words) & set(map(str, cells))
    ]


def remove(book: openpyxl.Workbook, project_id: str) -> None:
    """The application and all that was reported for it."""
    for sheet in book:
        for number in reversed(rows_of(sheet, project_id)):
            sheet.delete_rows(number)


def clone(book: openpyxl.Workbook, row: dict[str, Any]) -> None:
    """The same application once more, from an enterprise of another name and code."""
    others = {row["project_id"]: CLONE, row["enterprise"]: "虚构克隆有限公司", row["credit_code"]: credit_code(990001)}
    for sheet in book:
        found = rows_of(sheet, row["project_id"]) or rows_of(sheet, row["credit_code"])
        for number in reversed(found):
            cells = [others.get(cell.value, cell.value) for cell in sheet[number]]
            sheet.insert_rows(number)
            for column, value in enumerate(cells, 1):
                is_invoice = isinstance(value, str) and len(value) == 8 and value.isdigit()
                sheet.cell(number, column, f"9{value[1:]}" if is_invoice else value)


def ranking(found: Warehouse, *without: str) -> dict[str, pl.DataFrame]:
    frame = found.ask("recommendation_list", call="national-2023").filter(~pl.col("project_id").is_in(without))
    return {track: part.select(KEYS) for (track,), part in frame.partition_by("track", as_dict=True).items()}


def test_an_applicant_removed_and_one_cloned_change_no_other_score_and_no_order(
    sample_home: Path, tmp_path: Path
) -> None:
    before = warehouse(sample_home)
    of_town = before.ask("recommendation_list", track="scene").filter(unit="白鹤镇", is_within_quota=True)
    gone, doubled = of_town.row(0, named=True), of_town.row(1, named=True)
    shutil.copytree(SAMPLE, tmp_path / "in")
    book = openpyxl.load_workbook(tmp_path / "in" / BOOK)
    remove(book, gone["project_id"])
    clone(book, doubled)
    book.save(tmp_path / "in" / BOOK)
    after = warehouse(load(tmp_path / "in", tmp_path / "home"))

    now = after.ask("recommendation_list", track="scene")
    assert gone["project_id"] not in now["project_id"]
    (copied,) = now.filter(project_id=CLONE).to_dicts()
    assert {key: copied[key] for key in KEYS[1:]} == {key: doubled[key] for key in KEYS[1:]}
    old, new = ranking(before, gone["project_id"]), ranking(after, CLONE)
    assert old.keys() == new.keys() == {"scene", "factory"}
    for track, frame in old.items():
        assert frame.equals(new[track]), track
    lists = [choice(found, "national-2023", "scene").selection.project_ids for found in (before, after)]
    assert set(lists[1]) == set(lists[0]) - {gone["project_id"]} | {CLONE}
