"""A folder of delivered files as accepted rows, quarantined rows and counts."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from tests.oracle.grid import RefusedFileError, read_grids
from tests.oracle.reference import Reference, read_reference
from tests.oracle.sheets import Sheet, read_sheet

CHILDREN = ("instance", "investment", "outcome", "outcome_line", "stage_event")


@dataclass
class Ledger:
    """What was accepted, one list of dicts per kind; every row carries file, sheet and row.

    quarantined: (file, sheet, row, rule). sheets: one dict per sheet with kind and the four counts.
    refused: (file, rule). Wide and long outcome rows stay apart here, as delivered.
    """

    reference: Reference
    enterprise: list[dict] = field(default_factory=list)
    finance: list[dict] = field(default_factory=list)
    project: list[dict] = field(default_factory=list)
    instance: list[dict] = field(default_factory=list)
    investment: list[dict] = field(default_factory=list)
    outcome: list[dict] = field(default_factory=list)
    outcome_line: list[dict] = field(default_factory=list)
    award: list[dict] = field(default_factory=list)
    payment: list[dict] = field(default_factory=list)
    budget: list[dict] = field(default_factory=list)
    diagnosis: list[dict] = field(default_factory=list)
    stage_event: list[dict] = field(default_factory=list)
    quarantined: list[tuple[str, str, int, str]] = field(default_factory=list)
    sheets: list[dict] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def delivered_files(folder: Path) -> list[Path]:
    """The .xlsx and .csv files below the folder by name, each content once; no lock files, no links."""
    seen: set[str] = set()
    files = []
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if not path.is_file() or path.is_symlink() or path.name.startswith(("~$", ".")):
            continue
        if path.suffix.lower() not in (".xlsx", ".csv"):
            continue
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest not in seen:
            seen.add(digest)
            files.append(path)
    return files


def read_ledger(folder: Path, root: Path) -> Ledger:
    """Read every delivered file below `folder` by the lists and layouts in `root`/data."""
    folder = Path(folder)
    reference = read_reference(Path(root))
    ledger = Ledger(reference)
    sheets: list[tuple[str, str, Sheet]] = []
    for path in delivered_files(folder):
        file = path.relative_to(folder).as_posix()
        try:
            sheets += read_file(path, file, reference)
        except RefusedFileError as error:
            ledger.refused.append((file, str(error)))
    accept_rows(ledger, sheets)
    count_sheets(ledger, sheets)
    return ledger


def read_file(path: Path, file: str, reference: Reference) -> list[tuple[str, str, Sheet]]:
    """The file's sheets in order. Refused when no visible sheet has the headings of any kind."""
    grids = read_grids(path)
    sheets = [read_sheet(grid, reference) for grid in grids]
    if all(grid.is_hidden or sheet.kind == "unknown" for grid, sheet in zip(grids, sheets, strict=True)):
        raise RefusedFileError("no_known_headings")
    return [(file, grid.sheet, sheet) for grid, sheet in zip(grids, sheets, strict=True)]


def accept_rows(ledger: Ledger, sheets: list[tuple[str, str, Sheet]]) -> None:
    """Apply the rules that look across sheets: projects first, because their children hang on them."""
    for file, name, sheet in sheets:
        ledger.quarantined += [(file, name, row, rule) for row, rule in sheet.quarantined]
    taken: set[tuple] = set()
    children = [entry for entry in sheets if entry[2].kind in CHILDREN]
    others = [entry for entry in sheets if entry[2].kind not in CHILDREN]
    for file, name, sheet in others:
        accept_sheet(ledger, file, name, sheet, taken)
    projects = {row["project_id"] for row in ledger.project}
    for file, name, sheet in children:
        orphans = [row for row in sheet.rows if row["project_id"] not in projects]
        ledger.quarantined += [(file, name, row["row"], "orphan_project") for row in orphans]
        sheet.rows = [row for row in sheet.rows if row["project_id"] in projects]
        accept_sheet(ledger, file, name, sheet, taken)
    ledger.quarantined.sort()


def accept_sheet(ledger: Ledger, file: str, name: str, sheet: Sheet, taken: set[tuple]) -> None:
    """Accept the sheet's rows whose unique key is still free."""
    for row in sheet.rows:
        keys, blockers = unique_keys(sheet.kind, row, ledger.reference)
        if any(key in taken for key in blockers):
            ledger.quarantined.append((file, name, row["row"], "duplicate_key"))
            continue
        taken.update(keys)
        getattr(ledger, sheet.kind).append({"file": file, "sheet": name} | row)


def unique_keys(kind: str, row: dict, reference: Reference) -> tuple[list[tuple], list[tuple]]:
    """The keys the row takes, and the keys that, if taken before, keep it out.

    A wide outcome row is kept out by any earlier outcome row of its project, a long one by an earlier figure
    for the same metric.
    """
    if kind == "outcome":
        filled = [name for name in reference.metrics if row[name] is not None]
        project = ("outcome", row["project_id"])
        return [project, *((*project, name) for name in filled)], [project]
    if kind == "outcome_line":
        project = ("outcome", row["project_id"])
        return [project, (*project, row["metric"])], [(*project, row["metric"])]
    if not reference.keys[kind]:
        return [], []
    key = (kind, *(row[name] for name in reference.keys[kind]))
    return [key], [key]


def count_sheets(ledger: Ledger, sheets: list[tuple[str, str, Sheet]]) -> None:
    """n_read, n_accepted, n_quarantined and n_skipped per sheet."""
    for file, name, sheet in sheets:
        n_quarantined = sum(1 for entry in ledger.quarantined if entry[:2] == (file, name))
        ledger.sheets.append(
            {
                "file": file,
                "sheet": name,
                "kind": sheet.kind,
                "n_read": sheet.n_read,
                "n_accepted": sheet.n_read - sheet.n_skipped - n_quarantined,
                "n_quarantined": n_quarantined,
                "n_skipped": sheet.n_skipped,
            }
        )
