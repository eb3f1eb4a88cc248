"""Unified social credit codes (GB 32100-2015) that are valid and cannot belong to anybody.

The organisation part starts with `XX`; issued codes have digits or `MA` there.
"""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def check_char(first_17: str) -> str:
    """The 18th character for the first 17 (GB 32100-2015)."""
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(first_17, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """The ninth character of an organisation code (GB 11714) for its first eight."""
    total = sum(int(char, 36) * weight for char, weight in zip(body, ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def credit_code(serial: int, area: str = "310118") -> str:
    """A valid code for the serial-th invented enterprise registered in `area`."""
    body = f"XX{serial:06d}"
    first_17 = f"91{area}{body}{organisation_check(body)}"
    return first_17 + check_char(first_17)


def with_wrong_check(code: str) -> str:
    """The same code with a last character that does not fit."""
    return code[:17] + ALPHABET[(ALPHABET.index(code[17]) + 5) % 31]
