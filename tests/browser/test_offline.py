"""Without a network every page is whole, every file comes out, and nobody even asks for another host."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page

from dashboard import text
from queries import ask
from tests.browser.chrome import ARGS, EXECUTABLE, OFFLINE, PAGES, WAIT_MS, visit
from tests.browser.test_filters import saved
from tests.served import serving

HERE = "127.0.0.1"
# Updates, accounts, autofill: Chromium itself asks for them, on whatever page.
THEIRS = re.compile(
    r"^(?:update|content-autofill|optimizationguide-pa|clients\d|accounts|www)\.(?:google|googleapis)\.com$"
)
# In every Python of the server: each address that anything in it connects to or looks up, one per line.
LISTEN = """import os, sys
def _note(event, given):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        with open(os.environ["ASKED_FOR"], "a") as sink:
            sink.write(event + " " + repr(given[1:] if event in ("socket.connect", "socket.sendto") else given) + "\\n")
sys.addaudithook(_note)
"""
PARTS = ("stMetric", "stBidiComponent", "stDataFrame", "stPlotlyChart", "stHeading", "stMarkdown", "stText",
         "stCaptionContainer", "stDownloadButton", "stPageLink", "stExpander", "stAlert", "stTab", "stSelectbox",
         "stButtonGroup")
WHOLE_JS = """(parts) => ({
    ...Object.fromEntries(parts.map((part) => [part, document.querySelectorAll(`[data-testid="${part}"]`).length])),
    drawn: document.querySelectorAll('.js-plotly-plot .main-svg').length,
    canvases: document.querySelectorAll('canvas').length, words: document.body.innerText.length,
    fonts: [...document.fonts].map((font) => `${font.family} ${font.weight} ${font.status}`).sort(),
    broken: [...document.images].filter((image) => image.complete && !image.naturalWidth).map((image) => image.src),
})"""
COMPARED = ("overview", "coverage")  # in `make test`; all of them in `make soak`


@dataclass(frozen=True)
class Cut:
    """A server whose own requests are written down, on a machine without a network."""

    url: str
    asked_for: Path

    def by_the_server(self) -> list[str]:
        return self.asked_for.read_text(encoding="utf-8").splitlines() if self.asked_for.exists() else []


@pytest.fixture(scope="module")
def cut(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cut]:
    folder = tmp_path_factory.mktemp("offline")
    (folder / "sitecustomize.py").write_text(LISTEN, encoding="utf-8")
    asked_for = folder / "asked-for.txt"
    with serving(sample_home, folder / "serve.log", PYTHONPATH=str(folder), ASKED_FOR=str(asked_for)) as url:
        yield Cut(url, asked_for)


@contextmanager
def logged(browser: Browser, log: Path, *flags: str) -> Iterator[Page]:
    """A page in a Chromium of its own that writes down all its networking, also what never left it."""
    own = browser.browser_type.launch(
        executable_path=EXECUTABLE, args=[*ARGS, f"--log-net-log={log}", *flags]
    )
    context = own.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    own.close()


def asked_by_pages(log: Path) -> set[str]:
    """Every host that a page asked for something, reached or not."""
    found = (one.get("params", {}) for one in events(log))
    return {
        urlsplit(one["url"]).hostname or "" for one in found
        if "url" in one and urlsplit(str(one.get("initiator", ""))).scheme in ("http", "https")
    }


def looked_up(log: Path) -> set[str]:
    """Every host that anything in Chromium asked for, looked up or connected to, besides Chromium's own services."""
    found = set()
    for one in events(log):
        params = one.get("params", {})
        for value in (params.get("url"), params.get("host")):
            name = urlsplit(value if "//" in str(value) else f"//{value}").hostname if isinstance(value, str) else None
            if name and not THEIRS.search(name):
                found.add(name)
    return found - {"~notfound"}  # what the rule makes of every other name


def events(log: Path) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(log.read_text(encoding="utf-8"))["events"]
    return read


def code_of(home: Path) -> str:
    return str(ask("entitlement_list", home=home).filter(status="priced")["credit_code"][0])


