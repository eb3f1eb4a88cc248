"""The words around the figures of a brief. Every sentence follows from its numbers: ties, none, one, nobody knows.

Plain values in, Chinese sentences out. Missing values are None and never become 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dashboard import text
from dashboard.text import Number

Counted = Sequence[tuple[str, int]]


def named(names: Sequence[str], most: int = 4) -> str:
    """A、B、C; of more than `most` the first ones and how many there are."""
    listed = "、".join(names[:most])
    return listed if len(names) <= most else f"{listed} 等 {text.count(len(names))} 个"


def wan(yuan: Number | None) -> str:
    """Reward money, in 万元 throughout a brief; what would round to nothing there is said in 元."""
    if yuan is None or not yuan or abs(Decimal(str(yuan))) >= 50:
        return text.money(yuan, "万元")
    return text.money_exact(yuan)


def money_column(amounts: Sequence[Number | None]) -> tuple[text.Unit, list[str]]:
    """One unit for a column of a table, and its amounts in it: the largest unit in which each still shows.

    亿元 where the smallest is at least a million, 元 where there is nothing of 50 yuan or more in the smallest.
    """
    known = [abs(Decimal(str(amount))) for amount in amounts if amount]
    unit: text.Unit = "万元"
    if known and max(known) >= 10**8 and min(known) >= 10**6:
        unit = "亿元"
    elif known and min(known) < 50:
        unit = "元"
    is_whole = all(not amount % text.YUAN_PER_UNIT[unit] for amount in known)
    return unit, [text.money_in(amount, unit, 0 if is_whole else 2) for amount in amounts]


def in_words(column: str, value: Number | None) -> str:
    """A value as its column says; invested capital in 亿元 from 100 million, rewards in 万元."""
    if column.endswith("_yuan"):
        return text.money(value) if column == "invested_yuan" else wan(value)
    return text.count(value)


def year_on_year(column: str, now: Number | None, before: Number | None) -> str:
    """▲ 3（同比 +12.5%）, ▼ 2（同比 -5.0%）, 持平; without per cent where the year before is not above 0."""
    if now is None or before is None:
        return text.UNDEFINED
    gain = Decimal(str(now)) - Decimal(str(before))
    if not gain:
        return "持平"
    arrow = f"{'▲' if gain > 0 else '▼'} {in_words(column, abs(gain))}"
    if before < 0:
        return f"{arrow}（上年为负）"
    return f"{arrow}（同比 {signed_share(gain, before)}）" if before else f"{arrow}（上年为 0）"


def signed_share(part: Number, whole: Number) -> str:
    """A change in per cent with its sign."""
    return ("+" if part > 0 else "") + text.share(part, whole)


def since_build(column: str, now: Number | None, then: Number | None) -> str:
    """自上一版 +3, or 不变; '' where one of the two is not known."""
    if now is None or then is None:
        return ""
    gain = Decimal(str(now)) - Decimal(str(then))
    return f"自上一版 {'+' if gain > 0 else '-'}{in_words(column, abs(gain))}" if gain else "自上一版不变"


def entitled_words(yuan: Number, n_unpriced: int) -> str:
    """What is owed by rule; a sum in which nothing could be priced is 标准未知, not 0."""
    if n_unpriced and not yuan:
        return text.status("unpriced")
    return wan(yuan)


def largest(counted: Counted) -> tuple[list[str], int]:
    """The names with the largest count, and that count."""
    most = max(n for _, n in counted)
    return [name for name, n in counted if n == most], most


def smallest(counted: Counted) -> tuple[list[str], int]:
    """The names with the smallest count, and that count."""
    least = min(n for _, n in counted)
    return [name for name, n in counted if n == least], least


def recognised(n_awards: int, n_enterprises: int, tiers: Counted) -> str:
    """How many recognitions, of how many enterprises, and which tier has most of them."""
    held = [(tier, n) for tier, n in tiers if n]
    if not n_awards or not held:
        return "所选范围内没有认定。"
    start = f"认定 {text.count(n_awards)} 项，涉及企业 {text.count(n_enterprises)} 家"
    if len(held) == 1:
        return f"{start}，都是{held[0][0]}。"
    names, most = largest(held)
    if len(names) == len(held):
        return f"{start}；{named(names)}各 {text.count(most)} 项。"
    if len(names) > 1:
        return f"{start}；{named(names)}并列最多，各 {text.count(most)} 项，各占 {text.share(most, n_awards)}。"
    return f"{start}；{names[0]}最多，{text.count(most)} 项，占 {text.share(most, n_awards)}。"


def highest(steps: Sequence[tuple[str, int, int]]) -> str:
    """The highest step of the ladder that anybody stands on, from (tier, rank, recognitions); '' without any."""
    held = [(tier, rank, n) for tier, rank, n in steps if n]
    if not held:
        return ""
    top = max(rank for _, rank, _ in held)
    names = "、".join(f"{tier} {text.count(n)} 项" for tier, rank, n in held if rank == top)
    return f"最高到第 {text.count(top)} 档：{names}。"


def moved(year: int, now: int, before: int, is_open: bool) -> str:
    """The year beside the year before; a year that has not ended says so."""
    name = f"{year} 年" + ("至数据日期" if is_open else "")
    start = f"{name}认定 {text.count(now)} 项"
    if now == before:
        return f"{start}，与 {year - 1} 年相同。" if now else f"{name}和 {year - 1} 年都没有认定。"
    if not before:
        return f"{start}，{year - 1} 年没有认定。"
    word = "多" if now > before else "少"
    share = signed_share(now - before, before)
    whole = "全年" if is_open else ""
    return f"{start}，比 {year - 1} 年{whole}{word} {text.count(abs(now - before))} 项（{share}）。"


def best_year(years: Counted) -> str:
    """The year with most recognitions; '' unless there are two years to compare."""
    if len(years) < 2:
        return ""
    names, most = largest(years)
    if len(names) == len(years):
        return f"历年都是 {text.count(most)} 项。"
    return f"历年最多的是 {named(names)} 年，{'各 ' if len(names) > 1 else ''}{text.count(most)} 项。"


def covered(catalogue: str, n_covered: int, n_scenarios: int) -> str:
    """Coverage of a catalogue as k/n with its share."""
    if not n_scenarios:
        return f"{catalogue} 年版目录里没有场景。"
    start = f"{catalogue} 年版目录覆盖 {text.part_of(n_covered, n_scenarios)}（{text.share(n_covered, n_scenarios)}）"
    if n_covered == n_scenarios:
        return f"{start}，没有空白。"
    if not n_covered:
        return f"{start}，全部 {text.count(n_scenarios)} 个场景都没有项目。"
    return f"{start}，空白 {text.count(n_scenarios - n_covered)} 个。"


def busiest(catalogue: str, scenarios: Counted) -> str:
    """The scenario that most projects have; '' where no project has any."""
    held = [(name, n) for name, n in scenarios if n]
    if not held:
        return ""
    names, most = largest(held)
    tie = "并列" if len(names) > 1 else ""
    return f"{catalogue} 年版{tie}项目最多的场景是{named(names, 3)}（{'各 ' if tie else ''}{text.count(most)} 项）。"


def rewards(entitled: Number, paid: Number, due: Number, n_unpriced: int, assumed: str = "") -> str:
    """Owed, paid, still due and what nobody can price; `assumed` marks figures that rest on an assumption."""
    if not (entitled or paid or due or n_unpriced):
        return "所选范围内没有应奖，也没有拨付。"
    mark = assumed or " "
    parts = [
        f"应奖{mark}{entitled_words(entitled, n_unpriced)}" if entitled or n_unpriced else "没有应奖",
        f"已拨付 {wan(paid)}" if paid else "没有拨付",
        f"待拨付{mark}{wan(due)}" if due else f"没有{'可核定的' if n_unpriced else ''}待拨付{assumed}",
    ]
    return "，".join(parts) + "。"


def unpriced(n_unpriced: int, n_awards: int, entitled: Number, paid: Number) -> str:
    """How many recognitions no document prices, and what that does to the sums; '' where all are priced."""
    if not n_unpriced:
        return ""
    share = text.share(n_unpriced, n_awards)
    known = f"{text.count(n_awards)} 项认定中有 {text.count(n_unpriced)} 项标准未知（{share}）"
    tail = "，没有计入应奖和待拨付"
    return f"{known}{tail}；已拨付大于应奖，两者不能直接相减。" if paid > entitled else f"{known}{tail}。"


def owed_to(owed: Sequence[tuple[str, Decimal]]) -> str:
    """How many enterprises wait for money, and who for most of it; '' where nobody does."""
    if not owed:
        return ""
    most = max(yuan for _, yuan in owed)
    first = [name for name, yuan in owed if yuan == most]
    if len(owed) == 1:
        return f"待拨付的只有{first[0]}一家，{wan(most)}。"
    each = "各 " if len(first) > 1 else ""
    return f"待拨付涉及 {text.count(len(owed))} 家企业，最多的是{named(first, 2)}（{each}{wan(most)}）。"


def executed(year: int, budget: Decimal | None, paid: Decimal, is_open: bool) -> str:
    """A year's budget and how much of it was paid."""
    until = "至数据日期" if is_open else ""
    if budget is None:
        return f"{year} 年没有预算数据，{until}已拨付 {wan(paid)}。"
    spent = f"{year} 年预算 {wan(budget)}，{until}已拨付 {wan(paid)}"
    if not budget:
        return f"{spent}。"
    if paid > budget:
        return f"{spent}，超出预算 {wan(paid - budget)}。"
    return f"{spent}（{text.share(paid, budget)}），结余 {wan(budget - paid)}。"


def projected(year: int, expected: Number | None, left: Number | None) -> str:
    """What the year is expected to end with; '' where nothing can be expected."""
    if expected is None or left is None:
        return ""
    start = f"{year} 年内预计还要拨付 {wan(expected)}"
    return f"{start}，年末预计结余 {wan(left)}。" if left >= 0 else f"{start}，年末预计超支 {wan(-left)}。"
