"""Files that must be refused, or read with care; never in the sample, written by tests where needed."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from .workbooks import CREATED

CFB_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
MOMENT = (1980, 1, 1, 0, 0, 0)
SHEET_PART = "xl/worksheets/sheet1.xml"
HEADINGS = ["年度", "资金科目", "预算(万元)"]


def workbook(rows: list[list[object]]) -> bytes:
    """A small workbook with one sheet."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": CREATED})
    page = book.add_worksheet("Sheet1")
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def budget_lines(count: int) -> list[list[object]]:
    """A budget sheet with `count` good rows, so that only the container is wrong."""
    lines: list[list[object]] = [[2024, f"示例科目{number:03d}", number] for number in range(1, count + 1)]
    return [["预算【虚构示例数据】"], list(HEADINGS), *lines]


def with_sheet(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with the XML of its first sheet changed."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, change(data) if name == SHEET_PART else data)
    return target.getvalue()


def empty() -> bytes:
    """0 bytes."""
    return b""


def html() -> bytes:
    """A web page saved under a workbook's name, as some systems export it."""
    cells = "".join(f"<th>{name}</th>" for name in HEADINGS)
    return (
        f"<html><meta charset='utf-8'><table><tr>{cells}</tr><tr><td>2024</td></tr></table></html>".encode()
    )


def old_xls() -> bytes:
    """The head of an .xls file (compound file with a Workbook stream)."""
    return CFB_MAGIC + bytes(504) + "Workbook".encode("utf-16-le") + bytes(7_000)


def encrypted() -> bytes:
    """The head of a workbook with a password (compound file with an EncryptedPackage stream)."""
    names = "EncryptionInfo".encode("utf-16-le") + bytes(100) + "EncryptedPackage".encode("utf-16-le")
    return CFB_MAGIC + bytes(504) + names + bytes(7_000)


def truncated() -> bytes:
    """An upload that stopped half way: no end of the zip directory."""
    content = workbook(budget_lines(50))
    return content[: len(content) // 2]


def unknown_headings() -> bytes:
    """A sound workbook about something else."""
    return workbook(
        [["会议签到表【虚构示例数据】"], ["姓名", "部门", "签到时间"], ["示例甲", "示例科", "9:00"]]
    )


def far_cell() -> bytes:
    """One legal cell at XFD1048576: 6 KB that ask a careless reader for half a terabyte."""
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return with_sheet(workbook(budget_lines(5)), lambda xml: xml.replace(b"</sheetData>", far))


def lying_dimension() -> bytes:
    """A sheet of 52 rows that says it has three. It must be read in full (50 good rows), not refused."""
    return with_sheet(
        workbook(budget_lines(50)),
        lambda xml: xml.replace(b'<dimension ref="A1:C52"/>', b'<dimension ref="A1:A3"/>'),
    )


def zip_bomb() -> bytes:
    """A sheet that unpacks to more than 200 times its size (40 MB of white space)."""
    return with_sheet(
        workbook(budget_lines(5)),
        lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + b" " * 40_000_000),
    )


def not_a_zip() -> bytes:
    """Text under a workbook's name."""
    return "这不是工作簿，只是一段文字。\n".encode() * 40


FILES: dict[str, Callable[[], bytes]] = {
    "empty.xlsx": empty,
    "html.xlsx": html,
    "old.xls": old_xls,
    "encrypted.xlsx": encrypted,
    "truncated.xlsx": truncated,
    "unknown_headings.xlsx": unknown_headings,
    "far_cell.xlsx": far_cell,
    "lying_dimension.xlsx": lying_dimension,
    "zip_bomb.xlsx": zip_bomb,
    "not_a_zip.xlsx": not_a_zip,
}


def write_broken(folder: Path, *names: str) -> list[Path]:
    """Write the named files (all of them without names) and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in names or tuple(FILES):
        path = folder / name
        path.write_bytes(FILES[name]())
        paths.append(path)
    return paths
