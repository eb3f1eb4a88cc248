"""The changes between two builds in words: what became more or less, by kind, and every row."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import polars as pl

from dashboard import text
from dashboard.answers import answer
from dashboard.columns import WORDS
from dashboard.comparison import figures_beside, with_names
from dashboard.language import say
from dashboard.sides import COUNTS, MONEY
from queries.two_builds import TwoBuilds

SHOWN = (
    "change", "kind", "enterprise", "item", "changed_field", "before_words", "after_words", "change_yuan",
    "before_place", "after_place", "town", "project_id", "credit_code",
)
TRUTH = {"true": "是", "false": "否"}


def changed_lines(found: TwoBuilds, kind: str = "", change: str = "") -> pl.DataFrame:
    """The lines of a comparison as people read them (columns SHOWN); ``kind`` and ``change`` narrow them, '' is all.

    A line names one field of a changed row with what it said before and after, or a row that came or went.
    """
    lines = found.lines.filter(
        (pl.col("kind") == kind) | (kind == ""), (pl.col("change") == change) | (change == "")
    )
    said = [
        (_words(field, before), _words(field, after), _place(*places[:3]), _place(*places[3:]))
        for field, before, after, *places in lines.select(
            "field", "before", "after", "before_file", "before_sheet", "before_row", "file", "sheet", "row"
        ).iter_rows()
    ]
    names = ("before_words", "after_words", "before_place", "after_place")
    return lines.with_columns(
        pl.col("field").alias("changed_field"),
        *(pl.Series(name, [row[at] for row in said], dtype=pl.String) for at, name in enumerate(names)),
    ).select(SHOWN)


def _place(file: str | None, sheet: str | None, row: int | None) -> str | None:
    """Where a row stands, in words; None where the rules made it."""
    if file is None or row is None:
        return None
    if sheet:
        return say("{file}「{sheet}」第 {row} 行", file=file, sheet=sheet, row=row)
    return say("{file} 第 {row} 行", file=file, row=row)


def _words(field: str | None, value: str | None) -> str | None:
    """A value of the ledger as a table of the pages would show it."""
    if field is None:
        return None
    if value is None:
        return say(text.MISSING)
    if value in TRUTH:
        return say(TRUTH[value])
    if field in WORDS:
        return say(WORDS[field].get(value, value))
    if field.endswith("_yuan"):
        try:
            return f"{Decimal(value):,.2f}"
        except InvalidOperation:
            return value
    return value


def changed_figures(found: TwoBuilds) -> list[tuple[str, pl.DataFrame]]:
    """The figures of the overview that differ: title and rows (figure, before, after, change) of those of one unit."""
    sides = [answer(side, "project_summary").row(0, named=True) for side in (found.before, found.after)]
    tables = []
    for title, columns in ((say("数量"), COUNTS), (say("金额"), MONEY)):
        frame = figures_beside(sides[0], sides[1], columns)
        figure, left, right, change = frame.columns[:4]
        differing = frame.filter(pl.col(change) != 0).select(figure, left, right, change).rename(
            {left: left.replace("left", "before"), right: right.replace("right", "after")}
        )
        if differing.height:
            tables.append((title, with_names(differing)))
    return tables


def changed_kinds(found: TwoBuilds) -> pl.DataFrame:
    """Per kind what came, went and changed, and the amounts; kinds that changed come first."""
    moved = pl.col("n_came") + pl.col("n_gone") + pl.col("n_changed") > 0
    net = pl.col("came_yuan") - pl.col("gone_yuan") + pl.col("changed_yuan")
    return found.totals.with_columns(net.cast(pl.Decimal(18, 2)).alias("change_yuan")).sort(
        ~moved, "is_computed", maintain_order=True
    ).select(
        "kind", "n_before", "n_came", "n_gone", "n_after", "n_changed", "before_yuan", "change_yuan", "after_yuan"
    )


def balance(found: TwoBuilds) -> str:
    """The sentence that the changes add up, or which kinds do not."""
    if found.unbalanced:
        return say("对不上：{kinds}，请联系系统维护人员", kinds=say("、").join(found.unbalanced))
    rows = found.totals.filter(~pl.col("is_computed"))
    return say(
        "报送的行：原有 {n_before} + 新增 {n_came} − 减少 {n_gone} = 现有 {n_after}，每一类都对得上；金额也是",
        n_before=text.count(rows["n_before"].sum()), n_came=text.count(rows["n_came"].sum()),
        n_gone=text.count(rows["n_gone"].sum()), n_after=text.count(rows["n_after"].sum()),
    )
