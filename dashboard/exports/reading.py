"""What a sheet says, read from its file: the same shape for .docx and .xlsx, so that two files can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Cell(NamedTuple):
    """One text and where it stands in the file, in words that somebody with the file open can follow."""

    place: str
    text: str


Line = tuple[Cell, ...]


@dataclass(frozen=True)
class Reading:
    """A file as text. Lines are what isn't empty: a paragraph has one cell, a row of a table several.

    ``page`` are texts around the form (head, foot, name of the sheet); ``found`` says in sentences what is hidden,
    alive or added where a sheet has nothing of the kind.
    """

    form: tuple[Line, ...]
    stamp: tuple[Line, ...]
    page: Mapping[str, str] = field(default_factory=dict)
    found: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """Text as people see it: line ends the same, no white space at the end of a line or around the whole."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def shortened(text: str, limit: int = 60) -> str:
    """Text on one line for a sentence, cut with 「…」."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[:limit]}…"
