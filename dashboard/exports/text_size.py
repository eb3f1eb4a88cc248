"""How much room Chinese text takes in a printed cell.

Excel and LibreOffice don't fit the height of a row that has an explicit one, and don't fit merged cells at
all, so the height is computed here from the text, on the cautious side: a little white is better than a cut
line.
"""

import re
import unicodedata
from functools import lru_cache

# 仿宋 needs 1.15–1.3 of its size per line, LibreOffice's stand-in on Linux (Noto Serif CJK) 1.44.
LINE_FACTOR = 1.45
_NARROW_EM = 0.6  # 仿宋 0.5, stand-ins up to 0.6
_TOKEN = re.compile(r"[!-~]+|.", re.DOTALL)  # runs of ASCII wrap as one word


def line_count(text: str, ems: float) -> int:
    """Lines that `text` takes in a column `ems` full-width characters wide, wrapped as office programs do."""
    return sum(_wrapped(line, ems) for line in text.split("\n"))


def row_height_pt(lines: int, font_pt: float) -> float:
    """Height of a row with that many lines, with air above and below."""
    return round(lines * font_pt * LINE_FACTOR + 8, 1)


def _wrapped(line: str, ems: float) -> int:
    lines, used = 1, 0.0
    for token in _TOKEN.findall(line):
        width = sum(_ems(character) for character in token)
        if used + width <= ems:
            used += width
            continue
        lines += 1 if used else 0
        while width > ems:  # a word longer than the line is broken inside
            lines, width = lines + 1, width - ems
        used = width
    return lines


@lru_cache(maxsize=4096)
def _ems(character: str) -> float:
    # "A" (ambiguous: — “ ” ①) is full-width in Chinese fonts
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else _NARROW_EM
