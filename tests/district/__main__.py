"""Generate the invented district: `python -m tests.district --out DIR [--scale N] [--seed N] [--clean]`."""

import argparse
from pathlib import Path

from .faults import all_faults
from .files import File, files, parts
from .known import Known
from .payments import order
from .planting import plant
from .quality_faults import quality_faults
from .rows import Row
from .sheets import Sheet, lines
from .textfiles import write_csv
from .workbooks import write_workbook
from .world import World, world

SEED = 20250708
NOTES = [
    "填表说明【虚构示例数据】",
    "1. 带星号的栏目必须填写，没有的选填项可以留空。",
    "2. 金额单位见各栏标题。",
    "3. 请勿改动标题行。",
]


def generate(
    folder: Path, scale: int = 1, seed: int = SEED, has_faults: bool = True, n_each: int = 0
) -> Known:
    """Write every file of the district into `folder`, with `known.json` (and `KNOWN.md` at scale 1).

    Without faults every row is good and everything that was due has been paid; `n_each` plants so many more of every
    duplicate, contradiction and unit error (quality_faults).
    """
    folder.mkdir(parents=True, exist_ok=True)
    district = world(seed, scale)
    if not has_faults:
        district.payments = sorted(district.payments + district.unpaid, key=order)
    faults = all_faults(district) if has_faults else []
    faults += quality_faults(district, n_each, faults) if n_each else []
    known = Known(faults)
    for file in files(district):
        plant(file, district, faults)
        _add_sheets(file, district)
        for part in parts(file):
            laid = [(sheet, lines(sheet)) for sheet in part.sheets]
            if part.encoding:
                write_csv(folder / part.name, laid[0][1], part.encoding)
            else:
                write_workbook(folder / part.name, laid)
            for sheet, own in laid:
                known.note(part, sheet, own)
    known.write(folder, seed, scale)
    return known


def _add_sheets(file: File, district: World) -> None:
    """A hidden sheet with last year's figures, and a sheet that is no table."""
    if file.name == "赵巷镇.xlsx":
        source = file.sheet("finance")
        old = [Row(dict(row.cells), group=row.group) for row in source.rows[:12]]
        file.sheets.append(
            Sheet("finance", "经营情况（旧表）", old, source.style, source.place, is_hidden=True)
        )
    if file.name == "朱家角镇.xlsx":
        style = file.sheets[0].style
        file.sheets.insert(0, Sheet("", "填表说明", [], style, "朱家角镇", text=NOTES))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.district", description="Generate the invented district."
    )
    parser.add_argument("--out", type=Path, default=Path("data/sample"), help="folder (default data/sample)")
    parser.add_argument("--scale", type=int, default=1, help="multiply enterprises and projects (default 1)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"default {SEED}")
    parser.add_argument("--clean", action="store_true", help="plant nothing")
    options = parser.parse_args()
    known = generate(options.out, options.scale, options.seed, not options.clean)
    n_rows = sum(one["n_read"] for one in known.counts)
    print(f"{len({one['file'] for one in known.counts})} files, {n_rows:,} rows in {options.out}")


if __name__ == "__main__":
    main()
