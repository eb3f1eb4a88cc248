"""How a fault gets into a sheet: an extra row made from a good one, or a change to a row that stays."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any

from .enterprises import Enterprise, firm
from .files import File
from .rows import Row
from .sheets import Sheet
from .world import World


def nothing(world: World, row: Row) -> dict[str, Any]:
    """No change: the row is only marked."""
    return {}


@dataclass
class Fault:
    """Something planted. `outcome`: quarantined | accepted | skipped; `at`: where it ended up."""

    id: str
    rule: str | None
    outcome: str
    file: str
    kind: str
    what: str
    column: str | None = None
    changes: Callable[[World, Row], dict[str, Any]] = nothing
    place: int = 0
    is_extra: bool = True
    pick: Callable[[Row], bool] | None = None
    sheet_name: str | None = None
    also: tuple[str, ...] = ()

    def expected(self) -> str:
        """The expected answer in one Chinese phrase."""
        if self.outcome == "quarantined":
            return "隔离待改，不计入"
        if self.outcome == "skipped":
            return "整表跳过并提示"
        if self.id.startswith("L"):
            return "照常计入，不应提示"
        return "计入，并列入数据问题" if self.rule else "照常计入"


def plant(file: File, world: World, faults: list[Fault]) -> None:
    """Plant every row fault that belongs to the file, in the order of the list."""
    for fault in faults:
        if fault.file != file.name or fault.column is None:
            continue
        named = [sheet for sheet in file.sheets if fault.sheet_name in (None, sheet.name)]
        sheet = next(sheet for sheet in named if sheet.kind == fault.kind)
        row = _row(sheet, fault, world)
        row.cells.update(fault.changes(world, row))
        row.rule = fault.rule if fault.outcome == "quarantined" else row.rule
        row.marks.append((fault.id, fault.column))


def _row(sheet: Sheet, fault: Fault, world: World) -> Row:
    """The row to change: found by `pick` or place; for an extra row a copy of it put right behind."""
    if fault.kind == "enterprise" and fault.is_extra and fault.rule != "duplicate_key":
        row = newcomer(world, fault.id, sheet.place).row()
        sheet.rows.insert(fault.place, row)
        return row
    fits = fault.pick or (lambda row: True)
    good = (n for n, row in enumerate(sheet.rows) if row.rule is None and not row.marks and fits(row))
    candidates = list(islice(good, fault.place + 1))
    if not candidates:
        raise LookupError(f"{fault.id}: no row of {sheet.kind} in {fault.file} fits")
    place = candidates[-1]
    row = sheet.rows[place]
    if not fault.is_extra:
        return row
    copy = Row(dict(row.cells), tag=row.tag, group=row.group)
    sheet.rows.insert(place + 1, copy)
    return copy


def newcomer(world: World, fault_id: str, town: str) -> Enterprise:
    """A firm that exists for one fault only and has nothing else in the district."""
    rng = Random(f"{world.seed}-{fault_id}")
    return firm(rng, 900_100 + int(fault_id[1:3]), town, world.taken)
