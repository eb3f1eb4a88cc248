"""Cases 1–31: the file as a whole."""

from __future__ import annotations

import io
import stat
import zipfile

from tests.district import broken
from tests.etl.bad_inputs.case import Case, budget, budgets, csv, refused, yuan
from tests.etl.books import edited, swapped, table

CONTENT_TYPES = "[Content_Types].xml"


def zipped(*parts: tuple[str, bytes]) -> bytes:
    """A stored zip of parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return target.getvalue()


def with_part(payload: bytes, name: str, data: bytes) -> bytes:
    """The workbook with one part more."""
    target = io.BytesIO(payload)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return target.getvalue()


def twice() -> bytes:
    """A workbook with its sheet twice: the second one is empty."""
    payload = bytearray(with_part(budgets(17, 1), "xl/worksheets/sheet2.xml", b"<worksheet/>"))
    return bytes(payload).replace(b"xl/worksheets/sheet2.xml", b"xl/worksheets/sheet1.xml")


def linked() -> bytes:
    """A workbook in whose zip a part is a symbolic link."""
    target = io.BytesIO(budgets(19, 1))
    with zipfile.ZipFile(target, "a") as archive:
        entry = zipfile.ZipInfo("xl/link.xml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, b"/etc/passwd")
    return target.getvalue()


def compound(*streams: str) -> bytes:
    """The head of a compound file with these streams."""
    return broken.CFB_MAGIC + bytes(504) + b"".join(one.encode("utf-16-le") + bytes(64) for one in streams) + bytes(999)


def inside(number: int, old: bytes, new: bytes) -> bytes:
    """A small budget with its sheet's XML changed."""
    return swapped(budgets(number, 1, 2), old, new)


def bomb(number: int) -> bytes:
    """Forty megabytes of blanks, packed."""
    return inside(number, b"</sheetData>", b"</sheetData>" + b" " * 40_000_000)


def without(part: str) -> bytes:
    """A budget without one of its parts."""
    return edited(budgets(22, 1), lambda xml: xml, drop=part)


