"""What an application form and other files say of the same project: one number for it, and nothing counted twice.

A form has no project number, so one is derived (etl/forms/sheets.py). Where a workbook registers a project with the
same credit code, call, track and name, letter for letter, the form's rows take the workbook's number; after that the
keys settle as for any other source. Nothing is matched on similarity.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from etl.ledger import Ledger

SAME = ["credit_code", "call", "applied_tier", "plain"]
# Rows that a form and a workbook, or two forms, may both deliver: kind → key, field shown, the key in words.
LISTED = {
    "instance": (["project_id", "plain"], "instance", "项目与场景实例"),
    "equipment": (["project_id", "category", "of_instance", "plain", "model"], "item", "项目与清单条目"),
}
Refuse = Callable[["Ledger", str, pl.DataFrame, pl.DataFrame, str, str, str], None]


def of_forms(ledger: Ledger) -> list[int]:
    """The sheets that come from application forms."""
    return sorted({int(str(place["sheet_id"])) for place in ledger.places})


def adopt_numbers(ledger: Ledger) -> None:
    """Give a form's project the number under which a workbook registers the same project, and say so."""
    if not ledger.places or "project" not in ledger.kinds:
        return
    projects = pl.concat(ledger.kinds["project"]).sort("sheet_id", "row").with_columns(_plain("project").alias("plain"))
    is_form = pl.col("sheet_id").is_in(of_forms(ledger))
    derived = projects.filter(is_form & pl.col("project_id").str.starts_with("SB-"))
    known = projects.filter(~is_form & pl.col("is_taken")).unique(SAME, keep="first", maintain_order=True)
    matched = derived.join(known.select(*SAME, number="project_id", other_sheet="sheet_id", other_row="row"), on=SAME)
    sheets = {sheet["sheet_id"]: sheet for sheet in ledger.sheets}
    for row in matched.sort("sheet_id", "row").iter_rows(named=True):
        sheet, first = sheets[row["sheet_id"]], sheets[row["other_sheet"]]
        ledger.findings.add(
            "form_same_project", file=str(sheet["file"]), sheet=str(sheet["sheet"]), sheet_id=row["sheet_id"],
            row=row["row"], raw=row["number"], other=f"{first['file']} 第 {row['other_row']} 行",
        )
    numbers = dict(matched.select("project_id", "number").iter_rows())
    if numbers:
        for kind, frames in ledger.kinds.items():
            ledger.kinds[kind] = [
                frame.with_columns(pl.col("project_id").replace(numbers)) if "project_id" in frame.columns else frame
                for frame in frames
            ]


def quarantine_told_twice(ledger: Ledger, refuse: Refuse) -> None:
    """Quarantine instances and list items of a project that another sheet told before, where one of them is a form's.

    Repeats within one sheet stay: two machines of one model are two machines.
    """
    forms = of_forms(ledger)
    for kind, (key, field, words) in LISTED.items():
        if not forms or kind not in ledger.kinds:
            continue
        frame = pl.concat(ledger.kinds[kind]).sort("sheet_id", "row")
        told = frame.filter("is_taken").with_columns(
            _plain(field).alias("plain"), _plain("instance").alias("of_instance")
        ).with_columns(
            pl.col("sheet_id").first().over(key).alias("other_sheet"),
            pl.col("row").first().over(key).alias("other_row"),
            pl.col("sheet_id").is_in(forms).any().over(key).alias("is_of_form"), pl.col(field).alias("raw"),
        )
        again = told.filter(pl.col("is_of_form") & (pl.col("sheet_id") != pl.col("other_sheet")))
        refuse(ledger, kind, frame, again, "duplicate_key", field, words)


def _plain(column: str) -> pl.Expr:
    return pl.col(column).fill_null("").str.normalize("NFKC").str.replace_all(r"\s", "")
