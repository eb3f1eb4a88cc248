"""Values at the edge of what is accepted: the build stands and every question still has an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries import questions, warehouse
from tests.etl.loads import load, rows, written

CODE = "91350100M000100Y43"
MOST = "99999999.9999"  # 万元, just below a trillion yuan
TABLES = {
    "企业": "企业名称,统一社会信用代码,所属街镇,所属行业,从业人员,成立时间\n"
    f"甲,{CODE},夏阳,装备,999999999999,1949-01-01\n",
    "经营": "企业名称,统一社会信用代码,年度,资产总额(万元),资产负债率(%),主营业务收入(万元),利润率(%)\n"
    f"甲,{CODE},2100,{MOST},999999999999,0,-999999999999\n甲,{CODE},1949,0,0,0,0\n",
    "项目": "项目编号,企业名称,统一社会信用代码,项目名称,申报批次,申报类别,所在街镇,总投资(万元),开工日期,建成投产日期,"
    "申报日期,智能生产线数量\n"
    f"P1,甲,{CODE},项,qingpu-2025,区级智能车间,夏阳,{MOST},2100-12-31,1949-01-01,2100-12-31,999999999999\n"
    f"P2,甲,{CODE},项,qingpu-2025,区级智能工厂,夏阳,0,,,,0\n",
    "发票": "项目编号,类别,软硬件名称,开票日期,发票号,金额(万元)\n" + f"P1,硬件,台,2100-12-31,007,{MOST}\n" * 2_000,
    "实例": "项目编号,目录版本,环节,场景,场景实例名称,投资(万元),开始日期,结束日期\n"
    f"P1,2023,无此环节,无此场景,例,{MOST},2100-01-01,1949-01-01\n",
    "成效": "项目编号,生产效率提升(%),复制推广企业数(家)\nP1,-999999999999,999999999999\nP2,999999999999,0\n",
    "认定": f"企业名称,统一社会信用代码,认定档次,认定日期\n甲,{CODE},灯塔工厂,1949-01-01\n"
    f"甲,{CODE},区级智能车间,2022-05-05\n",
    "拨付": "拨付对象,统一社会信用代码,事项,拨付金额(万元),拨付日期,年度\n"
    f"甲,{CODE},灯塔工厂,-{MOST},2024-01-01,1949\n甲,{CODE},区级智能车间,{MOST},2024-01-01,2100\n",
    "预算": f"年度,资金科目,预算(万元)\n2100,示例,{MOST}\n1949,示例,0\n",
    "诊断": "服务商名称,企业名称,统一社会信用代码,报告日期,是否符合要求,企业实施投入(万元)\n"
    f"乙,甲,{CODE},2100-12-31,无,{MOST}\n",
    "流程": "项目编号,环节,开始日期,结束日期,评审得分\n"
    "P1,申报,2100-12-31,1949-01-01,100\nP1,公示,2024-01-01,2024-01-02,0\n",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("extremes")
    load(base / "home", written(base / "in", **TABLES))
    return base / "home"


def test_nothing_is_quarantined(home: Path) -> None:
    n_rows = sum(table.count("\n") - 1 for table in TABLES.values())
    assert rows(home, "SELECT outcome, count(*) FROM source_row GROUP BY outcome") == [("accepted", n_rows)]


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_has_its_answer(home: Path, name: str) -> None:
    assert warehouse(home).ask(name).columns
