"""How characters are read, turned round: which of the characters in use can be read as what is typed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pypinyin import Style, pinyin

MOST_WAYS = 64


@dataclass(frozen=True)
class Readings:
    """Syllable → the characters in use that are read so, as the inside of a character class; ü is v."""

    syllables: Mapping[str, str]
    letters: Mapping[str, str]
    of_char: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, chars: set[str]) -> Readings:
        """The readings of ``chars``, all of them where a character has several."""
        syllables, letters = defaultdict[str, str](str), defaultdict[str, str](str)
        of_char: dict[str, tuple[str, ...]] = {}
        for char in sorted(chars):
            of_char[char] = readings(char)
            for one in of_char[char]:
                syllables[one] += char
            for letter in sorted({one[0] for one in of_char[char]}):
                letters[letter] += char
        return cls(dict(syllables), dict(letters), of_char)

    def initials(self, typed: str) -> str:
        """A pattern of one character per letter, each read with that letter first; '' where a letter has none."""
        classes = [self.letters.get(letter, "") for letter in typed]
        return "".join(f"[{chars}]" for chars in classes) if all(classes) else ""

    def spelled(self, typed: str) -> str:
        """A pattern of every way to read ``typed`` as syllables, the last of which may be unfinished; '' for none.

        Ways meet again after few letters (xian is 先 or 西安): between two places where all of them meet, every
        way is written out, at most 64.
        """
        onward = self._onward(typed)
        if not onward[0]:
            return ""
        cuts = [
            place for place in range(len(typed) + 1)
            if not any(start < place < end for start, ends in enumerate(onward) for end in ends)
            and (place == len(typed) or onward[place])
        ]
        return "".join(
            f"(?:{'|'.join(self._ways(typed, start, end, onward))})" for start, end in pairwise(cuts)
        )

    def sounds(self, words: str) -> str:
        """A pattern of characters that sound like those of ``words``; others stand for themselves."""
        return "".join(self._like(char) for char in words)

    def _like(self, char: str) -> str:
        alike = "".join(self.syllables.get(one, "") for one in self.of_char.get(char) or readings(char))
        return f"[{char}{alike}]" if alike else re.escape(char)

    def _onward(self, typed: str) -> list[list[int]]:
        """Per place the ends of the syllables from there that can be read on to the end of ``typed``."""
        onward: list[list[int]] = [[] for _ in typed]
        for start in reversed(range(len(typed))):
            for end in range(start + 1, min(start + 6, len(typed)) + 1):
                leads_on = end == len(typed) or onward[end]
                if leads_on and self._class(typed[start:end], end == len(typed)):
                    onward[start].append(end)
        return onward

    def _class(self, syllable: str, is_last: bool) -> str:
        if not is_last:
            return self.syllables.get(syllable, "")
        return "".join(chars for known, chars in self.syllables.items() if known.startswith(syllable))

    def _ways(self, typed: str, start: int, end: int, onward: list[list[int]]) -> list[str]:
        found = []
        for way in self._paths(start, end, onward):
            found.append("".join(
                f"[{self._class(typed[one:other], other == len(typed))}]" for one, other in pairwise(way)
            ))
            if len(found) == MOST_WAYS:
                break
        return found

    def _paths(self, start: int, end: int, onward: list[list[int]]) -> Iterator[list[int]]:
        if start == end:
            yield [end]
            return
        for place in onward[start]:
            if place <= end:
                for rest in self._paths(place, end, onward):
                    yield [start, *rest]


def readings(char: str) -> tuple[str, ...]:
    """Every reading of a character without tones: 重 → chong, zhong; nothing for what is no character."""
    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(sorted({one for one in found[0] if one.isascii() and one.isalpha()})) if found else ()
