"""The look at a file's bytes before any library may parse them.

Measured: one legal cell at XFD1048576 in a 6.5 KB workbook aborts the whole process inside calamine, and a
677 KB zip bomb took 592 MiB. This screen takes about 3 ms a file and says which of the two readers may go on.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from typing import Literal

from etl.errors import FileRefused
from etl.limits import Limits, limits

Container = Literal["xlsx", "csv", "docx"]

SAVE_AS_XLSX = "请在 Excel 或 WPS 中打开，另存为 .xlsx 后重新提交"
SAVE_AS_DOCX = "请在 Word 或 WPS 中打开，另存为 .docx 后重新提交"
ASK_AGAIN = "请让报送单位重新导出并提交"
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = {
    b"%PDF": "PDF 文档", b"\x89PNG": "图片", b"\xff\xd8\xff": "图片", b"GIF8": "图片", b"{\\rtf": "RTF 文档",
    b"Rar!": "压缩包", b"7z\xbc\xaf": "压缩包", b"\x1f\x8b": "压缩包",
}
# Streams of a compound file → what wrote it. WPS writes the same streams as Office: .et is .xls, .wps is .doc.
STREAMS = {
    "WordDocument": ("legacy_doc", "这是旧版 Word 或 WPS 文字文档（.doc / .wps）", SAVE_AS_DOCX),
    "PowerPoint Document": ("wrong_format", "这是旧版演示文稿（.ppt / .dps）", "请提交 .xlsx、.csv 或 .docx 申报书"),
}
OPEN_DOCUMENTS = {b"spreadsheet": ".ods 表格", b"text": ".odt 文档", b"presentation": ".odp 演示文稿"}
# Cells with content only: an empty formatted cell at XFD1 is common and harmless to the readers. Every repetition is
# bounded: four megabytes of "<c <c <c" kept an unbounded pattern busy for hours, and here there is no child to kill.
CELL = re.compile(rb"""<(?:\w{1,20}:)?c\s[^<>]{0,200}?\br=["']([A-Z]{1,20})(\d{1,20})["'][^<>]{0,200}(?<!/)>""")
DECLARATIONS = [text.encode(code) for text in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")]
CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")
MACRO = re.compile(rb"application/vnd\.ms-excel\.(?:sheet|template|addin)\.macroEnabled")


def container(payload: bytes) -> Container:
    """What the bytes are, by content and not by name.

    Raises FileRefused for everything that is no readable workbook or text table.
    """
    if not payload:
        raise FileRefused("empty_file", "文件是空的（0 字节）", ASK_AGAIN)
    if payload.startswith(CFB):
        if "EncryptedPackage".encode("utf-16-le") in payload or b"EncryptedPackage" in payload:
            raise FileRefused("encrypted", "工作簿已加密，无法读取", "请另存为无密码的 .xlsx 后重新提交")
        for stream, refusal in STREAMS.items():
            if stream.encode("utf-16-le") in payload:
                raise FileRefused(*refusal)
        raise FileRefused("legacy_xls", "这是旧版 .xls 工作簿（WPS 的 .et 也是这种格式）", SAVE_AS_XLSX)
    for magic, word in OTHERS.items():
        if payload.startswith(magic):
            raise FileRefused("not_a_workbook", f"这是{word}，不是工作簿", "请提交 .xlsx 或 .csv 原表")
    if payload.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _screen_zip(payload)
    head = payload[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<div", b"<meta")):
        raise FileRefused("html", "这是网页格式，只是扩展名像工作簿", SAVE_AS_XLSX)
    if len(payload) > limits().max_csv_bytes:
        raise FileRefused("too_large", f"文件 {len(payload) / 1e6:.0f} MB，超过上限", "请按街镇拆分后重新提交")
    if b"\x00" in payload and not payload.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _with_nul(payload)
    return "csv"


def _with_nul(payload: bytes) -> FileRefused:
    """The refusal of bytes with NUL in them: a table with a stray one names its line."""
    if payload.count(0) * 5 > len(payload):
        return FileRefused(
            "not_a_workbook", "内容不是文本（可能是没有标记的 UTF-16），也不是工作簿",
            "请另存为 UTF-8 编码的 CSV 或 .xlsx 后重新提交",
        )
    at = payload.index(0)
    if CONTROL.search(payload, 0, at):
        return FileRefused("not_a_workbook", "内容不是文本，也不是工作簿", "请提交 .xlsx 或 .csv 原表")
    line = payload.count(b"\n", 0, at) + 1
    return FileRefused("bad_encoding", f"第 {line} 行含空字符（NUL），文件可能没有写完或已损坏", ASK_AGAIN)


def _screen_zip(payload: bytes) -> Container:
    if len(payload) > limits().max_xlsx_bytes:
        raise FileRefused(
            "too_large", f"文件 {len(payload) / 1e6:.0f} MB，超过 {limits().max_xlsx_bytes / 1e6:.0f} MB",
            "请删去图片和无关工作表，或按街镇拆分后重新提交",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            _screen_names(archive.infolist())
            container = _screen_kind(archive)
            _screen_parts(archive)
            return container
    except FileRefused:
        raise
    except Exception as error:
        # Of 500 mutated files zipfile met some with BadZipFile, zlib.error, NotImplementedError, OSError, EOFError,
        # RuntimeError and ValueError: one kind missed here would stop the load of all the others.
        raise FileRefused("damaged", "文件已损坏或没有传完", ASK_AGAIN) from error


def _screen_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    unsafe = [n for n in names if n.startswith(("/", "\\")) or ".." in n.split("/") or "\\" in n or ":" in n]
    linked = [entry.filename for entry in entries if stat.S_ISLNK(entry.external_attr >> 16)]
    if unsafe or linked or len({name.casefold() for name in names}) != len(names):
        raise FileRefused("unsafe_zip", "文件内部结构异常（重名或越界的部件）", ASK_AGAIN)
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused("encrypted", "文件已加密，无法读取", "请去掉密码后重新提交")
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    rule = limits()
    if unpacked > rule.max_unpacked_bytes or (unpacked > 4_000_000 and unpacked / packed > rule.max_unpack_ratio):
        raise FileRefused(
            "zip_bomb", f"解压后 {unpacked / 1e6:.0f} MB（{unpacked / packed:.0f} 倍），超过上限", ASK_AGAIN
        )


def _screen_kind(archive: zipfile.ZipFile) -> Container:
    """xlsx or docx; everything else is refused by its right name, by what is inside and not by its suffix."""
    names = set(archive.namelist())
    kinds = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if "xl/workbook.bin" in names:
        raise FileRefused("wrong_format", "这是 .xlsb 工作簿", SAVE_AS_XLSX)
    if "xl/vbaProject.bin" in names or MACRO.search(kinds):
        raise FileRefused("wrong_format", "这是带宏的 .xlsm 工作簿", SAVE_AS_XLSX)
    if "word/vbaProject.bin" in names:
        raise FileRefused("wrong_format", "这是带宏的 .docm 文档", SAVE_AS_DOCX)
    if "ppt/presentation.xml" in names:
        raise FileRefused("wrong_format", "这是演示文稿（.pptx），不是工作簿", "请提交 .xlsx 或 .csv 表格")
    if "mimetype" in names and "content.xml" in names:
        told = archive.read("mimetype")
        word = next((word for kind, word in OPEN_DOCUMENTS.items() if kind in told), ".ods 表格")
        raise FileRefused("wrong_format", f"这是 {word}", SAVE_AS_XLSX)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    raise FileRefused("not_a_workbook", "这是压缩包，不是工作簿", "请解压后提交其中的 .xlsx 或 .csv")


def _screen_parts(archive: zipfile.ZipFile) -> None:
    rule = limits()
    for name in archive.namelist():
        if not name.casefold().endswith((".xml", ".rels")):
            continue
        part = archive.read(name)
        if any(word in part for word in DECLARATIONS):
            raise FileRefused("unsafe_zip", "文件含外部实体声明，存在安全风险", ASK_AGAIN)
        # By content: the workbook may call its sheets what it likes, and the readers follow it.
        if b"sheetData" in part:
            _screen_cells(CELL.findall(part), rule)


def _screen_cells(cells: list[tuple[bytes, bytes]], rule: Limits) -> None:
    if not cells:
        return
    rows = {digits: int(digits) for digits in {digits for _, digits in cells}}
    columns = {letters: column_number(letters.decode()) for letters in {letters for letters, _ in cells}}
    last_row, last_column = max(rows.values()), max(columns.values())
    if last_row > rule.max_row or last_column > rule.max_column:
        letters, digits = next(
            cell for cell in cells if columns[cell[0]] > rule.max_column or rows[cell[1]] > rule.max_row
        )
        raise FileRefused(
            "out_of_bounds",
            f"单元格 {letters.decode()}{rows[digits]} 超出上限（{rule.max_row} 行、{rule.max_column} 列）",
            "请删去表外的内容，行数确实更多时请拆分",
        )
    # The readers take the whole rectangle: two cells in opposite corners were 100 million empty ones, 1.6 GB.
    if last_row * last_column > rule.max_sparse_cells and len(cells) * 20 < last_row * last_column:
        raise FileRefused(
            "out_of_bounds",
            f"内容一直写到第 {last_row} 行、{column_letters(last_column)} 列，其中 95% 以上是空的",
            "请删去表外的内容后重新提交",
        )


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
