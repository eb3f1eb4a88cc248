"""Finding the printed labels of a form in its cells and lines, and what is filled in beside them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from etl.forms.cards import Form, Label, Listing, plain, spellings
from etl.forms.ticks import TICKS, has_marks
from etl.paths import data_root

# A label is a few words; a paragraph that begins with one is prose unless a colon follows.
LONGEST = 120


@dataclass(frozen=True)
class Found:
    """A label and what stands in its own cell behind it (企业名称：甲公司); None where nothing does."""

    label: Label
    rest: str | None


class Labels:
    """The labels of one form, the indicators of data/reference/metrics.toml among them."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._known: dict[str, Label] = {}
        for label in (*form.label, *_metric_labels(data_root() / "reference" / "metrics.toml")):
            for text in (label.label, *label.variants):
                self._known.setdefault(plain(text), label)

    def match(self, text: str, *, is_cell: bool = True) -> Found | None:
        """The label that a cell is or begins with. Lines outside the tables: one of the cover's, with a colon."""
        if len(text) <= LONGEST and is_cell:
            for spelling in spellings(text):
                if spelling in self._known:
                    return Found(self._known[spelling], None)
        for pattern, label in self._patterns:
            if (found := pattern.match(text)) is None or not (is_cell or label.is_on_cover):
                continue
            sign, rest = found.group("sign"), found.group("rest")
            if sign or (label.read == "ticked" and has_marks(rest)) or (label.read == "item" and rest.strip()):
                return Found(label, rest.strip())
        return None

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], Label]]:
        """Label, a hint in brackets that holds no box, a colon, the rest; longest labels first."""
        found = []
        for name in sorted(self._known, key=len, reverse=True):
            spelled = r"\s*".join(_either_width(letter) for letter in name)
            pattern = rf"\s*{spelled}[\s*＊\d]*(?:[(（][^()（）□☐☑☒■√]*[)）]\s*)*(?P<sign>[:：]?)(?P<rest>.*)$"
            found.append((re.compile(pattern, re.DOTALL), self._known[name]))
        return found

    def filled(self, text: str) -> str:
        """The text without the hints that the form prints into its blanks; '' where nobody filled anything in."""
        for pattern in self._hints:
            text = pattern.sub("", text)
        text = text.strip()
        if has_marks(text) and not set(text) & set(TICKS) and "√" not in text:
            return ""  # printed boxes, none ticked
        return text

    @cached_property
    def _listings(self) -> list[tuple[Listing, dict[str, str], set[str]]]:
        """Each list with its headings as they are compared and the fields it is known by."""
        found = []
        for listing in self.form.listing:
            columns = {plain(heading): field for heading, field in listing.columns.items()}
            found.append((listing, columns, {columns[plain(first)] for first in listing.first}))
        return found

    @cached_property
    def _hints(self) -> list[re.Pattern[str]]:
        return [
            re.compile(r"\s*".join(_either_width(letter) for letter in plain(hint)))
            for hint in sorted(self.form.hints, key=len, reverse=True)
        ]

    def listing(self, texts: list[str]) -> tuple[Listing, list[str | None]] | None:
        """The list that these column headings belong to, and the field of each; None where they head none."""
        names = [spellings(text) if len(text) <= LONGEST else [] for text in texts]
        for listing, columns, first in self._listings:
            fields = [next((columns[one] for one in each if one in columns), None) for each in names]
            if first <= {field for field in fields if field}:
                return listing, fields
        return None


def _either_width(letter: str) -> str:
    """A pattern for a character in full or half width."""
    if letter in "(（":
        return "[(（]"
    if letter in ")）":
        return "[)）]"
    if "!" <= letter <= "~":
        return f"[{re.escape(letter)}{chr(ord(letter) + 0xFEE0)}]"
    return "[₂2２]" if letter == "2" else re.escape(letter)


def _metric_labels(path: Path) -> list[Label]:
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8"))["metric"]
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return []
    return [
        Label(label=one["metric"], variants=tuple(one.get("aliases", ())), to=(f"outcome.{one['metric']}",))
        for one in listed
    ]
