"""The page 名称核对 and its commands: one person rules, the journal keeps it, the next load follows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from dashboard.cli import app as commands
from dashboard.journal.matches import MatchDesk, Place
from dashboard.journal.store import Journal
from tests.etl.loads import Done, load, rows
from tests.etl.published import A, folder

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
BRANCH, TYPO, FAR = "上海虚构甲电气有限公司青浦分公司", "上海虚构假电气有限公司", "苏州虚构外地公司"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("names")
    load(base / "home", folder(base / "in"))
    return base


@pytest.fixture
def home(loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own with the lists; what they came in lies beside it."""
    shutil.copytree(loaded, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("ZHIZAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def run(*words: str) -> Done:
    done = CliRunner().invoke(commands, list(words))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


def opened(actor: str = "") -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=30)
    page.switch_page("app_pages/names.py")
    if actor:
        page.session_state["actor"] = actor
    return look(page.run())


def look(page: AppTest) -> AppTest:
    assert [str(one.value) for one in page.exception] == []
    return page


def said(page: AppTest) -> str:
    kinds = ("error", "warning", "info", "success", "text", "caption")
    return "\n".join(str(one.value).replace("\\", "") for kind in kinds for one in getattr(page, kind))


def choose(page: AppTest, name: str) -> AppTest:
    box = next(one for one in page.selectbox if one.label == "核对哪个名称")
    return look(box.select_index([option.removesuffix("（已核对）") for option in box.options].index(name)).run())


def test_a_person_rules_on_the_page_and_the_next_load_follows(home: Path, tmp_path: Path) -> None:
    visitor = opened()
    assert {one.label: one.value for one in visitor.metric} == {
        "名单（行）": "11", "已对上（行）": "6", "待核对（行）": "5", "待核对金额": "67 万元",
        "不是台账企业（行）": "0",
    }
    assert [one.label for one in visitor.button] == []
    assert not (home / "decisions").exists(), "looking writes nothing"
    page = choose(opened("王芳"), TYPO)
    assert "拟拨付名单.csv 第 7 行：区级智能车间，20 万元" in said(page)
    (who,) = page.radio
    assert "上海虚构甲电气有限公司" in who.options[0]
    assert who.options[-2:] == ["另一家企业", "都不是"]
    page = look(who.set_value(A).run())
    (button,) = [one for one in page.button if one.label.startswith("认定为")]
    refused = look(button.click().run())
    assert "请写明原因" in said(refused)
    assert not Journal(home / "decisions").entries()
    (reason,) = refused.text_area
    reason.input("名单打字错误，已电话核实")
    (button,) = [one for one in refused.button if one.label.startswith("认定为")]
    page = look(button.click().run())
    assert "已记入决策记录第 1 条，下次入库后生效" in said(page)
    assert f"{TYPO}（已核对）" in next(one for one in page.selectbox if one.label == "核对哪个名称").options
    load(home, tmp_path / "in")
    assert rows(home, f"SELECT credit_code, match_rule FROM listed WHERE name = '{TYPO}'") == [(A, "ruling")]


def test_a_ruling_that_came_first_is_said_and_kept(home: Path) -> None:
    page = look(choose(opened("李强"), TYPO).radio[0].set_value("none").run())
    page.text_area[0].input("不是这一家")
    MatchDesk(Journal(home / "decisions")).confirm(
        "王芳", "k", Place(TYPO, TYPO), credit_code=A, enterprise="上海虚构甲电气有限公司", seen=0, reason="营业执照")
    (button,) = [one for one in page.button if one.label == "认定都不是"]
    page = look(button.click().run())
    assert "王芳 已于你之前核对为「上海虚构甲电气有限公司」" in said(page)
    assert [entry.actor for entry in Journal(home / "decisions").entries()] == ["王芳"]


def test_the_commands_say_what_waits_and_take_each_step(home: Path, tmp_path: Path) -> None:
    listed = run("match", "list")
    assert listed.code == 0
    assert "最接近 上海虚构甲电气有限公司（95 分）" in listed.out
    assert "共 5 个名称" in listed.out
    why = ("--by", "王芳", "--reason", "营业执照")
    for words, what in (
        (("match", "confirm", "没有这个名称", "--code", A, *why), "公示名单上没有"),
        (("match", "confirm", TYPO, "--code", "91310118XX0000999Q", *why), "企业表里没有"),
        (("match", "confirm", TYPO, "--code", A, "--by", "王芳", "--reason", "。"), "请写明原因"),
        (("match", "confirm", TYPO, "--code", A, *why, "--file", "认定名单.csv", "--row", "3"), "不是"),
        (("match", "split", TYPO, "--code", A, *why, "--row", "3"), "一起写"),
    ):
        done = run(*words)
        assert done.code != 0, words
        assert what in done.err, words
    assert not Journal(home / "decisions").entries()
    assert run("match", "reject", FAR, *why).code == 0
    assert run("match", "confirm", BRANCH, "--code", A, *why, "--file", "拟拨付名单.csv", "--row", "6").code == 0
    apart = run("match", "split", "上海虚构甲厂", "--code", A, *why)
    assert apart.code == 0
    assert "已拆开" in run("match", "list", "--state", "matched").out
    shown = run("match", "show", BRANCH)
    assert "只限 拟拨付名单.csv 第 6 行" in shown.out
    assert "分支机构不等于总公司" in shown.out
    (home / "decisions" / "matches.json").unlink()
    assert "match rebuild" in run("match", "list").err
    assert "重新生成" in run("match", "rebuild").out
    assert "无需" in run("match", "rebuild").out
    load(home, tmp_path / "in")
    found = dict(rows(home, "SELECT name, status FROM listed"))
    assert (found[FAR], found[BRANCH], found["上海虚构甲厂"]) == ("outside", "matched", "waiting")
    page = opened("王芳")
    assert "核对结果文件" not in said(page)
    assert page.metric[4].value == "1"
