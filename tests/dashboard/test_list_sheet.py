"""The sheet of a decided list comes from the journal alone, says who decided what, and is the same bytes anywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from dashboard.exports.official_form import QuotaExceeded
from dashboard.exports.stamp import stamp_lines
from dashboard.journal.book import Listing, replay
from dashboard.journal.contacts import Contact
from dashboard.journal.store import Journal
from dashboard.list_sheet import DRAFT_MARK, list_sheet, list_sheets
from dashboard.official import NothingToRecommend
from tests.dashboard import decided

ROOT = Path(__file__).resolve().parents[2]
AGAIN = """
import hashlib, sys
from pathlib import Path
from dashboard.journal.book import replay
from dashboard.journal.store import Journal
from dashboard.list_sheet import list_sheets
entries = Journal(Path(sys.argv[1]) / "decisions").entries("national-2023/factory")
for listing in replay(entries).lists.values():
    for suffix, data in list_sheets(listing, "national-2023", "factory").items():
        print(suffix, hashlib.sha256(data).hexdigest())
"""


def digests(listing: Listing, track: str = "factory") -> dict[str, str]:
    return {suffix: sha256(data).hexdigest() for suffix, data in list_sheets(listing, decided.CALL, track).items()}


def test_replaying_the_journal_elsewhere_gives_the_same_bytes(tmp_path: Path) -> None:
    """Another home without any build, another process, another time zone and hash seed."""
    desk = decided.desk(tmp_path / "one", "factory")
    listing = decided.worked(desk, decided.rows(15))
    assert digests(listing) == digests(listing), "the second in a process is the first"
    desk.journal.close()
    shutil.copytree(tmp_path / "one" / "decisions", tmp_path / "two" / "decisions")
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "UTC7")):
        run = subprocess.run(
            [sys.executable, "-c", AGAIN, str(tmp_path / "two")], cwd=ROOT, capture_output=True, text=True, check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)},
        )
        assert dict(line.split() for line in run.stdout.splitlines()) == digests(listing)


def test_later_entries_leave_the_sheet_of_a_record_alone(tmp_path: Path) -> None:
    """Submission and closing don't change it; replaying up to stands_at gives it again."""
    desk = decided.desk(tmp_path, "factory")
    reviewed = decided.worked(desk, decided.rows(6))
    before = digests(reviewed)
    submitted = desk.submit("丙", "s", list_id=reviewed.id, seen=4, sheets=before, limit=6)
    assert digests(submitted) == before == dict(submitted.sheets)
    entries = desk.journal.entries(desk.book)
    then = replay(entry for entry in entries if entry.seq <= submitted.stands_at.seq)
    assert digests(then.lists[reviewed.id]) == before
    back = desk.retract("丙", "t", list_id=reviewed.id, seen=4, reason="市里退回修改")
    assert digests(back) != before
    closed = desk.close("丙", "c", list_id=reviewed.id, seen=4, reason="另行拟定")
    assert digests(closed) == digests(back)


def test_the_stamp_says_who_decided_what_and_why(tmp_path: Path) -> None:
    listing = decided.worked(decided.desk(tmp_path), decided.rows(5))
    stamp = stamp_lines(list_sheet(listing, decided.CALL, "scene").stamp)
    said = dict(stamp)
    assert said["行政区"] == "虚构区"
    assert said["数据日期"] == "2026-11-20"
    assert said["数据版本"] == "20261120-0123456789"
    assert said["内容校验"] == "9f" * 32
    assert "沪经信制〔2023〕643号" in said["生效政策"]
    assert said["选择规则"] == "名额 5 项；行业「原材料」至少 1 项；行业「消费品」至少 1 项"
    assert said["筛选条件"] == "全部"
    assert said["名单编号"] == "national-2023-scene-1"
    assert said["名单版本"] == "第 4 版"
    assert said["名单状态"] == "已复核"
    assert said["决策记录"] == f"第 5 条，校验值 {listing.stands_at.hash}"
    assert said["人工列入"] == (
        "虚构补列公司（GJ-9001，不符合或未核实申报条件）：市里点名补报；仍可推荐的说明：自评估结果待平台确认"
    )
    assert said["人工排除"] == "=虚构第5<厂>（GJ-0005）：企业来函 暂缓申报"
    assert said["人工排序"] == "第 2 版：现场核查后对调前两位"
    history = [text for label, text in stamp if label.startswith("第 ")]
    assert [text.split("，")[0] for text in history] == [
        "拟定名单：甲", "调整顺序：甲", "排除 =虚构第5<厂>：乙", "列入 虚构补列公司：乙", "复核通过：丙"
    ]
    assert all("（北京时间）" in text for text in history)


