"""A reply lists every finding once, marks its cell, keeps contacts back, and closes what it lists when it returns."""

from __future__ import annotations

import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from etl.load import policy_tables
from etl.parser import Parser
from etl.paths import Home
from etl.publish import current
from etl.reply import LEVEL_WORDS, Reply, reply
from etl.reply_book import FILLS, reply_book
from etl.reply_map import LIST_SHEET, MAP_SHEET
from etl.reply_sheets import KEPT_BACK
from etl.vocabulary import vocabulary
from tests.etl.loads import AS_OF, command, held_texts, load, rows
from tests.etl.replies import corrected, listed, sheet_names, small_town, valid_values

FINDINGS = """SELECT f.finding, f.rule, s.kind, c.field, f.severity, f.file, coalesce(f.sheet, ''), f.cell
    FROM finding AS f LEFT JOIN source_sheet AS s ON s.file = f.file AND s.sheet = coalesce(f.sheet, '')
    LEFT JOIN source_column AS c ON c.sheet_id = s.sheet_id AND c.letter = regexp_extract(f.cell, '^[A-Z]+')"""
UNEQUAL = "SELECT file, sheet FROM source_sheet WHERE n_read <> n_accepted + n_quarantined + n_skipped"
NAME = "回执.xlsx"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A home with one small town loaded, and the reply to it."""
    base = tmp_path_factory.mktemp("reply")
    load(base / "home", small_town(base / "in"))
    return base / "home", written(base / "home", "夏阳街道", base / NAME)


def written(home: Path, unit: str, out: Path) -> bytes:
    done = command("reply", unit, "--out", out, "--home", home)
    assert done.code == 0, done
    return out.read_bytes()


def returned(home: Path, folder: Path, payload: bytes, name: str = NAME) -> dict[str, object]:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(payload)
    return load(home, folder / name).report


@pytest.fixture
def own_home(town: tuple[Path, bytes], tmp_path: Path) -> Path:
    """A copy of the town's home to load into."""
    return Path(shutil.copytree(town[0], tmp_path / "home"))


def assert_marked(payload: bytes, home: Path, sender: str) -> None:
    """The list is the sender's findings, each once; each cell carries the colour and a comment that names it."""
    expected = rows(home, f"{FINDINGS} WHERE f.file IN (SELECT file FROM file_sender WHERE sender = '{sender}')")
    made = openpyxl.load_workbook(BytesIO(payload))
    lines, names = listed(made), sheet_names(made)
    assert sorted(line["编号"] for line in lines) == sorted(row[0] for row in expected)
    by_number = {line["编号"]: line for line in lines}
    comments = {
        (name, cell.coordinate): str(cell.comment.text)
        for name in names.values() for row in made[name].iter_rows() for cell in row if cell.comment
    }
    worst: dict[tuple[str, str], str] = {}
    for finding, _, _, _, severity, file, sheet, cell in expected:
        line = by_number[finding]
        assert (line["级别"], line["原文件"], line["工作表"]) == (LEVEL_WORDS[severity], file, sheet)
        if cell and (file, sheet) in names:
            assert line["link"] == f"'{names[file, sheet]}'!{cell}"
            key = (names[file, sheet], cell)
            assert f"（{finding}）" in comments[key]
            worst[key] = min(worst.get(key, severity), severity, key=list(LEVEL_WORDS).index)
    for (name, cell), severity in worst.items():
        assert made[name][cell].fill.fgColor.rgb == f"FF{FILLS[severity][1:]}"
    named = re.findall(r"（(F\d+)）", "".join(comments.values()))
    assert len(named) == len(set(named))
    assert comments.keys() == worst.keys()


def assert_dead(payload: bytes) -> None:
    """No formula, macro, outside link or picture; links lead into the workbook only."""
    with zipfile.ZipFile(BytesIO(payload)) as archive:
        for name in archive.namelist():
            assert not re.search(r"vba|externalLinks|media/|embeddings", name), name
            part = archive.read(name)
            if name.startswith("xl/worksheets/"):
                assert not re.search(rb"<f[ >]", part), name
                assert b'TargetMode="External"' not in part, name


