"""Findings as rows: where, what stood there, what was expected, what to do."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from etl.cards import choices
from etl.clean.phones import masked
from etl.recognition import Recognised
from etl.rules import rules

SCHEMA = {
    "sheet_id": pl.Int32, "file": pl.String, "sheet": pl.String, "row": pl.Int32, "letter": pl.String,
    "rule": pl.String, "severity": pl.String, "raw": pl.String, "message": pl.String, "action": pl.String,
}


@dataclass
class Findings:
    """A growing list of findings; ``frame()`` gives them with the columns of SCHEMA."""

    rows: list[dict[str, object]] = field(default_factory=list)

    def add(
        self, rule: str, *, file: str, sheet: str | None = None, sheet_id: int | None = None,
        row: int | None = None, letter: str | None = None, raw: str | None = None, heading: str = "",
        expected: str = "", other: str = "",
    ) -> None:
        """Add one finding; its sentences come from the rule's templates."""
        entry = rules()[rule]
        shown = (raw or "")[:120]
        words = {"heading": heading, "raw": shown, "expected": expected, "other": other}
        self.rows.append({
            "sheet_id": sheet_id, "file": file, "sheet": sheet, "row": row, "letter": letter, "rule": rule,
            "severity": entry.severity, "raw": raw, "message": entry.message.format(**words),
            "action": entry.action.format(**words),
        })

    def add_cells(self, found: Recognised, cells: pl.DataFrame, *, file: str, sheet_id: int) -> None:
        """Add the faults and notes of a cleaned sheet; notes that hold for a whole column are said once."""
        assumed: set[str] = set()
        for cell in cells.iter_rows(named=True):
            if cell["rule"] == "unit_assumed":
                if cell["letter"] in assumed:
                    continue
                assumed.add(cell["letter"])
            self.add(
                cell["rule"], file=file, sheet=found.sheet.name, sheet_id=sheet_id, row=cell["row"],
                letter=cell["letter"], raw=cell["raw"], heading=found.headings.get(cell["letter"], ""),
                expected=_expected(found, cell["letter"]), other=cell["other"] or "",
            )

    def frame(self) -> pl.DataFrame:
        """Every finding so far, phone numbers masked."""
        return pl.DataFrame(self.rows, schema=SCHEMA).with_columns(masked(pl.col("raw", "message")))


def _expected(found: Recognised, letter: str) -> str:
    column = found.columns.get(letter)
    if column is None:
        return ""
    if column.type in {"money", "number", "integer", "level", "percent"}:
        unit = "元" if column.type == "money" else ""
        is_from_zero = column.type == "money" and not column.is_signed
        low = f"{column.min:g}" if column.min is not None else "0" if is_from_zero else f"-1 万亿{unit}"
        high = f"{column.max:g}" if column.max is not None else f"1 万亿{unit}"
        return f"{low} 至 {high}"
    if column.max_chars:
        return str(column.max_chars)
    if column.choices:
        return "、".join(dict.fromkeys(choices()[column.choices].values()))
    return {"tier": "政策文件中的认定档次或称号", "payment_item": "政策文件中的认定档次或奖励事项",
            "metric": "成效指标名称"}.get(column.type, "")
