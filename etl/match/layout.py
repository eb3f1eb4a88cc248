"""Which tables are published lists, and what their titles say: by the words of data/reference/lists.toml."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from etl.cards import Card
from etl.paths import data_root

Words = tuple[Annotated[str, Field(min_length=1)], ...]
DAY = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日|(20\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)")


class ListWords(BaseModel):
    """The words of lists.toml; without the file nothing is a list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    titled: Words = ()
    award: Words = ()
    payment: Words = ()
    proposed: Words = ()
    counts_proposed: bool = False


def list_words() -> ListWords:
    """What the district's data folder says of lists."""
    return _read(data_root() / "reference" / "lists.toml")


@cache
def _read(path: Path) -> ListWords:
    return ListWords(**tomllib.loads(path.read_text(encoding="utf-8"))) if path.exists() else ListWords()


def is_list(names: Mapping[str, str], card: Card, known: Sequence[Card], title: str) -> bool:
    """Whether headings (letter → name) under a title are a list of the card's kind, and not some other sheet cut short.

    A list has few columns: none that only other kinds have. One without a title must have more to say than names and
    projects, and lack more than the code: a ledger sheet whose code column got lost is refused, not guessed at.
    """
    words, own = list_words(), card.headings()
    here = {own[name].name for name in names.values() if name in own}
    others = {name for other in known if not other.is_list for name in other.headings()}
    if not words.titled or any(name in others and name not in own for name in names.values()):
        return False
    if not here & {"item", "project", "amount_yuan"} or not _is_kind(card, here, title, words):
        return False
    if says(title, words.titled):
        return True
    if "credit_code" in here or not here & {"item", "amount_yuan"}:
        return False
    for other in known:
        headings = other.headings()
        found = {headings[name].name for name in names.values() if name in headings}
        if not other.is_list and other.required - found == {"credit_code"}:
            return False
    return True


def _is_kind(card: Card, here: set[str], title: str, words: ListWords) -> bool:
    """A list with amounts is one of payments unless its title speaks of recognitions only."""
    is_payment = "amount_yuan" in here and (says(title, words.payment) or not says(title, words.award))
    return is_payment == (card.kind == "payment_list")


def says(text: str, words: Sequence[str]) -> bool:
    """Whether one of the words stands in the text, without width and white space."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return any(word in plain for word in words)


def day_of(title: str) -> date | None:
    """The one day that a title names; None where it names none, several, or one that is not in the calendar."""
    found = set()
    for parts in DAY.findall(unicodedata.normalize("NFKC", title)):
        year, month, day = (int(part) for part in parts if part)
        try:
            found.add(date(year, month, day))
        except ValueError:
            return None
    return found.pop() if len(found) == 1 else None