def test_every_finding_of_the_town_is_listed_once_and_its_cell_marked(town: tuple[Path, bytes]) -> None:
    assert_marked(town[1], town[0], "夏阳街道")
    assert openpyxl.load_workbook(BytesIO(town[1])).sheetnames[0] == LIST_SHEET


def test_nothing_that_a_sender_wrote_comes_alive(town: tuple[Path, bytes]) -> None:
    assert_dead(town[1])
    made = openpyxl.load_workbook(BytesIO(town[1]))
    page = made[sheet_names(town[1])["夏阳街道.xlsx", "企业"]]
    assert (page["D5"].value, page["D5"].data_type) == ("=1+1", "s")
    assert page["A6"].hyperlink is None


def test_contacts_stay_here_and_the_layout_goes_back(town: tuple[Path, bytes]) -> None:
    made = openpyxl.load_workbook(BytesIO(town[1]))
    said = "\n".join(str(cell.value) for page in made for row in page.iter_rows() for cell in row if cell.value)
    assert not [name for name in ("示例王", "示例赵", "示例钱", "示例孙") if name in said]
    assert "13800000" not in said
    page = made[sheet_names(town[1])["夏阳街道.xlsx", "企业"]]
    assert (page["F4"].value, page["A2"].value) == (KEPT_BACK, f"填报联系人：{KEPT_BACK} 138****0111")
    assert [str(one) for one in page.merged_cells.ranges] == ["A1:F1"]
    assert 33 < page.column_dimensions["A"].width < 35
    finance = made[sheet_names(town[1])["夏阳街道.xlsx", "经营"]]
    assert (finance["D2"].value, finance["D2"].number_format) == (0.45, "0%")


@pytest.mark.slow
def test_a_reply_that_nobody_touched_changes_no_row_and_no_finding(
    town: tuple[Path, bytes], own_home: Path, tmp_path: Path
) -> None:
    facts = "SELECT file, sheet, kind, n_accepted, n_quarantined FROM source_sheet WHERE n_accepted > 0 ORDER BY ALL"
    faults = "SELECT file, sheet, cell, rule, raw FROM finding WHERE severity <> 'info' AND cell <> '' ORDER BY ALL"
    tables = [f"SELECT * EXCLUDE (sheet_id) FROM {name} ORDER BY ALL"
              for name in ("enterprise", "finance", "project", "investment")]
    before = [rows(own_home, sql) for sql in (facts, faults, *tables)]
    returned(own_home, tmp_path / "in", town[1])
    assert [rows(own_home, sql) for sql in (facts, faults, *tables)] == before
    assert rows(own_home, UNEQUAL) == []


def test_the_corrected_reply_closes_what_it_lists_and_nothing_is_lost(
    town: tuple[Path, bytes], own_home: Path, tmp_path: Path
) -> None:
    values = valid_values(rows(own_home, FINDINGS), "P1")
    rules = {row[0]: row[1] for row in rows(own_home, FINDINGS)}
    fixed = corrected(town[1], lambda line: values.get(line["编号"]))
    report = returned(own_home, tmp_path / "in", fixed)
    fates = {item["file"]: item["outcome"] for item in report["files"]}  # type: ignore[attr-defined]
    assert fates[NAME] == "reply"
    assert rows(own_home, "SELECT rule, file, cell FROM finding WHERE severity = 'error'") == []
    assert rows(own_home, UNEQUAL) == []
    assert rows(own_home, "SELECT sum(n_quarantined) FROM source_sheet") == [(0,)]
    assert rows(own_home, "SELECT count(*) FROM investment") == [(3,)]
    closed = rows(own_home, "SELECT sum(n_closed), sum(n_new), count(*) FROM file_version WHERE version_no = 2")
    of_keys = {"orphan_project", "duplicate_key"}
    n_read = sum(1 for finding in values if rules[finding] not in of_keys)
    assert closed == [(n_read, 0, 3)]
    assert rows(own_home, "SELECT DISTINCT reply FROM file_version WHERE version_no = 2") == [(NAME,)]
    skipped = rows(own_home, "SELECT sheet, n_read = n_skipped FROM source_sheet WHERE kind = 'reply' ORDER BY sheet")
    assert skipped == [(MAP_SHEET, True), (LIST_SHEET, True)]
    assert KEPT_BACK not in held_texts(own_home)
    again = command("reply", "夏阳街道", "--out", tmp_path / "again.xlsx", "--home", own_home)
    assert again.code == 0


