"""Files handed in on a page go through the same door as the command line's, in a process of its own."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from dashboard import cli, server
from dashboard.intake import OPEN, UPLOADS, Batch, Busy, hand_in, latest, plain_name
from etl.lock import exclusive
from etl.paths import Home
from etl.store import deliveries
from tests.etl.loads import BUDGET, ENTERPRISES, budgets


def ended(batch: Batch) -> Batch:
    """The batch when its load is over."""
    for _ in range(6000):
        if batch.is_done:
            return batch
        time.sleep(0.02)
    raise AssertionError(f"the load does not end: {batch}")


def fates(batch: Batch) -> dict[str, str]:
    """File → what became of it."""
    assert batch.report is not None, batch.said
    return {fate["file"]: fate["outcome"] for fate in batch.report["offered"]}


def test_a_batch_is_loaded_once_and_told_file_by_file(tmp_path: Path) -> None:
    files = [
        ("../../预算.csv", BUDGET.encode()), ("坏.csv", b"x"), ("~$a.xlsx", b"x"),
        ("a\u202egpj.csv", ENTERPRISES.encode()), ("乙/预算.csv", BUDGET.replace("100", "101").encode()),
    ]
    first = hand_in(tmp_path, files, "张三")
    assert hand_in(tmp_path, files, "张三") is first  # a double click
    with pytest.raises(Busy, match=r"张三 .* 交来的 5 个文件正在入库"):
        hand_in(tmp_path, [("b.csv", b"x")], "李四")
    found = fates(ended(first))
    (second,) = (name for name in found if name.endswith("/2/预算.csv"))  # neither corrects the other
    assert found == {"预算.csv": "loaded", "坏.csv": "refused", "a\\u202egpj.csv": "loaded", second: "refused"}
    assert (first.number, first.total) == (3, 3)
    assert len(budgets(tmp_path)) == 2
    assert latest(tmp_path) is first
    assert list((tmp_path / UPLOADS).iterdir()) == []
    assert not (tmp_path.parent / "预算.csv").exists()

    again = ended(hand_in(tmp_path, files[:1], "李四"))
    assert again.report is not None
    assert again.report["changed"] is False
    assert "由张三（网页上传）交来，内容没有变化" in again.report["offered"][0]["reason"]
    assert len(deliveries(Home(tmp_path))) == 3

    with exclusive(Home(tmp_path)):
        refused = ended(hand_in(tmp_path, files[:1], "王五"))
    assert refused.report is None
    assert "另一个入库任务（进程" in refused.said[0]


@pytest.mark.parametrize(("sent", "kept"), [
    ("../../etc/x.csv", "x.csv"), ("C:\\报送\\企业.xlsx", "企业.xlsx"), ("a\0b.csv", "ab.csv"), ("..", "_"), ("", "_"),
    ("长" * 100 + ".xlsx", "长" * 65 + ".xlsx"), ("\ud800.csv", "?.csv"), ("CON.csv", "CON.csv"),
])
def test_a_name_from_a_browser_is_a_plain_name(sent: str, kept: str) -> None:
    assert plain_name(sent) == kept


@pytest.mark.parametrize(("words", "environment", "is_open"), [
    ((), None, True), (("--address", "0.0.0.0"), None, False), (("--address", "0.0.0.0", "--upload"), None, True),
    (("--no-upload",), "1", False), ((), "0", False), (("--address", "0.0.0.0"), "1", True),
])
def test_only_this_machine_may_upload_unless_somebody_says_otherwise(
    words: tuple[str, ...], environment: str | None, is_open: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(server, "serve", lambda *_, is_upload_open: asked.append(is_upload_open))
    monkeypatch.delenv(OPEN, raising=False)
    if environment is not None:
        monkeypatch.setenv(OPEN, environment)
    done = CliRunner().invoke(cli.app, ["serve", "--home", str(tmp_path), *words])
    assert done.exit_code == 0, done.output
    assert asked == [is_open]


def panel(home: str) -> None:
    """A page with nothing but the panel."""
    from pathlib import Path

    from dashboard.upload_panel import upload_panel

    upload_panel(Path(home), ["金泽镇"])


def test_the_page_asks_for_files_and_a_name_and_says_what_came_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OPEN, "0")
    app = AppTest.from_function(panel, args=(str(tmp_path),), default_timeout=30).run()
    assert "没有开放网页上传" in app.info[0].value
    assert not app.file_uploader
    monkeypatch.setenv(OPEN, "1")
    app.run()
    app.button[0].click().run()
    assert app.warning[0].value == "还没有选文件。"
    app.file_uploader[0].upload("预算.csv", BUDGET.encode())
    app.button[0].click().run()
    assert "请填写姓名" in app.warning[0].value
    app.file_uploader[0].upload("预算.csv", BUDGET.encode())
    app.text_input[0].input("张三")
    app.selectbox[0].select("金泽镇")
    app.button[0].click().run()
    assert not app.exception
    batch = latest(tmp_path)
    assert batch is not None
    ended(batch)
    app.run()
    assert [one.value for one in app.subheader] == ["最近一次上传"]
    assert app.dataframe[0].value.iloc[0].to_list()[:5] == ["金泽镇/预算.csv", "已入库", 3, 2, 0]
    assert not app.exception
