"""The command lines around a decided list: which is exported, with contacts only on record, checked when back."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import docx
import pytest

from dashboard.exports.stamp import stamp_lines
from dashboard.journal.contacts import Contact, keep_contact
from dashboard.journal.desk import Desk
from dashboard.list_sheet import list_sheet, list_sheets
from tests.dashboard import decided
from tests.dashboard.test_cli import command

TRACK = ("--call", decided.CALL, "--track", "scene")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a list of three and no build at all."""
    decided.worked(decided.desk(tmp_path), decided.rows(3))
    return tmp_path


@pytest.fixture
def undecided(sample_home: Path, tmp_path: Path) -> Path:
    """A home with the sample's build where nothing was decided, whatever other tests decide in theirs."""
    (tmp_path / "undecided").mkdir()
    (tmp_path / "undecided" / "builds").symlink_to(sample_home / "builds")
    return tmp_path / "undecided"


@pytest.fixture
def desk(home: Path) -> Desk:
    return decided.desk(home)


def export(home: Path, out: Path, *words: str) -> tuple[int, str, str]:
    done = command("dashboard", "export", "recommendation", *TRACK, "--out", str(out), *words, home=home)
    return done.returncode, done.stdout, done.stderr


def stamp_of(path: Path) -> dict[str, str]:
    return {row.cells[0].text: row.cells[1].text for row in docx.Document(str(path)).tables[1].rows}


