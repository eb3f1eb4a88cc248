"""The page 名单: every step and every refusal, by people with sessions of their own."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import decisions
from dashboard.journal.book import CLOSED, DRAFT, REVIEWED, SUBMITTED, replay
from dashboard.journal.contacts import Contact, keep_contact
from dashboard.journal.store import Journal
from dashboard.list_sheet import list_sheets
from dashboard.places_used import places_used
from queries import ask, warehouse
from tests.dashboard.journal.postgres import cluster
from tests.dashboard.people import GONE, Planner, own_home, planner, with_newer_build

SECOND = "不符合或未核实申报条件，为何仍可推荐"


@pytest.fixture
def home(sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = own_home(sample_home, tmp_path / "home")
    monkeypatch.setenv("ZHIZAO_HOME", str(made))
    return made


@pytest.fixture
def jia(home: Path) -> Planner:
    """甲, with a draft of 优秀场景 made by him."""
    return planner(home, "甲").click("按评分拟定名单")


def reviewed(jia: Planner) -> Planner:
    """乙, who has approved the draft of 甲."""
    return planner(jia.home, "乙").click("复核通过")


def applications(**where: object) -> list[str]:
    ranking = ask("recommendation_list", call="national-2023", track="scene").filter(**where)
    return ranking["project_id"].to_list()


def test_looking_writes_nothing_and_without_a_name_nothing_can_be_done(home: Path) -> None:
    visitor = planner(home, "")
    assert "还没有名单。" in visitor.said
    assert "55 项申报中选 25 项，名额 25" in visitor.said
    assert "系统还没有登录" in visitor.said
    assert [one.label for one in visitor.app.button] == []
    assert not (home / "decisions").exists()


def test_a_draft_holds_what_the_rules_choose(jia: Planner) -> None:
    listing = jia.listing()
    ranking = ask("recommendation_list", call="national-2023", track="scene").filter(is_within_quota=True)
    assert [row.project_id for row in listing.rows] == ranking["project_id"].to_list(), "floors change nothing here"
    assert [row.points for row in listing.rows] == [round(score * 100) for score in ranking["score"]]
    assert (listing.state, listing.drafter, listing.basis.build) == (DRAFT, "甲", warehouse().build)
    assert jia.figures == {
        "状态": "草稿", "版本": "第 1 版", "占用名额": "25/25", "总分": f"{sum(ranking['score']):,.2f} 分",
    }
    table = jia.app.dataframe[0].value
    assert list(table["project_id"]) == ranking["project_id"].to_list()
    assert set(table["masked_contact"]) == {"未登记"}
    assert "北京时间" in jia.said


def test_a_link_leads_to_a_list(jia: Planner) -> None:
    factory = planner(jia.home, "甲", track="factory").click("按评分拟定名单")
    assert factory.figures["占用名额"] == "15/15"
    jia.click("按评分拟定名单")
    assert sorted(jia.book().lists) == ["national-2023-scene-1", "national-2023-scene-2"]
    linked = planner(jia.home, "乙", list="national-2023-scene-1")
    assert "名单编号 national-2023-scene-1" in linked.said
    assert "名单编号 national-2023-scene-2" in planner(jia.home, "乙", list="没有").said


def test_a_link_may_name_the_track_by_its_code(home: Path) -> None:
    """AppTest doesn't read bound words from the address: for 示范工厂 see tests/browser/test_lists.py."""
    assert "26 项申报中选 15 项" in planner(home, "", track="factory").said


def test_two_people_bring_a_list_to_the_city(jia: Planner) -> None:
    jia.click("复核通过")
    assert "没有写入：甲 拟定或修改过这份名单，须由另一人复核" in jia.said
    assert jia.listing().state == DRAFT
    yi = reviewed(jia)
    assert yi.figures["状态"] == REVIEWED
    jia.look()
    assert "你打开这份名单之后，别人办了" in jia.said
    jia.click("知道了")
    assert "别人办了" not in jia.said
    jia.click("提交")
    done = jia.listing()
    assert (done.state, done.submission and done.submission.actor) == (SUBMITTED, "甲")
    sheets = list_sheets(done, "national-2023", "scene")
    assert done.sheets == {suffix: hashlib.sha256(made).hexdigest() for suffix, made in sheets.items()}
    assert set(done.sheets) == {".docx", ".xlsx"}
    assert "名单已提交，不能修改" in jia.said
    assert not [one for one in jia.app.button if one.label.startswith("确认")]


