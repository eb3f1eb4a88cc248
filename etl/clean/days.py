"""Dates in words and other forms, put into the plain form 2024-05-01, 2024-05 or a serial."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

from etl.clean.grammar import either
from etl.clean.numerals import digit_text, integer
from etl.clean.phrases import Said
from etl.paths import data_root
from etl.readings import readings

SIGNS = "零〇○一二三四五六七八九十"
IN_WORDS = re.compile(
    rf"(?P<year>\d{{4}}|[{SIGNS}]{{4}})年(?P<month>\d{{1,2}}|[{SIGNS}]{{1,3}})月"
    rf"(?:(?P<day>\d{{1,2}}|[{SIGNS}廿卅]{{1,3}})[日号])?"
)
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
MONTH = re.compile(r"(\d{4})(?:[-/](\d{1,2})|年(\d{1,2})月)")
WHOLE = re.compile(r"(\d{4})(\d{2})(\d{2})")
SERIAL = re.compile(r"(?:[3-5]\d{4}|60000)(?:\.0+)?")
SHORT = str.maketrans({"廿": "二十", "卅": "三十"})
WEEKDAYS = {sign: number for number, signs in enumerate(("一", "二", "三", "四", "五", "六", "日天")) for sign in signs}


def day_said(text: str) -> Said:
    """2024-05-01 or 2024-05 for what says a day or a month for certain; a weekday must be that day's.

    20240501 counts without blanks only: 2024 050 1 is a slip of the keyboard, not a date.
    """
    plain = _without_time(unicodedata.normalize("NFKC", text).strip())
    plain, weekday = _without_weekday(plain)
    if found := WHOLE.fullmatch(plain):
        return _on(found[1], found[2], found[3], weekday)
    plain = re.sub(r"\s", "", plain)
    if SERIAL.fullmatch(plain) and weekday is None:
        return Said(plain)
    if found := DAY.fullmatch(plain):
        return _on(found[1], found[2], found[3], weekday)
    if (found := MONTH.fullmatch(plain)) and weekday is None:
        return Said(f"{found[1]}-{(found[2] or found[3]).zfill(2)}")
    if found := IN_WORDS.fullmatch(plain):
        year = found["year"] if found["year"].isdigit() and found["year"].isascii() else digit_text(found["year"])
        month, day = _small(found["month"]), _small(found["day"])
        if year is None or month is None or (found["day"] and day is None):
            return Said(fault="bad_date")
        if day is None:
            return Said(f"{year}-{month:02}") if weekday is None else Said(fault="bad_date")
        return _on(year, str(month), str(day), weekday)
    return Said(fault="bad_date")


def _on(year: str, month: str, day: str, weekday: int | None) -> Said:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return Said(fault="bad_date")
    if weekday is not None and found.weekday() != weekday:
        return Said(fault="bad_date")
    return Said(found.isoformat())


def _small(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isascii() else integer(text.translate(SHORT))


def _without_time(text: str) -> str:
    return _patterns(data_root() / "reference" / "readings.toml")[0].sub("", text)


def _without_weekday(text: str) -> tuple[str, int | None]:
    found = _patterns(data_root() / "reference" / "readings.toml")[1].search(text)
    if found is None:
        return text, None
    return (text[: found.start()] + " " + text[found.end() :]).strip(), WEEKDAYS[found["day"]]


@cache
def _patterns(path: Path) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = readings().date
    clock = rf"(?:[\sT]+{either(words.daytime)}?|{either(words.daytime)})\s*\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?Z?$"
    weekday = rf"\s*\(?{either(words.weekday)}(?P<day>[一二三四五六日天])\)?(?=\s|$|T)"
    return re.compile(clock), re.compile(weekday)
