"""Contacts and phone numbers stay in the delivered file, whichever column they were typed into."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.etl.loads import Done, held_texts, load, rows, written

PROJECTS = (
    "项目编号,企业名称,统一社会信用代码,项目名称,申报批次,申报类别,所在街镇,建设地址,新一代信息技术,推荐单位,总投资(万元),"
    "联系人及电话,,经办人,备注\n"
    "P1,甲,91350100M000100Y43,项,qingpu-2025,区级智能车间,夏阳,某路1号 13800000101,MES；13800000102,某集团13800000103,"
    "5,示例赵,138-0000-0104,示例钱,找示例处 +86 13800000105\n"
    "P2,甲,91350100M000100Y43,项 138 0000 0106,qingpu-2025,区级智能车间,夏阳,,,,约5或打13800000107,"
    "示例孙,13800000108,示例李,\n"
)
SUPPLIERS = (
    "项目编号,类别,软硬件名称,开票日期,发票号,金额(万元),供应商\n"
    "P1,硬件,台,2024-05-01,13800000123456789012,1,示例商（13800000109）\n"
    "P9,硬件,台（13800000110）,2024-05-01,00123,1,\n"
)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    base = tmp_path_factory.mktemp("personal")
    return base / "home", load(base / "home", written(base / "in", 项目=PROJECTS, 发票=SUPPLIERS))


def test_no_phone_in_any_text_of_any_table_nor_in_the_report(done: tuple[Path, Done]) -> None:
    home, report = done
    held = held_texts(home) + report.out + report.err
    digits = held.replace("-", "").replace(" ", "")
    assert [number for number in range(101, 111) if f"13800000{number}" in digits] == []
    assert "138****0101" in held
    assert "138****0107" in held  # in the message of the finding


def test_no_name_of_a_contact_is_held(done: tuple[Path, Done]) -> None:
    held = held_texts(done[0])
    assert [name for name in ("示例赵", "示例钱", "示例孙", "示例李") if name in held] == []
    assert "示例处" in held  # free text is kept, its number masked


def test_what_is_no_phone_is_whole(done: tuple[Path, Done]) -> None:
    assert rows(done[0], "SELECT invoice_no, supplier FROM investment") == [
        ("13800000123456789012", "示例商（138****0109）")
    ]
    cells = [json.loads(text) for (text,) in rows(done[0], 'SELECT cells FROM source_row ORDER BY sheet_id, "row"')]
    assert {"13800000123456789012", "91350100M000100Y43"} <= {value for row in cells for value in row.values()}
