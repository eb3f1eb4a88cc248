"""Invented files of contacts, sound and hostile, and the people in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import openpyxl

HEAD = ("统一社会信用代码", "企业名称", "联系人", "联系方式（手机号）")


def workbook(rows: Sequence[Sequence[object]], head: Sequence[str] = HEAD) -> bytes:
    """A workbook with one sheet of these rows below the headings."""
    book = openpyxl.Workbook()
    assert book.active
    for row in (head, *rows):
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text_table(rows: Sequence[Sequence[object]], head: Sequence[str] = HEAD) -> bytes:
    """The same as CSV."""
    return "\r\n".join(",".join(map(str, row)) for row in (head, *rows)).encode("utf-8-sig")


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts, compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def with_part(payload: bytes, name: str, content: bytes) -> bytes:
    """A workbook with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(payload)) as source:
        parts = {part: source.read(part) for part in source.namelist()}
    return archive(parts | {name: content})
