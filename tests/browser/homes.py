"""The homes that every page must survive: the sample, no build, headings without rows, one row of each kind, 100×."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dashboard.choice import choice
from queries import warehouse
from tests.dashboard.decided import CALL, desk
from tests.district.__main__ import SEED, generate
from tests.district.files import File, files
from tests.district.sheets import lines
from tests.district.textfiles import write_csv
from tests.district.workbooks import write_workbook
from tests.district.world import World, world
from tests.served import load, load_sample

LARGE = 100  # times the sample; its load takes about two minutes


def none(folder: Path) -> Path:
    """A home in which nothing was ever loaded."""
    home = folder / "home"
    home.mkdir(parents=True)
    return home


def sample(folder: Path) -> Path:
    """data/sample."""
    return load_sample(folder / "home")


def empty(folder: Path) -> Path:
    """Every workbook of the district as delivered, with its headings and without any row."""
    return _delivered(folder, world(SEED, 1), has_rows=False)


def one(folder: Path) -> Path:
    """One enterprise with one application, its scenarios, invoices, recognition and payment, and one budget."""
    district = world(SEED, 1)
    paid = {row.cells["credit_code"] for row in district.payments}
    awarded = {row.cells["credit_code"] for row in district.awards} & paid
    project = next(each for each in district.projects if each.firm.code in awarded)
    district.firms, district.projects = [project.firm], [project]
    for rows in (district.awards, district.payments, district.diagnoses):
        rows[:] = [row for row in rows if row.cells["credit_code"] == project.firm.code][:1]
    district.budgets = district.budgets[-1:]
    return _delivered(folder, district)


def large(folder: Path) -> Path:
    """The district at 100 times the sample."""
    generate(folder / "in", LARGE)
    return load(folder / "in", folder / "home")


HOMES: dict[str, Callable[[Path], Path]] = {
    "sample": sample, "none": none, "empty": empty, "one": one, "large": large,
}


def decide(home: Path) -> Path:
    """A list for the city on the desk of a home: drafted by 甲, the first two changed places, reviewed by 乙."""
    found = warehouse(home)
    selected = choice(found, CALL, "scene")
    table = desk(home)
    one = table.draft("甲", "d", list_id=f"{CALL}-scene-1", basis=selected.basis, rows=selected.rows())
    first, second, *rest = selected.rows()
    table.revise(
        "甲", "r", list_id=one.id, seen=1, change="reorder", rows=[second, first, *rest], reason="现场核查后对调前两位",
    )
    table.review("乙", "v", list_id=one.id, seen=2)
    return home


def _delivered(folder: Path, district: World, has_rows: bool = True) -> Path:
    (folder / "in").mkdir(parents=True)
    for file in files(district):
        _write(folder / "in", file, has_rows)
    return load(folder / "in", folder / "home")


def _write(folder: Path, file: File, has_rows: bool) -> None:
    for sheet in file.sheets:
        sheet.rows = sheet.rows if has_rows else []
    laid = [(sheet, lines(sheet)) for sheet in file.sheets]
    if file.encoding:
        write_csv(folder / file.name, laid[0][1], file.encoding)
    else:
        write_workbook(folder / file.name, laid)
