"""The two largest files we promise to take, invented: a CSV of a million invoice lines, a workbook of 200,000 rows.

Each lies in a folder of its own with the workbook that registers its enterprises and projects, so that the lines belong
somewhere. Every thousandth line has a day that does not exist and every five-thousandth a project that nobody knows;
what should become of every row is counted here while it is written.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from tests.district.invoices import ITEMS, SHARES
from tests.district.sheets import Sheet, lines
from tests.district.styles import Style
from tests.district.workbooks import write_workbook
from tests.district.world import World, world

SEED, SCALE = 20261120, 10  # ten times the sample: some 4,100 projects share the lines
N_CSV_LINES = 1_000_000  # invoice lines; title, headings, subtotals and footer come on top
N_SHEET_ROWS = 200_000  # all rows of the sheet: one more is over the limit of data/sources/limits.toml
HEADINGS = ["项目编号", "类别", "软硬件名称", "开票日期", "发票号", "金额（万元）", "供应商"]
TITLE = "青浦区项目已投入资金汇总表【虚构示例数据】"
FOOTER = "填表人：示例员　　审核人：示例科"
FATES = ("accepted", "quarantined", "skipped")
NO_DAY, NO_PROJECT = "2024-02-30", "QP9999-0001"


@dataclass
class Large:
    """A written file: the folder it lies in with its register, its name, and rows by what should become of them."""

    folder: Path
    name: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FATES, 0))

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / self.name

    @property
    def register(self) -> Path:
        """The workbook beside it."""
        return self.folder / "企业和项目.xlsx"

    @property
    def n_rows(self) -> int:
        """All rows of the file."""
        return sum(self.counts.values())


def write_large(
    folder: Path, n_csv_lines: int = N_CSV_LINES, n_sheet_rows: int = N_SHEET_ROWS, scale: int = SCALE
) -> list[Large]:
    """Write both files below a folder, the same cells every time."""
    district = world(SEED, scale)
    text, book = Large(folder / "csv", "已投入资金.csv"), Large(folder / "xlsx", "已投入资金.xlsx")
    for large in (text, book):
        large.folder.mkdir(parents=True)
        _write_register(large.register, district)
    with text.path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(_rows(district, n_csv_lines, text.counts))
    n_projects = min(len(district.projects), n_sheet_rows // 50)
    _write_sheet(book.path, _rows(district, n_sheet_rows - n_projects - 3, book.counts, n_projects))
    return [text, book]


def _write_register(path: Path, district: World) -> None:
    style = Style()
    firms = Sheet("enterprise", "企业", [firm.row() for firm in district.firms], style, "青浦区")
    projects = Sheet("project", "申报项目", [project.row() for project in district.projects], style, "青浦区")
    write_workbook(path, [(sheet, lines(sheet)) for sheet in (firms, projects)])


def _rows(district: World, n_lines: int, counts: dict[str, int], n_projects: int = 0) -> Iterator[list[Any]]:
    """Title, headings, the lines of one project after the other with a subtotal each, footer; counted as they go."""
    rng = Random(SEED)
    projects = district.projects[: n_projects or None]
    categories, shares = list(SHARES), list(SHARES.values())
    yield [TITLE, *[""] * (len(HEADINGS) - 1)]
    yield HEADINGS
    n = 0
    for place, project in enumerate(projects, 1):
        until, total = n_lines * place // len(projects), 0
        usual = max(1, project.invested_yuan) // max(1, until - n) + 100
        last = project.facts["production_date"] or project.facts["applied_date"]
        assert isinstance(last, date)
        while n < until:
            n += 1
            yuan = int(usual * rng.uniform(0.3, 1.7))
            total += yuan
            category = rng.choices(categories, shares)[0]
            day = last - timedelta(days=rng.randrange(10, 420))
            is_wrong_day, is_unknown = n % 1_000 == 500, n % 5_000 == 1_234
            counts["quarantined" if is_wrong_day or is_unknown else "accepted"] += 1
            yield [
                NO_PROJECT if is_unknown else project.id, category, rng.choice(ITEMS[category]),
                NO_DAY if is_wrong_day else day.isoformat(), f"{day.year % 100}992000{n * 7_654_321 % 10**12:012d}",
                _in_wan(yuan), rng.choice(district.suppliers),
            ]  # fmt: skip
        yield ["小计", "", "", "", "", _in_wan(total), ""]
    counts["skipped"] += len(projects) + 3
    yield [FOOTER, *[""] * (len(HEADINGS) - 1)]


def _in_wan(yuan: int) -> str:
    return f"{yuan // 10_000}.{yuan % 10_000:04d}"


def _write_sheet(path: Path, rows: Iterator[list[Any]]) -> None:
    """The rows as a spreadsheet program saves them: shared texts, numbers, days as numbers with a format."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    page, day = book.add_worksheet("已投入资金"), book.add_format({"num_format": "yyyy-mm-dd"})
    for number, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if number < 2 or column not in (3, 5) or not text or text == NO_DAY:
                page.write_string(number, column, text) if text else None
            elif column == 3:
                page.write_datetime(number, column, date.fromisoformat(text), day)
            else:
                page.write_number(number, column, float(text))
    book.close()
