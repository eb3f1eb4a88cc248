"""The sections of a brief on money and on the places that a call gives."""

from __future__ import annotations

from typing import Any

from dashboard import text
from dashboard.exports import brief_duties
from dashboard.exports import brief_words as words
from dashboard.exports.brief_facts import Facts, Row
from dashboard.exports.brief_model import NO_COLOR, Chart, Section, Series, Table
from dashboard.figures import palette

YEARS_SHOWN = 7


def rewards(facts: Facts) -> Section:
    """Budget, owed, paid, due and unpriced, and what the year's budget became."""
    total, assumed = facts.total, facts.assumed
    owed = [
        (text.label(row["enterprise"]), row["due_yuan"])
        for row in facts.dues.iter_rows(named=True) if row["due_yuan"] > 0
    ]
    year = budget_year(facts)
    sentences = [
        words.unpriced(total["n_unpriced"], total["n_awards"], total["entitled_yuan"], total["paid_yuan"]),
        "" if facts.filters.get("tier") else words.owed_to(owed),
    ]
    if year:
        sentences.append(words.executed(year["year"], year["budget_yuan"], year["paid_yuan"], year["is_open"]))
        sentences.append(words.projected(year["year"], year["expected_yuan"], year["left_yuan"]))
    return Section(
        "奖励资金",
        words.rewards(total["entitled_yuan"], total["paid_yuan"], total["due_yuan"], total["n_unpriced"], assumed),
        tuple(filter(None, sentences)), chart=_bridge(year) if year else None, table=_table(facts),
        note="；".join(filter(None, (
            f"预算和分年度数字{unaffected}" if (unaffected := facts.unaffected("budget_summary")) else "",
            "分年度：应奖按认定年份，拨付按预算年度" if facts.budget.height else "",
        ))), is_large=True,
    )


def budget_year(facts: Facts) -> dict[str, Any] | None:
    """The lines of the last year together (the filter's year, where there is one); None without any line.

    An amount is None where one of its lines lacks it: a budget nobody stated can't be summed.
    """
    if not facts.projection.height:
        return None
    year = facts.projection["year"].max()
    lines = facts.projection.filter(year=year).to_dicts()

    def total(column: str) -> Any:
        values = [line[column] for line in lines]
        return None if any(value is None for value in values) else sum(values)

    columns = ("budget_yuan", "paid_yuan", "expected_yuan", "left_yuan")
    return {"year": year, "is_open": year == facts.as_of.year} | {column: total(column) for column in columns}


def _bridge(year: Row) -> Chart | None:
    """What the budget became: paid, expected to be paid, left. None where there is no budget to begin with."""
    if not year["budget_yuan"]:
        return None
    steps = [("预算", year["budget_yuan"], 0), ("已拨付", year["paid_yuan"], year["budget_yuan"] - year["paid_yuan"])]
    left = year["budget_yuan"] - year["paid_yuan"]
    if year["expected_yuan"] is not None:
        left -= year["expected_yuan"]
        steps.append(("预计还要拨付", year["expected_yuan"], left))
    end = "预计" if year["expected_yuan"] is not None else ""
    steps.append((f"{end}结余" if left >= 0 else f"{end}超支", left, 0))
    spans = [sorted((at, at + amount)) for _, amount, at in steps]
    lifts = [low if low > 0 else min(high, 0) for low, high in spans]
    colors = (palette.GREY, palette.BLUE, palette.TEAL) if len(steps) == 4 else (palette.GREY, palette.BLUE)
    series = [Series("", NO_COLOR, tuple(_wan(lift) for lift in lifts))]
    for at, ((name, _, _), color) in enumerate(zip(steps, (*colors, palette.ACCENT), strict=True)):
        above = max(spans[at][1], 0) - max(spans[at][0], 0)
        below = min(spans[at][0], 0) - min(spans[at][1], 0)
        for part in (above, below):
            if part:
                series.append(Series(name, color, tuple(
                    _wan(part) if other == at else None for other in range(len(steps))
                )))
    return Chart(
        f"{year['year']} 年预算去向", "万元",
        tuple(f"{name}\n{words.wan(abs(amount))}" for name, amount, _ in steps), tuple(series),
        f"{year['year']} 年预算、拨付、结余的桥图", is_named_below=True,
    )


def _wan(yuan: Any) -> float:
    return float(yuan / text.YUAN_PER_UNIT["万元"])


def _table(facts: Facts) -> Table | None:
    """Year by year, the last ones first; None without any. A sum in which nothing could be priced is 标准未知."""
    rows = facts.budget.sort("year", descending=True, maintain_order=True).head(YEARS_SHOWN).to_dicts()
    if not rows:
        return None
    names = ("budget_yuan", "entitled_yuan", "paid_yuan", "remaining_yuan")
    unit, cells = words.money_column([row[name] for row in rows for name in names])
    amounts = [cells[at: at + len(names)] for at in range(0, len(cells), len(names))]
    for row, shown in zip(rows, amounts, strict=True):
        if row["n_unpriced"] and not row["entitled_yuan"]:
            shown[1] = text.status("unpriced")
    return Table(
        ("年度", "资金科目", *(f"{text.noun(name)}（{unit}）" for name in names), "标准未知（项）"),
        tuple(
            (str(row["year"]), text.label(row["line"]), *shown, text.count(row["n_unpriced"]))
            for row, shown in zip(rows, amounts, strict=True)
        ),
        (8, 19, 15, 15, 15, 15, 15), "llrrrrr",
    )


def quota(facts: Facts) -> Section:
    """Places of our own kind of applicant per call and track, with the days left."""
    ours = facts.quota.filter(is_own_kind=True).to_dicts()
    note = facts.unaffected("quota_status")
    if not ours:
        return Section("名额", brief_duties.NO_PLACES, note=note)
    calls = {row["call"]: row for row in reversed(ours)}
    has_one = len(calls) == 1

    def name(row: Row) -> str:
        return ("" if has_one else f"{facts.titles.get(row['call'], row['call'])} ") + text.track(row["track"])

    headline = "；".join(
        brief_duties.places(name(row), row["limit"], row["n_used"], row["n_eligible"]) for row in ours
    )
    sentences = []
    for call, row in reversed(calls.items()):
        start = "" if has_one else f"{facts.titles.get(call, call)}："
        sentences.append(start + "".join((
            brief_duties.lift(row["n_recognised"], row["lift_above"], row["is_lifted"], row["n_to_lift"]),
            brief_duties.closing(row["deadline_authority"], row["n_days_authority"]),
        )))
    table = Table(
        ("申报批次", "申报类型", "名额", "排入推荐", "剩余", "符合条件", "推荐截止"),
        tuple(
            (
                facts.titles.get(row["call"], row["call"]), text.track(row["track"]),
                text.label(None) if row["limit"] is None else text.count(row["limit"]), text.count(row["n_used"]),
                text.count(row["n_remaining"]), text.count(row["n_eligible"]), text.days_left(row["n_days_authority"]),
            )
            for row in ours
        ),
        (40, 13, 8, 11, 8, 11, 12), "llrrrrr",
    )
    return Section("名额", f"{headline}。", tuple(sentences), table=table, note=note)
