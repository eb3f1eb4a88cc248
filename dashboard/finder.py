"""Finding enterprises and applications by what people type: names, former names, numbers, pinyin.

Everything typed and everything searched is compared without width, case, spaces and marks. Pinyin is not written
into the index: what is typed becomes a pattern of the characters that can be read so, in any of their readings,
and the names are searched for it. So 重 is found as zhong and as chong, and 37,300 names take some milliseconds.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import polars as pl

from dashboard.pinyin import Readings

SHOWN = 50
CODE_CHARS = 4
LETTERS = re.compile(r"[a-z]{2,64}")
CHINESE = re.compile(r"[㐀-䶿一-鿿]")
# How well something fits, best first: the column ``match`` of what is found.
MATCHES = ("完全一致", "开头一致", "包含", "拼音", "拼音首字母", "读音相同")
EXACT, PREFIX, INSIDE, PINYIN, INITIALS, SOUND = range(len(MATCHES))
# Searched column → what people call it. The order decides which is named where several fit equally well.
FIELDS = {"name": "名称", "former": "曾用名", "number": "编号", "factory": "示范工厂名称"}
SEPARATOR = "；"


@dataclass(frozen=True)
class Index:
    """What can be found in one build: a row per name, and how its characters are read.

    ``rows``: entry (which thing it names), field, folded (what is compared); ``chinese``: those that can be read.
    ``entries``: what is shown of a thing, one row each, in the order of ``entry``.
    """

    entries: pl.DataFrame
    rows: pl.DataFrame
    chinese: pl.DataFrame
    readings: Readings


def folded(words: str) -> str:
    """Letters, digits and characters only, half width, lower case: 上海（青浦）Ａ-1 → 上海青浦a1."""
    plain = unicodedata.normalize("NFKC", words).casefold().replace("ü", "v")
    return "".join(char for char in plain if char.isalnum())


def index(names: pl.DataFrame) -> Index:
    """What can be found of ``name_list``: enterprises have a name, former names and a credit code, applications a
    name, a number and a factory."""
    entries = names.with_row_index("entry")
    written = [
        entries.select("entry", pl.lit(field).alias("field"), pl.col(field).alias("words"))
        for field in ("name", "number", "factory")
    ]
    former = entries.select("entry", pl.lit("former").alias("field"), pl.col("former_names").str.split(SEPARATOR))
    rows = pl.concat([*written, former.explode("former_names").rename({"former_names": "words"})]).drop_nulls("words")
    distinct = {words: folded(words) for words in rows["words"].unique()}
    compared = rows.select("entry", "field", pl.col("words").replace_strict(distinct).alias("folded"))
    chars = {char for words in distinct.values() for char in words if CHINESE.match(char)}
    compared = compared.filter(pl.col("folded") != "")
    return Index(entries, compared, compared.filter(pl.col("field") != "number"), Readings.of(chars))


def find(searched: Index, typed: str, shown: int = SHOWN) -> tuple[int, pl.DataFrame]:
    """How many things fit, and the ``shown`` best of them, once each: found, name, found_in, match, former_names,
    enterprise, credit_code, project_id, town, factory.

    Numbers fit from four characters on. Same-sounding characters count only where nothing else fits: they find what
    was mistyped or typed in traditional characters.
    """
    wanted = folded(typed)
    found = _spelled(searched, wanted) if wanted else searched.rows.clear().with_columns(pl.lit(EXACT).alias("match"))
    if found.is_empty() and len(CHINESE.findall(wanted)) > 1:
        found = _read(searched, searched.readings.sounds(wanted), SOUND)
    return _best(searched, found, shown)


def _spelled(searched: Index, wanted: str) -> pl.DataFrame:
    """The rows that hold what was typed, and for letters also those that are read so."""
    words = pl.col("folded")
    matched = pl.when(words == wanted).then(EXACT).when(words.str.starts_with(wanted)).then(PREFIX).otherwise(INSIDE)
    held = searched.rows.filter(words.str.contains(wanted, literal=True))
    if len(wanted) < CODE_CHARS:
        held = held.filter((pl.col("field") != "number") | (words == wanted))
    found = [held.with_columns(matched.alias("match"))]
    if LETTERS.fullmatch(wanted):
        found.append(_read(searched, searched.readings.spelled(wanted), PINYIN))
        found.append(_read(searched, searched.readings.initials(wanted), INITIALS))
    return pl.concat(found)


def _read(searched: Index, pattern: str, match: int) -> pl.DataFrame:
    """The rows that hold a pattern of characters, found in this way; none for an empty pattern."""
    held = searched.chinese.filter(pl.col("folded").str.contains(pattern)) if pattern else searched.chinese.clear()
    return held.with_columns(pl.lit(match).alias("match"))


def _best(searched: Index, found: pl.DataFrame, shown: int) -> tuple[int, pl.DataFrame]:
    """Best match first, then the name before other fields, then short names before long ones."""
    order = pl.col("field").replace_strict({name: n for n, name in enumerate(FIELDS)}, return_dtype=pl.Int32)
    score = (pl.col("match") * len(FIELDS) + order).alias("score")
    each = found.group_by("entry").agg(score.min()).with_columns(
        pl.col("score") // len(FIELDS), (pl.col("score") % len(FIELDS)).alias("order"), pl.col("entry").cast(pl.Int64),
    )
    lengths = searched.entries["name"].str.len_chars()
    best = each.with_columns(lengths.gather(each["entry"]).alias("length")).sort("score", "length", "entry").head(shown)
    listed = searched.entries.drop("entry")[best["entry"].to_list()].with_columns(
        best["order"].replace_strict(dict(enumerate(FIELDS.values())), return_dtype=pl.String).alias("found_in"),
        best["score"].replace_strict(dict(enumerate(MATCHES)), return_dtype=pl.String).alias("match"),
    )
    return each.height, listed.select(
        "found", "name", "found_in", "match", "former_names", "enterprise", "credit_code", "project_id", "town",
        "factory",
    )
