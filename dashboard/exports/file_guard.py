"""What a file that comes back by mail must be before anybody opens it: a small, plain office package."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

MAX_BYTES = 20_000_000
MAX_PARTS = 500
MAX_XML_BYTES = 16_000_000  # a sheet of 300 rows has 1.5 MB; openpyxl takes 50 times as much memory
MAX_TOTAL_BYTES = 60_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN_PART = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
_DECLARATIONS = tuple(word.encode(coding) for word in ("<!DOCTYPE", "<!ENTITY") for coding in ("ascii", "utf-16-le"))
_DECLARATIONS += tuple(word.encode("utf-16-be") for word in ("<!DOCTYPE", "<!ENTITY"))


class Unreadable(ValueError):
    """A file that can't be a sheet of ours; the message says what it is and what to send instead."""


def parts_of(data: bytes) -> tuple[str, dict[str, bytes]]:
    """(.docx or .xlsx by content, part name → bytes). Raises Unreadable; opens nothing that is too large."""
    if not data:
        raise Unreadable("文件是空的，请重新发送")
    if len(data) > MAX_BYTES:
        raise Unreadable(f"文件有 {_mb(len(data))}，超过 {_mb(MAX_BYTES)}，推荐汇总表不会这么大，没有打开")
    if data.startswith(_OLE):
        raise Unreadable("文件加了密码，或是旧格式（.xls、.doc）：请去掉密码，另存为 .xlsx 或 .docx 再送来")
    try:
        with ZipFile(BytesIO(data)) as package:
            return _read(package)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, MemoryError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("文件已损坏，或不是 .xlsx、.docx，读不出来，请对方重新保存后再送来") from error


def _read(package: ZipFile) -> tuple[str, dict[str, bytes]]:
    listed = package.infolist()
    names = [part.filename for part in listed]
    if len(listed) > MAX_PARTS or len(set(names)) != len(names):
        raise Unreadable("文件包里的部件过多或重名，不是正常保存的文件，没有打开")
    if any(part.flag_bits & 1 for part in listed):
        raise Unreadable("文件加了密码，请去掉密码再送来")
    xml = sum(part.file_size for part in listed if part.filename.lower().endswith((".xml", ".rels", ".vml")))
    total = sum(part.file_size for part in listed)
    if xml > MAX_XML_BYTES or total > MAX_TOTAL_BYTES:
        raise Unreadable(f"文件展开后有 {_mb(total)}，远大于推荐汇总表，没有打开")
    parts = {part.filename: package.read(part) for part in listed if not part.is_dir()}
    for name, content in parts.items():
        if any(word in content for word in _DECLARATIONS) and not name.lower().endswith((".jpeg", ".jpg", ".png")):
            raise Unreadable(f"文件部件 {name} 里有实体声明，正常保存的文件没有，没有打开")
    suffix = next((suffix for suffix, part in _MAIN_PART.items() if part in parts), "")
    if not suffix:
        raise Unreadable("文件不是 .xlsx 或 .docx（也不能是 .ods、.odt、.pdf），请对方另存后再送来")
    return suffix, parts


def _mb(n: int) -> str:
    return f"{n / 1_000_000:.1f} MB"
