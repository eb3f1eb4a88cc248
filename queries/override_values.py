"""What a changed figure may be, by its kind, and the one way to write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

LARGEST = Decimal(10) ** 12  # a figure of a trillion or more is a slip: the same bound as at the intake
SEVERITIES = ("block", "warn", "info")


class BadValue(ValueError):
    """A value that its figure can't take; the message continues a sentence that names the figure."""


def canonical_value(value: str, figure: Mapping[str, Any]) -> str:
    """``value`` as it is written in canonical form; raises BadValue where the figure can't take it.

    figure: a row of override_options (kind, optional).
    """
    if figure["optional"] and value == figure["optional"]:
        return value
    return READERS[figure["kind"]](value)


def _decimal(value: str, n_digits: int, what: str) -> str:
    if not re.fullmatch(rf"[0-9]+(\.[0-9]{{1,{n_digits}}})?", value, re.ASCII):
        raise BadValue(f"应为{what}，实际为「{value}」")
    number = Decimal(value)
    if number >= LARGEST:
        raise BadValue(f"应小于一万亿，实际为「{value}」")
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _yuan(value: str) -> str:
    return _decimal(value, 2, "以元计、不小于 0 的金额，最多两位小数（未知写 unknown）")


def _number(value: str) -> str:
    return _decimal(value, 6, "不小于 0 的数字，最多六位小数")


def _count(value: str) -> str:
    plain = _decimal(value, 1, "0 到 10000 的整数")
    if "." in plain or int(plain) > 10_000:
        raise BadValue(f"应为 0 到 10000 的整数，实际为「{value}」")
    return plain


def _weight(value: str) -> str:
    plain = _decimal(value, 2, "0 到 100 的权重")
    if Decimal(plain) > 100:
        raise BadValue(f"应为 0 到 100 的权重，实际为「{value}」")
    return plain


def _date(value: str) -> str:
    try:
        is_iso = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII)
        if is_iso and 1900 <= date.fromisoformat(value).year <= 2999:
            return value
    except ValueError:
        pass
    raise BadValue(f"应为日期，如 2023-12-31，实际为「{value}」")


def _severity(value: str) -> str:
    if value in SEVERITIES:
        return value
    raise BadValue(f"应为 {'、'.join(SEVERITIES)} 之一，实际为「{value}」")


def _words(value: str) -> str:
    words = [word.strip() for word in value.split(";")]
    if not all(words) or len(value) > 400 or not value.isprintable():
        raise BadValue("应为文字，多个之间用 | 隔开，不能有空项")
    return ";".join(dict.fromkeys(words))


READERS: dict[str, Callable[[str], str]] = {
    "yuan": _yuan, "number": _number, "count": _count, "weight": _weight, "date": _date, "severity": _severity,
    "words": _words,
}
