"""Cases 32–50: what stands where on a sheet, and what stands beside the cells."""

from __future__ import annotations

import io
from typing import Any

from tests.etl.bad_inputs.case import (
    AWARD,
    BUDGET,
    ENTERPRISE,
    Case,
    Found,
    budget,
    budgets,
    csv,
    firm,
    refused,
    yuan,
)
from tests.etl.bad_inputs.files import with_part
from tests.etl.books import book, table

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


def two_level() -> bytes:
    """A heading in rows 3 and 4, merged both ways, with the unit above the figures it holds for."""

    def fill(made: Any) -> None:
        page = made.add_worksheet("表")
        page.write(0, 0, "企业经营情况表【虚构示例数据】")
        for column, text in enumerate(["序号", "企业名称", "统一社会信用代码", "年度"]):
            page.merge_range(2, column, 3, column, text)
        page.merge_range(2, 4, 2, 5, "规模（元）")
        page.merge_range(2, 6, 2, 7, "比率")
        page.write_row(3, 4, ["资产总额", "主营业务收入", "资产负债率(%)", "利润率(%)"])
        page.write_row(4, 0, [1, *firm(33), 2024, 50_000, 7_000, 40, 5])

    return book(fill)


def two_level_text() -> bytes:
    """The same in a text table, where only the first cell of a merged one is left."""
    return csv(
        ["企业名称", "统一社会信用代码", "年度", "规模", ""], ["", "", "", "资产总额(万元)", "利润率(%)"],
        [*firm(9033), 2024, 5, 4],
    ).encode()


def merged_data() -> bytes:
    """Two recognitions of one firm whose name and code are merged over both rows; a merged footer."""

    def fill(made: Any) -> None:
        page = made.add_worksheet("表")
        page.write_row(0, 0, AWARD)
        for column, text in enumerate(firm(34)):
            page.merge_range(1, column, 2, column, text)
        page.write_column(1, 2, ["区级智能车间", "区级智能工厂"])
        page.write_column(1, 3, ["2022-05-01", "2023-05-01"])
        page.merge_range(3, 0, 3, 3, "填表人：示例")

    return book(fill)


def hidden_sheets() -> bytes:
    """A budget, the same hidden, and the same hidden from the menu too."""

    def fill(made: Any) -> None:
        for name, number in (("表", 35), ("藏", 9035), ("深藏", 9135)):
            page = made.add_worksheet(name)
            for row, line in enumerate(budget(number, 1)):
                page.write_row(row, 0, line)
            if number == 9035:
                page.hide()
            if number == 9135:
                page.very_hidden()

    return book(fill)


def hidden_rows(*, is_filtered: bool, number: int) -> bytes:
    """Two hidden rows and a hidden column with content."""

    def fill(made: Any) -> None:
        page = made.add_worksheet("表")
        for row, line in enumerate(budget(number, 1, 2, 3)):
            page.write_row(row, 0, line)
        if is_filtered:
            page.autofilter(0, 0, 3, 2)
            page.filter_column(0, "x == 2023")
        else:
            page.set_column(1, 1, None, None, {"hidden": True})
            page.set_column(5, 9, None, None, {"hidden": True})
        for row in (1, 3):
            page.set_row(row, None, None, {"hidden": True})

    return book(fill)


def beside() -> bytes:
    """Comments, a picture, a picture inside a cell, an embedded file."""

    def fill(made: Any) -> None:
        page = made.add_worksheet("表")
        for row, line in enumerate(budget(48, 1, 2)):
            page.write_row(row, 0, line)
        page.write_comment("C2", "其实是 2")
        page.write_comment("B3", "待定")
        page.insert_image("E5", "stamp.png", {"image_data": io.BytesIO(PIXEL)})
        page.write_formula("C3", '_xlfn.DISPIMG("ID_1",1)', None, '=DISPIMG("ID_1",1)')

    return book(fill)


def only_a_picture() -> bytes:
    """A scan pasted into an empty sheet."""

    def fill(made: Any) -> None:
        made.add_worksheet("扫描").insert_image("A1", "scan.png", {"image_data": io.BytesIO(PIXEL)})

    return book(fill)