def test_times_are_beijing_times(tmp_path: Path) -> None:
    listing = decided.drafted(decided.desk(tmp_path), decided.rows(1))
    late = replace(listing.stands_at, at="2026-11-20T16:30:00.000000+00:00")
    listing = replace(listing, stands_at=late, events=((late, "拟定名单", ""),))
    said = dict(stamp_lines(list_sheet(listing, decided.CALL, "scene").stamp))
    assert said["第 1 条"] == "拟定名单：甲，2026年11月21日 00:30（北京时间）"


def test_a_draft_says_so_on_the_form_and_a_reviewed_list_does_not(tmp_path: Path) -> None:
    desk = decided.desk(tmp_path)
    draft = decided.drafted(desk, decided.rows(2))
    reviewed = desk.review("丙", "v", list_id=draft.id, seen=1)
    assert list_sheet(draft, decided.CALL, "scene").mark == DRAFT_MARK
    assert list_sheet(reviewed, decided.CALL, "scene").mark == ""


def test_a_long_reason_goes_on_in_further_rows(tmp_path: Path) -> None:
    desk = decided.desk(tmp_path)
    one = decided.drafted(desk, decided.rows(2))
    reason = "因果" * 500
    changed = desk.revise(
        "甲", "r", list_id=one.id, seen=1, change="reorder", rows=list(reversed(one.rows)), reason=reason
    )
    stamp = list_sheet(changed, decided.CALL, "scene").stamp
    pieces = [text for label, text in stamp_lines(stamp) if label.startswith("人工排序")]
    assert len(pieces) == 3  # the words before it take the last row
    assert "".join(pieces) == f"第 2 版：{reason}"


def test_contacts_fill_the_last_two_columns_only_when_given(tmp_path: Path) -> None:
    listing = decided.drafted(decided.desk(tmp_path), decided.rows(2))
    contacts = {listing.rows[1].credit_code: Contact("虚构联系人", "13800005678")}
    plain = list_sheet(listing, decided.CALL, "scene")
    filled = list_sheet(listing, decided.CALL, "scene", contacts)
    assert [plain.cells(row)[2] for row in plain.rows] == [["", ""], ["", ""]]
    assert [filled.cells(row)[2] for row in filled.rows] == [["", ""], ["虚构联系人", "13800005678"]]
    assert any("特意留空" in sentence for sentence in plain.notes())
    assert any("按登记写入" in sentence for sentence in filled.notes())


def test_what_the_form_has_no_table_for_is_refused(tmp_path: Path) -> None:
    listing = decided.drafted(decided.desk(tmp_path), decided.rows(2))
    with pytest.raises(NothingToRecommend, match="没有「workshop」"):
        list_sheet(listing, decided.CALL, "workshop")
    last = replace(listing.last, basis=replace(listing.basis, limit=1))
    with pytest.raises(QuotaExceeded, match="上限为 1 个，名单有 2 个"):
        list_sheet(replace(listing, versions=(last,)), decided.CALL, "scene")


def test_places_count_in_the_unit_of_the_quota(tmp_path: Path) -> None:
    rows = [replace(row, n_places=2) for row in decided.rows(2, 2)]
    basis = replace(decided.BASIS, limit=4, counting_unit="instance")
    listing = decided.drafted(decided.desk(tmp_path), rows, basis=basis)
    sheet = list_sheet(listing, decided.CALL, "scene")
    assert "推荐上限 4 个，本表推荐 2 个，占名额 4 个。" in sheet.notes()
    assert dict(sheet.stamp.decision)["选择规则"].startswith("名额 4 个场景实例")


def test_an_old_journal_opens_for_reading_elsewhere(tmp_path: Path) -> None:
    """The digest of a sheet put down at submission is the one made from a copy of the store."""
    desk = decided.desk(tmp_path / "a", "factory")
    listing = decided.worked(desk, decided.rows(3))
    desk.submit("丙", "s", list_id=listing.id, seen=4, sheets=digests(listing), limit=3)
    desk.journal.close()
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    again = replay(Journal(tmp_path / "b" / "decisions").entries(desk.book)).submitted
    assert again is not None
    assert digests(again) == dict(again.sheets)
