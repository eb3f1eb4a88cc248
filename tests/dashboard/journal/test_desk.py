"""Draft, review, submit: what people may do with a list, and what they may not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.journal.book import CLOSED, DRAFT, REVIEWED, SUBMITTED, Row, difference
from dashboard.journal.desk import Conflict, Desk, Refused
from dashboard.journal.store import Journal
from tests.dashboard.journal.lists import BASIS, drafted, numbers, row

SHEETS = {".docx": "ab" * 32}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Journal(tmp_path), "national-2023/scene")


def revised(desk: Desk, *order: int, seen: int = 1, change: str = "reorder", by: str = "甲", **more: str):
    fields = {"reason": "现场核查后调整", "key": f"{by}-{seen}-{change}-{order}"} | more
    key = fields.pop("key")
    return desk.revise(by, key, list_id="L1", seen=seen, change=change, rows=[row(n) for n in order], **fields)


def test_a_list_goes_from_draft_to_the_city_by_two_people(desk: Desk) -> None:
    assert drafted(desk, 1, 2, 3).state == DRAFT
    assert desk.review("乙", "r1", list_id="L1", seen=1).state == REVIEWED
    done = desk.submit("甲", "s1", list_id="L1", seen=1, sheets=SHEETS, limit=3)
    assert done.review
    assert done.submission
    assert (done.state, done.review.actor, done.submission.actor, done.sheets) == (SUBMITTED, "乙", "甲", SHEETS)
    assert done.stands_at == done.review, "the sheet is stamped with what was reviewed"
    assert desk.journal.faults() == []
    again = Desk(Journal(desk.journal.witness.parent), desk.book).read()
    assert again.submitted == done, "another process sees the same"


def test_nobody_reviews_what_he_drafted_or_changed(desk: Desk) -> None:
    drafted(desk, 1, 2, 3)
    with pytest.raises(Refused, match="须由另一人复核"):
        desk.review("甲", "r1", list_id="L1", seen=1)
    with pytest.raises(Refused, match="须由另一人复核"):
        desk.review(" 甲 ", "r2", list_id="L1", seen=1)
    revised(desk, 2, 1, 3, by="乙")
    with pytest.raises(Refused, match="须由另一人复核"):
        desk.review("乙", "r3", list_id="L1", seen=2)
    assert desk.review("丙", "r4", list_id="L1", seen=2).state == REVIEWED


def test_the_second_person_can_be_switched_off(tmp_path: Path) -> None:
    desk = Desk(Journal(tmp_path), "b/t", needs_two=False)
    drafted(desk, 1)
    assert desk.review("甲", "r1", list_id="L1", seen=1).state == REVIEWED


def test_a_change_after_review_asks_for_a_new_review(desk: Desk) -> None:
    drafted(desk, 1, 2, 3)
    desk.review("乙", "r1", list_id="L1", seen=1)
    assert revised(desk, 3, 2, 1).state == DRAFT
    with pytest.raises(Refused, match="复核通过后才能提交"):
        desk.submit("甲", "s1", list_id="L1", seen=2, sheets=SHEETS, limit=3)


def test_every_change_needs_a_reason_and_is_what_it_says(desk: Desk) -> None:
    drafted(desk, 1, 2, 3)
    for words in ("", "  ", "。"):
        with pytest.raises(Refused, match="请写明原因"):
            revised(desk, 2, 1, 3, reason=words, key=f"k{len(words)}{words}")
    with pytest.raises(Refused, match="只改先后"):
        revised(desk, 2, 1)
    with pytest.raises(Refused, match="还有要移出的"):
        revised(desk, 1, 2, 3, change="force_out", project_id="GJ-0002")
    with pytest.raises(Refused, match="没有要列入的"):
        revised(desk, 1, 2, 4, change="force_in", project_id="GJ-0009")
    with pytest.raises(Refused, match="请先填写经办人姓名"):
        revised(desk, 2, 1, 3, by=" ")
    assert desk.read().lists["L1"].last.number == 1


def test_forcing_in_and_out_is_kept_with_its_reason(desk: Desk) -> None:
    drafted(desk, 1, 2, 3)
    revised(desk, 1, 2, 9, change="force_in", project_id="GJ-0009", reason="区长办公会议定")
    listing = revised(desk, 1, 9, change="force_out", project_id="GJ-0002", reason="企业正在搬迁", seen=2)
    assert listing.forced_in == {"GJ-0009": "区长办公会议定"}
    assert listing.forced_out == {"GJ-0002": "企业正在搬迁"}
    listing = revised(desk, 1, 9, 2, change="release", project_id="GJ-0002", reason="搬迁已完成", seen=3)
    assert listing.forced_out == {}
    assert [version.what for version in listing.versions] == [
        "拟定名单", "列入 虚构第9公司", "排除 虚构第2公司", "取消干预 虚构第2公司"
    ]
    assert [numbers(version.rows) for version in listing.versions] == [[1, 2, 3], [1, 2, 9], [1, 9], [1, 9, 2]]


def test_no_list_is_above_the_quota_or_names_anybody_twice(desk: Desk) -> None:
    with pytest.raises(Refused, match="名单有 4 项，名额只有 3，请先减少 1 项"):
        drafted(desk, 1, 2, 3, 4)
    drafted(desk, 1, 2, 3)
    with pytest.raises(Refused, match="名额只有 3"):
        revised(desk, 1, 2, 3, 4, change="force_in", project_id="GJ-0004")
    with pytest.raises(Refused, match="同一项目在名单里出现两次：GJ-0001"):
        revised(desk, 1, 1, 2, change="reselect")
    twin = Row("GJ-0099", row(1).credit_code, "虚构第1公司")
    with pytest.raises(Refused, match="同一企业在名单里出现两次"):
        desk.revise("甲", "t", list_id="L1", seen=1, change="reselect", rows=[row(1), twin], reason="重复申报")
    desk.review("乙", "r1", list_id="L1", seen=1)
    with pytest.raises(Refused, match="名额只有 2"):
        desk.submit("甲", "s1", list_id="L1", seen=1, sheets=SHEETS, limit=2)


def test_one_list_only_is_with_the_city(desk: Desk) -> None:
    for name in ("L1", "L2"):
        drafted(desk, 1, 2, list_id=name)
        desk.review("乙", f"r-{name}", list_id=name, seen=1)
    desk.submit("甲", "s1", list_id="L1", seen=1, sheets=SHEETS, limit=3)
    with pytest.raises(Refused, match="已提交名单 L1，须先撤回"):
        desk.submit("甲", "s2", list_id="L2", seen=1, sheets=SHEETS, limit=3)
    with pytest.raises(Refused, match="须先撤回提交并写明原因"):
        revised(desk, 2, 1)
    assert desk.retract("甲", "x1", list_id="L1", seen=1, reason="市里退回补正").state == DRAFT
    assert desk.submit("甲", "s3", list_id="L2", seen=1, sheets=SHEETS, limit=3).state == SUBMITTED


def test_sheets_of_an_earlier_review_can_not_be_submitted(desk: Desk) -> None:
    drafted(desk, 1, 2)
    first = desk.review("乙", "r1", list_id="L1", seen=1).stands_at.seq
    desk.send_back("丙", "b1", list_id="L1", seen=1, reason="再核一次")
    again = desk.review("丙", "r2", list_id="L1", seen=1).stands_at.seq
    with pytest.raises(Refused, match="丙 又办理过这份名单（复核通过），请看过最新状态再提交"):
        desk.submit("甲", "s1", list_id="L1", seen=1, sheets=SHEETS, limit=3, stands_at=first)
    assert desk.submit("甲", "s2", list_id="L1", seen=1, sheets=SHEETS, limit=3, stands_at=again).state == SUBMITTED


def test_why_somebody_may_stand_on_a_list_is_kept_with_it(desk: Desk) -> None:
    drafted(desk, 1, 2)
    late = replace(row(9), is_eligible=False)
    force = {"list_id": "L1", "project_id": late.project_id, "reason": "区长办公会议定"}
    listing = desk.revise(
        "甲", "f1", seen=1, change="force_in", rows=[row(1), late], ineligible_reason="证照已补齐，待录入", **force
    )
    assert listing.exceptions == {late.project_id: "证照已补齐，待录入"}
    listing = desk.revise("甲", "f2", seen=2, change="reorder", rows=[late, row(1)], **force)
    assert listing.exceptions == {late.project_id: "证照已补齐，待录入"}
    assert desk.revise("甲", "f3", seen=3, change="release", rows=[row(1), row(2)], **force).exceptions == {}


def test_two_planners_on_one_list_see_each_other(desk: Desk) -> None:
    drafted(desk, 1, 2, 3)
    revised(desk, 2, 1, 3, by="乙", reason="产能已达标")
    with pytest.raises(Conflict, match="名单已被 乙 改为第 2 版（调整顺序：产能已达标），你看到的是第 1 版") as found:
        revised(desk, 3, 2, 1, by="甲")
    assert numbers(found.value.listing.rows) == [2, 1, 3], "the page can show what it is now"
    assert [version.actor for version in desk.read().lists["L1"].versions] == ["甲", "乙"], "nothing is lost"


def test_a_double_click_is_one_decision(desk: Desk) -> None:
    drafted(desk, 1, 2, 3)
    first = revised(desk, 2, 1, 3, key="click")
    second = revised(desk, 2, 1, 3, key="click")
    assert first == second
    assert len(desk.journal.entries()) == 2
    with pytest.raises(ValueError, match="已用于第 2 条"):
        revised(desk, 3, 1, 2, key="click")


def test_who_stands_back_takes_no_part(desk: Desk) -> None:
    drafted(desk, 1, 2, 3)
    desk.recuse("乙", "c1", credit_code=row(2).credit_code, reason="亲属任职")
    with pytest.raises(Refused, match="乙 对 虚构第2公司 已申报回避"):
        desk.review("乙", "r1", list_id="L1", seen=1)
    with pytest.raises(Refused, match="已申报回避"):
        revised(desk, 1, 3, change="force_out", project_id="GJ-0002", by="乙")
    assert desk.review("丙", "r2", list_id="L1", seen=1).state == REVIEWED


def test_the_difference_of_two_versions_in_words(desk: Desk) -> None:
    drafted(desk, 1, 2, 3)
    listing = revised(desk, 3, 1, 9, change="reselect")
    assert difference(listing.versions[0], listing.versions[1]) == [
        "虚构第3公司（GJ-0003） 由第 3 位改为第 1 位", "虚构第1公司（GJ-0001） 由第 1 位改为第 2 位",
        "虚构第9公司（GJ-0009） 增列第 3 位", "虚构第2公司（GJ-0002）移出，原第 2 位",
    ]
    assert difference(listing.versions[1], listing.versions[1]) == []


def test_a_double_click_on_leaving_out_is_one_decision(desk: Desk) -> None:
    drafted(desk, 1, 2, 3)
    for _ in range(2):
        listing = revised(desk, 1, 3, change="force_out", project_id="GJ-0002", key="click")
    assert [version.what for version in listing.versions] == ["拟定名单", "排除 虚构第2公司"]


def test_who_is_not_eligible_enters_only_with_a_reason_of_its_own(desk: Desk) -> None:
    late = replace(row(9), is_eligible=False)
    with pytest.raises(Refused, match="须另写明为何仍可推荐"):
        desk.draft("甲", "d", list_id="L1", basis=BASIS, rows=[row(1), late])
    drafted(desk, 1, 2)
    force = {"list_id": "L1", "change": "force_in", "project_id": late.project_id, "reason": "区长办公会议定"}
    with pytest.raises(Refused, match="须另写明为何仍可推荐"):
        desk.revise("甲", "f1", seen=1, rows=[row(1), row(2), late], **force)
    desk.revise("甲", "f2", seen=1, rows=[row(1), row(2), late], ineligible_reason="证照已补齐，待录入", **force)
    assert revised(desk, 2, 1, seen=2, change="force_out", project_id="GJ-0009").last.number == 3
    other = replace(row(8), is_eligible=False)
    with pytest.raises(Refused, match="须另写明为何仍可推荐"):
        desk.revise("甲", "f3", list_id="L1", seen=3, change="reselect", rows=[row(1), other], reason="数据更新")


def test_a_quota_of_instances_counts_instances(desk: Desk) -> None:
    rows = [replace(row(1), n_places=2), row(2)]
    basis = replace(BASIS, counting_unit="instance", limit=2)
    with pytest.raises(Refused, match="名单有 3 个场景实例，名额只有 2，请先减少 1 个场景实例"):
        desk.draft("甲", "d", list_id="L1", basis=basis, rows=rows)
    assert desk.draft("甲", "d", list_id="L1", basis=basis, rows=rows[:1]).n_places == 2


def test_a_version_on_a_newer_build_says_so(desk: Desk) -> None:
    listing = drafted(desk, 1, 2)
    assert listing.basis == BASIS
    newer = replace(BASIS, build="20261121-1111111111", limit=1)
    with pytest.raises(Refused, match="名额只有 1"):
        desk.revise(
            "甲", "n1", list_id="L1", seen=1, change="reselect", rows=[row(1), row(3)], reason="新数据", basis=newer
        )
    listing = desk.revise(
        "甲", "n2", list_id="L1", seen=1, change="reselect", rows=[row(3)], reason="新数据", basis=newer
    )
    assert [version.basis.build for version in listing.versions] == [BASIS.build, newer.build]


def test_a_list_may_be_given_up_and_stays_readable(desk: Desk) -> None:
    drafted(desk, 1, 2)
    assert desk.read().current
    assert desk.close("甲", "x", list_id="L1", seen=1, reason="重新拟定").state == CLOSED
    assert desk.read().current is None
    with pytest.raises(Refused, match="已撤销"):
        revised(desk, 2, 1)
    with pytest.raises(Refused, match="已经存在"):
        desk.draft("甲", "again", list_id="L1", basis=BASIS, rows=[row(1)])


def test_every_row_comes_back_as_it_was_written(desk: Desk) -> None:
    full = Row("GJ-0001", "XX1", "虚构第1公司", "一号工厂", ("设计—仿真—甲", "生产—协同—乙"), 8123, 2, True)
    listing = desk.draft("甲", "d", list_id="L1", basis=BASIS, rows=[full])
    assert listing.rows == (full,)
    assert Desk(Journal(desk.journal.witness.parent), desk.book).read().lists["L1"] == listing
