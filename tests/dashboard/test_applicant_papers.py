"""Check lists and reasons say what the answers say, a page per project, on the build that the list rests on."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from dashboard import text
from dashboard.applicant_papers import Papers
from dashboard.journal.book import Listing
from dashboard.pinned_build import BuildGone, pinned_build, service_note
from queries import ask
from tests.dashboard import decided
from tests.dashboard.office import page_texts, saved_by_libreoffice

TRACKS = ("scene", "factory")


def made(home: Path, folder: Path, track: str) -> tuple[Papers, Listing]:
    _, listing = decided.chosen(home, folder, track)
    return Papers(pinned_build(home, listing.basis), listing, decided.CALL, track), listing


def tables(data: bytes) -> list[list[list[str]]]:
    found = docx.Document(io.BytesIO(data)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def paragraphs(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


@pytest.mark.parametrize("track", TRACKS)
def test_a_check_list_holds_every_condition_with_its_cell(track: str, sample_home: Path, tmp_path: Path) -> None:
    papers, listing = made(sample_home, tmp_path, track)
    found = tables(papers.check_lists())
    assert len(found) == len(listing.rows)
    for row, table in zip(listing.rows, found, strict=True):
        detail = ask("eligibility_detail", home=sample_home, project_id=row.project_id, call=decided.CALL)
        assert [line[0] for line in table[1:]] == detail["title"].to_list()
        for line, one in zip(table[1:], detail.iter_rows(named=True), strict=True):
            assert line[1].startswith(text.verdict(one["verdict"]))
            assert line[2] == text.label(one["needed"])
            assert line[3] == text.label(one["value"])
            assert line[4].startswith(one["clause"])
            assert ("本区口径" in line[4]) == one["is_ours"]
            assert one["file"] in line[6]
            assert f"第 {one['row']} 行" in line[6]


@pytest.mark.parametrize("track", TRACKS)
def test_a_reason_holds_every_criterion_and_adds_up_to_the_score(
    track: str, sample_home: Path, tmp_path: Path
) -> None:
    papers, listing = made(sample_home, tmp_path, track)
    ranking = ask("recommendation_list", home=sample_home, call=decided.CALL, track=track)
    for row in listing.rows[:6]:
        data = papers.reasons(row.project_id)
        scores, *rest = tables(data)
        expected = ask("criterion_score_list", home=sample_home, project_id=row.project_id)
        lines = {line[1]: line for line in scores[1:] if line[1] != "小计"}
        assert set(lines) == set(expected["title"])
        for one in expected.iter_rows(named=True):
            assert lines[one["title"]][5] == text.number(one["weighted_points"], 2)
            assert (lines[one["title"]][2] == "未填报") == one["is_missing"]
        (score,) = ranking.filter(project_id=row.project_id).iter_rows(named=True)
        totals = [float(line[5]) for line in scores if line[1] == "小计"]
        assert totals == [score["base_score"], score["growth_score"], score["demo_score"]]
        assert sum(totals) == pytest.approx(score["score"], abs=0.011)
        reported = ask("enterprise_outcome_list", home=sample_home, credit_code=row.credit_code)
        reported = reported.filter(project_id=row.project_id)
        assert [line[0] for line in rest[0][1:]] == reported["metric"].to_list()
        assert [line[3] for line in rest[0][1:]] == [text.label(word) for word in reported["evidence"]]
        assert "不选它，总分减少" in paragraphs(data)


def test_papers_say_what_people_forced(sample_home: Path, tmp_path: Path) -> None:
    desk, listing = decided.chosen(sample_home, tmp_path)
    first = listing.rows[0]
    listing = desk.revise(
        "甲", "r", list_id=listing.id, seen=1, change="force_in", rows=listing.rows, project_id=first.project_id,
        reason="市里点名",
    )
    papers = Papers(pinned_build(sample_home, listing.basis), listing, decided.CALL, "scene", "换了数据版本")
    said = paragraphs(papers.reasons(first.project_id))
    assert "由人工列入，原因：市里点名" in said
    assert "换了数据版本" in said
    assert "第 2 版（草稿，未复核" in said


def test_every_project_has_one_page(sample_home: Path, tmp_path: Path) -> None:
    files = []
    for track in TRACKS:
        papers, listing = made(sample_home, tmp_path / track, track)
        for name, data in (("核对单", papers.check_lists()), ("推荐理由", papers.reasons())):
            path = tmp_path / f"{track}-{name}.docx"
            path.write_bytes(data)
            files.append((path, name, listing))
    pdfs = saved_by_libreoffice([path for path, _, _ in files], "pdf", tmp_path / "pdf")
    for pdf, (_, name, listing) in zip(pdfs, files, strict=True):
        pages = page_texts(pdf)
        assert len(pages) == len(listing.rows), pdf
        for page, row in zip(pages, listing.rows, strict=True):
            assert f"{name}：{row.enterprise}" in page
            assert f"第1版（草稿，未复核，决策记录第{listing.stands_at.seq}条）" in page


def test_without_its_build_a_list_has_no_papers_and_says_so(sample_home: Path, tmp_path: Path) -> None:
    _, listing = decided.chosen(sample_home, tmp_path)
    home = tmp_path / "copy"
    shutil.copytree(sample_home / "builds", home / "builds")
    assert pinned_build(home, listing.basis).build == listing.basis.build
    assert service_note(home, listing.basis) == ""
    old = replace(listing.basis, build="20200101-0000000000")
    assert "已不是现用版本" in service_note(home, old)
    for basis, said in (
        (old, "已不在"), (replace(listing.basis, build="../x"), "已不在"),
        (replace(listing.basis, content_hash="0" * 64), "与名单所记的不符"),
    ):
        with pytest.raises(BuildGone, match=said):
            pinned_build(home, basis)
