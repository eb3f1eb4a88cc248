"""A file of contacts as text with addresses: .xlsx or .csv, judged by its bytes, nothing computed, nothing guessed."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl
from openpyxl.utils import get_column_letter

MAX_BYTES = 5_000_000
MAX_UNPACKED_BYTES = 30_000_000
MAX_PARTS = 500
MAX_ROWS, MAX_COLUMNS, HEAD_ROWS = 20_000, 60, 10
HEADINGS = {
    "统一社会信用代码": "credit_code", "企业名称": "enterprise", "申报企业名称": "enterprise", "联系人": "name",
    "手机号": "phone", "联系方式": "phone", "手机": "phone", "联系电话": "phone",
}
Rows = list[tuple[int, list["Cell"]]]  # (number in the sheet, cells), blank rows left out
WANTED = "表头应有：统一社会信用代码 或 企业名称，联系人，手机号（或 联系方式）"


class Unreadable(ValueError):
    """A file that is no table of contacts; the text says what was found and what to do."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell. ``flaw`` says why it can't be taken as text; '' where it can."""

    address: str
    text: str = ""
    flaw: str = ""


@dataclass(frozen=True)
class Line:
    """One row below the headings: number in the sheet, field → cell."""

    number: int
    cells: dict[str, Cell]


def contact_lines(payload: bytes) -> list[Line]:
    """The rows of the one table with our headings, blank ones left out. Raises Unreadable."""
    if not payload:
        raise Unreadable("文件是空的（0 字节），请重新导出")
    if len(payload) > MAX_BYTES:
        raise Unreadable(f"文件有 {len(payload) / 1e6:.1f} MB，上限 {MAX_BYTES / 1e6:.0f} MB，请只留联系人一张表")
    if payload.startswith(b"PK"):
        try:
            sheets = list(_workbook(payload))
        except Unreadable:
            raise
        except Exception as error:
            # Damaged workbooks raise a dozen kinds of errors in zipfile and the XML readers; here they mean one thing.
            raise Unreadable("工作簿已损坏，无法读取，请在 Excel 或 WPS 中打开另存为 .xlsx") from error
    elif payload.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("这是旧版 .xls 或加密的工作簿，请另存为无密码的 .xlsx")
    else:
        sheets = [_text_table(payload)]
    found = [lines for rows in sheets if (lines := _below_headings(rows)) is not None]
    if len(found) != 1:
        raise Unreadable(f"文件里有 {len(found)} 张联系人表，应恰好有 1 张。{WANTED}，在前 {HEAD_ROWS} 行内")
    return found[0]


def _workbook(payload: bytes) -> Iterator[Rows]:
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES:
            raise Unreadable(
                f"工作簿解开后有 {len(parts)} 个部件、{unpacked / 1e6:.0f} MB，超过上限，请只留联系人一张表后另存"
            )
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("文件已加密，请去掉密码后另存")
        if "xl/workbook.xml" not in archive.namelist():
            raise Unreadable("这是压缩包，不是 .xlsx 工作簿")
        texts = [archive.read(part)[:2048] for part in parts if part.filename.endswith((".xml", ".rels"))]
        if any(b"<!DOCTYPE" in each for each in texts):
            raise Unreadable("工作簿含外部实体声明，有安全风险，请在 Excel 中另存")
    book = openpyxl.load_workbook(io.BytesIO(payload), read_only=True, data_only=False, keep_links=False)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # what the file says about its size may be wrong
        yield [
            (row, [_cell(row, column, cell.value, cell.data_type) for column, cell in enumerate(cells, 1)])
            for row, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), 1)
            if any(cell.value is not None for cell in cells)
        ]


def _cell(row: int, column: int, value: object, kind: str) -> Cell:
    address = f"{get_column_letter(column)}{row}"
    if value is None:
        return Cell(address)
    if kind == "f":
        return Cell(address, flaw="公式")
    if kind == "e":
        return Cell(address, flaw="错误值")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return Cell(address, flaw="日期或逻辑值")
    if isinstance(value, float) and not value.is_integer():
        return Cell(address, flaw="小数")
    if isinstance(value, int | float) and abs(value) >= 1e15:
        return Cell(address, flaw="超过 15 位的数字（末位已丢失，应设为文本）")
    return Cell(address, value.strip() if isinstance(value, str) else str(int(value)))


def _text_table(payload: bytes) -> Rows:
    text = _decoded(payload)
    if "\x00" in text:
        raise Unreadable("内容不是文本，也不是 .xlsx 工作簿，请提交 .xlsx 或 .csv")
    head = text.split("\n", 1)[0]
    separator = max(",\t;", key=head.count)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Unreadable("文本表的引号不配对，请重新导出为 CSV") from error
    return [
        (r, [Cell(f"{get_column_letter(c)}{r}", value.strip()) for c, value in enumerate(record[:MAX_COLUMNS], 1)])
        for r, record in enumerate(records, 1)
        if any(value.strip() for value in record)
    ]


def _decoded(payload: bytes) -> str:
    wide = payload.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return payload.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("内容不是文本，也不是 .xlsx 工作簿，请提交 .xlsx 或 UTF-8 编码的 .csv")


def _below_headings(rows: Rows) -> list[Line] | None:
    """The lines of a sheet with our headings; None for another sheet."""
    if rows and rows[-1][0] > MAX_ROWS:
        raise Unreadable(f"第 {rows[-1][0]} 行还有内容，上限 {MAX_ROWS} 行，请删去表外的内容，或拆分后分别录入")
    for index, (_, row) in enumerate(rows[:HEAD_ROWS]):
        fields = [_field(cell) for cell in row]
        if not {"name", "phone"} <= set(fields) or not {"credit_code", "enterprise"} & set(fields):
            continue
        if twice := sorted({row[at].text for at, field in enumerate(fields) if field and fields.count(field) > 1}):
            raise Unreadable(f"表头里同一内容出现两列（{'、'.join(twice)}），请只留一列")
        places = {field: at for at, field in enumerate(fields) if field}
        lines = [
            Line(number, {field: each[at] for field, at in places.items() if at < len(each)})
            for number, each in rows[index + 1 :]
        ]
        return [line for line in lines if any(cell.text or cell.flaw for cell in line.cells.values())]
    return None


def _field(heading: Cell) -> str:
    plain = unicodedata.normalize("NFKC", heading.text).split("(")[0]
    return HEADINGS.get("".join(plain.split()), "")
