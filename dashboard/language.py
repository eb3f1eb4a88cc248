"""The language of the interface: Chinese as it stands in the code, English from one catalogue.

What leaves the house on paper (official sheets, application papers, the brief) and what is written down for good
(decisions, messages of a load) is Chinese for every reader: documents and the administration's own words are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

LANGUAGES = {"zh": "中文", "en": "English"}
CATALOGUE = Path(__file__).resolve().parent / "locale" / "en" / "LC_MESSAGES" / "zhizao.po"

P = ParamSpec("P")
T = TypeVar("T")
_spoken: ContextVar[str] = ContextVar("language", default="zh")


def language() -> str:
    """zh or en: what the reader of this rerun chose; zh outside of pages."""
    return _spoken.get()


def speak(chosen: str) -> None:
    """From here on, in this thread, everything is said in this language."""
    _spoken.set(chosen)


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Within the block everything is said in this language: what is kept for all readers is made in Chinese."""
    before = _spoken.set(chosen)
    try:
        yield
    finally:
        _spoken.reset(before)


def say(words: str, /, **values: object) -> str:
    """Words in the reader's language; ``{name}`` in them takes the value of that name.

    Words that the catalogue does not know (names from the data, say) are said as they are. Values that it knows, a
    status or the name of a town, are said in the same language.
    """
    if language() == "zh":
        return words.format(**values) if values else words
    known = english()
    spoken = known.get(words, words)
    if not values:
        return spoken
    return spoken.format(**{name: known.get(one, one) if isinstance(one, str) else one for name, one in values.items()})


def told(words: dict[str, str]) -> dict[str, str]:
    """Code → words, in the reader's language."""
    return words if language() == "zh" else {code: say(one) for code, one in words.items()}


def in_chinese(make: Callable[P, T]) -> Callable[P, T]:
    """For what is kept for all readers or written down for good: made in Chinese whoever asks first."""

    @wraps(make)
    def made(*given: P.args, **named: P.kwargs) -> T:
        with speaking("zh"):
            return make(*given, **named)

    return made


@cache
def english() -> dict[str, str]:
    """Chinese → English, from the catalogue."""
    from babel.messages.pofile import read_po

    with CATALOGUE.open("rb") as source:
        return {str(one.id): str(one.string) for one in read_po(source) if one.id and one.string}


@cache
def chinese() -> dict[str, str]:
    """English → Chinese, for addresses that were shared in the other language.

    Where several say the same in English, the shortest: choices are bare words, headings add a unit to them.
    """
    longest_first = sorted(english().items(), key=lambda pair: len(pair[0]), reverse=True)
    return {there: here for here, there in longest_first}
