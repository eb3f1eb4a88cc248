"""Figures said in words, put into the plain form they stand for: 由15天缩短至6天 is 60% with 15 and 6.

Only what is no plain number comes here, each distinct text once. Nothing is guessed: a text that no pattern covers to
its last character is a fault.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from etl.clean.grammar import Figure, Grammar
from etl.clean.numerals import decimal_text

SEPARATED = re.compile(r"\d[,\s]+\d|\d\.\s+\d|\d\s+\.\d|^\s*[+-]\s+\d")
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")
LONGEST = 60  # characters: no figure needs more, and patterns with many ways to match need time
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Said:
    """``text``: the plain form, None where there is none; then ``fault`` says why. before/after: as written."""

    text: str | None = None
    note: str | None = None
    fault: str | None = None
    before: float | None = None
    after: float | None = None


def compact(text: str) -> str:
    """NFKC without white space, the minus sign of typesetters as a hyphen."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("\u2212", "-")


def has_bad_grouping(text: str) -> bool:
    """Whether digits are separated otherwise than by threes: 1,23 may be 1.23 or 123."""
    plain = unicodedata.normalize("NFKC", text)
    return SEPARATED.search(GROUPED.sub("0", re.sub(r"\s+(?=\D|$)", "", plain))) is not None


def number_said(text: str, grammar: Grammar) -> Said:
    """Plain numbers only: what differs by a typographic minus or a blank before the unit."""
    return _plain(text, grammar.number)


def money_said(text: str, grammar: Grammar) -> Said:
    """An amount whose magnitude is written out (三千万, 100万, 3千万元); no hedges, no ranges, no foreign money."""
    plain = _plain(text, grammar.money_number)
    found = grammar.money.fullmatch(compact(text))
    if plain.text is not None or plain.fault == "bad_grouping" or found is None:
        return plain
    digits = found["digits"] or decimal_text(found["chinese"])
    if digits is None or not (found["yuan"] or re.search("[万亿]", found[0])):
        return Said(fault="bad_number")
    if found["digits"]:
        factor = {"千": 1000, "百": 100}.get(found["factor"] or "", 1)
        unit = (found["scale"] or "") + "元"
        return Said(f"{Decimal(digits) * factor:f}{unit}", note="read_phrase")
    return Said(f"{digits}元", note="read_phrase")


def percent_said(text: str, grammar: Grammar) -> Said:
    """百分之三十 and 三成; a share that is exact, in words."""
    plain = _plain(text, grammar.percent_number)
    figure = grammar.figure(compact(text))
    if plain.text is None and plain.fault != "bad_grouping" and figure and figure.is_share and not figure.is_hedged:
        return Said(f"{figure.number:f}%", note="read_phrase")
    return plain


def measure_said(text: str, change: str | None, unit: str, grammar: Grammar) -> Said:
    """A measured figure in ``unit`` (% for per cent) of an indicator that is a level, a change_up, …_down or a count.

    Hedges and the words around a figure are noted; before and after make a per cent by the formula of metrics.toml.
    """
    if has_bad_grouping(text):
        return Said(fault="bad_grouping")
    plain = compact(text)
    if len(plain) > LONGEST:
        return Said(fault="bad_number")
    if pair := grammar.pair(plain):
        return _change(*pair, change, unit, grammar)
    if (share := grammar.multiple(plain)) is not None:
        return _multiple(share, change, unit)
    if grammar.is_fold(plain):
        return Said(fault="ambiguous_multiple")
    found = grammar.single(plain)
    if found is None:
        return Said(fault="bad_number")
    verb, is_level, figure = found
    is_change = change in ("change_up", "change_down")
    if verb in ("up", "down") and is_change and not is_level and change != f"change_{verb}":
        return Said(fault="ambiguous_multiple" if figure.unit == "倍" else "wrong_direction")
    if (is_change and is_level) or (change == "level" and verb and not is_level):
        return Said(fault="level_or_change")
    number = grammar.converted(figure, unit)
    is_reworded = figure.is_phrase or number != figure.number
    note = "hedged_figure" if figure.is_hedged else "read_phrase" if is_reworded else None
    if number is None:
        if figure.unit == "倍" and unit == "%":
            is_double = figure.number == 1 and verb == "up"
            return Said("100%", note=note) if is_double else Said(fault="ambiguous_multiple")
        return Said(fault="unit_mismatch" if figure.unit else "bad_number")
    return Said(f"{number:f}" + ("%" if figure.unit == "%" and unit == "%" else ""), note=note)


def _plain(text: str, pattern: re.Pattern[str]) -> Said:
    if has_bad_grouping(text):
        return Said(fault="bad_grouping")
    # A blank may stand before the unit; inside an exponent it is a slip.
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()
    return Said(compact(plain)) if pattern.fullmatch(plain) else Said(fault="bad_number")


def _multiple(share: tuple[str, Decimal, bool], change: str | None, unit: str) -> Said:
    """翻一番, 一半, 原来的3倍: certain multiples as per cent."""
    way, value, is_hedged = share
    if unit != "%" or change != f"change_{way}":
        return Said(fault="wrong_direction" if unit == "%" else "unit_mismatch")
    return Said(f"{value:f}%", note="hedged_figure" if is_hedged else "read_phrase")


def _change(
    verb: str | None, before: Figure, after: Figure, change: str | None, unit: str, grammar: Grammar
) -> Said:
    pair = grammar.same_unit(before, after, unit)
    if pair is None or change is None or change == "count":
        return Said(fault="bad_number")
    old, new, said_in = pair
    if (verb == "up" and new < old) or (verb == "down" and new > old):
        return Said(fault="wrong_direction")
    ends = (float(old), float(new))
    if change == "level":
        if said_in != unit:
            return Said(fault="unit_mismatch")
        return Said(f"{new:f}" + ("%" if after.unit == "%" else ""), "before_after", None, *ends)
    if old <= 0:
        return Said(fault="no_base")
    if said_in == "%":
        return Said(fault="points_or_percent")
    gain = (new - old) / old if change == "change_up" else (old - new) / old
    if gain < 0:
        return Said(fault="wrong_direction")
    return Said(f"{(gain * 100).quantize(CENT, ROUND_HALF_UP).normalize():f}%", "before_after", None, *ends)
