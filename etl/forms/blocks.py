"""The lines and tables of a document, each with its place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Cell:
    """One cell: its text, its row, its place in the row counted from 1, its first grid column and its width."""

    text: str
    row: int
    place: int
    start: int
    width: int
    is_continued: bool = False
    inner: list[Table] = field(default_factory=list)


@dataclass
class Table:
    """One table: where it stands (表1, 表1 R2C3 内表1) and its rows of cells."""

    place: str
    rows: list[list[Cell]] = field(default_factory=list)

    def where(self, cell: Cell) -> str:
        """The address of a cell: 表1 R2C3 is the third cell from the left in the second row."""
        return f"{self.place} R{cell.row}C{cell.place}"


@dataclass
class Line:
    """One paragraph outside the tables."""

    text: str
    place: str


@dataclass
class Document:
    """Lines and tables in their order; ``seen`` counts what is read otherwise than it stands or not at all."""

    blocks: list[Line | Table] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
