"""Published lists: which tables are lists, whose rows they are, what counts, and that nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries import ask
from tests.etl.loads import load, rows, written
from tests.etl.published import DECIDED, ENTERPRISES, PAID, PROPOSED, A, B, C, folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("lists")
    load(base / "home", folder(base / "in"))
    return base / "home"


def test_every_row_is_attached_by_a_written_rule_or_waits(home: Path) -> None:
    found = rows(home, "SELECT name, credit_code, match_rule, status FROM listed JOIN source_sheet USING (sheet_id)"
                       " ORDER BY file, \"row\"")
    assert found == [
        ("上海虚构甲电气有限公司", A, "name", "matched"),
        ("上海虚构甲厂", A, "former", "matched"),
        ("上海虛構乙智能裝備(青浦)有限公司", B, "writing", "matched"),
        ("上海虚构甲电气有限公司青浦分公司", None, None, "waiting"),
        ("上海虚构假电气有限公司", None, None, "waiting"),
        ("虚构共用名公司", None, None, "waiting"),
        ("虚构丙材料股份有限公司", C, "name", "matched"),
        ("虚构丙材料有限公司", None, None, "waiting"),
        ("上海虚构甲电气有限公司", A, "name", "matched"),
        ("虚构丙材料股份有限公司", C, "name", "matched"),
        ("苏州虚构外地公司", None, None, "waiting"),
    ]
    whys = dict(rows(home, "SELECT name, why FROM listed WHERE why IS NOT NULL"))
    assert whys["上海虛構乙智能裝備(青浦)有限公司"] == "只有繁简体不同"
    assert whys["上海虚构甲厂"] == "曾用名（2003至2015年）"
    assert whys["虚构共用名公司"] == "2 家企业用过这个名称"


def test_nothing_is_lost_and_what_waits_is_quarantined_with_its_cell(home: Path) -> None:
    counts = rows(
        home, "SELECT file, kind, n_read, n_accepted, n_quarantined, n_skipped FROM source_sheet ORDER BY file")
    assert counts == [
        ("企业.csv", "enterprise", 4, 3, 0, 1), ("拟拨付名单.csv", "payment_list", 10, 3, 4, 3),
        ("拨付名单.csv", "payment_list", 4, 1, 1, 2), ("认定名单.csv", "award_list", 5, 2, 1, 2),
    ]
    waiting = rows(home, "SELECT file, cell, raw FROM finding WHERE rule = 'unmatched_name' ORDER BY file, \"row\"")
    assert waiting == [
        ("拟拨付名单.csv", "B6", "上海虚构甲电气有限公司青浦分公司"),
        ("拟拨付名单.csv", "B7", "上海虚构假电气有限公司"),
        ("拟拨付名单.csv", "B8", "虚构共用名公司"), ("拨付名单.csv", "B4", "虚构丙材料有限公司"),
        ("认定名单.csv", "B5", "苏州虚构外地公司"),
    ]
    assert rows(home, "SELECT cell FROM finding WHERE rule = 'required_empty'") == [("B9",)]


def test_only_decided_dated_known_and_attached_rows_count(home: Path) -> None:
    assert rows(home, "SELECT enterprise, credit_code, tier, CAST(award_date AS VARCHAR) FROM award") == [
        ("上海虚构甲电气有限公司", A, "区级智能工厂", "2026-09-30")
    ]
    assert rows(home, "SELECT payee, credit_code, item, CAST(paid_yuan AS INTEGER), year FROM payment") == [
        ("虚构丙材料股份有限公司", C, "区级智能车间", 200_000, 2026)
    ]
    reasons = rows(home, "SELECT uncounted, count(*) FROM listed WHERE status = 'matched' AND counted_as IS NULL"
                         " GROUP BY uncounted ORDER BY uncounted")
    assert reasons == [("名单是拟定或公示的，还不是认定或拨付", 3), ("称号或事项不在政策文件的名目里", 1)]
    noted = rows(home, "SELECT rule, count(*) FROM finding WHERE rule IN ('list_beside', 'matched_name') GROUP BY rule")
    assert dict(noted) == {"list_beside": 2, "matched_name": 2}


def test_money_that_waits_is_seen_and_in_nobodys_sums(home: Path) -> None:
    total = ask("listed_summary", home=home).row(0, named=True)
    assert (total["n_listed"], total["n_matched"], total["n_waiting"]) == (11, 6, 5)
    assert int(total["waiting_yuan"]) == 10_000 * (20 + 20 + 7 + 20)
    assert int(ask("project_summary", home=home)["paid_yuan"][0]) == 200_000


def test_a_branch_and_a_homophone_have_their_explained_candidates(home: Path) -> None:
    best = {name: (code, score, why) for name, code, score, why in rows(
        home, "SELECT spelling, credit_code, score, why FROM match_candidate WHERE candidate_order = 1")}
    branch = best["上海虚构甲电气有限公司青浦分公司"]
    assert branch[0] == A
    assert "分支机构" in branch[2]
    assert best["上海虚构假电气有限公司"][0] == A
    assert "读音相同" in best["上海虚构假电气有限公司"][2]
    assert best["虚构丙材料有限公司"][0] == C
    assert "公司形式" in best["虚构丙材料有限公司"][2]
    assert "苏州虚构外地公司" not in best or best["苏州虚构外地公司"][1] < 60


def test_the_order_of_loading_changes_no_match(home: Path, tmp_path: Path) -> None:
    load(tmp_path / "home", written(tmp_path / "one", 拨付名单=PAID, 拟拨付名单=PROPOSED))
    load(tmp_path / "home", written(tmp_path / "two", 认定名单=DECIDED, 企业=ENTERPRISES))
    what = ("SELECT file, \"row\", name, credit_code, match_rule, status, counted_as, uncounted FROM listed"
            " JOIN source_sheet USING (sheet_id) ORDER BY ALL")
    assert rows(tmp_path / "home", what) == rows(home, what)
    near = "SELECT spelling, candidate_order, credit_code, score FROM match_candidate ORDER BY ALL"
    assert rows(tmp_path / "home", near) == rows(home, near)


CUT_SHORT = {
    "项目缺码": (
        "企业名称,项目名称,申报批次,申报类别,所在街镇\n虚构甲公司,示例,qingpu-2025,区级智能工厂,夏阳街道\n",
        "项目编号"),
    "认定缺码": ("企业名称,认定档次,认定日期\n虚构甲公司,区级智能工厂,2024-05-01\n", "统一社会信用代码"),
    "拨付缺码": (
        "拨付对象,事项,拨付金额（万元）,拨付日期,年度\n虚构甲公司,区级智能工厂,50,2024-05-01,2024\n",
        "统一社会信用代码"),
    "只有名称": ("企业名称,项目名称\n虚构甲公司,示例\n", "统一社会信用代码"),
}
LISTS = {
    "无标题": ("序号,企业名称,称号,备注\n1,虚构丁公司,区级智能工厂,\n", "award_list"),
    "项目金额": ("序号,单位名称,项目名称,拟补助金额（万元）\n1,虚构丁公司,示例改造,12.5\n", "payment_list"),
    "只有项目": ("拟认定企业公示名单,\n企业名称,项目名称\n虚构丁公司,示例\n", "award_list"),
    "带奖励": ("智能工厂认定名单,,\n企业名称,称号,奖励金额（万元）\n虚构丁公司,区级智能工厂,50\n", "award_list"),
    "带代码": (
        f"认定名单,,\n企业名称,统一社会信用代码,称号\n上海虚构甲电气（新）有限公司,{A},区级智能工厂\n"
        f"虚构丙材料股份有限公司,{A},区级智能工厂\n虚构共用名公司,{B},区级智能工厂\n"
        "虚构丁公司,91310118XX0000045X,区级智能工厂\n", "award_list"),
    "台账已有": (DECIDED, "award_list"),
}
OWN = f"企业名称,统一社会信用代码,认定档次,认定日期\n上海虚构甲电气有限公司,{A},区级智能工厂,2026-09-30\n"


@pytest.fixture(scope="module")
def various(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, tuple[str, str | None]]]:
    """A home with sheets that are lists and sheets that only look like some, and what became of each file."""
    base = tmp_path_factory.mktemp("various")
    texts = {name: text for name, (text, _) in (CUT_SHORT | LISTS).items()}
    done = load(base / "home", written(base / "in", 企业=ENTERPRISES, 认定台账=OWN, **texts))
    return base / "home", done.outcomes()


def test_a_sheet_whose_columns_got_lost_is_no_list(various: tuple[Path, dict[str, tuple[str, str | None]]]) -> None:
    for name, (_, lacking) in CUT_SHORT.items():
        outcome, reason = various[1][f"{name}.csv"]
        assert outcome == "refused", name
        assert lacking in (reason or ""), name


def test_few_columns_without_codes_are_a_list(various: tuple[Path, dict[str, tuple[str, str | None]]]) -> None:
    kinds = dict(rows(various[0], "SELECT file, kind FROM source_sheet"))
    assert {name: kinds[f"{name}.csv"] for name in LISTS} == {name: kind for name, (_, kind) in LISTS.items()}


def test_the_ledgers_own_row_counts_and_the_lists_does_not(
    various: tuple[Path, dict[str, tuple[str, str | None]]]
) -> None:
    assert rows(various[0], f"SELECT count(*) FROM award WHERE credit_code = '{A}'") == [(1,)]
    reasons = rows(various[0], "SELECT uncounted FROM listed JOIN source_sheet USING (sheet_id)"
                               " WHERE file = '台账已有.csv' ORDER BY \"row\"")
    assert reasons == [("台账上已有同一笔",), ("称号或事项不在政策文件的名目里",), (None,)]


def test_a_code_on_a_list_is_exact_and_never_overrules_another_name(
    various: tuple[Path, dict[str, tuple[str, str | None]]]
) -> None:
    found = rows(various[0], "SELECT credit_code, match_rule, why FROM listed JOIN source_sheet USING (sheet_id)"
                             " WHERE file = '带代码.csv' ORDER BY \"row\"")
    assert found == [
        (A, "code", "名称与企业表的「上海虚构甲电气有限公司」不一致，按信用代码"),
        (None, None, f"信用代码 {A} 与名称指向不同的企业"), (B, "code", None),
        (None, None, "名单上的信用代码 91310118XX0000045X 不在企业表"),
    ]
