"""The patterns that the words of readings.toml make, and what a text means by them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from etl.clean.numerals import decimal_text
from etl.paths import data_root
from etl.readings import Readings, readings

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,15})?"
SIGNS = "零〇○一二两三四五六七八九十百千点壹贰叁肆伍陆柒捌玖拾佰仟"
CHINESE = rf"[{SIGNS}]{{1,20}}"
SIGNED = r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d+)?"


@dataclass(frozen=True)
class Figure:
    """One figure with its unit; ``is_share``: said as 百分之… or …成; ``is_phrase``: there was more than a number."""

    number: Decimal
    unit: str | None
    is_hedged: bool = False
    is_phrase: bool = False
    is_share: bool = False


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


class Grammar:
    """Patterns over compact text (NFKC, no white space)."""

    number = re.compile(rf"{SIGNED}\s*(?:家|个|人|条|级)?")
    money_number = re.compile(rf"{SIGNED}\s*(?:亿元|万元|元)?")
    percent_number = re.compile(rf"{SIGNED}\s*%?")

    def __init__(self, words: Readings) -> None:
        around, hedge, unit = words.around, words.hedge, words.unit
        self._verbs = {"up": around.up, "down": around.down, "neutral": around.neutral}
        self._same = {other: name for name, others in unit.same.items() for other in (name, *others)}
        self._scale = unit.scale
        units = {*unit.words, *self._same, "万元", "亿元"} - {"百分之"}
        any_unit = rf"(?:%|[万亿]?{either(units)}(?:/{either(unit.per)})?)"
        self._unit = re.compile(any_unit)
        before, inside, after = either(hedge.before), either(hedge.inside), either(hedge.after)
        said = "(?:" + "|".join([either(around.words), *around.patterns]) + ")"
        verb = either((*around.up, *around.down, *around.neutral))
        becomes = either(words.before_after.becomes)

        def figure(tag: str) -> str:
            return (
                rf"(?P<hedge_{tag}>{before}{{0,2}})(?:每(?P<per_{tag}>{either(unit.per)}))?(?P<sign_{tag}>[+-]?)"
                rf"(?:百分之(?P<cent_{tag}>{NUMBER}|{CHINESE})|(?P<tenth_{tag}>{NUMBER}|{CHINESE})成(?P<half_{tag}>半)?"
                rf"|(?P<digits_{tag}>{NUMBER}|{CHINESE})(?P<more_{tag}>{inside})?(?P<unit_{tag}>{any_unit})?)"
                rf"(?P<late_{tag}>{after}?)"
            )

        self._figure = re.compile(figure("a"))
        self._single = re.compile(
            rf"(?P<said>{said}{{0,3}})(?P<early>{before}?)(?:(?P<verb>{verb})了?(?P<to>{becomes}?))?(?P<more>{said}{{0,3}}){figure('a')}"
        )
        self._cycle = re.compile(rf"{said}{{0,3}}每(?P<cycle>{NUMBER}{any_unit})(?:1|一){either(unit.cycle)}")
        section = words.before_after
        start = rf"{said}{{0,3}}(?P<from>{either(section.from_)})?{either(section.was)}?"
        turns = rf"(?:{said}{{0,3}}(?P<verb>{verb})了?{becomes}|{either(section.arrows)})"
        middle = rf"{turns}{either(section.now)}?"
        self._pair = re.compile(rf"{start}{figure('b')}{middle}{figure('a')}")
        multiple, lead = words.multiple, rf"{said}{{0,3}}(?P<early>{before}?)"
        self._double = re.compile(rf"{lead}{either(multiple.double)}")
        self._half = re.compile(rf"{lead}(?:(?P<verb>{verb})了?)?(?P<late>{before}?){either(multiple.half)}")
        self._times = re.compile(
            rf"{lead}(?:(?P<verb>{verb})了?{becomes}|[是为])(?P<late>{before}?){either(multiple.base)}"
            rf"(?P<digits>{NUMBER}|{CHINESE})倍"
        )
        self._folds = re.compile(rf"翻了?(?:{NUMBER}|{CHINESE})番")
        self.money = re.compile(
            rf"{either(words.money.currency)}?(?:(?P<digits>{NUMBER})(?P<factor>千|百)?(?P<scale>万|亿)?"
            rf"|(?P<chinese>[{SIGNS}万亿]{{1,24}}))(?P<yuan>元)?"
        )

    def figure(self, text: str) -> Figure | None:
        """The whole text as one figure."""
        found = self._figure.fullmatch(text)
        return _figure(found, "a", self) if found else None

    def single(self, text: str) -> tuple[str | None, bool, Figure] | None:
        """(up, down, neutral or None; whether the figure is said to be where it ended; the figure)."""
        if found := self._cycle.fullmatch(text):
            figure = self.figure(found["cycle"])
            return (None, False, _phrased(figure, False)) if figure and figure.unit else None
        found = self._single.fullmatch(text)
        figure = _figure(found, "a", self) if found else None
        if found is None or figure is None:
            return None
        is_worded = bool(found["said"] or found["verb"] or found["more"])
        if is_worded or found["early"]:
            figure = _phrased(figure, bool(found["early"]))
        return self._way(found["verb"]), bool(found["to"]), figure

    def pair(self, text: str) -> tuple[str | None, Figure, Figure] | None:
        """(way of the verb, before, after) where the text says both."""
        found = self._pair.fullmatch(text)
        if found is None:
            return None
        before, after = _figure(found, "b", self), _figure(found, "a", self)
        return (self._way(found["verb"]), before, after) if before and after else None

    def multiple(self, text: str) -> tuple[str, Decimal, bool] | None:
        """(up or down, per cent, whether hedged) of 翻一番, 一半 and 原来的3倍."""
        if found := self._double.fullmatch(text):
            return "up", Decimal(100), bool(found["early"])
        if found := self._half.fullmatch(text):
            return self._way(found["verb"]) or "down", Decimal(50), bool(found["early"] or found["late"])
        if found := self._times.fullmatch(text):
            number = _number(found["digits"])
            if number is not None and number >= 1 and self._way(found["verb"]) in ("up", None):
                return "up", (number - 1) * 100, bool(found["early"] or found["late"])
        return None

    def name(self, unit: str) -> str:
        """The name a unit goes by: 名 is 人, 分 is 分钟; a 单位 of 百分比 is %."""
        return self._same.get(unit, unit)

    def converted(self, figure: Figure, unit: str) -> Decimal | None:
        """The figure in ``unit``, None where its own unit is another one that does not convert exactly."""
        own, target = self.name(figure.unit or unit), self.name(unit)
        if own == target or target.startswith(f"{own}/"):
            return figure.number
        for scale in self._scale.values():
            if own in scale and target in scale:
                return _shortest(figure.number * scale[own] / scale[target])
        return None

    def same_unit(self, before: Figure, after: Figure, unit: str) -> tuple[Decimal, Decimal, str] | None:
        """Both figures in the unit asked for, else in the first one's, and which; None where they differ in kind."""
        for target in (unit, before.unit or after.unit or unit):
            own = [Figure(one.number, one.unit or before.unit or after.unit) for one in (before, after)]
            old, new = (self.converted(one, target) for one in own)
            if old is not None and new is not None:
                return old, new, target
        return None

    def is_fold(self, text: str) -> bool:
        """翻两番: four times to a dictionary, three to many who write it."""
        return self._folds.fullmatch(text) is not None

    def _way(self, verb: str | None) -> str | None:
        return next((way for way, verbs in self._verbs.items() if verb in verbs), None)


