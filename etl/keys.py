"""What rows mean to each other across all files: repeated keys and children without their project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from etl.form_keys import adopt_numbers, quarantine_told_twice
from etl.match.names import writing
from etl.repeats import told_differences

if TYPE_CHECKING:
    from etl.ledger import Ledger

# Kind → key, the field whose cell a finding points to, the key in words.
KEYS = {
    "enterprise": (["credit_code"], "credit_code", "统一社会信用代码"),
    "project": (["project_id"], "project_id", "项目编号"),
    "finance": (["credit_code", "year"], "year", "统一社会信用代码与年度"),
    "budget": (["year", "line"], "year", "年度与资金科目"),
}
CHILDREN = ("instance", "investment", "stage_event", "outcome", "outcome_line", "equipment")


def settle_keys(ledger: Ledger) -> None:
    """Quarantine later rows of a repeated key and rows whose project is not accepted.

    The first in order (file name, sheet order, row) is accepted. Works on ``ledger.kinds`` in place.
    """
    adopt_numbers(ledger)
    for kind, (key, field, words) in KEYS.items():
        _quarantine_repeats(ledger, kind, key, field, words)
    project_ids = _accepted(ledger, "project").get_column("project_id") if "project" in ledger.kinds else None
    for kind in CHILDREN:
        _quarantine_orphans(ledger, kind, project_ids)
    _quarantine_repeated_outcomes(ledger)
    quarantine_told_twice(ledger, _refuse_rows)


def _accepted(ledger: Ledger, kind: str) -> pl.DataFrame:
    return pl.concat(ledger.kinds[kind]).filter("is_taken")


def _whole(ledger: Ledger, kind: str) -> pl.DataFrame | None:
    if kind not in ledger.kinds:
        return None
    return pl.concat(ledger.kinds[kind]).sort("sheet_id", "row")


def _refuse_rows(
    ledger: Ledger, kind: str, frame: pl.DataFrame, refused: pl.DataFrame, rule: str, field: str, words: str
) -> None:
    """Mark the rows of ``refused`` (sheet_id, row, raw, other_sheet, other_row) as quarantined, with a finding each."""
    sheets = {sheet["sheet_id"]: sheet for sheet in ledger.sheets}
    letters = {(c["sheet_id"], c["field"]): str(c["letter"]) for c in ledger.columns if c["field"]}
    for row in refused.iter_rows(named=True):
        sheet = sheets[row["sheet_id"]]
        first = sheets.get(row.get("other_sheet"))
        other = f"{first['file']}{_in_sheet(str(first['sheet']))}第 {row['other_row']} 行" if first else ""
        if row.get("differs"):
            other += f"（{row['differs']}）"
        ledger.findings.add(
            rule, file=str(sheet["file"]), sheet=str(sheet["sheet"]), sheet_id=row["sheet_id"], row=row["row"],
            letter=letters.get((row["sheet_id"], field)), raw=row["raw"], expected=words, other=other,
        )
    marked = frame.join(
        refused.select("sheet_id", "row", pl.lit(True).alias("is_refused")), on=["sheet_id", "row"], how="left",
        maintain_order="left",
    )
    ledger.kinds[kind] = [
        marked.with_columns(pl.col("is_taken") & pl.col("is_refused").is_null()).drop("is_refused")
    ]


def _in_sheet(name: str) -> str:
    return f"「{name}」" if name else ""


def _quarantine_repeats(ledger: Ledger, kind: str, key: list[str], field: str, words: str) -> None:
    frame = _whole(ledger, kind)
    if frame is None:
        return
    valid = frame.filter("is_taken").with_columns(
        pl.col("sheet_id").first().over(key).alias("other_sheet"), pl.col("row").first().over(key).alias("other_row"),
        pl.concat_str([pl.col(name).cast(pl.String) for name in key], separator=" ").alias("raw"),
    )
    several = valid.filter(pl.struct(key).is_duplicated())
    repeats = told_differences(several, kind, key).filter(~pl.struct(key).is_first_distinct())
    if kind == "enterprise":
        _say_two_enterprises(ledger, several, repeats)
    _refuse_rows(ledger, kind, frame, repeats, "duplicate_key", field, words)


def _say_two_enterprises(ledger: Ledger, rows: pl.DataFrame, repeats: pl.DataFrame) -> None:
    """A code given to two names, or to one enterprise in two towns, is said beside the repeated key."""
    firsts = {(row["sheet_id"], row["row"]): row for row in rows.iter_rows(named=True)}
    sheets = {sheet["sheet_id"]: sheet for sheet in ledger.sheets}
    letters = {(c["sheet_id"], c["field"]): str(c["letter"]) for c in ledger.columns if c["field"]}
    for row in repeats.iter_rows(named=True):
        first, sheet = firsts[(row["other_sheet"], row["other_row"])], sheets[row["sheet_id"]]
        before = sheets[row["other_sheet"]]
        for rule, field in (("code_two_names", "enterprise"), ("code_two_towns", "town")):
            if writing(first[field]) != writing(row[field]):
                ledger.findings.add(
                    rule, file=str(sheet["file"]), sheet=str(sheet["sheet"]), sheet_id=row["sheet_id"],
                    row=row["row"], letter=letters.get((row["sheet_id"], field)), raw=row["credit_code"],
                    heading=row[field], expected=first[field],
                    other=f"{before['file']}{_in_sheet(str(before['sheet']))}第 {row['other_row']} 行",
                )


def _quarantine_orphans(ledger: Ledger, kind: str, project_ids: pl.Series | None) -> None:
    frame = _whole(ledger, kind)
    if frame is None:
        return
    known = project_ids if project_ids is not None else pl.Series([], dtype=pl.String)
    orphans = frame.filter(pl.col("is_taken") & ~pl.col("project_id").is_in(known.implode())).with_columns(
        pl.col("project_id").alias("raw")
    )
    _refuse_rows(ledger, kind, frame, orphans, "orphan_project", "project_id", "项目编号")


def _quarantine_repeated_outcomes(ledger: Ledger) -> None:
    """A wide row repeats where its project already has an outcome row, a long row where its figure is there."""
    wide, long = _whole(ledger, "outcome"), _whole(ledger, "outcome_line")
    columns = ["sheet_id", "row", "project_id", "metric", "is_wide"]
    parts = []
    if wide is not None:
        parts.append(wide.filter("is_taken").with_columns(
            pl.lit(None, dtype=pl.String).alias("metric"), pl.lit(True).alias("is_wide")).select(columns))
    if long is not None:
        parts.append(long.filter("is_taken").with_columns(pl.lit(False).alias("is_wide")).select(columns))
    if not parts:
        return
    rows = pl.concat(parts).sort("sheet_id", "row").with_columns(
        pl.col("sheet_id").first().over("project_id").alias("other_sheet"),
        pl.col("row").first().over("project_id").alias("other_row"),
        pl.col("project_id").is_first_distinct().alias("is_first"),
        pl.struct("project_id", "metric", "is_wide").is_first_distinct().alias("is_first_figure"),
        (pl.col("is_wide").cast(pl.Int32).cum_sum().over("project_id") > 0).alias("is_after_wide"),
        pl.concat_str(pl.col("project_id"), pl.col("metric"), separator=" ", ignore_nulls=True).alias("raw"),
    )
    repeats = rows.filter(
        pl.when("is_wide").then(~pl.col("is_first")).otherwise(~pl.col("is_first_figure") | pl.col("is_after_wide"))
    )
    if wide is not None:
        _refuse_rows(
            ledger, "outcome", wide, repeats.filter("is_wide"), "duplicate_key", "project_id", "项目编号"
        )
    if long is not None:
        _refuse_rows(
            ledger, "outcome_line", long, repeats.filter(~pl.col("is_wide")), "duplicate_key", "project_id",
            "项目与指标",
        )
