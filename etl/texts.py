"""The text of cells without what nobody can see: zero-width, bidi and control characters, outer white space."""

from __future__ import annotations

import polars as pl

# What the sample district writes above its headings; screens and files repeat it.
INVENTED = "虚构示例数据"

# They come along with copied text. Tab, line feed and carriage return stay: inside a cell they are white space.
INVISIBLE = (
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)


def clean_texts(frame: pl.DataFrame) -> pl.DataFrame:
    """The text columns without invisible characters and outer white space (U+3000, NBSP too); empty becomes null."""
    return frame.with_columns(
        pl.exclude("row").str.replace_all(INVISIBLE, "").str.strip_chars().replace("", None)
    )