def address(name: str, home: Path) -> str:
    return f"{name}?code={code_of(home)}" if name == "enterprise" else name


def test_every_page_and_file_without_a_network(browser: Browser, cut: Cut, sample_home: Path, tmp_path: Path) -> None:
    log = tmp_path / "net.json"
    with logged(browser, log, OFFLINE) as page:
        for name in [*PAGES, "wall"]:
            visit_whole(page, f"{cut.url}/{address(name, sample_home)}")
            for kind in ("CSV", "Excel"):
                buttons = page.get_by_role("button", name=f"下载 {kind}")
                if buttons.count() and buttons.first.is_visible():
                    assert_is_a_file(saved(page, buttons.first), kind)
        visit(page, f"{cut.url}/?town=华新镇")
        for kind in ("Word", "PowerPoint", "PDF"):
            assert_is_a_file(saved(page, page.get_by_role("button", name=f"下载简报（{kind}）")), kind)
        visit(page, f"{cut.url}/recommend?track={text.track('scene')}")
        for words, kind in (("（附件4 .docx）", "Word"), ("（附件4 .xlsx）", "Excel"), ("下载名单证书", "JSON")):
            assert_is_a_file(saved(page, page.get_by_role("button", name=words)), kind)
    assert asked_by_pages(log) == looked_up(log) == {HERE}
    assert [line for line in cut.by_the_server() if HERE not in line] == []


def visit_whole(page: Page, url: str) -> None:
    if urlsplit(url).path == "/wall":
        page.goto(f"{url}?panel=1")
        page.locator(".wall h1").wait_for()
        return
    visit(page, url)
    whole = page.evaluate(WHOLE_JS, list(PARTS))
    assert whole["broken"] == [], url
    assert [font for font in whole["fonts"] if font.endswith("error")] == [], url


def assert_is_a_file(payload: bytes, kind: str) -> None:
    if kind == "CSV":
        assert payload.decode("utf-8-sig").count("\n") >= 1
    elif kind == "JSON":
        assert json.loads(payload)
    elif kind == "PDF":
        assert payload.startswith(b"%PDF")
    else:
        with ZipFile(io.BytesIO(payload)) as parts:
            assert parts.testzip() is None


@pytest.mark.parametrize(
    "name", [name if name in COMPARED else pytest.param(name, marks=pytest.mark.slow) for name in PAGES]
)
def test_a_page_lacks_nothing_without_a_network(
    name: str, browser: Browser, freely: Page, cut: Cut, sample_home: Path
) -> None:
    """The same parts, drawn the same, as in a Chromium that may look up any host."""
    visit(freely, f"{cut.url}/{address(name, sample_home)}")
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    visit(page, f"{cut.url}/{address(name, sample_home)}")
    assert page.evaluate(WHOLE_JS, list(PARTS)) == freely.evaluate(WHOLE_JS, list(PARTS))
    context.close()


@pytest.fixture(scope="module")
def freely(browser: Browser) -> Iterator[Page]:
    own = browser.browser_type.launch(executable_path=EXECUTABLE, args=ARGS)
    context = own.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    own.close()


def test_the_instruments_notice_a_request(browser: Browser, cut: Cut, tmp_path: Path) -> None:
    """Else the tests above would prove nothing."""
    log = tmp_path / "net.json"
    with logged(browser, log, OFFLINE) as page:
        page.goto(f"{cut.url}/_stcore/health")
        failed = page.evaluate("fetch('http://fonts.example/noto.woff2', {mode: 'no-cors'}).catch((why) => `${why}`)")
    assert "Failed to fetch" in failed
    assert asked_by_pages(log) == looked_up(log) == {HERE, "fonts.example"}
    noted = tmp_path / "asked-for.txt"
    (tmp_path / "sitecustomize.py").write_text(LISTEN, encoding="utf-8")
    there = os.environ | {"PYTHONPATH": str(tmp_path), "ASKED_FOR": str(noted)}
    asking = "import socket; socket.getaddrinfo('192.0.2.1', 9)"
    subprocess.run([sys.executable, "-c", asking], env=there, check=True)
    assert "192.0.2.1" in noted.read_text(encoding="utf-8")
