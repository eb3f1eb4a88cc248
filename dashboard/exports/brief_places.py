"""The sections of a brief on scenarios, towns, doubts about the data and overdue duties."""

from __future__ import annotations

from dashboard import text, vocabulary
from dashboard.exports import brief_duties
from dashboard.exports import brief_words as words
from dashboard.exports.brief_facts import Coverage, Facts, Row
from dashboard.exports.brief_ladder import listed
from dashboard.exports.brief_model import Chart, Section, Series, Table
from dashboard.exports.brief_words import Counted
from dashboard.figures import palette

BLANK_ROWS = 5
BLANK_NAMES = 4
LATE_ROWS = 6
WITHOUT_TOWN = text.MISSING


def coverage(facts: Facts) -> Section:
    """k of n per catalogue, and what nobody covers."""
    each = facts.coverages
    sentences = [
        words.covered(one.catalogue, one.status["n_covered"], one.status["n_scenarios"]) for one in each
    ]
    busiest = [words.busiest(one.catalogue, listed(one.scenarios, "scenario", "n_projects")) for one in each]
    begun = [one for one in each if one.status["n_covered"]]
    blanks = [(one, row) for one in begun for row in _blanks(one)[:BLANK_ROWS]]
    table = Table(
        ("目录", "环节", "空白（个）", "没有项目的场景"),
        tuple((f"{one.catalogue} 年版", *row) for one, row in blanks), (14, 18, 14, 54), "llrl",
    ) if blanks else None
    more = sum(int(row[1]) for one in begun for row in _blanks(one)[BLANK_ROWS:])
    return Section(
        "场景覆盖", "".join(sentences).replace("。", "；", len(sentences) - 1) if sentences else "没有场景目录。",
        tuple(filter(None, (*busiest, f"下表之外还有 {text.count(more)} 个空白场景。" if more else ""))),
        chart=_chart(each) if each else None, table=table,
        note="；".join(filter(None, (
            "一个项目在几个场景就各计一次", facts.unaffected("scenario_coverage_status"),
        ))), is_large=True,
    )


def _blanks(one: Coverage) -> list[tuple[str, str, str]]:
    """(process, how many, the first of them) of the scenarios without a project, in the order of the catalogue."""
    found: dict[str, list[str]] = {}
    for row in one.scenarios.filter(n_projects=0).iter_rows(named=True):
        found.setdefault(text.label(row["process"]), []).append(text.label(row["scenario"]))
    return [(process, text.count(len(names)), words.named(names, BLANK_NAMES)) for process, names in found.items()]


def _chart(each: tuple[Coverage, ...]) -> Chart:
    done = tuple(float(one.status["n_covered"]) for one in each)
    open_ = tuple(float(one.status["n_scenarios"] - one.status["n_covered"]) for one in each)
    return Chart(
        "场景覆盖", "个", tuple(f"{one.catalogue} 年版" for one in each),
        (Series("有项目", palette.BLUE, done), Series("空白", palette.ACCENT, open_)),
        "各版目录有项目和空白的场景数条形图", is_horizontal=True, has_labels=True,
    )