def test_a_move_is_shown_then_written_with_its_reason(jia: Planner) -> None:
    first, _, third = (row.project_id for row in jia.listing().rows[:3])
    jia.select(third)
    assert "填一个位次" in jia.said
    jia.app.number_input[0].set_value(1).run()
    assert f"（{third}） 由第 3 位改为第 1 位" in jia.said.replace("(", "（")
    assert "（不变）" in jia.said
    jia.click("确认移到第 1 位")
    assert "没有写入：请写明原因" in jia.said
    assert jia.listing().last.number == 1
    jia.type("原因", "现场核查后调整").click("确认移到第 1 位")
    listing = jia.listing()
    assert [row.project_id for row in listing.rows[:2]] == [third, first]
    assert (listing.last.number, listing.last.reason, listing.last.actor) == (2, "现场核查后调整", "甲")
    assert "已写入：调整顺序" in jia.said
    assert "现在就在第 1 位" in jia.said, "it stays selected"


def test_leaving_out_brings_in_the_best_next_one_and_release_takes_it_back(jia: Planner) -> None:
    before = [row.project_id for row in jia.listing().rows]
    out = before[2]
    jia.select(out).choose("排除")
    assert "移出，原第 3 位" in jia.said
    jia.type("原因", "企业正在搬迁").click("确认排除")
    after = jia.listing()
    (come,) = {row.project_id for row in after.rows} - set(before)
    eligible = applications(is_eligible=True)
    best = next(one for one in eligible if one not in before)
    assert come == best, "the first by score that is eligible and of no enterprise on the list"
    assert after.forced_out == {out: "企业正在搬迁"}
    assert "企业正在搬迁" in jia.said
    (menu,) = [one for one in jia.app.selectbox if one.label == "取消哪一项"]
    menu.set_value(out).run()
    jia.type("原因", "搬迁已完成").click("确认取消排除")
    assert [row.project_id for row in jia.listing().rows] == before
    assert jia.listing().forced_out == {}


def test_withdrawing_leaves_the_place_to_the_next(jia: Planner) -> None:
    out = jia.listing().rows[0].project_id
    jia.select(out).choose("撤回申报").type("原因", "企业来函撤回").click("确认撤回申报")
    listing = jia.listing()
    assert listing.last.what.startswith("撤回申报")
    assert listing.n_places == 25
    assert out not in [row.project_id for row in listing.rows]


def put_in(who: Planner, project_id: str) -> Planner:
    (menu,) = [one for one in who.app.selectbox if one.label == "查找企业或编号"]
    menu.set_value(project_id).run()
    return who


def test_who_is_not_eligible_needs_a_second_reason_and_is_marked(jia: Planner) -> None:
    late = applications(is_eligible=False)[0]
    put_in(jia, late)
    assert "列入须另写明为何仍可推荐" in jia.said
    jia.type("原因", "区长办公会议定").click("确认列入")
    assert "没有写入" in jia.said
    assert "须另写明为何仍可推荐" in jia.said
    jia.type(SECOND, "证照已补齐，待录入").click("确认列入")
    listing = jia.listing()
    assert listing.n_places == 25
    assert listing.exceptions == {late: "证照已补齐，待录入"}
    table = jia.app.dataframe[0].value
    (mark,) = [words for words in table["list_mark"] if words]
    assert mark == "列入：区长办公会议定；不符合或未核实申报条件，仍推荐：证照已补齐，待录入"
    jia.select(late).choose("取消列入").type("原因", "会议决定撤销").click("确认取消列入")
    assert late not in [row.project_id for row in jia.listing().rows]
    assert jia.listing().exceptions == {}


def test_the_order_people_gave_stays_when_others_come_and_go(jia: Planner) -> None:
    last = jia.listing().rows[-1].project_id
    jia.select(last)
    jia.app.number_input[0].set_value(1).run()
    jia.type("原因", "示范性最强").click("确认移到第 1 位")
    order = [row.project_id for row in jia.listing().rows]
    jia.select(order[5]).choose("排除").type("原因", "企业正在搬迁").click("确认排除")
    after = [row.project_id for row in jia.listing().rows]
    assert [one for one in after if one in order] == [one for one in order if one != order[5]]
    assert after[0] == last


def test_somebody_elses_change_is_a_conflict_and_the_reason_stays(jia: Planner) -> None:
    yi = planner(jia.home, "乙")
    first, second, third = (row.project_id for row in jia.listing().rows[:3])
    jia.select(second)
    jia.app.number_input[0].set_value(1).run()
    yi.select(third)
    yi.app.number_input[0].set_value(1).run()
    yi.type("原因", "产能已达标").click("确认移到第 1 位")
    jia.type("原因", "现场核查后调整").click("确认移到第 1 位")
    assert "名单已被 乙 改为第 2 版（调整顺序" in jia.said
    assert "由第 3 位改为第 1 位" in jia.said
    assert "你写的原因还在，可以直接再用：现场核查后调整" in jia.said
    assert jia.listing().last.number == 2
    assert [one.value for one in jia.app.text_area if one.label == "原因"] == ["现场核查后调整"]
    assert jia.figures["版本"] == "第 2 版"
    jia.click("确认移到第 1 位")
    assert [row.project_id for row in jia.listing().rows[:3]] == [second, third, first]
    assert [version.actor for version in jia.listing().versions] == ["甲", "乙", "甲"]


