"""Text that is safe to put into a cell, a paragraph or a file name: never live, never broken XML."""

import re

# What XML 1.0 can't carry, and C0/C1 controls but tab and line breaks: openpyxl and python-docx raise on
# them, xlsxwriter writes them as `_x0001_`.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")
# Direction overrides make `…gpj.xlsx` look like `…xslx.jpg`; zero-width characters make two names look alike.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NOT_IN_NAMES = re.compile(r'[\s/\\:*?"<>|\x00-\x1f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")

NAME_CHARACTERS = 80
NAME_BYTES = 240  # ext4, NTFS over SMB and zip readers stop at 255 bytes; a Chinese character takes 3


def plain_text(text: str) -> str:
    """`text` without control characters; any kind of line break becomes a line feed."""
    return _CONTROL.sub("", _BREAK.sub("\n", text))


def without_controls(text: str) -> str:
    """`text` without control characters, its line breaks untouched (CSV keeps what was there)."""
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """`text` on one line: runs of white space become one space, the ends are trimmed."""
    return " ".join(plain_text(text).split())


def file_name(*parts: str) -> str:
    """A file name of the parts joined by `_`, ≤ 80 characters and ≤ 240 bytes, valid on Windows and Linux.

    A last part like `.xlsx` is the suffix and survives shortening. Forbidden characters become `-`;
    empty parts are left out. `file_name("青浦区", "推荐/汇总", ".xlsx")` is `青浦区_推荐-汇总.xlsx`.
    """
    suffix = parts[-1] if parts and _SUFFIX.fullmatch(parts[-1]) else ""
    words = [_name_part(part) for part in (parts[:-1] if suffix else parts)]
    stem = "_".join(word for word in words if word) or "导出"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    stem = stem[: NAME_CHARACTERS - len(suffix)]
    stem = stem.encode()[: NAME_BYTES - len(suffix)].decode(errors="ignore")
    return stem.rstrip("-_. ") + suffix


def _name_part(part: str) -> str:
    return _NOT_IN_NAMES.sub("-", _INVISIBLE.sub("", plain_text(part))).strip("-_. ")
