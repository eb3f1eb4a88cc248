"""A load takes files in once, replaces what was corrected, and says in one line what stands in its way."""

from __future__ import annotations

import fcntl
import json
import shutil
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from etl.load import input_hash
from etl.paths import ROOT, Home
from etl.publish import current
from etl.store import Delivery, content, deliveries
from tests.etl.books import table
from tests.etl.loads import AS_OF, BUDGET, ENTERPRISES, Done, budgets, command, load, rows, written

BOTH = [(2024, "示例科目一", 1_000_000), (2025, "示例科目二", 2_000_000)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_the_same_folder_twice_changes_nothing_and_says_so(tmp_path: Path, home: Path) -> None:
    folder = written(tmp_path / "in", 预算=BUDGET, 企业=ENTERPRISES)
    first, second = load(home, folder).report, load(home, folder).report
    assert (first["changed"], second["changed"]) == (True, False)
    assert {item["outcome"] for item in second["offered"]} == {"known"}
    same = {"changed": None, "offered": None}
    assert first | same == second | same
    assert "没有变化" in command("load", folder, "--home", home, "--as-of", AS_OF).out
    assert len(deliveries(Home(home))) == 2
    elsewhere = load(tmp_path / "another", folder / "企业.csv", folder / "预算.csv").report
    assert elsewhere["content_hash"] == first["content_hash"]
    later = load(home, folder, as_of="2026-11-21").report
    assert (later["changed"], later["as_of"], later["build"] == first["build"]) == (True, "2026-11-21", False)


def test_a_corrected_file_replaces_its_rows_and_the_old_one_stays_on_record(tmp_path: Path, home: Path) -> None:
    folder = written(tmp_path / "in", 预算=BUDGET)
    load(home, folder)
    assert budgets(home) == BOTH
    written(folder, 预算=BUDGET.replace("2025,示例科目二,200", "2025,示例科目二,250"))
    assert load(home, folder).report["changed"] is True
    assert budgets(home) == [BOTH[0], (2025, "示例科目二", 2_500_000)]
    assert rows(home, "SELECT status FROM source_file ORDER BY status") == [("loaded",), ("superseded",)]
    assert rows(home, "SELECT count(*) FROM finding WHERE rule = 'superseded_file'") == [(1,)]
    assert all(content(Home(home), item.sha256).exists() for item in deliveries(Home(home)))

    written(folder, 预算="这不是表格\n")
    refused = load(home, folder, code=1).report  # it was all that was offered, whatever of its name there was before
    assert [item["outcome"] for item in refused["files"]].count("refused") == 1
    assert budgets(home) == [BOTH[0], (2025, "示例科目二", 2_500_000)]

    written(folder, 预算=BUDGET)
    load(home, folder)
    assert budgets(home) == BOTH


def test_the_same_bytes_under_a_second_name_count_once(tmp_path: Path, home: Path) -> None:
    payment = (
        "拨付对象,统一社会信用代码,事项,拨付金额(元),拨付日期,年度\n甲,91310118XX00000196,区级智能车间,100,2024-05-01,2024\n"
    )
    found = load(home, written(tmp_path / "in", 甲=payment, 乙=payment)).outcomes()
    assert found["甲.csv"] == ("same_content", "内容与「乙.csv」相同，未重复计入")
    assert rows(home, "SELECT count(*), CAST(sum(paid_yuan) AS INTEGER) FROM payment") == [(1, 100)]


def test_two_folders_with_one_name_are_no_correction_of_each_other(tmp_path: Path, home: Path) -> None:
    towns = tmp_path / "towns"
    one = written(towns / "甲镇", 预算=BUDGET)
    two = written(towns / "乙镇", 预算=BUDGET.replace("示例", "乙镇"))
    found = load(home, one, two).outcomes()
    outcome, reason = found[str(two / "预算.csv")]
    assert outcome == "refused"
    assert "另一个文件夹里也有「预算.csv」" in (reason or "")
    assert budgets(home) == BOTH
    both = load(tmp_path / "together", towns).outcomes()
    assert both["甲镇/预算.csv"][0] == both["乙镇/预算.csv"][0] == "loaded"


def test_a_home_below_the_loaded_folder_is_not_taken_for_data(tmp_path: Path) -> None:
    written(tmp_path, 预算=BUDGET)
    home = tmp_path / "var"
    for _ in range(2):
        assert set(load(home, tmp_path).outcomes()) == {"预算.csv"}


def in_one_line(done: Done, said: str) -> bool:
    return said in done.err and len(done.err.strip().splitlines()) == 1 and done.out == ""


def test_wrong_paths_empty_folders_and_folders_of_nothing_readable(tmp_path: Path, home: Path) -> None:
    assert in_one_line(load(home, tmp_path / "nowhere", code=2), "路径不存在")
    assert in_one_line(load(home, tmp_path / ("长" * 300), code=2), "路径不存在")
    (tmp_path / "empty").mkdir()
    assert in_one_line(load(home, tmp_path / "empty", code=1), "没有找到 .xlsx、.csv 或 .docx 文件")
    useless = written(tmp_path / "useless", 一="甲\n", 二="")
    for _ in range(2):  # the second time they are known already
        done = load(home, useless, code=1)
        assert in_one_line(done, "没有任何文件可以读取")
        assert "一.csv：没有找到可识别的标题行" in done.err
        assert "二.csv：文件是空的" in done.err
    assert current(Home(home)) is None
    assert in_one_line(command("status", "--home", home), "还没有数据")
    assert command("load").code == 2
    found = load(home, tmp_path / "nowhere", written(tmp_path / "in", 预算=BUDGET)).outcomes()
    assert found[str(tmp_path / "nowhere")] == ("refused", "路径不存在，请核对")
    assert found["预算.csv"] == ("loaded", None)
    assert found["二.csv"][0] == "refused"
    assert command("status", "--home", home, "--json").report["totals"]["n_accepted"] == 2
    for nothing_new in (useless, tmp_path / "empty"):
        done = load(home, nothing_new, code=1)
        assert "本次提交的文件都没有读取，原有数据照常使用" in done.err
        assert done.report["totals"]["n_accepted"] == 2


def test_a_second_load_is_told_who_is_at_work(tmp_path: Path, home: Path) -> None:
    folder = written(tmp_path / "in", 预算=BUDGET)
    home.mkdir()
    hold = (
        "import sys, time\nfrom etl.lock import exclusive\nfrom etl.paths import Home\nfrom pathlib import Path\n"
        "with exclusive(Home(Path(sys.argv[1]))):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", hold, home], cwd=ROOT, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        done = load(home, folder, code=1)
        assert in_one_line(done, f"另一个入库任务（进程 {holder.pid}，主机 {socket.gethostname()}，用户 ")
        assert "开始）正在处理" in done.err
        holder.kill()
    load(home, folder)  # a dead holder holds nothing
    with open(home / "load.lock", encoding="utf-8") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_harmed_original_stops_the_load_until_it_is_handed_in_again(tmp_path: Path, home: Path) -> None:
    folder = written(tmp_path / "in", 预算=BUDGET, 企业=ENTERPRISES)
    load(home, folder)
    kept = content(Home(home), next(d.sha256 for d in deliveries(Home(home)) if d.name == "预算.csv"))
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes()[:-9])
    (folder / "预算.csv").rename(tmp_path / "预算.csv")
    assert in_one_line(load(home, folder, as_of="2026-11-21", code=1), "「预算.csv」原件缺失或已损坏")
    assert budgets(home) == BOTH  # the last good build stays
    load(home, tmp_path / "预算.csv", as_of="2026-11-21")
    assert budgets(home) == BOTH


