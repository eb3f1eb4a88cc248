"""One sheet: which kind it is, what each row is, and the rows' values."""

import re
from dataclasses import dataclass, field

from tests.oracle.cells import BadCellError, is_missing, read_value
from tests.oracle.grid import Cell, Grid, squeeze
from tests.oracle.reference import Reference, heading_name, metric_field, split_unit

HEADING_ROWS = 15
SUBTOTAL = ("小计", "合计", "总计", "共计")
FOOTER = (
    "填表人",
    "填报人",
    "审核人",
    "制表人",
    "负责人",
    "联系人:",
    "填表日期",
    "填报日期",
    "注:",
    "备注:",
    "说明:",
)
CAPTION = re.compile(r"单位:(亿元|万元|千元|元)(?=$|[,、;)(%。])")


@dataclass
class Sheet:
    """The rows of one sheet before the rules that look across sheets."""

    kind: str = "unknown"
    n_read: int = 0
    n_skipped: int = 0
    rows: list[dict] = field(default_factory=list)
    quarantined: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Heading:
    """Where the heading row is and which column feeds which field, with the unit it states."""

    kind: str
    row: int
    columns: dict[str, tuple[int, str | None]]


def match_headings(cells: list[Cell], kind: str, reference: Reference) -> dict[str, tuple[int, str | None]]:
    """Field -> (column, unit); of two columns for one field the left one counts."""
    known = reference.headings[kind]
    found: dict[str, tuple[int, str | None]] = {}
    for column, cell in enumerate(cells):
        name, unit = heading_name(cell.text), None
        if name not in known:
            name, unit = split_unit(name)
        if name in known:
            found.setdefault(known[name], (column, unit))
    return found


def find_heading(grid: Grid, reference: Reference) -> Heading | None:
    """The first row that has every required heading of some kind; the kind with most headings matched."""
    for row, cells in enumerate(grid.rows[:HEADING_ROWS], start=1):
        best: Heading | None = None
        for kind, fields in reference.fields.items():
            columns = match_headings(cells, kind, reference)
            wanted = [entry["name"] for entry in fields if entry.get("required")]
            if not all(name in columns for name in wanted):
                continue
            if kind == "outcome" and not any(
                entry.get("is_metric") and entry["name"] in columns for entry in fields
            ):
                continue
            if best is None or len(columns) > len(best.columns):
                best = Heading(kind, row, columns)
        if best:
            return best
    return None


def caption_unit(rows: list[list[Cell]]) -> str | None:
    """The unit of a 单位：万元 line above the headings."""
    for cells in rows:
        for cell in cells:
            if match := CAPTION.search(squeeze(cell.text)):
                return match[1]
    return None


def texts(cells: list[Cell]) -> list[str]:
    """The row's texts without the empty tail."""
    words = [cell.text for cell in cells]
    while words and not words[-1]:
        words.pop()
    return words


def is_skipped(cells: list[Cell], heading_texts: list[str], required: list[Cell]) -> bool:
    """True for blank rows, repeated headings, subtotals and footers."""
    row = texts(cells)
    if not row or row == heading_texts:
        return True
    if not any(is_missing(cell, "text") for cell in required):
        return False
    filled = [squeeze(text) for text in row if text]
    return any(text.startswith(SUBTOTAL) for text in filled[:3]) or filled[0].startswith(FOOTER)


def read_sheet(grid: Grid, reference: Reference) -> Sheet:
    """The sheet's rows by fate: read values, quarantined with the rule, or skipped.

    A CSV record (its sheet has no name) with more cells than headings has been split inside a text: ragged.
    """
    rows = list(grid.rows)
    while rows and not texts(rows[-1]):
        rows.pop()
    sheet = Sheet(n_read=len(rows))
    heading = find_heading(Grid(grid.sheet, grid.is_hidden, rows), reference)
    if heading:
        sheet.kind = heading.kind
    if grid.is_hidden or not heading:
        sheet.n_skipped = len(rows)
        return sheet
    sheet.n_skipped = heading.row
    caption = caption_unit(rows[: heading.row - 1])
    heading_texts = texts(rows[heading.row - 1])
    fields = reference.fields[heading.kind]
    for number, cells in enumerate(rows[heading.row :], start=heading.row + 1):
        picked = {
            name: cells[column] if column < len(cells) else Cell()
            for name, (column, _) in heading.columns.items()
        }
        required = [picked[entry["name"]] for entry in fields if entry.get("required")]
        if is_skipped(cells, heading_texts, required):
            sheet.n_skipped += 1
            continue
        if not grid.sheet and len(texts(cells)) > len(heading_texts):
            sheet.quarantined.append((number, "ragged_row"))
            continue
        try:
            sheet.rows.append({"row": number} | read_row(picked, fields, heading, caption, reference))
        except BadCellError as error:
            sheet.quarantined.append((number, str(error)))
    return sheet


def read_row(
    picked: dict[str, Cell], fields: list[dict], heading: Heading, caption: str | None, reference: Reference
) -> dict:
    """The values of one data row by field name. Raises BadCellError with the first rule broken."""
    for entry in fields:
        if entry.get("required") and is_missing(picked[entry["name"]], entry["type"]):
            raise BadCellError("required_empty")
    values: dict[str, object] = {}
    for entry in fields:
        name = entry["name"]
        if entry["type"] == "personal":
            continue
        if heading.kind == "outcome_line" and name == "value":
            entry = metric_field(reference.metrics[str(values["metric"])])
        unit = heading.columns[name][1] if name in picked else None
        values[name] = read_value(picked.get(name, Cell()), entry, unit or caption, reference)
    return values