def cases() -> list[Case]:
    """All of them; the names of the files are what a sender might give."""
    good = budgets(4, *range(200))
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><worksheet'
    xxe = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet'
    late = b"<!--" + b"x" * 5_000 + b"-->" + xxe
    lying: list[tuple[bytes, bytes]] = [(b"A1:C3", b"A1:A1"), (b"A1:C3", b"A1:XFD1048576")]
    return [
        refused(1, "空.xlsx", b"", "文件是空的（0 字节）"),
        refused(1, "空.csv", b"", "请让报送单位重新导出并提交"),
        refused(2, "改名.xlsx", "这不是工作簿，只是一段文字。\n".encode(), "没有找到可识别的标题行"),
        refused(2, "扫描件.xlsx", b"%PDF-1.7\n...", "这是PDF 文档，不是工作簿"),
        refused(2, "照片.xlsx", b"\x89PNG\r\n\x1a\n", "这是图片"),
        refused(3, "网页.xls", b"<html><table><tr><td>1</td></tr></table></html>", "这是网页格式"),
        refused(3, "网页.xlsx", b"\xef\xbb\xbf <!DOCTYPE html><table>", "另存为 .xlsx"),
        refused(4, "没传完.xlsx", good[: len(good) // 2], "文件已损坏或没有传完"),
        refused(5, "少三十字节.xlsx", good[:-30], "文件已损坏或没有传完"),
        Case(7, "~$预算.xlsx", b"\x06user", "ignored", "临时文件或锁文件"),
        Case(7, "预算.xlsx.tmp", good[:100], "ignored", "未读取"),
        Case(7, "预算.csv.crdownload", b"x", "ignored", "临时文件或锁文件"),
        refused(
            8, "加密.xlsx", compound("EncryptionInfo", "EncryptedPackage"), "工作簿已加密，无法读取。请另存为无密码"
        ),
        refused(9, "旧版.xls", compound("Workbook"), "这是旧版 .xls 工作簿"),
        refused(9, "很旧.xls", compound("Book"), "另存为 .xlsx"),
        refused(10, "金山.et", compound("Workbook"), "WPS 的 .et"),
        refused(10, "金山.wps", compound("WordDocument"), "WPS 文字文档"),
        refused(10, "幻灯.dps", compound("PowerPoint Document"), "演示文稿"),
        refused(10, "宏.xlsx", with_part(budgets(10, 1), "xl/vbaProject.bin", b"x"), "带宏的 .xlsm"),
        refused(10, "宏.xlsm", swapped(budgets(10, 1), plain, macro, CONTENT_TYPES), "带宏的 .xlsm"),
        refused(10, "二进制.xlsx", zipped(("xl/workbook.bin", b"")), "这是 .xlsb 工作簿"),
        refused(
            10,
            "开放.xlsx",
            zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<x/>")),
            "这是 .ods 表格",
        ),
        refused(
            10,
            "开放.odt",
            zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")),
            "这是 .odt 文档",
        ),
        refused(10, "演示.xlsx", zipped(("ppt/presentation.xml", b"<x/>")), "演示文稿（.pptx）"),
        refused(11, "炸弹.xlsx", bomb(11), "倍），超过上限"),
        refused(12, "套包.zip", zipped(("报表.xlsx", budgets(12, 1))), "这是压缩包"),
        refused(12, "套包.rar", b"Rar!\x1a\x07\x00...", "这是压缩包"),
        Case(
            12,
            "包中包.xlsx",
            with_part(budgets(12, 5), "xl/embeddings/inner.zip", zipped(("a.xlsx", good))),
            counts=(1, 0, 1),
            rows=(yuan(12), [(50_000,)]),
        ),
        refused(
            13,
            "太大.xlsx",
            zipped(("xl/workbook.xml", b"<x/>"), ("xl/media/a.png", bytes(20_000_001))),
            "20 MB，超过 20 MB",
        ),
        refused(14, "天边.xlsx", broken.far_cell(), "单元格 XFD1048576 超出上限（200000 行、500 列）"),
        refused(
            14,
            "改名的天边.xlsx",
            swapped(
                broken.far_cell(), b"sheets/sheet1.xml", b"sheets/table1.xml", "xl/_rels/workbook.xml.rels"
            ).replace(b"sheets/sheet1.xml", b"sheets/table1.xml"),
            "XFD1048576 超出上限",
        ),
        refused(
            14,
            "两个角.xlsx",
            inside(14, b"</sheetData>", b'<row r="200000"><c r="SF200000"><v>1</v></c></row></sheetData>'),
            "一直写到第 200000 行、SF 列",
        ),
        *[
            Case(
                15,
                f"谎报{i}.xlsx",
                inside(15 + 9000 * i, old, new),
                counts=(2, 0, 1),
                rows=(yuan(15 + 9000 * i), [(10_000,), (20_000,)]),
            )
            for i, (old, new) in enumerate(lying)
        ],
        refused(
            16,
            "太长.xlsx",
            inside(16, b"</sheetData>", b'<row r="200001"><c r="A200001"><v>1</v></c></row></sheetData>'),
            "A200001 超出上限（200000 行",
        ),
        refused(17, "重名部件.xlsx", twice(), "文件内部结构异常（重名或越界的部件）"),
        refused(17, "大小写重名.xlsx", with_part(budgets(17, 1), "XL/Workbook.xml", b"<x/>"), "重名或越界"),
        *[
            refused(18, f"越界{i}.xlsx", with_part(budgets(18, 1), name, b"x"), "重名或越界")
            for i, name in enumerate(("../../etc/x.xml", "/abs.xml", "C:/x.xml", "a\\..\\b.xml"))
        ],
        refused(19, "包内链接.xlsx", linked(), "重名或越界"),
        refused(20, "外部实体.xlsx", inside(20, b"<worksheet", xxe), "外部实体声明"),
        refused(20, "藏在后面.xlsx", inside(20, b"<worksheet", late), "外部实体声明"),
        refused(
            20,
            "另一种编码.xlsx",
            with_part(budgets(20, 1), "xl/x.xml", ("\ufeff" + xxe.decode()).encode("utf-16")),
            "外部实体声明",
        ),
        refused(21, "十亿笑声.xlsx", inside(21, b"<worksheet", laughs), "外部实体声明"),
        refused(22, "缺工作表.xlsx", without("xl/worksheets/sheet1.xml"), "工作簿已损坏，内容无法读取"),
        refused(23, "缺文字.xlsx", without("xl/sharedStrings.xml"), "请在 Excel 中打开修复"),
        refused(24, "断在中间.xlsx", edited(budgets(24, 1), lambda xml: xml[: len(xml) // 2]), "工作簿已损坏"),
        refused(24, "标签洪水.xlsx", inside(24, b"</sheetData>", b"<c " * 700_000 + b"</sheetData>"), "工作簿已损坏"),
        refused(24, "标签不配.xlsx", inside(24, b"</sheetData>", b"</sheetDatum>"), "工作簿已损坏"),
        Case(25, "CON.csv", csv(*budget(25, 1)).encode(), counts=(1, 0, 1)),
        Case(25, "长" * 83 + "a.csv", csv(*budget(9025, 1)).encode(), counts=(1, 0, 1)),
        Case(25, "甲\u202egpj.csv", csv(*budget(9125, 1)).encode(), counts=(1, 0, 1)),
        refused(
            28,
            "旧模板.xlsx",
            table(["年度", "预算(万元)", "备注"], [2024, 1, "x"]),
            "标题行无法识别，最接近「预算」表，缺少必填列：资金科目。请补齐表头",
        ),
        refused(
            28, "别的表.xlsx", table(["会议签到表"], ["姓名", "部门"], ["示例甲", "示例科"]), "没有找到可识别的标题行"
        ),
        Case(31, "来自未来.csv", csv(*budget(31, 1)).encode(), counts=(1, 0, 1), rows=(yuan(31), [(10_000,)])),
    ]
