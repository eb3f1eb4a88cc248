"""What each row of a recognised sheet is: title, heading, blank, subtotal, footer or data."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from etl.readings import missing_words
from etl.recognition import Recognised
from etl.texts import clean_texts

SUBTOTAL = r"^(小计|合计|总计|共计)"
FOOTER = r"^(填表人|填报人|审核人|制表人|负责人|联系人：|联系人:|填表日期|填报日期|注：|注:|备注：|备注:|说明：|说明:)"
TOTAL_WORDS = ["小计", "合计", "总计", "共计"]
SPREAD_TOTAL = r"^[小合总共]\s*计$"
SKIPPED = ("title", "heading", "blank", "subtotal", "footer")


@dataclass
class SortedRows:
    """``data``: the data rows (row + a text column per letter, cleaned); ``n_skipped``: reason → rows.

    ``totals``: the subtotal rows in the same form; nothing of them is loaded.
    """

    data: pl.DataFrame
    n_read: int
    n_skipped: dict[str, int]
    totals: pl.DataFrame


def last_row(frame: pl.DataFrame) -> int:
    """The last row number of a frame, 0 where it has none."""
    return max(frame["row"].to_list(), default=0)


def sort_rows(found: Recognised) -> SortedRows:
    """Split a recognised sheet into data rows and counted skips: every row up to the last used one is one of them."""
    frame = clean_texts(found.sheet.frame)
    letters = [name for name in frame.columns if name != "row"]
    used = frame.filter(pl.any_horizontal(pl.col(letters).is_not_null()))
    n_read = last_row(used)
    required = [letter for letter, field in found.columns.items() if field.required]
    is_short = pl.any_horizontal(pl.col(required).is_null() | pl.col(required).is_in(missing_words()))
    n_filled = pl.sum_horizontal(pl.col(letters).is_not_null().cast(pl.Int32))
    # Without white space: 合　计 is how people spread a word over its cell.
    narrow = [pl.col(letter).str.replace_all(r"\s", "") for letter in letters]
    first_three = pl.concat_list(narrow).list.drop_nulls().list.head(3)
    repeats_heading = pl.all_horizontal(
        pl.col(letter).str.replace_all(r"\s", "") == found.headings[letter] for letter in found.columns
    )
    reason = (
        pl.when(pl.col("row") < found.heading_top).then(pl.lit("title"))
        .when((pl.col("row") <= found.heading_row) | repeats_heading.fill_null(False)).then(pl.lit("heading"))
        .when(is_short & first_three.list.eval(pl.element().str.contains(SUBTOTAL)).list.any())
        .then(pl.lit("subtotal"))
        .when(pl.any_horizontal(pl.col(required).str.replace_all(r"\s", "").is_in(TOTAL_WORDS)))
        .then(pl.lit("subtotal"))
        .when((is_short | (n_filled <= 2)) & first_three.list.first().str.contains(FOOTER)).then(pl.lit("footer"))
        .otherwise(pl.lit("data"))
        .alias("reason")
    )
    # Asked only of rows that may be something else: of a million invoice lines it took 7 s, and 7 in 8 of them here.
    is_plain = ~((pl.col("row") <= found.heading_row) | is_short | (n_filled <= 2) | _may_be_other(found, required))
    plain, odd = used.filter(is_plain), used.filter(~is_plain).with_columns(reason)
    counts = dict(odd.group_by("reason").len().iter_rows())
    n_skipped = {name: int(counts.get(name, 0)) for name in SKIPPED}
    n_title_blank = found.heading_top - 1 - n_skipped["title"]
    n_skipped["blank"] = n_read - used.height
    n_skipped["title"] += n_title_blank  # blank lines above the headings belong to the title block
    n_skipped["blank"] -= n_title_blank
    data = pl.concat([plain, odd.filter(pl.col("reason") == "data").drop("reason")]).sort("row")
    totals = odd.filter(pl.col("reason") == "subtotal").drop("reason")
    return SortedRows(data, n_read, n_skipped, totals)


def _may_be_other(found: Recognised, required: list[str]) -> pl.Expr:
    """Whether a filled row may be a total or say the headings again, told cheaply: never no where it is."""
    first = next(iter(found.columns))
    is_total = [pl.col(letter).str.contains(SPREAD_TOTAL) for letter in required]
    begins = pl.col(first).str.starts_with(found.headings[first][:1])
    return pl.any_horizontal(begins, *is_total).fill_null(False)
