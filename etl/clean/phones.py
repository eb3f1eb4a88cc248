"""Mobile numbers are personal data: masked (138****5678) wherever free text enters the warehouse."""

from __future__ import annotations

import polars as pl

# Bounded by anything but letters and digits, so that credit codes and long invoice numbers stay whole.
PHONE = r"(^|[^0-9A-Za-z])((?:\+?86[- ]?)?1[3-9][0-9])[0-9]{4}([0-9]{4})($|[^0-9A-Za-z])"
MASKED = "${1}${2}****${3}${4}"


def masked(text: pl.Expr) -> pl.Expr:
    """The text with every mobile number masked. Twice, because two numbers may share the sign between them."""
    return text.str.replace_all(PHONE, MASKED).str.replace_all(PHONE, MASKED)