def test_a_submitted_list_comes_back_only_with_a_reason(jia: Planner) -> None:
    yi = reviewed(jia)
    jia.look().click("提交")
    yi.look().click("撤回提交")
    assert "没有写入：请写明原因" in yi.said
    yi.type("原因", "市里退回补正").click("撤回提交")
    assert [what for _, what, _ in jia.listing().events] == ["拟定名单", "复核通过", "提交", "撤回提交"]
    assert (jia.listing().state, jia.listing().sheets) == (DRAFT, {})


def test_an_old_page_can_not_submit_what_was_reviewed_anew(jia: Planner) -> None:
    yi = reviewed(jia)
    jia.look()
    yi.choose("退回").type("原因", "第 3 位要再核").click("退回修改")
    yi.click("复核通过")
    jia.click("提交")
    assert "乙 又办理过这份名单（复核通过），请看过最新状态再提交" in jia.said
    assert jia.listing().state == REVIEWED


def test_sending_back_and_giving_up_need_a_reason(jia: Planner) -> None:
    yi = planner(jia.home, "乙").choose("退回").click("退回修改")
    assert "没有写入：请写明原因" in yi.said
    yi.type("原因", "第 3 位要再核").click("退回修改")
    assert jia.listing().events[-1][1:] == ("退回修改", "第 3 位要再核")
    jia.look().click("知道了").choose("撤销名单").type("原因", "重新拟定").click("撤销名单")
    assert jia.listing().state == CLOSED
    assert "名单已撤销，只供查阅" in jia.said
    jia.click("按评分拟定名单")
    assert jia.listing(2).state == DRAFT
    assert "名单编号 national-2023-scene-2" in jia.said


def test_who_stands_back_is_listed_and_refused(jia: Planner) -> None:
    row = jia.listing().rows[1]
    yi = planner(jia.home, "乙")
    (menu,) = [one for one in yi.app.selectbox if one.label == "回避哪家企业"]
    menu.set_value(row.credit_code).run()
    yi.type("原因", "亲属任职").click("申报回避")
    assert f"乙 回避 {row.enterprise}：亲属任职" in yi.said
    yi.click("复核通过")
    assert f"没有写入：乙 对 {row.enterprise} 已申报回避" in yi.said
    assert planner(jia.home, "丙").click("复核通过").figures["状态"] == REVIEWED


def test_versions_are_compared_in_words(jia: Planner) -> None:
    out = jia.listing().rows[2]
    jia.select(out.project_id).choose("排除").type("原因", "企业正在搬迁").click("确认排除")
    assert f"{out.enterprise}（{out.project_id}）移出，原第 3 位" in jia.said
    assert "总分 1,495.89 分 → 1,484.40 分（减少 11.49 分）" in jia.said
    events = jia.app.dataframe[1].value
    assert list(events["done"]) == [f"排除 {out.enterprise}", "拟定名单"]
    assert list(events["actor"]) == ["甲", "甲"]
    assert list(events["why"]) == ["企业正在搬迁", ""]


def test_contacts_are_masked(jia: Planner) -> None:
    code = jia.listing().rows[0].credit_code
    journal = Journal(jia.home / "decisions")
    keep_contact(journal, "甲", "c1", code, Contact("王建国", "13900001234"))
    journal.close()
    jia.look()
    shown = list(jia.app.dataframe[0].value["masked_contact"])
    assert shown == ["王＊ 139****1234", *["未登记"] * 24]
    assert "13900001234" not in jia.said


def test_a_harmed_journal_is_said(jia: Planner) -> None:
    connection = sqlite3.connect(jia.home / "decisions" / "decisions.sqlite")
    connection.execute("DROP TRIGGER entry_no_update")
    connection.execute("UPDATE entry SET actor = '丁' WHERE seq = 1")
    connection.commit()
    connection.close()
    decisions._faults.cache_clear()
    decisions._journal.cache_clear()
    visitor = planner(jia.home, "")
    (said,) = [one.value for one in visitor.app.error]
    assert "办理记录没有通过校验" in said
    assert "第 1 条的内容与校验值不符" in said


