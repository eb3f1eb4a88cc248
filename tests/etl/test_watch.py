"""An inbox is emptied into the home: what has settled, nothing else, nothing twice, and nothing is ever lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from etl.inbox import Inbox, sight
from etl.paths import ROOT, Home
from etl.store import REASON_SUFFIX, RECEIVED, content, deliveries
from tests.etl.loads import AS_OF, BUDGET, ENTERPRISES, Done, budgets, command, load, written

CORRECTED = BUDGET.replace("2025,示例科目二,200", "2025,示例科目二,250")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / "inbox").mkdir(parents=True)
    return tmp_path / "home"


def once(home: Path, *words: object, code: int = 0) -> Done:
    """One look at the home's inbox, whose files count as settled at once."""
    done = command("watch", *words, "--home", home, "--once", "--settle", 0, "--as-of", AS_OF)
    assert done.code == code, done
    return done


def below(folder: Path) -> set[str]:
    """The files below a folder; the day in the paths of received ones reads DAY."""
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    return {re.sub(r"20\d\d-\d\d-\d\d", "DAY", name) for name in names}


def until(holds: Callable[[], bool], child: subprocess.Popen[str]) -> None:
    """Return when it holds; a child that ends before fails the test."""
    while not holds():
        assert child.poll() is None, child.communicate()
        time.sleep(0.02)


def test_what_is_accepted_is_put_away_and_what_is_refused_stays_with_its_reason(home: Path) -> None:
    inbox = home / "inbox"
    written(inbox / "金泽镇", 预算=BUDGET)
    written(inbox, 坏="不是表格\n")
    (inbox / "链接.csv").symlink_to(inbox / "金泽镇" / "预算.csv")
    for name in ("~$预算.xlsx", "半截.part", "下载.crdownload", "a.tmp", ".隐藏.csv"):
        (inbox / name).write_text(BUDGET, encoding="utf-8")
    aside = below(inbox) - {"金泽镇/预算.csv"}
    done = once(home)
    assert below(inbox) == aside | {f"{RECEIVED}/DAY/金泽镇/预算.csv", "坏.csv.原因.txt", "链接.csv.原因.txt"}
    assert "入库 金泽镇/预算.csv：读取 3 行 = 入库 2 + 隔离 0 + 跳过 1" in done.out
    assert "未读取 坏.csv：没有找到可识别的标题行" in done.out
    assert "未读取 链接.csv：这是一个快捷方式" in done.out
    assert done.out.count("临时文件或锁文件，未读取") == 5
    reason = (inbox / "坏.csv.原因.txt").read_text(encoding="utf-8")
    assert "没有找到可识别的标题行" in reason
    assert "改好后用同样的文件名放在原处" in reason
    assert len(budgets(home)) == 2

    written(inbox / "金泽镇", 预算=BUDGET)
    again = once(home).out  # nothing new: nothing is loaded, said or written twice
    assert "坏.csv" not in again
    assert re.search(r"已有 金泽镇/预算.csv：已于 20\d\d-\d\d-\d\d \d\d:\d\d 由收件文件夹交来，内容没有变化", again)
    assert f"{RECEIVED}/DAY/金泽镇/预算（2）.csv" in below(inbox)
    assert [one.name for one in deliveries(Home(home))] == ["坏.csv", "金泽镇/预算.csv"]

    written(inbox, 坏=ENTERPRISES)  # corrected under its name
    assert "入库 坏.csv" in once(home).out
    assert below(inbox) & {"坏.csv", "坏.csv.原因.txt"} == set()
    load(home, inbox, code=1)  # by hand: the link is refused, and what was received is no second delivery
    assert len(budgets(home)) == 2