def embedded() -> bytes:
    """A budget with a workbook inside it, known to its sheet."""
    payload = with_part(budgets(9048, 1), "xl/embeddings/oleObject1.bin", b"x")
    return with_part(payload, "xl/worksheets/_rels/sheet1.xml.rels", (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject"'
        b' Target="../embeddings/oleObject1.bin"/></Relationships>'
    ))


def linked() -> bytes:
    """Formulas into another workbook, with the results that were saved."""

    def fill(made: Any) -> None:
        page = made.add_worksheet("表")
        for row, line in enumerate(budget(50, 1, 2)):
            page.write_row(row, 0, line)
        page.write_formula("C3", "[1]Sheet1!$A$1", None, 7)

    return with_part(book(fill), "xl/externalLinks/externalLink1.xml", b"<externalLink/>")


def dates_of_a_mac() -> bytes:
    """A date serial in a workbook that counts from 1904."""

    def fill(made: Any) -> None:
        page = made.add_worksheet("表")
        page.write_row(0, 0, AWARD)
        page.write_row(1, 0, [*firm(49), "区级智能车间", 43_951])

    return book(fill, date_1904=True)


def with_sheets(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    """A workbook of several sheets."""

    def fill(made: Any) -> None:
        for name, lines in sheets:
            page = made.add_worksheet(name)
            for row, line in enumerate(lines):
                page.write_row(row, 0, line)

    return book(fill)


def cases() -> list[Case]:
    """All of them."""
    contact = [*firm(9045), "夏阳街道", "装备制造", "示例丁", "13800004545"]
    second: list[list[Any]] = [
        *budget(45, 1), ["下面是企业"], [*ENTERPRISE, "联系人", "手机号"], contact, ["合计", None, 5],
    ]
    side = [[*line, None, *other] for line, other in zip(budget(46, 1, 2), (
        ["备查", "金额"], ["甲", 5], ["乙", 6]), strict=True)]
    beside_them = [[*line, *other] for line, other in zip(budget(9046, 1, 2), (
        [None, None], [None, "旁注"], ["又一格", None]), strict=True)]
    return [
        Case(32, "表头在后.xlsx", table(["预算表"], [None, None, "单位：元"], [], *budget(32, 500)), counts=(1, 0, 4),
             rows=(yuan(32), [(5_000_000,)])),
        refused(32, "没有表头.xlsx", table(*budget(32, 1, 2)[1:]), "没有找到可识别的标题行"),
        Case(33, "两级表头.xlsx", two_level(), counts=(1, 0, 4), rows=(
            "SELECT CAST(assets_yuan AS INTEGER), CAST(revenue_yuan AS INTEGER), debt_ratio_pct FROM finance"
            f" WHERE credit_code = '{firm(33)[1]}'", [(50_000, 7_000, 40.0)])),
        Case(33, "两级表头.csv", two_level_text(), counts=(1, 0, 2), rows=(
            "SELECT CAST(assets_yuan AS INTEGER), profit_margin_pct FROM finance"
            f" WHERE credit_code = '{firm(9033)[1]}'",
            [(50_000, 4.0)])),
        Case(34, "合并数据.xlsx", merged_data(), counts=(1, 1, 2), found=(
            Found("merged_cells", "A2", "数据区有合并单元格（A2:A3 等 2 处），内容只归首格"),
            Found("required_empty", "A3", "「企业名称」是必填项，此处为空"), Found("required_empty", "B3"),
        )),
        Case(35, "隐藏表.xlsx", hidden_sheets(), counts=(1, 0, 5), rows=(yuan(9035), []), found=(
            Found("hidden_sheet", None, "工作表「藏」是隐藏的，没有读取"), Found("hidden_sheet", None, "「深藏」"),
        )),
        Case(36, "隐藏行列.xlsx", hidden_rows(is_filtered=False, number=36), counts=(3, 0, 1), found=(
            Found("hidden_rows", None, "本表有 2 个隐藏行，已一并读取"),
            Found("hidden_columns", None, "隐藏列 B 有内容"),
        )),
        Case(37, "筛选.xlsx", hidden_rows(is_filtered=True, number=37), counts=(3, 0, 1), found=(
            Found("filtered_rows", None, "本表处于筛选状态，2 行没有显示"),
        )),
        Case(38, "多出的表.xlsx", with_sheets(
            ("填表说明", [["请如实填写"], ["不得涂改"]]), ("预算", budget(38, 1)), ("空", []),
        ), counts=(1, 0, 3), found=(Found("unknown_sheet", None, "工作表「填表说明」没有可识别的标题行"),)),
        Case(39, "改列.xlsx", table(["预算/万元", "备注", "资金 科目", "年份", "年度"], [3, "x", "39-1", 2024, 1999]),
             counts=(1, 0, 1)),
        Case(39, "重复列.xlsx", table([*BUDGET, "预算（元）"], [2024, "9039-1", 1, "约"]), counts=(1, 0, 1), found=(
            Found("duplicate_column", "D1", "「预算（元）」出现不止一列"),), rows=(yuan(9039), [(10_000,)])),
        refused(39, "缺列.xlsx", table(["企业名称", "统一社会信用代码", "认定日期"], [*firm(39), "2024-05-01"]),
                "最接近「认定」表，缺少必填列：认定档次"),
        Case(40, "空标题.xlsx", table(["年度", None, "资金科目", "预算(万元)"], [2024, "甲", "40-1", 1], [
            2024, None, "40-2", 2], [2024, "乙", "40-3", 3]), counts=(3, 0, 1), found=(
            Found("content_without_heading", "B2", "B 列没有标题，有 2 格内容没有读取"),)),
        Case(41, "怪标题.xlsx", table(["年\n度*", "资金　科目＊", "预\n算（元）"], [2024, "41-1", 5]), counts=(1, 0, 1),
             rows=(yuan(41), [(5,)])),
        Case(42, "只有标题.xlsx", table(["预算"], BUDGET), counts=(0, 0, 2), found=(
            Found("no_data", None, "本表只有标题，没有数据"),)),
        Case(43, "空行.xlsx", table(*budget(43, 1), [], [None, "\u200b", " "], [2024, "43-2", 2]), counts=(2, 0, 3)),
        Case(44, "合计.xlsx", table(*budget(44, 1), ["小计", None, 1], [None, "合 计", 1], ["填表人：示例", None, None],
                                  ["注：示例"]), counts=(1, 0, 5)),
        Case(45, "两张表.xlsx", table(*second), counts=(1, 3, 2), found=(
            Found("required_empty", "B3"), Found("required_empty", "C3"), Found("bad_date", "A3"),
            Found("second_table", "A4", "第 4 行起是另一张表（「企业」的标题行），本行未计入"),
            Found("second_table", "A5", "第 4 行起"),
        ), rows=(f"SELECT count(*) FROM enterprise WHERE credit_code = '{firm(9045)[1]}'", [(0,)])),
        Case(46, "右边还有表.xlsx", table(*side), counts=(2, 0, 1), rows=(yuan(46), [(10_000,), (20_000,)])),
        Case(46, "右边有字.xlsx", table(*beside_them), counts=(2, 0, 1), found=(
            Found("content_without_heading", "D3", "D 列没有标题，有 1 格"),
            Found("content_without_heading", "E2", "没有读取"),
        )),
        Case(47, "批注.xlsx", beside(), counts=(1, 1, 1), found=(
            Found("cell_comments", "C2", "本表有批注（2 处，首处 C2），批注内容没有读取"),
            Found("pictures", "E5", "1 张，首张在 E5"),
            Found("picture_cell", "C3", "「预算(万元)」是嵌入单元格的图片，无法读取"),
            Found("formula_values", "C3", "1 格，首格 C3"),
        )),
        refused(48, "扫描件.xlsx", only_a_picture(), "文件里只有图片，图片里的内容无法读取"),
        Case(48, "内嵌文件.xlsx", embedded(), counts=(1, 0, 1), found=(
            Found("embedded_objects", None, "内嵌了 1 个文件，没有读取"),)),
        Case(49, "苹果日期.xlsx", dates_of_a_mac(), counts=(1, 0, 1), found=(Found("excel_serial", "D2", "已换算"),),
             rows=(f"SELECT CAST(award_date AS VARCHAR) FROM award WHERE credit_code = '{firm(49)[1]}'",
                   [("2024-05-01",)])),
        Case(50, "外部链接.xlsx", linked(), counts=(2, 0, 1), rows=(yuan(50), [(10_000,), (70_000,)]), found=(
            Found("external_links", None, "引用了 1 个外部文件，没有打开"),
            Found("formula_values", "C3", "按文件里保存的结果读取"),
        )),
    ]