@pytest.mark.parametrize("harm", [
    lambda builds: (builds / "CURRENT").write_text(""),
    lambda builds: (builds / "CURRENT").write_text("gone\n"),
    lambda builds: [card.write_text('{"build": ') for card in builds.glob("*.json")],
    lambda builds: [card.write_text("[]") for card in builds.glob("*.json")],
    lambda builds: [path.unlink() for path in builds.glob("*.duckdb")],
    lambda builds: [path.write_bytes(b"not a database" * 999) for path in builds.glob("*.duckdb")],
], ids=["empty pointer", "pointer to nothing", "torn card", "odd card", "no snapshot", "rotten snapshot"])
def test_a_harmed_build_is_made_anew_by_the_next_load(small: tuple[Path, Path, str], tmp_path: Path, harm) -> None:  # type: ignore[no-untyped-def]
    folder, good, content_hash = small
    home = shutil.copytree(good, tmp_path / "home")
    harm(home / "builds")
    assert command("status", "--home", home).code == 1
    report = load(home, folder).report
    assert (report["changed"], report["content_hash"]) == (True, content_hash)
    assert budgets(home) == BOTH


def test_a_card_of_a_later_release_is_still_read(small: tuple[Path, Path, str], tmp_path: Path) -> None:
    folder, good, _ = small
    home = shutil.copytree(good, tmp_path / "home")
    (card,) = (home / "builds").glob("*.json")
    card.write_text(json.dumps({**json.loads(card.read_text()), "schema": 2}), encoding="utf-8")
    assert load(home, folder).report["changed"] is False


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A folder, a home with it in service, its content hash."""
    base = tmp_path_factory.mktemp("small")
    folder = written(base / "in", 预算=BUDGET)
    return folder, base / "home", load(base / "home", folder).report["content_hash"]


def test_hostile_cells_and_sheet_names_come_through_as_they_are(tmp_path: Path, home: Path) -> None:
    odd = ['"', "\\", "{other}", "a'b", "</script>", "=1+1", "%s %(x)s", "\t制表", "行\n行", "😀𠮷", '{"A": 1}',
           "x" * 30_000]
    lines = [["年度", "资金科目", "预算(元)"], *([2024, text, number] for number, text in enumerate(odd))]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "奇'怪.xlsx").write_bytes(table(*lines, [2024, odd[0], "约1{heading}"], name="A&B'{raw}"))
    load(home, tmp_path / "in")
    stored = rows(home, "SELECT line FROM budget ORDER BY budget_yuan")
    assert [line for (line,) in stored] == [text.strip() for text in odd]
    raw = [json.loads(cells)["B"] for (cells,) in rows(home, 'SELECT cells FROM source_row ORDER BY "row"')]
    assert raw == [*(text.strip() for text in odd), odd[0]]
    assert rows(home, "SELECT file, sheet, cell, raw FROM finding WHERE severity = 'error'") == [
        ("奇'怪.xlsx", "A&B'{raw}", "C14", "约1{heading}")
    ]


def test_what_a_build_depends_on_changes_its_input_hash() -> None:
    files = [Delivery("甲.csv", "0" * 64, 1), Delivery("乙.csv", "1" * 64, 1)]
    day = date(2026, 11, 20)
    same = input_hash(files, day)
    assert input_hash(list(files), day) == same
    others = [
        input_hash(files, date(2026, 11, 21)),
        input_hash(files[:1], day),
        input_hash([files[0], Delivery("丙.csv", "1" * 64, 1)], day),
        input_hash([files[0], Delivery("乙.csv", "2" * 64, 1)], day),
        input_hash([Delivery("甲.csv", "1" * 64, 1), Delivery("乙.csv", "0" * 64, 1)], day),
    ]
    assert len({same, *others}) == 6


def test_our_own_code_and_data_are_part_of_the_input_hash(tmp_path: Path) -> None:
    """In a copy of the project, so that nothing here is touched."""
    for part in ("etl", "data"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "var", "sample"))
    say = "from etl.load import input_hash; from datetime import date; print(input_hash([], date(2026, 1, 1)))"

    def hashed() -> str:
        return subprocess.run(
            [sys.executable, "-c", say], cwd=tmp_path, env={"PYTHONPATH": str(tmp_path), "PATH": ""},
            capture_output=True, text=True, check=True,
        ).stdout

    seen = [hashed(), hashed()]
    assert seen[0] == seen[1]
    for name in ("data/sources/choices.toml", "data/reference/towns.csv", "etl/clean/dates.py", "etl/marts.sql"):
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        seen.append(hashed())
    assert len(set(seen)) == 5
