"""The files of a brief as programs open them: rendered pages, slides within their edges, text that is only text."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.util import Emu

from dashboard.brief import brief
from dashboard.brief_files import brief_bytes
from dashboard.brief_pdf import NoPrinter, browser, printed
from dashboard.exports.brief_docx import brief_document
from dashboard.exports.brief_html import brief_page
from dashboard.exports.brief_model import Brief, Chart, Figure, Section, Series, Table
from dashboard.exports.brief_pptx import brief_slides
from dashboard.exports.stamp import Stamp
from queries import Warehouse, warehouse
from tests.dashboard.brief_reading import document_text, pdf_pages, pdf_text, slide_text, squeezed
from tests.other_district.district import data_folder, workbook
from tests.other_district.test_other_district import FOREIGN, etl
from tests.served import AS_OF

FILTERS = [{}, {"town": "夏阳街道"}, {"year": "2025", "industry": "装备制造"}, {"town": "未填报", "tier": "灯塔工厂"}]
HOSTILE = ["=1+1", "@SUM(A1)", "<script>alert(1)</script>", "http://192.0.2.1/x", '"}</style>', "a\x00b\x07c", "A&B<C"]


@pytest.fixture(scope="module")
def build(sample_home: Path) -> Warehouse:
    return warehouse(sample_home)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The build of a district whose words are not ours."""
    folder = tmp_path_factory.mktemp("yunling")
    data, delivered = data_folder(folder / "data"), workbook(folder / "in")
    done = etl("load", delivered, "--home", folder / "home", "--as-of", AS_OF, "--data", data)
    assert done.returncode == 0, done.stderr
    return warehouse(folder / "home")


def hostile() -> Brief:
    """A brief all of whose words come from somebody who wants them to be more than words."""
    words = " ".join(HOSTILE)
    stamp = Stamp("区", "b", "h", date(2026, 11, 20), (words,), (("街镇", words),), words)
    one = Series(words, "#2C6FB3", tuple(map(float, range(7))))
    many = tuple(Series(word, "#2C6FB3", (1.0, -2.0)) for word in HOSTILE)
    bars = Chart(words, words, tuple(HOSTILE), (one,), words, is_horizontal=True, has_labels=True)
    columns = Chart(words, "项", ("甲", "乙"), many, words)
    table = Table(tuple(HOSTILE), (tuple(HOSTILE),), (1,) * 7, "lllllll")
    return Brief(words, (words,), words, (
        Section(words, words, (words,), figures=(Figure(words, words, words, words, words),)),
        Section(words, words, (words,), chart=bars, table=table, note=words, is_large=True),
        Section(words, words, (words,), chart=columns, table=table, note=words, is_large=True),
        Section(words, words, (words,), table=table, note=words),
    ), stamp)  # fmt: skip


def sentences(content: Brief) -> list[str]:
    return [*content.points, *(words for section in content.sections for words in section.sentences)]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("filters", FILTERS[:2], ids=["all", "town"])
def test_an_office_program_prints_the_document_on_four_pages(
    filters: dict[str, str], build: Warehouse, tmp_path: Path
) -> None:
    content = brief(build, filters)
    (tmp_path / "brief.docx").write_bytes(brief_document(content))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf", "--outdir",
         str(tmp_path), str(tmp_path / "brief.docx")], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    path = str(tmp_path / "brief.pdf")
    assert 2 <= pdf_pages(path) <= 4
    text = pdf_text(path)
    assert [words for words in sentences(content) if squeezed(words) not in text] == []
    names = [name.split("\n")[0] for chart in content.charts for name in chart.categories]
    assert [name for name in names if squeezed(name) not in text] == []


@pytest.mark.skipif(browser() is None, reason="Chromium is not installed")
@pytest.mark.parametrize("filters", FILTERS, ids=["all", "town", "year", "empty"])
def test_chromium_prints_two_to_four_pages(filters: dict[str, str], build: Warehouse, tmp_path: Path) -> None:
    content = brief(build, filters)
    path = tmp_path / "brief.pdf"
    path.write_bytes(brief_bytes(build, filters, ".pdf"))
    assert 2 <= pdf_pages(str(path)) <= 4
    text = pdf_text(str(path))
    assert [words for words in sentences(content) if squeezed(words) not in text] == []
    assert f"第1页，共{pdf_pages(str(path))}页" in text
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(font.split()[-5] == "yes" for font in fonts)  # embedded


def test_the_printed_page_asks_nobody_for_anything(build: Warehouse) -> None:
    page = brief_page(brief(build, {}))
    assert re.findall(r"<(?:script|link|img|iframe|object|a)\b", page) == []
    assert re.findall(r"""(?:src|href|url|@import)\s*[=(]""", page) == []
    assert set(re.findall(r"https?://[^\s\"'<]+", page)) == {"http://www.w3.org/2000/svg"}


