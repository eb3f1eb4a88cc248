"""Number → words: the one place where values become Chinese text.

Money is Decimal yuan, rates are per cent as published (37.6 means 37.6%). Everything rounds half-up, as
people do by hand; `None` is 未填报 everywhere and never 0.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any, Literal

from dashboard.headings import HEADINGS as HEADINGS
from dashboard.language import language, say
from dashboard.vocabulary import SEVERITIES, STATUSES, TRACKS, VERDICTS

MISSING = "未填报"
EMPTY = "暂无数据"
UNDEFINED = "—"
UNCHANGED = "与今天一致"
TILE_NOTE = "示意图，非实际边界"

Number = Decimal | float | int
Unit = Literal["auto", "元", "万元", "亿元"]
YUAN_PER_UNIT: dict[str, Decimal] = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
CNY_PER_UNIT: dict[str, Decimal] = {"元": Decimal(1), "万元": Decimal(10**6), "亿元": Decimal(10**9)}


def rounded(value: Number, digits: int) -> Decimal:
    """`value` with exactly `digits` decimals, half-up away from zero, and never −0."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    # `+ 0` turns Decimal("-0.00") into Decimal("0.00"); "-0 元" is no amount.
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP) + 0


def is_missing(value: object) -> bool:
    """True for None and for the NaN that a float column carries instead of it."""
    return value is None or bool(value != value)


def money(yuan: Number | None, unit: Unit = "auto", digits: int = 2) -> str:
    """An amount in words: 1,234.5 万元, 1.23 亿元, 0 元; at most `digits` decimals.

    `auto` takes the largest unit in which the amount is not below 1, and so does an amount that would be 0 in a given
    unit without being nothing. It is chosen after rounding, so
    99,999,999.99 is 1 亿元 and not 10,000 万元.
    """
    if yuan is None or is_missing(yuan):
        return say(MISSING)
    exact = yuan if isinstance(yuan, Decimal) else Decimal(str(yuan))
    sizes = {name: yuan_per(name) for name in YUAN_PER_UNIT}
    steps = [*pairwise(sizes.values()), (sizes["亿元"], Decimal("Infinity"))]
    for name, (size, larger) in zip(sizes, steps, strict=True):
        value = rounded(exact / size, digits)
        if unit == name or (unit == "auto" and abs(value) < larger / size):
            break
    if exact and not value and name != "元":
        return money(yuan, digits=digits)  # 0 亿元 would deny that there is anything
    return f"{trimmed(value)} {say(name)}"


def yuan_per(unit: str) -> Decimal:
    """How many yuan a unit is; in English, which counts by thousands, 万元 stands for a million and 亿元 a billion."""
    return (YUAN_PER_UNIT if language() == "zh" else CNY_PER_UNIT)[unit]


def money_exact(yuan: Number | None) -> str:
    """An amount to the fen, for details and hover: 12,345,678.90 元."""
    return say(MISSING) if yuan is None or is_missing(yuan) else say("{yuan:,} 元", yuan=rounded(yuan, 2))


def money_in(yuan: Number | None, unit: Unit, digits: int = 2) -> str:
    """An amount without its unit, for a column whose head names it; always `digits` decimals so that it lines up."""
    if yuan is None or is_missing(yuan):
        return say(MISSING)
    return f"{rounded(Decimal(str(yuan)) / yuan_per(unit), digits):,}"


def trimmed(value: Decimal) -> str:
    """Thousands separated, without the zeros that end the decimals: 1,200.50 → 1,200.5."""
    words = f"{value:,f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def count(n: Number | None) -> str:
    """A whole number with thousands separated; 2.5 projects are an error of ours and raise ValueError."""
    if n is None or is_missing(n):
        return say(MISSING)
    if n != int(n):
        raise ValueError(say("计数应为整数，得到 {n}", n=n))
    return f"{int(n):,}"


def number(value: Number | None, digits: int = 1) -> str:
    """Any measured value (score, median) with at most `digits` decimals."""
    return say(MISSING) if value is None or is_missing(value) else trimmed(rounded(value, digits))


def unpriced(n: int | None) -> str:
    """`另 31 项标准未知` beside a sum that could not count them; empty where all are priced."""
    return say("另 {n} 项{unpriced}", n=count(n), unpriced=say(STATUSES["unpriced"])) if n else ""


def cost(yuan: Number | None, n_unpriced: int) -> str:
    """An amount that the district would have to pay; 标准未知 where nothing of it can be priced."""
    if yuan is None:
        return say(STATUSES["unpriced"]) if n_unpriced else money(0)
    return money(yuan)


def score(value: Number | None) -> str:
    """Points of the ranking, always two decimals: two candidates must not look tied where they are not."""
    return say(MISSING) if value is None or is_missing(value) else f"{rounded(value, 2):,}"


def percent(value_pct: Number | None, digits: int = 1) -> str:
    """A rate that is already in per cent: 37.6 → 37.6%; always `digits` decimals so that columns line up."""
    return say(MISSING) if value_pct is None or is_missing(value_pct) else f"{rounded(value_pct, digits):,}%"


def share(part: Number | None, whole: Number | None, digits: int = 1) -> str:
    """`part` of `whole` in per cent: share(12, 45) → 26.7%; — when whole is 0, for then there is no share."""
    if part is None or whole is None or is_missing(part) or is_missing(whole):
        return say(MISSING)
    if whole == 0:
        return UNDEFINED
    return percent(Decimal(str(part)) * 100 / Decimal(str(whole)), digits)


def part_of(part: Number | None, whole: Number | None) -> str:
    """`12/45`: a part with its whole, which a percentage alone hides."""
    return f"{count(part)}/{count(whole)}"


