"""Cases 51–75: one cell. Read as it stands, read with a note, or its row waits; never guessed in silence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.district.codes import credit_code, with_wrong_check
from tests.etl.bad_inputs.case import (
    AWARD,
    ENTERPRISE,
    FINANCE,
    OUTCOME,
    PROJECT,
    Case,
    Found,
    budget,
    budgets,
    csv,
    firm,
    yuan,
)
from tests.etl.books import book, swapped, table

AMOUNT = b'<c r="C2"><v>1</v></c>'


def raw(number: int, cell: bytes) -> bytes:
    """A budget of two lines whose first amount is this XML."""
    return swapped(budgets(number, 1, 2), AMOUNT, cell)


def awards(number: int, *days: Any) -> bytes:
    """A recognition per date."""
    return table(AWARD, *([*firm(number), "区级智能车间", day] for day in days))


def finances(number: int, *lines: list[Any]) -> bytes:
    """A year of finance per line: assets, debt ratio, revenue, margin."""
    return table(FINANCE, *([*firm(number), 2020 + i, *line] for i, line in enumerate(lines)))


def outcomes(number: int, *lines: list[Any]) -> Callable[[Any], None]:
    """A sheet of projects and one of their outcomes, three indicators each."""

    def fill(made: Any) -> None:
        page = made.add_worksheet("项目")
        page.write_row(0, 0, PROJECT)
        other = made.add_worksheet("成效")
        other.write_row(0, 0, OUTCOME)
        for row, line in enumerate(lines, 1):
            page.write_row(row, 0, [f"P{number}-{row}", *firm(number), "项", "qingpu-2025", "区级智能车间", "夏阳街道"])
            other.write_row(row, 0, [f"P{number}-{row}", *line])

    return fill


def zeros() -> bytes:
    """Invoice numbers: 7 shown as 000007, and 7 whose zeros are gone."""

    def fill(made: Any) -> None:
        outcomes(70, [1, 2, 3])(made)
        page = made.add_worksheet("发票")
        page.write_row(0, 0, ["项目编号", "类别", "软硬件名称", "开票日期", "发票号", "金额(万元)"])
        for row, shown in ((1, "000000"), (2, "General")):
            page.write_row(row, 0, ["P70-1", "硬件", "台", "2024-05-01"])
            page.write_number(row, 4, 7, made.add_format({"num_format": shown}))
            page.write_number(row, 5, 1)
        page.write_row(3, 0, ["70", "硬件", "台", "2024-05-01", "8", 1])

    return book(fill)


def enterprises(number: int, *codes: Any) -> bytes:
    """An enterprise per code."""
    return table(ENTERPRISE, *([f"虚构{number}-{i}公司", code, "夏阳街道", "装备制造"] for i, code in enumerate(codes)))


def yes_and_no() -> bytes:
    """Whether there was an accident, said in seven ways and not said in one."""
    words = [True, "是", "√", 1, False, "否", "无", "大概"]
    lines = [[*firm(7300 + i), "夏阳街道", "装备制造", word] for i, word in enumerate(words)]
    return table([*ENTERPRISE, "近三年重大事故"], *lines)


def cases() -> list[Case]:
    """All of them."""
    good = credit_code(6901)
    bad_amount = "「预算(万元)」应为数字，实际为"
    late: list[Any] = [*range(1, 1_501), "1,234", "待定", "３０"]
    phones = ["1380000452", "+86 13800007101", "13800007102转8012", "021-59700000", "13800007103/13800007104"]
    day = "「认定日期」应为日期"
    return [
        Case(51, "公式有值.xlsx", raw(51, b'<c r="C2"><f>1+2</f><v>3</v></c>'), counts=(2, 0, 1),
             found=(Found("formula_values", "C2", "1 格，首格 C2"),), rows=(yuan(51), [(30_000,), (20_000,)])),
        Case(52, "公式无值.xlsx", raw(52, b'<c r="C2"><f>1+2</f></c>'), counts=(1, 1, 1), found=(
            Found("uncached_formula", "C2", "「预算(万元)」是公式，但文件里没有保存计算结果"),)),
        *[Case(53, f"错误值{i}.xlsx", raw(5300 + i, b'<c r="C2" t="e"><v>' + text + b"</v></c>"), counts=(1, 1, 1),
               found=(Found("error_cell", "C2", "「预算(万元)」是公式错误值"),))
          for i, text in enumerate((b"#DIV/0!", b"#N/A", b"#REF!"))],
        Case(54, "千行之后.xlsx", budgets(54, *late), counts=(1_502, 1, 1), found=(
            Found("bad_number", "C1503", f"{bad_amount}「待定」"),), rows=(
            "SELECT CAST(budget_yuan AS INTEGER) FROM budget WHERE line IN ('54-1501', '54-1503') ORDER BY line",
            [(12_340_000,), (300_000,)])),
        Case(55, "写法.xlsx", budgets(55, "1,234.5", "１２３４", "　12 "), counts=(3, 0, 1),
             rows=(yuan(55), [(12_345_000,), (12_340_000,), (120_000,)])),
        Case(56, "约数.xlsx", budgets(56, "约100", ">100", "100-200", "近百", "待定"),
             spoken=("C2", "C3", "C4", "C5", "C6")),
        Case(56, "缺失词.xlsx", finances(56, ["—", "无", "/", "暂无"], [None, "N/A", "--", " "]), counts=(2, 0, 1),
             rows=(
            f"SELECT count(assets_yuan), count(debt_ratio_pct) FROM finance WHERE credit_code = '{firm(56)[1]}'",
            [(0, 0)])),
        Case(57, "全角.xlsx", table(
            ["企业名称", "统一社会信用代码", "所属街镇", "所属行业"],
            ["虚构（全角）公司", "".join(chr(ord(c) + 0xFEE0) for c in credit_code(57)), "夏阳街道", "装备制造"],
        ), counts=(1, 0, 1), rows=(
            f"SELECT count(*) FROM enterprise WHERE credit_code = '{credit_code(57)}'", [(1,)])),
        Case(58, "看不见.xlsx", table(
            ENTERPRISE,
            ["虚构\u200b看\u202e不见\x07公司", f"\ufeff{credit_code(58)}\u200f", "夏阳\u00a0街道", "装备制造"]
        ), counts=(1, 0, 1), rows=(
            f"SELECT enterprise FROM enterprise WHERE credit_code = '{credit_code(58)}'", [("虚构看不见公司",)]),
            found=(Found("invisible_characters", "A2", "本表有 2 格含看不见的字符（首格 A2），已去掉"),)),
        Case(59, "很长.xlsx", table(
            ENTERPRISE, ["虚构" + "长" * 31_990 + "公司", credit_code(59), "夏阳街道", "装备制造"]
        ), counts=(1, 0, 1), rows=(
            f"SELECT length(enterprise) FROM enterprise WHERE credit_code = '{credit_code(59)}'", [(31_994,)])),
        Case(60, "单位.xlsx", table(["年度", "资金科目", "预算（亿元）"], [2024, "60-1", 0.5], [2024, "60-2", "3元"], [
            2024, "60-3", "2万元"]), counts=(3, 0, 1), rows=(yuan(60), [(50_000_000,), (3,), (20_000,)])),
        Case(60, "没有单位.xlsx", table(["年度", "资金科目", "预算"], [2024, "9060-1", 5]), counts=(1, 0, 1),
             found=(Found("unit_assumed", "C2", "没有注明单位，按万元读取"),), rows=(yuan(9060), [(50_000,)])),
        Case(61, "百分数.xlsx", book(outcomes(61, [30, 20, 10], ["30%", 25, 12], [0.3, 18, 9], ["百分之三十", 19, 8])),
             spoken=("B4", "B5")),
        Case(62, "负数与过百.xlsx", book(outcomes(62, [-20, 10, 5], [150, 10, 5], [10, 10, 101])),
             spoken=("B3", "D4")),
        Case(63, "从零增长.xlsx", book(outcomes(63, ["由0提升至50", 10, 5])), spoken=("B2",)),
        Case(64, "日期序号.xlsx", awards(64, 45_413), counts=(1, 0, 1), found=(Found("excel_serial", "D2", "45413"),),
             rows=(f"SELECT CAST(award_date AS VARCHAR) FROM award WHERE credit_code = '{firm(64)[1]}'",
                   [("2024-05-01",)])),
        Case(65, "年点月.xlsx", awards(65, 2024.5, 2024.1), counts=(0, 2, 1), found=(
            Found("bad_date", "D2", f"{day}（如 2024-05-01），实际为「2024.5」"),
            Found("bad_date", "D3", "「2024.1」"))),
        Case(66, "年月.xlsx", awards(66, "2024年5月", "24/5/1", "二〇二四年五月"), found=(
            Found("month_only", "D2", "只有年月，按当月最后一天计"),), spoken=("D2", "D3", "D4")),
        Case(67, "不可能的日子.xlsx", awards(67, "2099-01-01", "1900-01-01", "2024年2月30日", "二月三十"),
             counts=(1, 3, 1), found=(
                 Found("future_date", "D2", "晚于数据日期 2026-11-20"), Found("bad_date", "D3", "1900-01-01"),
                 Found("bad_date", "D4", "2024年2月30日"), Found("bad_date", "D5", "二月三十"))),
        Case(68, "长号成数.xlsx", enterprises(68, 910_000_000_000_000_123), counts=(0, 1, 1), found=(
            Found("lost_precision", "B2", "「统一社会信用代码」以数字保存，末位已经丢失"),)),
        Case(69, "信用代码.xlsx", enterprises(69, good[:17], good[:8] + "O" + good[9:], with_wrong_check(good)),
             counts=(1, 2, 1), found=(Found("bad_credit_code", "B2", "应为 18 位"),
                                      Found("bad_credit_code", "B3", "不含 I、O"),
                                      Found("check_digit", "B4", "校验位不符（GB 32100-2015）"))),
        Case(70, "丢零.xlsx", zeros(), counts=(4, 1, 3), found=(
            Found("orphan_project", "A4", "项目编号「70」不在已入库的项目表中"),), rows=(
            "SELECT invoice_no FROM investment WHERE project_id = 'P70-1'"
            " AND length(invoice_no) IN (1, 6) ORDER BY 1", [("000007",), ("7",)])),
        Case(71, "电话.xlsx", table([*ENTERPRISE, "手机号", "企业性质"], *(
            [*firm(7100 + i), "夏阳街道", "装备制造", phone, f"民营 {phone}"] for i, phone in enumerate(phones))),
             counts=(5, 0, 1), rows=(
            "SELECT count(*) FROM source_row WHERE regexp_matches(cells, '1380000710[1-4]')", [(0,)])),
        Case(72, "科学计数.csv", csv(
            ["项目编号", "类别", "软硬件名称", "开票日期", "发票号", "金额(万元)"],
            ["P70-1", "硬件", "台", "2024-05-01", "1.38E+10", 1],
            ["P70-1", "硬件", "台", "2024-05-01", "72-2", "1.2E+2"],
        ).encode(), spoken=("E2",), rows=(
            "SELECT CAST(amount_yuan AS INTEGER) FROM investment WHERE invoice_no = '72-2'", [(1_200_000,)])),
        Case(73, "是否.xlsx", yes_and_no(), counts=(7, 1, 1), found=(
            Found("bad_boolean", "E9", "应填 是 或 否，实际为「大概」"),), rows=(
            "SELECT count(*) FILTER (has_accident), count(*) FROM enterprise WHERE enterprise LIKE '虚构730%'",
            [(4, 7)])),
        Case(74, "负数与半人.xlsx", table(
            [*ENTERPRISE, "从业人员"], [*firm(7401), "夏阳街道", "装备制造", 0.5],
            [*firm(7402), "夏阳街道", "装备制造", -3],
        ), counts=(0, 2, 1), found=(Found("bad_number", "E2", "0.5"), Found("out_of_range", "E3", "实际为「-3」"))),
        Case(74, "负金额.xlsx", budgets(74, -5), counts=(0, 1, 1), found=(
            Found("negative_amount", "C2", "不应为负数，实际为「-5」"),)),
        Case(74, "合计不符.xlsx", table(*budget(9074, 1, 2), ["合计", None, 5]), counts=(2, 0, 2), found=(
            Found("subtotal_differs", "C4", "「预算(万元)」合计为 5.00，以上各行相加为 3.00"),)),
        Case(75, "非数.xlsx", budgets(75, "NaN", "Infinity", "1e308", "-0", "9" * 30), counts=(1, 4, 1), found=(
            Found("bad_number", "C2", "NaN"), Found("bad_number", "C3", "Infinity"), Found("bad_number", "C4", "1e308"),
            Found("bad_number", "C6", "999"),
        ), rows=(yuan(75), [(0,)])),
    ]