def test_a_decided_list_is_exported_without_any_build_and_named(home: Path, desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "推荐.docx"
    code, said, _ = export(home, out)
    listing = desk.read().lists["national-2023-scene-1"]
    assert code == 0
    assert "名单 national-2023-scene-1 第 4 版（已复核，3 项）" in said
    assert out.read_bytes() == list_sheets(listing, decided.CALL, "scene")[".docx"]


def test_an_earlier_version_can_be_exported_again(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "推荐.docx"
    code, said, _ = export(home, out, "--version-at", "2")
    assert code == 0
    assert "第 2 版（草稿" in said
    assert stamp_of(out)["名单状态"] == "草稿，未复核"
    assert export(home, out, "--version-at", "99")[0] == 1


def test_a_list_that_is_not_there_is_one_sentence(home: Path, tmp_path: Path) -> None:
    code, _, said = export(home, tmp_path / "推荐.docx", "--list", "L9")
    assert code == 1
    assert said == "没有可导出的名单 L9；national-2023 scene 已有：national-2023-scene-1\n"


def test_what_was_submitted_is_recognised(home: Path, desk: Desk, tmp_path: Path) -> None:
    listing = desk.read().lists["national-2023-scene-1"]
    files = list_sheets(listing, decided.CALL, "scene")
    sheets = {suffix: sha256(data).hexdigest() for suffix, data in files.items()}
    desk.submit("丙", "s", list_id=listing.id, seen=4, sheets=sheets, limit=3)
    code, said, _ = export(home, tmp_path / "推荐.xlsx")
    assert code == 0
    assert "已提交" in said
    assert "与提交时登记的文件逐字节相同" in said


def test_the_ranking_says_that_nobody_decided_it(undecided: Path, tmp_path: Path) -> None:
    for words, said_first in (((), "还没有拟定名单，按排序导出"), (("--ranking",), "按排序导出")):
        out = tmp_path / "推荐.docx"
        code, said, _ = export(undecided, out, *words)
        assert code == 0
        assert said.startswith(said_first)
        assert stamp_of(out)["名单状态"] == "试排，未经审定"
        assert not (undecided / "decisions").exists()


@pytest.mark.parametrize(
    "words",
    [("--with-contacts",), ("--with-contacts", "--purpose", "报送"), ("--with-contacts", "--by", "甲"),
     ("--with-contacts", "--purpose", " ", "--by", "甲"), ("--ranking", "--list", "x"),
     ("--ranking", "--with-contacts", "--purpose", "报送", "--by", "甲")],
)
def test_contacts_need_a_purpose_and_a_name(words: tuple[str, ...], home: Path, desk: Desk, tmp_path: Path) -> None:
    n = len(desk.journal.entries())
    code, _, said = export(home, tmp_path / "推荐.docx", *words)
    assert code == 2
    assert len(said.splitlines()) == 1
    assert not (tmp_path / "推荐.docx").exists()
    assert len(desk.journal.entries()) == n


def test_contacts_leave_with_an_entry_and_the_rest_is_named(home: Path, desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "推荐.docx"
    words = ("--with-contacts", "--purpose", "报送市经信委", "--by", "甲")
    code, _, said = export(home, out, *words)
    assert code == 1
    assert "没有一家登记了联系人" in said
    listing = desk.read().lists["national-2023-scene-1"]
    first = listing.rows[0]
    keep_contact(desk.journal, "甲", "k", first.credit_code, Contact("虚构某", "13800005678"))
    code, said, _ = export(home, out, *words)
    assert code == 0
    entry = desk.journal.entries()[-1]
    assert (entry.action, entry.actor, entry.body["purpose"]) == ("reveal", "甲", "报送市经信委")
    assert sorted(entry.body) == ["credit_codes", "list", "purpose", "version"], "no hash from which a number follows"
    assert entry.body["credit_codes"] == [first.credit_code]
    assert f"决策记录第 {entry.seq} 条" in said
    assert all(row.enterprise in said for row in listing.rows[1:])
    assert "13800005678" not in said
    cells = docx.Document(str(out)).tables[0].rows[1].cells
    assert [cell.text for cell in cells[3:]] == ["虚构某", "13800005678"]
    assert command("dashboard", "check-sheet", str(out), home=home).returncode == 0
    keep_contact(desk.journal, "甲", "k2", first.credit_code, Contact("虚构某", "13900001234"))
    done = command("dashboard", "check-sheet", str(out), home=home)
    assert done.returncode == 1
    assert "与现在登记的不同" in done.stdout


def test_a_sheet_is_checked_by_command(home: Path, desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "推荐.docx"
    export(home, out)
    done = command("dashboard", "check-sheet", str(out), home=home)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "与导出时一致")
    document = docx.Document(str(out))
    document.tables[0].rows[2].cells[1].paragraphs[0].runs[0].text = "换成别家"
    document.save(str(out))
    done = command("dashboard", "check-sheet", str(out), home=home)
    listing = desk.read().lists["national-2023-scene-1"]
    assert done.returncode == 1
    assert f"原为「{listing.rows[1].enterprise}」，现为「换成别家」" in done.stdout
    assert command("dashboard", "check-sheet", str(tmp_path / "没有.docx"), home=home).returncode == 2
    assert command("dashboard", "check-sheet", str(out), home=tmp_path / "空").returncode == 1


def test_papers_need_a_list_and_its_build(home: Path, undecided: Path, tmp_path: Path) -> None:
    out = tmp_path / "核对单.docx"
    for which in ("checklists", "reasons"):
        done = command("dashboard", "export", which, *TRACK, "--out", str(out), home=home)
        assert done.returncode == 1
        assert "已不在" in done.stderr
        done = command("dashboard", "export", which, *TRACK, "--out", str(out), home=undecided)
        assert done.returncode == 1
        assert "还没有名单" in done.stderr
        done = command("dashboard", "export", which, *TRACK, "--out", str(out.with_suffix(".xlsx")), home=home)
        assert done.returncode == 2
    assert not out.exists()


def test_the_stamp_of_a_command_is_the_stamp_of_the_list(home: Path, desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "推荐.docx"
    export(home, out)
    listing = desk.read().lists["national-2023-scene-1"]
    assert stamp_of(out) == dict(stamp_lines(list_sheet(listing, decided.CALL, "scene").stamp))
