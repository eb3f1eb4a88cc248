"""Cases 76–85: who is meant. Rows of the same enterprise, project or year in one file and in several."""

from __future__ import annotations

from typing import Any

from tests.district.codes import credit_code
from tests.etl.bad_inputs.case import AWARD, ENTERPRISE, FINANCE, PROJECT, Case, Found, csv, firm
from tests.etl.books import table

HERE = ["夏阳街道", "装备制造"]


def text(*lines: list[Any]) -> bytes:
    """A text table."""
    return csv(*lines).encode()


def cases() -> list[Case]:
    """All of them. Files are read in order of name, so the first one of a pair counts."""
    renamed, branch, same_code = credit_code(7600), credit_code(7700), credit_code(7800)
    year = [*firm(8500), 2023]
    return [
        Case(
            76,
            "企业.csv",
            text([*ENTERPRISE, "曾用名"], ["虚构新名公司", renamed, *HERE, "虚构旧名公司"]),
            counts=(1, 0, 1),
        ),
        Case(
            76,
            "认定.csv",
            text(
                AWARD,
                ["虚构旧名公司", renamed, "区级智能车间", "2022-05-01"],
                ["虚构别名公司", renamed, "区级智能工厂", "2023-05-01"],
            ),
            counts=(2, 0, 1),
            found=(
                Found("name_mismatch", "A3", "名称「虚构别名公司」与企业表的「虚构新名公司」不一致，也不是其曾用名"),
            ),
        ),
        Case(77, "企业.csv", text(ENTERPRISE, ["虚构（上海）机电有限公司", branch, *HERE]), counts=(1, 0, 1)),
        Case(
            77,
            "认定.csv",
            text(
                AWARD,
                ["虚构(上海)机电有限公司", branch, "区级智能车间", "2022-05-01"],
                ["虚构（上海）机电有限公司青浦分公司", branch, "区级智能工厂", "2023-05-01"],
            ),
            counts=(2, 0, 1),
            found=(Found("name_mismatch", "A3", "青浦分公司"),),
        ),
        Case(
            78,
            "同码两名.csv",
            text(ENTERPRISE, ["虚构甲名公司", same_code, *HERE], ["虚构乙名公司", same_code, *HERE]),
            counts=(1, 1, 1),
            found=(Found("duplicate_key", "B3", "已在 078/同码两名.csv第 2 行"),),
        ),
        Case(
            78,
            "同名两码.csv",
            text(ENTERPRISE, ["虚构同名公司", credit_code(7801), *HERE], ["虚构同名公司", credit_code(7802), *HERE]),
            counts=(2, 0, 1),
            found=(Found("name_two_codes", "B3", "「虚构同名公司」另有信用代码"),),
        ),
        Case(
            79,
            "a镇.csv",
            text(ENTERPRISE, [*firm(7900), *HERE], [*firm(7900), *HERE]),
            counts=(1, 1, 1),
            found=(Found("duplicate_key", "B3", "第 2 行"),),
        ),
        Case(
            79,
            "b镇.csv",
            text(ENTERPRISE, [*firm(7900), "徐泾镇", "装备制造"], [*firm(7901), *HERE]),
            counts=(1, 1, 1),
            found=(Found("duplicate_key", "B2", "已在 079/a镇.csv第 2 行"),),
        ),
        Case(80, "报表.csv", text(FINANCE, [*firm(8000), 2024, 1, 2, 3, 4]), counts=(1, 0, 1)),
        Case(
            81,
            "街镇.csv",
            text(
                [*ENTERPRISE, "行业代码"],
                [*firm(8100), "凤溪镇", "装备制造", "3411"],
                [*firm(8101), "夏阳", "生物医药", "3411"],
                [*firm(8102), "夏阳", "装备", "9999"],
            ),
            counts=(1, 2, 1),
            found=(
                Found("unknown_town", "C2", "在街镇名录中找不到「凤溪镇」"),
                Found("bad_choice", "D3", "实际为「生物医药」"),
            ),
        ),
        Case(
            82,
            "已注销.csv",
            text([*ENTERPRISE, "经营状态"], [*firm(8200), *HERE, "已注销"], [*firm(8201), *HERE, "存续"]),
            counts=(2, 0, 1),
            found=(Found("struck_off", "E2", "已注销"),),
        ),
        Case(82, "认定.csv", text(AWARD, [*firm(8200), "区级智能车间", "2022-05-01"]), counts=(1, 0, 1)),
        Case(
            83,
            "两镇.xlsx",
            table(
                [*PROJECT, "推荐单位"],
                ["P83", *firm(8300), "项", "qingpu-2025", "区级智能车间", "夏阳街道", "徐泾镇人民政府"],
            ),
            counts=(1, 0, 1),
            found=(Found("project_unit_vs_town", "H2", "徐泾镇"),),
        ),
        Case(
            84,
            "断年.xlsx",
            table(FINANCE, *([*firm(8400), one, 100, 50, 80, 5] for one in (2021, 2022, 2024))),
            counts=(3, 0, 1),
            found=(Found("finance_gap", None, "2023"),),
        ),
        Case(85, "a去年.csv", text(FINANCE, [*year, 100, 50, 80, 5]), counts=(1, 0, 1)),
        Case(
            85,
            "b今年.csv",
            text(FINANCE, [*year, 900, 50, 80, 5], [*firm(8500), 2024, 100, 50, 80, 5]),
            counts=(1, 1, 1),
            found=(Found("duplicate_key", "C2", "已在 085/a去年.csv第 2 行"),),
        ),
    ]