def towns(facts: Facts) -> Section:
    """The towns by recognitions; with a town chosen, where it stands among all."""
    every = facts.towns.sort("n_awards", descending=True, maintain_order=True)
    known = every.filter(every["town"] != WITHOUT_TOWN)
    counted, total = listed(known, "town", "n_awards"), int(facts.towns["n_awards"].sum())
    chosen = facts.filters.get("town", "")
    ranking = (
        brief_duties.ranked(counted, total), brief_duties.first_three(counted, total), brief_duties.last(counted),
        brief_duties.without_town(total - sum(n for _, n in counted)),
    )
    headline, *rest = (brief_duties.standing(chosen, counted), *ranking) if chosen else ranking
    values = ("n_enterprises", "n_projects", "n_awards", "invested_yuan", "entitled_yuan", "paid_yuan")
    district = {name: facts.towns[name].sum() for name in values} | {"town": "合计"}
    places = [*known.to_dicts(), *_unplaced(facts), district]
    heads, columns = [], []
    for name in values:
        amounts = [place[name] for place in places]
        unit: str
        if name.endswith("_yuan"):
            unit, cells = words.money_column(amounts)
        else:
            unit, cells = text.heading(name).partition("（")[2].rstrip("）"), [text.count(n) for n in amounts]
        heads.append(f"{text.noun(name)}（{unit}）")
        columns.append(cells)
    rows = [
        (_place(place, counted), place["town"], *cells)
        for place, *cells in zip(places, *columns, strict=True)
    ]
    strong = {len(rows) - 1} | {at for at, row in enumerate(rows) if row[1] == chosen}
    return Section(
        "街镇", headline, tuple(filter(None, rest)),
        chart=Chart(
            "各街镇认定", "项", tuple(name for name, _ in counted),
            (Series("认定（项）", palette.BLUE, tuple(float(n) for _, n in counted)),),
            "各街镇认定数条形图，从多到少", is_horizontal=True, has_labels=True,
        ) if any(n for _, n in counted) else None,
        table=Table(
            ("名次", "街镇", *heads), tuple(rows), (11, 20, 14, 14, 14, 20, 18, 18), "rlrrrrrr",
            strong=frozenset(strong),
        ),
        note="；".join(filter(None, (
            f"名次按认定数，同数并列；应奖{facts.assumed}不含标准未知的认定", "本节列全部街镇" if chosen else "",
            facts.unaffected("town_summary"),
        ))), is_large=True,
    )


def _place(place: Row, counted: Counted) -> str:
    """The place of a town; — for what has none: no recognitions, no town, the total."""
    is_placed = place["n_awards"] and place["town"] in dict(counted)
    return str(brief_duties.place(place["n_awards"], counted)) if is_placed else text.UNDEFINED


def _unplaced(facts: Facts) -> list[dict[str, object]]:
    """The row of those without a town, where it holds anything."""
    rows = facts.towns.filter(town=WITHOUT_TOWN).to_dicts()
    return [row for row in rows if any(value for name, value in row.items() if name.startswith("n_") or "yuan" in name)]


def doubts(facts: Facts) -> Section:
    """The three kinds of doubt that matter."""
    rules = [
        (row["severity"], row["rule"], row["title"], row["n_findings"]) for row in facts.findings.iter_rows(named=True)
    ]
    rows = tuple((kind, text.count(n), commonest) for kind, n, commonest in brief_duties.doubts(rules))
    return Section(
        "数据问题", brief_duties.doubted(facts.status["n_quarantined"], facts.status["n_warnings"]),
        table=Table(("最要紧的问题", "条数", "最多的几类（条）"), rows, (18, 8, 74), "lrl") if rows else None,
        note=facts.unaffected("finding_summary"),
    )


def duties(facts: Facts) -> Section:
    """What is overdue, whose, since when."""
    by_unit = facts.duties
    n_overdue, n_soon, n_undated = (int(by_unit[name].sum()) for name in ("n_overdue", "n_soon", "n_undated"))
    grouped: dict[tuple[str, str], list[tuple[object, int]]] = {}
    for row in facts.late.iter_rows(named=True):
        grouped.setdefault((row["holder"], vocabulary.DUTIES[row["duty"]]), []).append(
            (row["due_date"], -row["n_days"])
        )
    rows = [
        (holder, duty, text.count(len(dates)), str(dates[0][0]), text.count(max(days for _, days in dates)))
        for (holder, duty), dates in grouped.items()
    ]
    more = sum(int(row[2].replace(",", "")) for row in rows[LATE_ROWS:])
    return Section(
        "逾期事项", brief_duties.overdue(n_overdue, n_soon, n_undated, listed(by_unit, "holder", "n_overdue")),
        (f"下表之外还有 {text.count(more)} 件。",) if more else (),
        table=Table(
            ("责任单位", "事项", "件数", "应办日期", "已过天数"), tuple(rows[:LATE_ROWS]), (32, 22, 10, 20, 16), "llrrr"
        ) if rows else None,
        note=facts.unaffected("todo_summary"),
    )
