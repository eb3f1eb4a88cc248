"""Cases 86–95: text tables, and documents under a table's name."""

from __future__ import annotations

from tests.etl.bad_inputs.case import BUDGET, Case, Found, budget, csv, refused, yuan
from tests.etl.bad_inputs.files import compound, zipped

OK = (1, 0, 1)


def text(number: int) -> str:
    """A budget of one line."""
    return csv(*budget(number, 1))


def cases() -> list[Case]:
    """All of them."""
    mixed = csv(BUDGET, [2024, "甲科目", 1]).encode("gb18030") + "2024,乙科目,2\n".encode()
    document = zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"))
    one = [(10_000,)]
    return [
        Case(86, "国标.csv", text(86).encode("gb18030"), counts=OK, rows=(yuan(86), one)),
        Case(86, "有标记.csv", text(9086).encode("utf-8-sig"), counts=OK, rows=(yuan(9086), one)),
        Case(86, "十六位.csv", text(9186).encode("utf-16"), counts=OK, rows=(yuan(9186), one)),
        refused(
            86,
            "标记与内容不符.csv",
            b"\xef\xbb\xbf" + csv(BUDGET, [2024, "丙科目", 1]).encode("gbk"),
            "第 1 行的文字编码无法识别。请另存为 UTF-8",
        ),
        refused(86, "混用.csv", mixed, "文件混用了两种文字编码（第 3 行与其他行不同）"),
        refused(86, "无标记十六位.csv", text(86).encode("utf-16-le"), "没有标记的 UTF-16"),
        Case(
            87,
            "参差.csv",
            (text(87) + "2024,87-2,2,多出,两格\n2024,87-3\n").encode(),
            counts=(1, 2, 1),
            found=(
                Found("ragged_row", "D3", "本行比标题多出内容「多出」"),
                Found("ragged_row", "E3", "分隔符"),
                Found("required_empty", "C4", "「预算(万元)」是必填项"),
            ),
        ),
        refused(88, "引号.csv", (text(88) + '2024,"没有结尾,2\n2024,乙,3\n').encode(), "从第 3 行开始的记录引号不配对"),
        refused(89, "空字符.csv", (text(89) + "2024,甲\x00,2\n").encode(), "第 3 行含空字符（NUL）"),
        Case(90, "分号.csv", text(90).replace(",", ";").encode(), counts=OK, rows=(yuan(90), one)),
        Case(90, "制表.csv", text(9090).replace(",", "\t").encode(), counts=OK, rows=(yuan(9090), one)),
        Case(
            90,
            "全角.csv",
            text(9190).replace(",", "，").encode(),
            counts=OK,
            rows=(yuan(9190), one),
            found=(Found("fullwidth_comma", None, "以全角逗号分列"),),
        ),
        Case(
            91,
            "换行.csv",
            csv(BUDGET, [2024, '"91-第一行\n第二行"', 3], [2024, "91-二", "约"]).encode(),
            counts=(1, 1, 1),
            found=(Found("bad_number", "C3", "约"),),
            rows=(yuan(91), [(30_000,)]),
        ),
        refused(93, "申报书.doc", compound("WordDocument"), "旧版 Word"),
        refused(93, "申报书.xlsx", document, "Word 文档"),
    ]
