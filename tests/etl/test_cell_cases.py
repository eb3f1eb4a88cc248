"""Cells that go wrong in ways of their own: each is counted with a note or waits with a sentence, none is repaired."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.etl.loads import load, rows, written
from tests.etl.readings import reading

CODE = "91350100M000100Y43"
TABLES = {
    "企业": "企业名称,统一社会信用代码,所属街镇,所属行业,从业人员,联系人,手机号,信用异常\n"
    f"甲,{CODE},夏阳,装备,0.5,示例王,1380000012,TRUE\n"
    "乙,9135O100M000100Y43,夏阳,装备,10,示例李,+86 13800000123转8012,√\n"
    "丙,91350100M000100Y4,夏阳,装备,10,示例张,021-59700000,1\n"
    f"丁,{CODE},夏阳,装备,1.20E+03,示例赵,13800000124/13800000125,☑是 □否\n",
    "项目": "项目编号,企业名称,统一社会信用代码,项目名称,申报批次,申报类别,所在街镇,总投资(万元)\n"
    f"P1,丁,{CODE},项,qingpu-2025,区级智能车间,夏阳,三千万\n"
    f"P2,丁,{CODE},项,qingpu-2025,区级智能车间,夏阳,约100万\n",
    "发票": "项目编号,类别,软硬件名称,开票日期,发票号,金额(万元)\n"
    "P1,硬件,台,20240501,2.3992E+19,1\nP1,硬件,台,二〇二四年五月一日,007,\"1,23\"\n"
    "P1,硬件,台,2024年5月1日 星期三,008,-0\n",
    "成效": "项目编号,指标,数值,单位,改造前,改造后\n"
    "P1,生产效率提升,110%,,,\nP1,研制周期缩短,由15天缩短至6天,天,,\nP1,运营成本下降,110,%,,\n"
    "P1,销售增长率,从0增长到5,%,,\nP1,产品不良率下降,约30%,%,,\nP1,库存周转率提升,提升2倍,%,,\n"
    "P1,复制推广企业数,20余家,家,,\nP1,单位产品成本下降,2,倍,,\n",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("cells")
    load(base / "home", written(base / "in", **TABLES))
    return base / "home"


@pytest.mark.parametrize(("file", "cell", "rule", "part"), [
    ("企业.csv", "E2", "bad_number", "0.5"),
    ("企业.csv", "B3", "bad_credit_code", f"可能是 {CODE}，请对照营业执照"),
    ("企业.csv", "B4", "bad_credit_code", "现为 17 位"),
    ("企业.csv", "E5", "scientific", "按 1200 计入"),
    ("项目.csv", "H2", "read_phrase", "按 30000000 元 计入"),
    ("项目.csv", "H3", "bad_number", "约100万"),
    ("发票.csv", "E2", "lost_precision", "2.3992E+19"),
    ("发票.csv", "F3", "bad_grouping", "1,23"),
    ("成效.csv", "C2", "evidence_needed", "110"),
    ("成效.csv", "C3", "before_after", "按 60 计入"),
    ("成效.csv", "C4", "impossible_improvement", "110"),
    ("成效.csv", "C5", "no_base", "不能计算幅度"),
    ("成效.csv", "C6", "hedged_figure", "按 30 计入"),
    ("成效.csv", "C7", "ambiguous_multiple", "+200%"),
    ("成效.csv", "C8", "hedged_figure", "按 20 计入"),
    ("成效.csv", "C9", "unit_mismatch", "单位"),
])
def test_a_cell_says_what_became_of_it(home: Path, file: str, cell: str, rule: str, part: str) -> None:
    ((message,),) = rows(
        home, f"SELECT message FROM finding WHERE file = '{file}' AND cell = '{cell}' AND rule = '{rule}'"
    )
    assert part in message


def test_before_and_after_are_kept_where_the_layout_has_them(home: Path) -> None:
    kept = rows(home, "SELECT value_num, before_num, after_num FROM outcome WHERE metric = '研制周期缩短'")
    assert kept == [(60, 15, 6)]


def test_the_amounts_are_those_that_were_written(home: Path) -> None:
    assert rows(home, "SELECT project_id, CAST(declared_yuan AS BIGINT) FROM project") == [("P1", 30_000_000)]
    paid = rows(home, "SELECT invoice_date::VARCHAR, CAST(amount_yuan AS INTEGER) FROM investment")
    assert paid == [("2024-05-01", 0)]
    assert rows(home, "SELECT n_employees, has_credit_issue FROM enterprise") == [(1200, True)]


@pytest.mark.parametrize("raw", ["O/0", "9135O1OOMOOO1OOY43", "I1350100M000100Y43"])
def test_a_likely_code_is_never_taken(raw: str) -> None:
    assert reading("credit_code", raw)[:2] == (None, "bad_credit_code")