def _phrased(figure: Figure, is_hedged: bool) -> Figure:
    return Figure(figure.number, figure.unit, figure.is_hedged or is_hedged, True, figure.is_share)


def _shortest(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _number(text: str) -> Decimal | None:
    digits = text.replace(",", "") if text[0].isascii() else decimal_text(text)
    return Decimal(digits) if digits is not None else None


def _figure(found: re.Match[str], tag: str, grammar: Grammar) -> Figure | None:
    part = {name: found[f"{name}_{tag}"] for name in (
        "hedge", "per", "sign", "cent", "tenth", "half", "digits", "more", "unit", "late"
    )}
    text = part["cent"] or part["tenth"] or part["digits"]
    number = _number(text)
    if number is None or (part["hedge"] and part["sign"]):
        return None
    is_share = not part["digits"]
    if part["tenth"]:
        if number > 10:
            return None
        number = number * 10 + (5 if part["half"] else 0)
    unit = "%" if is_share else part["unit"]
    if part["per"]:
        if unit is None or "/" in unit or is_share:
            return None
        unit = f"{unit}/{part['per']}"
    return Figure(
        -number if part["sign"] == "-" else number, unit, bool(part["hedge"] or part["more"] or part["late"]),
        is_share or not text[0].isascii() or bool(part["per"]), is_share,
    )


def grammar() -> Grammar:
    """The grammar in force."""
    return _grammar(data_root() / "reference" / "readings.toml")


@cache
def _grammar(path: Path) -> Grammar:
    return Grammar(readings())