def places_left(n: int) -> str:
    """What a quota has left: 剩 3, 超出 2."""
    return say("剩 {n_left}", n_left=count(n)) if n >= 0 else say("超出 {n_left}", n_left=count(-n))


def days_left(n: int | None) -> str:
    """How far a deadline is: 还有 3 天, 今天截止, 已截止; — where the document names none."""
    if n is None:
        return UNDEFINED
    return say("已截止") if n < 0 else say("还有 {n} 天", n=count(n)) if n else say("今天截止")


def deadline_text(day: date | None, n: int | None) -> str:
    """The deadline in full: 2023年8月19日截止，已过 3 天; 文件未写明截止日期 where there is none."""
    if day is None or n is None:
        return say("文件未写明截止日期")
    return say("{day}截止", day=date_text(day)) + (say("，已过 {n} 天", n=count(-n)) if n < 0 else "")


def date_text(day: date | str | None) -> str:
    """2025年8月31日 (with the time when it is a datetime); a string must be ISO 8601."""
    if day is None or day == "":
        return say(MISSING)
    if isinstance(day, str):
        day = datetime.fromisoformat(day) if len(day) > 10 else date.fromisoformat(day)
    words = say("{year}年{month}月{day}日", year=day.year, month=day.month, day=day.day)
    return f"{words} {day:%H:%M}" if isinstance(day, datetime) else words


def moment(at: str) -> str:
    """A moment of the journal (ISO 8601, UTC) as people here read it: 2026年11月20日 18:30, Beijing time."""
    return date_text(beijing(at).replace(tzinfo=None).isoformat())


def beijing(at: str) -> datetime:
    """A moment in UTC as Beijing time, which knows no summer time."""
    return datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(timezone(timedelta(hours=8)))


def verdict(code: str) -> str:
    """Word for an eligibility verdict; an unheard-of code raises KeyError, as in the two functions below."""
    return say(VERDICTS[code])


def status(code: str) -> str:
    """Word for how a step of the ladder was priced."""
    return say(STATUSES[code])


def severity(code: str) -> str:
    """Word for how serious a finding is."""
    return say(SEVERITIES[code])


def track(code: str) -> str:
    """Word for a track of the national round; a pack that already names it in Chinese is left as it is."""
    return say(TRACKS.get(code, code))


def label(value: Any) -> str:
    """A name as it stands in the data; an empty one is 未填报, so that it keeps its own row."""
    return say(MISSING) if value is None or value == "" else say(str(value))


def heading(column: str, unit: str | None = None) -> str:
    """Chinese heading of a column; `unit` replaces the one in brackets: 已拨付（元） → 已拨付（万元）."""
    words = say(HEADINGS[column])
    return words if unit is None else say("{column}（{unit}）", column=noun(column), unit=unit)


def noun(column: str) -> str:
    """The heading of a column without its unit, for legends and sentences."""
    return say(HEADINGS[column]).partition(say("（"))[0]


def amount(column: str, value: Number | None, unit: Unit = "auto") -> str:
    """`value` in words as its column name says: `_yuan` money in `unit`, `_pct` per cent, the rest counts."""
    if column.endswith("_yuan"):
        return money(value, unit)
    return percent(value) if column.endswith("_pct") else count(value)


def cell(column: str, value: Any) -> str:
    """A value as it stands in a printed table: thousands, money to the fen, ISO dates; years and rows are no counts."""
    if isinstance(value, Decimal):
        return f"{rounded(value, 2):,}"
    if isinstance(value, float):
        return f"{rounded(value, 2):,}"
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if column in {"year", "row", "rank", "position"} else f"{value:,}"
    return value.isoformat() if isinstance(value, date) else say(str(value))


def change(column: str, value: Number) -> str:
    """A difference between a what-if and today with its sign; none is 与今天一致."""
    if not value:
        return say(UNCHANGED)
    return ("+" if value > 0 else "") + amount(column, value)


def difference(column: str, value: Number, share_pct: Number | None, unit: Unit = "万元") -> str:
    """How much more or less one side has than the other: ▲ 3（+12.5%）, ▼ 3（-12.5%）, ▲ 3 from nothing, 相同."""
    if not value:
        return say("相同")
    sign = "▲" if value > 0 else "▼"
    words = f"{sign} {amount(column, value if value > 0 else -value, unit)}"
    return words if share_pct is None else say(
        "{words}（{words2}{share_pct}）",
        words=words, words2='+' if value > 0 else '', share_pct=percent(share_pct),
    )


def signed(column: str, value: Number, unit: Unit = "auto") -> str:
    """A difference with its arrow, in the unit of its column: ▲ 3, ▼ 12.5 万元; none is 持平."""
    if not value:
        return say("持平")
    return f"▲ {amount(column, value, unit)}" if value > 0 else f"▼ {amount(column, -value, unit)}"


def year_on_year(column: str, now: Number | None, then: Number | None, unit: Unit = "auto") -> str:
    """The change to the year before: ▲ 3（同比 +12.5%）; no per cent on nothing, '' where one is unknown."""
    if now is None or then is None or is_missing(now) or is_missing(then):
        return ""
    change = Decimal(str(now)) - Decimal(str(then))
    if not then or then < 0:
        return say(
            "{column}（上年同期为 {column2}）",
            column=signed(column, change, unit), column2=amount(column, then, unit),
        ) if change else ""
    if not change:
        return say("与上年持平（同比 0.0%）")
    rate = rounded(change * 100 / Decimal(str(then)), 1)
    return say(
        "{column}（同比 {words}{rate:,}%）",
        column=signed(column, change, unit), words='+' if change > 0 else '', rate=rate,
    )


def until_day(day: str) -> str:
    """How the unfinished year is marked: 至11月20日."""
    date_of = date.fromisoformat(day)
    return say("至{month}月{day}日", month=date_of.month, day=date_of.day)
