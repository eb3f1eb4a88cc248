"""An earlier build comes again: the same content from the same deliveries, and the build in service stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.journal.match_file import write_projection
from dashboard.journal.matches import MatchDesk, Place
from dashboard.journal.store import Journal
from etl import past
from etl.errors import LoadError
from etl.history import publications
from etl.past import at
from etl.paths import Home
from etl.publish import current
from queries import earlier, warehouse
from queries.history import history, lookable
from tests.etl.loads import BUDGET, ENTERPRISES, command, load, written
from tests.etl.published import A, folder

MORE = BUDGET.replace("示例科目二,200", "示例科目二,250") + "2026,示例科目三,300\n"


def moved_to(home: Path, *days: str) -> None:
    """Say that the deliveries and builds on record came on these days, one after the other."""
    path = home / "deliveries.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for line, day in zip(lines, days, strict=True):
        line["received"] = f"{day}T09:00:00+08:00"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def let_go(home: Path, build: str) -> None:
    for path in (home / "builds").glob(f"warehouse-{build}.*"):
        path.unlink()


def test_a_build_that_was_let_go_of_comes_again_as_it_was(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = load(home, written(tmp_path / "1", 预算=BUDGET, 企业=ENTERPRISES), as_of="2026-11-01").report
    second = load(home, written(tmp_path / "2", 预算=MORE), as_of="2026-11-20").report
    let_go(home, first["build"])
    found = at(Home(home), first["build"])
    assert found.is_made
    assert found.is_same
    assert (found.build.build, found.build.content_hash) == (first["build"], first["content_hash"])
    assert (found.build.as_of, found.build.n_deliveries) == ("2026-11-01", 2)
    then = warehouse(home, first["build"])
    assert then.path.parent.name == "past"
    assert then.ask("budget_summary")["budget_yuan"].sum() == 3_000_000
    assert warehouse(home).build == second["build"], "the build in service stays"
    assert earlier(then) is None
    assert not at(Home(home), first["build"]).is_made, "it is there by now"
    assert not at(Home(home), second["build"]).is_made, "a kept one need not be made"


def test_a_day_knows_what_had_come_by_its_end(tmp_path: Path) -> None:
    home = tmp_path / "home"
    load(home, written(tmp_path / "1", 预算=BUDGET))
    load(home, written(tmp_path / "2", 预算=MORE))
    moved_to(home, "2026-03-01", "2026-09-01")

    def budget(day: str, *, is_all: bool = False) -> int:
        build = at(Home(home), day, is_all=is_all).build
        assert build.as_of == day
        return int(warehouse(home, build.build).ask("budget_summary")["budget_yuan"].sum())

    assert budget("2026-08-31") == 3_000_000
    assert budget("2026-09-01") == 6_500_000
    assert budget("2026-01-01", is_all=True) == 6_500_000
    with pytest.raises(LoadError, match=r"2026-02-28 当天还没有收到任何报送，最早的一次在 2026-03-01.*--all"):
        at(Home(home), "2026-02-28")
    with pytest.raises(LoadError, match="没有 2026-02-30 这一天"):
        at(Home(home), "2026-02-30")


def test_a_day_is_what_a_load_on_that_day_would_have_made(tmp_path: Path) -> None:
    home = tmp_path / "home"
    load(home, written(tmp_path / "1", 预算=BUDGET, 企业=ENTERPRISES))
    load(home, written(tmp_path / "2", 预算=MORE))
    moved_to(home, "2026-03-01", "2026-03-01", "2026-09-01")
    then = load(tmp_path / "then", tmp_path / "1", as_of="2026-05-05").report
    found = at(Home(home), "2026-05-05").build
    assert (found.build, found.content_hash) == (then["build"], then["content_hash"])


def test_rulings_come_back_with_the_build_that_knew_them(tmp_path: Path) -> None:
    home, typo = tmp_path / "home", "上海虚构假电气有限公司"
    files = folder(tmp_path / "in")
    unruled = load(home, files).report
    journal = Journal(home / "decisions")
    MatchDesk(journal).confirm(
        "王芳", "k1", Place(typo, typo), credit_code=A, enterprise="某公司", seen=0, reason="营业执照"
    )
    write_projection(journal)
    ruled = load(home, files).report
    MatchDesk(journal).split("王芳", "k2", Place(typo, typo), credit_code=A, seen=1, reason="同名的另一家")
    write_projection(journal)
    load(home, files)
    for report in (unruled, ruled):
        let_go(home, report["build"])
        again = at(Home(home), report["build"])
        assert again.is_made
        assert again.build.content_hash == report["content_hash"]


def test_what_can_not_come_again_says_why(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with pytest.raises(LoadError, match="没有数据版本 20260101-0000000000"):
        at(Home(home), "20260101-0000000000")
    with pytest.raises(LoadError, match="还没有数据"):
        at(Home(home), "2026-11-20")
    first = load(home, written(tmp_path / "1", 预算=BUDGET), as_of="2026-11-01").report
    load(home, written(tmp_path / "2", 预算=MORE), as_of="2026-11-20")
    let_go(home, first["build"])
    kept = next((home / "store").glob(f"*/{json.loads((home / 'deliveries.jsonl').open().readline())['sha256']}"))
    kept.chmod(0o644)
    payload = kept.read_bytes()
    kept.write_bytes(b"something else")
    with pytest.raises(LoadError, match="原件缺失或已损坏"):
        at(Home(home), first["build"])
    kept.write_bytes(payload)
    lines = (home / "history.jsonl").read_text(encoding="utf-8").splitlines()
    old = {name: value for name, value in json.loads(lines[0]).items() if name not in ("n_deliveries", "rulings")}
    (home / "history.jsonl").write_text("\n".join([json.dumps(old), lines[1], ""]), encoding="utf-8")
    with pytest.raises(LoadError, match="较早的程序生成"):
        at(Home(home), first["build"])
    (home / "history.jsonl").write_text("\n".join(["{", lines[1], ""]), encoding="utf-8")
    with pytest.raises(LoadError, match="第 1 行无法读取"):
        at(Home(home), first["build"])
    assert load(home, tmp_path / "2", as_of="2026-11-21").report["changed"], "a damaged line stops no load"
    assert history(home).height == 2


def test_the_record_has_every_publication_and_a_lost_line_comes_back(tmp_path: Path) -> None:
    home = tmp_path / "home"
    days = ["2026-11-01", "2026-11-02", "2026-11-01"]
    made = [load(home, written(tmp_path / "in", 预算=BUDGET), as_of=day).report["build"] for day in days]
    assert [one.build for one in publications(Home(home))] == made
    assert [one.n_deliveries for one in publications(Home(home))] == [1, 1, 1]
    whole = (home / "history.jsonl").read_bytes()
    load(home, tmp_path / "in", as_of=days[-1])
    assert (home / "history.jsonl").read_bytes() == whole, "nothing new, nothing on record"
    (home / "history.jsonl").write_bytes(whole[: whole.rindex(b"{")])  # killed before the line was written
    load(home, tmp_path / "in", as_of=days[-1])
    assert (home / "history.jsonl").read_bytes() == whole
    shown = history(home)
    assert shown["build"].to_list() == made[::-1]
    assert shown["build_state"].to_list() == ["now", "kept", "now"]
    assert shown["n_new_files"].to_list() == [0, 0, 1]


def test_only_the_last_days_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "KEEP_PAST", 1)
    home = tmp_path / "home"
    load(home, written(tmp_path / "in", 预算=BUDGET))
    made = [at(Home(home), day, is_all=True).build.build for day in ("2026-01-01", "2026-01-02")]
    assert lookable(home).filter(is_again=True)["build"].to_list() == made[1:]
    serving = current(Home(home))
    assert serving is not None
    assert lookable(home)["build"][0] == serving.build


def test_the_commands_say_what_there_is(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert command("history", "--home", home).code == 1
    first = load(home, written(tmp_path / "1", 预算=BUDGET), as_of="2026-11-01").report["build"]
    second = load(home, written(tmp_path / "2", 预算=MORE), as_of="2026-11-20").report["build"]
    said = command("history", "--home", home).out.splitlines()
    assert [line.split("  ")[1:] for line in said] == [
        [first, "数据日期 2026-11-01，新到 1 份", "留存"], [second, "数据日期 2026-11-20，新到 1 份", "现用"]
    ]
    let_go(home, first)
    assert command("history", "--home", home).out.splitlines()[0].endswith("可重做")
    again = command("at", first, "--home", home)
    assert f"数据版本 {first}（数据日期 2026-11-01，1 份报送）已重做，内容与当时的 {first} 一致" in again.out
    assert f"?at={first}" in again.out
    assert command("at", first, "--home", home, "--json").report["is_same"]
    wrong = command("at", "昨天", "--home", home)
    assert wrong.code == 1
    assert "没有数据版本 昨天" in wrong.err

