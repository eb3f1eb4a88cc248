"""The changes between two builds: applied to the first they give the second, and they add up."""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from queries import Warehouse, warehouse
from queries.two_builds import TwoBuilds, Unlike, two_builds
from queries.warehouse import SAFE
from tests.etl.loads import load
from tests.served import ROOT

FILES = ("徐泾镇.xlsx", "预算.csv", "认定台账.xlsx", "流程.csv")
KINDS = (
    "enterprise", "finance", "project", "instance", "investment", "outcome", "award", "payment", "budget", "diagnosis",
    "stage_event", "equipment",
)
PLACES = ("change", "before_file", "before_sheet", "before_row", "file", "sheet", "row")
Place = tuple[str, str, int]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Warehouse]:
    folder = tmp_path_factory.mktemp("two")
    (folder / "in").mkdir()
    for name in FILES:
        (folder / "in" / name).write_bytes((ROOT / "data" / "sample" / name).read_bytes())
    home = folder / "home"
    load(home, folder / "in")
    return home, warehouse(home)


def copied(home: Path, folder: Path) -> Path:
    """A home of its own for one more load: one home keeps its last five builds only."""
    return shutil.copytree(home, folder / "home")


def mutated(path: Path, seed: int) -> bytes:
    """The workbook with some cells changed, rows deleted, doubled and moved."""
    chance, book = random.Random(seed), openpyxl.load_workbook(path)
    for sheet in book:
        begin = 5
        for _ in range(chance.randint(0, 6)):
            row = chance.randint(begin, sheet.max_row)
            what = chance.choice(["amount", "text", "delete", "copy", "swap"])
            if what == "delete":
                sheet.delete_rows(row)
            elif what == "copy":
                sheet.append([cell.value for cell in sheet[row]])
            elif what == "swap":
                other = chance.randint(begin, sheet.max_row)
                for a, b in zip(sheet[row], sheet[other], strict=True):
                    a.value, b.value = b.value, a.value
            else:
                wanted = (int, float) if what == "amount" else str
                cells = [cell for cell in sheet[row] if isinstance(cell.value, wanted)]
                if cells:
                    cell = chance.choice(cells)
                    cell.value = cell.value * 2 + 1 if what == "amount" else f"{cell.value}甲"
    out = path.with_name("out.xlsx")
    book.save(out)
    payload = out.read_bytes()
    out.unlink()
    return payload


def facts(found: Warehouse, kind: str) -> dict[tuple[Place, int], dict[str, Any]]:
    """Every row of a kind by its place; several outcomes share one."""
    with duckdb.connect(str(found.path), config=SAFE) as connection:
        frame = connection.sql(
            f'SELECT s.file, s.sheet, t.* FROM "{kind}" AS t JOIN source_sheet AS s USING (sheet_id) ORDER BY ALL'
        ).pl()
    drop = {"file", "sheet", "row", "sheet_id", "letter"}
    rows: dict[tuple[Place, int], dict[str, Any]] = {}
    for row in frame.iter_rows(named=True):
        place = (row["file"], row["sheet"], row["row"])
        number = sum(key[0] == place for key in rows)
        rows[place, number] = {name: value for name, value in row.items() if name not in drop}
    return rows


