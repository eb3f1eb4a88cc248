"""Write a laid-out sheet as CSV in the encoding its sender uses."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from .rows import Formula, Percent
from .sheets import Line


def write_csv(path: Path, lines: list[Line], encoding: str) -> None:
    """All lines as records of one width; a blank row is a record of empty cells."""
    width = max(len(line.cells) for line in lines)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        for line in lines:
            cells = line.cells + [None] * (width - len(line.cells))
            writer.writerow([value if isinstance(value, str) else _text(value) for value in cells])


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Percent):
        return f"{round(value.value * 100, 6):g}%"
    if isinstance(value, Formula):
        value = value.value
    return f"{value:.10g}" if isinstance(value, float) else str(value)
