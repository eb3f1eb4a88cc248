"""Amounts of another magnitude than what surrounds them: 元 typed where the column says 万元, or the other way round.

Two signs are looked for:

* **siblings**: of at least eight amounts in the column, this one is 1,000 times the median, 30 times the largest (or
  smallest) of the others, and divided by 10,000 it would stand among them;
* **elsewhere**: about 10,000 times all other years of the enterprise (finance); 100 times the project's declared total
  (an invoice line is a part of it); 100 times the sum of its invoices, or a hundredth (declared total). About 1,000
  times the other years (千元 for 元) is looked for too, and never more than doubted.

Both signs, the same way: a slip, the row waits (``magnitude_slip``). One sign alone: counted with a warning
(``magnitude_doubt``), because giants stand among dwarfs in every district and a firm may be founded in December.
Nothing is ever divided by 10,000 here. A whole column in the wrong unit has no odd sibling: its second sign warns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from etl.cards import cards

if TYPE_CHECKING:
    from etl.ledger import Ledger

N_SIBLINGS = 8
FAR, GAP, PART = 1_000, 30, 100
SLIP = 10_000
LOW, HIGH = 3_000, 30_000  # about 10,000: a year may triple what a firm earns
THOUSAND_LOW = 700  # about 1,000, up to LOW
SIGNS = {"sheet_id": pl.Int32, "row": pl.Int32, "way": pl.Int32, "is_slip": pl.Boolean, "why": pl.String}


def settle_magnitudes(ledger: Ledger) -> None:
    """Quarantine the rows with a slip and warn of the doubtful ones. Works on ``ledger.kinds`` in place."""
    for card in cards():
        if card.kind not in ledger.kinds:
            continue
        frame = pl.concat(ledger.kinds[card.kind])
        slips = []
        for field in (one.name for one in card.field if one.type == "money"):
            near, elsewhere = siblings(frame, field), _elsewhere(ledger, card.kind, field, frame)
            both = near.join(elsewhere, on=["sheet_id", "row", "way"], how="inner").filter("is_slip_right")
            sure = both.select("sheet_id", "row", "why", other="why_right")
            _report(ledger, "magnitude_slip", field, sure.select(
                "sheet_id", "row", why=pl.format("（{}，{}）", "why", "other")
            ))
            one = pl.concat([near, elsewhere]).join(sure, on=["sheet_id", "row"], how="anti")
            one = one.unique(["sheet_id", "row"], keep="first", maintain_order=True)
            _report(ledger, "magnitude_doubt", field, one)
            slips.append(sure.select("sheet_id", "row"))
        if slips and (refused := pl.concat(slips).unique()).height:
            marked = frame.join(
                refused.with_columns(is_slip=pl.lit(True)), on=["sheet_id", "row"], how="left", maintain_order="left"
            )
            ledger.kinds[card.kind] = [
                marked.with_columns(pl.col("is_taken") & pl.col("is_slip").is_null()).drop("is_slip")
            ]


def siblings(frame: pl.DataFrame, field: str) -> pl.DataFrame:
    """The amounts that stand 10,000 times apart from the others of their column (SIGNS; way 1 = too large)."""
    value, sheet = pl.col("value"), "sheet_id"
    given = frame.filter("is_taken").select("sheet_id", "row", value=pl.col(field).cast(pl.Float64)).filter(value > 0)
    middle = value.median().over(sheet)
    is_large, is_small = value >= middle * FAR, value * FAR <= middle
    usual = pl.when(~is_large & ~is_small).then(value)
    low, high = usual.min().over(sheet), usual.max().over(sheet)
    way = (
        pl.when(is_large & (value >= high * GAP) & (value / SLIP).is_between(low / 3, high * 3)).then(1)
        .when(is_small & (value * GAP <= low) & (value * SLIP).is_between(low / 3, high * 3)).then(-1)
        .otherwise(0)
    )
    return (
        given.filter(pl.len().over(sheet) >= N_SIBLINGS)
        .with_columns(way=way.cast(pl.Int32), factor=value / middle).filter(pl.col("way") != 0)
        .select("sheet_id", "row", "way", is_slip=pl.lit(True), why=_times("本列中位数", pl.col("factor")))
    )


def _times(of: str | pl.Expr, factor: pl.Expr) -> pl.Expr:
    """约为…的 12000 倍, or 约为…的 1/12000."""
    name = pl.lit(of) if isinstance(of, str) else of
    return (
        pl.when(factor >= 1).then(pl.format("约为{}的 {} 倍", name, factor.round(0).cast(pl.Int64)))
        .otherwise(pl.format("约为{}的 1/{}", name, (1 / factor).round(0).cast(pl.Int64)))
    )


def _elsewhere(ledger: Ledger, kind: str, field: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The second sign of a kind's amounts, where there is a place to compare them with."""
    if kind == "finance":
        return other_years(frame, field)
    if (kind, field) == ("investment", "amount_yuan") and "project" in ledger.kinds:
        totals = _by_project(pl.concat(ledger.kinds["project"]), "declared_yuan")
        return _against(frame, field, totals, "该项目申报总投资").filter(pl.col("way") == 1)
    if (kind, field) == ("project", "declared_yuan") and "investment" in ledger.kinds:
        totals = _by_project(pl.concat(ledger.kinds["investment"]), "amount_yuan")
        # Alone it is no news: declared_vs_invoiced says so already.
        near = siblings(frame, field).select("sheet_id", "row")
        return _against(frame, field, totals, "该项目发票合计").join(near, on=["sheet_id", "row"], how="semi")
    return pl.DataFrame(schema=SIGNS)


