"""Check boxes as people make them: which of the printed options is ticked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

TICKED, UNTICKED = "☑", "□"
TICKS = "☑☒■▣◼⬛√✓✔✅🗹🗸◉●⊠"
EMPTY = "□☐▢◻⬜○◯"
MARKS = re.compile(rf"[{TICKS}{EMPTY}\ufe0e\ufe0f]+")
BRACKETED = re.compile(r"[\[［(（]\s*([√✓✔xXvV]?)\s*[\]］)）]")
# Symbol fonts keep their boxes in the private area: Wingdings 0xFE is a ticked box.
SYMBOLS = {
    "wingdings": {0xFE: "☑", 0xFD: "☒", 0xFC: "√", 0xFB: "☒", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x72: "□", 0x6E: "■",
                  0x6C: "●", 0xA1: "○"},
    "wingdings 2": {0x52: "☑", 0x53: "☒", 0x54: "☒", 0x50: "√", 0x51: "☒", 0xA3: "□", 0x2A: "□", 0xA2: "■"},
}


def symbol(element: Any) -> str:
    """The character that a w:sym shows; nothing for what is no box (an ornament)."""
    found = {key.rpartition("}")[2]: str(text) for key, text in element.attrib.items()}
    try:
        code = int(found.get("char", ""), 16)
    except ValueError:
        return ""
    font = SYMBOLS.get(found.get("font", "").strip().lower())
    if font is None:
        return "" if 0xE000 <= code < 0xF900 or code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)
    return font.get(code & 0xFF if 0xF000 <= code <= 0xF0FF else code, "")


def has_marks(text: str) -> bool:
    """Whether the text holds any box, ticked or not."""
    return MARKS.search(_boxes(text)) is not None


def ticked(text: str, options: Sequence[str]) -> str:
    """The ticked options joined with ；, '' where none is, the text itself where there is no box at all.

    A mark belongs to the option it touches, the one behind it before the one ahead of it: the form prints □中央企业,
    and some fill in 中央企业√. Where no box leads and one comes last (中央企业□地方国企☑), boxes follow their options.
    Two marks in a row (□√) are one, ticked.

    >>> ticked("□中央企业 ☑地方国企 □民营企业", ["中央企业", "地方国企", "民营企业"])
    '地方国企'
    >>> ticked("□是（事故名称： ） 否√", ["是", "否"])
    '否'
    """
    text = _boxes(text)
    if MARKS.search(text) is None:
        return text.strip()
    spots = _spots(text, options)
    is_after = MARKS.match(text.strip()) is None and MARKS.search(text.strip()[-1:]) is not None
    chosen = []
    for mark in MARKS.finditer(text):
        if not set(mark.group()) & set(TICKS):
            continue
        behind = next((option for start, _, option in spots if start >= mark.end()
                       and not text[mark.end() : start].strip()), None)
        ahead = next((option for _, end, option in reversed(spots) if end <= mark.start()
                      and not text[end : mark.start()].strip()), None)
        touches_behind = text[mark.end() : mark.end() + 1].strip() != ""
        touches_ahead = text[: mark.start()][-1:].strip() != ""
        if ahead and touches_ahead and (is_after or not (behind and touches_behind)):
            chosen.append(ahead)
        elif behind:
            chosen.append(behind)
        elif touches_behind:  # an option that the form does not print (☑其他：…)
            chosen.append(re.split(rf"[\s{TICKS}{EMPTY}]", text[mark.end() :])[0])
        elif ahead:
            chosen.append(ahead)
    return "；".join(dict.fromkeys(one for one in chosen if one))


def _boxes(text: str) -> str:
    """[√] and （ ） as the boxes they stand for; brackets with words in them stay."""
    return BRACKETED.sub(lambda m: "☑" if m.group(1) else "□" if m.group(0)[0] in "[［" else m.group(0), text)


def _spots(text: str, options: Sequence[str]) -> list[tuple[int, int, str]]:
    """Where the options stand, longest first so that 是 is not found inside 不是; spaces inside an option allowed."""
    found: list[tuple[int, int, str]] = []
    for option in sorted(options, key=len, reverse=True):
        for spot in re.finditer(r"\s*".join(map(re.escape, option)), text):
            if all(spot.end() <= start or spot.start() >= end for start, end, _ in found):
                found.append((spot.start(), spot.end(), option))
    return sorted(found)
