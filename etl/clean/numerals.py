"""Chinese numerals, read strictly: only what a careful writer would write for exactly one number."""

from __future__ import annotations

import re

DIGITS = {sign: str(n) for n, signs in enumerate(
    ("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
) for sign in signs}
PLACES = str.maketrans({"拾": "十", "佰": "百", "仟": "千"})
PLAIN = str.maketrans({sign: "零一二三四五六七八九"[int(digit)] for sign, digit in DIGITS.items()})
LARGE = (("亿", 10**8), ("万", 10**4))


def spelled(number: int) -> str:
    """The number from 0 to 9,999 in Chinese: 1,002 is 一千零二, 12 is 十二.

    >>> spelled(1002), spelled(12), spelled(320)
    ('一千零二', '十二', '三百二十')
    """
    if number == 0:
        return "零"
    text, is_gap = "", False
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if is_gap and text else "") + "零一二三四五六七八九"[digit] + sign
        is_gap = digit == 0
    return re.sub("^一十", "十", text)


SPELLED = {spelled(number): number for number in range(10_000)}
SPELLED |= {f"一{text}": number for text, number in SPELLED.items() if text.startswith("十")}


def integer(text: str) -> int | None:
    """The whole number below a trillion that the numerals spell, else None.

    一千二 (1,200 to a speaker, 1,002 to a machine) is None; 两 is 二, 壹仟 is 一千.

    >>> integer("三千万"), integer("一亿零五十"), integer("一千二"), integer("一万零二百")
    (30000000, 100000050, None, 10200)
    """
    rest, total, floor = text.translate(PLACES).translate(PLAIN), 0, 10**12
    for sign, size in LARGE:
        head, found, tail = rest.partition(sign)
        if not found:
            continue
        number = SPELLED.get(head.removeprefix("零") if total else head)
        if not number or size >= floor or (total and (number < 1000) != head.startswith("零")):
            return None
        total, rest, floor = total + number * size, tail, size
        if rest == "":
            return total
    number = SPELLED.get(rest.removeprefix("零") if total else rest)
    if number is None or (total and (number == 0 or (number < floor // 10) != rest.startswith("零"))):
        return None
    return total + number


def decimal_text(text: str) -> str | None:
    """The numerals as digits, with 点 as the point, else None.

    >>> decimal_text("三十"), decimal_text("十二点五"), decimal_text("三十几")
    ('30', '12.5', None)
    """
    whole, point, part = text.partition("点")
    number = integer(whole)
    if number is None or (point and not part):
        return None
    digits = [DIGITS.get(sign) for sign in part]
    if None in digits:
        return None
    return f"{number}.{''.join(map(str, digits))}" if point else str(number)


def digit_text(text: str) -> str | None:
    """Numerals said one by one, as in years: 二〇二四 is 2024. None where one of them is no digit."""
    digits = [DIGITS.get(sign) for sign in text]
    return None if None in digits else "".join(map(str, digits))
