"""A file name made of data is valid on every system and can't leave its folder."""

import pytest

from dashboard.exports.plain_text import file_name


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("青浦区", "推荐/汇总: 表", ".xlsx"), "青浦区_推荐-汇总-表.xlsx"),
        (("../../etc", ".csv"), "etc.csv"),
        (("", " . ", ".docx"), "导出.docx"),
        (("CON", ".csv"), "_CON.csv"),
        (("表\u202egpj\x00\n",), "表gpj"),
    ],
)
def test_file_names_are_safe(parts: tuple[str, ...], name: str):
    assert file_name(*parts) == name


def test_long_file_names_keep_their_suffix():
    for text in ("企业" * 200, "𠀀" * 200):
        name = file_name("青浦区", text, "2025-08-31", ".xlsx")
        assert name.endswith(".xlsx")
        assert len(name) <= 80
        assert len(name.encode()) <= 240