def test_without_chromium_it_says_what_to_do(build: Warehouse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser() is None
    with pytest.raises(NoPrinter, match=r"请安装 chromium.*\.docx"):
        printed("<p>x</p>")


def test_a_chromium_that_does_not_print_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "chromium").write_text("#!/bin/sh\nexit 3\n")
    (tmp_path / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(NoPrinter, match="没有生成 PDF"):
        printed("<p>x</p>")


@pytest.mark.parametrize("filters", FILTERS, ids=["all", "town", "year", "empty"])
def test_nothing_on_a_slide_leaves_it_or_lies_over_something_else(filters: dict[str, str], build: Warehouse) -> None:
    deck = Presentation(BytesIO(brief_slides(brief(build, filters))))
    assert 4 <= len(deck.slides) <= 6
    for number, slide in enumerate(deck.slides, 1):
        assert slide.shapes.title.text
        boxes = [(shape.left, shape.top, shape.left + shape.width, shape.top + shape.height) for shape in slide.shapes]
        for left, top, right, bottom in boxes:
            assert min(left, top) >= 0
            assert right <= deck.slide_width, number
            assert bottom <= deck.slide_height, number
        heights = [
            (sum(row.height for row in shape.table.rows), shape.height) for shape in slide.shapes if shape.has_table
        ]
        assert all(abs(rows - height) < Emu(9144) for rows, height in heights)
        # a hundredth of an inch is nothing
        over = [
            (one, other) for at, one in enumerate(boxes) for other in boxes[at + 1:]
            if all(min(one[end], other[end]) - max(one[end - 2], other[end - 2]) > 9144 for end in (2, 3))
        ]
        assert over == [], number


def test_fonts_are_named_for_chinese_in_every_run_and_chart(build: Warehouse) -> None:
    content = brief(build, {})
    for payload, pattern in (
        (brief_document(content), r'<w:rFonts [^>]*w:eastAsia="(?:黑体|宋体|仿宋)"'), (brief_slides(content), "<a:ea "),
    ):  # fmt: skip
        with ZipFile(BytesIO(payload)) as parts:
            for name in parts.namelist():
                text = parts.read(name).decode("utf-8", "replace")
                if re.search(r"charts/chart\d+\.xml$", name):
                    assert re.search(r'<a:ea typeface="(?:黑体|宋体)"', text), name
                elif re.search(r"(slides/slide\d+|word/document)\.xml$", name):
                    assert len(re.findall(pattern, text)) >= len(re.findall(r"<[aw]:t[ >]", text)), name


def test_words_are_only_ever_words() -> None:
    content = hostile()
    for payload in (brief_document(content), brief_slides(content)):
        with ZipFile(BytesIO(payload)) as parts:
            books = [ZipFile(BytesIO(parts.read(name))) for name in parts.namelist() if name.endswith(".xlsx")]
            for archive in (parts, *books):
                for name in archive.namelist():
                    text = archive.read(name).decode("utf-8", "replace")
                    assert "relationships/hyperlink" not in text, name
                    assert 'TargetMode="External"' not in text, name
                    assert "hlinkClick" not in text, name
                    assert "<f>" not in text, name
    assert "<script>alert(1)</script>" in document_text(brief_document(content))
    assert "<script>alert(1)</script>" in slide_text(brief_slides(content))
    page = brief_page(content)
    assert "<script" not in page
    assert page.count("</style>") == 1
    assert "\x00" not in page


def test_members_carry_no_clock(build: Warehouse) -> None:
    for suffix in (".docx", ".pptx"):
        with ZipFile(BytesIO(brief_bytes(build, {}, suffix))) as parts:
            assert {info.date_time[:3] for info in parts.infolist()} == {(1980, 1, 1)}
            core = parts.read("docProps/core.xml").decode()
            assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {f"{AS_OF}T"}
            for name in parts.namelist():
                if name.endswith(".xlsx"):
                    with ZipFile(BytesIO(parts.read(name))) as book:
                        stamped = book.read("docProps/core.xml").decode()
                        assert set(re.findall(r"\d{4}-\d\d-\d\dT", stamped)) == {f"{AS_OF}T"}


def test_another_district_has_a_brief_in_its_own_words(there: Warehouse) -> None:
    content = brief(there, {})
    assert content.title == "虚构市云岭区智能制造简报"
    for text in (document_text(brief_document(content)), slide_text(brief_slides(content)), brief_page(content)):
        assert FOREIGN.findall(text) == []
    money = next(section for section in content.sections if section.title == "奖励资金")
    assert money.headline == "应奖 796 万元，已拨付 11 万元，待拨付 788 万元。"
    assert money.chart is None  # 2026 has no budget
    assert "2026 年没有预算数据" in "".join(money.sentences)
