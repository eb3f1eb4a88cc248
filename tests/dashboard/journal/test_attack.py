"""Somebody who wants more than he may have: every way that was tried, and the sentence that meets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.journal.book import DRAFT, SUBMITTED, Row
from dashboard.journal.changes import Quota
from dashboard.journal.desk import Desk, Refused
from dashboard.journal.store import Journal
from dashboard.journal.typed import identity, person, visible
from tests.dashboard.journal.lists import BASIS, drafted, numbers, row

LATE = replace(row(9), is_eligible=False)
NEWER = replace(BASIS, build="20261121-1111111111", content_hash="1" * 64)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Journal(tmp_path), "national-2023/scene")


def change(desk: Desk, kind: str, rows: Sequence[Row], seen: int, **more: object):
    words = {"reason": "会议议定", "key": f"{kind}-{seen}", "by": "甲"} | more
    key, by = words.pop("key"), words.pop("by")
    return desk.revise(by, key, list_id="L1", seen=seen, change=kind, rows=rows, **words)


SPELLINGS = [
    "王芳", " 王芳 ", "王 芳", "王\u3000芳", "王芳\u200b", "\ufeff王芳", "王\u200d芳", "王芳\u2060\u200e", "王芳.",
    "王芳\x00", "王芳\n", "王芳\ufe0f", "王芳\u3164", "王·芳", "王芳\u0301", "\u202e王芳", "王芳\u2800",
]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS, ids=ascii)
def test_another_spelling_is_the_same_person(desk: Desk, spelling: str) -> None:
    drafted(desk, 1, 2, by="王芳")
    with pytest.raises(Refused, match="须由另一人复核"):
        desk.review(spelling, "r", list_id="L1", seen=1)


def test_case_width_and_accents_do_not_make_another_person() -> None:
    assert len({identity(name) for name in ("Li Wei", "li wei", "ＬＩ ＷＥＩ", "LiWei", "Lì Wéi", "li-wei")}) == 1
    assert len({identity(name) for name in ("王芳", "王方", "张芳", "王芳2")}) == 4


@pytest.mark.parametrize(
    "name", ["", " ", "\u3000", "\u200b", "\x00\x01", "\ufeff\u2060", "\u3164", "\u2800", "——", "123", "\u202e", "👩"],
    ids=ascii,
)
def test_nobody_acts_under_no_name(desk: Desk, name: str) -> None:
    with pytest.raises(Refused, match="请先填写经办人姓名"):
        drafted(desk, 1, by=name)
    assert desk.journal.entries() == []


def test_a_name_is_put_down_as_it_is_seen(desk: Desk) -> None:
    assert drafted(desk, 1, by="\u202e王\x00 \u3000芳\u200b\n").drafter == "王 芳"
    assert person("Ｗang") == "Ｗang", "what is visible is kept as typed"
    with pytest.raises(Refused, match="有 41 个字，最多 40 个"):
        person("王" * 41)


@pytest.mark.parametrize(
    "reason", ["", "  ", "。。", "……！", "\u200b\u200b", "\u3164\u3164", "12", "2026-11-20", "啊啊啊", "-a-",
               "\x00\x01"],
    ids=ascii,
)
def test_a_reason_says_something(desk: Desk, reason: str) -> None:
    drafted(desk, 1, 2)
    with pytest.raises(Refused, match="请写明原因"):
        change(desk, "reorder", [row(2), row(1)], 1, reason=reason)
    force = {"project_id": LATE.project_id, "ineligible_reason": reason}
    with pytest.raises(Refused, match="须另写明为何仍可推荐"):
        change(desk, "force_in", [row(1), row(2), LATE], 1, key="f", **force)
    with pytest.raises(Refused, match="请写明原因"):
        desk.recuse("乙", "c", credit_code=row(1).credit_code, reason=reason)


def test_a_reason_has_an_end(desk: Desk) -> None:
    drafted(desk, 1, 2)
    with pytest.raises(Refused, match="最多 1000 个"):
        change(desk, "reorder", [row(2), row(1)], 1, reason="因为" * 501)
    assert visible("市里\x00要求\u200b，\n补正") == "市里要求， 补正"


def test_a_key_of_somebody_else_does_nothing(desk: Desk) -> None:
    drafted(desk, 1, 2)
    desk.review("乙", "key", list_id="L1", seen=1)
    for step in (
        lambda: desk.review("甲", "key", list_id="L1", seen=1),
        lambda: desk.submit("乙", "key", list_id="L1", seen=1, sheets={}, limit=3),
        lambda: Desk(desk.journal, "other/scene").review("乙", "key", list_id="L1", seen=1),
    ):
        with pytest.raises(Refused, match="操作编号 key 已用于第 2 条的另一项决定"):
            step()
    assert len(desk.journal.entries()) == 2


def test_an_old_submission_can_not_be_played_again(desk: Desk) -> None:
    drafted(desk, 1, 2)
    desk.review("乙", "r", list_id="L1", seen=1)
    send = {"list_id": "L1", "seen": 1, "sheets": {}, "limit": 3}
    assert desk.submit("丙", "s", **send).state == SUBMITTED
    desk.retract("丙", "x", list_id="L1", seen=1, reason="市里退回补正")
    assert desk.submit("丙", "s", **send).state == DRAFT, "the same click again changes nothing"
    with pytest.raises(Refused, match="复核通过后才能提交"):
        desk.submit("丙", "s2", **send)
    desk.review("乙", "r", list_id="L1", seen=1)  # nor an old review
    with pytest.raises(Refused, match="复核通过后才能提交"):
        desk.submit("丙", "s3", **send)


def forced(desk: Desk) -> None:
    """A list of 1, 2 and the ineligible 9, forced in with both reasons."""
    drafted(desk, 1, 2)
    change(desk, "force_in", [row(1), row(2), LATE], 1, project_id=LATE.project_id, ineligible_reason="证照已补齐")


def test_who_is_let_go_leaves_if_not_eligible(desk: Desk) -> None:
    forced(desk)
    with pytest.raises(Refused, match="须另写明为何仍可推荐"):
        change(desk, "release", [row(1), row(2), LATE], 2, project_id=LATE.project_id)
    change(desk, "release", [row(1), row(2)], 2, project_id=LATE.project_id)
    for kind, more in (("reselect", {}), ("force_in", {"project_id": "GJ-0009"}),
                       ("force_in", {"project_id": "GJ-0009", "ineligible_reason": "…"})):
        with pytest.raises(Refused, match="须另写明为何仍可推荐"):
            change(desk, kind, [row(1), row(2), LATE], 3, key=f"again{kind}{more}", **more)


def test_who_became_ineligible_needs_the_second_reason(desk: Desk) -> None:
    drafted(desk, 1, 2)
    change(desk, "force_in", [row(1), row(2), row(9)], 1, project_id="GJ-0009")
    with pytest.raises(Refused, match="须另写明为何仍可推荐"):
        change(desk, "reselect", [row(1), row(2), LATE], 2, basis=NEWER)
    with pytest.raises(Refused, match="与名单上原来的内容不同，而数据版本没有变"):
        change(desk, "reselect", [row(1), row(2), replace(row(9), points=1)], 2)
    assert change(
        desk, "force_in", [row(1), row(2), LATE], 2, project_id="GJ-0009", ineligible_reason="证照已补齐", basis=NEWER
    ).last.number == 3


def test_who_was_forced_stays_until_he_is_let_go(desk: Desk) -> None:
    forced(desk)
    with pytest.raises(Refused, match="GJ-0009 是写明原因列入的，这次修改不能把它移出"):
        change(desk, "reselect", [row(1), row(2)], 2)
    with pytest.raises(Refused, match="GJ-0009 是写明原因列入的"):
        change(desk, "force_in", [row(1), row(2), row(7)], 2, project_id="GJ-0007")
    change(desk, "force_out", [row(1), LATE], 2, project_id="GJ-0002", key="out")
    with pytest.raises(Refused, match="GJ-0002 是写明原因排除的，这次修改不能把它放回"):
        change(desk, "reselect", [row(1), row(2), LATE], 3)
    with pytest.raises(Refused, match="GJ-0001 没有被列入或排除过"):
        change(desk, "release", [row(1), LATE], 3, project_id="GJ-0001")


SCORED = [replace(row(n), points=p) for n, p in ((1, 900), (2, 800), (3, 700))]


def test_a_change_about_one_does_not_touch_others(desk: Desk) -> None:
    a, b, c = SCORED
    x = replace(row(5), points=100)
    desk.draft("甲", "d", list_id="L1", basis=BASIS, rows=SCORED)
    for kind, rows, named, words in (
        ("force_out", [a], "GJ-0002", "无人递补就移出了 GJ-0003"),
        ("withdraw", [b], "GJ-0001", "无人递补就移出了 GJ-0003"),
        ("force_in", [x], "GJ-0005", "移出了 GJ-0001、GJ-0002、GJ-0003"),
        ("force_out", [c, a], "GJ-0002", "却改了其他项目的先后"),
        ("force_in", [b, a, x], "GJ-0005", "却改了其他项目的先后"),
        ("force_in", [a, b], "", "没有写明是哪个项目"),
    ):
        with pytest.raises(Refused, match=words):
            change(desk, kind, rows, 1, key=f"{kind}{numbers(rows)}", project_id=named)
    assert numbers(change(desk, "force_out", [a, c, x], 1, project_id="GJ-0002").rows) == [1, 3, 5], "the next comes in"
    assert numbers(change(desk, "release", [a, b, c], 2, project_id="GJ-0002").rows) == [1, 2, 3], "and goes again"
    assert numbers(change(desk, "force_in", [a, b, x], 3, project_id="GJ-0005").rows) == [1, 2, 5], "one is displaced"


def test_a_reorder_moves_rows_and_changes_none(desk: Desk) -> None:
    drafted(desk, 1, 2)
    with pytest.raises(Refused, match="与名单上原来的内容不同"):
        change(desk, "reorder", [replace(row(2), enterprise="别的公司"), row(1)], 1)
    with pytest.raises(Refused, match="也不换数据版本"):
        change(desk, "reorder", [row(2), row(1)], 1, basis=NEWER)


@pytest.mark.parametrize("taken", [0, -5])
def test_places_are_counted_by_the_desk(desk: Desk, taken: int) -> None:
    free = replace(row(4), n_places=taken)
    with pytest.raises(Refused, match=f"占 1 个名额，名单里写的是 {taken}"):
        desk.draft("甲", "d", list_id="L1", basis=BASIS, rows=[row(1), row(2), row(3), free])
    instances = replace(row(1), n_places=1, instances=("甲—乙—丙", "甲—乙—丁"))
    with pytest.raises(Refused, match="占 2 个名额，名单里写的是 1"):
        desk.draft("甲", "d", list_id="L1", basis=replace(BASIS, counting_unit="instance"), rows=[instances])
    with pytest.raises(Refused, match="计算单位「公斤」不认识"):
        desk.draft("甲", "d", list_id="L1", basis=replace(BASIS, counting_unit="公斤"), rows=[row(1)])
    with pytest.raises(Refused, match="缺项目编号或统一社会信用代码"):
        desk.draft("甲", "d", list_id="L1", basis=BASIS, rows=[replace(row(1), credit_code=" ")])


def test_a_basis_can_not_promise_more_than_the_document(desk: Desk) -> None:
    honest = replace(desk, quota=Quota(3, "applicant"))
    more = replace(BASIS, limit=4)
    rows = [row(n) for n in (1, 2, 3, 4)]
    with pytest.raises(Refused, match="名单写的名额是 4，文件给的是 3"):
        honest.draft("甲", "d", list_id="L1", basis=more, rows=rows)
    with pytest.raises(Refused, match="文件规定按「applicant」计"):
        honest.draft("甲", "d", list_id="L1", basis=replace(BASIS, counting_unit="instance"), rows=rows[:1])
    desk.draft("甲", "d", list_id="L1", basis=more, rows=rows)  # written when the quota was 4
    with pytest.raises(Refused, match="名单写的名额是 4"):
        change(honest, "reselect", rows, 1, basis=replace(more, seal="x"))
    honest.review("乙", "r", list_id="L1", seen=1)
    with pytest.raises(Refused, match="名单有 4 项，名额只有 3"):
        honest.submit("丙", "s", list_id="L1", seen=1, sheets={}, limit=100)
    for now, words in ((Quota(9, "instance"), "文件规定按「instance」计"), (Quota(0, "applicant"), "名额只有 0")):
        with pytest.raises(Refused, match=words):
            replace(desk, quota=now).submit("丙", "s", list_id="L1", seen=1, sheets={}, limit=100)


def test_who_stands_back_does_nothing_with_the_list(desk: Desk) -> None:
    drafted(desk, 1, 2)
    desk.recuse("乙", "c", credit_code=row(2).credit_code, reason="亲属任职")
    for step in (
        lambda: desk.send_back("乙\u200b", "b1", list_id="L1", seen=1, reason="再看一下"),
        lambda: desk.close("乙 ", "b2", list_id="L1", seen=1, reason="不要了吧"),
        lambda: drafted(desk, 2, by="乙\u3000", list_id="L2"),
    ):
        with pytest.raises(Refused, match="已申报回避"):
            step()
    change(desk, "force_out", [row(1)], 1, project_id="GJ-0002")
    with pytest.raises(Refused, match="已申报回避"):  # nor about one that left the list
        change(desk, "release", [row(1), row(2)], 2, project_id="GJ-0002", by="乙")
    desk.review("丙", "r", list_id="L1", seen=2)
    desk.submit("丙", "s", list_id="L1", seen=2, sheets={}, limit=3)
    desk.recuse("丁", "c2", credit_code=row(1).credit_code, reason="亲属任职")
    with pytest.raises(Refused, match="已申报回避"):
        desk.retract("丁", "x", list_id="L1", seen=2, reason="市里退回")
    with pytest.raises(Refused, match="回避哪家企业"):
        desk.recuse("乙", "c3", credit_code="\u200b", reason="亲属任职")


def test_a_list_has_a_visible_number(desk: Desk) -> None:
    for name in ("", "L1\u200b", " L1"):
        with pytest.raises(Refused, match="名单编号"):
            desk.draft("甲", f"d{name}", list_id=name, basis=BASIS, rows=[row(1)])
