"""No name and no number leaves the decision store: looked for on every page, in every file, in the journal and logs."""

from __future__ import annotations

import io
import json
import logging
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from dashboard.choice import choice
from dashboard.cli import app as command
from dashboard.decisions import desk, journal
from dashboard.exports.table import table_csv, table_workbook
from dashboard.headings import HEADINGS
from dashboard.journal.contacts import Contact, contacts_of
from dashboard.page import Page
from queries import ask, questions, warehouse
from tests.dashboard.contact_books import workbook
from tests.dashboard.unfolded import every_part

PAGES = sorted(path.stem for path in (Path(__file__).parents[2] / "dashboard" / "app_pages").glob("[!_]*.py"))
APP = Path(__file__).parents[2] / "dashboard" / "app.py"
# They stand nowhere in the sample: found anywhere, they leaked. Every number begins with the mark.
NAME, NUMBER = "虞琭", "1990310"
MARKS = [NAME.encode(), NAME.encode("utf-16-le"), NAME.encode("gb18030"), json.dumps(NAME)[1:-1].encode(),
         "".join(f"&#{ord(character)};" for character in NAME).encode(), NUMBER.encode(), NUMBER.encode("utf-16-le")]


def leaks(content: bytes | str) -> bool:
    """Whether a name or number, in any usual encoding, stands in what left the store."""
    found = content.encode() if isinstance(content, str) else content
    if any(mark in found for mark in MARKS):
        return True
    if not found.startswith(b"PK"):
        return False
    with zipfile.ZipFile(io.BytesIO(found)) as archive:
        return any(leaks(archive.read(name)) for name in archive.namelist())


@pytest.fixture(scope="module")
def home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a contact for every enterprise and a list under way, all through the real command."""
    own = tmp_path_factory.mktemp("contacts") / "home"
    own.mkdir()
    shutil.copytree(sample_home / "builds", own / "builds")
    codes = ask("enterprise_list", home=own)["credit_code"].to_list()
    file = own.parent / "联系人.xlsx"
    file.write_bytes(workbook([(code, "", NAME, f"{NUMBER}{n:04d}") for n, code in enumerate(codes)]))
    said = CliRunner().invoke(command, ["contacts", "load", str(file), "--by", "王芳", "--home", str(own)])
    assert said.exit_code == 0
    assert f"录入 {len(codes)} 家" in said.output
    assert not leaks(said.output)
    here = warehouse(own)
    chosen = choice(here, "national-2023", "scene")
    desk(here, "national-2023", "scene", own).draft(
        "王芳", "d", list_id="L1", basis=chosen.basis, rows=chosen.rows(), reason="第一稿"
    )
    return own


def drawn(app: AppTest) -> Iterator[bytes | str]:
    """Everything that a page sent to the browser: each element as its message, and the tables in full."""
    blocks = [app._tree]
    while blocks:
        for node in blocks.pop().children.values():
            if hasattr(node, "children"):
                blocks.append(node)
            if getattr(node, "proto", None) is not None:
                yield node.proto.SerializeToString()
            yield repr(node)
    for table in app.dataframe:
        yield table.value.to_csv()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_shows_a_contact(
    name: str, home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ZHIZAO_HOME", str(home))
    app = AppTest.from_file(str(APP), default_timeout=30)
    if name != "overview":
        app.switch_page(f"app_pages/{name}.py")
    with caplog.at_level(logging.DEBUG):
        sent = []
        for part in every_part(app.run(), name):
            assert [str(one.value) for one in part.exception] == []
            sent += drawn(part)
    assert len(sent) > 20
    assert [part for part in sent if leaks(part)] == []
    assert not leaks(caplog.text)


def test_the_search_finds_what_it_looks_for(home: Path) -> None:
    """A page that did show one would be caught: in words, in a table, in a workbook, in the store itself."""
    def page(name: str, number: str) -> None:
        import pandas
        import streamlit

        streamlit.text(name)
        streamlit.dataframe(pandas.DataFrame({"手机号": [number]}))

    for words in ((f"{NAME}甲", "-"), ("-", f"{NUMBER}0001")):
        assert any(leaks(part) for part in drawn(AppTest.from_function(page, args=words).run(timeout=30)))
    assert leaks(workbook([("", "", NAME, "")]))
    assert leaks((home / "decisions" / "decisions.sqlite").read_bytes())


@pytest.mark.parametrize("name", sorted(questions()))
def test_no_table_carries_a_contact(name: str, home: Path) -> None:
    here = warehouse(home)
    frame = here.ask(name)
    headings = {column: column for column in frame.columns} | HEADINGS
    assert not leaks(table_csv(frame, headings))
    assert not leaks(table_workbook(frame, headings, Page(here, {}, "").stamp(name), name))


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_the_official_sheet_without_contacts_carries_none(home: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"推荐{suffix}"
    words = ["export", "recommendation", "--call", "national-2023", "--track", "scene", "--out", str(out)]
    assert CliRunner().invoke(command, [*words, "--home", str(home)]).exit_code == 0
    assert not leaks(out.read_bytes())


def test_no_other_file_of_the_home_holds_a_contact(home: Path, tmp_path: Path) -> None:
    files = [path for path in home.rglob("*") if path.is_file() and path.name != "decisions.sqlite"]
    assert any(path.suffix == ".duckdb" for path in files)
    assert [path.name for path in files if leaks(path.read_bytes())] == []


def test_the_journal_says_who_did_what_and_no_contact(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "副本.jsonl"
    assert CliRunner().invoke(command, ["journal", "export", "--out", str(copy), "--home", str(home)]).exit_code == 0
    said = copy.read_text(encoding="utf-8")
    assert '"action":"contact"' in said
    assert "王芳" in said
    assert not leaks(said)
    assert not leaks(CliRunner().invoke(command, ["journal", "status", "--home", str(home)]).output)


def test_the_command_shows_masks_only(home: Path) -> None:
    said = CliRunner().invoke(command, ["contacts", "status", "--home", str(home)]).output
    current = desk(warehouse(home), "national-2023", "scene", home).read().current
    assert current
    assert f"名单 L1（草稿）：{len(current.rows)} 家，有联系人 {len(current.rows)} 家" in said
    assert "虞＊ 199****" in said
    assert not leaks(said)
    (held,) = contacts_of(journal(home), [current.rows[0].credit_code]).values()
    assert not leaks(repr(held))
    assert leaks(held.phone)
    assert repr(Contact("欧阳明", "13800138001")) == "Contact(欧＊ 138****8001)"
