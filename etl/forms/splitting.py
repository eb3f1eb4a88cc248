"""One value as several: the two dates of a span, the code in a description."""

from __future__ import annotations

import re

from etl.forms.cards import Label
from etl.forms.filled import Value

DATE = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})(?!\d)(?:\s*[月./-]\s*(\d{1,2})(?!\d)\s*日?|\s*月)?")


def split(label: Label, value: Value) -> list[Value]:
    """One value as it stands, or two dates, or the longest run of digits of an industry's code."""
    if label.read == "span":
        found = dates_in(value.text)
        if value.text and len(found) != len(label.to) and len(found) != 2:
            found = [value.text]  # coercion says what is wrong with it
        return [Value(text, value.place, value.heading) for text in found]
    if label.read == "date":
        found = dates_in(value.text)
        return [Value(found[0], value.place, value.heading)] if len(found) == 1 else [value]
    if label.read == "code":
        runs = re.findall(r"(?<!\d)\d{2,4}(?!\d)", value.text)
        return [Value(max(runs, key=len, default=""), value.place)]
    return [value]


def dates_in(text: str) -> list[str]:
    """The dates in a text; a month is written so that it can't be taken for a decimal number.

    >>> dates_in("2021.03-2022.12")
    ['2021年03月', '2022年12月']
    """
    return [
        f"{m[1]}-{m[2]}-{m[3]}" if m[3] else f"{m[1]}年{m[2]}月" for m in DATE.finditer(text)
    ]