def _by_project(frame: pl.DataFrame, field: str) -> pl.DataFrame:
    """The sum of a project's amounts, of its accepted rows."""
    total = pl.col(field).cast(pl.Float64).sum().alias("base")
    return frame.filter("is_taken").group_by("project_id").agg(total).filter(pl.col("base") > 0)


def _against(frame: pl.DataFrame, field: str, totals: pl.DataFrame, name: str) -> pl.DataFrame:
    joined = frame.filter("is_taken").select(
        "sheet_id", "row", "project_id", value=pl.col(field).cast(pl.Float64)
    ).filter(pl.col("value") > 0).join(totals, on="project_id", how="inner")
    factor = pl.col("value") / pl.col("base")
    # An invoice line is a part of its project: a hundredth of it times 10,000 is a hundred times the whole.
    way = pl.when(factor >= PART).then(1).when(factor <= 1 / PART).then(-1).otherwise(0).cast(pl.Int32)
    return joined.with_columns(way=way).filter(pl.col("way") != 0).select(
        "sheet_id", "row", "way", is_slip=pl.lit(True), why=_times(name, factor)
    )


def other_years(frame: pl.DataFrame, field: str) -> pl.DataFrame:
    """The amounts about 1,000 or 10,000 times those of all other years of their enterprise (SIGNS).

    Of two years nobody can tell which is wrong: the later one is named.
    """
    given = frame.filter("is_taken").select(
        "sheet_id", "row", "credit_code", "year", value=pl.col(field).cast(pl.Float64)
    ).filter(pl.col("value") > 0).unique(["credit_code", "year"], keep="first", maintain_order=True)
    pairs = given.join(given.select("credit_code", "year", "value"), on="credit_code", suffix="_other").filter(
        pl.col("year") != pl.col("year_other")
    )
    factor = pl.col("value") / pl.col("value_other")
    up = pl.when(factor >= 1).then(factor).otherwise(1 / factor)
    judged = pairs.with_columns(
        factor=factor, is_slip=up.is_between(LOW, HIGH), is_far=up.is_between(THOUSAND_LOW, HIGH),
        way=pl.when(factor > 1).then(1).otherwise(-1).cast(pl.Int32),
    )
    of = pl.format("该企业 {} 年度", pl.col("year_other").first())
    return (
        judged.group_by("sheet_id", "row", "year", maintain_order=True).agg(
            pl.col("way").first(), pl.col("is_slip").all(), pl.col("is_far").all(),
            pl.col("way").n_unique().alias("ways"), pl.len().alias("n"),
            (pl.col("year") > pl.col("year_other")).first().alias("is_later"),
            _times(of, pl.col("factor").first()).alias("why"),
        )
        .filter("is_far", pl.col("ways") == 1, (pl.col("n") > 1) | pl.col("is_later"))
        .select(list(SIGNS))
    )


def _report(ledger: Ledger, rule: str, field: str, found: pl.DataFrame) -> None:
    if found.is_empty():
        return
    sheets = {sheet["sheet_id"]: sheet for sheet in ledger.sheets}
    columns = {column["sheet_id"]: column for column in ledger.columns if column["field"] == field}
    cells = pl.concat(ledger.raw).join(found, on=["sheet_id", "row"], how="inner").sort("sheet_id", "row")
    for cell in cells.iter_rows(named=True):
        sheet, column = sheets[cell["sheet_id"]], columns[cell["sheet_id"]]
        raw = pl.select(pl.lit(cell["cells"]).str.json_path_match(f"$.{column['letter']}")).item()
        ledger.findings.add(
            rule, file=str(sheet["file"]), sheet=str(sheet["sheet"]), sheet_id=cell["sheet_id"], row=cell["row"],
            letter=str(column["letter"]), raw=raw, heading=str(column["heading"]), other=cell["why"],
        )
