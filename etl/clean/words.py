"""Text, lists of words, closed lists and codes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import product
from pathlib import Path

import polars as pl

from etl.clean.phones import masked
from etl.clean.plain import metric_name
from etl.clean.reading import NOTHING, Column, Reading, narrow, present, rule
from etl.paths import data_root
from etl.readings import missing_words, readings

CODE = r"^[0-9A-HJ-NPQRTUWXY]{18}$"
CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_WEIGHTS = [pow(3, i, 31) for i in range(17)]
# Letters that no code has, and the digit each is taken for.
MISTAKEN = str.maketrans({"O": "0", "I": "1", "Z": "2", "S": "5"})
# A number as Excel shows it when the column is narrow: the digits it dropped are gone from a saved text.
SHOWN = r"^\d(?:\.\d+)?E\+\d{2,}$"


def text(column: Column) -> Reading:
    """Free text with phone numbers masked (138****5678); more characters than the form allows are noted, never cut."""
    given = present(pl.col(column.letter))
    is_long = given.str.replace_all(r"\s", "").str.len_chars() > pl.lit(column.field.max_chars, dtype=pl.UInt32)
    note = rule(is_long, "over_long") if column.field.max_chars else NOTHING
    return Reading(masked(given), NOTHING, note)


def identifier(column: Column) -> Reading:
    """A number or code that others refer to: NFKC, no white space, zeros kept, never masked.

    2.4E+19 has lost its digits like a long number in a number cell.
    """
    value = narrow(present(pl.col(column.letter)))
    is_lost = column.is_imprecise | value.str.contains(SHOWN).fill_null(False)
    return Reading(value, rule(is_lost, "lost_precision"), NOTHING)


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
    value = metric_name(column.letter, column.words)
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
        fault, rule(is_formed & ~is_right, "check_digit"), hint=code_hint,
    )


def code_hint(raw: str) -> str:
    """What a malformed code may have been meant to be, for its owner to check; nothing is repaired.

    >>> code_hint("9135O100M000100Y43"), code_hint("91350100M000100Y4")
    ('；若其中字母误代了数字，可能是 91350100M000100Y43，请对照营业执照', '；现为 17 位')
    """
    code = re.sub(r"\s", "", unicodedata.normalize("NFKC", raw)).upper()
    if len(code) != 18:
        return f"；现为 {len(code)} 位"
    likely = code.translate(MISTAKEN)
    if likely == code or any(sign not in CODE_LETTERS for sign in likely):
        return ""
    weighted = sum(CODE_LETTERS.index(sign) * weight for sign, weight in zip(likely, CODE_WEIGHTS, strict=False))
    is_right = (31 - weighted % 31) % 31 == CODE_LETTERS.index(likely[17])
    return f"；若其中字母误代了数字，可能是 {likely}，请对照营业执照" if is_right else "；其中有代码不用的字母"


def boolean(column: Column) -> Reading:
    """Yes or no in the ways people write it; here 无 means no and not missing. Of two boxes exactly one is ticked."""
    given = pl.col(column.letter)
    plain = narrow(given).str.to_lowercase()
    words = _yes_and_no(data_root() / "reference" / "readings.toml")
    value = plain.replace_strict(words, default=None, return_dtype=pl.Boolean)
    missing = [one.lower() for one in missing_words() if one.lower() not in words]
    is_given = plain.is_not_null() & ~plain.is_in(missing)
    return Reading(value, rule(is_given & value.is_null(), "bad_boolean"), NOTHING)


@cache
def _yes_and_no(path: Path) -> dict[str, bool]:
    words = readings().boolean
    said = dict.fromkeys(words.yes, True) | dict.fromkeys(words.no, False)
    for tick, blank in product(words.ticked, words.unticked):
        yes, no = (f"{tick}是{blank}否", f"{blank}是{tick}否") if blank else (f"{tick}是", f"{tick}否")
        said |= {yes: True, no: False}
    return {unicodedata.normalize("NFKC", word).lower(): is_yes for word, is_yes in said.items()}
