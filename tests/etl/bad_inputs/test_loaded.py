"""Every bad input ends as it must: its outcome, its counts, its cells and its words; and the good ones load."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from etl.store import shown_name
from tests.etl.bad_inputs.case import Case
from tests.etl.bad_inputs.loaded import Loaded, cases, load_all
from tests.etl.loads import rows

each_case = pytest.mark.parametrize("case", [
    pytest.param(case, id=case.name) for case in cases()
])


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return load_all(tmp_path_factory.mktemp("bad"))


@each_case
def test_a_bad_input_ends_as_it_must(case: Case, loaded: Loaded) -> None:
    name = shown_name(case.name)
    outcome, reason = loaded.outcomes[name]
    assert (outcome, case.said in (reason or "")) == (case.outcome, True), reason
    findings = loaded.findings.get(name, [])
    if outcome != "loaded":
        assert name not in loaded.sheets
        if outcome == "refused":
            assert "。" in (reason or ""), "what was found, then what to do"
            assert [one["rule"] for one in findings] == ["refused_file"]
        return
    sheets = loaded.sheets[name]
    assert all(n_read == accepted + quarantined + skipped for n_read, accepted, quarantined, skipped in sheets)
    if case.counts:
        assert tuple(sum(sheet[i] for sheet in sheets) for i in (1, 2, 3)) == case.counts, findings
    for one in case.found:
        assert [
            f for f in findings
            if f["rule"] == one.rule and (one.cell is None or f["cell"] == one.cell) and one.words in f["message"]
        ], (one, findings)
    silent = set(case.spoken) - {f["cell"] for f in findings}
    assert silent == set(), findings
    errors = {(f["rule"], f["cell"]) for f in findings if f["severity"] == "error" and f["cell"] not in case.spoken}
    assert errors <= {(one.rule, one.cell) for one in case.found}, "no error but the named ones"
    if case.rows:
        assert rows(loaded.home, case.rows[0]) == case.rows[1]


def test_every_quarantined_row_has_a_cell_its_text_a_reason_and_what_to_do(loaded: Loaded) -> None:
    held = Counter(name for name, _, _ in rows(
        loaded.home, 'SELECT s.file, r.sheet_id, r."row" FROM source_row AS r JOIN source_sheet AS s USING (sheet_id)'
        " WHERE r.outcome = 'quarantined'"))
    assert sum(held.values()) > 30
    for name, count in held.items():
        errors = [one for one in loaded.findings[name] if one["severity"] == "error"]
        assert len({(one["sheet"], one["row"]) for one in errors}) == count
        assert all(one["cell"] and len(one["message"]) > 8 and len(one["action"]) > 3 for one in errors)


def test_bad_input_never_loses_good_input(loaded: Loaded, tmp_path: Path) -> None:
    good = [name for name in loaded.outcomes if name.startswith("好")]
    assert {loaded.outcomes[name] for name in good} == {("loaded", None)}
    assert {name: loaded.sheets[name] for name in good} == {"好预算.csv": [(3, 2, 0, 1)], "好企业.csv": [(2, 1, 0, 1)]}
    totals = loaded.done.report["totals"]
    assert totals["n_read"] == totals["n_accepted"] + totals["n_quarantined"] + totals["n_skipped"]
    assert totals["n_read"] == sum(sheet[0] for sheets in loaded.sheets.values() for sheet in sheets)


def test_no_contact_of_a_second_table_is_held(loaded: Loaded) -> None:
    held = "\n".join(cells for (cells,) in rows(loaded.home, "SELECT cells FROM source_row"))
    assert "13800004545" not in held
    assert "示例丁" not in held
