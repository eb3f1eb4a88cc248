"""A delivered sheet as it may go back: every cell as it stood, but contacts left out and phone numbers masked."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from etl.clean.phones import masked
from etl.ledger import PERSONAL_HEADING, is_code, is_personal
from etl.readings import missing_words
from etl.recognition import Recognised
from etl.rows import FOOTER, sort_rows
from etl.texts import clean_texts

# A reply leaves the house by mail and the dashboard's downloads need no login. The original stays in the store, and
# a load never takes contacts from a sheet, so nothing is lost when this comes back in their place.
KEPT_BACK = "（不回传）"
AFTER_LABEL = re.compile(rf"((?:{PERSONAL_HEADING}|审核人|制表人)[^:：\s]{{0,6}}[:：]\s*)[^\s，,；;、]+")
PERSONAL_FOOTER = re.compile(rf"{PERSONAL_HEADING}|审核人|制表人")
MIDNIGHT = " 00:00:00"


@dataclass(frozen=True)
class SheetBody:
    """``cells``: (row, column letter) → text, rows from 1; ``altered``: the cells whose text is not as delivered."""

    cells: dict[tuple[int, str], str]
    altered: frozenset[tuple[int, str]]


def sheet_body(found: Recognised) -> SheetBody:
    """The cells of a recognised sheet for a reply."""
    frame = clean_texts(found.sheet.frame)
    letters = [name for name in frame.columns if name != "row"]
    plain = frame.with_columns(
        pl.col(letter) if is_code(found, letter) else masked(pl.col(letter)) for letter in letters
    )
    data = set(sort_rows(found).data["row"].to_list())
    private = {letter for letter in letters if is_personal(found, letter)}
    cells: dict[tuple[int, str], str] = {}
    altered: set[tuple[int, str]] = set()
    for raw, shown in zip(frame.iter_rows(), plain.iter_rows(), strict=True):
        row, texts = raw[0], dict(zip(letters, shown[1:], strict=True))
        first = next((text for text in texts.values() if text), "")
        is_signed = row not in data and row > found.heading_row and _is_signature(first)
        for letter, text, given in zip(letters, texts.values(), raw[1:], strict=True):
            if not text:
                continue
            if row < found.heading_row:
                text = AFTER_LABEL.sub(rf"\g<1>{KEPT_BACK}", text)
            elif is_signed:
                text = _label(text) if text == first else text if text in missing_words() else KEPT_BACK
            elif row > found.heading_row and letter in private and not _is_heading(found, letter, text):
                text = KEPT_BACK
            text = text.removesuffix(MIDNIGHT)
            cells[row, letter] = text
            if text != given:
                altered.add((row, letter))
    return SheetBody(cells, frozenset(altered))


def _is_signature(first: str) -> bool:
    return re.search(FOOTER, first) is not None and PERSONAL_FOOTER.search(first) is not None


def _label(text: str) -> str:
    label, colon, rest = re.sub("[:：]", "：", text, count=1).partition("：")
    return f"{label}{colon}{KEPT_BACK}" if rest.strip() else f"{label}{colon}"


def _is_heading(found: Recognised, letter: str, text: str) -> bool:
    """Whether a row repeats the headings; else it would pass for data when it comes back."""
    return re.sub(r"\s", "", text) == found.headings.get(letter)