@pytest.mark.slow
def test_the_same_reply_twice_changes_nothing_and_a_further_corrected_one_replaces_it(
    town: tuple[Path, bytes], own_home: Path, tmp_path: Path
) -> None:
    values = valid_values(rows(own_home, FINDINGS), "P1")
    some = dict(list(values.items())[:3])
    first = corrected(town[1], lambda line: some.get(line["编号"]))
    returned(own_home, tmp_path / "in", first)
    n_first = rows(own_home, "SELECT count(*) FROM finding WHERE severity = 'error'")
    assert returned(own_home, tmp_path / "in", first)["changed"] is False
    assert returned(own_home, tmp_path / "other", first, "另一个名字.xlsx")["changed"] is True
    twins = f"SELECT status FROM source_file WHERE file IN ('另一个名字.xlsx', '{NAME}') ORDER BY 1"
    assert rows(own_home, twins) == [("reply",), ("same_content",)]
    assert rows(own_home, "SELECT count(*) FROM finding WHERE severity = 'error'") == n_first
    returned(own_home, tmp_path / "in", corrected(first, lambda line: values.get(line["编号"])))
    assert rows(own_home, "SELECT count(*) FROM finding WHERE severity = 'error'") == [(0,)]


def test_a_reply_that_comes_after_a_newer_original_is_refused_for_that_file_only(
    town: tuple[Path, bytes], own_home: Path, tmp_path: Path
) -> None:
    folder = small_town(tmp_path / "newer")
    newer = (folder / "夏阳街道_项目.csv").read_text(encoding="utf-8").replace("没有这一档", "区级智能车间")
    (folder / "夏阳街道_项目.csv").write_text(newer, encoding="utf-8")
    load(own_home, folder / "夏阳街道_项目.csv")
    returned(own_home, tmp_path / "in", town[1])
    (reason,) = rows(own_home, "SELECT reason FROM source_file WHERE status = 'refused'")[0]
    assert reason.startswith("回执针对「夏阳街道_项目.csv」的旧版")
    assert "未采用" in reason
    assert rows(own_home, "SELECT count(*) FROM project WHERE project_id = 'P2'") == [(0,)]  # −5 万元 is still there
    assert rows(own_home, "SELECT file FROM file_version WHERE reply IS NOT NULL AND is_in_force ORDER BY 1") == [
        ("夏阳街道.xlsx",), ("夏阳街道_发票.csv",)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("what", "said"), [("sheet", "缺少工作表"), ("map", "被改动")])
def test_a_reply_with_a_sheet_gone_or_a_changed_map_is_refused_in_a_sentence(
    what: str, said: str, town: tuple[Path, bytes], own_home: Path, tmp_path: Path
) -> None:
    made = openpyxl.load_workbook(BytesIO(town[1]))
    if what == "sheet":
        del made[sheet_names(town[1])["夏阳街道.xlsx", "经营"]]
    else:
        made[MAP_SHEET]["F4"] = "不是指纹"
    target = BytesIO()
    made.save(target)
    before = rows(own_home, "SELECT count(*) FROM finance")
    (tmp_path / NAME).write_bytes(target.getvalue())
    command("load", tmp_path / NAME, "--home", own_home, "--as-of", AS_OF)
    reasons = rows(own_home, "SELECT reason FROM source_file WHERE status = 'refused'")
    assert any(said in reason for (reason,) in reasons)
    assert rows(own_home, "SELECT count(*) FROM finance") == before