@pytest.mark.parametrize("name", ["quota", "overview"])
def test_the_quota_pages_say_what_lists_take(jia: Planner, name: str) -> None:
    jia.app.switch_page(f"app_pages/{name}.py")
    jia.look()
    assert "名单（人工决定）：优秀场景 在办 25/25（草稿）。上面的已用是按现行排序推算的" in jia.said
    reviewed(jia)
    planner(jia.home, "甲").click("提交")
    jia.look()
    assert "优秀场景 已提交 25/25" in jia.said


def test_on_a_past_day_no_list_had_been_made(jia: Planner) -> None:
    assert places_used(warehouse(), "2023-08-10") == []
    assert [one.n for one in places_used(warehouse())] == [25]


@pytest.fixture(scope="module")
def two_builds(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_newer_build(sample_home, tmp_path_factory.mktemp("newer"))


def test_a_list_stays_on_its_build_until_it_is_chosen_anew(
    two_builds: Path, sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = own_home(two_builds, tmp_path / "home")
    monkeypatch.setenv("ZHIZAO_HOME", str(home))
    newer, older = ((one / "builds" / "CURRENT").read_text(encoding="utf-8") for one in (two_builds, sample_home))
    assert newer != older
    (home / "builds" / "CURRENT").write_text(older, encoding="utf-8")
    jia = planner(home, "甲").click("按评分拟定名单")
    before = [row.project_id for row in jia.listing().rows]
    assert GONE in before
    (home / "builds" / "CURRENT").write_text(newer, encoding="utf-8")
    jia.look()
    assert "名单仍依据" not in jia.said, "the open page stays on its build"
    jia.click("点此更新")
    assert f"名单仍依据 {older.strip()}" in jia.said
    assert f"（{GONE}）移出" in jia.said
    assert list(jia.app.dataframe[0].value["project_id"]) == before, "nothing changes by itself"
    jia.select(before[0]).choose("排除").type("原因", "企业正在搬迁", "force_out").click("确认排除")
    assert GONE in [row.project_id for row in jia.listing().rows], "a change still chooses on the list's own build"
    assert jia.listing().basis.build == older.strip()
    jia.type("原因", "按更正后的数据", "reselect").click("按新数据重新选择")
    listing = jia.listing()
    assert listing.basis.build == newer.strip()
    assert {GONE, before[0]}.isdisjoint(row.project_id for row in listing.rows)
    assert listing.forced_out == {before[0]: "企业正在搬迁"}
    assert "不会自动变动" not in jia.said
    assert "已写入：重新选择" in jia.said


def test_without_its_build_a_list_can_still_be_ordered_but_not_filled(
    two_builds: Path, sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = own_home(two_builds, tmp_path / "home")
    monkeypatch.setenv("ZHIZAO_HOME", str(home))
    newer, older = ((one / "builds" / "CURRENT").read_text(encoding="utf-8") for one in (two_builds, sample_home))
    (home / "builds" / "CURRENT").write_text(older, encoding="utf-8")
    jia = planner(home, "甲").click("按评分拟定名单")
    (home / "builds" / "CURRENT").write_text(newer, encoding="utf-8")
    for path in (home / "builds").glob(f"warehouse-{older.strip()}.*"):
        path.unlink()
    jia.look()
    assert f"刚才看的数据版本 {older.strip()} 已不再保留，现在是 {newer.strip()}。" in jia.said
    assert "已清理：现在只能调整顺序" in jia.said
    jia.select(jia.listing().rows[1].project_id)
    assert [one.options for one in jia.app.button_group if "移动" in one.options] == [["移动"]]
    jia.app.number_input[0].set_value(1).run()
    jia.type("原因", "现场核查后调整", "reorder").click("确认移到第 1 位")
    assert jia.listing().last.number == 2


@pytest.fixture
def postgres(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with cluster(Path(tempfile.mkdtemp(prefix="pg"))) as url:
        monkeypatch.setenv("ZHIZAO_DECISIONS", url)
        yield url
        decisions.journal(Path(os.environ["ZHIZAO_HOME"])).close()


def test_the_page_decides_in_postgresql_as_well(home: Path, postgres: str) -> None:
    jia = planner(home, "甲").click("按评分拟定名单")
    planner(home, "乙").click("复核通过")
    jia.look().click("提交")
    assert jia.figures["状态"] == SUBMITTED
    assert not (home / "decisions" / "decisions.sqlite").exists()
    book = replay(Journal(home / "decisions", postgres).entries("national-2023/scene"))
    assert book.submitted
    assert [what for _, what, _ in book.submitted.events] == ["拟定名单", "复核通过", "提交"]
