"""Finding by what people type: names in any spelling, numbers, pinyin; against a list written by hand."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from pypinyin import Style, pinyin

from dashboard.finder import SHOWN, find, folded, index
from dashboard.pinyin import Readings, readings
from queries import ask

COLUMNS = ("found", "number", "name", "former_names", "enterprise", "credit_code", "project_id", "town", "factory")
FIRM, CASE = "企业", "申报项目"


def row(found: str, number: str, name: str, former: str = "", factory: str = "") -> tuple[str | None, ...]:
    project = number if found == CASE else None
    return found, number, name, former or None, name, "91310118XX00000196", project, "华新镇", factory or None


NAMES = pl.DataFrame(
    [
        row(FIRM, "91310118XX00000196", "上海重明（青浦）机械有限公司", "重明机械厂；上海乐山泵业"),
        row(FIRM, "91310118XX0000035U", "重明机械"),
        row(FIRM, "91310118XX000188X0", "西安门窗（上海）有限公司"),
        row(FIRM, "91310118XX00014093", "上海先门ＡＢ集团"),
        row(FIRM, "91310118XX0001230Y", "吕氏食品"),
        row(CASE, "GJ2023-0001", "重明机械总装车间MES", factory="重明机械一号工厂"),
        row(CASE, "GJ2023-0002", "门窗数字化车间"),
    ],
    schema=dict.fromkeys(COLUMNS, pl.String), orient="row",
)
INDEX = index(NAMES)


def hits(typed: str) -> list[tuple[str, str, str]]:
    n, found = find(INDEX, typed)
    assert n == found.height
    return found.select("name", "found_in", "match").rows()


def test_the_exact_name_comes_before_a_beginning_and_a_part() -> None:
    assert hits("重明机械") == [
        ("重明机械", "名称", "完全一致"), ("重明机械总装车间MES", "名称", "开头一致"),
        ("上海重明（青浦）机械有限公司", "曾用名", "开头一致"),
    ]
    assert hits("机械有限") == [("上海重明（青浦）机械有限公司", "名称", "包含")]


@pytest.mark.parametrize("typed", [
    "上海重明(青浦)机械有限公司", "上海重明青浦机械有限公司", " 上海 重明 （青浦） 机械有限公司 ",
    "上海重明【青浦】机械-有限公司",
])
def test_brackets_width_and_spaces_do_not_matter(typed: str) -> None:
    assert hits(typed) == [("上海重明（青浦）机械有限公司", "名称", "完全一致")]


def test_case_and_full_width_letters_do_not_matter() -> None:
    for typed in ("先门ab集团", "先门ＡＢ集团", "先门Ab"):
        assert [name for name, _, _ in hits(typed)] == ["上海先门ＡＢ集团"]
    assert hits("mes")[0] == ("重明机械总装车间MES", "名称", "包含")


def test_a_former_name_a_factory_and_numbers_lead_there() -> None:
    assert hits("乐山泵业") == [("上海重明（青浦）机械有限公司", "曾用名", "包含")]
    assert hits("一号工厂") == [("重明机械总装车间MES", "示范工厂名称", "包含")]
    assert hits("gj2023-0002") == [("门窗数字化车间", "编号", "完全一致")]
    assert hits("0002") == [("门窗数字化车间", "编号", "包含")]
    assert hits("xx000188x0") == [("西安门窗（上海）有限公司", "编号", "包含")]
    assert hits("188") == []  # three characters of a code are in too many codes


def test_every_reading_of_a_character_counts() -> None:
    assert {"zhong", "chong"} <= set(readings("重"))
    for typed in ("zhongming", "chongming"):
        assert [name for name, _, match in hits(typed) if match == "拼音"] == [
            "重明机械", "重明机械总装车间MES", "上海重明（青浦）机械有限公司",
        ], typed
    for typed in ("leshan", "yueshan", "lsby", "ysby"):
        assert [name for name, _, _ in hits(typed)] == ["上海重明（青浦）机械有限公司"], typed


def test_letters_are_read_as_any_syllables_and_the_last_may_be_unfinished() -> None:
    assert {name for name, _, _ in hits("xianmen")} == {"西安门窗（上海）有限公司", "上海先门ＡＢ集团"}
    assert {name for name, _, _ in hits("xi'an men ch")} == {"西安门窗（上海）有限公司"}
    assert hits("shanghaichongmingqingpujixieyouxiangongsi") == [("上海重明（青浦）机械有限公司", "名称", "拼音")]
    assert [name for name, _, _ in hits("lvshi")] == [name for name, _, _ in hits("lüshi")] == ["吕氏食品"]


def test_initials_stand_after_pinyin_and_after_the_letters_themselves() -> None:
    assert hits("zmjx")[0] == ("重明机械", "名称", "拼音首字母")
    assert [match for _, _, match in hits("ab")] == ["包含"]
    assert ("门窗数字化车间", "名称", "拼音首字母") in hits("mcszhcj")


def test_same_sounding_characters_help_only_where_nothing_else_fits() -> None:
    assert hits("崇明机卸")[0] == ("重明机械", "名称", "读音相同")
    assert hits("門窗數字化")[0] == ("门窗数字化车间", "名称", "读音相同")  # traditional characters
    assert {match for _, _, match in hits("重明")} == {"开头一致"}
    assert hits("没有这家企业") == []


@pytest.mark.parametrize("typed", ["", "   ", "（）", "%", "[", ".*", "\\", "(((", "zq", "🙂"])
def test_nothing_and_marks_find_nothing(typed: str) -> None:
    assert hits(typed) == []


@pytest.mark.parametrize("typed", ["xian" * 16, "fangan" * 10, "a" * 64, "xianxianxianxianmen", "q" * 500, "明" * 500])
def test_long_and_ambiguous_letters_end_soon(typed: str) -> None:
    """Every way written out at once would be 2^16 of them."""
    assert hits(typed) == []


def test_at_most_fifty_are_listed_and_all_are_counted() -> None:
    many = pl.concat([NAMES.filter(found=FIRM).head(1).with_columns(number=pl.lit(f"N{i:04}")) for i in range(120)])
    n, found = find(index(many), "重明")
    assert (n, found.height) == (120, SHOWN)


def test_an_empty_ledger_has_nothing_to_find() -> None:
    n, found = find(index(NAMES.clear()), "重明")
    assert (n, found.height) == (0, 0)


def test_every_enterprise_and_application_of_the_sample_is_found_by_what_it_is_called(sample_home: Path) -> None:
    names = ask("name_list", home=sample_home)
    searched = index(names)
    listed = names.filter(found=FIRM)["number"].to_list()
    assert set(ask("enterprise_list", home=sample_home)["credit_code"]) <= set(listed)
    assert set(ask("award_list", home=sample_home)["credit_code"]) <= set(listed)
    for one in names.iter_rows(named=True):
        key = "credit_code" if one["found"] == FIRM else "project_id"
        for typed in (one["number"], one["number"].lower(), one["name"]):
            assert one[key] in find(searched, typed, shown=1000)[1][key].to_list(), typed


def test_the_pinyin_of_every_enterprise_of_the_sample_finds_it(sample_home: Path) -> None:
    """Spelled by another function of the library, the first reading of each character in its word."""
    names = ask("name_list", home=sample_home).filter(found=FIRM)
    searched = index(names)
    for one in names.sample(60, seed=7).iter_rows(named=True):
        chars = "".join(char for char in one["name"] if "一" <= char <= "鿿")
        spelled = "".join(part[0] for part in pinyin(chars, style=Style.NORMAL))
        initials = "".join(part[0] for part in pinyin(chars, style=Style.FIRST_LETTER))
        for typed in (spelled, initials, spelled[:-2]):
            assert one["number"] in find(searched, typed, shown=1000)[1]["credit_code"].to_list(), (one["name"], typed)


def test_folding_keeps_letters_digits_and_characters() -> None:
    assert folded("上海（青浦）Ａ-1 ·Ⅱ") == "上海青浦a1ii"


def test_a_letter_that_nobody_begins_with_has_no_pattern() -> None:
    known = Readings.of({"重", "明"})
    assert known.initials("zm") == "[重][明]"
    assert known.initials("xm") == known.spelled("ba") == ""