def said(value: Any) -> str | None:
    """A value as the lines of a comparison write it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def same(written: str | None, value: Any) -> bool:
    if isinstance(value, float | Decimal) and written is not None:
        return Decimal(written) == Decimal(str(value))
    return written == said(value)


def assert_applies(found: TwoBuilds) -> None:
    """Taking the lines from the first build to the second, kind by kind, with nothing left over on either side."""
    for kind in KINDS:
        was, now = facts(found.before, kind), facts(found.after, kind)
        lines = found.lines.filter(kind=kind).rows(named=True)
        (total,) = found.totals.filter(kind=kind).rows(named=True) or [None]
        if total is None:
            assert not was
            assert not now
            continue
        assert (total["n_before"], total["n_after"]) == (len(was), len(now))
        assert total["n_before"] + total["n_came"] - total["n_gone"] == total["n_after"]
        if kind == "outcome":  # several stand in one place: told apart by metric, below
            by_metric = Counter((row["project_id"], row["metric"]) for row in was.values())
            for line in lines:
                key = (line["project_id"], line["item"])
                by_metric[key] += {"came": 1, "gone": -1, "changed": 0}[line["change"]]
            assert +by_metric == Counter((row["project_id"], row["metric"]) for row in now.values())
            continue
        left = list(was.values())
        for pair in _pairs(lines):
            head = pair[0]
            before = was.get(((head["before_file"], head["before_sheet"], head["before_row"]), 0))
            after = now.get(((head["file"], head["sheet"], head["row"]), 0))
            if head["change"] in ("gone", "changed"):
                assert before is not None
                left.remove(before)
            if head["change"] in ("came", "changed"):
                assert after is not None
                left.append(after)
            if head["change"] == "changed":
                assert before is not None
                assert after is not None
                differing = {name for name in after if before[name] != after[name]}
                assert {line["field"] for line in pair} == differing
                for line in pair:
                    assert same(line["before"], before[line["field"]])
                    assert same(line["after"], after[line["field"]])
        assert _bag(left) == _bag(now.values())


def _pairs(lines: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    pairs: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for line in lines:
        pairs.setdefault(tuple(line[name] for name in PLACES), []).append(line)
    return list(pairs.values())


def _bag(rows: Any) -> Counter[str]:
    return Counter(json.dumps(row, ensure_ascii=False, sort_keys=True, default=str) for row in rows)


def assert_amounts(found: TwoBuilds) -> None:
    """The lines' amounts sum to the difference of the overview's figures, which other questions work out."""
    figures = [side.ask("project_summary").row(0, named=True) for side in (found.before, found.after)]
    for kind, column in (("investment", "invested_yuan"), ("project", "declared_yuan"), ("payment", "paid_yuan"),
                         ("entitlement", "entitled_yuan")):
        moved = found.lines.filter(kind=kind)["change_yuan"].sum() or Decimal(0)
        assert moved == figures[1][column] - figures[0][column], kind


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 60))])
def test_the_changes_applied_to_the_first_build_give_the_second(
    seed: int, first: tuple[Path, Warehouse], tmp_path: Path
) -> None:
    home, before = first
    (tmp_path / "in").mkdir()
    sample = tmp_path / "徐泾镇.xlsx"
    sample.write_bytes((ROOT / "data" / "sample" / "徐泾镇.xlsx").read_bytes())
    (tmp_path / "in" / "徐泾镇.xlsx").write_bytes(mutated(sample, seed))
    own = copied(home, tmp_path)
    load(own, tmp_path / "in")
    after = warehouse(own)
    for found in (two_builds(before, after), two_builds(after, before)):
        assert found.unbalanced == []
        assert found.lines.height
        assert_applies(found)
        assert_amounts(found)
    assert not two_builds(after, after).lines.height


def test_a_corrected_key_is_a_change_and_a_moved_row_is_none(first: tuple[Path, Warehouse], tmp_path: Path) -> None:
    home, before = first
    book = openpyxl.load_workbook(ROOT / "data" / "sample" / "徐泾镇.xlsx")
    sheet = book["已投入资金"]
    sheet["F5"] = "99999999"
    for a, b in zip(sheet[10], sheet[11], strict=True):
        a.value, b.value = b.value, a.value
    (tmp_path / "in").mkdir()
    book.save(tmp_path / "in" / "徐泾镇.xlsx")
    own = copied(home, tmp_path)
    load(own, tmp_path / "in")
    found = two_builds(before, warehouse(own))
    (line,) = found.lines.filter(is_computed=False).rows(named=True)
    assert (line["change"], line["kind"]) == ("changed", "investment")
    assert (line["field"], line["after"]) == ("invoice_no", "99999999")
    assert (line["file"], line["sheet"], line["row"]) == ("徐泾镇.xlsx", "已投入资金", 5)
    assert line["change_yuan"] == 0


def test_another_day_changes_no_row(first: tuple[Path, Warehouse], tmp_path: Path) -> None:
    _, before = first
    home = tmp_path / "home"
    (tmp_path / "in").mkdir()
    for name in FILES:
        (tmp_path / "in" / name).write_bytes((ROOT / "data" / "sample" / name).read_bytes())
    load(home, tmp_path / "in", as_of="2029-12-31")
    found = two_builds(before, warehouse(home))
    assert found.lines["is_computed"].all()
    assert found.totals.filter(is_computed=False)["n_before"].sum() > 100
    assert found.rules == ()


def test_a_build_of_another_program_is_refused_with_what_to_do(first: tuple[Path, Warehouse], tmp_path: Path) -> None:
    _, before = first
    old = tmp_path / "warehouse-20200101-0000000000.duckdb"
    with duckdb.connect(str(old)) as connection:
        connection.execute("CREATE TABLE project (project_id VARCHAR)")
    with pytest.raises(Unlike, match=r"数据版本 x 由另一版程序生成.*python -m etl at 2020-01-01"):
        two_builds(before, Warehouse("x", "2020-01-01", "", old))


def test_other_documents_are_named(first: tuple[Path, Warehouse], tmp_path: Path) -> None:
    _, before = first
    other = tmp_path / "warehouse-20261120-aaaaaaaaaa.duckdb"
    other.write_bytes(before.path.read_bytes())
    with duckdb.connect(str(other)) as connection:
        connection.execute("UPDATE tier SET amount_yuan = amount_yuan + 1 WHERE amount_yuan IS NOT NULL")
    found = two_builds(before, Warehouse("y", before.as_of, "", other))
    assert found.rules == ("tier",)
