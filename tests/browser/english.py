"""Words that a colleague in the district has no use for: Latin ones on screen that are no code of ours."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from queries import questions

WORDS_JS = (Path(__file__).resolve().parent / "words.js").read_text(encoding="utf-8")
# Codes, not words: files, builds, hashes, project and call ids, cells, abbreviations in capitals (APC, MES).
CODES = re.compile(
    r"[^\s「」（）、，：]+\.(?:xlsx|csv|docx|md|json)|(?:附件4 )?\.(?:xlsx|docx)|\b20\d{6}-[0-9a-f]{10}\b"
    r"|\b[0-9a-f]{64}\b|\b[a-z]+-20\d\d(?:-\d+)?(?:-call|-(?:scene|factory)-\d+)?\b|\b[A-Z0-9]{2,}\b"
)
# every colleague knows them: words of buttons, the switch, an untouched worksheet's name
ALLOWED = {"English", "Excel", "PowerPoint", "Sheet", "Word"}
LATIN = re.compile(r"[A-Za-z]{3,}")


@cache
def _question_names() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(questions(), key=len, reverse=True)) + r")\b")


def english(words: list[str]) -> list[str]:
    """The pieces of text that hold a Latin word of three letters or more besides our codes."""
    found = []
    for one in words:
        plain = _question_names().sub("", CODES.sub("", one))
        if set(LATIN.findall(plain)) - ALLOWED:
            found.append(one)
    return found


def visible_words(page: Page) -> list[str]:
    """Every text on the screen, and the headings and cells of the tables, which are drawn on a canvas."""
    cells = page.locator("canvas [role=columnheader], canvas [role=gridcell]").all_text_contents()
    return [*page.evaluate(WORDS_JS), *cells]
