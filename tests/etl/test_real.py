"""Tables as authorities published them: each is loaded or refused with a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.etl.loads import BUDGET, load, written

REAL = Path(__file__).parents[3] / "shared" / "real"


@pytest.mark.skipif(not REAL.is_dir(), reason="the published tables lie beside the repository, not in it")
def test_published_tables_are_loaded_or_refused_with_a_sentence(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", 预算=BUDGET)
    names = []
    for path in [*REAL.glob("*.csv"), *(REAL / "raw").glob("*.txt")]:
        shutil.copy(path, folder / path.name)
        names.append(path.name)
    assert "guangdong_tech_upgrade_allocation_2015.csv" in names
    found = load(tmp_path / "home", folder).outcomes()
    for name in names:
        outcome, reason = found[name]
        assert outcome == "loaded" or (outcome == "refused" and len(reason or "") > 12 and "。" in (reason or "")), name
