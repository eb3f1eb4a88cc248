"""Mobile numbers are personal data: masked (138****5678) wherever free text enters the warehouse."""

from __future__ import annotations

import polars as pl

# Bounded by anything but letters and digits, so that credit codes and long invoice numbers stay whole. A few
# letters may lead (Tel13800000123): with six of them and eleven digits it is still no 18-character credit code.
DIGIT = "[0-9０-９]"
PHONE = (
    r"(^|[^0-9０-９A-Za-z])([A-Za-z]{0,6}(?:(?:\+|00)?86[- ]?)?)"
    rf"([1１][3-9３-９]{DIGIT})[- ]?{DIGIT}{{4}}[- ]?({DIGIT}{{4}})($|[^0-9０-９A-Za-z])"
)
MASKED = "${1}${2}${3}****${4}${5}"


def masked(text: pl.Expr) -> pl.Expr:
    """The text with every mobile number masked. Twice, because two numbers may share the sign between them."""
    return text.str.replace_all(PHONE, MASKED).str.replace_all(PHONE, MASKED)
