"""Text, lists of words, closed lists and codes."""

from __future__ import annotations

import polars as pl

from etl.clean.phones import masked
from etl.clean.reading import NOTHING, Column, Reading, narrow, present, rule

CODE = r"^[0-9A-HJ-NPQRTUWXY]{18}$"
CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_WEIGHTS = [pow(3, i, 31) for i in range(17)]


def text(column: Column) -> Reading:
    """Free text with phone numbers masked (138****5678); more characters than the form allows are noted, never cut."""
    given = present(pl.col(column.letter))
    is_long = given.str.replace_all(r"\s", "").str.len_chars() > pl.lit(column.field.max_chars, dtype=pl.UInt32)
    note = rule(is_long, "over_long") if column.field.max_chars else NOTHING
    return Reading(masked(given), NOTHING, note)


def identifier(column: Column) -> Reading:
    """A number or code that others refer to: NFKC, no white space, zeros kept, never masked."""
    fault = rule(column.is_imprecise, "lost_precision")
    return Reading(narrow(present(pl.col(column.letter))), fault, NOTHING)


def text_list(column: Column) -> Reading:
    """Words separated by ； ; 、 or ， as one text with ； between them, in the order given."""
    parts = (
        masked(present(pl.col(column.letter))).str.replace_all(r"[;、，,\n]", "；").str.split("；")
        .list.eval(pl.element().str.strip_chars().filter(pl.element().str.strip_chars() != ""))
    )
    return Reading(parts.list.join("；"), NOTHING, NOTHING)


def _listed(column: Column, words: dict[str, str], fault: str) -> Reading:
    given = present(pl.col(column.letter))
    value = narrow(given).replace_strict(words, default=None, return_dtype=pl.String)
    return Reading(value, rule(given.is_not_null() & value.is_null(), fault), NOTHING)


def choice(column: Column) -> Reading:
    """One of the closed list that the card names."""
    return _listed(column, column.words.lists[column.field.choices or ""], "bad_choice")


def tier(column: Column) -> Reading:
    """One of the tiers and titles of the loaded policy packs."""
    return _listed(column, column.words.tier, "bad_choice")


def payment_item(column: Column) -> Reading:
    """A tier or one of the rewards of the loaded policy packs."""
    return _listed(column, column.words.payment_item, "bad_choice")


def metric(column: Column) -> Reading:
    """One of the indicators of data/reference/metrics.toml, with or without the star and unit of the printed form."""
    given = present(pl.col(column.letter))
    name = narrow(given).str.replace_all(r"\*", "").str.replace(r"\((?:%|家)\)$", "")
    value = name.replace_strict(column.words.metric, default=None, return_dtype=pl.String)
    return Reading(value, rule(given.is_not_null() & value.is_null(), "bad_choice"), NOTHING)


def town(column: Column) -> Reading:
    """A town of the district by name or alias."""
    return _listed(column, column.words.town, "unknown_town")


def unit(column: Column) -> Reading:
    """A stamping unit; an unknown one is kept as written and noted."""
    given = present(pl.col(column.letter))
    known = narrow(given).replace_strict(column.words.unit, default=None, return_dtype=pl.String)
    return Reading(
        pl.coalesce(known, masked(given)), NOTHING, rule(given.is_not_null() & known.is_null(), "unknown_unit")
    )


def credit_code(column: Column) -> Reading:
    """A unified social credit code (GB 32100-2015): 18 characters, a wrong check digit only warns."""
    given = present(pl.col(column.letter))
    code = narrow(given).str.to_uppercase()
    is_formed = code.str.contains(CODE)
    numbers = [
        code.str.slice(i, 1).replace_strict(
            dict(zip(CODE_LETTERS, range(31), strict=True)), default=0, return_dtype=pl.Int64
        )
        for i in range(18)
    ]
    weighted = sum((n * w for n, w in zip(numbers[:17], CODE_WEIGHTS, strict=True)), pl.lit(0))
    is_right = (31 - weighted % 31) % 31 == numbers[17]
    fault = (
        pl.when(column.is_imprecise).then(pl.lit("lost_precision"))
        .when(given.is_not_null() & ~is_formed).then(pl.lit("bad_credit_code"))
        .otherwise(NOTHING)
    )
    return Reading(
        pl.when(is_formed & ~column.is_imprecise).then(code).otherwise(NOTHING),
        fault, rule(is_formed & ~is_right, "check_digit"),
    )


def boolean(column: Column) -> Reading:
    """Yes or no in the ways people write it; here 无 means no and not missing."""
    given = pl.col(column.letter)
    plain = narrow(given).str.to_lowercase()
    missing = ["/", "—", "-", "--", "暂无", "未填报", "n/a", "na", "null"]
    value = plain.replace_strict(
        dict.fromkeys(("是", "√", "✓", "☑", "1", "true", "yes", "y", "有"), True)
        | dict.fromkeys(("否", "×", "x", "0", "false", "no", "n", "无", "没有"), False),
        default=None, return_dtype=pl.Boolean,
    )
    is_given = plain.is_not_null() & ~plain.is_in(missing)
    return Reading(value, rule(is_given & value.is_null(), "bad_boolean"), NOTHING)
