"""The application forms of data/forms: which printed label goes into which field of which kind, and the blank form."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from etl.paths import data_root

# text: as it stands; date: one date; ticked: the ticked option; span: two dates; code: the longest run of digits;
# yearly: one cell per year of the row of years; applicants: the names on the cover; item: the instance that the lists
# below belong to; personal: never kept; unkept: known, no field for it.
How = Literal["text", "date", "ticked", "span", "code", "yearly", "applicants", "item", "personal", "unkept"]


class Label(BaseModel):
    """A printed label: its other spellings, how its value is read, and the fields it goes to (kind.field).

    ``begins``: the kind of which a new record begins where the label is filled in again.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    variants: tuple[str, ...] = ()
    read: How = "text"
    to: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    begins: str | None = None
    is_on_cover: bool = False
    is_required: bool = False
    max_chars: int | None = None


class Listing(BaseModel):
    """A list with a row of headings: column heading → field of the kind. ``first`` are the headings it is known by."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    columns: dict[str, str]
    first: tuple[str, ...]
    given: dict[str, str] = {}


class Part(BaseModel):
    """A part of the blank form: heading and lines, the rows of a table (etl/template/blank_form.py), notes below."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heading: str = ""
    lines: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    is_landscape: bool = False


class Form(BaseModel):
    """One application form. ``given``: what it says by being this form; ``town``: where a town is looked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: str
    title: str
    sign: str
    year: int
    given: dict[str, str]
    town: dict[str, tuple[str, ...]]
    hints: tuple[str, ...] = ()
    label: tuple[Label, ...]
    listing: tuple[Listing, ...] = ()
    part: tuple[Part, ...] = ()

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(label.label for label in self.label if label.is_required)


def forms() -> tuple[Form, ...]:
    """Every form of the data folder; none where the district has none."""
    return _read(data_root() / "forms")


@cache
def _read(folder: Path) -> tuple[Form, ...]:
    return tuple(Form(**tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.toml")))


def plain(text: str) -> str:
    """A label as it is compared: NFKC, without white space and stars.

    >>> plain("关键设备数控化率 （％）*")
    '关键设备数控化率(%)'
    """
    return re.sub(r"[\s*]", "", unicodedata.normalize("NFKC", text))


def spellings(text: str) -> list[str]:
    """What a printed label may be without its footnote number, unit, hint or its own number, the full one first.

    >>> spellings("企业类型4")
    ['企业类型4', '企业类型']
    >>> spellings("先进过程控制投用率11（%）")[-1]
    '先进过程控制投用率'
    """
    full = re.sub(r"^(?:\(\d+\)|\d+[.、)])", "", plain(text)).rstrip(":")
    found = [full]
    while (shorter := re.sub(r"(?:\d{1,2}|\([^()]*\))$", "", found[-1])) != found[-1] and shorter:
        found.append(shorter)
    return found
