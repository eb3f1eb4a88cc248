"""The words on places, towns, doubts and overdue duties. Plain values in, Chinese sentences out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard import text
from dashboard.exports.brief_words import Counted, largest, named, smallest

# Doubts about money, whatever district: rules of the money checks of etl.
MONEY_RULES = frozenset({
    "paid_twice", "paid_both_names", "paid_above_entitlement", "paid_without_award", "paid_while_barred",
    "award_unpaid",
})
NO_PLACES = "所选批次没有名额规定。"


def places(name: str, limit: int | None, n_used: int, n_eligible: int) -> str:
    """The places of a track: how many, taken, left or beyond, and how many would qualify."""
    taken = f"排入推荐 {text.count(n_used)}"
    if limit is None:
        return f"{name}：名额上限未知，{taken}（符合条件 {text.count(n_eligible)}）"
    left = limit - n_used
    state = f"超出 {text.count(-left)}" if left < 0 else f"还剩 {text.count(left)}" if left else "已用满"
    return f"{name}名额 {text.count(limit)}，{taken}，{state}（符合条件 {text.count(n_eligible)}）"


def lift(n_recognised: int, lift_above: int | None, is_lifted: bool, n_to_lift: int | None) -> str:
    """Whether the number of recognitions has lifted the places; '' where nothing lifts them."""
    if lift_above is None:
        return ""
    if is_lifted:
        return f"累计认定 {text.count(n_recognised)} 项，超过 {text.count(lift_above)} 项，名额已增加。"
    return f"累计认定 {text.count(n_recognised)} 项，再认定 {text.count(n_to_lift)} 项名额增加。"


def closing(day: date | None, n_days: int | None) -> str:
    """The deadline of the recommending unit in days."""
    if day is None or n_days is None:
        return "文件未写明推荐截止日期。"
    if n_days < 0:
        return f"推荐已于 {text.date_text(day)}截止，已过 {text.count(-n_days)} 天。"
    return f"推荐{'今天截止' if not n_days else f'{text.date_text(day)}截止，还有 {text.count(n_days)} 天'}。"


def ranked(towns: Counted, n_total: int) -> str:
    """Which town has most recognitions, and its share of `n_total`."""
    held = [(town, n) for town, n in towns if n]
    if not held:
        return "各街镇都没有认定。"
    names, most = largest(held)
    share = text.share(most, n_total)
    if len(held) == 1:
        return f"只有{names[0]}有认定，{text.count(most)} 项。"
    if len(names) > 1:
        return f"认定最多的是{named(names)}，并列，各 {text.count(most)} 项，各占 {share}。"
    return f"认定最多的是{names[0]}，{text.count(most)} 项，占 {share}。"


def first_three(towns: Counted, n_total: int) -> str:
    """What the first three towns hold together; '' where three can't be told apart from the rest."""
    order = sorted(towns, key=lambda town: -town[1])
    if len(order) <= 3 or order[2][1] in (0, order[3][1]):
        return ""
    names = "、".join(town for town, _ in order[:3])
    return f"前三位（{names}）合计占 {text.share(sum(n for _, n in order[:3]), n_total)}。"


def last(towns: Counted) -> str:
    """Which towns come last: those without any, else the smallest; '' where all are equal."""
    if not towns or not any(n for _, n in towns):
        return ""
    names, least = smallest(towns)
    if len(names) == len(towns):
        return ""
    if not least:
        return f"没有认定的有{named(names)}。"
    return f"最少的是{named(names)}，{'各 ' if len(names) > 1 else ''}{text.count(least)} 项。"


def standing(town: str, towns: Counted) -> str:
    """Where one town stands among the towns of the district; equal counts share a place."""
    held = dict(towns)
    if town not in held:
        return "街镇未填报的不参加排名。" if town == text.MISSING else f"{town}不参加街镇排名。"
    n = held[town]
    if not n:
        return f"{town}没有认定，不排名次。"
    tied = [name for name, other in towns if other == n and name != town]
    beside = f"，与{named(tied)}并列" if tied else ""
    where = f"在 {text.count(len(towns))} 个街镇中居第 {text.count(place(n, towns))} 位"
    return f"{town}认定 {text.count(n)} 项，{where}{beside}。"


def place(n: int, towns: Counted) -> int:
    """The place of a count: 1 and how many are larger."""
    return 1 + sum(other > n for _, other in towns)


def without_town(n: int) -> str:
    """Recognitions of enterprises whose town nobody reported; '' where there are none."""
    return f"另有 {text.count(n)} 项认定的企业街镇未填报，不参加排名。" if n else ""


def doubts(rows: Sequence[tuple[str, str, str, int]]) -> list[tuple[str, int, str]]:
    """The kinds of doubt that matter, from (severity, rule, title, count): name, count and the commonest of each.

    Money first, then rows that count nowhere, then what towns have to verify; kinds without any are left out.
    Notes (info) ask nothing of anybody.
    """
    kinds = {
        "资金": [row for row in rows if row[1] in MONEY_RULES],
        "没有计入": [row for row in rows if row[0] == "error" and row[1] not in MONEY_RULES],
        "报送材料": [row for row in rows if row[0] == "warning" and row[1] not in MONEY_RULES],
    }
    return [(kind, sum(n for *_, n in found), commonest(found)) for kind, found in kinds.items() if found]


def commonest(rows: Sequence[tuple[str, str, str, int]]) -> str:
    """The three commonest rules with their counts, the larger first and equal ones in their order."""
    first = sorted(rows, key=lambda row: -row[3])[:3]
    return "、".join(f"{title} {text.count(n)}" for _, _, title, n in first)


def doubted(n_quarantined: int, n_warnings: int) -> str:
    """How many rows count nowhere and how many doubts wait for an answer."""
    if not n_quarantined and not n_warnings:
        return "报送数据没有隔离的行，也没有待核实的问题。"
    rows = f"{text.count(n_quarantined)} 行数据被隔离、不计入任何数字" if n_quarantined else "没有隔离的行"
    asked = f"{text.count(n_warnings)} 条请核实" if n_warnings else "没有待核实的问题"
    return f"{rows}，{asked}。"


def overdue(n_overdue: int, n_soon: int, n_undated: int, units: Counted) -> str:
    """How much is overdue, and whose; what falls due within seven days where nothing is overdue."""
    soon = f"7 日内到期 {text.count(n_soon)} 件" if n_soon else "7 日内没有到期"
    if not n_overdue:
        rest = f"，另有 {text.count(n_undated)} 件没有规定期限" if n_undated else ""
        return f"没有逾期事项，{soon}{rest}。"
    late = [(unit, n) for unit, n in units if n]
    names, most = largest(late)
    if len(late) == 1:
        whose = f"都在{names[0]}"
    elif len(names) > 1:
        whose = f"{named(names)}各 {text.count(most)} 件"
    else:
        whose = f"最多的是{names[0]}（{text.count(most)} 件）"
    return f"逾期 {text.count(n_overdue)} 件，{whose}；{soon}。"
