"""A form and a workbook, or two forms, that speak of the same project: it counts once."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.forms.sheets import read_docx
from tests.etl.forms.application import application
from tests.etl.forms.filling import filled_form
from tests.etl.forms.filling import written as written_form
from tests.etl.loads import load, rows, written

KIND = "form_3_1"
BOTH, TWICE = application(KIND, 0), application(KIND, 2)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Project BOTH in two workbooks and two forms, project TWICE in two forms."""
    folder = tmp_path_factory.mktemp("same")
    one = BOTH.instances[0]
    written(
        folder / "in",
        一项目="项目编号,企业名称,统一社会信用代码,项目名称,申报批次,申报类别,所在街镇\n"
        f"GJ-7,{BOTH.firm},{BOTH.code},{BOTH.project} ,national-2023,优秀场景,{BOTH.town}\n",
        二实例="项目编号,目录版本,环节,场景,场景实例名称\n"
        f"GJ-7,2023,{one.process},{one.scenario},{one.instance}\nGJ-7,2023,{one.process},{one.scenario},另一实例\n",
    )
    for name, made, seed in (("甲1", BOTH, 0), ("甲2", BOTH, 1), ("乙1", TWICE, 0), ("乙2", TWICE, 1)):
        (folder / "in" / f"申报书{name}.docx").write_bytes(written_form(made, seed))
    load(folder / "home", folder / "in")
    return folder / "home"


def test_a_workbook_and_forms_of_one_project_count_once(home: Path) -> None:
    """The workbook's number wins; of each row the first in the order of files counts, the rest waits."""
    of_both = f"WHERE project_id IN (SELECT project_id FROM project WHERE credit_code = '{BOTH.code}')"
    assert rows(home, f"SELECT project_id FROM project WHERE credit_code = '{BOTH.code}'") == [("GJ-7",)]
    assert rows(home, f"SELECT count(*) FROM instance {of_both}") == [(len(BOTH.instances) + 1,)]
    assert rows(home, f"SELECT count(*) FROM equipment {of_both}") == [(len(BOTH.items),)]
    assert rows(home, f"SELECT count(*) FROM outcome {of_both}") == [(len(BOTH.outcomes),)]
    adopted = "SELECT file, raw FROM finding WHERE rule = 'form_same_project' ORDER BY file"
    assert rows(home, adopted) == [("申报书甲1.docx", "GJ-7"), ("申报书甲2.docx", "GJ-7")]
    waits = "SELECT DISTINCT kind FROM finding WHERE rule = 'duplicate_key' AND file = '申报书甲1.docx' ORDER BY kind"
    assert rows(home, waits) == [("instance",), ("project",)]


def test_two_forms_of_one_project_count_once(home: Path) -> None:
    """Filled in anew under another file name: every row of the second waits and names the first."""
    counted = (
        "SELECT file, sum(n_accepted) > 0, sum(n_quarantined) > 0 FROM source_sheet WHERE file LIKE '申报书乙%'"
        " GROUP BY file ORDER BY file"
    )
    assert rows(home, counted) == [("申报书乙1.docx", True, False), ("申报书乙2.docx", False, True)]
    n_instances = f"SELECT count(*) FROM instance JOIN project USING (project_id) WHERE credit_code = '{TWICE.code}'"
    assert rows(home, n_instances) == [(len(TWICE.instances),)]
    said = rows(home, "SELECT message FROM finding WHERE rule = 'duplicate_key' AND file = '申报书乙2.docx'")
    assert all("申报书乙1.docx" in message for (message,) in said)


def test_a_derived_number_follows_from_code_call_track_and_name() -> None:
    """However it is filled in; another name or another firm makes another project."""

    def number(payload: bytes) -> str:
        frame = next(one for one in read_docx(payload) if one.name == "申报项目").frame
        return str(frame.row(2)[1])

    numbers = {number(written_form(TWICE, seed)) for seed in (0, 1, 4, 5)}
    assert len(numbers) == 1
    assert numbers.pop().startswith("SB-")
    assert number(filled_form(KIND, 1)) != number(filled_form(KIND, 2))