@pytest.mark.slow
def test_a_reply_sent_back_under_the_name_of_the_file_itself_is_taken_as_one(
    town: tuple[Path, bytes], own_home: Path, tmp_path: Path
) -> None:
    returned(own_home, tmp_path / "in", town[1], "夏阳街道.xlsx")
    found = rows(own_home, "SELECT file, status FROM source_file WHERE status <> 'superseded' ORDER BY 1")
    assert found == [("夏阳街道.xlsx", "loaded"), ("夏阳街道_发票.csv", "loaded"), ("夏阳街道_项目.csv", "loaded")]
    assert rows(own_home, "SELECT count(*) FROM source_sheet WHERE kind = 'reply'") == [(2,)]
    assert rows(own_home, UNEQUAL) == []


@pytest.mark.slow
def test_an_enterprise_gets_its_own_rows_only_and_they_can_not_replace_the_towns_file(
    town: tuple[Path, bytes], own_home: Path, tmp_path: Path
) -> None:
    payload = written(own_home, "虚构甲公司", tmp_path / "甲.xlsx")
    said = "\n".join(
        str(cell.value) for page in openpyxl.load_workbook(BytesIO(payload)) for row in page.iter_rows() for cell in row
    )
    assert "虚构甲公司" in said
    assert "虚构乙公司" not in said
    done = load(own_home, tmp_path / "甲.xlsx", code=1)
    assert "摘录" in done.outcomes()["甲.xlsx"][1]  # type: ignore[operator]


def test_who_is_unknown_is_told_the_nearest_names(town: tuple[Path, bytes], tmp_path: Path) -> None:
    done = command("reply", "夏阳街到", "--out", tmp_path / "a.xlsx", "--home", town[0])
    assert (done.code, "找不到「夏阳街到」" in done.err, "夏阳街道" in done.err) == (1, True, True)
    assert not (tmp_path / "a.xlsx").exists()
    same = written(town[0], "青浦区夏阳街道办事处", tmp_path / "b.xlsx")
    assert same == town[1]  # an alias means the same, and the same reply has the same bytes


def replies_to_all(home: Path) -> dict[str, Reply]:
    """Sender → its reply, made by one parser."""
    build = current(Home(home))
    assert build is not None
    words = vocabulary(policy_tables())
    with Parser(home / "work-reply") as parser:
        return {
            sender: reply(Home(home), build, sender, words, parser)
            for (sender,) in rows(home, "SELECT DISTINCT sender FROM file_sender ORDER BY 1")
        }


def test_text_tables_of_the_district_come_back_as_sheets_with_their_cells_marked(
    sample_home: Path, tmp_path: Path
) -> None:
    payload = written(sample_home, "重固镇", tmp_path / "重固镇.xlsx")
    assert ("重固镇_已投入资金.csv", "") in sheet_names(payload)
    assert_marked(payload, sample_home, "重固镇")
    assert_dead(payload)


@pytest.mark.slow
def test_the_replies_to_all_senders_of_the_district_are_the_list_of_findings(sample_home: Path) -> None:
    made = replies_to_all(sample_home)
    numbers = [number for one in made.values() for number in one.findings["finding"]]
    assert sorted(numbers) == [number for (number,) in rows(sample_home, "SELECT finding FROM finding ORDER BY 1")]
    for sender, one in made.items():
        if one.n_to_correct:
            payload = reply_book(one)
            assert_marked(payload, sample_home, sender)
            assert_dead(payload)


@pytest.mark.slow
def test_all_replies_of_the_district_corrected_close_every_fault(sample_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(sample_home, tmp_path / "home"))
    free = "SELECT project_id FROM project WHERE project_id NOT IN (SELECT project_id FROM outcome) ORDER BY 1"
    values = valid_values(rows(home, FINDINGS), *(project_id for (project_id,) in rows(home, free)))
    (tmp_path / "in").mkdir()
    for sender, one in replies_to_all(home).items():
        if one.n_to_correct:
            payload = corrected(reply_book(one), lambda line: values.get(line["编号"]))
            (tmp_path / "in" / f"{sender}.xlsx").write_bytes(payload)
    load(home, tmp_path / "in")
    assert rows(home, "SELECT rule, file, sheet, cell, raw FROM finding WHERE severity = 'error'") == []
    assert rows(home, UNEQUAL) == []
    assert rows(home, "SELECT sum(n_quarantined) FROM source_sheet") == [(0,)]
