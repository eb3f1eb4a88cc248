"""A form and a workbook, or two forms, that speak of the same project: it counts once."""

from __future__ import annotations

from pathlib import Path

from tests.etl.forms.application import application
from tests.etl.forms.filling import filled_form
from tests.etl.forms.filling import written as written_form
from tests.etl.loads import load, rows, written

KIND = "form_3_1"


def test_a_workbook_and_a_form_of_one_project_count_once(tmp_path: Path) -> None:
    """The workbook's number wins wherever the files stand in order; what came first counts, the rest waits."""
    made = application(KIND, 0)
    one = made.instances[0]
    written(
        tmp_path / "in",
        一项目="项目编号,企业名称,统一社会信用代码,项目名称,申报批次,申报类别,所在街镇\n"
        f"GJ-7,{made.firm},{made.code},{made.project} ,national-2023,优秀场景,{made.town}\n",
        二实例="项目编号,目录版本,环节,场景,场景实例名称\n"
        f"GJ-7,2023,{one.process},{one.scenario},{one.instance}\nGJ-7,2023,{one.process},{one.scenario},另一实例\n",
    )
    (tmp_path / "in" / "申报书.docx").write_bytes(filled_form(KIND, 0))
    (tmp_path / "in" / "申报书副本.docx").write_bytes(written_form(made, 1))
    load(tmp_path / "home", tmp_path / "in")
    home = tmp_path / "home"
    assert rows(home, "SELECT project_id FROM project") == [("GJ-7",)]
    assert rows(home, "SELECT count(*) FROM instance WHERE project_id = 'GJ-7'") == [(len(made.instances) + 1,)]
    assert rows(home, "SELECT count(*), count(DISTINCT project_id) FROM equipment") == [(len(made.items), 1)]
    assert rows(home, "SELECT count(*) FROM outcome") == [(len(made.outcomes),)]
    assert rows(home, "SELECT count(*) FROM finding WHERE rule = 'form_same_project'")[0][0] >= 1
    waits = "SELECT DISTINCT kind FROM finding WHERE rule = 'duplicate_key' AND file = '申报书.docx' ORDER BY kind"
    assert rows(home, waits) == [("instance",), ("project",)]


def test_a_derived_number_is_the_same_in_every_load(tmp_path: Path) -> None:
    """It follows from code, call, track and name, and from nothing else."""
    numbers = []
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.docx").write_bytes(filled_form(KIND, 2))
        load(tmp_path / f"home-{name}", tmp_path / name)
        numbers += rows(tmp_path / f"home-{name}", "SELECT project_id FROM project")
    assert numbers[0] == numbers[1]
    assert str(numbers[0][0]).startswith("SB-")


def test_two_forms_of_one_project_count_once(tmp_path: Path) -> None:
    """Filled in anew under another file name: every row of the second waits and names the first."""
    made = application(KIND, 2)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.docx").write_bytes(written_form(made, 0))
    (tmp_path / "in" / "b.docx").write_bytes(written_form(made, 1))
    load(tmp_path / "home", tmp_path / "in")
    counted = "SELECT file, sum(n_accepted) > 0, sum(n_quarantined) > 0 FROM source_sheet GROUP BY file ORDER BY file"
    assert rows(tmp_path / "home", counted) == [("a.docx", True, False), ("b.docx", False, True)]
    assert rows(tmp_path / "home", "SELECT count(*) FROM instance") == [(len(made.instances),)]