def test_what_cant_be_moved_stays_and_its_old_version_never_comes_back(home: Path, tmp_path: Path) -> None:
    inbox = written(home / "inbox", 预算=BUDGET)
    (inbox / RECEIVED).mkdir()
    for day in (0, 1):  # a file in the way of today's folder: root is stopped by no permission
        (inbox / RECEIVED / f"{date.today() + timedelta(days=day)}").write_text("in the way", encoding="utf-8")
    done = once(home)
    assert "移不走" in done.out
    assert "不会重复入库" in done.out
    assert (inbox / "预算.csv").is_file()
    load(home, written(tmp_path / "corrected", 预算=CORRECTED))
    once(home)  # as after a restart: the old version lies there still
    assert budgets(home)[1][2] == 2_500_000
    shutil.rmtree(inbox / RECEIVED)
    assert "现已移入已接收" in once(home).out
    assert below(inbox) == {f"{RECEIVED}/DAY/预算.csv"}
    assert budgets(home)[1][2] == 2_500_000


def test_a_file_settles_by_our_own_observation(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    path = tmp_path / "in" / "预算.csv"
    written(path.parent, 预算=BUDGET)
    os.utime(path, (0, 0))  # an old date says nothing: copying keeps it
    inbox = Inbox(path.parent, home)

    def state(now: float) -> tuple[int, int]:
        ready, growing = inbox.settled(now, 10)
        return len(ready), len(growing)

    assert state(0) == (0, 1)
    assert state(9) == (0, 1)
    with path.open("a", encoding="utf-8") as out:
        out.write("2026,示例科目三,1\n")
    assert state(11) == (0, 1)  # it grew: from here on anew
    assert state(20) == (0, 1)
    assert state(21) == (1, 0)
    os.utime(path, (4e9, 4e9))  # a clock in the future
    assert state(30) == (0, 1)
    assert state(40) == (1, 0)


def test_a_file_that_is_written_on_after_it_was_moved_comes_back(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", 预算=BUDGET)
    inbox = Inbox(folder, Home(tmp_path / "home"))
    (ready, _) = inbox.settled(0, 0)
    with (folder / "预算.csv").open("a", encoding="utf-8") as late:
        assert inbox.put_away(ready[0].path, sight(ready[0].path)) == ""
        assert inbox.late() == []
        late.write("2026,示例科目三,1\n")
    assert inbox.late() == [folder / "预算.csv"]
    assert (folder / "预算.csv").read_text(encoding="utf-8").endswith("示例科目三,1\n")


def test_a_reason_stands_beside_a_name_of_255_bytes(home: Path) -> None:
    name = "长" * 83 + "ab.csv"
    (home / "inbox" / name).write_text("不是表格\n", encoding="utf-8")
    once(home, code=1)  # there is nothing in service, and nothing that could be
    found = [path for path in (home / "inbox").iterdir() if path.name.endswith(REASON_SUFFIX)]
    assert len(found) == 1
    assert len(os.fsencode(found[0].name)) <= 255
    assert (home / "inbox" / name).is_file()


def test_a_second_watch_is_told_who_watches_and_a_load_may_still_come_in_between(home: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "etl", "watch", "--home", str(home), "--settle", "0", "--interval", "0.1"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        until((home / "watch.lock").exists, child)
        until(lambda: bool((home / "watch.lock").read_text()), child)
        second = command("watch", "--home", home, "--once")
        assert second.code == 1
        who = rf"进程 {child.pid}，主机 \S+，用户 \S+，命令 python -m etl watch --home .*，20\S+ \S+ 开始"
        assert re.search(f"已有值守（{who}）", second.err)
        load(home, written(tmp_path / "in", 企业=ENTERPRISES))
        written(tmp_path, 预算=BUDGET)
        shutil.move(tmp_path / "预算.csv", home / "inbox" / "预算.csv")
        until(lambda: (home / "inbox" / RECEIVED).exists(), child)
        child.send_signal(signal.SIGTERM)
        out, err = child.communicate()
        assert child.returncode == 0, err
        assert "已停止" in out
    assert {one.name for one in deliveries(Home(home))} == {"企业.csv", "预算.csv"}
    assert all(content(Home(home), one.sha256).exists() for one in deliveries(Home(home)))
    assert once(home).code == 0  # the lock is free again
