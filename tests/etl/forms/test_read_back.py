"""Ten invented forms of each kind, filled in ten ways, loaded and read back equal from the warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from etl.screen import CFB
from etl.template.blank_form import package
from tests.etl.forms.application import Application, application
from tests.etl.forms.filling import filled_form
from tests.etl.loads import load, rows

FORMS = ("form_3_1", "form_3_2")
SEEDS = range(10)
ALL = [(form, seed) for form in FORMS for seed in SEEDS]
OF_FILE = "sheet_id IN (SELECT sheet_id FROM source_sheet WHERE file = '{file}')"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the twenty forms and nothing else."""
    folder = tmp_path_factory.mktemp("forms")
    (folder / "in").mkdir()
    for form, seed in ALL:
        (folder / "in" / f"{form}-{seed}.docx").write_bytes(filled_form(form, seed))
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
    (folder / "in" / "函.docx").write_bytes(package(body))
    (folder / "in" / "旧.docx").write_bytes(CFB + "WordDocument".encode("utf-16-le"))
    load(folder / "home", folder / "in")
    return folder / "home"


def test_a_refused_document_stops_no_other(home: Path) -> None:
    """A letter and an old .doc under a new name lie in the same folder: they are refused by name and reason."""
    refused = dict(rows(home, "SELECT file, reason FROM source_file WHERE status = 'refused'"))
    assert refused["旧.docx"].startswith("这是旧版 Word 或 WPS 文字文档（.doc / .wps）。")
    assert "不是附件3-1（优秀场景）、附件3-2（示范工厂）申报书" in refused["函.docx"]
    assert len(refused) == 2


def of(home: Path, form: str, seed: int, columns: str, table: str, order: str = '"row"') -> list[tuple[Any, ...]]:
    file = OF_FILE.format(file=f"{form}-{seed}.docx")
    return rows(home, f'SELECT {columns} FROM "{table}" WHERE {file} ORDER BY {order}')


@pytest.mark.parametrize(("form", "seed"), ALL)
def test_a_form_reads_back_equal(home: Path, form: str, seed: int) -> None:
    made = application(form, seed)
    columns = (
        "enterprise, credit_code, town, unit, industry, industry_code, ownership, size, founded_date, has_accident,"
        " maturity_level"
    )
    assert of(home, form, seed, columns, "enterprise") == [
        (
            made.firm,
            made.code,
            made.town,
            made.unit,
            made.industry,
            "3821" if made.is_optional else None,
            made.ownership,
            made.size,
            made.founded,
            made.has_accident,
            made.maturity if form == "form_3_2" else None,
        )
    ]
    columns = (
        "enterprise, credit_code, project, call, applied_tier, factory, address, town, unit, start_date, declared_yuan,"
        " applied_date, is_supply_chain"
    )
    is_factory = form == "form_3_2"
    assert of(home, form, seed, columns, "project") == [
        (
            made.firm,
            made.code,
            made.project,
            "national-2023",
            "示范工厂" if is_factory else "优秀场景",
            made.factory if is_factory else None,
            made.address,
            made.town,
            made.unit,
            made.start if is_factory else None,
            made.declared * 10_000 if is_factory else None,
            made.applied,
            made.is_chain if is_factory else None,
        )
    ]
    columns = "enterprise, credit_code, year, assets_yuan, debt_ratio_pct, revenue_yuan, profit_margin_pct"
    assert of(home, form, seed, columns, "finance") == [
        (made.firm, made.code, year, int(assets) * 10_000, float(debt), int(revenue) * 10_000, float(margin))
        for year, assets, debt, revenue, margin in made.finance
    ]
    assert dict(of(home, form, seed, "metric, value_num", "outcome")) == made.outcomes
    columns = "process, scenario, instance, description, pain_point, solution, safeguards, effects"
    assert of(home, form, seed, columns, "instance") == [
        (one.process, one.scenario, one.instance, *one.texts) for one in made.instances
    ]
    _same_dates(home, made, form, seed)
    columns = 'instance, category, "class", item, model, supplier, description, note'
    given = [
        tuple(
            text or None
            for text in (
                one.instance,
                one.category,
                one.kind,
                one.item,
                one.model,
                one.supplier,
                one.description,
                one.note,
            )
        )
        for one in made.items
    ]
    assert of(home, form, seed, columns, "equipment") == given


def _same_dates(home: Path, made: Application, form: str, seed: int) -> None:
    """Dates, money and suppliers stand in the first form's table of its own only, once or per instance."""
    found = of(home, form, seed, "start_date, end_date, spent_yuan, supplier", "instance")
    n_told = 0 if form == "form_3_2" else len(made.instances) if seed in {4, 8} else 1
    told = [(one.start, one.end, one.spent * 10_000, one.supplier) for one in made.instances[:n_told]]
    assert found == told + [(None, None, None, None)] * (len(made.instances) - n_told)


def test_every_row_of_the_forms_is_counted_once(home: Path) -> None:
    """Only the partners of the joint applications wait: a form asks for no industry and address of theirs."""
    assert rows(home, "SELECT count(*) FROM source_sheet WHERE n_read <> n_accepted + n_quarantined + n_skipped") == [
        (0,)
    ]
    joint = [f"{form}-{seed}.docx" for form in FORMS for seed in (3, 7)]
    assert rows(home, "SELECT file, kind, n_quarantined FROM source_sheet WHERE n_quarantined > 0 ORDER BY file") == [
        (file, "enterprise", 1) for file in sorted(joint)
    ]


def test_the_habits_are_noted(home: Path) -> None:
    found = rows(home, "SELECT DISTINCT rule, file FROM finding ORDER BY rule, file")
    files = {rule: [file for one, file in found if one == rule] for rule, _ in found}
    assert files["joint_applicants"] == [f"{form}-{seed}.docx" for form in FORMS for seed in (3, 7)]
    assert files["form_changes"] == [f"{form}-3.docx" for form in FORMS]
    assert files["form_text_boxes"] == [f"{form}-6.docx" for form in FORMS]
    assert files["over_long"] == [f"{form}-9.docx" for form in FORMS]
    assert "form_rest" not in files
    assert "form_conflict" not in files


def test_a_figure_leads_to_its_cell_in_the_document(home: Path) -> None:
    """The row of a scenario instance knows the table, row and cell of each of its values."""
    where = "sheet_id = (SELECT sheet_id FROM source_sheet WHERE file = 'form_3_1-0.docx' AND kind = 'enterprise')"
    found = dict(rows(home, f"SELECT letter, place FROM source_place WHERE {where}"))
    assert (found["A"], found["B"], found["C"]) == ("表1 R1C2", "表1 R2C2", "表1 R8C2")
