"""What people ruled on names, from the journal into the next build and back out again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.journal.match_file import FILE, fault, projection, write_projection
from dashboard.journal.matches import MatchDesk, Overtaken, Place, Word, for_row, replayed
from dashboard.journal.store import Journal
from etl.errors import LoadError
from etl.match.rulings import check_not_older, read_rulings
from etl.paths import Home
from tests.etl.loads import command, load, rows, written
from tests.etl.published import A, B, folder

TYPO, SHARED, FORMER = "上海虚构假电气有限公司", "虚构共用名公司", "上海虚构甲厂"
WHY = "营业执照"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "home" / "decisions")


def say(journal: Journal, key: str, name: str, code: str = A, seen: int = 0) -> Word:
    desk, place = MatchDesk(journal), Place(name, name)
    return desk.confirm("王芳", key, place, credit_code=code, enterprise="某公司", seen=seen, reason=WHY)


def state(home: Path, name: str) -> list[tuple[str | None, str | None, str]]:
    return rows(home, "SELECT credit_code, match_rule, status FROM listed JOIN source_sheet USING (sheet_id)"
                      f" WHERE name = '{name}' ORDER BY file, \"row\"")


def test_a_ruling_holds_for_later_loads_until_it_is_taken_back(journal: Journal, tmp_path: Path) -> None:
    """Confirm, load, matched; reject, load, outside; split, load, apart: the same home all along."""
    home, files = tmp_path / "home", folder(tmp_path / "in")
    load(home, files)
    assert state(home, TYPO) == [(None, None, "waiting")]
    desk, shared = MatchDesk(journal), Place(SHARED, SHARED)
    text = rows(home, f"SELECT row_text FROM listed WHERE name = '{SHARED}'")[0][0]
    say(journal, "k1", TYPO)
    desk.confirm("王芳", "k2", for_row(shared, "拟拨付名单.csv", 8, text), credit_code=B, enterprise="乙", seen=0,
                 reason=WHY)
    desk.reject("王芳", "k3", Place("苏州虚构外地公司", "苏州虚构外地公司"), codes=[], seen=0, reason="外地企业")
    desk.split("王芳", "k4", Place(FORMER, FORMER), credit_code=A, seen=0, reason="同名的另一家")
    write_projection(journal)
    more = f"企业名称,事项,金额\n{TYPO},区级智能车间,9\n{SHARED},区级智能车间,9\n"
    again = written(tmp_path / "later", 补发拨付名单=more)
    load(home, again)
    assert state(home, TYPO) == [(A, "ruling", "matched")] * 2, "a later list too"
    assert state(home, SHARED) == [(B, "ruling", "matched"), (None, None, "waiting")], "only in its row"
    assert state(home, "苏州虚构外地公司") == [(None, "ruling", "outside")]
    assert state(home, FORMER) == [(None, None, "waiting")]
    assert rows(home, "SELECT sum(n_read - n_accepted - n_quarantined - n_skipped) FROM source_sheet") == [(0,)]
    assert not load(home, again).report["changed"], "the same rulings again change nothing"
    desk.split("李强", "k5", Place(TYPO, TYPO), credit_code=A, seen=1, reason="电话里说不是")
    write_projection(journal)
    assert load(home, again).report["changed"]
    assert state(home, TYPO) == [(None, None, "waiting")] * 2
    offered = rows(home, f"SELECT credit_code FROM match_candidate WHERE spelling = '{TYPO}'")
    assert (A,) not in offered

    (home / "decisions" / FILE).rename(tmp_path / "kept")
    gone = command("load", again, "--home", home, "--as-of", "2026-11-20")
    assert gone.code == 1
    assert "match rebuild" in gone.err
    assert fault(journal)
    write_projection(journal)
    assert (home / "decisions" / FILE).read_bytes() == (tmp_path / "kept").read_bytes()
    assert not fault(journal)
    assert not load(home, again).report["changed"]


def test_an_edited_an_older_and_a_foreign_file_stop_the_load(journal: Journal, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    assert read_rulings(home).digest == "", "nobody ever ruled"
    assert write_projection(journal) is None
    assert not (home.path / "decisions" / FILE).exists()
    say(journal, "k1", TYPO)
    path = write_projection(journal)
    assert path is not None
    early, before = path.read_bytes(), read_rulings(home)
    say(journal, "k2", "另一名称")
    write_projection(journal)
    late = read_rulings(home)
    assert (late.seq, len(late.rulings)) == (2, 2)
    assert late.digest != before.digest
    check_not_older(late, [(before.seq, before.hash)])
    with pytest.raises(LoadError, match="较早"):
        check_not_older(before, [(late.seq, late.hash)])
    for spoiled in (
        path.read_bytes().replace(WHY.encode(), "别的".encode()), path.read_bytes()[:-40], b"[]", b"{}", b"\xff",
        json.dumps(json.loads(early) | {"format": 9}).encode(),
    ):
        path.write_bytes(spoiled)
        with pytest.raises(LoadError, match="match rebuild"):
            read_rulings(home)
        assert fault(journal)
    path.write_bytes(early)
    assert fault(journal), "put back to an earlier one"
    write_projection(journal)
    assert read_rulings(home) == late
    assert projection(MatchDesk(journal).read()) == path.read_bytes()


def test_a_step_is_taken_once_and_not_over_anothers(journal: Journal) -> None:
    first = say(journal, "k1", TYPO)
    assert say(journal, "k1", TYPO) == first, "a repeated click"
    assert len(journal.entries()) == 1
    with pytest.raises(Overtaken, match="王芳"):
        MatchDesk(journal).reject("李强", "k2", Place(TYPO, TYPO), codes=[A], seen=0, reason="不是这家")
    with pytest.raises(ValueError, match="无需重复"):
        say(journal, "k3", TYPO, seen=1)
    for reason in ("", "。。。", "好好好"):
        with pytest.raises(ValueError, match="原因"):
            MatchDesk(journal).reject("李强", "k4", Place(TYPO, TYPO), codes=[A], seen=1, reason=reason)
    with pytest.raises(ValueError, match="姓名"):
        MatchDesk(journal).split(" ", "k5", Place(TYPO, TYPO), credit_code=A, seen=1, reason=WHY)
    with pytest.raises(ValueError, match="不是"):
        MatchDesk(journal).split("李强", "k6", Place(TYPO, TYPO), credit_code=B, seen=1, reason=WHY)
    assert len(journal.entries()) == 1
    apart = MatchDesk(journal).split("李强", "k7", Place(TYPO, TYPO), credit_code=A, seen=1, reason="电话里说不是")
    assert (apart.verdict, apart.apart, apart.number) == ("", (A,), 2)
    with pytest.raises(ValueError, match="已与"):
        MatchDesk(journal).split("李强", "k8", Place(TYPO, TYPO), credit_code=A, seen=2, reason=WHY)
    back = say(journal, "k9", TYPO, seen=2)
    assert (back.verdict, back.apart, back.number) == ("same", (), 3)
    assert replayed(journal.entries("matches")) == MatchDesk(journal).read()
    assert not journal.faults()
